"""The school calendar, and what counting in it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included, and what they are called."""

    name: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """Terms and half-terms of the authority, days without pupils by school, England's bank holidays by their names.

    `terms` ascend and do not overlap. `confirmed` is False while the dates are a sample nobody has checked.
    """

    terms: tuple[Span, ...]
    half_terms: tuple[Span, ...] = ()
    inset: tuple[tuple[str, date], ...] = ()  # (school, day)
    bank_holidays: tuple[tuple[date, str], ...] = ()  # (day, name)
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """The day that a count of school days arrives at. `working`: how it was counted, one step a line."""

    day: date
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The calendar does not reach: why, in words for an officer."""

    reason: str
