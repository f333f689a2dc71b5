"""A text part's content to blocks: plain text, or HTML, whichever of two twins says more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from email.message import Message as MimePart

from mailbot.model.message import Table
from mailbot.reading.charset import decode, tidy
from mailbot.reading.flow import Block
from mailbot.reading.html import Page, read_page
from mailbot.reading.mime import Leaf, leaf
from mailbot.reading.plain import plain_lines
from mailbot.reading.uuencode import uuencoded

_MOST_HTML = 15_000_000  # bytes of one part that are decoded: HTML may carry whole pictures
_MOST_PLAIN = 3_000_000
_MOST_TEXT = 1_000_000  # characters of plain text that are read
_FILES = ("text/calendar", "text/csv", "text/rtf", "text/richtext", "text/vcard", "text/x-vcard", "text/directory")
_STUB = 40  # letters and figures below which a plain twin says nothing


@dataclass(frozen=True, slots=True)
class Body:
    """A text part read. `wrapped`: its lines may have been broken at a margin; `shown`: content ids of its images."""

    blocks: list[Block]
    wrapped: bool
    shown: frozenset[str] = frozenset()
    files: tuple[tuple[str, bytes], ...] = ()  # uuencoded in the text
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Twin:
    """An alternative and the text in it. `pages`: the HTML that had to be read to choose it, by its part."""

    part: MimePart
    text: MimePart  # within `part`, or itself
    pages: dict[MimePart, Page] = field(default_factory=dict)


def is_text(found: Leaf, alone: bool = False) -> bool:
    """Whether a part is text of the mail itself, not a file. `alone`: it is the whole mail, so a name is no file's."""
    if not found.media_type.startswith(("text/", "multipart/")) or found.media_type in _FILES:
        return False
    return found.disposition != "attachment" and (alone or not found.name)


def read_body(found: Leaf, page: Page | None = None) -> Body:
    """The blocks of a text part. `page` is its HTML, where that has been read already."""
    text, defects = _text(found)
    if found.media_type == "text/html":
        page = page or read_page(text)
        if not page.whole:
            defects.append("the HTML is too long: its end was not read")
        return Body(page.blocks, False, page.shown, (), tuple(defects))
    if len(text) > _MOST_TEXT:
        defects.append("the text is too long: its end was not read")
    flowed = found.parameters.get("format", "").lower() == "flowed"
    text, files = uuencoded(text) if "\nend" in text else (text, [])
    lines = plain_lines(text[:_MOST_TEXT], flowed, found.parameters.get("delsp", "").lower() == "yes")
    return Body(list(lines), True, frozenset(), tuple(files), tuple(defects))


def _text(found: Leaf) -> tuple[str, list[str]]:
    most = _MOST_HTML if found.media_type == "text/html" else _MOST_PLAIN
    text, defect = decode(found.content[:most], found.parameters.get("charset"))
    return tidy(text), [defect] if defect else []


def best_twin(parts: Sequence[MimePart]) -> Twin | None:
    """Of alternatives, the one to read: HTML where it tabulates, ticks or strikes out, or where the plain is a stub.

    None where there is no text among them.
    """
    plain, rich = _held(parts, "text/plain"), _held(reversed(parts), "text/html")
    if plain is None or rich is None or plain.part is rich.part:
        return rich or plain
    page, text = read_page(_text(leaf(rich.text))[0]), _text(leaf(plain.text))[0]
    chosen = rich if page.marked or _is_stub(text, page) else plain
    return replace(chosen, pages={rich.text: page})


def _held(parts: Iterable[MimePart], kind: str) -> Twin | None:
    """The first alternative that has text of that kind."""
    texts = ((part, _holds(part, kind)) for part in parts)
    return next((Twin(part, text) for part, text in texts if text is not None), None)


def _holds(part: MimePart, kind: str) -> MimePart | None:
    """The text of that kind in an alternative: itself, or within its multipart/related or mixed."""
    within = part.walk() if part.get_content_maintype() != "message" else iter(())
    inner = (one for one in within if one.get_content_type() == kind and not one.is_multipart())
    return next((one for one in inner if is_text(leaf(one))), None)


def _is_stub(plain: str, page: Page) -> bool:
    """Whether a plain part only says that there is HTML, or is all but empty beside it."""
    there = sum(char.isalnum() for block in page.blocks for char in _words(block))
    here = sum(char.isalnum() for char in plain)
    less = there > _STUB and (here < _STUB or here * 4 < there)
    return less or not plain.strip() or "view this email in" in plain.lower()[:300]


def _words(block: Block) -> str:
    return " ".join(cell for row in block.rows for cell in row) if isinstance(block, Table) else block.text
