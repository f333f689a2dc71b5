"""The walk over a mail's parts: text to items, attached mails to hops, the rest to attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message as MimePart

from mailbot.model.message import Attachment, Hop, How, Item, Passage, Table
from mailbot.reading.addresses import addresses
from mailbot.reading.charset import decode, tidy
from mailbot.reading.flow import Block
from mailbot.reading.headers import Headers, date, message_ids
from mailbot.reading.hops import Chain
from mailbot.reading.html import Page, read_page
from mailbot.reading.mime import Leaf, attached_mail, leaf
from mailbot.reading.passages import items
from mailbot.reading.plain import plain_lines

_METHOD = re.compile(rb"(?im)^METHOD:([A-Z]{1,20})")
_ENDINGS = {
    "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "text/calendar": ".ics",
    "text/plain": ".txt", "text/html": ".html", "text/csv": ".csv", "application/ms-tnef": ".dat", "application/zip": ".zip",
    "application/rtf": ".rtf", "text/rtf": ".rtf", "message/rfc822": ".eml", "application/pkcs7-signature": ".p7s",
    "application/msword": ".doc", "application/pkcs7-mime": ".p7m",
}  # fmt: skip
_REPORTS = ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers", "message/feedback-report")
_MOST_TEXT = 5_000_000  # bytes of one text part that are read
_STUB = 40  # letters


@dataclass(slots=True)
class Parts:
    """What the walk has found so far."""

    ours: frozenset[str]
    hops: list[Hop] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    media_types: set[str] = field(default_factory=set)
    calendar_methods: set[str] = field(default_factory=set)
    returned: list[str] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    @classmethod
    def of_mail(cls, tree: MimePart, headers: Headers, sent: datetime | None, ours: frozenset[str]) -> Parts:
        """Walk a whole mail; hop 0 is the mail itself."""
        parts = cls(ours)
        parts.hops.append(_hop(headers, 0, How.OUTER, "body", sent))
        parts._walk(tree, 0, "body")
        return parts

    def _walk(self, part: MimePart, hop: int, name: str) -> None:
        kind = part.get_content_type()
        if hop == 0:
            self.media_types.add(kind)
        if kind == "message/rfc822" or kind == "message/global":
            self._attached(part, hop)
        elif kind in _REPORTS:
            self._report(part, kind, hop)
        elif kind == "multipart/alternative" and part.is_multipart():
            self._alternative(part, hop, name)
        elif part.is_multipart():
            for child in _children(part):
                self._walk(child, hop, name)
        else:
            self._leaf(leaf(part), hop, name)

    def _alternative(self, part: MimePart, hop: int, name: str) -> None:
        """Plain text or HTML, whichever says more: HTML where it tabulates or marks, or where the plain part is a stub."""
        children = _children(part)
        plain = next((leaf(child) for child in children if _is_body(child, "text/plain")), None)
        rich = [child for child in children if child.get_content_type() != "text/plain"]
        page = self._page(rich)
        if plain is not None and page is not None:
            choose_plain = not page.marked and not _is_stub(self._text(plain), page)
        else:
            choose_plain = plain is not None
        for child in children:
            chosen = (child.get_content_type() == "text/plain") is choose_plain
            self._chosen(child, hop, name, chosen)

    def _chosen(self, part: MimePart, hop: int, name: str, chosen: bool) -> None:
        """Walk one alternative; of one not chosen only what is no text of the mail's is kept."""
        if chosen:
            self._walk(part, hop, name)
        elif part.is_multipart():
            for child in _children(part):
                self._chosen(child, hop, name, False)
        elif not _is_body(part, "text/plain", "text/html"):
            self._walk(part, hop, name)

    def _page(self, parts: Sequence[MimePart]) -> Page | None:
        """The HTML among these parts (or within a multipart/related or mixed of them)."""
        for part in parts:
            for inner in part.walk():
                if _is_body(inner, "text/html"):
                    return read_page(self._text(leaf(inner)))
        return None

    def _leaf(self, found: Leaf, hop: int, name: str) -> None:
        if found.media_type == "text/calendar":
            self.calendar_methods |= {one.decode() for one in _METHOD.findall(found.content[:100_000])}
        if _is_text_of_mail(found):
            self._body(found, hop, found.name or name)
        elif found.content or found.name or found.media_type != "text/plain":
            self._attach(found, hop)

    def _body(self, found: Leaf, hop: int, name: str) -> None:
        text = self._text(found)
        blocks: list[Block]
        if found.media_type == "text/html":
            page = read_page(text)
            self.shown |= page.shown
            blocks = page.blocks
            if not page.whole:
                self.defects.append("the HTML is too long: its end was not read")
        else:
            flowed = found.parameters.get("format", "").lower() == "flowed"
            blocks = list(plain_lines(text, flowed, found.parameters.get("delsp", "").lower() == "yes"))
        first = len(self.hops)
        placed = Chain(self.hops, self.ours, hop).read(blocks)
        self.hops[first:] = [_within(one, name) for one in self.hops[first:]]
        self.items += items(placed, self.hops, name, found.media_type != "text/html")

    def _text(self, found: Leaf) -> str:
        text, defect = decode(found.content[:_MOST_TEXT], found.parameters.get("charset"))
        if defect:
            self.defects.append(defect)
        if len(found.content) > _MOST_TEXT:
            self.defects.append("the text is too long: its end was not read")
        return tidy(text)

    def _attach(self, found: Leaf, hop: int) -> None:
        count = len(self.attachments) + 1
        name = found.name or f"attachment-{count}{_ENDINGS.get(found.media_type, '')}"
        inline = found.media_type.startswith("image/") and found.disposition != "attachment" and bool(found.content_id)
        self.attachments.append(Attachment(name, found.media_type, found.content, self._part(name), hop, inline))

    def _part(self, name: str) -> str:
        """A name by which evidence cites a part: the file's, made unlike the others."""
        unique, count = name, 2
        while unique in self.names:
            unique, count = f"{name} ({count})", count + 1
        self.names.add(unique)
        return unique

    def _attached(self, part: MimePart, hop: int) -> None:
        inner = attached_mail(part)
        name = leaf(part).name
        if inner is None:
            self._attach(leaf(part), hop)
            return
        headers = Headers.of(inner)
        self.returned += message_ids(headers.first("message-id"))[:1]
        title = self._part(name or f"{headers.text('subject') or 'attached mail'}.eml")
        index = len(self.hops)
        self.hops.append(_hop(headers, index, How.ATTACHED, title, date(headers.first("date"))))
        self._walk(inner, index, title)

    def _report(self, part: MimePart, kind: str, hop: int) -> None:
        """The machine-readable half of a bounce or receipt, kept as text."""
        payload = part.get_payload()
        text = tidy("\n".join(str(one) for one in payload) if isinstance(payload, list) else decode(leaf(part).content)[0])
        for line in re.findall(r"(?im)^(?:original-)?message-id:[ \t]{0,5}(<[^<>\s]{1,998}>)", text[:100_000]):
            self.returned += message_ids(line)
        if text.strip():
            self.items.append(Passage(text.strip(), leaf(part).name or kind, hop))


