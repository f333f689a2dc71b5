"""PDF: filled fields with the labels printed beside them, and printed text with its layout; scans by recognition."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from mailbot.model.message import Attachment, FormField, Item, Passage, Problem, Table
from mailbot.reading.documents.contents import Contents, Unreadable, corrupt, locked
from mailbot.reading.documents.images import page_of
from mailbot.reading.documents.layout import Block, blocks
from mailbot.reading.documents.lines import lines, margin_of
from mailbot.reading.documents.pdffields import fields
from mailbot.reading.documents.pdffiles import attached_files
from mailbot.reading.documents.pdflabels import labelled
from mailbot.reading.documents.pdfmarks import SMALLEST_TABLE, typed_on, with_drawn_boxes, words_of
from mailbot.reading.documents.pdfxfa import xfa_fields
from mailbot.reading.documents.tools import Tools, Word

WHAT = "PDF"
MOST_PAGES = 40
MOST_SHAPES = 3_000  # lines and rectangles of a page; a drawing has more, a form has not
MOST_CHARACTERS = 60_000  # of a page
_DOTS = 200  # per inch, for recognition
_TABLES = {"snap_tolerance": 3, "intersection_tolerance": 5}
_NARROWEST = 0.6  # of a page's width: text that is wrapped sooner is none
_PADDING = 8.0  # points between a cell's text and its right edge
_XFA_NOTICE = "please wait"


@dataclass(slots=True)
class _Tally:
    """Pages that could not be read, and pages whose words were recognised."""

    scans: int = 0
    damaged: int = 0
    recognised: int = 0


def read_pdf(attachment: Attachment, tools: Tools) -> Contents:
    """Fields and text of every page, in reading order, and the files attached to it."""
    tally = _Tally()
    with _open(attachment.content) as file:
        pages = _pages(file)
        items = [item for page in pages[:MOST_PAGES] for item in _read(page, attachment, tools, tally)]
        items = _dynamic(file, items, attachment) or items
        files = _files(file, attachment)
    if not items and not files:
        raise Unreadable(Problem.NO_TEXT, _no_text(tally)) if not tally.damaged else corrupt(WHAT)
    return Contents(tuple(items), files, not tally.recognised, _unread(len(pages), tally))


def _read(page: Any, attachment: Attachment, tools: Tools, tally: _Tally) -> list[Item]:
    """One page; a damaged one does not cost the others."""
    try:
        found = list(_page(page, attachment))
        if not found and page.images:
            found = _recognise(page, attachment, tools)
            tally.recognised += bool(found)
            tally.scans += not found
        page.close()
    except (RecursionError, MemoryError):
        raise
    except Exception:  # the library raises whatever the damage leads to
        tally.damaged += 1
        return []
    return found


def _files(file: Any, attachment: Attachment) -> tuple[Attachment, ...]:
    try:
        return tuple(attached_files(file.doc.catalog, attachment))
    except (RecursionError, MemoryError):
        raise
    except Exception:  # damage there leaves the pages readable
        return ()


def _open(content: bytes) -> Any:
    try:
        return pdfplumber.open(io.BytesIO(content))
    except RecursionError:
        raise
    except Exception as error:  # the library raises whatever the damage leads to
        causes = (error, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
            raise locked(WHAT) from error
        raise corrupt(WHAT) from error


def _pages(file: Any) -> list[Any]:
    try:
        return list(file.pages)
    except RecursionError:
        raise
    except Exception as error:
        raise corrupt(WHAT) from error


def _no_text(tally: _Tally) -> str:
    if tally.scans:
        return "the PDF is a scan, and mailbot can't read the picture; open it by hand"
    return "the PDF holds no text; open it by hand"


def _unread(pages: int, tally: _Tally) -> str:
    told = [
        f"only the first {MOST_PAGES} of {pages} pages were read" if pages > MOST_PAGES else "",
        f"scanned pages that could not be read: {tally.scans}" if tally.scans else "",
        f"damaged pages that could not be read: {tally.damaged}" if tally.damaged else "",
    ]
    return "; ".join(filter(None, told))


def _page(page: Any, attachment: Attachment) -> Iterator[Item]:
    if len(page.chars) > MOST_CHARACTERS:
        yield Passage(page.extract_text_simple() or "", attachment.part, attachment.hop)
        return
    ruled = len(page.lines) + len(page.rects) + len(page.curves) <= MOST_SHAPES
    words = [*words_of(page), *typed_on(page)]
    words = with_drawn_boxes(page, words) if ruled else words
    margin = max(margin_of(lines(words)), _NARROWEST * float(page.width))
    filled = fields(page)
    answers, words = labelled(filled, words)
    for answer in answers:
        yield FormField(answer.label, answer.value, attachment.part, attachment.hop)
    for block in _printed(page, words, margin, ruled and not filled):
        if isinstance(block, str):
            yield Passage(block, attachment.part, attachment.hop)
        else:
            yield Table(tuple(tuple(row) for row in block), attachment.part, attachment.hop)


def _printed(page: Any, words: list[Word], margin: float, ruled: bool) -> Iterator[Block]:
    """Ruled tables at their places among the text around them."""
    tables = page.find_tables(_TABLES) if ruled else []
    above = 0.0
    for table in sorted(tables, key=lambda one: (one.bbox[1], one.bbox[0])):
        left, top, right, bottom = table.bbox
        if bottom - top < SMALLEST_TABLE and right - left < SMALLEST_TABLE:
            continue
        yield from blocks([word for word in words if above <= word.middle < top], margin)
        inside = [word for word in words if max(top, above) <= word.middle < bottom]
        yield from _ruled(table, inside)
        above = max(above, bottom)
    yield from blocks([word for word in words if word.middle >= above], margin)


def _ruled(table: Any, words: list[Word]) -> Iterator[Block]:
    """A ruled table by the cells its lines draw; words beside it come first."""
    left, _, right, _ = table.bbox
    beside = [word for word in words if word.right < left or word.left > right]
    if beside:
        yield from blocks(beside)
    rows = [[_cell(box, words) for box in row.cells] for row in table.rows]
    if not any(any(row) for row in rows):
        return
    yield rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0]


def _cell(box: tuple[float, float, float, float] | None, words: list[Word]) -> str:
    """The words whose middle lies in a cell; None is a place that a merged cell covers."""
    if box is None:
        return ""
    left, top, right, bottom = box
    inside = [word for word in words if top <= word.middle < bottom and left <= (word.left + word.right) / 2 < right]
    texts = [
        block if isinstance(block, str) else "\n".join("  ".join(filter(None, row)) for row in block)
        for block in blocks(inside, right - _PADDING)
    ]
    return "\n".join(texts).replace("\n\n", "\n").strip()


def _recognise(page: Any, attachment: Attachment, tools: Tools) -> list[Item]:
    if tools.recognise is None:
        return []
    image = io.BytesIO()
    page.to_image(resolution=_DOTS).original.save(image, format="PNG")
    return page_of(tools.recognise(image.getvalue()) or (), attachment)


def _dynamic(file: Any, items: list[Item], attachment: Attachment) -> list[Item]:
    """The answers of a form that only Adobe's reader can draw (XFA): its page says "Please wait"."""
    printed = " ".join(item.text.lower() for item in items[:3] if isinstance(item, Passage))
    if items and _XFA_NOTICE not in printed:
        return []
    return [FormField(label, value, attachment.part, attachment.hop) for label, value in xfa_fields(file.doc.catalog)]
