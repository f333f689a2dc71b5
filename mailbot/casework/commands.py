"""An officer's order on a case, decided as a value: what changes, what is recorded, what letter it makes.

An order that cannot be carried out raises Impossible, whose words say what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from mailbot.casework.circumstances import Circumstances
from mailbot.casework.corrections import fact_value
from mailbot.casework.endings import close, reopen
from mailbot.casework.facts import said, with_facts
from mailbot.casework.lifecycle import LOST_PUPIL, REFERRAL, move, targets
from mailbot.casework.merging import merge, split
from mailbot.casework.notices import notice
from mailbot.casework.order import Order, event, need_name, need_reason
from mailbot.casework.tasking import social_care_referral, task
from mailbot.model.case import CaseStatus, Task
from mailbot.model.casefile import CaseFile
from mailbot.model.command import Command, Impossible, Verb
from mailbot.model.decision import Decision
from mailbot.model.referral import RiskFactor

NOTE_LENGTH = 4000


def command(file: CaseFile, order: Command, circumstances: Circumstances, other: CaseFile | None = None) -> Decision:
    """The decision on one order. `other` is the case that a merge goes into, None where there is none such.

    Raises Impossible.
    """
    need_name(order)
    now = Order(file, order, circumstances, other)
    if file.case.status is CaseStatus.DUPLICATE and order.verb not in _ON_DUPLICATES:
        into = file.case.duplicate_of
        raise Impossible(f"{file.case.reference} was merged into {into}: work on that one, or split it")
    decision = _VERBS[order.verb](now)
    events = tuple(replace(one, policy_date=circumstances.policy_date) for one in decision.events)
    return replace(decision, events=events)


def status(now: Order) -> Decision:
    """Move the case on. Endings have commands of their own."""
    case, wanted = now.case, now.order.value("to")
    possible = targets(case.status)
    target = next((one for one in possible if one.value == wanted), None)
    if target is None:
        ways = ", ".join(possible) or "none; `mailbot case reopen` opens a case again"
        raise Impossible(f"{case.reference} is {case.status}: it cannot become {wanted or 'nothing'}. Possible: {ways}")
    moved = move(case.status, target)
    assert moved is not None
    tasks = tuple(_for_review(now)) if target is CaseStatus.REVIEW else ()
    detail = f"{case.status} -> {target}: {moved.says}" + (f" ({now.order.reason})" if now.order.reason else "")
    after = replace(case, status=target)
    decision = now.decision(after, event(now, "status changed", moved.clause, "lifecycle", detail), tasks=tasks)
    return notice(decision, now, after, "status_change")


def _for_review(now: Order) -> tuple[Task, ...]:
    """What a review must not miss: the lost pupil record (6.3), and the referral where harm is feared (6.5)."""
    codes = {task.code for task in now.file.tasks}
    wanted = [] if LOST_PUPIL in codes else [_lost_pupil_record(now)]
    if now.case.facts.get("concerns") and REFERRAL not in codes:
        wanted.append(social_care_referral(now))
    return tuple(wanted)


def _lost_pupil_record(now: Order) -> Task:
    says = "See that the lost pupil record is made, and search it; waive it where the child is traced"
    return Task(now.case.reference, LOST_PUPIL, "6.3", says, now.circumstances.due(0))


def note(now: Order) -> Decision:
    """Write a note on the record."""
    text = need_reason(now, "write the note's words")
    if len(text) > NOTE_LENGTH:
        raise Impossible(f"a note has {NOTE_LENGTH} characters at most; this one has {len(text)}")
    return now.decision(now.case, event(now, "note", "6.1", None, text))


def assign(now: Order) -> Decision:
    """Give the case to an officer, or to nobody."""
    to = now.order.value("to") or None
    if to == now.case.assigned_to:
        raise Impossible(f"{now.case.reference} is with {to or 'nobody'} already")
    detail = f"{now.case.assigned_to or 'nobody'} -> {to or 'nobody'}"
    return now.decision(replace(now.case, assigned_to=to), event(now, "assigned", "2.1", None, detail))


def correct(now: Order) -> Decision:
    """Put a fact right; what was read stays on the record beside it. A concern that is added asks for 6.5."""
    name, text, case = now.order.value("field"), now.order.value("value"), now.case
    reason = need_reason(now, "say why the value is right")
    if name == "mis_reference":
        detail = f"mis_reference: {case.mis_reference or 'not known'} -> {text or 'not known'} ({reason})"
        after = replace(case, mis_reference=text or None)
        return now.decision(after, event(now, "corrected", "6.1", "mis_reference", detail))
    value = fact_value(name, text, now.order.at.date())
    known = case.facts.get(name)
    if value == known:
        raise Impossible(f"{name} is {said(known)} already")
    read = case.corrected[name]["read"] if name in case.corrected else known  # whoever corrected it before
    mark = {"by": now.order.actor, "at": now.order.at.isoformat(), "reason": reason, "read": read}
    after = replace(with_facts(case, {**case.facts, name: value}), corrected={**case.corrected, name: mark})
    detail = f"{name}: read as {said(read)}, corrected to {said(value)} ({reason})"
    harm = name == "concerns" and value and not any(task.code == REFERRAL for task in now.file.open_tasks)
    tasks = (social_care_referral(now),) if harm else ()
    corrected = event(now, "corrected", "6.1", name, detail)
    if name == "risk_factors" and RiskFactor.DOMESTIC_ABUSE in value and not case.restricted:
        locked = event(now, "restricted", "3.4", "domestic_abuse", "location facts are locked")
        return now.decision(replace(after, restricted=True), corrected, locked, tasks=tasks)
    return now.decision(after, corrected, tasks=tasks)


def restrict(now: Order) -> Decision:
    """Lock or unlock the case's location facts."""
    on = _yes_or_no(now, "restrict")
    if on == now.case.restricted:
        raise Impossible(f"{now.case.reference} is {'restricted' if on else 'not restricted'} already")
    detail = need_reason(now, "say why")
    return now.decision(
        replace(now.case, restricted=on), event(now, "restricted" if on else "unrestricted", "3.4", None, detail)
    )


def hold(now: Order) -> Decision:
    """Keep the case, however old, or let it go with the others."""
    on = _yes_or_no(now, "hold")
    if on == now.case.legal_hold:
        raise Impossible(f"{now.case.reference} is {'on hold' if on else 'not on hold'} already")
    detail = need_reason(now, "say why")
    return now.decision(
        replace(now.case, legal_hold=on), event(now, "held" if on else "hold ended", "6.1", None, detail)
    )


def disclose(now: Order) -> Decision:
    """Record that somebody was shown what is restricted. The case itself does not change."""
    shown = event(now, "restricted facts shown", "3.4", None, now.order.value("what"))
    return Decision(None, None, None, events=(shown,))


def _yes_or_no(now: Order, what: str) -> bool:
    told = now.order.value("on")
    if told not in ("yes", "no"):
        raise Impossible(f"{what} {now.case.reference} yes or no")
    return told == "yes"


_ON_DUPLICATES = (Verb.SPLIT, Verb.NOTE, Verb.DISCLOSE, Verb.HOLD)
_VERBS: Mapping[Verb, Callable[[Order], Decision]] = {
    Verb.STATUS: status,
    Verb.TASK: task,
    Verb.NOTE: note,
    Verb.ASSIGN: assign,
    Verb.MERGE: merge,
    Verb.SPLIT: split,
    Verb.CORRECT: correct,
    Verb.CLOSE: close,
    Verb.REOPEN: reopen,
    Verb.RESTRICT: restrict,
    Verb.HOLD: hold,
    Verb.DISCLOSE: disclose,
}
