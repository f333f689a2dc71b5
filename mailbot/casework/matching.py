"""Which known case a mail speaks of. Only what is certain attaches; the rest is told to an officer, never merged."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from mailbot.model.case import Case
from mailbot.model.field import Field
from mailbot.model.referral import Child


@dataclass(frozen=True, slots=True)
class Match:
    """A case that the child may be. `why` says by what, for the case's record."""

    case: Case
    certain: bool
    why: str


def match(child: Child, quoted: tuple[str, ...], cases: tuple[Case, ...]) -> Match | None:
    """The best match of one child among `cases`, certain ones first; None when no case is like it.

    Certain: the same UPN; the same full name and date of birth; a quoted reference whose case bears the surname.
    Doubtful: the same surname with the same date of birth or postcode.
    """
    found = [m for case in cases if (m := _compare(child, quoted, case)) is not None]
    return min(found, key=lambda m: not m.certain, default=None)


def _compare(child: Child, quoted: tuple[str, ...], case: Case) -> Match | None:
    same_surname = _same(child.surname, case.surname)
    same_forename = _same(child.forename, case.forename)
    born = child.date_of_birth is not None and child.date_of_birth.value == case.date_of_birth
    if child.upn is not None and child.upn.value == case.upn:
        return Match(case, True, "same UPN")
    if born and same_surname and same_forename:
        return Match(case, True, "same name and date of birth")
    if case.reference in quoted and (same_surname or (same_forename and child.surname is None)):
        return Match(case, True, "reference quoted, same name")
    if same_surname and born:
        return Match(case, False, "same surname and date of birth")
    if same_surname and same_forename and child.postcode is not None and child.postcode.value == case.postcode:
        return Match(case, False, "same name and postcode, date of birth not confirmed")
    return None


def _same(read: Field[str] | None, known: str | None) -> bool:
    return read is not None and known is not None and name_key(read.value) == name_key(known) != ""


def name_key(name: str) -> str:
    """A name folded for comparison: accents, case, spaces and punctuation gone; at most 60 characters."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in folded if c.isalnum())[:60]
