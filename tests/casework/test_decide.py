from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mailbot.casework.decide import decide, quarantine
from mailbot.model.case import CaseStatus
from mailbot.model.letter import Correspondence
from mailbot.model.message import Sender, Standing
from mailbot.model.policy import Action, Disposition, Priority
from mailbot.model.referral import Kind
from tests.casework.build import HEAD, a_case, a_child, a_message, a_reading, a_triage, circumstances


def test_every_child_of_a_referral_gets_a_case_and_the_sender_one_letter() -> None:
    reading = a_reading(children=(a_child("Zoe"), a_child("Ali")))
    decision = decide(a_message(), reading, a_triage(), circumstances())
    assert [o.case.forename for o in decision.openings] == ["Zoe", "Ali"]
    assert decision.reply is not None
    assert decision.reply.to == "head@manor.example"
    assert decision.reply.variables["references"] == ("CME-2026-0000000001", "CME-2026-0000000002")
    assert [(event.name, event.reference[-1]) for event in decision.events] == [
        ("opened", "1"),
        ("finding", "1"),
        ("opened", "2"),
        ("finding", "2"),
        ("same mail", "2"),
        ("letter", "1"),
        ("letter", "2"),
    ]


def test_a_child_with_a_case_is_attached_to_it_and_its_priority_only_rises() -> None:
    reading = a_reading(children=(a_child(),))
    decision = decide(a_message(), reading, a_triage(), circumstances(a_case()))
    assert decision.openings == ()
    (update,) = decision.updates
    assert (update.case.reference, update.case.version, update.case.priority) == (
        "CME-2026-7K3M9QX4TZ",
        4,
        Priority.URGENT,
    )
    raised = decide(a_message(), reading, a_triage(priority=Priority.IMMEDIATE), circumstances(a_case()))
    assert raised.updates[0].case.priority is Priority.IMMEDIATE


def test_a_doubtful_match_opens_a_case_and_tells_an_officer() -> None:
    reading = a_reading(children=(a_child("Sara"),))
    decision = decide(a_message(), reading, a_triage(), circumstances(a_case()))
    (opening,) = decision.openings
    doubt = next(event for event in decision.events if event.name == "perhaps the same")
    assert doubt.reference == opening.case.reference
    assert "CME-2026-7K3M9QX4TZ" in doubt.detail


@pytest.mark.parametrize(
    "kind", [Kind.STATUS_QUERY, Kind.AGENCY_REPLY, Kind.CASE_UPDATE, Kind.ROLL_REMOVAL, Kind.OTHER]
)
def test_mail_about_a_child_that_we_do_not_know_opens_no_case_unless_it_refers_one(kind: Kind) -> None:
    decision = decide(a_message(), a_reading(kind, (a_child(),)), a_triage(), circumstances())
    assert decision.openings == decision.updates == ()


def test_a_quoted_case_gets_the_mail_even_when_no_child_is_named() -> None:
    reading = a_reading(Kind.CASE_UPDATE, quoted=("CME-2026-7K3M9QX4TZ",))
    decision = decide(a_message(), reading, a_triage(), circumstances(a_case(), a_case("CME-2026-OTHER00000")))
    assert [update.case.reference for update in decision.updates] == ["CME-2026-7K3M9QX4TZ"]


def test_the_same_mail_again_changes_nothing_and_is_not_answered_again() -> None:
    decision = decide(a_message(), a_reading(children=(a_child(),)), a_triage(), circumstances(twin=7))
    assert (decision.duplicate_of, decision.reply, decision.openings, decision.alerts) == (7, None, (), ())


def test_missing_facts_leave_the_case_waiting_for_the_referrer() -> None:
    triage = a_triage(Disposition.ASK_FOR_INFORMATION, missing=("date_of_birth",))
    decision = decide(a_message(), a_reading(children=(a_child(),)), triage, circumstances())
    assert decision.openings[0].case.status is CaseStatus.AWAITING_INFORMATION
    assert decision.reply is not None
    assert decision.reply.variables["missing"] == ("date_of_birth",)


def test_actions_become_tasks_with_their_clause_and_due_day_each_for_its_child() -> None:
    actions = (
        Action("ask_housing", "6.1", "Ask housing", child=1, due_school_days=3),
        Action("check_rolls", "6.1", "Check"),
    )
    reading = a_reading(children=(a_child("Zoe"), a_child("Ali")))
    decision = decide(a_message(), reading, a_triage(actions=actions), circumstances())
    told = [(task.reference[-1], task.code, task.due) for task in decision.tasks]
    assert told == [("1", "check_rolls", None), ("2", "ask_housing", date(2026, 11, 27)), ("2", "check_rolls", None)]


def test_an_immediate_mail_alerts_the_officers_at_once() -> None:
    reading = a_reading(children=(a_child(),))
    decision = decide(a_message(), reading, a_triage(priority=Priority.IMMEDIATE), circumstances())
    (alert,) = decision.alerts
    assert alert.cases == ("CME-2026-0000000001",)
    assert "Khan" not in alert.subject + "".join(alert.lines)
    assert decide(a_message(), reading, a_triage(priority=Priority.URGENT), circumstances()).alerts == ()


def test_a_sender_over_the_days_share_gets_no_letter_but_the_case_is_opened() -> None:
    letters = Correspondence(to_sender=5)
    decision = decide(a_message(), a_reading(children=(a_child(),)), a_triage(), circumstances(letters=letters))
    assert decision.reply is None
    assert decision.withheld is not None
    assert len(decision.openings) == 1


def test_a_mail_that_cannot_be_read_is_put_aside_with_its_reason_and_never_answered() -> None:
    decision = quarantine("took more than 10 s")
    assert decision.quarantine is not None
    assert (decision.quarantine.reason, decision.reply) == ("took more than 10 s", None)


@pytest.mark.parametrize(("imitates", "proven"), [(None, True), ("manor.sch.example", False)])
def test_a_referrer_whose_domain_imitates_a_known_one_proves_nothing(imitates: str | None, proven: bool) -> None:
    sender = Sender(HEAD, Standing.PROVEN, lookalike_of=imitates)
    mail = replace(a_message(), sender=sender)
    decision = decide(mail, a_reading(children=(a_child(),)), a_triage(), circumstances())
    assert [opening.case.referrer_proven for opening in decision.openings] == [proven]
