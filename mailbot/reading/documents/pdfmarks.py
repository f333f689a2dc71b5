"""A PDF page's words, with what is no text in the file: boxes drawn with lines, dingbats, notes typed over a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from mailbot.reading.choice import wingdings
from mailbot.reading.documents.tools import Word

SMALLEST_TABLE = 18.0  # points; a smaller grid is a check box
_SMALLEST_BOX, _LARGEST_BOX = 5.0, 17.0
_DINGBATS = str.maketrans(
    {**dict.fromkeys("34", "✓"), **dict.fromkeys("5678", "✗"), **dict.fromkeys("opqr", "☐"), "n": "■"}
)
_CROSSING = 0.5  # of a box's width: a line or sign that goes through it


def words_of(page: Any) -> list[Word]:
    """The printed words; signs of symbol fonts as what they show."""
    found = page.extract_words(x_tolerance_ratio=0.2, y_tolerance=2, extra_attrs=["fontname"])
    return [
        Word(_shown(one["text"], one["fontname"]), one["x0"], one["top"], one["x1"], one["bottom"]) for one in found
    ]


def _shown(text: str, font: str) -> str:
    font = font.lower()
    if "dingbats" in font and "wingdings" not in font:
        return text.translate(_DINGBATS)
    if "wingdings" in font:
        return wingdings("".join(chr(ord(sign) & 0xFF) if "\uf000" <= sign <= "\uf0ff" else sign for sign in text))
    return text


def typed_on(page: Any) -> Iterator[Word]:
    """What was typed over the page with a reader's "add text": FreeText notes (ISO 32000-1, 12.5.6.6)."""
    for note in page.annots:
        data = resolve1(note.get("data"))
        if not isinstance(data, dict) or getattr(resolve1(data.get("Subtype")), "name", "") != "FreeText":
            continue
        text = resolve1(data.get("Contents"))
        lines = (decode_text(text) if isinstance(text, bytes) else "").replace("\r", "\n").strip().split("\n")
        left, top, right, bottom = (float(note[key]) for key in ("x0", "top", "x1", "bottom"))
        height = (bottom - top) / max(len(lines), 1)
        for number, line in enumerate(lines):
            if line.strip():
                yield Word(line.strip(), left + 2, top + number * height, right, top + (number + 1) * height)


def with_drawn_boxes(page: Any, words: list[Word]) -> list[Word]:
    """The words and, for every small square drawn on the page, a box: ticked if a line or a sign goes through it."""
    squares = _squares(page)
    if not squares:
        return words
    strokes = [*page.lines, *page.curves]
    signs: set[int] = set()
    boxes = []
    for left, top, right, bottom in squares:
        within = [
            word
            for word in words
            if left - 1 <= word.left and word.right <= right + 1 and top - 2 <= word.middle <= bottom + 2
        ]
        within = [word for word in within if len(word.text) == 1]
        signs |= {id(word) for word in within}
        ticked = bool(within) or any(_crosses(stroke, left, top, right, bottom) for stroke in strokes)
        boxes.append(Word("☒" if ticked else "☐", left, top, right, bottom))
    return [*(word for word in words if id(word) not in signs), *boxes]


def _squares(page: Any) -> list[tuple[float, float, float, float]]:
    """Small squares, each once: many programs draw fill and border apart."""
    found: list[tuple[float, float, float, float]] = []
    for shape in page.rects:
        width, height = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
        if not (_SMALLEST_BOX <= width <= _LARGEST_BOX and abs(width - height) <= 1.5):
            continue
        if not any(abs(shape["x0"] - left) < 3 and abs(shape["top"] - top) < 3 for left, top, _, _ in found):
            found.append((shape["x0"], shape["top"], shape["x1"], shape["bottom"]))
    return found


def _crosses(stroke: Any, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a line lies within the box, goes through much of it, and is none of its sides."""
    inside = (
        left - 2 <= stroke["x0"]
        and stroke["x1"] <= right + 2
        and top - 2 <= stroke["top"]
        and stroke["bottom"] <= bottom + 2
    )
    wide = stroke["x1"] - stroke["x0"] >= _CROSSING * (right - left)
    high = stroke["bottom"] - stroke["top"] >= 0.3 * (bottom - top)
    return bool(inside and wide and high)
