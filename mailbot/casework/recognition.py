"""By what a child is recognised: the rules, strongest first.

Twins, brothers and sisters share surname, home and often the day of birth, so nothing that a family shares makes up
for a forename.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mailbot.casework.likeness import Agreement, Born, Likeness
from mailbot.casework.namesakes import Grade

UNPROVEN_ANSWER = "it answers our letter about the case, and its sender is not proven"

_SAME, _OTHER = Agreement.SAME, Agreement.DIFFERENT


@dataclass(frozen=True, slots=True)
class Comparison:
    """A child beside a case: how they agree, and whether the mail quotes the case, by its proven referrer.

    `answers`: it answers a letter of ours about the case, and nobody has proven who sent it.
    """

    like: Likeness
    quoted: bool
    proven: bool
    answers: bool = False

    @property
    def contradicted(self) -> bool:
        """A pupil has one UPN and one sex, so where names are not the very same these speak of two children."""
        return self.like.upn is _OTHER or (self.like.sex is _OTHER and self.like.name < Grade.SAME)


@dataclass(frozen=True, slots=True)
class Rule:
    """Where it `holds`, the child is that of the case: for certain, or perhaps. `why` is told to an officer."""

    certain: bool
    why: str
    holds: Callable[[Comparison], bool]


def _upn(c: Comparison) -> bool:
    return c.like.upn is _SAME and c.like.forename is not Grade.DIFFERENT


def _quoted_name(c: Comparison) -> bool:
    alike = c.like.forename >= Grade.ALIKE and c.like.surname is not Grade.DIFFERENT
    return c.quoted and (alike or (c.like.forename is Grade.UNKNOWN and c.like.surname >= Grade.ALIKE))


def _quoted_proven(c: Comparison) -> bool:
    """Whoever referred a child and quotes its case need not name it, nor spell it; a brother has another birth."""
    near = c.like.forename in (Grade.UNKNOWN, Grade.SLIP) and c.like.surname is not Grade.DIFFERENT
    return c.quoted and c.proven and near and c.like.born is not Born.DIFFERENT


def _name_and_birth(c: Comparison) -> bool:
    """A namesake of one birthday is rare, but is one where postcode and telephone are both others."""
    like = c.like
    namesake = like.postcode is _OTHER and like.phone is _OTHER
    return like.name is Grade.SAME and like.born is Born.SAME and not namesake and not c.contradicted


def _alike_and_birth(c: Comparison) -> bool:
    """Not where the homes differ: there are many of a common name, and some were born on one day."""
    like = c.like
    return like.name >= Grade.ALIKE and like.born is Born.SAME and like.home is not _OTHER and not c.contradicted


def _surname_slip(c: Comparison) -> bool:
    like = c.like
    slip = like.forename >= Grade.ALIKE and like.surname is Grade.SLIP
    return slip and like.born is Born.SAME and like.home is not _OTHER and not c.contradicted


def _birth_slip_at_home(c: Comparison) -> bool:
    like = c.like
    return like.name is Grade.SAME and like.born is Born.SLIP and like.home is _SAME and not c.contradicted


def _name_and_phone(c: Comparison) -> bool:
    like = c.like
    return like.name >= Grade.ALIKE and like.born is Born.UNKNOWN and like.phone is _SAME and not c.contradicted


def _quoted_other(c: Comparison) -> bool:
    return c.quoted and _near(c)


def _answering(c: Comparison) -> bool:
    return c.answers and _near(c)


def _near(c: Comparison) -> bool:
    return max(c.like.forename, c.like.surname) > Grade.DIFFERENT and c.like.born is not Born.DIFFERENT


def _near_name_and_birth(c: Comparison) -> bool:
    return c.like.name >= Grade.SLIP and c.like.born is Born.SAME


def _birth_slip(c: Comparison) -> bool:
    return c.like.name >= Grade.SLIP and c.like.born is Born.SLIP


def _name_at_home(c: Comparison) -> bool:
    """A brother of like name has another date of birth."""
    least = Grade.ALIKE if c.like.born is Born.DIFFERENT else Grade.SLIP
    return c.like.name >= least and c.like.home is _SAME


def _twin(c: Comparison) -> bool:
    apart = c.like.home is _OTHER or c.like.sex is _OTHER or c.like.upn is _OTHER
    return c.like.surname >= Grade.ALIKE and c.like.born is Born.SAME and not apart


def _other_surname(c: Comparison) -> bool:
    return c.like.forename >= Grade.ALIKE and c.like.born in (Born.SAME, Born.SLIP) and c.like.home is _SAME


def _name_alone(c: Comparison) -> bool:
    return c.like.name >= Grade.ALIKE and c.like.born is Born.UNKNOWN and c.like.upn is not _OTHER


RULES = (
    Rule(True, "same UPN", _upn),
    Rule(True, "reference or our letter quoted, same name", _quoted_name),
    Rule(True, "reference or our letter quoted by the proven referrer", _quoted_proven),
    Rule(True, "same name and date of birth", _name_and_birth),
    Rule(True, "same date of birth, name written otherwise", _alike_and_birth),
    Rule(True, "same forename and date of birth, a slip in the surname", _surname_slip),
    Rule(True, "same name and home, a slip in the date of birth", _birth_slip_at_home),
    Rule(True, "same name and family telephone", _name_and_phone),
    Rule(False, "same UPN, other forename", lambda c: c.like.upn is _SAME),
    Rule(False, "reference or our letter quoted, name not the same", _quoted_other),
    Rule(False, UNPROVEN_ANSWER, _answering),
    Rule(False, "like name, same date of birth", _near_name_and_birth),
    Rule(False, "like name, same home, date of birth not confirmed", _name_at_home),
    Rule(False, "like name, a slip in the date of birth", _birth_slip),
    Rule(False, "same forename and home, other surname", _other_surname),
    Rule(False, "same surname and date of birth, other forename: a twin, or another name of the child", _twin),
    Rule(False, "like name, no date of birth to compare", _name_alone),
)


def rank(compared: Comparison) -> int | None:
    """The place in RULES of the first that holds; None when the child is not like that of the case."""
    return next((place for place, rule in enumerate(RULES) if rule.holds(compared)), None)
