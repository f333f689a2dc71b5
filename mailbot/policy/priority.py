"""How pressing a mail is. 6.5 and 6.4 stand above everything: the most pressing row of priorities.toml wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mailbot.model.policy import Finding, Priority
from mailbot.model.policypack import PriorityRow
from mailbot.model.referral import Kind, Reading, Wants


def wants(reading: Reading) -> Wants:
    """What a mail about no case wants; unless it is known, an answer."""
    return reading.wants.value if reading.wants is not None else Wants.ANSWER


def needs_nobody(reading: Reading) -> bool:
    """No person wrote it, or what it says needs no work."""
    kind = reading.kind.value
    return kind is Kind.AUTOMATIC or (kind is Kind.OTHER and wants(reading) is Wants.NOTHING)


def priority(reading: Reading, findings: Iterable[Finding], rows: Mapping[str, PriorityRow]) -> tuple[Priority, str]:
    """The priority, and why in plain words. A finding that presses is heard whatever the mail seems to be for."""
    pressing = [(rows[finding.rule], finding) for finding in findings if finding.rule in rows]
    if pressing:
        row, finding = min(pressing, key=lambda pair: pair[0].priority.rank)
        return row.priority, f"{finding.says} ({row.clause})"
    if needs_nobody(reading):
        return Priority.NONE, f"{reading.kind.value} mail that needs no work"
    return Priority.STANDARD, "nothing in it presses"
