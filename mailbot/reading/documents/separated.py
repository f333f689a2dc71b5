"""Comma, semicolon and tab separated lists (.csv, .tsv)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from mailbot.model.message import Attachment
from mailbot.reading.charset import decode, tidy
from mailbot.reading.documents.contents import Contents
from mailbot.reading.documents.sheets import MOST_ROWS, sheet_items
from mailbot.reading.documents.tools import Tools

_SEPARATORS = ",;\t|"
LARGEST = 10_000_000  # bytes
_SAMPLE = 20  # lines
_WIDE = 4  # separators; two lines with so many are a table, whatever titles an export sets above it
_QUOTED = re.compile(r'"[^"\n]{0,500}"')


def read_separated(attachment: Attachment, tools: Tools) -> Contents:
    """The list, its titles told from its table as in a spreadsheet."""
    text = tidy(decode(attachment.content[:LARGEST])[0])
    rows = csv.reader(io.StringIO(text), delimiter=separator(text) or ",")
    cells: list[tuple[str, ...]] = []
    try:
        for row in rows:
            cells.append(tuple(cell.strip() for cell in row))
            if len(cells) >= MOST_ROWS:
                break
    except csv.Error:  # a field longer than the reader allows: the lines as they are
        cells = [(line,) for line in text.split("\n")[:MOST_ROWS]]
    return Contents(tuple(sheet_items(cells, attachment)))


def separator(text: str) -> str | None:
    """The sign that parts most lines (or two of many fields) into the same number of fields; None where none does."""
    lines = [_QUOTED.sub("", line) for line in text[:100_000].split("\n") if line.strip()][:_SAMPLE]
    best, most = None, 0
    for sign in _SEPARATORS:
        for count, agreeing in Counter(line.count(sign) for line in lines if sign in line).items():
            enough = agreeing >= max(1, len(lines) // 2) or (count >= _WIDE and agreeing > 1)
            if enough and count * agreeing > most:
                best, most = sign, count * agreeing
    return best
