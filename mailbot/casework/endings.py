"""How a case ends and begins again: by officers only, after the review of clause 6.2."""

from __future__ import annotations

from dataclasses import replace

from mailbot.casework.lifecycle import ENDINGS, concern_stood, in_the_way, move
from mailbot.casework.notices import notice
from mailbot.casework.order import Order, event, need_reason, one_person, signed_by
from mailbot.model.case import CaseStatus, ClosingReason
from mailbot.model.command import Impossible
from mailbot.model.decision import Decision


def close(now: Order) -> Decision:
    """End the case. Where harm was feared the first officer signs and the second closes: both give the same outcome."""
    reason = _reason(now)
    ending, case = ENDINGS[reason], now.case
    if case.over:
        raise Impossible(f"{case.reference} is {case.status} already; `mailbot case reopen` opens it again")
    hindrances = list(in_the_way(now.file, reason))
    if hindrances:
        raise Impossible("\n  ".join([f"{case.reference} cannot be closed yet:", *hindrances]))
    words = need_reason(now, "say what the review found")
    if concern_stood(now.file):
        first = signed_by(now.file, "review signed", reason)
        if first is None or one_person(first, now.order.actor):
            detail = f"{reason}: {words}; harm was feared, so a second officer must close it"
            return now.decision(case, event(now, "review signed", "6.2", reason, detail))
        words = f"{words}; first signed by {first}"
    moved = move(case.status, ending.status)
    if moved is None:
        raise Impossible(f"{case.reference} is {case.status}: it cannot become {ending.status} from there")
    after = replace(case, status=ending.status, closing_reason=reason, closed_at=now.order.at)
    detail = f"{case.status} -> {ending.status}: {reason}, {ending.says} ({words})"
    decision = now.decision(after, event(now, "closed", ending.clause, reason, detail))
    return notice(decision, now, after, "closing_notice")


def reopen(now: Order) -> Decision:
    """Open an ended case again, for enquiries."""
    case = now.case
    if case.status not in (CaseStatus.CLOSED, CaseStatus.NOT_CME):
        raise Impossible(f"{case.reference} is {case.status}: only a closed case can be opened again")
    reason = need_reason(now, "say why the case is opened again")
    after = replace(case, status=CaseStatus.ENQUIRIES, closing_reason=None, closed_at=None)
    detail = f"{case.status} ({case.closing_reason}) -> {after.status}: {reason}"
    decision = now.decision(after, event(now, "status changed", "2.2", "lifecycle", detail))
    return notice(decision, now, after, "status_change")


def _reason(now: Order) -> ClosingReason:
    told = now.order.value("outcome")
    found = next((one for one in ClosingReason if one.value == told), None)
    if found is None:
        ways = "\n  ".join(f"{one.value:26} {ending.says}" for one, ending in ENDINGS.items())
        raise Impossible(f"choose what became of the child; not {told or 'nothing'}:\n  {ways}")
    return found
