"""Raw bytes to the tree of MIME parts, within limits that keep the parsers below from running away.

`mailparser` and the standard library beneath it recurse once per nesting level and are quadratic in some headers, so
the bytes are cut to size *before* they see them. What is cut is named in a defect; the raw mail itself is stored whole.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as MimePart

import mailparser

from mailbot.reading.headers import Headers, parameters

MOST_PARTS = 5_000  # lines that could open a part
MOST_NESTED = 60  # containers that could lie within one another
MOST_HEADERS = 100_000  # bytes of one header section
LARGE = 10_000_000  # bytes beyond which mail-parser's second copy of every part costs too much memory
_OPENERS = re.compile(rb"(?m)^--[^\s-]")
_CONTAINERS = re.compile(rb"(?im)^(content-type[ \t]*:[ \t\r\n]{0,80})(multipart/|message/)(?!delivery|disposition)")
_PART_START = re.compile(rb"(?m)^--[^\s-][^\r\n]{0,200}\r?\n")
_LOST_BOUNDARY = re.compile(rb"(?m)^--([A-Za-z0-9'()+_,./:=?-]{1,70})[ \t]{0,9}\r?$")
_SECTION_END = re.compile(rb"\r?\n\r?\n|\r\r")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part that holds content. `name` is the sender's file name, "" where none is given."""

    media_type: str
    name: str
    disposition: str  # "attachment", "inline" or ""
    content_id: str
    parameters: dict[str, str]
    source: MimePart | bytes

    @property
    def content(self) -> bytes:
        """The bytes, the transfer encoding undone; costly, so done only where they are wanted."""
        return self.source if isinstance(self.source, bytes) else _content(self.source)


def open_mail(raw: bytes) -> tuple[MimePart, list[str]]:
    """The tree of a mail's parts, and what was wrong with it in words. Total."""
    cut, defects = within_limits(raw)
    if len(cut) > LARGE:
        return _plainest(cut), defects
    try:
        parsed = mailparser.parse_from_bytes(cut)
        return parsed.message, [*defects, *sorted(parsed.defects_categories)]
    except Exception as error:  # whatever a hostile mail does to the parser, the mail itself is still read
        return _plainest(cut), [*defects, f"the parser gave up: {type(error).__name__}"]


def _plainest(raw: bytes) -> MimePart:
    """The tree by the standard library alone; one text part of it all where even that fails."""
    try:
        return message_from_bytes(raw)
    except Exception:
        part = MimePart()
        part.set_payload(raw.decode("ascii", "surrogateescape"))
        return part


def within_limits(raw: bytes) -> tuple[bytes, list[str]]:
    """The mail cut to what can be parsed in bounded time: size of headers, number and nesting of parts."""
    defects = []
    parts = _nth(_OPENERS.finditer(raw), MOST_PARTS)
    if parts is not None:
        raw = raw[:parts]
        defects.append(f"more than {MOST_PARTS} parts: the rest was not read")
    if _nth(_CONTAINERS.finditer(raw), MOST_NESTED) is not None:
        raw = _flattened(raw)
        defects.append(f"more than {MOST_NESTED} containers: the rest was read as text")
    whole = len(raw)
    raw = _shortened(raw)
    if len(raw) < whole:
        defects.append("headers too long: their middle was not read")
    return raw, defects


def _nth(matches: Iterator[re.Match[bytes]], number: int) -> int | None:
    return next((match.start() for index, match in enumerate(matches) if index == number), None)


def _flattened(raw: bytes) -> bytes:
    """Containers beyond the limit become text, so that no parser descends into them."""
    count = iter(range(len(raw)))
    return _CONTAINERS.sub(lambda found: found[0] if next(count) < MOST_NESTED else found[1] + b"text/plain; was=", raw)


def _shortened(raw: bytes) -> bytes:
    """Cut the middle out of header sections that are too long: the mail's own and those of its parts."""
    kept, done = [], 0
    for start in [0, *(match.end() for match in _PART_START.finditer(raw))]:
        if start < done or _SECTION_END.search(raw, start, start + MOST_HEADERS):
            continue
        end = _SECTION_END.search(raw, start)
        stop = end.start() if end else len(raw)
        if stop - start > MOST_HEADERS and _looks_like_headers(raw, start):
            kept += [raw[done : start + MOST_HEADERS // 2], b"\r\n"]
            done = stop
    return b"".join([*kept, raw[done:]])


def _looks_like_headers(raw: bytes, start: int) -> bool:
    return (
        re.match(rb"(?:>?From [^\r\n]{0,200}\r?\n)?[!-9;-~]{1,100}[ \t]{0,20}:", raw[start : start + 400]) is not None
    )


def leaf(part: MimePart) -> Leaf:
    """What the headers of a part say of its content."""
    headers = Headers.of(part)
    _, given = parameters(headers.first("content-type"))
    disposition, placed = parameters(headers.first("content-disposition"))
    return Leaf(
        media_type=part.get_content_type(),
        name=placed.get("filename") or given.get("name") or placed.get("name") or given.get("filename", ""),
        disposition=disposition,
        content_id=headers.text("content-id").strip("<> "),
        parameters=given,
        source=part,
    )


def _content(part: MimePart) -> bytes:
    if part.is_multipart():
        return b"\n".join(_as_bytes(child) for child in children(part))
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # a transfer encoding that the library cannot undo
        payload = _as_bytes(part)
    return payload if isinstance(payload, bytes) else b""


def _as_bytes(part: MimePart) -> bytes:
    try:
        return part.as_bytes()
    except Exception:  # the library cannot write every mail that it can read
        return b""


def children(part: MimePart) -> list[MimePart]:
    """The parts of a container, [] of a leaf. A multipart whose boundary is missing or wrong is split at the lines
    that look like its boundary."""
    if part.is_multipart():
        return [child for child in part.get_payload() if isinstance(child, MimePart)]
    if part.get_content_maintype() != "multipart":
        return []
    content = _content(part)
    opener = _LOST_BOUNDARY.search(content)
    if opener is None:
        return []
    head = b'Content-Type: multipart/mixed; boundary="%b"\n\n' % opener[1]
    again = open_mail(head + content)[0]
    return [child for child in again.get_payload() if isinstance(child, MimePart)] if again.is_multipart() else []


def attached_mail(part: MimePart) -> MimePart | None:
    """The mail in a message/rfc822 part, also where it was base64-coded (which RFC 2046 forbids, and mail does)."""
    inner = next(iter(children(part)), None)
    if inner is None:
        return None
    coding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if coding in ("base64", "quoted-printable") and not inner.keys():
        return _decoded(inner, coding)
    return inner


def _decoded(inner: MimePart, coding: str) -> MimePart | None:
    data = _content(inner)
    try:
        return open_mail(base64.b64decode(data) if coding == "base64" else quopri.decodestring(data))[0]
    except (binascii.Error, ValueError):
        return None
