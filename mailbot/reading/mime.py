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
from mailbot.reading.mending import mended
from mailbot.reading.nesting import MOST_NESTED, flattened, leaves

MOST_PARTS = 5_000  # lines that could open a part
LARGE = 10_000_000  # bytes beyond which mail-parser's second copy of every part costs too much memory
_OPENERS = re.compile(rb"(?m)^--[^\s-]")
_CODING = re.compile(r"[\s\"']{0,20}([A-Za-z0-9-]{1,40})")
_MOST_REPEATED = 5  # headers of one name
_LOST_BOUNDARY = re.compile(rb"(?m)^--([A-Za-z0-9'()+_,./:=?\x80-\xff-]{1,70})[ \t]{0,9}\r?$")


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
    if (flat := flattened(raw)) is not None:
        raw = flat
        defects.append(f"more than {MOST_NESTED} containers: the rest was read as one run of parts")
    raw, mends = mended(raw)
    return raw, [*defects, *mends]


def _nth(matches: Iterator[re.Match[bytes]], number: int) -> int | None:
    return next((match.start() for index, match in enumerate(matches) if index == number), None)


def leaf(part: MimePart) -> Leaf:
    """What the headers of a part say of its content."""
    headers = Headers.of(part)
    _, given = _parameters(headers, "content-type")
    disposition, placed = _parameters(headers, "content-disposition")
    return Leaf(
        media_type=part.get_content_type(),
        name=placed.get("filename") or given.get("name") or placed.get("name") or given.get("filename", ""),
        disposition=disposition,
        content_id=headers.text("content-id").strip("<> "),
        parameters=given,
        source=part,
    )


def _parameters(headers: Headers, name: str) -> tuple[str, dict[str, str]]:
    """The first header of that name; parameters that only a later one gives are taken from there."""
    given = [parameters(value) for value in headers.all(name)[:_MOST_REPEATED]] or [("", {})]
    return given[0][0], {key: value for _, pairs in reversed(given) for key, value in pairs.items()}


def _content(part: MimePart) -> bytes:
    if part.is_multipart():
        return b"\n".join(_as_bytes(child) for child in children(part))
    try:
        coding = str(part.get("content-transfer-encoding", ""))
        if (word := _CODING.match(coding)) and word[1] != coding:  # "base64;", a comment, quotes
            part.replace_header("content-transfer-encoding", word[1])
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
    container = part.get_content_maintype()
    if was := str(part.get_param("was", "")):  # renamed, for it lay too deep
        run = leaves(_content(part), part.get_boundary("") or "", was.startswith("message/"))
        return [message_from_bytes(one) for one in run]
    if container != "multipart":
        return []
    content = _content(part)
    opener = _LOST_BOUNDARY.search(content)
    if opener is None:
        return []
    boundary = opener[1] if opener[1].isascii() else b"-mailbot-boundary"  # the library finds none in other letters
    head = b'Content-Type: multipart/mixed; boundary="%b"\n\n' % boundary
    again = open_mail(head + content.replace(b"--" + opener[1], b"--" + boundary))[0]
    return [child for child in again.get_payload() if isinstance(child, MimePart)] if again.is_multipart() else []


def attached_mail(part: MimePart) -> MimePart | None:
    """The mail in a message/rfc822 part, also where it was base64-coded (which RFC 2046 forbids, and mail does)."""
    inner = next(iter(children(part)), None)
    if inner is None:
        return None
    coding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if coding == "base64" and not inner.keys():
        return _decoded(_content(inner), coding)
    if not inner.keys():
        return open_mail(_content(inner))[0]  # an empty line too many may stand above its headers
    if coding == "quoted-printable" and b"=3D" in (data := _as_bytes(inner)):
        return _decoded(data, coding)
    return inner


def _decoded(data: bytes, coding: str) -> MimePart | None:
    try:
        return open_mail(base64.b64decode(data) if coding == "base64" else quopri.decodestring(data))[0]
    except (binascii.Error, ValueError):
        return None
