"""Which known case a mail speaks of. Only what is certain attaches; the rest is told to an officer, never merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mailbot.casework.likeness import Agreement, Born, Likeness, likeness
from mailbot.casework.person import Person
from mailbot.casework.recognition import RULES, Comparison, Rule, rank
from mailbot.model.case import Case
from mailbot.model.referral import Child

_SAME = Agreement.SAME


@dataclass(frozen=True, slots=True)
class Match:
    """A case that the child may be. `why` says by what, for the case's record."""

    case: Case
    certain: bool
    why: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A case, or that into which it was merged, and how the child agrees with it."""

    case: Case
    like: Likeness

    @property
    def precedence(self) -> tuple[bool, bool]:
        """The same family goes before another, an open case before one that is over."""
        return self.like.home is _SAME, not self.case.over


def match(
    child: Child,
    quoted: tuple[str, ...],
    cases: tuple[Case, ...],
    referrer: str | None = None,
    answers: tuple[str, ...] = (),
) -> Match | None:
    """The best match of one child among `cases`; None when no case is like it.

    `quoted` are the references in the mail, `referrer` the sender's address (lower-case) if proven, `answers` the
    references of letters of ours that somebody unproven answers. A duplicate stands for the case that it was merged
    into. Where two open cases are as likely, none is certain.
    """
    person = Person.of_child(child)
    ranked: dict[int, list[_Found]] = {}
    for case in cases:
        like = likeness(person, Person.of_case(case))
        own = case.reference in quoted
        proven = own and referrer is not None and case.referrer_email == referrer
        place = rank(Comparison(like, own, proven, case.reference in answers))
        if place is not None:
            ranked.setdefault(place, []).append(_Found(_standing(case, cases), like))
    return _best(RULES[min(ranked)], ranked[min(ranked)]) if ranked else None


def _best(rule: Rule, found: list[_Found]) -> Match:
    """The newest of those that come first among all for which a rule holds."""
    first = max(one.precedence for one in found)
    equals = {one.case.reference: one for one in found if one.precedence == first}
    newest = max(equals.values(), key=lambda one: one.case.opened_at)
    rivals = [reference for reference in equals if reference != newest.case.reference]
    why = told(rule.why, newest.like)
    if not rivals or newest.case.over:
        return Match(newest.case, rule.certain, why)
    return Match(newest.case, False, f"{why}; {', '.join(rivals)} is as likely")


def _standing(case: Case, cases: Iterable[Case]) -> Case:
    """The case itself, or the one that it was merged into."""
    if case.duplicate_of is None:
        return case
    return next((other for other in cases if other.reference == case.duplicate_of), case)


def told(why: str, like: Likeness) -> str:
    """A rule's words with what else agrees or not, for the officer who must judge."""
    beside = [
        ("names in another order", like.crossed),
        ("same postcode", like.postcode is _SAME),
        ("same telephone", like.phone is _SAME),
        ("other UPN", like.upn is Agreement.DIFFERENT),
        ("other sex", like.sex is Agreement.DIFFERENT),
        ("other date of birth", like.born is Born.DIFFERENT),
    ]
    return "; ".join([why, *(words for words, holds in beside if holds)])
