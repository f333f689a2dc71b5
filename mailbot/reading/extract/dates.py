"""Days as people write them, day first: 3/4/15, 3rd April 2015, Fri 11 Sept, 2015-04-03, "last Friday", "yesterday".

A day without a year gets the year that makes sense from the day the mail was written; a weekday beside it must agree
where it can. A date that is only possible month first is no date here: it is told, not turned round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mailbot.reading.pattern import Pattern


class Certainty(StrEnum):
    FULL = "full"  # day, month and year stand there
    YEAR = "year"  # the year was worked out
    WEEKDAY = "weekday"  # worked out from a weekday, "today", "yesterday"


@dataclass(frozen=True, slots=True)
class Day:
    """A day at [start, end) of a text."""

    start: int
    end: int
    value: date
    certainty: Certainty = Certainty.FULL


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = (
    r"(?P<{0}>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_SEPARATOR = r"\s?[/.\-‐‑–]\s?"
_GAP = r"[\s.,\-‐‑–/]{0,3}"
_DATE = Pattern(
    r"(?<![\w/])(?:"
    r"(?P<iso>(?:19|20)[0-9]{2})-(?P<iso_month>[0-9]{2})-(?P<iso_day>[0-9]{2})"
    rf"|(?P<day>[0-9]{{1,2}}){_SEPARATOR}(?P<month>[0-9]{{1,2}}){_SEPARATOR}(?P<year>(?:19|20)?[0-9]{{2}})(?!\.?[0-9])"
    rf"|(?:{_WEEKDAY.format('week')}{_GAP}(?:the\s)?)?(?P<d>[0-9]{{1,2}})\s?(?:st|nd|rd"
    rf"|th)?{_GAP}(?:of\s)?(?:the\s)?{_MONTH.format('m')}(?![a-z])(?:{_GAP}(?P<y>(?:19|20)[0-9]{{2}}"
    rf"|['’]?[0-9]{{2}}(?![0-9:/.]?[0-9:])))?"
    rf"|(?:{_WEEKDAY.format('week2')}{_GAP})?{_MONTH.format('m2')}{_GAP}(?P<d2>[0-9]{{1,2}})(?:st|nd|rd"
    rf"|th)?(?![0-9:/])(?:{_GAP}(?P<y2>(?:19|20)[0-9]{{2}}))?"
    rf"|(?:{_WEEKDAY.format('week3')}{_GAP})?(?P<sd>[0-9]{{1,2}})/(?P<sm>[0-9]{{1,2}})(?![0-9/])"
    rf"|(?:(?<=\son\s)|(?<=\swas\s)|(?<=\suntil\s)|(?<=\still\s)|(?:last|this|past"
    rf"|previous)\s(?:week\s)?){_WEEKDAY.format('week4')}(?![a-z'’])(?!,?\s(?:the\s)?[0-9])"
    rf"|{_WEEKDAY.format('week5')}\s(?:the\s)?(?P<nth>[0-9]{{1,2}})(?:st|nd|rd|th)(?![\w])"
    r"|(?:(?<=\son\sthe\s)|(?<=\ssince\sthe\s)|(?<=\suntil\sthe\s))(?P<bare>[0-9]{1,2})(?:st|nd|rd|th)"
    r"(?=[.,;)\n]|\Z|\s(?:and|but|with|when|so|because)\b)"
    r"|(?P<relative>yesterday|today|this\smorning)"
    rf"|that\s{_WEEKDAY.format('week6')}(?![a-z'’])"
    r"|(?P<beside>the\s(?:day\sbefore|previous\sday|day\safter|next\sday|following\sday))(?=[.,;)\n]|\Z"
    r"|\s(?:and|but|quite|as|with|in)\b)"
    r")",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\A\s{0,4}([0-9]\s?[0-9]?)\s{1,3}([0-9]\s?[0-9]?)\s{1,3}((?:[0-9]\s?){4})\s{0,4}\Z")
_SERIAL = re.compile(r"\A\s{0,4}(3[6-9][0-9]{3}|4[0-9]{4}|5[0-4][0-9]{3})(?:\.0)?\s{0,4}\Z")
_MONTH_FIRST = re.compile(r"(?<![\w/])(0?[1-9]|1[0-2])/(1[3-9]|2[0-9]|3[01])/((?:19|20)?[0-9]{2})(?![0-9])")


def days(text: str, on: date) -> Iterator[Day]:
    """Every day that `text`, written on `on`, speaks of."""
    told: Day | None = None
    for found in _DATE.finditer(text):
        relative = found["beside"] or found["week6"]
        day = _beside(found, told) if relative else _read(found, on)
        if day is not None:
            told = day if abs((day.value - on).days) < _LATELY else told
            yield day


_LATELY, _NEAR_BY = 400, 300  # days from which "the day before" may count; characters between it and them


def _beside(found: re.Match[str], told: Day | None) -> Day | None:
    """ "The day before", "that Monday": counted from the day that was told shortly before."""
    if told is None or found.start() - told.end > _NEAR_BY:
        return None
    if found["week6"]:
        back = (told.value.weekday() - _WEEKDAYS.index(found["week6"][:3].lower())) % 7
        return Day(found.start(), found.end(), told.value - timedelta(days=back), Certainty.WEEKDAY)
    words = found["beside"].lower()
    step = -1 if "before" in words or "previous" in words else 1
    return Day(found.start(), found.end(), told.value + timedelta(days=step), Certainty.WEEKDAY)


def labelled_day(text: str, on: date) -> Day | None:
    """The day that the value of a label is: the first in it, also as spaced boxes or a spreadsheet's serial number."""
    text = text[:400]
    first = next((day for day in days(text, on) if day.certainty is not Certainty.WEEKDAY), None) or next(
        days(text, on), None
    )
    if first is not None:
        return first
    spaced = _SPACED.match(text)
    if spaced:
        numbers = [int("".join(part.split())) for part in spaced.groups()]
        value = _made(numbers[2], numbers[1], numbers[0])
        return Day(0, len(text), value) if value else None
    serial = _SERIAL.match(text)
    return Day(0, len(text), date(1899, 12, 30) + timedelta(days=int(serial[1]))) if serial else None


