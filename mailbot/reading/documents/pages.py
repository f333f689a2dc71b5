"""Plain text, web pages, calendar entries and Word's old XML: files that are text already."""

from __future__ import annotations

import re

from mailbot.model.message import Attachment, Item, Passage
from mailbot.reading.charset import decode, tidy
from mailbot.reading.documents.contents import Contents
from mailbot.reading.documents.docx import read_body
from mailbot.reading.documents.grid import Sheet
from mailbot.reading.documents.markup import parse
from mailbot.reading.documents.tools import Tools
from mailbot.reading.html import read_page
from mailbot.reading.plain import Line

MOST_TEXT = 5_000_000
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{1,40})")
_FOLD = re.compile(r"\n[ \t]")
_SHOWN = ("SUMMARY", "DTSTART", "DTEND", "LOCATION", "ORGANIZER", "ATTENDEE", "DESCRIPTION", "STATUS")
_ESCAPES = (("\\n", "\n"), ("\\N", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\"))


def read_text(attachment: Attachment, tools: Tools) -> Contents:
    """A text file as it is."""
    text = tidy(decode(attachment.content[:MOST_TEXT])[0]).strip("\n")
    return Contents((Passage(text, attachment.part, attachment.hop),) if text.strip() else ())


def read_html(attachment: Attachment, tools: Tools) -> Contents:
    """A web page; Excel and Word also save such under .xls and .doc."""
    content = attachment.content[:MOST_TEXT]
    declared = _CHARSET.search(content[:4096])
    return Contents(page_items(decode(content, declared[1].decode() if declared else None)[0], attachment))


def page_items(html: str, attachment: Attachment) -> tuple[Item, ...]:
    """An HTML document's lines and tables."""
    sheet = Sheet()
    for block in read_page(tidy(html)).blocks:
        if isinstance(block, Line):
            sheet.line(block.text)
        else:
            sheet.blocks.append([list(row) for row in block.rows])
    return tuple(sheet.items(attachment))


def read_calendar(attachment: Attachment, tools: Tools) -> Contents:
    """A calendar entry (RFC 5545): what it is about, when, where, and who asks."""
    text = _FOLD.sub("", tidy(decode(attachment.content[:MOST_TEXT])[0]))
    lines = []
    for line in text.split("\n"):
        name, _, value = line.partition(":")
        name = name.partition(";")[0].upper()
        if name in _SHOWN and value:
            for escaped, sign in _ESCAPES:
                value = value.replace(escaped, sign)
            lines.append(f"{name.capitalize()}: {value.strip()}")
    return Contents((Passage("\n".join(lines), attachment.part, attachment.hop),) if lines else ())


def read_word_xml(attachment: Attachment, tools: Tools) -> Contents:
    """A Word document saved as one XML file (Word 2003, or a flat package)."""
    return read_body(parse(attachment.content[:MOST_TEXT], "Word document"), attachment)
