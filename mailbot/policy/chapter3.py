"""Chapter 3: children at particular risk of missing education."""

from __future__ import annotations

from functools import partial

from mailbot.model.days import said
from mailbot.model.referral import Kind, OrganisationType, RiskFactor, SocialCare
from mailbot.policy.age import of_school_age
from mailbot.policy.facts import in_care_as, whereabouts_unknown
from mailbot.policy.judges import is_kind, start_has_come
from mailbot.policy.rule import Answer, Rule, Subject

FACTORS = {
    RiskFactor.HOMELESS: "homeless, or in temporary or shared accommodation",
    RiskFactor.DOMESTIC_ABUSE: "the family flees domestic abuse: the address is kept to those who must know it",
    RiskFactor.CHILD_PROTECTION_PLAN: "subject to a child protection plan",
    RiskFactor.GYPSY_ROMA_TRAVELLER: "of Gypsy, Roma or Traveller background",
    RiskFactor.HIGHLY_MOBILE: "of a highly mobile family",
    RiskFactor.YOUTH_JUSTICE: "in the criminal justice system",
    RiskFactor.HEALTH: "has long-term medical or emotional health problems",
    RiskFactor.PRIVATE_FOSTERING: "in a private fostering arrangement",
    RiskFactor.SCHOOL_AGED_PARENT: "a school aged parent",
    RiskFactor.PARENT_NEED: "has a parent with learning difficulties or a mental health diagnosis",
}


def not_on_roll(subject: Subject) -> Answer:
    """Of school age and off roll: removed, asking for a place, or told of by somebody who is no school."""
    child, mail = subject.child, subject.mail
    if subject.kind not in (Kind.REFERRAL, Kind.PLACE_REQUEST):
        return None
    born = child.date_of_birth
    if born is not None and not of_school_age(born.value, mail.today, mail.policy):
        return None
    if child.removed_on is not None and child.removed_on.value <= mail.today:
        return subject.finding(f"off roll since {said(child.removed_on.value)}", child.removed_on)
    teller = mail.reading.referrer.organisation_type
    if subject.kind is Kind.REFERRAL and (teller is None or teller.value is OrganisationType.SCHOOL):
        return subject.unknown("on_roll")
    return subject.finding("said to be out of school", mail.reading.kind)


def risk_and_whereabouts_unknown(subject: Subject) -> Answer:
    """A factor of 3.4, or a child in need, whom nobody can find."""
    child = subject.child
    in_need = in_care_as(child, SocialCare.CIN)
    if not (child.risk_factors or in_need):
        return None
    if child.whereabouts_known is None:
        return subject.unknown("whereabouts")
    if not whereabouts_unknown(child):
        return None
    risk = child.risk_factors or (child.social_care,)
    return subject.finding("a risk stands, and nobody knows where the child is", *risk, child.whereabouts_known)


def factor_stands(factor: RiskFactor, subject: Subject) -> Answer:
    """One of the ten circumstances, where the mail asserts it."""
    asserted = [field for field in subject.child.risk_factors if field.value is factor]
    return subject.finding(FACTORS[factor], *asserted) if asserted else None


def protection_plan(subject: Subject) -> Answer:
    """The plan is a factor whether it is named as one or told as social care; silence about social care is asked."""
    plan = factor_stands(RiskFactor.CHILD_PROTECTION_PLAN, subject)
    care = subject.child.social_care
    if plan is not None:
        return plan
    if care is None:
        return subject.unknown("social_care")
    if care.value is SocialCare.CPP:
        return subject.finding(FACTORS[RiskFactor.CHILD_PROTECTION_PLAN], care)
    return None


_JUDGES = {RiskFactor.CHILD_PROTECTION_PLAN: protection_plan}

RULES = (
    Rule("3.1", "not_on_roll", "the child is of school age and on no roll", not_on_roll),
    Rule(
        "3.2",
        "place_not_taken_up",
        "the child has a place and has not attended",
        partial(start_has_come, "has a place, and did not attend on"),
    ),
    Rule(
        "3.3",
        "home_education",
        "the mail is about home education",
        partial(is_kind, Kind.HOME_EDUCATION, "home education: its officer judges whether it is suitable"),
    ),
    *(
        Rule("3.4", factor.value, says.partition(":")[0], _JUDGES.get(factor, partial(factor_stands, factor)))
        for factor, says in FACTORS.items()
    ),
    Rule(
        "3.4",
        "risk_and_whereabouts_unknown",
        "a factor of 3.4 stands, or the child is in need, and whereabouts are unknown",
        risk_and_whereabouts_unknown,
    ),
)