def _children(part: MimePart) -> list[MimePart]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, MimePart)] if isinstance(payload, list) else []


def _is_body(part: MimePart, *kinds: str) -> bool:
    return part.get_content_type() in kinds and not part.is_multipart() and _is_text_of_mail(leaf(part))


def _is_text_of_mail(found: Leaf) -> bool:
    return found.media_type in ("text/plain", "text/html", "text/enriched") and found.disposition != "attachment" and not found.name


def _is_stub(plain: str, page: Page) -> bool:
    """Whether a plain part only says that there is HTML, or is empty beside it."""
    there = sum(1 for block in page.blocks for char in _words(block) if char.isalnum())
    here = sum(1 for char in plain if char.isalnum())
    return here < _STUB < there or here * 4 < there or "view this email in" in plain.lower()[:300]


def _words(block: Block) -> str:
    return " ".join(cell for row in block.rows for cell in row) if isinstance(block, Table) else block.text


def _hop(headers: Headers, index: int, how: How, part: str, sent: datetime | None) -> Hop:
    people = tuple(person for name in ("to", "cc") for person in addresses(headers.first(name)))
    sender = next(iter(addresses(headers.first("from"))), None)
    return Hop(index, how, sender, people, sent, headers.text("subject") or None, part)


def _within(hop: Hop, part: str) -> Hop:
    return Hop(hop.index, hop.how, hop.sender, hop.recipients, hop.sent, hop.subject, part)
