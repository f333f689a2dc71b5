"""Chapter 1: who is a child missing education."""

from __future__ import annotations

from mailbot.model.days import said
from mailbot.policy.age import age_ends, age_starts
from mailbot.policy.rule import Answer, Rule, Subject


def outside_school_age(subject: Subject) -> Answer:
    """Education Act 1996 section 8; both the first and the last day belong to it."""
    born, policy, today = subject.child.date_of_birth, subject.mail.policy, subject.mail.today
    if born is None:
        return subject.unknown("date_of_birth")
    starts, ends = age_starts(born.value, policy), age_ends(born.value, policy)
    if today < starts:
        return subject.finding(f"below compulsory school age, which begins on {said(starts)}", born)
    if today > ends:
        return subject.finding(f"above compulsory school age, which ended on {said(ends)}", born)
    return None


RULES = (Rule("1.1", "outside_school_age", "the child is below or above compulsory school age", outside_school_age),)
