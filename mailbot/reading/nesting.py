"""Parts that lie too deep within one another: read from the flat run of bytes, at any depth, without recursion.

Parsers of mail recurse once per level, so containers beyond a depth are renamed before they see them. What such a
container holds is cut here at every line that is a boundary of any of them; each piece is a part with its own headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_NESTED = 60  # containers that could lie within one another
_MARKS = re.compile(  # what opens and closes: the type of a container, the line between parts
    rb"(?im)^(?:(?P<type>content-type[ \t]*:[ \t\r\n]{0,80})(?P<sort>multipart|message)/(?!delivery|disposition)"
    rb"|--(?P<line>[^\r\n]{1,202}?)[ \t]{0,20}\r?$)"
)
_RENAMED = re.compile(rb"(?im)^content-type[ \t]*:[ \t\r\n]{0,80}text/plain; was=(multipart|message)/")
_BOUNDARY = re.compile(rb"(?i)\bboundary[ \t]{0,9}=[ \t]{0,9}(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))")
_SECTION_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_TYPE = 1_000  # bytes of a Content-Type among which its boundary is sought


@dataclass(slots=True)
class _Open:
    """The containers that are open at a place in the mail, by their boundaries (b"" where there is none)."""

    boundaries: list[bytes] = field(default_factory=list)
    places: dict[bytes, int] = field(default_factory=dict)

    def enter(self, boundary: bytes) -> None:
        self.places.setdefault(boundary, len(self.boundaries))
        self.boundaries.append(boundary)

    def meet(self, line: bytes) -> None:
        """A line between parts closes what lies within its container, a last one the container too."""
        place = self.places.get(line)
        last = self.places.get(line[:-2]) if place is None and line.endswith(b"--") else None
        keep = place + 1 if place is not None else last
        while keep is not None and len(self.boundaries) > keep:
            gone = self.boundaries.pop()
            if self.places.get(gone) == len(self.boundaries):
                del self.places[gone]


def flattened(raw: bytes) -> bytes | None:
    """The mail with the containers that lie too deep renamed to text; None where none does."""
    if raw.lower().count(b"content-type") <= MOST_NESTED:
        return None
    containers, kept, done = _Open(), [], 0
    for mark in _MARKS.finditer(raw):
        if mark["line"] is not None:
            containers.meet(mark["line"])
            continue
        if len(containers.boundaries) >= MOST_NESTED:
            kept += [raw[done : mark.end("type")], b"text/plain; was="]
            done = mark.end("type")
        containers.enter(_boundary(raw, mark.end()) if mark["sort"].lower() == b"multipart" else b"")
    return b"".join([*kept, raw[done:]]) if kept else None


def _boundary(raw: bytes, start: int) -> bytes:
    """The boundary that the header section names from here on, b"" if none."""
    end = _SECTION_END.search(raw, start, start + _LONGEST_TYPE)
    named = _BOUNDARY.search(raw, start, end.start() if end else start + _LONGEST_TYPE)
    return (named[1] or named[2]) if named else b""


def leaves(content: bytes, boundary: str, mail: bool) -> Iterator[bytes]:
    """The parts that hold something, headers and all, of a renamed container. `mail`: it was no multipart."""
    known = {found[1] or found[2] for found in _BOUNDARY.finditer(content)}
    known |= {boundary.encode("utf-8", "replace")} - {b""}
    start, inside = 0, mail
    for mark in _MARKS.finditer(content):
        line = mark["line"] or b""
        closes = line not in known and line.endswith(b"--")
        if (line[:-2] if closes else line) not in known:
            continue
        if inside:
            yield from _leaf(content, start, mark.start() - 1)  # the line break before a boundary is the boundary's
        start, inside = mark.end() + 1, not closes
    if inside:
        yield from _leaf(content, start, len(content))


def _leaf(content: bytes, start: int, end: int) -> Iterator[bytes]:
    """The part between two boundary lines: that of the innermost mail where mails lie in it, none of a multipart."""
    while start < end:
        if content.startswith((b"\r\n", b"\n"), start):
            break  # no headers
        cut = _SECTION_END.search(content, start, end)
        container = _RENAMED.search(content, start, cut.end() if cut else end)
        if container is None:
            break
        if container[1].lower() == b"multipart" and not _BOUNDARY.search(content, start, cut.end() if cut else end):
            break  # a file of a wrong type
        if cut is None or container[1].lower() == b"multipart":
            return
        start = cut.end()
    if start < end:
        yield content[start:end].removesuffix(b"\r")
