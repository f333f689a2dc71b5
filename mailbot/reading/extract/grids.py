"""Labels and values in tables: label beside value, label above value, children as rows, children as columns.

A table is read from the top. Each row is told apart by what its cells are: a heading (one cell), a row of labels with
values below (a header), a row of labels beside values, or a row whose first cell is a label for several children.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailbot.model.labels import LONGEST_LABEL, LabelBook
from mailbot.reading.extract.contacts import relation_in
from mailbot.reading.extract.lines import Event, Heading, Told, events, heading_of, on_line

Row = tuple[str, ...]

IDENTITY = frozenset({"name", "forename", "surname", "date_of_birth", "upn"})
_NAMES = IDENTITY - {"date_of_birth", "upn"}
_LABEL_END = re.compile(r"[:?]\s{0,3}\*?\s{0,3}\Z")
_DIGITS = re.compile(r"[0-9]{3}|@|[☒☐☑]")
_NUMBERED = re.compile(
    r"\W{0,3}(?:child|children|pupils?|student|twin|yp|siblings?|name of child)?\W{0,3}"
    r"(?:[0-9]{1,2}|[a-h]|one|two|three|four)?\W{0,3}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\W?[0-9]{1,2}\W?[a-z]?\W?")
_NUMBER_OF_PERSON = re.compile(r"(?:(?:tel|mob|ext)[a-z]{0,8}\W{0,3})?\+?[0-9(][0-9 ()]{8,16}", re.IGNORECASE)
_PLAIN_HEAD = re.compile(r"\W{0,3}(?:field|details?|information|item|question|label|)\W{0,3}", re.IGNORECASE)


def of_table(rows: Sequence[Row], book: LabelBook) -> Iterator[Event]:
    """The labels, values and headings of a table by row; `Told.row` numbers the child where a row or column is one."""
    clean = [row for row in (_clean(row) for row in rows) if any(row)]
    columns = _columns(clean, book)
    if columns:
        yield from _by_column(clean[: columns.end], columns, book)
        clean = clean[columns.end :]
    at, records = 0, len(columns.children) if columns else 0
    while at < len(clean):
        row, below = clean[at], clean[at + 1] if at + 1 < len(clean) else ()
        if _is_header(row, below, book):
            body = _body(clean, at + 1, row, book)
            first = _first_record(row, body, records, book)
            yield from _under(row, body, first, book)
            records = first + len(body)
            at += 1 + len(body)
        elif len(_filled(row)) == 1:
            text = row[_filled(row)[0]]
            taken = _label_over(text, below, book)
            yield from [Told(_bare(text), taken, book.keys(text))] if taken is not None else _single(text, book)
            at += 2 if taken is not None else 1
        else:
            yield from _beside(row, book)
            at += 1


def _clean(row: Row) -> Row:
    return tuple("\n".join(" ".join(line.split()) for line in cell.split("\n") if line.strip()) for cell in row)


def _bare(label: str) -> str:
    return " ".join(label.split()).rstrip(" :*")


def _filled(row: Row) -> list[int]:
    return [index for index, cell in enumerate(row) if cell]


def _keys(cell: str, book: LabelBook) -> tuple[str, ...]:
    return book.keys(" ".join(cell.split())) if cell and len(cell) <= LONGEST_LABEL else ()


def _is_header(row: Row, below: Row, book: LabelBook) -> bool:
    """Whether `row` names columns: labels side by side, and no labels but values in the row below."""
    filled = _filled(row)
    if len(filled) < 2 or not below:
        return False
    known = [index for index in filled if _keys(row[index], book)]
    if len(known) < 2 or len(known) * 2 < len(filled) or any(_has_value(row[index], book) for index in filled):
        return False
    if _by_turns(row, below, known, book):
        return False
    gaps = [index for index in range(filled[0], filled[-1]) if not row[index]]
    if gaps and (len(known) < len(filled) or not _stands_over(filled, below, book)):
        return False
    below_known = [index for index in _filled(below) if _keys(below[index], book)]
    values = [index for index in _filled(below) if index not in below_known]
    return len(below_known) <= len(values) and _unlike_pairs(row, below, book)


def _by_turns(row: Row, below: Row, known: list[int], book: LabelBook) -> bool:
    """Whether labels and values take turns in a row. A value may be a label's word too ("Relationship | Father")."""
    filled = _filled(row)
    labels, values = filled[::2], filled[1::2]
    if len(filled) % 2 or not set(labels) <= set(known):
        return False
    label, value = row[filled[0]], row[filled[1]]
    if len(filled) == 2 and relation_in(value) and not relation_in(label) and " " in label:
        return True  # "Lives with | Mum and stepdad"
    if set(values) <= set(known):
        return len(filled) == 2 and filled[1] - filled[0] > 1 and not _stands_over(filled, below, book)
    persons = any(_keys(row[index], book) in (("parent",), ("referrer",)) for index in values)
    return (
        known == labels or persons or any(_DIGITS.search(row[index]) for index in values) or bool(_keys(below[0], book))
    )


