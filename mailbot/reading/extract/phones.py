"""Telephone numbers and e-mail addresses in text. Numbers need only be possible, since invented ones must pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

_NUMBER = re.compile(
    r"(?<![\w+.])(?:(?:\+|00)[1-9](?:[\s\u00a0().\-‑]{0,3}[0-9]){7,13}|\(?0[1-9](?:["
    r" \u00a0().\-‑]{0,2}[0-9]){8,9})(?![0-9])"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number at [start, end) of a text; `value` is E.164."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Email:
    """An address at [start, end) of a text, lower-case."""

    start: int
    end: int
    value: str


def phones(text: str) -> Iterator[Phone]:
    """Every telephone number in `text`, in order; foreign ones where they are written with their country."""
    for found in _NUMBER.finditer(text):
        value = _e164(found[0])
        if value:
            yield Phone(found.start(), found.end(), value)


def _e164(written: str) -> str | None:
    digits = re.sub(r"\(0\)", "", written)
    digits = re.sub(r"[^0-9+]", "", digits)
    digits = re.sub(r"\A00(?=[1-9])", "+", digits)
    digits = re.sub(r"\A\+440", "+44", digits)
    try:
        number = phonenumbers.parse(digits, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def emails(text: str) -> Iterator[Email]:
    """Every e-mail address in `text`, in order."""
    for found in _EMAIL.finditer(text) if "@" in text else ():
        yield Email(found.start(), found.end(), found[0].rstrip(".'-").lower())
