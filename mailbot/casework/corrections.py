"""What an officer types as the value of a fact, read; a mistake says what would be right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from mailbot.casework.facts import CODES, DATES, LISTS, NAMES
from mailbot.model.command import Impossible
from mailbot.reading.extract.identifiers import postcodes, upns

_OLDEST = 25  # years: no child is older, and none who is still supported as one
_YEARS = ("N", "R", *(str(year) for year in range(1, 14)))
_CONTACT = ("name", "relationship", "phones", "emails")
_BOOLEANS = {"yes": True, "true": True, "no": False, "false": False}
_EXAMPLE = '[{"name": "Ana Costa", "relationship": "mother", "phones": ["+447700900123"], "emails": []}]'


def fact_value(name: str, text: str, today: date) -> Any:
    """The value of the fact `name` in the public form; "" takes the fact away. Raises Impossible."""
    if name not in NAMES:
        raise Impossible(f"{name or 'nothing'} is not a fact of a case. Facts: {', '.join((*NAMES, 'mis_reference'))}")
    if name == "contacts":
        return _contacts(text) if text else []
    if name in LISTS:
        return [_choice(name, part.strip(), LISTS[name]) for part in text.split(",") if part.strip()]
    if not text:
        return None
    if name in DATES:
        return _day(name, text, today)
    if name == "whereabouts_known":
        return _boolean(name, text)
    if name in CODES:
        return _choice(name, text, CODES[name])
    return _CHECKED[name](text) if name in _CHECKED else text


def _choice(name: str, text: str, known: Iterable[Any]) -> str:
    codes = [str(code.value) for code in known]
    for code in codes:
        if code.casefold() == text.casefold().replace(" ", "_"):
            return code
    raise Impossible(f"{name} cannot be {text}. Possible: {', '.join(codes)}")


def _day(name: str, text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Impossible(f"{name} is a day: write it such as 2015-04-03") from None
    if name == "date_of_birth" and (day > today or day.year < today.year - _OLDEST):
        raise Impossible(f"a child's date of birth is not {text}: it lies within the last {_OLDEST} years")
    return day.isoformat()


def _upn(text: str) -> str:
    found = next(iter(upns(text)), None)
    if found is None or not found.valid:
        raise Impossible(
            f"{text} is no UPN: a check letter, 12 digits (the last may be a letter), and the two must fit"
        )
    return found.value


def _postcode(text: str) -> str:
    found = next(iter(postcodes(text)), None)
    if found is None:
        raise Impossible(f"{text} is no postcode: write it such as RM1 3BB")
    return found.value


def _year_group(text: str) -> str:
    year = text.upper().removeprefix("YEAR").strip()
    if year not in _YEARS:
        raise Impossible(f"year_group cannot be {text}. Possible: {', '.join(_YEARS)}")
    return year


_CHECKED: Mapping[str, Callable[[str], str]] = {"upn": _upn, "postcode": _postcode, "year_group": _year_group}


def _boolean(name: str, text: str) -> bool:
    if text.casefold() not in _BOOLEANS:
        raise Impossible(f"{name} is yes or no")
    return _BOOLEANS[text.casefold()]


def _contacts(text: str) -> list[dict[str, Any]]:
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if not isinstance(told, list) or not all(_is_contact(one) for one in told):
        raise Impossible(f"contacts are a JSON list such as {_EXAMPLE}")
    return [{"name": None, "relationship": None, "phones": [], "emails": [], **one} for one in told]


def _is_contact(told: Any) -> bool:
    if not isinstance(told, dict) or set(told) - set(_CONTACT):
        return False
    texts = all(told.get(key) is None or isinstance(told[key], str) for key in _CONTACT[:2])
    lists = all(
        isinstance(told.get(key, []), list) and all(isinstance(one, str) for one in told.get(key, []))
        for key in _CONTACT[2:]
    )
    return texts and lists
