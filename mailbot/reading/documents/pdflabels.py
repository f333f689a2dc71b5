"""Which printed words are a field's label: those before it, above it, or after a box.

Boxes that stand in one row after a question ("Looked after?  [x] Yes  [ ] No") are one answer: "☒ Yes ☐ No".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mailbot.reading.documents.lines import Segment, lines
from mailbot.reading.documents.pdffields import Field
from mailbot.reading.documents.tools import Word

_REACH = 40.0  # points between a box and the words after it
_ABOVE = 20.0  # points between a label and the field below it
_LEVEL = 3.0  # points by which a label may stand higher or lower than its field
_LONGEST_OPTION = 22  # characters of "Yes", "Not known", "Early Help"


@dataclass(slots=True)
class _Page:
    """The printed segments of a page, and which words have become labels."""

    segments: list[Segment]
    used: set[int]

    def take(self, segment: Segment | None) -> str:
        if segment is None:
            return ""
        self.used |= {id(word) for word in segment.words}
        return segment.text.strip(" :*.…_").strip()


def labelled(found: Sequence[Field], words: Sequence[Word]) -> tuple[list[Field], list[Word]]:
    """The fields with their printed labels, and the words that are no field's label."""
    page = _Page([part for line in lines(words) for segment in line.segments for part in _apart(segment, found)], set())
    answers: list[Field] = []
    for boxes, run in groupby(found, key=lambda field: field.box):
        held = list(run)
        answers += _boxes(held, page) if boxes else (_text_field(field, page) for field in held)
    return answers, [word for word in words if id(word) not in page.used]


def _apart(segment: Segment, found: Sequence[Field]) -> Iterator[Segment]:
    """A segment parted where a field stands between its words."""
    run: list[Word] = []
    for word in segment.words:
        if run and any(
            _level(field, word) and run[-1].right <= field.left + 2 and field.right - 2 <= word.left for field in found
        ):
            yield Segment(tuple(run))
            run = []
        run.append(word)
    yield Segment(tuple(run))


def _text_field(field: Field, page: _Page) -> Field:
    label = _before(field, page.segments) or _above(field, page.segments)
    return replace(field, label=page.take(_whole(label, page.segments)) or field.label)


def _boxes(run: list[Field], page: _Page) -> Iterator[Field]:
    """Boxes row by row: options of one question where short words follow each and a question stands before them."""
    for _, row in groupby(run, key=lambda field: round(field.middle / 4)):
        boxes = list(row)
        after = [_after(box, page.segments) for box in boxes]
        question = _before(boxes[0], page.segments)
        if question is not None and len(boxes) > 1 and all(one and len(one.text) <= _LONGEST_OPTION for one in after):
            shown = [f"{box.value} {page.take(one)}" for box, one in zip(boxes, after, strict=True)]
            yield replace(boxes[0], label=page.take(question), value=" ".join(shown))
            continue
        for box, one in zip(boxes, after, strict=True):
            yield replace(box, label=page.take(one or _before(box, page.segments)) or box.label)


def _level(field: Field, word: Word) -> bool:
    return field.top - _LEVEL <= word.middle <= field.bottom + _LEVEL


def _before(field: Field, segments: Sequence[Segment]) -> Segment | None:
    near = [one for one in segments if _level(field, one.words[-1]) and one.right <= field.left + 4]
    return max(near, key=lambda one: (round(one.right), -abs(one.words[-1].middle - field.middle)), default=None)


def _after(field: Field, segments: Sequence[Segment]) -> Segment | None:
    near = [one for one in segments if _level(field, one.words[0]) and -4 <= one.left - field.right < _REACH]
    return min(near, key=lambda one: one.left, default=None)


def _above(field: Field, segments: Sequence[Segment]) -> Segment | None:
    near = [
        one
        for one in segments
        if -4 <= field.top - one.words[0].bottom < _ABOVE and one.left < field.right and one.right > field.left
    ]
    return max(near, key=lambda one: one.words[0].bottom, default=None)


def _whole(label: Segment | None, segments: Sequence[Segment]) -> Segment | None:
    """A label that goes on from the line above it: "Reason for the referral (as much detail / as possible)"."""
    if label is None or not label.text[:1].islower():
        return label
    first = label.words[0]
    above = [
        one
        for one in segments
        if abs(one.left - label.left) < 4 and 0 <= first.top - one.words[0].bottom < 0.8 * first.height
    ]
    return Segment((*above[-1].words, *label.words)) if above else label
