"""Labels and values in running lines: "DOB: 3/4/15   Class: 6H", "Mother - Ana", labels and values on alternate lines.

A label is told by its words (known labels) or by its place (a few words before the first colon of a line). Labels that
run on without values ("UPN: Date last attended:") are empty, and no value ever swallows the label after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.model.labels import LONGEST_LABEL, LabelBook
from mailbot.reading.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Told:
    """A label and what stands at it. `keys` are the fields that it asks for, none for an unknown label.

    `row` numbers the record within its table, where the table says so.
    """

    label: str
    value: str
    keys: tuple[str, ...] = ()
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A line or cell above others. `who` they speak of, "" for nobody in particular; `record`: "Child 2"."""

    text: str
    who: str
    record: bool = False


Event = Told | Heading

_MARK = re.compile(r"[:?]")
_SECTION = re.compile(r"\s{0,4}\W{0,3}(?:section|part)\s{1,2}\w{1,3}\s{0,2}[:.–—-]", re.IGNORECASE)
_BULLET = re.compile(r"\A[\s>]{0,12}(?:[-•*·▪●o–]\s{1,4}|\(?[0-9]{1,2}[.)]\s{1,4})?")
_WORD_START = re.compile(r"(?<![\w'’])[\w(]")
_RULE = re.compile(r"[-_=*.]{4,}")
_WIDE = re.compile(r"\t|\s{2,}|\s?\|\s?")
_DASH = re.compile(r"\s[-–—=]\s|\s?[=–—]\s?|\.{3,}|\s-|-\s")
_SENTENCE = Pattern(
    r"[.!?;]\s|\b(?:we|i|she|he|they|you|has|have|had|was|were|will|please|thank|thanks|dear|hi|hello)\b", re.IGNORECASE
)
_ANSWER = re.compile(r"\s{0,3}(?:yes|no|y|n|n/?a|none|not|unknown|[☒☐☑✓✗])(?![\w'’])", re.IGNORECASE)
_CHILD_NUMBER = re.compile(
    r"\W{0,4}(?:child|pupil|student|yp|young person|sibling|record|entry)\s{0,2}(?:no\.?|number"
    r"|#)?\s{0,2}(?:[0-9]{1,2}|[a-h]|one|two|three|four|five)(?:\s{1,2}of\s{1,2}\w{1,5})?\W{0,4}",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", re.IGNORECASE)
_ORDINAL_CHILD = re.compile(
    r"\W{0,4}(?:first|second|third|fourth|1st|2nd|3rd|4th)\s(?:child|pupil|student)\W{0,4}", re.IGNORECASE
)
_GAP = re.compile(r"\S\s{3,}\S|\t")  # between two columns of a line: no part of a label
MOST_MARKS = 40  # labels on a line; beyond it the line is no form
_CONTINUED = (
    "address",
    "new_address",
    "old_address",
    "parent",
    "referrer",
    "organisation",
    "school.address",
    "siblings",
    "enquiries",
    "circumstances",
)


def events(text: str, book: LabelBook) -> Iterator[Event]:
    """The labels, values and headings of a passage, in order."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        section = heading_of(line, book) if _SECTION.match(line) else None
        if section:
            yield section
            at += 1
            continue
        found = list(on_line(line, book))
        if found and not found[-1].value.strip():
            value, after = _below(lines, at + 1, book, found[-1])
            found[-1] = Told(found[-1].label, value, found[-1].keys)
            at = after
        elif found and found[-1].keys and found[-1].keys[0] in _CONTINUED:
            value, after = _continued(lines, at + 1, book, found[-1])
            found[-1] = Told(found[-1].label, value, found[-1].keys)
            at = after
        else:
            at += 1
        if len(found) == 1 and not found[0].value and ":" not in line:
            yield from _heading(line, book)
        yield from found
        if not found:
            yield from _heading(line, book)


def _heading(line: str, book: LabelBook) -> Iterator[Heading]:
    heading = heading_of(line, book)
    if heading:
        yield heading


def heading_of(text: str, book: LabelBook) -> Heading | None:
    """The heading that a line or cell without a value is; None for other text."""
    bare = text.strip(" \t*_#=-–—:•")
    if not bare or len(bare) > LONGEST_LABEL:
        return None
    if _CHILD_NUMBER.fullmatch(bare) or _ORDINAL_CHILD.fullmatch(bare):
        return Heading(bare, "sibling" if bare.lower().lstrip().startswith("sibling") else "child", record=True)
    who = book.heading(bare)
    return Heading(bare, who) if who else None


def on_line(line: str, book: LabelBook) -> Iterator[Told]:
    """The pairs of one line; an empty value where the line ends at a label."""
    skipped = _BULLET.match(line)
    start = skipped.end() if skipped else 0
    spots = list(_spots(line, start, book))
    if not spots:
        yield from _unmarked(line[start:].rstrip(), book)
        return
    ends = [label_start for label_start, _, _, _ in spots[1:]] + [len(line)]
    for (label_start, label_end, value_start, keys), end in zip(spots, ends, strict=True):
        value = line[value_start:end]
        if line[:label_start].rstrip().endswith("("):
            value = value.partition(")")[0]
        yield Told(line[label_start:label_end].strip(), _value(value), keys)


def _value(text: str) -> str:
    text = text.strip().strip("|").strip().rstrip(",;|").rstrip()
    return "" if _RULE.fullmatch(text) else text


def _spots(line: str, start: int, book: LabelBook) -> Iterator[tuple[int, int, int, tuple[str, ...]]]:
    """Where each label on the line starts and ends, where its value starts, and the keys."""
    floor, first = start, True
    for number, mark in enumerate(_MARK.finditer(line, start)):
        if number >= MOST_MARKS:
            return
        at = mark.start()
        if _no_mark(line, at):
            continue
        found = _label_before(line, floor, at, first, book)
        if found is None:
            continue
        label_start, keys = found
        yield label_start, at, at + 1, keys
        floor, first = at + 1, False


def _no_mark(line: str, at: int) -> bool:
    """Whether the colon belongs to a time or an address, or the question mark ends a question."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    if line[at] == "?":
        return bool(after) and not after.isspace()
    return (before.isdigit() and after.isdigit()) or after == "/" or not before


def _label_before(line: str, floor: int, at: int, first: bool, book: LabelBook) -> tuple[int, tuple[str, ...]] | None:
    """The label that ends at `at`: the longest known one, else the start of the line."""
    starts = [m.start() for m in _WORD_START.finditer(line, max(floor, at - LONGEST_LABEL), at)][-12:]
    for start in starts:
        keys = book.known_keys(line[start:at]) if not _GAP.search(line, start, at) else ()
        if keys and _stands_alone(line, floor, start, first):
            return start, keys
    text = line[floor:at]
    short = text.strip() and len(text) <= LONGEST_LABEL and len(text.split()) <= 9
    if not first or not short or _SENTENCE.search(text):
        return None
    if line[at] == "?" and not (_ANSWER.match(line, at + 1) or not line[at + 1 :].strip()):
        return None
    return floor + len(text) - len(text.lstrip()), book.keys(text)


def _stands_alone(line: str, floor: int, start: int, first: bool) -> bool:
    """Whether a label at `start` is no mere end of a sentence."""
    before = line[floor:start]
    if first and len(before.split()) > 4 and before.rstrip().endswith(","):
        return False  # "She is his mum, tel: ..." is a sentence
    if not before.strip() or before.rstrip()[-1:] in ",;|.)/–—-(•" or before.endswith("  ") or "\t" in before[-1:]:
        return True
    return not first and len(before.split()) <= 14


def _unmarked(line: str, book: LabelBook) -> Iterator[Told]:
    """A known label set off by a dash, a tab or a gap, or alone on its line."""
    if not line or len(line) > 400:
        return
    whole = book.known_keys(line)
    if whole and len(line.split()) <= 7:
        yield Told(line.strip(), "", whole)
        return
    cells = [cell for cell in _WIDE.split(line) if cell]
    if len(cells) > 1 and book.known_keys(cells[0]):
        yield from _alternating(cells, book)
        return
    dash = _DASH.search(line, 1, LONGEST_LABEL)
    if dash:
        keys = book.known_keys(line[: dash.start()])
        if keys:
            yield Told(line[: dash.start()].strip(), _value(line[dash.end() :]), keys)


def _alternating(cells: list[str], book: LabelBook) -> Iterator[Told]:
    at = 0
    while at < len(cells):
        keys = book.known_keys(cells[at])
        end = at + 1
        while end < len(cells) and not book.known_keys(cells[end]):
            end += 1
        if keys:
            yield Told(cells[at].strip(), _value("  ".join(cells[at + 1 : end])), keys)
        at = end


def _below(lines: list[str], at: int, book: LabelBook, told: Told) -> tuple[str, int]:
    """The value of a label that has its line to itself: the lines under it up to the next label or empty line."""
    start = at
    gap = start < len(lines) and not lines[start].strip()
    if gap:
        start += 1
    end = start
    while end < len(lines) and lines[end].strip() and not _opens(lines[end], book) and end - start < 8:
        end += 1
        if told.keys and told.keys[0] not in _CONTINUED:
            break
    if end > start and told.keys and told.keys[0] in _SHORT and _LABELLED.match(lines[start]):
        return "", at
    if end == start or (not told.keys and ":" not in told.label and gap):
        return "", at
    if gap and not _alternates(lines, end, book):
        return "", at
    return "\n".join(line.strip() for line in lines[start:end]), end


_SHORT = ("upn", "date_of_birth", "sex", "year_group", "last_attended", "start_date", "removed_on", "postcode")
_LABELLED = re.compile(r"\s{0,8}[A-Z][^:\n]{8,120}:\s\S")  # an unknown label with its value: none of the label above


def _alternates(lines: list[str], at: int, book: LabelBook) -> bool:
    """Whether a label with an empty line around it follows: the page sets labels and values by turns."""
    if all(not line.strip() for line in lines[at:]):
        return True
    following = [line for line in lines[at : at + 3] if line.strip()]
    return bool(following) and at < len(lines) and not lines[at].strip() and _opens(following[0], book)


def _opens(line: str, book: LabelBook) -> bool:
    return next(on_line(line, book), None) is not None or heading_of(line, book) is not None


def _continued(lines: list[str], at: int, book: LabelBook, told: Told) -> tuple[str, int]:
    """A value that runs over several lines, such as an address."""
    value, end = told.value, at
    while end < len(lines) and lines[end].strip() and len(lines[end]) <= 100 and end - at < 6:
        if (
            _opens(lines[end], book)
            or _POSTCODE.search(value)
            or (told.keys[0].endswith("address") and _SENTENCE.search(lines[end]))
        ):
            break
        value = f"{value}\n{lines[end].strip()}"
        end += 1
    return value, end
