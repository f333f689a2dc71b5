"""Columns that are told by alignment alone: segments of neighbouring lines that begin at the same places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from mailbot.reading.documents.lines import TextLine

Rows = list[list[str]]
_NEAR = 0.6  # of a line's height: places closer than this are one
_WIDEST_SPACE = 2.5  # of a line's height, between the rows of one table
_TIGHT = 1.6  # of a line's height: the lines of one paragraph
_WRAPPED = 0.85  # of the usual distance between rows: closer lines are one row
_LEAST_PROSE, _PROSE_WORDS = 4, 4  # lines, words


@dataclass(frozen=True, slots=True)
class Columns:
    """The left edges of a table's columns, and how far a segment may stand from its own."""

    lefts: tuple[float, ...]
    near: float

    def place(self, left: float) -> int | None:
        return next((index for index, one in enumerate(self.lefts) if abs(one - left) <= self.near), None)

    def places(self, line: TextLine) -> list[int | None]:
        return [self.place(segment.left) for segment in line.segments]

    def continues(self, line: TextLine) -> bool:
        """A line that stands only under a column other than the first: the cell above goes on."""
        return len(line.segments) == 1 and (self.place(line.segments[0].left) or 0) > 0

    def with_line(self, line: TextLine, run: Sequence[TextLine]) -> Columns | None:
        """The columns when this line joins the rows above it; None where it does not fit."""
        above = run[-1]
        if line.top - above.bottom > _WIDEST_SPACE * above.height:
            return None
        places = self.places(line)
        known = [one for one in places if one is not None]
        if len(set(known)) < len(known):
            return None
        if len(known) < len(places):
            return self._wider(line, run)
        fits = len(line.segments) > 1 or self.continues(line) or line.segments[0].right < self.lefts[1]
        return self if fits else None

    def _wider(self, line: TextLine, run: Sequence[TextLine]) -> Columns | None:
        """With the new places of a line that shares a column other than the first, and crosses none."""
        new = [segment.left for segment, place in zip(line.segments, self.places(line), strict=True) if place is None]
        wider = Columns(tuple(sorted([*self.lefts, *new])), self.near)
        shared = [left for left in self.lefts if any(abs(left - one.left) <= self.near for one in line.segments)]
        if not any(left > wider.lefts[0] for left in shared):
            return None
        return None if any(wider._crossed(one) for one in [*run, line]) else wider

    def _crossed(self, line: TextLine) -> bool:
        return any(
            segment.left + self.near < left < segment.right - self.near
            for segment in line.segments
            for left in self.lefts
        )


def tabular(page: Sequence[TextLine], start: int) -> tuple[int, Columns | None]:
    """How far the lines from `start` on are rows of one table, and its columns."""
    first = page[start]
    if len(first.segments) < 2:
        return start, None
    columns = Columns(tuple(segment.left for segment in first.segments), _NEAR * first.height)
    end = start + 1
    while end < len(page):
        wider = columns.with_line(page[end], page[start:end])
        if wider is None:
            break
        columns, end = wider, end + 1
    while end > start + 1 and _trails(page[end - 1], page[end - 2], columns):
        end -= 1
    return end, columns


def _trails(line: TextLine, above: TextLine, columns: Columns) -> bool:
    """A last line that stands alone in the first column, with a row's space above it: text after the table."""
    apart = line.top - above.top > _TIGHT * max(line.height, above.height)
    return len(line.segments) < 2 and apart and not columns.continues(line)


def table(run: Sequence[TextLine], columns: Columns) -> Rows:
    """The cells; a wrapped line joins the row above it."""
    steps = [after.top - before.top for before, after in pairwise(run)]
    row_step = median([step for step, line in zip(steps, run[1:], strict=True) if len(line.segments) > 1] or steps)
    rows: Rows = []
    for line, before, step in zip(run, [run[0], *run], [0.0, *steps], strict=False):
        cells = [""] * len(columns.lefts)
        for segment in line.segments:
            cells[columns.place(segment.left) or 0] = segment.text
        tight = step < _WRAPPED * row_step and step < _TIGHT * max(line.height, before.height)
        wrapped = tight and len(line.segments) < len(columns.lefts)
        if rows and (wrapped or columns.continues(line)):
            rows[-1] = [f"{above}\n{cell}".strip("\n") for above, cell in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows


def prose(run: Sequence[TextLine], columns: Columns) -> list[list[TextLine]]:
    """The lines of each column where these are columns of running text; nothing where they are a table's.

    Running text has many words in every column of nearly every line, and lines of even length.
    """
    held: list[list[TextLine]] = [[] for _ in columns.lefts]
    for line in run:
        for segment, place in zip(line.segments, columns.places(line), strict=True):
            held[place or 0].append(TextLine((segment,), line.top, line.bottom))
    return held if len(run) >= _LEAST_PROSE and all(_runs_on(column, len(run)) for column in held) else []


def _runs_on(column: list[TextLine], height: int) -> bool:
    widths = [line.segments[0].right - line.segments[0].left for line in column]
    if len(column) < 0.7 * height or median(len(line.segments[0].words) for line in column) < _PROSE_WORDS:
        return False
    return median(widths) >= 0.75 * max(widths)
