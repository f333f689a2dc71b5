"""What will happen because of one mail, decided as a value. Nothing is stored or sent here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from mailbot.casework.matching import Match, match
from mailbot.casework.replies import answer
from mailbot.model.case import Case, CaseEvent, CaseStatus, Task
from mailbot.model.decision import Decision, Opening, Quarantine, Update
from mailbot.model.letter import Alert
from mailbot.model.message import Message
from mailbot.model.policy import Priority, Triage
from mailbot.model.referral import Child, Kind, Reading
from mailbot.model.trust import Trust

# These open a case for every child that has none. The others speak of a case, or of no child at all; a roll removal
# with a known destination is a receipt (4.7), not a missing child.
OPENING_KINDS = frozenset(
    {
        Kind.REFERRAL,
        Kind.NO_SHOW,
        Kind.PLACE_DECLINED,
        Kind.HANDOVER,
        Kind.HOME_EDUCATION,
        Kind.PLACE_REQUEST,
        Kind.CROSS_BORDER_ENQUIRY,
    }
)

ACTOR = "mailbot"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that a decision needs besides the mail: what is known, who we are, the time, fresh references."""

    cases: tuple[Case, ...]
    trust: Trust
    now: datetime  # aware
    references: Iterator[str]
    due: Callable[[int], date | None]  # school days from today -> day, None where the calendar cannot tell
    twin: int | None = None  # an earlier inbound that is the same mail
    letters_left: bool = True  # the sender has not had the day's share of letters yet


def decide(message: Message, reading: Reading, triage: Triage, circumstances: Circumstances) -> Decision:
    """The decision on one mail."""
    if circumstances.twin is not None:
        reason = f"the same mail came before (inbound {circumstances.twin})"
        return Decision(message, reading, triage, duplicate_of=circumstances.twin, withheld=reason)
    openings, updates, doubts = _cases(message, reading, triage, circumstances)
    touched = tuple(o.case for o in openings) + tuple(u.case for u in updates)
    answered = answer(message, reading, triage, touched, circumstances.trust)
    reply, withheld = answered.reply, answered.withheld
    if reply is not None and not circumstances.letters_left:
        reply, withheld = None, "the day's limit of letters is reached; answer by hand if needed"
    return Decision(
        message,
        reading,
        triage,
        openings=openings,
        updates=updates,
        events=(*_events(openings, updates, triage, circumstances.now), *doubts),
        tasks=tuple(_tasks(openings, triage, circumstances)),
        reply=reply,
        withheld=withheld,
        alerts=_alerts(triage, touched),
    )


def quarantine(reason: str) -> Decision:
    """The decision on a mail that could not be read: kept, shown to an officer, never answered."""
    return Decision(None, None, None, quarantine=Quarantine(reason), withheld="the mail could not be read")


def _cases(
    message: Message, reading: Reading, triage: Triage, circumstances: Circumstances
) -> tuple[tuple[Opening, ...], tuple[Update, ...], tuple[CaseEvent, ...]]:
    """What becomes of each child's case, and of a quoted case when the mail names no child."""
    quoted = tuple(reference.value for reference in reading.case_references)
    openings: list[Opening] = []
    updates: dict[str, Update] = {}
    doubts: list[CaseEvent] = []
    for child in reading.children:
        found = match(child, quoted, circumstances.cases)
        if found is not None and found.certain:
            updates[found.case.reference] = _update(found, child, triage)
        elif reading.kind.value in OPENING_KINDS:
            case = _open(message, reading, triage, child, circumstances)
            openings.append(Opening(case, child))
            if found is not None:
                doubts.append(_doubt(case, found, circumstances.now))
    if not openings and not updates:
        named = (case for case in circumstances.cases if case.reference in quoted)
        updates = {case.reference: Update(_touch(case, triage), None, "reference quoted") for case in named}
    return tuple(openings), tuple(updates.values()), tuple(doubts)


def _open(message: Message, reading: Reading, triage: Triage, child: Child, circumstances: Circumstances) -> Case:
    sender = message.sender.address
    return Case(
        reference=next(circumstances.references),
        status=CaseStatus.AWAITING_INFORMATION if triage.missing else CaseStatus.NEW,
        priority=triage.priority,
        queue=triage.queue,
        kind=reading.kind.value,
        forename=child.forename.value if child.forename else None,
        surname=child.surname.value if child.surname else None,
        date_of_birth=child.date_of_birth.value if child.date_of_birth else None,
        upn=child.upn.value if child.upn else None,
        postcode=child.postcode.value if child.postcode else None,
        referrer_email=sender.address if sender else None,
        opened_at=circumstances.now,
    )


def _update(found: Match, child: Child, triage: Triage) -> Update:
    return Update(_touch(found.case, triage), child, found.why)


def _touch(case: Case, triage: Triage) -> Case:
    """The case after another mail: the more pressing priority stands, and the version moves on."""
    priority = min(case.priority, triage.priority, key=lambda p: p.rank)
    return replace(case, priority=priority, version=case.version + 1)


def _events(
    openings: tuple[Opening, ...], updates: tuple[Update, ...], triage: Triage, now: datetime
) -> Iterator[CaseEvent]:
    for opening in openings:
        yield CaseEvent(
            opening.case.reference, now, "opened", triage.clauses[0] if triage.clauses else None, None, ACTOR
        )
        for finding in triage.findings:
            yield CaseEvent(opening.case.reference, now, "finding", finding.clause, finding.rule, ACTOR, finding.says)
    for update in updates:
        yield CaseEvent(update.case.reference, now, "mail added", "6.1", "matching", ACTOR, update.why)


def _doubt(case: Case, found: Match, now: datetime) -> CaseEvent:
    detail = f"perhaps the same as {found.case.reference}: {found.why}"
    return CaseEvent(case.reference, now, "perhaps the same", "2.2", "matching", ACTOR, detail)


def _tasks(openings: tuple[Opening, ...], triage: Triage, circumstances: Circumstances) -> Iterator[Task]:
    for index, opening in enumerate(openings):
        for action in triage.actions:
            if action.child in (None, index):
                due = circumstances.due(action.due_school_days) if action.due_school_days is not None else None
                yield Task(opening.case.reference, action.code, action.clause, action.says, due)


def _alerts(triage: Triage, touched: tuple[Case, ...]) -> tuple[Alert, ...]:
    if triage.priority is not Priority.IMMEDIATE:
        return ()
    references = tuple(case.reference for case in touched)
    return (
        Alert(
            "A child may be in danger",
            (triage.reason, *(f"{f.clause}: {f.says}" for f in triage.findings)),
            "6.5",
            references,
        ),
    )
