"""text/plain to lines with their quote depth: format=flowed undone (RFC 3676), hard-wrapped prose made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_QUOTE = re.compile(r"^(?:>[ \t]?){1,20}")
_LABEL = re.compile(r"^\s{0,8}[*_]{0,2}[A-Z0-9][\w /'’()&.#-]{0,40}[*_]{0,2}:(?:\s|[*\d]|$)")
_LISTED = re.compile(r"^\s{0,8}(?:[-*•·–—>+o]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|[☐☒☑✓✔])")
_COLUMNS = re.compile(r"\S[ \t]{3,}\S|\t")
_NARROWEST, _WIDEST = 50, 160
_SURELY, _LIKELY = 0.88, 0.6  # of the margin


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text part as its writer typed it. `depth` counts the quote marks or quote boxes around it."""

    text: str
    depth: int = 0
    rule: bool = False  # a horizontal rule and no text


def plain_lines(text: str, flowed: bool = False, delsp: bool = False) -> list[Line]:
    """The lines of a text/plain part (tidied text), soft wraps joined."""
    lines = [_line(line, flowed) for line in text.split("\n")]
    return list(_unflowed(lines, delsp)) if flowed else lines


def _line(raw: str, flowed: bool) -> Line:
    marks = _QUOTE.match(raw)
    depth = marks[0].count(">") if marks else 0
    text = raw[marks.end() :] if marks else raw
    if flowed:
        text = text.removeprefix(" ") if not marks else text
        return Line(text, depth)
    return Line(text.rstrip(), depth, _is_rule(text))


def _is_rule(text: str) -> bool:
    text = text.strip()
    return len(text) >= 5 and not text.strip("_-=*—─ ") and len(set(text)) <= 2


def _unflowed(lines: Iterable[Line], delsp: bool) -> Iterator[Line]:
    held: Line | None = None
    for line in lines:
        soft = line.text.endswith(" ") and line.text != "-- "
        if held is not None and held.depth == line.depth and line.text != "-- ":
            line = replace(line, text=held.text + line.text)
        elif held is not None:
            yield replace(held, text=held.text.rstrip())
        held = replace(line, text=line.text[:-1] if soft and delsp else line.text) if soft else None
        if not soft:
            yield replace(line, text=line.text.rstrip() if line.text != "-- " else "--", rule=_is_rule(line.text))
    if held is not None:
        yield replace(held, text=held.text.rstrip())


def unwrapped(lines: list[str]) -> list[str]:
    """Join the lines that a mail program broke at its margin; never labels, list items, columns or addresses.

    A line was broken at the margin if the next word would not have fitted; the margin is the longest line of the run.
    """
    margin = _margin(lines)
    joined: list[str] = []
    open_end = False
    for index, line in enumerate(lines):
        if open_end and joined:
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line)
        follower = lines[index + 1] if index + 1 < len(lines) else ""
        open_end = margin > 0 and _breaks_softly(line, follower, margin)
    return joined


def _margin(lines: list[str]) -> int:
    """The column at which these lines were wrapped, 0 where they were not (all short, or some never broken)."""
    longest = max((len(line) for line in lines if " " in line.strip()), default=0)
    return longest if _NARROWEST <= longest <= _WIDEST else 0


def _breaks_softly(line: str, follower: str, margin: int) -> bool:
    """Whether the writer's program, not the writer, ended this line.

    Surely so if the next word would have passed the margin; likely so well towards it, if the sentence goes on.
    """
    word = follower.split(None, 1)[0] if follower.strip() else ""
    if not word or not line.strip() or not _is_prose(line, follower):
        return False
    width = len(line.rstrip()) + 1 + len(word)
    if line.rstrip().endswith((".", "!", "?", ":", ";")):
        return width > margin
    return width > margin * (_SURELY if word[0].isupper() else _LIKELY)


def _is_prose(line: str, follower: str) -> bool:
    if _LABEL.match(follower) or _LISTED.match(follower) or _COLUMNS.search(line) or _COLUMNS.search(follower):
        return False
    return not _LABEL.match(line) or not follower.lstrip()[0].isupper()
