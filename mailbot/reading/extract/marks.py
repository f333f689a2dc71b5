"""What a text shows by its form alone, found once: days, numbers, addresses, schools; the rest may be names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Protocol, TypeVar

from mailbot.reading.extract.dates import Day, days
from mailbot.reading.extract.identifiers import Upn, upns
from mailbot.reading.extract.phones import Email, Phone, emails, phones
from mailbot.reading.extract.places import Place, School, places, schools
from mailbot.reading.extract.vocabulary import is_common, words

MOST_MARKS = 200  # of a kind in one passage; a letter has a dozen

M = TypeVar("M")


class Span(Protocol):
    """Where a mark stands in its text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of `text`, each kind in order. `bare` is the text with all of them overwritten, at equal length."""

    text: str
    days: tuple[Day, ...]
    upns: tuple[Upn, ...]
    phones: tuple[Phone, ...]
    emails: tuple[Email, ...]
    places: tuple[Place, ...]
    schools: tuple[School, ...]
    bare: str
    start: int = 0  # where the stretch that is to be read begins


_CAPITALS = re.compile(r"\b[A-Z][a-z]")
_NAMING = re.compile(
    r"\b(?:called|named|name is|names|son|daughter|grandson|granddaughter|boy|girl|niece|nephew|mum|mother"
    r"|dad|father|nan|gran|aunt|auntie|uncle|brother|sister|partner|husband|wife|im|am|kid|child)\s"
)
_WORD = re.compile(r"[a-z][a-z'’-]{1,15}(?: |\b)")


_CAPS = re.compile(r"[A-ZÀ-Þ]{2,}(?:['’][A-ZÀ-Þ]+)?")


_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]+")
_SMALL = re.compile(r"[a-zß-öø-ÿ]+")


def _shouts(text: str) -> bool:
    """Whether a text of some length is in capitals throughout, so that they tell no names."""
    capitals = len(text) - len(_CAPITAL.sub("", text))
    small = len(text) - len(_SMALL.sub("", text))
    return capitals + small > 60 and capitals > 4 * small


def with_capitals(text: str) -> str:
    """`text` with capitals on the names, at equal length, where its writer uses none: "my son tyrell hes in yr9"."""
    words = len(text.split())
    if words < 8 or len(_CAPITALS.findall(text)) * 25 > words:
        return text
    out = text
    for found in _NAMING.finditer(text):
        at = found.end()
        for _ in range(3):
            word = _WORD.match(text, at)
            if word is None or is_common(word[0].strip()) or word[0].strip() in _FOLLOWING:
                break
            out = out[:at] + text[at].upper() + out[at + 1 :]
            at = word.end()
    for found in _BORN.finditer(text):
        at = found.end(1)
        for name in reversed(found[1].split(" ")):
            at -= len(name)
            if not name or is_common(name) or name in _FOLLOWING or not name.isalpha():
                break
            out = out[:at] + name[0].upper() + out[at + 1 :]
            at -= 1
    return out


_BORN = re.compile(r"((?:[a-z'’-]{2,16} ){0,2}[a-z'’-]{2,16}),? \(?(?:dob|d\.o\.b|date of birth|born|aged)\b")
_FOLLOWING = words(
    "aged dob born years yrs old hes shes theyre theyve ive in at wont wouldn't cant dont stays stayed "
    "lives lived goes went got gets says told rang came left took hasnt isnt used wants need needs keeps "
    "living staying school coming going not really"
)


def _some(found: Iterator[M]) -> tuple[M, ...]:
    return tuple(islice(found, MOST_MARKS))


def marks(text: str, on: date) -> Marks:
    """The marks of a text that was written on `on`."""
    shouted = _shouts(text)
    shown = _CAPS.sub(lambda word: word[0].capitalize(), text) if shouted else text
    found_days, found_upns = _some(days(text, on)), _some(upns(text))
    found_phones, found_emails = _some(phones(text)), _some(emails(text))
    found_places, found_schools = _some(places(text)), _some(schools(shown))
    bare = list(with_capitals(text.lower() if shouted and len(text.lower()) == len(text) else text))
    spans: tuple[Span, ...] = (*found_days, *found_upns, *found_phones, *found_emails, *found_places, *found_schools)
    for mark in spans:
        bare[mark.start : mark.end] = "0" * (mark.end - mark.start)
    return Marks(text, found_days, found_upns, found_phones, found_emails, found_places, found_schools, "".join(bare))
