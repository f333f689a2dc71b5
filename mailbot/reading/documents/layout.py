"""Words placed on a page to lines and tables, as a reader's eye joins them.

Lines are words on one height; a wide gap within a line parts it into segments. Segments that begin at the same places
on several lines running are a table's columns; two blocks of prose side by side are read one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from mailbot.reading.documents.tools import Word

Rows = list[list[str]]
Block = str | Rows

_GAP = 1.1  # of a line's height: wider than any space between words
_SAME_LINE = 0.5  # of a line's height
_LEAST_PROSE, _PROSE_WORDS = 4, 4  # lines, words
_WRAPPED = 0.85  # of the usual distance between rows: closer lines are one row
_TIGHT = 1.6  # of a line's height: the lines of one paragraph
_SPACE = 0.2  # of a line's height: between words
_LABEL = re.compile(r"[A-Z0-9][\w /'’()&.-]{0,40}:(?:\s|$)|[-•*☒☐]")
_OTHER_SIZE = 0.15  # of a line's height: a heading
_NEW_PARAGRAPH = 1.7  # of the usual distance between lines


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line with no wide gap between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right


@dataclass(frozen=True, slots=True)
class TextLine:
    """Segments on one height, from left to right."""

    segments: tuple[Segment, ...]
    top: float
    bottom: float

    @property
    def text(self) -> str:
        return "  ".join(segment.text for segment in self.segments)


@dataclass(slots=True)
class _Gathering:
    words: list[Word] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return sum(word.middle for word in self.words) / len(self.words)

    @property
    def height(self) -> float:
        return max(word.height for word in self.words)


def lines(words: Sequence[Word]) -> list[TextLine]:
    """Words to lines from top to bottom."""
    gathered: list[_Gathering] = []
    for word in sorted(words, key=lambda one: (one.middle, one.left)):
        last = gathered[-1] if gathered else None
        if last is not None and abs(last.middle - word.middle) <= _SAME_LINE * max(word.height, last.height, 1):
            last.words.append(word)
        else:
            gathered.append(_Gathering([word]))
    return [_line(one.words) for one in gathered]


def _line(words: list[Word]) -> TextLine:
    words = sorted(words, key=lambda word: word.left)
    height = median(word.height for word in words) or 1
    segments: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        if word.left - before.right > _GAP * height:
            segments.append([])
        segments[-1].append(word)
    return TextLine(
        tuple(Segment(tuple(one)) for one in segments), min(w.top for w in words), max(w.bottom for w in words)
    )


def blocks(words: Sequence[Word], margin: float | None = None) -> list[Block]:
    """A page's words (or those of a part of it) as passages and tables in reading order.

    `margin` is where lines are wrapped; by default, as far right as the text goes.
    """
    page = lines(words)
    margin = margin_of(page) if margin is None else margin
    found: list[Block] = []
    for run, columns in _runs(page):
        if columns and _is_prose(run, columns):
            for index in range(len(columns)):
                column = [_only(line, columns, index) for line in run if _has(line, columns, index)]
                found += _passages(column, margin_of(column))
        elif columns:
            found.append(_table(run, columns))
        else:
            found += _passages(run, margin)
    return found


def margin_of(page: Sequence[TextLine]) -> float:
    """The right edge of the text; up to two lines may stand out, as page numbers do."""
    rights = sorted((line.segments[-1].right for line in page), reverse=True)
    return rights[min(2, len(rights) - 1)] if rights else 0.0


def _runs(page: list[TextLine]) -> Iterator[tuple[list[TextLine], tuple[float, ...]]]:
    """Stretches of lines with the left edges of their columns; () where they are no table."""
    start = 0
    while start < len(page):
        end, columns = _tabular(page, start)
        if end - start < 2:
            end = next((at for at in range(start + 1, len(page)) if _tabular(page, at)[0] - at >= 2), len(page))
            columns = ()
        yield page[start:end], columns
        start = end


def _tabular(page: list[TextLine], start: int) -> tuple[int, tuple[float, ...]]:
    """How far the lines from `start` on share their columns."""
    first = page[start]
    if len(first.segments) < 2:
        return start, ()
    tolerance = 0.6 * (first.bottom - first.top)
    columns = tuple(segment.left for segment in first.segments)
    end = start + 1
    while end < len(page) and _fits(page[end], page[end - 1], columns, tolerance):
        end += 1
    while end > start + 1 and _trails(page[end - 1], page[end - 2], columns, tolerance):
        end -= 1
    return end, columns


def _fits(line: TextLine, above: TextLine, columns: tuple[float, ...], tolerance: float) -> bool:
    if line.top - above.bottom > 2.5 * (above.bottom - above.top):
        return False
    places = [_column(segment.left, columns, tolerance) for segment in line.segments]
    if None in places or len(set(places)) < len(places):
        return False
    return len(line.segments) > 1 or _continues(line, columns, tolerance) or line.segments[0].right < columns[1]


def _trails(line: TextLine, above: TextLine, columns: tuple[float, ...], tolerance: float) -> bool:
    """A last line that stands alone in the first column, with a row's space above it: text after the table."""
    apart = line.top - above.top > _TIGHT * (line.bottom - line.top)
    return len(line.segments) < 2 and apart and not _continues(line, columns, tolerance)


