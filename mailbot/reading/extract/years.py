"""Year groups and sexes as they are written."""

from __future__ import annotations

import re
from datetime import date

from mailbot.model.referral import Sex
from mailbot.reading.extract.vocabulary import FEMALE, MALE
from mailbot.reading.pattern import Pattern

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen".split()
_NUMBER = r"(?:1[0-3]|[1-9])"
# In running text: "Y5", "Yr 6", "year two", "Reception", "(10C)".
_IN_TEXT = Pattern(
    rf"(?<![\w-])(?:(?:n\.?c\.?\s?)?(?:y|yr|year|yrs)[\s.-]{{0,2}}(?:group\s)?(?P<n>{_NUMBER}"
    rf"|{'|'.join(_WORDS)})(?:s|[a-z]{{1,2}}\b)?(?![\w/])|(?P<r>reception\b(?!\s(?:desk|staff|\d))|\byr\sr\b"
    rf"|\byear\sr\b)|\bclass\s(?P<c>{_NUMBER})(?![\w/])|(?<=,\s)(?P<set>{_NUMBER})(?-i:[A-Z])(?=[,.)])"
    rf"|(?:\(|\bin\s)(?P<form>{_NUMBER})(?!(?:st|nd|rd|th|am|pm)\b)[a-z]{{1,3}}(?=[\s,).]))",
    re.IGNORECASE,
)
_JOB = Pattern(
    r"\b(?:head|lead|leader|manager|tutor|teacher|director|coordinator|years|pastoral|support|over"
    r"|for)\s(?:of\s|for\s)?\Z",
    re.IGNORECASE,
)
_JOB_AFTER = re.compile(
    r"\A(?:s\b)?\s(?:transition|lead|manager|tutor|team|co-?ordinator|pastoral|leader|teacher|intake|list)",
    re.IGNORECASE,
)
_VALUE = re.compile(
    rf"\A\W{{0,3}}(?:n\.?c\.?\s?y?\.?\s?|ncy\s?)?(?:year\sgroup|year|yr|yg"
    rf"|y)?[\s.:-]{{0,2}}(?P<n>{_NUMBER})(?![0-9./])(?:\s?[a-z]{{1,4}}\b)?|\b(?:year|yr"
    rf"|y)\s?(?P<n2>{_NUMBER})(?![0-9])|\b(?:year\s)?(?P<w>{'|'.join(_WORDS)})\b",
    re.IGNORECASE,
)
_RECEPTION = re.compile(
    r"\A\W*(?:r|rec|yr|reception|year\sr|fs2|eyfs2?|foundation(?:\sstage)?(?:\s2)?|y\s?r)\b(?!\s?[0-9])|\breception\b",
    re.IGNORECASE,
)
_NURSERY = re.compile(r"\A\W*(?:n[12]?|nur|nursery|fs1|pre-?school)\b", re.IGNORECASE)
_SEX = re.compile(r"\A\W*(male|female|m|f|boy|girl|man|woman)\b", re.IGNORECASE)
_TICKED = re.compile(
    r"[☒☑✓]\s{0,3}(male|female|m|f|boy|girl)\b|\b(male|female|boy|girl|m|f)\s{0,3}[☒☑✓]", re.IGNORECASE
)
_BOX = re.compile(r"[☐☒☑]")


def year_in(text: str, start: int = 0, end: int | None = None) -> tuple[str, int, int] | None:
    """The first year group that [start, end) of a text names, and where; a teacher's year is none."""
    for found in _IN_TEXT.finditer(text, start, len(text) if end is None else end):
        if _JOB.search(text, max(0, found.start() - 24), found.start()) or _JOB_AFTER.match(
            text[found.end() : found.end() + 20]
        ):
            continue
        if found["r"]:
            return "R", found.start(), found.end()
        return _number(found["n"] or found["form"] or found["c"] or found["set"]), found.start(), found.end()
    return None


def year_group(value: str) -> str | None:
    """The year group that a labelled value gives: "N", "R", "1" to "13"."""
    if _NURSERY.match(value):
        return "N"
    found = _VALUE.search(value)
    if found:
        return _number(found["n"] or found["n2"] or found["w"])
    return "R" if _RECEPTION.search(value) else None


def year_of(born: date, on: date) -> int:
    """The national curriculum year of a child born on `born` in the school year of `on`; 0 is Reception."""
    school_year = on.year if on.month >= 9 else on.year - 1
    cohort = born.year if born.month >= 9 else born.year - 1
    return school_year - 5 - cohort


def _number(word: str) -> str:
    return str(_WORDS.index(word.lower()) + 1) if word.lower() in _WORDS else word


def sex_of(value: str) -> Sex | None:
    """The sex that a labelled value gives; None where nothing is marked."""
    if _BOX.search(value):
        ticked = [found[1] or found[2] for found in _TICKED.finditer(value)]
        return _sex(ticked[0]) if len(ticked) == 1 else None
    if re.search(r"\w\s?/\s?\w", value):
        return None
    found = _SEX.match(value)
    return _sex(found[1]) if found else None


def _sex(word: str) -> Sex | None:
    return Sex.MALE if word.lower() in MALE else Sex.FEMALE if word.lower() in FEMALE else None


def sex_by_kin(word: str) -> Sex | None:
    """The sex that "son", "sister", "little girl" states; None for "child", "pupil", "twin"."""
    last = word.lower().replace("-", " ").split()[-1:]
    return _sex(last[0]) if last else None