def month_first(text: str) -> str | None:
    """The words of a date that could only be month first ("05/23/2015"), which nobody here should have written."""
    found = _MONTH_FIRST.search(text)
    return found[0] if found else None


def birth(day: Day, on: date) -> date | None:
    """`day` as a child's date of birth: with its century, not in the future, not older than 19. Else None."""
    value = day.value
    if value > on and day.certainty is Certainty.FULL and value.year - 100 > 1900:
        return None
    age = on.year - value.year - ((on.month, on.day) < (value.month, value.day))
    return value if 0 <= age <= 19 and day.certainty is Certainty.FULL else None


def _read(found: re.Match[str], on: date) -> Day | None:
    group = found.group
    if group("iso"):
        return _full(found, _made(int(group("iso")), int(group("iso_month")), int(group("iso_day"))))
    if group("day"):
        return _full(found, _made(_year(group("year"), on), int(group("month")), int(group("day"))))
    if group("m"):
        return _worded(found, group("d"), group("m"), group("y"), group("week"), on)
    if group("m2"):
        return _worded(found, group("d2"), group("m2"), group("y2"), group("week2"), on)
    if group("sd"):
        value = _nearest(int(group("sm")), int(group("sd")), group("week3"), on)
        return Day(found.start(), found.end(), value, Certainty.YEAR) if value else None
    if group("week5"):
        value = _nth(int(group("nth")), group("week5"), on)
        return Day(found.start(), found.end(), value, Certainty.YEAR) if value else None
    if group("bare"):
        spots = (on - timedelta(days=back) for back in range(45))
        value = next((spot for spot in spots if spot.day == int(group("bare"))), None)
        return Day(found.start(), found.end(), value, Certainty.YEAR) if value else None
    value = (
        _before(group("week4"), on) if group("week4") else on - timedelta(days=group("relative").lower() == "yesterday")
    )
    return Day(found.start(), found.end(), value, Certainty.WEEKDAY)


def _full(found: re.Match[str], value: date | None) -> Day | None:
    return Day(found.start(), found.end(), value) if value else None


def _worded(found: re.Match[str], day: str, month: str, year: str | None, week: str | None, on: date) -> Day | None:
    number = _MONTHS.index(month[:3].lower()) + 1
    if year:
        return _full(found, _made(_year(year.lstrip("'’"), on), number, int(day)))
    value = _nearest(number, int(day), week, on)
    return Day(found.start(), found.end(), value, Certainty.YEAR) if value else None


def _year(digits: str, on: date) -> int:
    """A year in full; two digits mean the latest such year that is not more than one ahead."""
    year = int(digits)
    if year >= 100:
        return year
    return 2000 + year if 2000 + year <= on.year + 1 else 1900 + year


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, week: str | None, on: date) -> date | None:
    """The day nearest to `on` with that month and day; with a weekday, the nearest year in which it agrees."""
    every = [value for year in range(on.year - 2, on.year + 2) if (value := _made(year, month, day))]
    agreeing = [value for value in every if week and _WEEKDAYS[value.weekday()] == week[:3].lower()]
    near = [value for value in agreeing if abs((value - on).days) < 400] or every
    # A day a little ahead is as likely as one long past: "starts on 4 January", written in November.
    return min(near, key=lambda value: abs((value - on).days) + (60 if value > on else 0), default=None)


def _nth(day: int, week: str, on: date) -> date | None:
    """ "Thursday 22nd" without a month: the latest such day, else the next."""
    spots = [on - timedelta(days=back) for back in range(0, 300)] + [
        on + timedelta(days=ahead) for ahead in range(1, 60)
    ]
    return next((value for value in spots if value.day == day and _WEEKDAYS[value.weekday()] == week[:3].lower()), None)


def _before(week: str, on: date) -> date:
    """The last such weekday before `on`."""
    back = (on.weekday() - _WEEKDAYS.index(week[:3].lower())) % 7
    return on - timedelta(days=back or 7)
