"""How far two names, two dates of birth and two homes agree. Grades only: what follows from them is `matching`'s."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from itertools import product

from rapidfuzz.distance import OSA, Indel

from mailbot.casework.names import sound, spelling
from mailbot.casework.person import Person
from mailbot.casework.shortnames import SHARED, heads

_RESPELT = 0.8  # two spellings of one sound are as alike as this (Aisha, Ayesha: 0.91; Hassan, Hussein: 0.55)


class Grade(IntEnum):
    """How far two names agree. UNKNOWN: one side does not say."""

    UNKNOWN = -1
    DIFFERENT = 0
    SLIP = 1  # a mistyped letter, or only a name in common that whole families share
    ALIKE = 2  # another spelling or short form, one of several names left out
    SAME = 3


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
    if min(forename, surname) < Grade.ALIKE:
        given, family = compare(one.forenames, other.surnames), compare(one.surnames, other.forenames)
        if min(given, family) >= Grade.ALIKE:
            return min(given, Grade.ALIKE), min(family, Grade.ALIKE), True
        if _moved(one, other):
            return Grade.ALIKE, Grade.ALIKE, True
    return forename, surname, False


def _moved(one: Person, other: Person) -> bool:
    """Whether both have the same words, split otherwise: Muhammad | Ali Khan, and Muhammad Ali | Khan."""
    mine, theirs = one.forenames + one.surnames, other.forenames + other.surnames
    return len(mine) > 1 and sorted(map(spelling, mine)) == sorted(map(spelling, theirs))


def compare(one: tuple[str, ...], other: tuple[str, ...]) -> Grade:
    """Two names, each as folded words, in any order. Given names of which two differ are another child's.

    Muhammad Ali and Muhammad Hassan are DIFFERENT (brothers); Muhammad Ali and Ali are ALIKE; Muhammad Ali and Muhammad
    only a SLIP, as every brother may be a Muhammad.
    """
    if not one or not other:
        return Grade.UNKNOWN
    if one == other or "".join(one) == "".join(other):
        return Grade.SAME
    if len(one) == len(other) == 1:
        return word(one[0], other[0])
    joined = word("".join(one), "".join(other)) if len(one) != len(other) else Grade.DIFFERENT
    return max(joined if joined >= Grade.ALIKE else Grade.DIFFERENT, _aligned(one, other))


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> Grade:
    """Each word of the shorter name with the word of the longer that it agrees with best."""
    few, many = sorted((list(one), list(other)), key=len)
    dropped = len(few) < len(many)
    grades, kept = [], []
    for part in few:
        grade, best = max((word(part, another), -place) for place, another in enumerate(many))
        grades.append(grade)
        if grade >= Grade.ALIKE:
            kept.append(many.pop(-best))
        if not many:
            break
    if min(grades) < Grade.ALIKE:
        return Grade.SLIP if _tells(kept) else Grade.DIFFERENT
    if dropped:
        return Grade.ALIKE if _tells(kept) else Grade.SLIP
    return min(grades)


def _tells(kept: list[str]) -> bool:
    """Whether any of these names tells one child of a family from another."""
    return any(part not in SHARED for part in kept)


def word(one: str, other: str) -> Grade:
    """Two single names, folded."""
    if one == other:
        return Grade.SAME
    if _one_name(one, other):
        return Grade.ALIKE
    nearest = 2 if min(len(one), len(other)) >= 7 else 1
    if min(len(one), len(other)) >= 4 and OSA.distance(one, other, score_cutoff=nearest) <= nearest:
        return Grade.SLIP
    return Grade.DIFFERENT


def _one_name(one: str, other: str) -> bool:
    """Whether both are ways to write one name: on one line of the table, or spelt otherwise for one sound.

    A last vowel tells girls from boys (Samir, Samira) and so must agree.
    """
    if set(heads(one) or (one,)) & set(heads(other) or (other,)):
        return True
    mine, theirs = spelling(one), spelling(other)
    if mine == theirs:
        return True
    return (
        min(len(mine), len(theirs)) >= 4
        and mine.endswith(("a", "o")) == theirs.endswith(("a", "o"))
        and sound(one) == sound(other)
        and Indel.normalized_similarity(mine, theirs) >= _RESPELT
    )


def pairs(one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every word of one beside every word of the other, each couple in one order."""
    return [(min(a, b), max(a, b)) for a, b in product(one, other)]
