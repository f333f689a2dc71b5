"""Words placed on a page to passages and tables, as a reader's eye joins them.

Lines whose segments begin at the same places are a table, or two blocks of prose side by side, which are read one
after the other; all else is text, with the lines that the margin broke made whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from mailbot.reading.documents.columns import Columns, Rows, prose, table, tabular
from mailbot.reading.documents.lines import TextLine, lines, margin_of
from mailbot.reading.documents.tools import Word

Block = str | Rows

_SPACE = 0.2  # of a line's height: between words
_OTHER_SIZE = 0.25  # of a line's height: a heading
_NEW_PARAGRAPH = 1.7  # of the usual distance between lines
_LABEL = re.compile(r"[A-Z0-9][\w /'’()&.-]{0,40}:(?:\s|$)|[-•*☒☐]")


def blocks(words: Sequence[Word], margin: float | None = None) -> list[Block]:
    """A page's words (or those of a part of it) as passages and tables in reading order.

    `margin` is where lines are wrapped; by default, as far right as the text goes.
    """
    page = lines(words)
    margin = margin_of(page) if margin is None else margin
    found: list[Block] = []
    for run, columns in _runs(page):
        if columns is None:
            found.append(_passage(run, margin))
            continue
        side_by_side = prose(run, columns)
        found += [_passage(column, margin_of(column)) for column in side_by_side] or [table(run, columns)]
    return found


def _runs(page: list[TextLine]) -> Iterator[tuple[list[TextLine], Columns | None]]:
    """Stretches of lines with their columns; None where they are no table."""
    start = 0
    while start < len(page):
        end, columns = tabular(page, start)
        if end - start < 2:
            end = next((at for at in range(start + 1, len(page)) if tabular(page, at)[0] - at >= 2), len(page))
            columns = None
        yield page[start:end], columns
        start = end


def _passage(run: Sequence[TextLine], margin: float) -> str:
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
    return text


def _is_parted(text: str) -> bool:
    """A line that ends within a hyphenated word."""
    return text.endswith("-") and text[-2:-1].isalpha()


def _is_wrapped(line: TextLine, following: TextLine, margin: float) -> bool:
    """Whether a line ended only because the next word would not have fitted."""
    if len(line.segments) > 1 or len(following.segments) > 1 or _LABEL.match(following.text):
        return False
    if abs(following.height - line.height) > _OTHER_SIZE * line.height:
        return False
    first = following.segments[0].words[0]
    return line.segments[0].right + first.right - first.left + _SPACE * first.height > margin
