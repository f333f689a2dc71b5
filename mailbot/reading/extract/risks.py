"""The risk factors of policy 3.4 and the concerns of 6.5 that a mail asserts of a child."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mailbot.model.field import Field
from mailbot.model.referral import Concern, RiskFactor
from mailbot.reading.extract.findings import Finding, best
from mailbot.reading.extract.polarity import Polarity
from mailbot.reading.extract.social_care import plan


def risk_factors(child: int, found: Sequence[Finding], care: Sequence[Finding]) -> tuple[Field[RiskFactor], ...]:
    """The factors of one child in the order of policy 3.4. A protection plan is one of them."""
    asserted = {code: f.evidence for (who, code), f in best(found).items() if who == child}
    on_plan = plan(child, care)
    if on_plan:
        asserted[RiskFactor.CHILD_PROTECTION_PLAN] = on_plan
    return tuple(Field(code, asserted[code]) for code in RiskFactor if code in asserted)


def concerns(child: int, found: Sequence[Finding]) -> tuple[Field[Concern], ...]:
    """The concerns of one child, in the order of their codes. Taken abroad to be married is no abduction as well."""
    standing = [f for f in found if child in f.children and not _is_category(f) and not _is_withdrawn(f, child, found)]
    feared = {code: f for (who, code), f in best(standing).items() if who == child}
    if Concern.FORCED_MARRIAGE in feared:
        feared.pop(Concern.ABDUCTION, None)
        feared = {code: f for code, f in feared.items() if code != Concern.EXPLOITATION or not f.beside}
    harm = feared.get(Concern.OTHER_HARM)
    if harm and len(feared) > 1 and (harm.beside or _told_by_the_same_words(harm, feared.values())):
        feared.pop(Concern.OTHER_HARM)
    asserted = {code: f.evidence for code, f in feared.items()}
    return tuple(Field(code, asserted[code]) for code in Concern if code in asserted)


def _told_by_the_same_words(harm: Finding, every: Iterable[Finding]) -> bool:
    return any(f.evidence == harm.evidence for f in every if f is not harm)


_PLAN_ROW = re.compile(r"\b(?:plan|register|CPP?|child\s+protection|category)\b", re.IGNORECASE)


def _is_category(finding: Finding) -> bool:
    """Whether the words are the category of a protection plan, in the row of a form that asks for the plan."""
    statement = finding.found.statement
    return finding.code == Concern.ABUSE_OR_NEGLECT and bool(_PLAN_ROW.search(statement.label))


_HER_OR_HIM = re.compile(r"\b(?:her|him)\b", re.IGNORECASE)
_THE_CHILDREN = re.compile(r"\b(?:child|children|kids|boys?|girls?|little\s+ones?)\b", re.IGNORECASE)


def _is_withdrawn(finding: Finding, child: int, every: Sequence[Finding]) -> bool:
    """Whether the same writer says after it, in so many words, that it is not so.

    Only what was told as possible is taken back in its own paragraph, only what signs told anywhere in the part, and
    what was done to "her", who may be the mother, where the children are said to have come to no harm.
    """
    here = finding.found.statement
    denials = (
        one.found.statement
        for one in every
        if one.code == finding.code and one.polarity is Polarity.ABSENT and child in one.children
        if one.found.statement.answered is None and not one.found.phrase.is_sign
    )
    near = [said for said in denials if (said.source.part, said.source.hop) == (here.source.part, here.source.hop)]
    if finding.beside:
        return bool(near)
    if finding.polarity is Polarity.POSSIBLE:
        told = [one.found.statement for one in every]
        return any(said.source.place == here.source.place and told.index(said) > told.index(here) for said in near)
    told_of_her = bool(_HER_OR_HIM.search(finding.found.words))
    return told_of_her and any(_THE_CHILDREN.search(said.text) for said in near if said is not here)


_TOLD_AS = {
    Polarity.HISTORIC: "past, so not counted",
    Polarity.POSSIBLE: "said to be possible, counted",
    Polarity.UNKNOWN: "said to be unknown, so not counted",
}


def doubts(found: Iterable[Finding]) -> Iterator[str]:
    """What an officer should weigh: matters of the past, possible ones, and those both asserted and denied."""
    listed = list(found)
    sure = {f.code for f in listed if f.polarity is Polarity.PRESENT}
    seen: set[tuple[str, Polarity]] = set()
    for finding in listed:
        key = (finding.code, finding.polarity)
        if finding.polarity in _TOLD_AS and finding.code not in sure and key not in seen:
            seen.add(key)
            yield f"{finding.code.replace('_', ' ')}: {_TOLD_AS[finding.polarity]}: “{finding.evidence.quote}”"
    denied = {f.code: f for f in listed if f.polarity is Polarity.ABSENT}
    for code in sorted(sure & denied.keys()):
        yield f"{code.replace('_', ' ')}: asserted, but elsewhere denied: “{denied[code].evidence.quote}”"
