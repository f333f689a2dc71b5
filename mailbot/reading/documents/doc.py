"""Old Word files (.doc, MS-DOC): tables by antiword where it is installed, else the text by the file's own index."""

from __future__ import annotations

import io
import struct
from itertools import pairwise
from typing import TYPE_CHECKING

import olefile

from mailbot.model.message import Attachment
from mailbot.reading.documents.contents import Contents, corrupt, locked
from mailbot.reading.documents.grid import Cell, Sheet
from mailbot.reading.documents.markup import local, parse
from mailbot.reading.documents.tools import Tools

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WHAT = "old Word document"
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200  # FibBase flags, MS-DOC 2.5.2
_CLX = 0x01A2  # offset of fcClx and lcbClx in the file information block
_LARGEST = 20_000_000
_CELL = "\x07"
_MOST_CELLS, _WIDEST = 5_000, 25
_CHANGE = 1.5  # what a change of width costs, in empty cells


def read_doc(attachment: Attachment, tools: Tools) -> Contents:
    """The document's text and tables."""
    words, table = _streams(attachment.content)
    book = tools.word_docbook(attachment.content) if tools.word_docbook else None
    sheet = Sheet()
    if book and "<book" in book:
        _docbook(parse(book[book.index("<book") :].encode(), WHAT), sheet)
    else:
        _plain(_text(words, table), sheet)
    return Contents(tuple(sheet.items(attachment)))


def _streams(content: bytes) -> tuple[bytes, bytes]:
    """The document's stream and its table stream. Raises `Unreadable` for a password or damage."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            words = file.openstream("WordDocument").read(_LARGEST)
            flags = struct.unpack_from("<H", words, 0x0A)[0]
            if flags & _ENCRYPTED:
                raise locked(WHAT)
            table = file.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read(_LARGEST)
    except (OSError, struct.error, ValueError, IndexError, TypeError, AttributeError) as error:
        raise corrupt(WHAT) from error
    return words, table


def _docbook(parent: Element, sheet: Sheet) -> None:
    """antiword's DocBook: paragraphs with tables inside them."""
    for element in parent:
        name = local(element)
        if name in ("bookinfo", "blockquote"):
            continue
        if name == "informaltable":
            sheet.table(_rows(element))
        elif name in ("para", "title", "listitem"):
            sheet.line(_shown(element.text))
            _docbook(element, sheet)
        elif name == "emphasis":
            sheet.line(_shown("".join(element.itertext())))
        else:
            _docbook(element, sheet)
        sheet.line(_shown(element.tail))


def _shown(text: str | None) -> str:
    return "\n".join(" ".join(line.split()) for line in (text or "").strip().split("\n"))


def _rows(table: Element) -> list[list[Cell]]:
    """Rows of equal width: antiword gives a row of its own columns for every change of width."""
    groups = [[one for one in group.iter() if local(one) == "row"] for group in table if local(group) == "tgroup"]
    width = max((len(row) for rows in groups for row in rows), default=1)
    made = []
    for row in (row for rows in groups for row in rows):
        cells = []
        for entry in row:
            inner = Sheet()
            inner.line(_shown("".join(entry.itertext())))
            cells.append(Cell(inner))
        if cells:
            cells[-1].columns = width - len(cells) + 1
        made.append(cells)
    return made


def _text(words: bytes, table: bytes) -> str:
    """All text by the piece table (MS-DOC 2.4.1): 16-bit pieces, or 8-bit ones in windows-1252."""
    try:
        start, size = struct.unpack_from("<II", words, _CLX)
        pieces = _pieces(table[start : start + size])
        return "".join(_piece(words, *piece) for piece in pieces)
    except (struct.error, ValueError, IndexError) as error:
        raise corrupt(WHAT) from error


def _pieces(clx: bytes) -> list[tuple[int, int]]:
    """Length in characters and file position (with its flag) of every piece."""
    at = 0
    while clx[at] == 1:  # property modifiers come first
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plan = clx[at + 5 : at + 5 + size]
    count = (len(plan) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", plan)
    places = [struct.unpack_from("<I", plan, 4 * (count + 1) + 8 * index + 2)[0] for index in range(count)]
    return [(after - before, place) for (before, after), place in zip(pairwise(bounds), places, strict=True)]


def _piece(words: bytes, length: int, place: int) -> str:
    if place & 0x40000000:
        start = (place & 0x3FFFFFFF) // 2
        return words[start : start + length].decode("cp1252", "replace")
    return words[place : place + 2 * length].decode("utf-16-le", "replace")


def _plain(text: str, sheet: Sheet) -> None:
    """Paragraphs, and the runs of cells between them as tables."""
    paragraphs = _without_fields(text).replace("\x0b", "\n").replace("\x0c", "\r").split("\r")
    for paragraph in paragraphs:
        cells = paragraph.split(_CELL)
        if len(cells) > 1:
            _cells(cells, sheet)
        else:
            sheet.line(paragraph)


def _cells(cells: list[str], sheet: Sheet) -> None:
    """Cells are ended by one mark each and rows by one more, so an empty piece is an empty cell or a row's end."""
    tail = cells.pop()
    rows = _rows_of(cells[:_MOST_CELLS])
    sheet.table([[_cell(text) for text in row] for row in rows])
    sheet.line(tail)


def _rows_of(cells: list[str]) -> list[list[str]]:
    """The division into rows that makes the fewest cells empty and changes the rows' width least often."""
    best: list[dict[int, tuple[float, int]]] = [
        {0: (0.0, 0)},
        *({} for _ in cells),
    ]  # at -> width -> cost, width before
    for at, cell in enumerate(cells):
        if cell:
            continue
        for width in range(1, min(at, _WIDEST) + 1):
            start = at - width
            empty = sum(1 for one in cells[start:at] if not one)
            options = [
                (cost + empty + (before not in (0, width)) * _CHANGE, before)
                for before, (cost, _) in best[start].items()
            ]
            if options:
                best[at + 1][width] = min(options)
    return _traced(cells, best)


def _traced(cells: list[str], best: list[dict[int, tuple[float, int]]]) -> list[list[str]]:
    at = max(index for index, found in enumerate(best) if found)
    rows = [cells[at:]] if at < len(cells) else []
    width = min(best[at], key=lambda one: best[at][one][0])
    while at:
        rows.append(cells[at - 1 - width : at - 1])
        at, width = at - 1 - width, best[at][width][1]
    return rows[::-1]


def _cell(text: str) -> Cell:
    sheet = Sheet()
    sheet.line(text)
    return Cell(sheet)


def _without_fields(text: str) -> str:
    """The text with the results of fields, without their codes (\\x13 code \\x14 result \\x15)."""
    kept, depth, coded = [], 0, 0
    for sign in text:
        if sign == "\x13":
            depth += 1
            coded = coded or depth
        elif sign == "\x14":
            coded = 0 if coded == depth else coded
        elif sign == "\x15":
            coded = 0 if coded == depth else coded
            depth = max(0, depth - 1)
        elif not coded:
            kept.append(sign)
    return "".join(kept)
