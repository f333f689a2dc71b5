"""What follows from the findings: priority, desk, answer, questions, tasks, clauses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mailbot.config.calendar import calendar as load_calendar
from mailbot.model.policy import Action, Disposition, Priority, Queue, Triage
from mailbot.model.policypack import PolicyOn
from mailbot.model.referral import Kind, Mailbox
from mailbot.policy.engine import triage
from tests.policy.readings import reading
from tests.policy.test_tables import TABLES

TODAY = date(2026, 11, 24)
CALENDAR = load_calendar((TABLES / "calendar.toml").read_text())
COMPLETE = {
    "forename": "Ada",
    "surname": "Bright",
    "date_of_birth": date(2015, 5, 5),
    "address": "4 Larch Way, Romford",
    "contacts": [{"name": "Cora Bright", "phones": ["+447700900123"]}],
}
TRIED = ["telephone", "email", "letter"]


def decide(policy: PolicyOn, kind: str, *children: dict[str, Any], mailbox: str = "cme", **more: Any) -> Triage:
    told = reading({"kind": kind, "children": children, **more})
    return triage(told, Mailbox(mailbox), policy, TODAY, CALENDAR)


def complete(**more: Any) -> dict[str, Any]:
    return {**COMPLETE, **more}


PRIORITIES: list[tuple[str, dict[str, Any], str, str]] = [
    ("referral", {}, "standard", "nothing in it presses"),
    ("referral", {"whereabouts_known": False}, "standard", "nothing in it presses"),
    ("referral", {"whereabouts_known": False, "social_care": "known"}, "standard", "nothing in it presses"),
    ("referral", {"risk_factors": ["homeless"]}, "standard", "nothing in it presses"),
    ("referral", {"risk_factors": ["homeless"], "whereabouts_known": True}, "standard", "nothing in it presses"),
    (
        "referral",
        {"risk_factors": ["homeless"], "whereabouts_known": False},
        "urgent",
        "a risk stands, and nobody knows where the child is (3.4)",
    ),
    (
        "agency_reply",
        {"social_care": "cin", "whereabouts_known": False},
        "urgent",
        "a risk stands, and nobody knows where the child is (3.4)",
    ),
    (
        "roll_removal",
        {"social_care": "cin", "moved_to": "Poland", "whereabouts_known": True},
        "urgent",
        "in need or on a plan, and leaving the UK (6.4)",
    ),
    (
        "case_update",
        {"social_care": "lac", "whereabouts_known": False},
        "immediate",
        "on a protection plan or looked after, and not known to be anywhere (6.5)",
    ),
    (
        "home_education",
        {"concerns": ["radicalisation"], "whereabouts_known": True},
        "immediate",
        "significant harm is feared: radicalisation (6.5)",
    ),
    (
        "referral",
        {"concerns": ["fgm"], "risk_factors": ["homeless"], "whereabouts_known": False},
        "immediate",
        "significant harm is feared: fgm (6.5)",
    ),
    ("other", {"concerns": ["self_harm"]}, "immediate", "significant harm is feared: self harm (6.5)"),
]


@pytest.mark.parametrize(("kind", "child", "priority", "reason"), PRIORITIES)
def test_the_most_pressing_finding_decides(
    kind: str, child: dict[str, Any], priority: str, reason: str, policy: PolicyOn
) -> None:
    decided = decide(policy, kind, child)
    assert (decided.priority, decided.reason) == (priority, reason)


def test_one_child_in_danger_among_siblings_makes_the_mail_immediate(policy: PolicyOn) -> None:
    decided = decide(policy, "referral", complete(), complete(concerns=["fgm"]))
    assert decided.priority is Priority.IMMEDIATE
    assert [finding.child for finding in decided.findings if finding.rule == "significant_concern"] == [1]


@pytest.mark.parametrize(
    ("wants", "priority", "disposition", "reason"),
    [
        (None, "standard", "acknowledge", "nothing in it presses"),
        ("answer", "standard", "acknowledge", "nothing in it presses"),
        ("look", "standard", "none", "nothing in it presses"),
        ("nothing", "none", "none", "other mail that needs no work"),
    ],
)
def test_a_mail_about_no_case_gets_what_it_wants(
    wants: str | None, priority: str, disposition: str, reason: str, policy: PolicyOn
) -> None:
    decided = decide(policy, "other", wants=wants)
    assert (decided.priority, decided.disposition, decided.reason) == (priority, disposition, reason)
    assert decided.clauses == ()


def test_what_a_mail_wants_matters_for_no_other_kind(policy: PolicyOn) -> None:
    decided = decide(policy, "case_update", wants="nothing")
    assert (decided.priority, decided.disposition) == (Priority.STANDARD, Disposition.ACKNOWLEDGE)


def test_mail_that_no_person_wrote_is_asked_nothing(policy: PolicyOn) -> None:
    decided = decide(policy, "automatic", {"concerns": ["fgm"]}, confidence=0.1)
    assert (decided.priority, decided.disposition) == (Priority.NONE, Disposition.NONE)
    assert (decided.findings, decided.unknowns, decided.actions, decided.missing) == ((), (), (), ())
    assert decided.reason == "automatic mail that needs no work"


ANSWERS = {
    "referral": "acknowledge",
    "no_show": "advise",
    "place_declined": "advise",
    "handover": "acknowledge",
    "home_education": "acknowledge",
    "place_request": "acknowledge",
    "cross_border_enquiry": "acknowledge",
    "agency_reply": "acknowledge",
    "case_update": "acknowledge",
    "status_query": "case_status",
    "roll_removal": "acknowledge",
    "automatic": "none",
    "other": "acknowledge",
}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_complete_mail_is_answered_as_its_kind_wants(kind: Kind, policy: PolicyOn) -> None:
    child = complete(start_date=date(2026, 11, 9), enquiries=TRIED, removed_on=TODAY, moved_to="Leeds")
    decided = decide(policy, kind, child)
    assert (decided.disposition, decided.missing) == (ANSWERS[kind], ())


NEEDED = {
    "referral": ["child_name", "date_of_birth", "address", "parent_name"],
    "no_show": ["child_name", "date_of_birth", "address", "parent_name", "start_date", *TRIED],
    "place_declined": ["child_name", "date_of_birth", "parent_name"],
    "handover": ["child_name", "date_of_birth", "address", "parent_name"],
    "home_education": ["child_name", "date_of_birth", "address", "parent_name"],
    "place_request": ["child_name", "date_of_birth", "address", "parent_name"],
    "cross_border_enquiry": ["child_name", "date_of_birth"],
    "roll_removal": ["child_name", "date_of_birth", "removal_date", "destination"],
}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_mail_that_names_no_child_is_asked_for_all_that_its_kind_needs(kind: Kind, policy: PolicyOn) -> None:
    decided = decide(policy, kind)
    needed = NEEDED.get(kind, [])
    assert list(decided.missing[: len(needed)]) == needed
    assert decided.disposition == ("ask_for_information" if needed else ANSWERS[kind])


def test_wanted_facts_are_asked_along_with_needed_ones_only(policy: PolicyOn) -> None:
    assert decide(policy, "referral", complete()).missing == ()
    asked = decide(policy, "referral", complete(date_of_birth=None, last_school="Larkmead School"))
    assert asked.missing == ("date_of_birth", "last_attended", "whereabouts", "enquiries", "social_care")


def test_every_wanted_fact_that_is_told_is_not_asked_again(policy: PolicyOn) -> None:
    told = {"last_school": "x", "last_attended": TODAY, "whereabouts_known": False, "social_care": "none"}
    asked = decide(policy, "referral", complete(forename=None, enquiries=["letter"], **told))
    assert asked.missing == ("child_name",)


def test_a_fact_that_one_sibling_lacks_is_asked_once(policy: PolicyOn) -> None:
    decided = decide(policy, "place_declined", complete(), complete(surname=None), complete(surname=None))
    assert decided.missing == ("child_name", "new_arrangements")


def test_a_no_show_is_advised_before_every_attempt_was_made_and_asked_for_them_with_the_start(policy: PolicyOn) -> None:
    told = {"enquiries": ["telephone"], "whereabouts_known": False, "social_care": "none"}
    advised = decide(policy, "no_show", complete(start_date=TODAY, **told))
    assert (advised.disposition, advised.missing) == ("advise", ())
    assert decide(policy, "no_show", complete(**told)).missing == ("start_date", "email", "letter")


def test_the_last_day_at_school_serves_for_the_day_of_removal(policy: PolicyOn) -> None:
    assert decide(policy, "roll_removal", complete(moved_to="Leeds", last_attended=TODAY)).missing == ()
    assert decide(policy, "roll_removal", complete(moved_to="Leeds")).missing == ("removal_date",)


@pytest.mark.parametrize(
    ("kind", "mailbox", "queue", "copied_to"),
    [
        ("no_show", "admissions", "admissions", ()),
        ("no_show", "cme", "admissions", ()),
        ("place_declined", "cme", "admissions", ()),
        ("referral", "admissions", "cme", ()),
        ("handover", "admissions", "cme", ()),
        ("place_request", "admissions", "cme", ("admissions",)),
        ("status_query", "admissions", "cme", ()),
        ("other", "admissions", "admissions", ()),
        ("other", "cme", "cme", ()),
        ("automatic", "admissions", "admissions", ()),
    ],
)
def test_each_kind_has_its_desk_whatever_mailbox_it_came_to(
    kind: str, mailbox: str, queue: str, copied_to: tuple[str, ...], policy: PolicyOn
) -> None:
    decided = decide(policy, kind, complete(), mailbox=mailbox)
    assert (decided.queue, decided.copied_to) == (queue, copied_to)


@pytest.mark.parametrize(
    "child",
    [
        {"risk_factors": ["health"]},
        {"social_care": "cpp", "whereabouts_known": True},
        {"social_care": "cin", "whereabouts_known": False},
        {"social_care": "lac", "whereabouts_known": False},
        {"social_care": "cin", "moved_to": "Poland"},
        {"concerns": ["other_harm"]},
        {"enquiries": TRIED},
        {"whereabouts_known": False},
    ],
)
def test_a_risk_or_exhausted_attempts_bring_cme_in(child: dict[str, Any], policy: PolicyOn) -> None:
    assert decide(policy, "no_show", complete(**child)).copied_to == (Queue.CME,)
    assert decide(policy, "referral", complete(**child)).copied_to == ()


def test_nothing_known_of_a_risk_brings_nobody_in(policy: PolicyOn) -> None:
    assert decide(policy, "no_show", complete(enquiries=["telephone"])).copied_to == ()


def test_clauses_are_those_of_the_kind_and_of_every_finding_in_order(policy: PolicyOn) -> None:
    child = complete(social_care="cin", moved_to="Poland", concerns=["abduction"], risk_factors=["health"])
    assert decide(policy, "referral", child).clauses == ("3.4", "5.1", "6.4", "6.5")
    assert decide(policy, "agency_reply").clauses == ("6.1",)


def test_tasks_follow_the_findings_child_by_child(policy: PolicyOn) -> None:
    decided = decide(policy, "place_declined", complete(), complete(concerns=["exploitation"]))
    assert decided.actions == (
        Action(
            "refer_to_social_care",
            "6.5",
            "Refer to Children's Social Care now, by telephone and in writing, and record when and to whom",
            child=1,
            due_school_days=0,
        ),
        *(
            Action(
                "advise_declined",
                "4.6",
                "School Admissions advises the school; ask for the parent's statement and the new arrangements",
                child=index,
                due_school_days=2,
            )
            for index in (0, 1)
        ),
    )


def test_a_task_that_two_findings_call_for_is_given_once(policy: PolicyOn) -> None:
    child = complete(concerns=["abduction"], social_care="cpp", whereabouts_known=False)
    codes = [action.code for action in decide(policy, "referral", child).actions]
    assert codes.count("refer_to_social_care") == 1


def test_an_untraced_child_starts_the_enquiries_of_6_1(policy: PolicyOn) -> None:
    child = complete(whereabouts_known=False, last_attended=date(2026, 11, 23))
    codes = {action.code for action in decide(policy, "referral", child).actions}
    assert codes == {
        "search_systems",
        "ask_agencies",
        "ask_public_services",
        "establish_location",
        "look_again",
        "lost_pupil_record",
    }


def test_a_task_may_be_due_after_a_value_of_the_policy(policy: PolicyOn) -> None:
    [again] = [a for a in decide(policy, "referral", {"whereabouts_known": False}).actions if a.code == "look_again"]
    assert again.due_school_days == policy.whole("review_interval") == 20


def test_a_plan_that_leaves_the_country_is_a_task_for_its_social_worker(policy: PolicyOn) -> None:
    child = complete(social_care="cin", moved_to="Poland", whereabouts_known=True)
    codes = [action.code for action in decide(policy, "case_update", child).actions]
    assert codes[:2] == ["tell_social_worker", "border_information"]


def test_a_mail_of_uncertain_purpose_goes_to_an_officer(policy: PolicyOn) -> None:
    decided = decide(policy, "other", confidence=0.2)
    assert [(finding.rule, finding.child) for finding in decided.findings] == [("purpose_unsure", None)]
    assert [action.code for action in decided.actions] == ["decide_purpose"]
    assert decided.clauses == ("5.3",)
