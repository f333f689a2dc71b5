"""Tasks done, waived or opened again by an officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from mailbot.casework.lifecycle import REFERRAL
from mailbot.casework.order import Order, event, need_reason, one_person, signed_by
from mailbot.model.case import Task, TaskOutcome
from mailbot.model.command import Impossible
from mailbot.model.decision import Decision
from mailbot.policy.calendar import LONDON

_OUTCOMES = (TaskOutcome.DONE, TaskOutcome.WAIVED, TaskOutcome.OPEN)


def task(now: Order) -> Decision:
    """End a task or open it again. A referral to Social Care is done with its time and their reference only (6.5)."""
    wanted = now.order.value("outcome")
    outcome = next((one for one in _OUTCOMES if one.value == wanted), None)
    if outcome is None:
        raise Impossible(f"a task is {', '.join(_OUTCOMES)}; not {wanted or 'nothing'}")
    found = _task(now, outcome)
    if outcome is TaskOutcome.OPEN:
        reason = need_reason(now, "say why the task is opened again")
        return _ended(now, replace(found, outcome=outcome, result="", by=None, done_at=None), "task opened", reason)
    if outcome is TaskOutcome.WAIVED:
        return _waive(now, found)
    result = _result(now, found)
    done = replace(found, outcome=outcome, result=result, by=now.order.actor, done_at=now.order.at)
    return _ended(now, done, "task done", result)


def social_care_referral(now: Order) -> Task:
    """The task of clause 6.5: due today, and asked for every day until the referral is recorded."""
    says = "Refer to Children's Social Care now, by telephone and in writing, and record when and to whom"
    return Task(now.case.reference, REFERRAL, "6.5", says, now.circumstances.due(0))


def _task(now: Order, outcome: TaskOutcome) -> Task:
    """The task meant: the latest of its code that can get this outcome."""
    code = now.order.value("code")
    fits = [one for one in now.file.tasks if one.code == code and one.ended == (outcome is TaskOutcome.OPEN)]
    if fits:
        return fits[-1]
    kind = "ended" if outcome is TaskOutcome.OPEN else "open"
    codes = ", ".join(dict.fromkeys(one.code for one in now.file.tasks if one.ended == (kind == "ended"))) or "none"
    raise Impossible(f"{now.case.reference} has no {kind} task {code}. Tasks that are {kind}: {codes}")


def _waive(now: Order, found: Task) -> Decision:
    """Not done, for a reason. Where harm is feared one officer alone cannot waive the referral (6.5)."""
    reason, actor = need_reason(now, "say why the task is waived"), now.order.actor
    if found.code == REFERRAL:
        first = signed_by(now.file, "waiver signed", REFERRAL)
        if first is None or one_person(first, actor):
            detail = f"{reason}; a second officer must waive it too"
            return now.decision(now.case, event(now, "waiver signed", "6.5", REFERRAL, detail))
        reason = f"{reason}; first signed by {first}"
    waived = replace(found, outcome=TaskOutcome.WAIVED, result=reason, by=actor, done_at=now.order.at)
    return _ended(now, waived, "task waived", reason)


def _ended(now: Order, changed: Task, name: str, detail: str) -> Decision:
    happened = event(now, name, changed.clause, changed.code, detail)
    return now.decision(now.case, happened, ended=(changed,))


def _result(now: Order, found: Task) -> str:
    """What came of it, in a line."""
    return "; ".join(_referral(now) if found.code == REFERRAL else filter(None, [now.order.reason.strip()]))


def _referral(now: Order) -> Iterator[str]:
    """6.5: when Social Care was told, and by which reference it can be found there."""
    when, reference = now.order.value("when"), now.order.value("their_reference")
    if not when or not reference:
        raise Impossible(
            "6.5: a referral to Social Care is recorded with its time and their reference: "
            '--when "2026-11-24 10:05" --their-reference MASH-123'
        )
    yield f"referred {_moment(when, now):%d %B %Y, %H:%M}"
    yield f"their reference {reference}"
    if now.order.reason:
        yield now.order.reason


def _moment(text: str, now: Order) -> datetime:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise Impossible('write the time such as "2026-11-24 10:05"') from None
    moment = told if told.tzinfo else told.replace(tzinfo=LONDON)
    if moment > now.order.at:
        raise Impossible(f"{text} lies in the future; write when the referral was made")
    return moment.astimezone(LONDON)
