"""The walk over a mail's parts: text to items, attached mails to hops, the rest to attachments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import Message as MimePart

from mailbot.model.message import Attachment, Hop, How, Item, Passage
from mailbot.reading.addresses import addresses
from mailbot.reading.body import Body, best_twin, is_text, read_body
from mailbot.reading.charset import decode, tidy
from mailbot.reading.headers import Headers, date, message_ids
from mailbot.reading.hops import Chain
from mailbot.reading.html import Page
from mailbot.reading.mime import Leaf, attached_mail, children, leaf, open_mail
from mailbot.reading.passages import items
from mailbot.reading.smime import SMIME, signed_content

_METHOD = re.compile(rb"(?im)^METHOD[^:\r\n]{0,80}:[ \t]{0,3}([A-Z]{1,20})")
_NAMED_ID = re.compile(r"(?im)^(x-mailbot-id|(?:original-)?message-id):[ \t]{0,5}(<[^<>\s]{1,998}>)")
_FAILED = re.compile(r"(?im)^action:[ \t]{0,5}failed\b")
_STATUS = re.compile(r"(?im)^status:[ \t]{0,5}(5\.\d{1,3}\.\d{1,3})\b")
_ENDINGS = {
    "application/ms-tnef": ".dat",
    "application/msword": ".doc",
    "application/pdf": ".pdf",
    "application/pkcs7-mime": ".p7m",
    "application/pkcs7-signature": ".p7s",
    "application/rtf": ".rtf",
    "application/zip": ".zip",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/rtf": ".rtf",
}
_MAILS = ("message/rfc822", "message/global", "message/news")
_REPORTS = (
    "message/delivery-status",
    "message/global-delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "text/rfc822-headers",
)
_STATUS_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_DEEPEST = 80  # parts within parts
_MOST_BLOCKS = 50_000  # lines and tables of a mail that are read; a part beyond is kept as a file


@dataclass(slots=True)
class Parts:
    """What the walk has found so far. `ours` are the addresses and names by which other people's mail shows us."""

    ours: frozenset[str]
    hops: list[Hop] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    media_types: set[str] = field(default_factory=set)
    calendar_methods: set[str] = field(default_factory=set)
    returned: list[str] = field(default_factory=list)
    failure: str | None = None  # RFC 3463 status of a letter that a report calls failed
    pages: dict[MimePart, Page] = field(default_factory=dict)  # HTML that was read to choose among alternatives
    shown: set[str] = field(default_factory=set)  # content ids of images that the HTML shows
    content_ids: list[str] = field(default_factory=list)  # of the attachments, in their order
    names: set[str] = field(default_factory=set)
    level: int = 0
    blocks_left: int = _MOST_BLOCKS

    @classmethod
    def of_mail(cls, tree: MimePart, headers: Headers, sent: datetime | None, ours: frozenset[str]) -> Parts:
        """Walk a whole mail; hop 0 is the mail itself."""
        parts = cls(ours)
        parts.hops.append(_hop(headers, 0, How.OUTER, "body", sent))
        parts._walk(tree, 0, "body")
        parts._tell_images()
        return parts

    def _walk(self, part: MimePart, hop: int, name: str) -> None:
        self.level += 1
        kind = part.get_content_type()
        if hop == 0:
            self.media_types.add(kind)
        if self.level > _DEEPEST:
            self.defects.append("nested too deeply: an inner part was kept unread")
            self._attach(leaf(part), hop)
        elif kind in _MAILS:
            self._attached_mail(part, hop)
        elif kind in _REPORTS:
            self._report(part, kind, hop)
        elif kind in SMIME:
            self._signed(part, hop, name)
        elif inner := children(part):
            self._container(part, inner, kind, hop, name)
        else:
            self._leaf(part, hop, name)
        self.level -= 1

    def _container(self, part: MimePart, inner: list[MimePart], kind: str, hop: int, name: str) -> None:
        if kind.startswith("message/"):  # external-body, partial: what they name is not here
            self._attach(leaf(part), hop)
        twin = best_twin(inner) if kind == "multipart/alternative" else None
        if twin is not None:
            self.pages |= twin.pages
            self.shown |= {one for page in twin.pages.values() for one in page.shown}
        for child in inner:
            if twin is None or child is twin.part:
                self._walk(child, hop, name)
            else:
                self._twin(child, hop, name)

    def _twin(self, part: MimePart, hop: int, name: str) -> None:
        """Of an alternative that was not chosen, whatever is no text of the mail's is kept."""
        inner = [] if part.get_content_maintype() == "message" else children(part)
        if not inner and not (is_text(leaf(part)) and part.get_content_type() in ("text/plain", "text/html")):
            self._walk(part, hop, name)
        for child in inner:
            self._twin(child, hop, name)

    def _leaf(self, part: MimePart, hop: int, name: str) -> None:
        found = leaf(part)
        if found.media_type == "text/calendar":
            self.calendar_methods |= {one.decode().upper() for one in _METHOD.findall(found.content[:100_000])}
        text = is_text(found, alone=self.level == 1) and (not found.name or found.content)
        if text and self.blocks_left > 0:
            self._place(read_body(found, self.pages.pop(part, None)), hop, found.name or name)
        elif found.name or found.media_type != "text/plain" or found.content:
            self._attach(found, hop)

    def _place(self, body: Body, hop: int, name: str) -> None:
        self.defects += body.defects
        self.shown |= body.shown
        if len(body.blocks) > self.blocks_left:
            self.defects.append("too many lines: the end of the text was not read")
        blocks = body.blocks[: self.blocks_left]
        self.blocks_left -= len(blocks)
        first = len(self.hops)
        placed = Chain(self.hops, self.ours, hop).read(blocks)
        self.hops[first:] = [replace(one, part=name) for one in self.hops[first:]]
        self.items += items(placed, self.hops, name, body.wrapped)
        for file, content in body.files:
            self._attach(Leaf("application/octet-stream", file, "attachment", "", {}, content), hop)

    def _attach(self, found: Leaf, hop: int) -> None:
        name = found.name or f"attachment-{len(self.attachments) + 1}{_ENDINGS.get(found.media_type, '')}"
        self.attachments.append(Attachment(name, found.media_type, found.content, self._unique(name), hop))
        self.content_ids.append(found.content_id)

    def _unique(self, name: str) -> str:
        """A name by which evidence cites a part: the file's, made unlike the others."""
        unique, count = name, 2
        while unique in self.names:
            unique, count = f"{name} ({count})", count + 1
        self.names.add(unique)
        return unique

    def _tell_images(self) -> None:
        """Mark what nobody attached: images that the HTML shows, digital signatures."""
        for index, one in enumerate(self.attachments):
            image = one.media_type.startswith("image/") and self.content_ids[index] in self.shown
            if image or one.media_type in _SIGNATURES:
                self.attachments[index] = replace(one, inline=True)

    def _attached_mail(self, part: MimePart, hop: int) -> None:
        inner = attached_mail(part)
        if inner is None:
            self._attach(leaf(part), hop)
            return
        headers = Headers.of(inner)
        # a relay may give a letter a Message-ID of its own; X-Mailbot-Id it leaves alone
        self.returned += message_ids(headers.first("x-mailbot-id") or headers.first("message-id"))[:1]
        title = self._unique(leaf(part).name or f"{headers.text('subject')[:200] or 'attached mail'}.eml")
        index = len(self.hops)
        self.hops.append(_hop(headers, index, How.ATTACHED, title, date(headers.first("date"))))
        self._walk(inner, index, title)

    def _signed(self, part: MimePart, hop: int, name: str) -> None:
        """S/MIME: what was only signed is read; the file itself is kept as a signature, or for who has its key."""
        found = leaf(part)
        content = signed_content(found.content)
        if content is not None:
            self._walk(open_mail(content)[0], hop, name)
        self._attach(found, hop)
        self.attachments[-1] = replace(self.attachments[-1], inline=content is not None)

    def _report(self, part: MimePart, kind: str, hop: int) -> None:
        """The machine-readable half of a bounce or receipt, kept as text."""
        text = decode(leaf(part).content)[0]
        named = _NAMED_ID.findall(text[:100_000])
        for _, one in sorted(named, key=lambda found: found[0].lower() != "x-mailbot-id"):
            self.returned += message_ids(one)
        if kind in _STATUS_REPORTS and _FAILED.search(text):
            status = _STATUS.search(text)
            self.failure = status[1] if status else "5.0.0"
        if text := tidy(text[:100_000]).strip():
            self.items.append(Passage(text, leaf(part).name or kind, hop))


def _hop(headers: Headers, index: int, how: How, part: str, sent: datetime | None) -> Hop:
    people = tuple(person for name in ("to", "cc") for person in addresses(headers.first(name)))
    sender = next(iter(addresses(headers.first("from"))), None)
    return Hop(index, how, sender, people, sent, headers.text("subject") or None, part)
