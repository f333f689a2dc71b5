"""Chapter 5: how a child is referred."""

from __future__ import annotations

from functools import partial

from mailbot.model.calendar import CannotTell
from mailbot.model.days import said
from mailbot.model.referral import Kind
from mailbot.policy.calendar import school_days_between
from mailbot.policy.completeness import KNOWN
from mailbot.policy.judges import is_kind
from mailbot.policy.rule import Answer, Rule, Subject

# Those of the child and the family; chapters 3 and 4 ask for what their own clauses want.
FACTS = (
    "child_name",
    "date_of_birth",
    "address",
    "parent_name",
    "last_school",
    "last_attended",
    "whereabouts",
    "enquiries",
    "social_care",
)


def long_absent(subject: Subject) -> Answer:
    """5.1 says at once; a continuous absence of 10 school days, the tenth included, is told by law."""
    last = subject.child.last_attended
    if subject.kind is not Kind.REFERRAL:
        return None
    if last is None:
        return subject.unknown("last_attended")
    school = subject.child.last_school.value if subject.child.last_school is not None else None
    passed = school_days_between(subject.mail.calendar, last.value, subject.mail.today, school)
    if isinstance(passed, CannotTell):
        return subject.unknown("school_calendar")
    if passed < subject.mail.policy.whole("absence_told"):
        return None
    return subject.finding(f"{passed} school days since {said(last.value)}, the last day attended", last)


def purpose_unsure(subject: Subject) -> Answer:
    """5.3: an officer decides what mailbot is not sure of."""
    kind = subject.mail.reading.kind
    if kind.evidence.confidence * 100 >= subject.mail.policy.whole("unsure_below"):
        return None
    return subject.finding(f"mailbot is not sure that this mail is what it took it for: {kind.value}", kind)


def needed_and_lacking(code: str, subject: Subject) -> Answer:
    """5.2 wants all the information: a fact that the kind's table needs, and the mail lacks, is asked for."""
    needed = code in subject.mail.policy.kinds[subject.kind].needed
    return subject.unknown(code) if needed and not KNOWN[code](subject.child) else None


RULES = (
    Rule(
        "5.1",
        "referred",
        "somebody tells of a child",
        partial(is_kind, Kind.REFERRAL, "somebody tells of a child who is, or may be, missing education"),
    ),
    Rule("5.1", "long_absent", "the child has been absent for 10 school days or more", long_absent),
    *(
        Rule(
            "5.2",
            f"{code}_needed",
            f"{code.replace('_', ' ')} is lacking",
            partial(needed_and_lacking, code),
        )
        for code in FACTS
    ),
    Rule("5.3", "purpose_unsure", "mailbot is not sure what the mail is for", purpose_unsure, "mail"),
)
