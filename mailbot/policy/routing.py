"""Which desk acts, and which sees the mail as well. A mail in the wrong mailbox is brought to the right desk."""

from __future__ import annotations

from collections.abc import Iterable

from mailbot.model.policy import Finding, Queue
from mailbot.model.policypack import KindPolicy
from mailbot.model.referral import Mailbox
from mailbot.policy.chapter3 import FACTORS

CALLS_CME = frozenset(
    {*map(str, FACTORS), "attempts_exhausted", "family_untraced", "significant_concern", "plan_and_whereabouts_unknown"}
    | {"plan_and_leaving_the_country", "risk_and_whereabouts_unknown"}
)


def queue(row: KindPolicy, mailbox: Mailbox) -> Queue:
    """The desk of the kind of mail, or else the one whose mailbox it came to."""
    return row.queue or Queue(mailbox.value)


def copied_to(row: KindPolicy, desk: Queue, findings: Iterable[Finding]) -> tuple[Queue, ...]:
    """Desks beside the acting one. A risk, a concern, or attempts that all failed bring in CME (4.5, 5.1)."""
    called = {Queue.CME} if any(finding.rule in CALLS_CME for finding in findings) else set()
    return tuple(sorted((called | set(row.copied_to)) - {desk}))
