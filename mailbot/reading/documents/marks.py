"""Ticks and boxes in all their shapes as "☒" and "☐", and the lines to write on as nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailbot.model.message import FormField, Item, Passage, Table
from mailbot.reading.charset import tidy

_TICKED = dict.fromkeys("☑🗹✅🗷🗵⊠⌧✓✔√🗸", "☒")
_EMPTY = dict.fromkeys("□❏❐❑❒▢◻◽⬜🔲", "☐")
_CROSSES = "✗✘✕✖❌❎🗙"
_FILLED = "■◼◾⬛🔳"
_LEADERS = re.compile(r" ?[_.…]{4,} ?")  # the dotted or drawn line to write on
_EMPTY_BRACKETS = re.compile(r"\[[ _]{0,3}\](?=\s|$)|\(\s{1,3}\)(?=\s|$)")
_BRACKETS = re.compile(r"\[\s?[xX✓✔√]\s?\](?=\s|$)|\(\s?[xX✓✔√]\s?\)(?=\s|$)")


def settle(items: Sequence[Item]) -> tuple[Item, ...]:
    """The same items, tidied, with every sort of box and tick as "☒" or "☐".

    A cross says "this one" in a document without ticks, and "not this one" beside ticks; a filled square says "this
    one" beside empty ones.
    """
    everything = "".join(_words(item) for item in items)
    signs = str.maketrans({**_TICKED, **_EMPTY, **_sided(everything)})
    settled = (_with(item, signs) for item in items)
    return tuple(item for item in settled if not isinstance(item, Passage) or item.text)


def _sided(text: str) -> dict[str, str]:
    ticked = any(sign in text for sign in _TICKED)
    boxed = "☐" in text or any(sign in text for sign in _EMPTY)
    sides = dict.fromkeys(_CROSSES, "☐" if ticked else "☒")
    return sides | dict.fromkeys(_FILLED, "☒") if boxed else sides


def _words(item: Item) -> str:
    if isinstance(item, Table):
        return "".join(cell for row in item.rows for cell in row)
    return item.text if isinstance(item, Passage) else item.value


def _with(item: Item, signs: dict[int, str]) -> Item:
    if isinstance(item, Table):
        return replace(item, rows=tuple(tuple(_clean(cell, signs) for cell in row) for row in item.rows))
    if isinstance(item, FormField):
        return replace(item, label=tidy(item.label), value=_clean(item.value, signs))
    return replace(item, text=_clean(item.text, signs))


def _clean(text: str, signs: dict[int, str]) -> str:
    text = tidy(text)
    if _LEADERS.search(text):
        text = "\n".join(line.strip() for line in _LEADERS.sub(" ", text).split("\n"))
    if "[" in text or "(" in text:
        text = _EMPTY_BRACKETS.sub("☐", _BRACKETS.sub("☒", text))
    return text.translate(signs)
