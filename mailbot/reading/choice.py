"""Answers given by marking one of several printed options: struck out, in bold, or by a box in a symbol font."""

from __future__ import annotations

import re
from typing import NamedTuple

_OPTION = r"(?:Yes|No|Not\s{1,3}known|Not\s{1,3}applicable|Unknown|N/?A|Male|Female|Boy|Girl|[YNMF])"
_BETWEEN = r"(?:\s{0,4}[/|\\]\s{0,4}|\s{1,6})"
_OPTIONS = re.compile(rf"(?<![\w/]){_OPTION}(?:{_BETWEEN}{_OPTION}){{1,4}}(?![\w/])", re.I)
_ONE = re.compile(rf"(?<!\w){_OPTION}(?!\w)", re.I)
_BOXES = str.maketrans("☑🗹✅🗷🗵⊠⌧", "☒☒☒☒☒☒☒")
_WINGDINGS = str.maketrans(
    {**dict.fromkeys("þýxRQTSVX", "☒"), **dict.fromkeys("o¨q£", "☐"), "ü": "✓", "û": "✗", "J": "☺", "§": "•"}
)


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    struck: bool = False


def boxes(text: str) -> str:
    """Every sort of ticked box as "☒"."""
    return text if text.isascii() else text.translate(_BOXES)


def wingdings(text: str) -> str:
    """Text set in Wingdings as the signs that it shows."""
    return text.translate(_WINGDINGS)


def joined(runs: list[Run]) -> str:
    """The text of a line, a marked choice as "☒ Yes ☐ No"; other struck-out text is gone, as its writer meant."""
    if len(runs) == 1 and not runs[0].struck:
        return boxes(runs[0].text)
    text = "".join(run.text for run in runs)
    if len({run.bold for run in runs}) < 2 and not any(run.struck for run in runs):
        return boxes(text)
    marks = "".join(("s" if run.struck else "b" if run.bold else "-") * len(run.text) for run in runs)
    pieces, end = [], 0
    for match in _OPTIONS.finditer(text):
        answer = _answer(text, marks, match)
        if answer:
            pieces += [_standing(text, marks, end, match.start()), answer]
            end = match.end()
    return boxes("".join([*pieces, _standing(text, marks, end, len(text))]))


def _standing(text: str, marks: str, start: int, end: int) -> str:
    """The part of the text between two places that is not struck out."""
    return "".join(char for char, mark in zip(text[start:end], marks[start:end], strict=True) if mark != "s")


def _answer(text: str, marks: str, match: re.Match[str]) -> str | None:
    options = list(_ONE.finditer(text, match.start(), match.end()))
    shown = [marks[option.start() : option.end()] for option in options]
    struck = ["s" in mark for mark in shown]
    bold = ["b" in mark for mark in shown]
    if any(struck) and not all(struck):
        chosen = [not mark for mark in struck]
    elif any(bold) and not all(bold) and not any(struck):
        chosen = bold
    else:
        return None
    return " ".join(f"{'☒' if mark else '☐'} {option[0]}" for mark, option in zip(chosen, options, strict=True))
