"""Chapter 6: what the authority does. 6.4 and 6.5 stand above every other rule."""

from __future__ import annotations

from mailbot.model.referral import Kind, RiskFactor, SocialCare
from mailbot.policy.age import year_group
from mailbot.policy.facts import abroad, in_care_as, is_traced_mail, whereabouts_unknown
from mailbot.policy.rule import Answer, Rule, Subject

_ON_A_CASE = (Kind.AGENCY_REPLY, Kind.CASE_UPDATE)
_YEARS = {"N": -1, "R": 0} | {str(year): year for year in range(1, 14)}


def nobody_knows_where(subject: Subject) -> Answer:
    """6.1: the enquiries begin where nobody knows; silence is asked about where the mail is about finding a child."""
    known = subject.child.whereabouts_known
    if known is None:
        return subject.unknown("whereabouts") if is_traced_mail(subject) else None
    return None if known.value else subject.finding("nobody knows where the child is", known)


def information_on_a_case(subject: Subject) -> Answer:
    """6.1: an agency answers, or somebody adds to a case; without a reference an officer finds the case."""
    reading = subject.mail.reading
    if subject.kind not in _ON_A_CASE:
        return None
    if not reading.case_references:
        return subject.unknown("case_reference")
    return subject.finding("new information on a case", *reading.case_references)


def reported_located(subject: Subject) -> Answer:
    """6.1: a report is not yet a confirmation."""
    known = subject.child.whereabouts_known
    if subject.kind not in _ON_A_CASE:
        return None
    if known is None:
        return subject.unknown("whereabouts")
    return subject.finding("the child is reported as found; an officer confirms it", known) if known.value else None


def year_group_disagrees(subject: Subject) -> Answer:
    """6.1, accurate records: a year group that differs by more than one from that of the date of birth."""
    born, told = subject.child.date_of_birth, subject.child.year_group
    if told is None or told.value not in _YEARS:
        return None
    if born is None:
        return subject.unknown("date_of_birth")
    by_birth = year_group(born.value, subject.mail.today)
    if abs(_YEARS[told.value] - by_birth) <= 1:
        return None
    return subject.finding(f"year group {told.value} does not go with the date of birth", told, born)


def enquiry_without_trace(subject: Subject) -> Answer:
    """6.2: the last enquiry without a trace calls for the review."""
    if subject.kind is not Kind.AGENCY_REPLY:
        return None
    known = subject.child.whereabouts_known
    if known is None:
        return subject.unknown("whereabouts")
    return subject.finding("an enquiry came back without a trace of the child", known) if not known.value else None


def status_asked(subject: Subject) -> Answer:
    """6.3: only the reference tells which case is meant."""
    references = subject.mail.reading.case_references
    if subject.kind is not Kind.STATUS_QUERY:
        return None
    if not references:
        return subject.unknown("case_reference")
    return subject.finding("somebody asks how a case stands", *references)


def plan_and_leaving_the_country(subject: Subject) -> Answer:
    """6.4: in need or on a plan, and gone or going abroad. A destination that is not told is asked for."""
    child = subject.child
    if not (in_care_as(child, SocialCare.CIN, SocialCare.CPP) or _has_plan(subject)):
        return None
    if child.moved_to is None:
        return subject.unknown("destination")
    if not abroad(child.moved_to, subject.mail.policy.places):
        return None
    return subject.finding("in need or on a plan, and leaving the UK", child.social_care, child.moved_to)


def concern_and_leaving_the_country(subject: Subject) -> Answer:
    child = subject.child
    if not child.concerns or not abroad(child.moved_to, subject.mail.policy.places):
        return None
    return subject.finding("harm is feared, and the child is leaving the UK", *child.concerns, child.moved_to)


def significant_concern(subject: Subject) -> Answer:
    """6.5: an asserted concern is immediate whether or not anybody knows where the child is."""
    concerns = subject.child.concerns
    if not concerns:
        return None
    names = ", ".join(str(field.value).replace("_", " ") for field in concerns)
    return subject.finding(f"significant harm is feared: {names}", *concerns)


def plan_and_whereabouts_unknown(subject: Subject) -> Answer:
    """6.5: on a plan or looked after, and untraced. In mail about finding a child silence counts as untraced."""
    child = subject.child
    if not (in_care_as(child, SocialCare.CPP, SocialCare.LAC) or _has_plan(subject)):
        return None
    silent = child.whereabouts_known is None
    if silent and not is_traced_mail(subject):
        return subject.unknown("whereabouts")
    if not silent and not whereabouts_unknown(child):
        return None
    return subject.finding(
        "on a protection plan or looked after, and not known to be anywhere", child.social_care, child.whereabouts_known
    )


def _has_plan(subject: Subject) -> bool:
    return any(field.value is RiskFactor.CHILD_PROTECTION_PLAN for field in subject.child.risk_factors)


RULES = (
    Rule("6.1", "whereabouts_unknown", "nobody knows where the child is", nobody_knows_where),
    Rule(
        "6.1", "information_on_a_case", "an agency answers, or somebody adds to a case", information_on_a_case, "mail"
    ),
    Rule("6.1", "reported_located", "the child is reported as found", reported_located),
    Rule("6.1", "year_group_disagrees", "year group and date of birth disagree", year_group_disagrees),
    Rule("6.2", "enquiry_without_trace", "an enquiry came back without a trace", enquiry_without_trace),
    Rule("6.3", "status_asked", "somebody asks how a case stands", status_asked, "mail"),
    Rule(
        "6.4",
        "plan_and_leaving_the_country",
        "a child in need or on a plan leaves the UK",
        plan_and_leaving_the_country,
    ),
    Rule(
        "6.5",
        "concern_and_leaving_the_country",
        "harm is feared of a child who leaves the UK",
        concern_and_leaving_the_country,
    ),
    Rule("6.5", "significant_concern", "significant harm is feared", significant_concern),
    Rule(
        "6.5",
        "plan_and_whereabouts_unknown",
        "a child on a plan or looked after is untraced",
        plan_and_whereabouts_unknown,
    ),
)
