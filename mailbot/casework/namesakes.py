"""How far two names agree: the same, written otherwise, mistyped, or another.

Names that brothers and sisters bear side by side must not agree: Hassan and Hussain, Samir and Samira, Kiran and
Karan, Muhammad Ali and Muhammad Omar.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

from mailbot.casework.names import sound, spelling, stem
from mailbot.casework.shortnames import SHARED, one_name

_RESPELT = 0.85  # two spellings of one long name are as alike as this (Oluwadamilola, Oluwadamilolar: 0.96)
_LONG = 8  # letters
_REMEMBERED = 16_384  # couples of names; the frequent ones meet again and again
_VOWELS = (str.maketrans("eo", "au"), str.maketrans("eo", "iu"))  # Rahman, Rehman; Khalid, Khaled; Omar, Umar


class Grade(IntEnum):
    """How far two names agree. UNKNOWN: one side does not say."""

    UNKNOWN = -1
    DIFFERENT = 0
    SLIP = 1  # a mistyped letter, or only a name in common that whole families share
    ALIKE = 2  # another spelling or short form, one of several names left out
    SAME = 3


def compare(one: tuple[str, ...], other: tuple[str, ...]) -> Grade:
    """Two names, each as folded words, in any order. Given names of which two differ are another child's.

    Muhammad Ali and Muhammad Hassan are DIFFERENT (brothers); Muhammad Ali and Ali are ALIKE; Muhammad Ali and Muhammad
    only a SLIP, as every brother may be a Muhammad; so are Mary Ann and Ann.
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
    few, many = sorted((one, other), key=len)
    left, agreed = list(many), []
    for part in few:
        grade, best = max(((word(part, another), another) for another in left), key=lambda pair: pair[0])
        if grade > Grade.DIFFERENT:
            left.remove(best)
            agreed.append((grade, part))
    return _graded(few, many, agreed)


def _graded(few: tuple[str, ...], many: tuple[str, ...], agreed: list[tuple[Grade, str]]) -> Grade:
    if not agreed:
        return Grade.DIFFERENT
    telling = any(grade >= Grade.ALIKE and part not in SHARED for grade, part in agreed)
    if len(agreed) < len(few):
        return Grade.SLIP if telling else Grade.DIFFERENT
    least = min(grade for grade, _ in agreed)
    if len(few) == len(many):
        return min(least, Grade.ALIKE if few[0] != many[0] else Grade.SAME)
    first = word(_first(few), _first(many)) >= Grade.ALIKE
    return min(least, Grade.ALIKE if telling and first else Grade.SLIP)


def _first(name: tuple[str, ...]) -> str:
    """The first word that tells children of a family apart."""
    return next((part for part in name if part not in SHARED), name[0])


@lru_cache(maxsize=_REMEMBERED)
def word(one: str, other: str) -> Grade:
    """Two single names, folded."""
    if one == other:
        return Grade.SAME
    if _written_otherwise(one, other):
        return Grade.ALIKE
    shorter = min(len(one), len(other))
    nearest = 2 if shorter >= 7 else 1
    if shorter >= 3 and OSA.distance(one, other, score_cutoff=nearest) <= nearest:
        return Grade.SLIP
    return Grade.DIFFERENT


def _written_otherwise(one: str, other: str) -> bool:
    """Whether both are ways to write one name: on one line of the table, or spelt otherwise for one sound."""
    if one_name(one, other):
        return True
    mine, theirs = spelling(stem(one)), spelling(stem(other))
    return mine == theirs or _one_sound(mine, theirs) or _nearly(mine, theirs)


def _one_sound(one: str, other: str) -> bool:
    """The same but for vowels that are written for one another; a first a or e tells names apart (Amir, Emir)."""
    if min(len(one), len(other)) < 5 or (one[0] != other[0] and "a" in (one[0], other[0])):
        return False
    return any(one.translate(table) == other.translate(table) for table in _VOWELS)


def _nearly(one: str, other: str) -> bool:
    """Long names of one sound, a vowel more or less; a last vowel tells girls from boys and so must agree."""
    return (
        min(len(one), len(other)) >= _LONG
        and one.endswith(("a", "o")) == other.endswith(("a", "o"))
        and sound(one) == sound(other)
        and Indel.normalized_similarity(one, other) >= _RESPELT
    )
