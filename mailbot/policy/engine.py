"""What policy says of one reading: every rule is asked, and what they find decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mailbot.model.calendar import Calendar
from mailbot.model.policy import Action, Disposition, Finding, Triage, Unknown
from mailbot.model.policypack import KindPolicy, PolicyOn
from mailbot.model.referral import Kind, Mailbox, Reading, Wants
from mailbot.policy.completeness import missing
from mailbot.policy.priority import priority, wants
from mailbot.policy.registry import RULES
from mailbot.policy.routing import copied_to, queue
from mailbot.policy.rule import Mail


def triage(reading: Reading, mailbox: Mailbox, policy: PolicyOn, today: date, calendar: Calendar) -> Triage:
    """Every finding, and the priority, desk, tasks and answer that follow. `today` is in Europe/London."""
    answers = _answers(Mail(reading, policy, today, calendar))
    findings = tuple(answer for answer in answers if isinstance(answer, Finding))
    row = policy.kinds[reading.kind.value]
    lacks = missing(row, reading)
    pressing, reason = priority(reading, findings, policy.priorities)
    desk = queue(row, mailbox)
    return Triage(
        priority=pressing,
        queue=desk,
        copied_to=copied_to(row, desk, findings),
        findings=findings,
        unknowns=tuple(answer for answer in answers if isinstance(answer, Unknown)),
        clauses=_clauses(row, findings),
        actions=_actions(policy, findings),
        missing=lacks,
        disposition=_disposition(row, reading, lacks),
        reason=reason,
    )


def _answers(mail: Mail) -> tuple[Finding | Unknown, ...]:
    """A mail that no person wrote is asked nothing."""
    if mail.reading.kind.value is Kind.AUTOMATIC:
        return ()
    return tuple(answer for rule in RULES for answer in rule.answers(mail))


def _clauses(row: KindPolicy, findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(sorted({*row.clauses, *(finding.clause for finding in findings)}))


def _actions(policy: PolicyOn, findings: tuple[Finding, ...]) -> tuple[Action, ...]:
    """One task a child for each row that a finding calls for, in the order of the table."""
    return tuple(
        Action(row.code, row.clause, row.says, child, policy.whole(row.due) if row.due else row.due_school_days)
        for row in policy.actions
        for child in dict.fromkeys(finding.child for finding in findings if finding.rule in row.when)
    )


def _disposition(row: KindPolicy, reading: Reading, lacks: tuple[str, ...]) -> Disposition:
    """The answer of the kind's table; where a needed fact is lacking it asks; a mail that wants none gets none."""
    if lacks:
        return Disposition.ASK_FOR_INFORMATION
    if row.kind is Kind.OTHER and wants(reading) is not Wants.ANSWER:
        return Disposition.NONE
    return row.answer
