"""What several chapters ask in the same way; each says what it finds in its own words."""

from __future__ import annotations

from mailbot.model.days import said
from mailbot.model.referral import Kind
from mailbot.policy.rule import Answer, Subject


def is_kind(kind: Kind, says: str, subject: Subject) -> Answer:
    """Whether the mail is of this kind."""
    return subject.finding(says, subject.mail.reading.kind) if subject.kind is kind else None


def start_has_come(says: str, subject: Subject) -> Answer:
    """After a no-show: whether the agreed start day has come. `says` ends before the day."""
    start = subject.child.start_date
    if subject.kind is not Kind.NO_SHOW:
        return None
    if start is None:
        return subject.unknown("start_date")
    if start.value > subject.mail.today:
        return None
    return subject.finding(f"{says} {said(start.value)}", start)
