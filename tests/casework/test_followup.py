from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mailbot.casework.decide import decide
from mailbot.model.case import Case, CaseStatus, Task, TaskOutcome
from mailbot.model.decision import Decision
from mailbot.model.policy import Action
from mailbot.model.referral import Child, Contact, Kind, OrganisationType, Referrer, RiskFactor
from tests.casework.build import a_child, a_message, a_reading, a_triage, circumstances, read
from tests.casework.officers import a_full_case, a_task

S = CaseStatus
ZOE = a_child()


def follow(case: Case, child: Child, kind: Kind = Kind.CASE_UPDATE, *tasks: Task, **reading: Any) -> Decision:
    """What becomes of a mail about the child, who is Zoe Khan of the case."""
    mail = replace(a_reading(kind, (child,)), **reading)
    return decide(a_message(), mail, a_triage(), replace(circumstances(case), tasks=tasks))


def names(decision: Decision) -> list[str]:
    return [event.name for event in decision.events if event.name != "letter"]


def case_of(decision: Decision) -> Case:
    return decision.updates[0].case


def test_a_follow_up_fills_what_was_missing_and_says_which() -> None:
    decision = follow(a_full_case(), replace(ZOE, upn=read("A123456789012"), postcode=read("RM1 3BB")))
    case = case_of(decision)
    assert (case.upn, case.postcode, case.facts["upn"]) == ("A123456789012", "RM1 3BB", "A123456789012")
    assert names(decision) == ["mail added", "facts added"]
    assert decision.events[1].detail == "upn, postcode"


def test_a_conflict_is_told_and_what_is_known_stays() -> None:
    known = a_full_case(facts={**a_full_case().facts, "last_school": "Manor Primary"})
    decision = follow(known, replace(ZOE, last_school=read("Hill Primary")))
    assert case_of(decision).facts["last_school"] == "Manor Primary"
    conflict = next(event for event in decision.events if event.name == "conflict")
    assert conflict.rule == "last_school"
    assert conflict.detail == "last_school: known is Manor Primary; this mail says Hill Primary"


def test_what_an_officer_put_right_no_mail_adds_to() -> None:
    mark = {"by": "Olu", "at": "2026-11-24", "reason": "wrong child", "read": "A123456789012"}
    corrected = a_full_case(facts={**a_full_case().facts, "upn": None}, corrected={"upn": mark})
    decision = follow(corrected, replace(ZOE, upn=read("A123456789012")))
    assert case_of(decision).upn is None
    assert names(decision) == ["mail added", "conflict"]


def test_lists_grow_and_a_known_contact_is_not_doubled() -> None:
    mother = {"name": "Ana Khan", "relationship": None, "phones": ["+447700900001"], "emails": []}
    known = a_full_case(facts={**a_full_case().facts, "contacts": [mother], "risk_factors": ["homeless"]})
    told = Contact(name=read("ana khan"), relationship=read("mother"), phones=(read("+447700900002"),))
    father = Contact(name=read("Sam Khan"))
    more = replace(ZOE, contacts=(told, father), risk_factors=(read(RiskFactor.HEALTH),))
    facts = case_of(follow(known, more)).facts
    assert facts["risk_factors"] == ["homeless", "health"]
    assert [(one["name"], one["relationship"], one["phones"]) for one in facts["contacts"]] == [
        ("Ana Khan", "mother", ["+447700900001", "+447700900002"]),
        ("Sam Khan", None, []),
    ]


def test_the_wait_for_the_referrer_ends_when_all_that_was_asked_for_has_arrived() -> None:
    waiting = a_full_case(status=S.AWAITING_INFORMATION, asked=("address", "parent_name"))
    wait = a_task("await_referrer", clause="5.2")
    half = follow(waiting, replace(ZOE, address=read("1 High Street")), Kind.CASE_UPDATE, wait)
    assert (case_of(half).status, case_of(half).asked, half.ended) == (S.AWAITING_INFORMATION, ("parent_name",), ())
    rest = follow(case_of(half), replace(ZOE, contacts=(Contact(name=read("Ana")),)), Kind.CASE_UPDATE, wait)
    assert (case_of(rest).status, case_of(rest).asked) == (S.NEW, ())
    assert [(task.code, task.outcome) for task in rest.ended] == [("await_referrer", TaskOutcome.DONE)]
    assert "status changed" in names(rest)


def test_a_chaser_is_logged_as_one() -> None:
    decision = follow(a_full_case(), ZOE, Kind.STATUS_QUERY)
    assert names(decision) == ["chaser"]
    assert decision.events[0].clause == "6.3"


@pytest.mark.parametrize(
    "report",
    [{"whereabouts_known": read(True)}, {"moved_to": read("Hill Primary"), "start_date": read(date(2026, 11, 2))}],
)
@pytest.mark.parametrize("kind", [Kind.CASE_UPDATE, Kind.AGENCY_REPLY])
def test_a_report_that_the_child_is_found_waits_for_an_officer(kind: Kind, report: dict[str, Any]) -> None:
    decision = follow(a_full_case(), replace(ZOE, **report), kind)
    case = case_of(decision)
    assert case.status is S.REPORTED_LOCATED
    assert case.facts["whereabouts_known"] is None  # nobody has confirmed it
    assert {"reported located", "status changed"} <= set(names(decision))


def test_a_report_on_a_closed_case_changes_no_status_and_an_officer_looks() -> None:
    decision = follow(a_full_case(status=S.CLOSED), replace(ZOE, whereabouts_known=read(True)))
    assert case_of(decision).status is S.CLOSED
    assert [task.code for task in decision.tasks] == ["look_at_closed_case"]


