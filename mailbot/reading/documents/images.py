"""Pictures and scans: their words by optical recognition where the caller offers it, marked as less certain."""

from __future__ import annotations

from mailbot.model.message import Attachment, Item, Passage, Problem, Table
from mailbot.reading.documents.contents import Contents, Unreadable
from mailbot.reading.documents.layout import blocks
from mailbot.reading.documents.tools import Tools, Word

_LEAST = 3  # words; less is a logo or a photograph


def read_image(attachment: Attachment, tools: Tools) -> Contents:
    """The words of a picture. Raises `Unreadable` where none can be recognised."""
    words = tools.recognise(attachment.content) if tools.recognise else None
    if words is None:
        raise Unreadable(Problem.NO_TEXT, "this is a picture or a scan, and mailbot can't read it; open it by hand")
    if len(words) < _LEAST:
        raise Unreadable(Problem.NO_TEXT, "this is a picture without readable text")
    return Contents(tuple(page_of(words, attachment)), certain=False)


def page_of(words: tuple[Word, ...], attachment: Attachment) -> list[Item]:
    """Recognised words as passages and tables."""
    return [
        Passage(block, attachment.part, attachment.hop)
        if isinstance(block, str)
        else Table(tuple(tuple(row) for row in block), attachment.part, attachment.hop)
        for block in blocks(words)
    ]