def _continues(line: TextLine, columns: tuple[float, ...], tolerance: float) -> bool:
    """A line that stands only under a column other than the first: the cell above goes on."""
    return len(line.segments) == 1 and (_column(line.segments[0].left, columns, tolerance) or 0) > 0


def _column(left: float, columns: tuple[float, ...], tolerance: float) -> int | None:
    return next((index for index, column in enumerate(columns) if abs(column - left) <= tolerance), None)


def _is_prose(run: list[TextLine], columns: tuple[float, ...]) -> bool:
    """Whether these are columns of running text: many words in every column of nearly every line, evenly long."""
    if len(run) < _LEAST_PROSE:
        return False
    for index in range(len(columns)):
        segments = [line.segments[_place(line, columns, index)] for line in run if _has(line, columns, index)]
        widths = [segment.right - segment.left for segment in segments]
        if len(segments) < 0.7 * len(run) or median(len(segment.words) for segment in segments) < _PROSE_WORDS:
            return False
        if median(widths) < 0.75 * max(widths):
            return False
    return True


def _place(line: TextLine, columns: tuple[float, ...], index: int) -> int:
    tolerance = 0.6 * (line.bottom - line.top)
    places = [_column(segment.left, columns, tolerance) for segment in line.segments]
    return places.index(index) if index in places else -1


def _has(line: TextLine, columns: tuple[float, ...], index: int) -> bool:
    return _place(line, columns, index) >= 0


def _only(line: TextLine, columns: tuple[float, ...], index: int) -> TextLine:
    return TextLine((line.segments[_place(line, columns, index)],), line.top, line.bottom)


def _table(run: list[TextLine], columns: tuple[float, ...]) -> Rows:
    tolerance = 0.6 * (run[0].bottom - run[0].top)
    steps = [after.top - before.top for before, after in pairwise(run)]
    row_step = median([step for step, line in zip(steps, run[1:], strict=True) if len(line.segments) > 1] or steps)
    rows: Rows = []
    for line, step in zip(run, [0.0, *steps], strict=True):
        cells = [""] * len(columns)
        for segment in line.segments:
            cells[_column(segment.left, columns, tolerance) or 0] = segment.text
        tight = step < _WRAPPED * row_step and step < _TIGHT * (line.bottom - line.top)
        wrapped = tight and len(line.segments) < len(columns)
        if rows and (wrapped or _continues(line, columns, tolerance)):
            rows[-1] = [
                f"{above}\n{cell}".strip("\n") if cell else above for above, cell in zip(rows[-1], cells, strict=True)
            ]
        else:
            rows.append(cells)
    return rows


def _passages(run: list[TextLine], margin: float) -> list[Block]:
    """Lines to a passage: wrapped lines joined, an empty line where the space between lines is wider than usual."""
    steps = [after.top - before.top for before, after in pairwise(run)]
    usual = median(steps) if steps else 0
    text = run[0].text
    for (before, line), step in zip(pairwise(run), steps, strict=True):
        if step > _NEW_PARAGRAPH * usual:
            text += "\n\n" + line.text
        elif _is_wrapped(before, line, margin):
            text += line.text if _is_parted(before.text) else " " + line.text
        else:
            text += "\n" + line.text
    return [text]


def _is_parted(text: str) -> bool:
    """A line that ends within a hyphenated word."""
    return text.endswith("-") and text[-2:-1].isalpha()


def _is_wrapped(line: TextLine, following: TextLine, margin: float) -> bool:
    """Whether a line ended only because the next word would not have fitted."""
    if len(line.segments) > 1 or len(following.segments) > 1 or _LABEL.match(following.text):
        return False
    first, last = following.segments[0].words[0], line.segments[0].words[-1]
    if abs(first.height - last.height) > _OTHER_SIZE * last.height:
        return False
    return line.segments[0].right + first.right - first.left + _SPACE * first.height > margin
