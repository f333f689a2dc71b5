"""Spreadsheets (.xlsx, .xlsb, .xls, .ods): titles kept as text, each list a table from its header on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from mailbot.model.message import Attachment, Item, Passage, Problem, Table
from mailbot.reading.documents.archive import Archive
from mailbot.reading.documents.contents import Contents, Unreadable, corrupt, locked
from mailbot.reading.documents.markup import refuse_declarations
from mailbot.reading.documents.tools import Tools

WHAT = "spreadsheet"
LARGEST_TOTAL = 60_000_000  # bytes, unpacked
MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_SHEETS = 30
Row = tuple[str, ...]


def read_sheets(attachment: Attachment, tools: Tools) -> Contents:
    """Every visible sheet that holds something, in order."""
    content = attachment.content
    if content.startswith(b"PK"):
        _check(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        rows = [(name, book.get_sheet_by_name(name).to_python(nrows=MOST_ROWS)) for name in names[:MOST_SHEETS]]
    except Exception as error:  # the library raises a class for each engine, and panics
        raise (locked if "assword" in str(error) or "ncrypt" in str(error) else corrupt)(WHAT) from error
    items: list[Item] = []
    for name, values in rows:
        found = list(sheet_items([tuple(shown(value) for value in row) for row in values], attachment))
        if found and len(rows) > 1:
            items.append(Passage(name, attachment.part, attachment.hop))
        items += found
    return Contents(tuple(items))


def _check(content: bytes) -> None:
    """Unpack no more than is allowed before the library unpacks all of it; refuse parts that declare entities."""
    archive = Archive.open(content, WHAT)
    left = LARGEST_TOTAL
    for name in archive.names:
        if not name.endswith((".xml", ".bin", ".rels")):
            continue
        data = archive.read(name)
        refuse_declarations(data, WHAT)
        left -= len(data)
        if left < 0:
            raise Unreadable(Problem.TOO_LARGE, "the spreadsheet is too large to be read; open it by hand")


def shown(value: object) -> str:
    """A cell's value as text: dates as "2017-02-14", whole numbers without ".0"."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, timedelta):
        return str(value)
    return str(value).strip()


def sheet_items(rows: Sequence[Row], attachment: Attachment) -> list[Item]:
    """A sheet's rows to items: blocks between empty rows; a block's leading single-cell rows are its title."""
    items: list[Item] = []
    for block in _blocks([row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]]):
        titles, table = _untitled(block)
        if titles:
            items.append(Passage("\n".join(titles), attachment.part, attachment.hop))
        if table:
            items.append(Table(tuple(table), attachment.part, attachment.hop))
    return items


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Runs of rows that hold something, cut to the columns that hold something."""
    blocks: list[list[Row]] = [[]]
    for row in rows:
        if any(row):
            blocks[-1].append(row)
        elif blocks[-1]:
            blocks.append([])
    return [_cut(block) for block in blocks if block]


def _cut(block: list[Row]) -> list[Row]:
    used = [index for index in range(max(map(len, block))) if any(index < len(row) and row[index] for row in block)]
    return [tuple(row[index] if index < len(row) else "" for index in range(used[0], used[-1] + 1)) for row in block]


def _untitled(block: list[Row]) -> tuple[list[str], list[Row]]:
    """The single-cell rows that stand before the table, and the table."""
    count = next((index for index, row in enumerate(block) if sum(map(bool, row)) > 1), len(block))
    titles = [next(filter(None, row)) for row in block[:count]]
    return titles, _cut(block[count:]) if block[count:] else []