def test_a_new_referral_is_no_report_that_the_child_is_found() -> None:
    decision = follow(a_full_case(), replace(ZOE, whereabouts_known=read(True)), Kind.REFERRAL)
    assert case_of(decision).status is S.ENQUIRIES
    assert "referred again" in names(decision)


@pytest.mark.parametrize(
    ("writer", "code"),
    [
        (OrganisationType.POLICE, "ask_agencies"),
        (OrganisationType.HOUSING, "ask_public_services"),
        (OrganisationType.LOCAL_AUTHORITY, "ask_other_authority"),
        (OrganisationType.SCHOOL, "confirm_provision"),
    ],
)
def test_an_answer_finds_the_open_task_that_it_answers_and_an_officer_ends_it(
    writer: OrganisationType, code: str
) -> None:
    codes = ("search_systems", "ask_agencies", "ask_public_services", "ask_other_authority", "confirm_provision")
    tasks = tuple(a_task(one, id=place) for place, one in enumerate(codes))
    referrer = Referrer(organisation_type=read(writer))
    decision = follow(a_full_case(), ZOE, Kind.AGENCY_REPLY, *tasks, referrer=referrer)
    assert [(task.code, task.outcome, task.ended) for task in decision.ended] == [(code, TaskOutcome.ANSWERED, False)]
    assert "task answered" in names(decision)


def test_an_answer_to_a_task_that_has_ended_answers_nothing() -> None:
    done = a_task("ask_agencies", TaskOutcome.DONE)
    referrer = Referrer(organisation_type=read(OrganisationType.POLICE))
    assert follow(a_full_case(), ZOE, Kind.AGENCY_REPLY, done, referrer=referrer).ended == ()


def test_a_child_whose_case_is_over_has_a_new_episode_linked_with_the_earlier() -> None:
    decision = follow(a_full_case(status=S.CLOSED), ZOE, Kind.REFERRAL)
    (opening,) = decision.openings
    assert decision.updates == ()
    assert [(link.name, link.other) for link in decision.links] == [("earlier episode", a_full_case().reference)]
    assert opening.case.status is S.NEW


def test_a_mail_about_a_duplicate_goes_to_the_case_that_it_was_merged_into() -> None:
    stays = a_full_case("CME-2026-STAYS00000", forename="Someone", surname="Else", date_of_birth=None, facts={})
    duplicate = a_full_case(status=S.DUPLICATE, duplicate_of=stays.reference)
    mail = a_reading(Kind.CASE_UPDATE, (ZOE,))
    decision = decide(a_message(), mail, a_triage(), circumstances(duplicate, stays))
    assert [update.case.reference for update in decision.updates] == [stays.reference]


def test_domestic_abuse_locks_the_cases_of_every_child_of_the_mail() -> None:
    fled = replace(ZOE, risk_factors=(read(RiskFactor.DOMESTIC_ABUSE),))
    mail = a_reading(Kind.REFERRAL, (fled, a_child("Ali", born=date(2017, 1, 1))))
    decision = decide(a_message(), mail, a_triage(), circumstances(a_full_case()))
    assert decision.updates[0].case.restricted
    assert decision.openings[0].case.restricted
    assert [event.reference for event in decision.events if event.name == "restricted"] == [
        decision.openings[0].case.reference,
        a_full_case().reference,
    ]


def test_findings_and_tasks_go_to_the_child_that_they_are_about() -> None:
    mail = a_reading(Kind.REFERRAL, (ZOE, a_child("Ali", born=date(2017, 1, 1))))
    triage = a_triage(actions=(Action("ask_housing", "6.1", "Ask", child=1),))
    decision = decide(a_message(), mail, triage, circumstances(a_full_case()))
    assert [task.reference for task in decision.tasks] == [decision.openings[0].case.reference]


def test_an_enquiry_is_asked_for_once_and_what_recurs_again_when_it_was_done() -> None:
    triage = a_triage(actions=(Action("search_systems", "6.1", "a"), Action("refer_to_social_care", "6.5", "b")))
    done = (a_task("search_systems", TaskOutcome.DONE), a_task("refer_to_social_care", TaskOutcome.DONE, id=2))
    known = replace(circumstances(a_full_case()), tasks=done)
    decision = decide(a_message(), a_reading(Kind.REFERRAL, (ZOE,)), triage, known)
    assert [task.code for task in decision.tasks] == ["refer_to_social_care"]
    still = replace(known, tasks=(a_task("refer_to_social_care"),))
    again = decide(a_message(), a_reading(Kind.REFERRAL, (ZOE,)), triage, still)
    assert [task.code for task in again.tasks] == ["search_systems"]


@pytest.mark.parametrize(
    ("start", "due"), [(date(2026, 11, 20), date(2026, 12, 1)), (date(2026, 9, 1), date(2026, 11, 24))]
)
def test_a_no_shows_enrolment_is_watched_until_the_tenth_school_day(start: date, due: date) -> None:
    def after(day: date, count: int) -> date:
        assert count == 10
        return date(2026, 12, 1) if day.month == 11 else date(2026, 9, 15)

    known = replace(circumstances(), due_after=after)
    mail = a_reading(Kind.NO_SHOW, (replace(ZOE, start_date=read(start)),))
    (task,) = decide(a_message(), mail, a_triage(), known).tasks
    assert (task.code, task.clause, task.due) == ("enrolment_watch", "4.3", due)


def test_a_referrer_who_was_asked_for_more_is_waited_for() -> None:
    triage = a_triage(missing=("address",))
    decision = decide(a_message(), a_reading(Kind.REFERRAL, (ZOE,)), triage, circumstances())
    (task,) = decision.tasks
    assert (task.code, task.clause, task.due) == ("await_referrer", "5.2", date(2026, 11, 29))
    assert decision.openings[0].case.asked == ("address",)
