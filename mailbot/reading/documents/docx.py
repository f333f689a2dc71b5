"""Word documents (.docx, .docm, .dotx): the body in reading order, with its headers, footers, notes and text boxes.

The part's XML is walked directly: content controls, text boxes and tracked insertions, which object models of the
format pass over, are where forms keep their answers. Insertions are kept, deletions dropped (ECMA-376 part 1, 17.13.5).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mailbot.model.message import Attachment
from mailbot.reading.documents.archive import Archive
from mailbot.reading.documents.contents import Contents, corrupt
from mailbot.reading.documents.embedded import LEAST_LETTERS, embedded
from mailbot.reading.documents.grid import MOST_COLUMNS, Cell, Sheet
from mailbot.reading.documents.markup import attribute, child, descendants, local, parse
from mailbot.reading.documents.tools import Tools
from mailbot.reading.documents.wordtext import TextBoxes, is_placeholder, is_set_off, line_of, settle_boxes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WHAT = "Word document"
_ANSWER = re.compile(r"(?i)yes|no|y|n|n/?[ka]|not (?:known|applicable)|unknown|male|female|boy|girl|m|f")
_MAIN = "word/document.xml"
_CONTAINERS = {
    "sdt",
    "sdtContent",
    "ins",
    "moveTo",
    "customXml",
    "smartTag",
    "sect",
    "sub-section",
    "footnote",
    "endnote",
    "comment",
}


def read_docx(attachment: Attachment, tools: Tools) -> Contents:
    """The document's text and tables; headers first, footers and notes last."""
    archive = Archive.open(attachment.content, WHAT)
    main = main_part(archive)
    sheet = Sheet()
    _add_around(archive, main, "header", sheet)
    _read(_body(parse(archive.read(main), WHAT)), sheet)
    for kind in ("footer", "footnotes", "endnotes", "comments"):
        _add_around(archive, main, kind, sheet)
    items = tuple(sheet.items(attachment))
    return Contents(items, tuple(embedded(archive, attachment, pictures=sheet.letters < LEAST_LETTERS)))


def read_body(root: Element, attachment: Attachment) -> Contents:
    """The body alone, of a document that is a single XML file."""
    sheet = Sheet()
    _read(_body(root), sheet)
    return Contents(tuple(sheet.items(attachment)))


def _body(root: Element) -> Element:
    body = next(descendants(root, "body"), None)
    if body is None:
        raise corrupt(WHAT)
    return body


def main_part(archive: Archive) -> str:
    """The name of the part that holds the body: usual, or as some writers name it."""
    if _MAIN in archive:
        return _MAIN
    for name in archive.names:
        if name.lower().replace("\\", "/").endswith(("word/document.xml", "word/document2.xml", "word/document1.xml")):
            return name
    raise corrupt(WHAT)


def _add_around(archive: Archive, main: str, kind: str, sheet: Sheet) -> None:
    """Add the parts of this kind that stand beside the body ("word/header1.xml"), each text once."""
    wanted = re.compile(re.escape(posixpath.dirname(main)) + rf"/{kind}\d{{0,4}}\.xml")
    seen: list[object] = []
    for name in sorted(filter(wanted.fullmatch, archive.names)):
        part = Sheet()
        _read(parse(archive.read(name), WHAT), part)
        if part.blocks not in seen:
            seen.append(part.blocks)
            sheet.blocks += part.blocks


def _read(parent: Element, sheet: Sheet) -> None:
    settle_boxes(parent)
    _blocks(parent, sheet)


def _blocks(parent: Element, sheet: Sheet) -> None:
    stack: list[Iterator[Element]] = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            continue
        name = local(element)
        if name == "p":
            _paragraph(element, sheet)
        elif name == "tbl":
            _table(element, sheet)
        elif name in _CONTAINERS and not is_placeholder(element):
            stack.append(iter(element))


def _paragraph(paragraph: Element, sheet: Sheet) -> None:
    boxes: TextBoxes = []
    sheet.line(line_of(paragraph, boxes))
    for box in boxes:
        _blocks(box, sheet)


def _table(table: Element, sheet: Sheet) -> None:
    sheet.table([_cells(row) for row in _within(table, "tr")])


def _cells(row: Element) -> list[Cell]:
    before = _number(child(row, "trPr", "gridBefore"))
    elements = list(_within(row, "tc"))
    cells = [_cell(element) for element in elements]
    _settle_choice(elements, cells)
    return [*(Cell(Sheet()) for _ in range(before)), *cells]


def _settle_choice(elements: list[Element], cells: list[Cell]) -> None:
    """Answers printed in cells of their own, one of them set off: "☐ Yes" and "☒ No"."""
    options = [pair for pair in zip(elements, cells, strict=True) if _ANSWER.fullmatch(pair[1].sheet.text)]
    picked = [is_set_off(element) for element, _ in options]
    if len(options) > 1 and sum(picked) == 1:
        for chosen, (_, cell) in zip(picked, options, strict=True):
            cell.sheet.blocks = [f"{'☒' if chosen else '☐'} {cell.sheet.text}"]


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those that a content control or a tracked insertion wraps."""
    for element in parent:
        if local(element) == name:
            if child(element, f"{name}Pr", "del") is None:
                yield element
        elif local(element) in _CONTAINERS and not is_placeholder(element):
            yield from _within(element, name)


def _cell(cell: Element) -> Cell:
    sheet = Sheet()
    _blocks(cell, sheet)
    merged = child(cell, "tcPr", "vMerge")
    continues = merged is not None and attribute(merged, "val") != "restart"
    return Cell(sheet, max(1, _number(child(cell, "tcPr", "gridSpan"))), continues)


def _number(element: Element | None) -> int:
    value = attribute(element, "val") if element is not None else None
    return min(int(value), MOST_COLUMNS) if value and value.isascii() and value.isdecimal() and len(value) < 9 else 0