def _stands_over(filled: list[int], below: Row, book: LabelBook) -> bool:
    """Whether the row below has values exactly where a row with gaps has its labels."""
    return _filled(below) == filled and not any(_keys(below[index], book) for index in filled)


def _unlike_pairs(row: Row, below: Row, book: LabelBook) -> bool:
    """Whether two rows of two cells are not rather two rows of label and value ("School | Nursery")."""
    if len(_filled(row)) > 2:
        return True
    return not _keys(below[0], book) if below else True


def _has_value(cell: str, book: LabelBook) -> bool:
    return any(told.value for told in on_line(cell.split("\n")[0], book)) and not _keys(cell, book)


def _body(rows: Sequence[Row], at: int, header: Row, book: LabelBook) -> list[Row]:
    """The rows below a header: up to a heading, another header, or rows of label and value."""
    body: list[Row] = []
    for index in range(at, len(rows)):
        row, below = rows[index], rows[index + 1] if index + 1 < len(rows) else ()
        filled = _filled(row)
        known = [cell for cell in filled if _keys(row[cell], book)]
        if len(filled) == 1 and len(_filled(header)) > 2 and (heading_of(row[filled[0]], book) or filled[0] == 0):
            break
        if _is_header(row, below, book) or (known and len(known) * 2 >= len(filled) and _keys(row[filled[0]], book)):
            break
        body.append(row)
    return body


def _first_record(header: Row, body: Sequence[Row], records: int, book: LabelBook) -> int:
    """The number of the first child below `header`; labels set above values go on about the child before."""
    keys = {key for cell in header for key in _keys(cell, book)}
    goes_on = records == 1 and len(body) == 1 and not keys & {"name", "forename", "surname", "child.name"}
    return 0 if goes_on else records


def _under(header: Row, body: Sequence[Row], first: int, book: LabelBook) -> Iterator[Told]:
    keys = [_keys(cell, book) for cell in header]
    of_children = bool(IDENTITY & {key for several in keys for key in several})
    for number, row in enumerate(body):
        for index, cell in enumerate(row):
            label = header[index] if index < len(header) else ""
            if label or cell:
                yield Told(
                    _bare(label),
                    cell,
                    keys[index] if index < len(keys) else (),
                    first + number if of_children else None,
                )


def _label_over(text: str, below: Row, book: LabelBook) -> str | None:
    """The value under a label that has its row to itself; None where it is a heading instead."""
    keys = _keys(text, book)
    filled = _filled(below)
    if not keys or len(filled) != 1 or _keys(below[filled[0]], book) or heading_of(below[filled[0]], book):
        return None
    return below[filled[0]]


def _single(text: str, book: LabelBook) -> Iterator[Event]:
    """A cell alone in its row: a heading, or text with labels in it."""
    heading = heading_of(text, book)
    if heading and "\n" not in text:
        yield heading
    elif len(text) <= LONGEST_LABEL and ":" not in text and "\n" not in text:
        yield Heading(text, "other")
    else:
        yield from events(text, book)


