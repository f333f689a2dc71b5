"""How far two names, two dates of birth and two homes agree. Grades only: what follows from them is `matching`'s."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mailbot.casework.names import spelling
from mailbot.casework.namesakes import Grade, compare
from mailbot.casework.person import Person


class Born(Enum):
    UNKNOWN = "unknown"
    DIFFERENT = "different"
    SLIP = "slip"  # day, month or year alone differs, or day and month changed places
    SAME = "same"


class Agreement(Enum):
    """Of two values that are either equal or not."""

    UNKNOWN = "unknown"
    DIFFERENT = "different"
    SAME = "same"

    @classmethod
    def of(cls, one: object, other: object) -> Agreement:
        if one is None or other is None:
            return cls.UNKNOWN
        return cls.SAME if one == other else cls.DIFFERENT


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two people agree, fact by fact. `crossed`: forename and surname changed places between them."""

    forename: Grade
    surname: Grade
    crossed: bool
    born: Born
    upn: Agreement
    sex: Agreement
    postcode: Agreement
    phone: Agreement

    @property
    def name(self) -> Grade:
        """Of forename and surname together; UNKNOWN unless both sides give both."""
        if Grade.UNKNOWN in (self.forename, self.surname):
            return Grade.UNKNOWN
        return min(self.forename, self.surname)

    @property
    def home(self) -> Agreement:
        """The same family by a telephone or a postcode; DIFFERENT where both are known and neither agrees."""
        if Agreement.SAME in (self.phone, self.postcode):
            return Agreement.SAME
        return Agreement.DIFFERENT if self.postcode is Agreement.DIFFERENT else Agreement.UNKNOWN


def likeness(one: Person, other: Person) -> Likeness:
    """Compare two people."""
    forename, surname, crossed = _names(one, other)
    return Likeness(
        forename,
        surname,
        crossed,
        births(one.born, other.born),
        Agreement.of(one.upn, other.upn),
        Agreement.of(one.sex, other.sex),
        Agreement.of(one.postcode, other.postcode),
        _phones(one, other),
    )


def _phones(one: Person, other: Person) -> Agreement:
    if not one.phones or not other.phones:
        return Agreement.UNKNOWN
    return Agreement.SAME if one.phones & other.phones else Agreement.DIFFERENT


def births(one: date | None, other: date | None) -> Born:
    """SLIP covers one wrong digit and a day and month that changed places (American order)."""
    if one is None or other is None:
        return Born.UNKNOWN
    if one == other:
        return Born.SAME
    apart = (one.day != other.day) + (one.month != other.month) + (one.year != other.year)
    swapped = one.year == other.year and (one.day, one.month) == (other.month, other.day)
    return Born.SLIP if swapped or (apart == 1 and _one_digit(one, other)) else Born.DIFFERENT


def _one_digit(one: date, other: date) -> bool:
    return sum(a != b for a, b in zip(f"{one:%Y%m%d}", f"{other:%Y%m%d}", strict=True)) == 1


def _names(one: Person, other: Person) -> tuple[Grade, Grade, bool]:
    """(forename, surname, crossed): fields compared as they stand, and crossed where that agrees better."""
    forename, surname = compare(one.forenames, other.forenames), compare(one.surnames, other.surnames)
    if min(forename, surname) >= Grade.ALIKE:
        return forename, surname, False
    given, family = compare(one.forenames, other.surnames), compare(one.surnames, other.forenames)
    if min(given, family) > max(Grade.DIFFERENT, min(forename, surname)):
        return min(given, Grade.ALIKE), min(family, Grade.ALIKE), True
    if _moved(one, other):
        return Grade.ALIKE, Grade.ALIKE, True
    return forename, surname, False


def _moved(one: Person, other: Person) -> bool:
    """Whether both have the same words, split otherwise: Muhammad | Ali Khan, and Muhammad Ali | Khan."""
    mine, theirs = one.forenames + one.surnames, other.forenames + other.surnames
    return len(mine) > 1 and sorted(map(spelling, mine)) == sorted(map(spelling, theirs))
