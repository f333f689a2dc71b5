"""Chapter 4: what schools do about places, no-shows and leavers."""

from __future__ import annotations

from functools import partial

from mailbot.model.calendar import CannotTell
from mailbot.model.days import said
from mailbot.model.referral import Enquiry, Kind
from mailbot.policy.age import year_group
from mailbot.policy.calendar import school_days_between
from mailbot.policy.judges import is_kind, start_has_come
from mailbot.policy.rule import Answer, Rule, Subject

_SEPTEMBER = 9


def family_untraced(subject: Subject) -> Answer:
    """4.1: the school thinks of telling the authority early."""
    if subject.kind is not Kind.NO_SHOW:
        return None
    known = subject.child.whereabouts_known
    if known is None:
        return subject.unknown("whereabouts")
    return subject.finding("did not arrive, and nobody knows where the child is", known) if not known.value else None


def cohort_place(subject: Subject) -> Answer:
    """4.2: a place in a cohort's entry year that starts in September; its school arranged an induction."""
    child, start = subject.child, subject.child.start_date
    if subject.kind not in (Kind.NO_SHOW, Kind.PLACE_DECLINED):
        return None
    if start is None:
        return subject.unknown("start_date")
    if start.value.month != _SEPTEMBER:
        return None
    year = _year_at_start(subject)
    if year is None:
        return subject.unknown("year_group")
    if year not in subject.mail.policy.words("cohort_years"):
        return None
    return subject.finding(f"a cohort's place: entry year {year} in September", start, child.year_group)


def enrolment_late(subject: Subject) -> Answer:
    """4.3: an in-year pupil is on roll within 10 school days; the tenth is still in time."""
    start = subject.child.start_date
    if subject.kind is not Kind.NO_SHOW:
        return None
    if start is None:
        return subject.unknown("start_date")
    school = subject.mail.reading.referrer.organisation
    passed = school_days_between(
        subject.mail.calendar, start.value, subject.mail.today, school.value if school is not None else None
    )
    limit = subject.mail.policy.whole("enrolment")
    if isinstance(passed, CannotTell):
        return subject.unknown("school_calendar")
    if passed <= limit:
        return None
    return subject.finding(f"{passed} school days since the agreed start; {limit} is the limit", start)


def attempts_exhausted(subject: Subject) -> Answer:
    """4.5: every way that the policy names was tried."""
    if subject.kind is not Kind.NO_SHOW:
        return None
    ways = subject.mail.policy.words("attempts")
    tried = [field for field in subject.child.enquiries if field.value in ways]
    if {field.value for field in tried} != set(ways):
        return None
    return subject.finding(f"tried without success: {', '.join(ways)}", *tried)


def removal_told(subject: Subject) -> Answer:
    """4.7 wants the day of removal."""
    removed = subject.child.removed_on
    if subject.kind is not Kind.ROLL_REMOVAL:
        return None
    if removed is None:
        return subject.unknown("removal_date")
    return subject.finding(f"removed from the register on {said(removed.value)}, as the school says", removed)


def destination_told(subject: Subject) -> Answer:
    """4.7 wants the leaver's destination."""
    if subject.kind is not Kind.ROLL_REMOVAL:
        return None
    if subject.child.moved_to is None:
        return subject.unknown("destination")
    return subject.finding("a destination is given, which nobody has confirmed", subject.child.moved_to)


def attempt_untold(enquiry: Enquiry, subject: Subject) -> Answer:
    """Whether a way that 4.5 names was tried; asked for where the school does not say so."""
    asked = subject.kind is Kind.NO_SHOW and enquiry in subject.mail.policy.words("attempts")
    tried = any(field.value is enquiry for field in subject.child.enquiries)
    return subject.unknown(enquiry.value) if asked and not tried else None


def _year_at_start(subject: Subject) -> str | None:
    """The year group as told, or else by the date of birth on the start day ("R" is 0)."""
    child = subject.child
    if child.year_group is not None:
        return child.year_group.value
    if child.date_of_birth is None or child.start_date is None:
        return None
    year = year_group(child.date_of_birth.value, child.start_date.value)
    return "R" if year == 0 else str(year)


RULES = (
    Rule("4.1", "family_untraced", "after a no-show nobody knows where the child is", family_untraced),
    Rule("4.2", "cohort_place", "the place is a cohort's, so that there was an induction", cohort_place),
    Rule("4.3", "enrolment_late", "more than 10 school days have passed since the agreed start", enrolment_late),
    Rule(
        "4.4",
        "register_entry_due",
        "the agreed start day has come",
        partial(start_has_come, "the register should hold the child from"),
    ),
    Rule(
        "4.5",
        "no_show",
        "a school says that a child did not arrive",
        partial(is_kind, Kind.NO_SHOW, "a school says that the child did not arrive"),
    ),
    Rule("4.5", "telephone_tried", "whether the parent was telephoned", partial(attempt_untold, Enquiry.TELEPHONE)),
    Rule("4.5", "email_tried", "whether the parent was e-mailed", partial(attempt_untold, Enquiry.EMAIL)),
    Rule("4.5", "letter_tried", "whether a letter was sent", partial(attempt_untold, Enquiry.LETTER)),
    Rule("4.5", "attempts_exhausted", "telephone, email and letter were all tried", attempts_exhausted),
    Rule(
        "4.6",
        "place_declined",
        "a parent does not want the place",
        partial(is_kind, Kind.PLACE_DECLINED, "the parent does not want the place"),
    ),
    Rule("4.7", "removal_told", "a school tells of a removal, and its day", removal_told),
    Rule("4.7", "destination_told", "a school tells a leaver's destination", destination_told),
    Rule(
        "4.8",
        "handed_over",
        "School Admissions hands a family over",
        partial(is_kind, Kind.HANDOVER, "School Admissions cannot trace the family"),
    ),
)
