"""Unique pupil numbers with their check letter, and postcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O, S
_UPN = re.compile(r"(?<![A-Z0-9])([A-Z])[ -]?((?:[0-9][ -]?){11})([0-9A-Z])(?![A-Z0-9])", re.IGNORECASE)
# BS 7666, and P as third letter (N1P). The inward part has no C, I, K, M, O or V.
_POSTCODE = re.compile(
    r"(?<![A-Z0-9])([A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY]))"
    r"[ \t\u00a0]{0,3}([0-9][ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Upn:
    """A thirteen-character number at [start, end); `valid` where its check letter is right."""

    start: int
    end: int
    value: str
    valid: bool


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode at [start, end), as "RM1 3BB"."""

    start: int
    end: int
    value: str


def check_letter(rest: str) -> str:
    """The first letter of a UPN whose other twelve characters are `rest` (DfE: weights 2 to 13, modulo 23)."""
    return _LETTERS[sum(weight * _worth(char) for weight, char in enumerate(rest, 2)) % 23]


def _worth(char: str) -> int:
    return int(char) if char.isdigit() else _LETTERS.index(char)


def upns(text: str) -> Iterator[Upn]:
    """Every number in `text` that has the form of a UPN."""
    for found in _UPN.finditer(text):
        rest = re.sub(r"[ -]", "", found[2]).upper() + found[3].upper()
        letter = found[1].upper()
        valid = rest[-1] not in "IOS" and letter in _LETTERS and check_letter(rest) == letter
        yield Upn(found.start(), found.end(), letter + rest, valid)


def postcodes(text: str) -> Iterator[Postcode]:
    """Every postcode in `text`."""
    for found in _POSTCODE.finditer(text):
        yield Postcode(found.start(), found.end(), f"{found[1]} {found[2]}".upper())