def _beside(row: Row, book: LabelBook) -> Iterator[Event]:
    """A row of labels and values by turns; a blank cell after a label is its empty value."""
    at = 0
    if len(row) > 2 and _NUMBER.fullmatch(row[0]):
        row = row[1:]
    while at < len(row):
        cell = row[at]
        if not cell:
            at += 1
            continue
        value = row[at + 1] if at + 1 < len(row) else ""
        if _is_label(cell, book) and not (
            _keys(value, book) and _keys(cell, book) and at + 2 < len(row) and row[at + 2]
        ):
            number = row[at + 2] if at + 2 < len(row) and _is_persons(cell, book) else ""
            beside = value and _NUMBER_OF_PERSON.fullmatch(number)
            yield from _pair(cell, f"{value}, {number}" if beside else value, book)
            at += 3 if beside else 2
        elif _keys(cell, book):
            yield Told(_bare(cell), "", _keys(cell, book))
            at += 1
        elif at + 1 < len(row) and value and len(row) <= 2 and len(cell) <= LONGEST_LABEL and not _DIGITS.search(cell):
            yield Told(_bare(cell), value)
            at += 2
        else:
            yield from events(cell, book)
            at += 1


def _is_persons(cell: str, book: LabelBook) -> bool:
    """Whether a label asks for a person, beside whose name a number may stand in a cell without a label."""
    return bool({"parent", "referrer", "parent.name", "referrer.name"} & set(_keys(cell, book)))


def _is_label(cell: str, book: LabelBook) -> bool:
    if _keys(cell, book):
        return True
    return bool(_LABEL_END.search(cell)) and len(cell) <= LONGEST_LABEL and not _has_value(cell, book)


def _pair(label: str, value: str, book: LabelBook) -> Iterator[Event]:
    """A label and its value; the value may hold labels of its own ("Tel: ..., Email: ...")."""
    keys = _keys(label, book)
    inner = (
        [event for event in events(value, book) if isinstance(event, Told) and event.keys and event.value]
        if ":" in value
        else []
    )
    if len(keys) > 1 and len(inner) == len(keys):
        yield from inner
        return
    yield Told(_bare(label), value, keys)
    yield from inner


@dataclass(frozen=True, slots=True)
class _Columns:
    """The rows [start, end) of a table whose columns are children, and which columns."""

    start: int
    end: int
    children: tuple[int, ...]


def _columns(rows: Sequence[Row], book: LabelBook) -> _Columns | None:
    width = max((len(row) for row in rows), default=0)
    if width < 3:
        return None
    head = rows[0]
    named = (_PLAIN_HEAD.fullmatch(head[0]) or _NUMBERED.fullmatch(head[0])) is not None
    numbered = named and any(head[1:]) and all(_NUMBERED.fullmatch(cell) for cell in head[1:])
    start = 1 if numbered or (named and not head[0]) else 0
    end = next((at for at in range(start, len(rows)) if not _is_column_row(rows[at], width, book)), len(rows))
    body = rows[start:end]
    identity = [row for row in body if IDENTITY & set(_keys(row[0], book))]
    several = any(len(_filled(row)) > 2 for row in identity)
    if len([row for row in body if _keys(row[0], book)]) < 2 or not identity or not (several or numbered):
        return None
    naming = [row for row in identity if _NAMES & set(_keys(row[0], book)) and len(_filled(row)) > 2] or identity
    children = tuple(index for index in range(1, width) if any(len(row) > index and row[index] for row in naming))
    return _Columns(start, end, children) if len(children) > 1 or numbered else None


def _is_column_row(row: Row, width: int, book: LabelBook) -> bool:
    """Whether a row is a label and a value for each child: no heading, and no second label."""
    if not row[0] or len(_filled(row)) == 1:
        return bool(row[0] and _keys(row[0], book))
    if any(_keys(cell, book) for cell in row[1:]):
        return False
    return bool(_keys(row[0], book)) or len(_filled(row)) == width


def _by_column(rows: Sequence[Row], columns: _Columns, book: LabelBook) -> Iterator[Event]:
    for row in rows[columns.start :]:
        filled = _filled(row)
        if len(filled) == 1 and filled[0] == 0 and not _keys(row[0], book):
            yield from _single(row[0], book)
            continue
        keys = set(_keys(row[0], book))
        merged = filled == [0, 1] and len(columns.children) > 1
        of_twins = merged and "date_of_birth" in keys  # one birthday across the columns
        merged = merged and not IDENTITY & keys
        for number, index in enumerate(columns.children):
            cell = row[1 if of_twins else index] if index < len(row) else ""
            if merged and number == 0:
                yield Told(_bare(row[0]), cell, _keys(row[0], book))
            elif not merged:
                yield Told(_bare(row[0]), cell, _keys(row[0], book), number)
