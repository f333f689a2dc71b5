"""PDF: filled fields with the labels printed beside them, and printed text with its layout."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from mailbot.model.message import Attachment, FormField, Item, Passage, Problem, Table
from mailbot.reading.documents.contents import Contents, Unreadable, corrupt, locked
from mailbot.reading.documents.layout import Block, blocks
from mailbot.reading.documents.pdffields import Field, fields, labelled
from mailbot.reading.documents.tools import Tools, Word

WHAT = "PDF"
MOST_PAGES = 40
_TABLES = {"snap_tolerance": 3, "intersection_tolerance": 5}


def read_pdf(attachment: Attachment, tools: Tools) -> Contents:
    """Fields and text of every page, in reading order."""
    items: list[Item] = []
    with _open(attachment.content) as file:
        pages = file.pages[:MOST_PAGES]
        for page in pages:
            items += _page(page, attachment)
            page.close()
        more = len(file.pages) > MOST_PAGES
    if not items:
        raise Unreadable(Problem.NO_TEXT, "the PDF is a scan without text; open it by hand")
    return Contents(tuple(items), detail=f"only the first {MOST_PAGES} pages were read" if more else "")


def _open(content: bytes) -> Any:
    try:
        return pdfplumber.open(io.BytesIO(content))
    except (PdfminerException, PDFSyntaxError, ValueError, TypeError, KeyError, AttributeError) as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise locked(WHAT) from error
        raise corrupt(WHAT) from error


def _page(page: Any, attachment: Attachment) -> Iterator[Item]:
    words = [
        Word(one["text"], one["x0"], one["top"], one["x1"], one["bottom"])
        for one in page.extract_words(x_tolerance_ratio=0.2, y_tolerance=2)
    ]
    filled = fields(page)
    answers, words = labelled(filled, words)
    for answer in answers:
        yield FormField(answer.label, answer.value, attachment.part, attachment.hop)
    for block in _printed(page, words, filled):
        if isinstance(block, str):
            yield Passage(block, attachment.part, attachment.hop)
        else:
            yield Table(tuple(tuple(row) for row in block), attachment.part, attachment.hop)


def _printed(page: Any, words: list[Word], filled: list[Field]) -> Iterator[Block]:
    """Ruled tables at their places among the text around them."""
    above = 0.0
    for table in [] if filled else sorted(page.find_tables(_TABLES), key=lambda one: one.bbox[1]):
        _, top, _, bottom = table.bbox
        yield from blocks([word for word in words if above <= word.middle < top])
        rows = [[(cell or "").strip() for cell in row] for row in table.extract(x_tolerance_ratio=0.2, y_tolerance=2)]
        if any(any(row) for row in rows):
            yield rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0]
        above = max(above, bottom)
    yield from blocks([word for word in words if word.middle >= above])
