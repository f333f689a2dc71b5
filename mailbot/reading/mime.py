"""Raw bytes to the tree of MIME parts, within limits that keep the parsers below from running away.

`mailparser` and the standard library beneath it recurse once per nesting level and are quadratic in some headers, so
the bytes are cut to size *before* they see them. What is cut is named in a defect; the raw mail itself is stored whole.
"""

from __future__ import annotations

import base64
import binascii
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
_OPENERS = re.compile(rb"(?m)^--[^\s-]")
_CONTAINERS = re.compile(rb"(?im)^(content-type[ \t]*:[ \t\r\n]{0,80})(multipart/|message/)(?!delivery|disposition)")
_PART_START = re.compile(rb"(?m)^--[^\s-][^\r\n]{0,200}\r?\n")
_SECTION_END = re.compile(rb"\r?\n\r?\n|\r\r")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part that holds content. `name` is the sender's file name, "" where none is given."""

    media_type: str
    name: str
    disposition: str  # "attachment", "inline" or ""
    content_id: str
    parameters: dict[str, str]
    content: bytes


def open_mail(raw: bytes) -> tuple[MimePart, list[str]]:
    """The tree of a mail's parts, and what was wrong with it in words. Total."""
    cut, defects = within_limits(raw)
    try:
        parsed = mailparser.parse_from_bytes(cut)
        return parsed.message, [*defects, *sorted(parsed.defects_categories)]
    except Exception as error:  # whatever a hostile mail does to the parser, the mail itself is still read
        return _plainest(cut), [*defects, f"the parser gave up: {type(error).__name__}"]


def _plainest(raw: bytes) -> MimePart:
    """The headers with the whole body as one text part: what is left when the parts cannot be told."""
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
        raw, _ = raw[:parts], defects.append(f"more than {MOST_PARTS} parts: the rest was not read")
    if _nth(_CONTAINERS.finditer(raw), MOST_NESTED) is not None:
        raw, _ = _flattened(raw), defects.append(f"more than {MOST_NESTED} containers: the rest was read as text")
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
    return _CONTAINERS.sub(lambda found: found[0] if next(count) < MOST_NESTED else found[1] + b"text/x-", raw)


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
    return re.match(rb"(?:>?From [^\r\n]{0,200}\r?\n)?[!-9;-~]{1,100}[ \t]{0,20}:", raw[start : start + 400]) is not None


def leaf(part: MimePart) -> Leaf:
    """What a part without children holds, its transfer encoding undone."""
    headers = Headers.of(part)
    _, given = parameters(headers.first("content-type"))
    disposition, placed = parameters(headers.first("content-disposition"))
    return Leaf(
        media_type=part.get_content_type(),
        name=placed.get("filename") or given.get("name") or placed.get("name") or given.get("filename", ""),
        disposition=disposition,
        content_id=headers.text("content-id").strip("<> "),
        parameters=given,
        content=_content(part),
    )


def _content(part: MimePart) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:  # a transfer encoding that the library cannot undo: the bytes as they came
        payload = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return payload if isinstance(payload, bytes) else b""


def attached_mail(part: MimePart) -> MimePart | None:
    """The mail within a message/rfc822 part, also where it was base64-coded (which RFC 2046 forbids, and mail does)."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(inner, MimePart):
        return None
    if part.get("content-transfer-encoding", "").strip().lower() == "base64" and not inner.keys():
        return _unwrapped(str(inner.get_payload()))
    return inner


def _unwrapped(text: str) -> MimePart | None:
    try:
        return open_mail(base64.b64decode(text.encode("ascii", "ignore")))[0]
    except (binascii.Error, ValueError):
        return None
