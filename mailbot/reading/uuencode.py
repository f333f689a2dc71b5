"""Files that old programs put into the text itself, between "begin 644 name" and "end"."""

from __future__ import annotations

import binascii
import re

_BEGIN = re.compile(r"(?m)^begin [0-7]{3,4} ([^\n]{1,255})\n")
_MOST_FILES = 100
_END = re.compile(r"(?m)^end[ \t]*$")


def uuencoded(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without its uuencoded files, and the files as (name, content). What does not decode stays text."""
    files: list[tuple[str, bytes]] = []
    kept, done = [], 0
    for _ in range(_MOST_FILES):
        begin = _BEGIN.search(text, done)
        end = _END.search(text, begin.end()) if begin else None
        if begin is None or end is None:
            break
        content = _content(text[begin.end() : end.start()])
        if content is None:
            kept.append(text[done : end.end()])
        else:
            kept.append(text[done : begin.start()])
            files.append((begin[1].strip(), content))
        done = end.end()
    return "".join([*kept, text[done:]]), files


def _content(body: str) -> bytes | None:
    try:
        return b"".join(binascii.a2b_uu(line.encode("ascii")) for line in body.split("\n") if line.strip("`"))
    except (binascii.Error, UnicodeEncodeError):
        return None
