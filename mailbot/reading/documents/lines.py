"""Words placed on a page to lines: words on one height, parted into segments where the gap between words is wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from mailbot.reading.documents.tools import Word

_GAP = 1.1  # of a line's height: wider than any space between words
_SAME_LINE = 0.5  # of a line's height


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

    @property
    def height(self) -> float:
        return self.bottom - self.top


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


def margin_of(page: Sequence[TextLine]) -> float:
    """The right edge of the text; up to two lines may stand out, as page numbers do."""
    rights = sorted((line.segments[-1].right for line in page), reverse=True)
    return rights[min(2, len(rights) - 1)] if rights else 0.0
