"""What another mail does to a known case: facts filled, conflicts told, reports and chasers noted (5.2, 6.1, 6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mailbot.casework.circumstances import Circumstances
from mailbot.casework.facts import Filled, child_from, fill, said, with_facts
from mailbot.casework.lifecycle import by_mail
from mailbot.casework.placing import OPENING_KINDS, Place
from mailbot.casework.public import child_json
from mailbot.model.case import Case, CaseEvent, CaseStatus
from mailbot.model.message import Message, Standing
from mailbot.model.policy import Triage
from mailbot.model.policypack import PolicyOn
from mailbot.model.referral import Child, Kind, Reading, RiskFactor
from mailbot.policy.completeness import KNOWN

ACTOR = "mailbot"
_REPORTING = (Kind.CASE_UPDATE, Kind.AGENCY_REPLY, Kind.ROLL_REMOVAL)


@dataclass(frozen=True, slots=True)
class Followed:
    """The case after the mail, and what happened to it."""

    case: Case
    events: tuple[CaseEvent, ...]


def follow_up(
    place: Place, message: Message, reading: Reading, triage: Triage, circumstances: Circumstances
) -> Followed:
    """The case after one more mail. Nothing that is known is overwritten; facts asked for, or a report, move it on."""
    case, child = place.case, place.child or Child()
    filled = fill(case.facts, child_json(child), case.corrected)
    reported = _reported(reading.kind.value, child)
    after = _moved(_touched(with_facts(case, filled.facts), triage), child, reported, circumstances.policy)
    if fled(reading):
        after = replace(after, restricted=True)
    happened = (*_arrival(place, message, reading), *_facts(filled), *_changes(case, after, reported))
    return Followed(after, tuple(CaseEvent(case.reference, circumstances.now, *told) for told in happened))


def fled(reading: Reading) -> bool:
    """Domestic abuse is told of: location facts are locked (3.4), for every child of the mail, who live together."""
    return RiskFactor.DOMESTIC_ABUSE in (factor.value for child in reading.children for factor in child.risk_factors)


# An event's name, clause, rule, actor and detail.
Told = tuple[str, str, str, str, str]


def _touched(case: Case, triage: Triage) -> Case:
    """The more pressing priority stands, and the version moves on."""
    priority = min(case.priority, triage.priority, key=lambda p: p.rank)
    return replace(case, priority=priority, version=case.version + 1)


def _reported(kind: Kind, child: Child) -> bool:
    """Whether the mail reports the child as found: it says so, or names the place and the first day there."""
    known = child.whereabouts_known
    started = child.moved_to is not None and child.start_date is not None
    return kind in _REPORTING and (known.value if known is not None else started)


def _moved(case: Case, child: Child, reported: bool, policy: PolicyOn | None) -> Case:
    """The case with its status and what is still asked for, as the mail leaves them.

    The referrer is waited for as long as a needed fact is lacking; those that are only wanted keep nobody waiting.
    """
    known = child_from(case.facts)
    if known.whereabouts_known is None:
        known = replace(known, whereabouts_known=child.whereabouts_known)
    asked = tuple(code for code in case.asked if not (code in KNOWN and KNOWN[code](known)))
    needed = policy.kinds[case.kind].needed if policy else asked
    asked = asked if set(asked) & set(needed) else ()
    target = case.status
    if reported and by_mail(case.status, CaseStatus.REPORTED_LOCATED):
        target = CaseStatus.REPORTED_LOCATED
    elif case.asked and not asked and by_mail(case.status, CaseStatus.NEW):
        target = CaseStatus.NEW
    return replace(case, asked=asked, status=target)


def _arrival(place: Place, message: Message, reading: Reading) -> Iterator[Told]:
    kind, standing = reading.kind.value, message.sender.standing
    sender = "the sender is proven" if standing is Standing.PROVEN else "the sender is not proven"
    detail = f"{place.why}; {sender}"
    if kind is Kind.STATUS_QUERY:
        yield "chaser", "6.3", "matching", ACTOR, detail
    elif kind in OPENING_KINDS and not message.in_reply_to:
        yield "referred again", "5.1", "matching", ACTOR, detail
    else:
        yield "mail added", "6.1", "matching", ACTOR, detail


def _facts(filled: Filled) -> Iterator[Told]:
    if filled.added:
        yield "facts added", "5.2", "follow_up", ACTOR, ", ".join(filled.added)
    for name, known, told in filled.conflicts:
        yield "conflict", "6.1", name, ACTOR, f"{name}: known is {said(known)}; this mail says {said(told)}"


def _changes(before: Case, after: Case, reported: bool) -> Iterator[Told]:
    if reported:
        yield "reported located", "6.1", "reported_located", ACTOR, "an officer confirms it"
    if after.status is not before.status:
        moved = by_mail(before.status, after.status)
        assert moved is not None
        yield "status changed", moved.clause, "lifecycle", ACTOR, f"{before.status} -> {after.status}: {moved.says}"
    if after.restricted and not before.restricted:
        yield "restricted", "3.4", "domestic_abuse", ACTOR, "location facts are locked"
