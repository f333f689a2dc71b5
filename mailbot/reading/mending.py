"""Header sections that a parser would break off at, made whole: forgotten folds, lines that are no headers, line ends.

A parser ends the headers at the first line that is none, and with it loses what follows: the boundary of the parts, the
name of a file. Each mend is one that every mail program makes for its reader. The raw mail itself is stored as it came.
"""

from __future__ import annotations

import re

MOST_HEADERS = 100_000  # bytes of one header section
_PART_START = re.compile(rb"(?m)^--[^\s-][^\r\n]{0,200}\r?\n")
_SECTION_END = re.compile(rb"\r?\n\r?\n|\r\r")
_HEADER = re.compile(rb"(?m)^(?:>?From [^\r\n]{0,200}\r?\n)?[!-9;-~]{1,100}(?:[ \t]{1,20})?:")
_CONTENT = re.compile(rb"(?im)^(?:content-[a-z-]{1,40}|mime-version)[ \t]{0,20}:")
_NO_SEMICOLON = re.compile(
    rb"(?im)^(content-type[ \t]{0,20}:[ \t]{0,20}[a-z]{1,30}/[a-z0-9.+-]{1,100})[ \t]{1,20}(?=[a-z])"
)
_TELLING = re.compile(rb"(?im)^(?:from|subject|content-type)[ \t]{0,20}:")
_NO_HEADER = re.compile(rb"(?m)^(?![!-9;-~]{1,100}:|[ \t]|>?From |--|=|\r?$)")
_SOFT_BREAK = re.compile(rb"=\r?\n(?![!-9;-~]{1,100}:|[ \t\r\n])")  # of quoted-printable: a mail coded headers and all
_BLANK_BEFORE_COLON = re.compile(rb"(?m)^([!-9;-~]{1,100})[ \t]{1,20}:")
_PARAMETER = re.compile(rb"(?i)(?:file)?name[*0-9]{0,6}[ \t]{0,9}=|charset=|boundary=")
_NO_SUBTYPE = re.compile(rb"(?im)^(content-type[ \t]{0,20}:[ \t]{0,20}multipart)[ \t]{0,20}(?=;)")
_NEEDED = re.compile(
    rb"(?im)^(?:content-[a-z-]{1,40}|mime-version|from|to|cc|subject|date|message-id|in-reply-to|references)"
    rb"[ \t]{0,20}:[^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000}){0,20}"
)


def mended(raw: bytes) -> tuple[bytes, list[str]]:
    """The mail with header sections that a parser reads to their end, none of them too long; and what was done."""
    defects = []
    if raw.count(b"\r\r\n") * 2 > raw.count(b"\n") > 0:
        raw = raw.replace(b"\r\r\n", b"\r\n")
        defects.append("line ends doubled")
    elif b"\r" in raw and b"\n" not in raw:
        raw = raw.replace(b"\r", b"\r\n")
        defects.append("line ends of one sign only")
    if raw[:1] in (b"\r", b"\n") and _HEADER.match(raw.lstrip(b"\r\n")[:400]):
        raw = raw.lstrip(b"\r\n")
        defects.append("empty lines before the headers")
    if (joined := _rejoined(raw)) is not None:
        raw = joined
        defects.append("an empty line within the headers")
    kept, done, stop = [], 0, 0
    for start in [0, *(match.end() for match in _PART_START.finditer(raw))]:
        if stop < start or not stop:
            end = _SECTION_END.search(raw, start)
            stop = end.start() if end else len(raw)
        if start < done or (start and not _HEADER.match(raw, start)):
            continue
        if (new := _section(raw[start:stop], defects)) is not None:
            kept += [raw[done:start], new]
            done = stop
    return b"".join([*kept, raw[done:]]), list(dict.fromkeys(defects))


def _rejoined(raw: bytes) -> bytes | None:
    """The mail whose headers go on after empty lines: what stands above tells neither who wrote nor what it is."""
    end = _SECTION_END.search(raw, 0, MOST_HEADERS)
    if end is None or not _HEADER.match(raw) or _TELLING.search(raw, 0, end.start()):
        return None
    rest = raw[end.end() :].lstrip(b" \t\r\n")
    below = _SECTION_END.search(rest, 0, MOST_HEADERS)
    goes_on = _HEADER.match(rest) and below and len(_TELLING.findall(rest[: below.start()])) > 1
    return raw[: end.start()] + b"\r\n" + rest if goes_on else None


def _section(old: bytes, defects: list[str]) -> bytes | None:
    """One header section mended; None where there was nothing to do, or it is none."""
    if len(old) > MOST_HEADERS and _HEADER.match(old[:400]):
        defects.append("headers too long: their middle was not read")
        start = old[: MOST_HEADERS // 2]
        needed = (found[0] for found in _NEEDED.finditer(old, len(start)))
        return b"\r\n".join([start, *needed])[:MOST_HEADERS]
    if len(old) > MOST_HEADERS or not _CONTENT.search(old):
        return None
    new = _NO_SUBTYPE.sub(rb"\1/mixed", _BLANK_BEFORE_COLON.sub(rb"\1:", old))
    new = _NO_SEMICOLON.sub(rb"\1; ", new)
    if _NO_HEADER.search(new) and not _SOFT_BREAK.search(new):
        new = _lines(new)
    if new == old:
        return None
    defects.append("headers mended")
    return new


def _lines(section: bytes) -> bytes:
    """Lines that are no headers: a parameter was meant to be folded; another is kept as a header of its own."""
    last = max(found.start() for found in _CONTENT.finditer(section))

    def header(found: re.Match[bytes]) -> bytes:
        if _PARAMETER.match(section, found.start()):
            return b" "
        return b"X-No-Header: " if found.start() < last else b""

    return _NO_HEADER.sub(header, section)
