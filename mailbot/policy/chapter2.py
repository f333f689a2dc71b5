"""Chapter 2: whom the authority looks for, and whom it helps."""

from __future__ import annotations

from functools import partial

from mailbot.model.referral import Kind
from mailbot.policy.facts import whereabouts_unknown
from mailbot.policy.judges import is_kind
from mailbot.policy.rule import Answer, Rule, Subject


def school_unknown(subject: Subject) -> Answer:
    """A child who never had a school has none to name, so nobody is turned away for it; but it must be asked."""
    asked = subject.kind in (Kind.REFERRAL, Kind.PLACE_REQUEST, Kind.HANDOVER)
    return subject.unknown("last_school") if asked and subject.child.last_school is None else None


def left_without_destination(subject: Subject) -> Answer:
    child = subject.child
    left = child.removed_on or child.last_attended
    if subject.kind is not Kind.REFERRAL or left is None or child.moved_to is not None:
        return None
    return subject.finding("left school, and no destination is known", left)


def moved_unconfirmed(subject: Subject) -> Answer:
    """A place that the child is said to have gone to, while nobody knows where the child is."""
    if subject.child.moved_to is None or not whereabouts_unknown(subject.child):
        return None
    return subject.finding("is said to have moved, which nobody has confirmed", subject.child.moved_to)


RULES = (
    Rule("2.1", "school_unknown", "whether the child ever had a school is not said", school_unknown),
    Rule("2.1", "left_without_destination", "the child left without a known destination", left_without_destination),
    Rule("2.1", "moved_unconfirmed", "the child is said to have moved; nobody has confirmed it", moved_unconfirmed),
    Rule(
        "2.1",
        "place_wanted",
        "somebody asks for a school place",
        partial(is_kind, Kind.PLACE_REQUEST, "out of school, and a place is asked for"),
    ),
    Rule(
        "2.2",
        "other_authority_asks",
        "another authority asks for help",
        partial(is_kind, Kind.CROSS_BORDER_ENQUIRY, "another authority asks for help to find the child"),
    ),
)
