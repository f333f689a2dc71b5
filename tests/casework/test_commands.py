from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mailbot.model.case import CaseStatus
from mailbot.model.command import Impossible, Verb
from tests.casework.officers import OLU, a_file, a_full_case, a_task, after, order, told

S = CaseStatus


def test_an_officer_moves_a_case_on_and_its_proven_referrer_is_told_in_our_words() -> None:
    decision = order(Verb.STATUS, a_file(), to="located_no_provision")
    assert (after(decision).status, after(decision).version) == (S.LOCATED_NO_PROVISION, 4)
    assert told(decision)[0][:2] == ("status changed", "6.1")
    assert decision.reply is not None
    assert (decision.reply.to, decision.reply.template) == ("head@manor.example", "status_change")
    assert decision.reply.variables["status"] == "open, and we are working to secure education"


def test_a_move_that_the_table_does_not_have_is_refused_with_those_that_it_has() -> None:
    with pytest.raises(
        Impossible, match="Possible: awaiting_information, reported_located, located_no_provision, review"
    ):
        order(Verb.STATUS, a_file(), to="closed")
    with pytest.raises(Impossible, match="`mailbot case reopen` opens a case again"):
        order(Verb.STATUS, a_file(a_full_case(status=S.CLOSED)), to="enquiries")


def test_nobody_is_told_who_is_not_proven_and_an_officer_has_the_task_instead() -> None:
    decision = order(Verb.STATUS, a_file(a_full_case(referrer_proven=False)), to="located_no_provision")
    assert decision.reply is None
    assert [task.code for task in decision.tasks] == ["answer_status"]
    assert told(decision)[-1] == ("letter withheld", "6.3", "it is not proven who the sender is")


@pytest.mark.parametrize(
    "changes",
    [
        {"restricted": True},
        {"referrer": {"organisation_type": "parent"}},
        {"referrer_email": None},
        {"referrer_email": "no-reply@manor.example"},
        {"referrer_email": "head@haverling.gov.uk"},
    ],
)
def test_a_restricted_case_a_private_person_and_an_address_that_takes_no_letters_get_none(
    changes: dict[str, Any],
) -> None:
    assert order(Verb.STATUS, a_file(a_full_case(**changes)), to="located_no_provision").reply is None


def test_the_review_asks_for_the_lost_pupil_record_and_for_the_referral_where_harm_is_feared() -> None:
    harmed = a_full_case(facts={**a_full_case().facts, "concerns": ["fgm"]})
    decision = order(Verb.STATUS, a_file(harmed), to="review")
    assert [(task.code, task.clause) for task in decision.tasks] == [
        ("lost_pupil_record", "6.3"),
        ("refer_to_social_care", "6.5"),
    ]
    known = (a_task("lost_pupil_record"), a_task("refer_to_social_care", id=2))
    assert order(Verb.STATUS, a_file(harmed, known), to="review").tasks == ()


def test_a_note_is_an_event_and_an_empty_one_is_refused() -> None:
    decision = order(Verb.NOTE, a_file(), reason="Grandmother rang.")
    assert told(decision) == [("note", "6.1", "Grandmother rang.")]
    assert decision.events[0].actor == OLU
    with pytest.raises(Impossible, match="write the note's words"):
        order(Verb.NOTE, a_file(), reason="  ")
    with pytest.raises(Impossible, match="4000 characters at most; this one has 4001"):
        order(Verb.NOTE, a_file(), reason="x" * 4001)


def test_a_case_is_given_to_an_officer_and_back() -> None:
    given = order(Verb.ASSIGN, a_file(), to="Bea Stone")
    assert after(given).assigned_to == "Bea Stone"
    assert told(given) == [("assigned", "2.1", "nobody -> Bea Stone")]
    assert after(order(Verb.ASSIGN, a_file(after(given)), to="")).assigned_to is None
    with pytest.raises(Impossible, match="with Bea Stone already"):
        order(Verb.ASSIGN, a_file(after(given)), to="Bea Stone")


def test_a_correction_keeps_what_was_read_beside_it_and_changes_what_the_case_is_found_by() -> None:
    decision = order(Verb.CORRECT, a_file(), reason="seen on the passport", field="date_of_birth", value="2015-03-04")
    case = after(decision)
    assert (case.date_of_birth, case.facts["date_of_birth"]) == (date(2015, 3, 4), "2015-03-04")
    assert case.corrected["date_of_birth"]["read"] == "2015-04-03"
    assert told(decision) == [
        (
            "corrected",
            "6.1",
            "date_of_birth: read as 2015-04-03, corrected to 2015-03-04 (seen on the passport)",
        )
    ]
    assert decision.events[0].rule == "date_of_birth"


def test_a_concern_that_an_officer_adds_asks_for_the_referral_today() -> None:
    decision = order(Verb.CORRECT, a_file(), field="concerns", value="fgm, forced marriage")
    assert after(decision).facts["concerns"] == ["fgm", "forced_marriage"]
    assert [(task.code, task.due) for task in decision.tasks] == [("refer_to_social_care", date(2026, 11, 24))]


def test_domestic_abuse_that_an_officer_adds_locks_the_case() -> None:
    decision = order(Verb.CORRECT, a_file(), field="risk_factors", value="health, domestic abuse")
    assert after(decision).restricted
    assert [name for name, _, _ in told(decision)] == ["corrected", "restricted"]
    assert not after(order(Verb.CORRECT, a_file(), field="risk_factors", value="health")).restricted


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("dob", "x", "dob is not a fact of a case. Facts: forename, surname"),
        ("date_of_birth", "3/4/2015", "write it such as 2015-04-03"),
        ("sex", "X", "Possible: M, F"),
        ("social_care", "plan", "Possible: none, known, early_help, cin, cpp, lac"),
        ("whereabouts_known", "maybe", "yes or no"),
        ("contacts", "Ana", "a JSON list"),
        ("surname", "Khan", "surname is Khan already"),
    ],
)
def test_a_mistaken_correction_says_what_is_possible(field: str, value: str, says: str) -> None:
    with pytest.raises(Impossible, match=says.replace("(", "\\(")):
        order(Verb.CORRECT, a_file(), field=field, value=value)


def test_the_missing_children_systems_reference_is_a_value_like_others() -> None:
    decision = order(Verb.CORRECT, a_file(), field="mis_reference", value="MC-77")
    assert after(decision).mis_reference == "MC-77"
    assert told(decision)[0][2] == "mis_reference: not known -> MC-77 (as seen)"


def test_an_officer_locks_and_unlocks_and_holds() -> None:
    locked = order(Verb.RESTRICT, a_file(), on="yes")
    assert after(locked).restricted
    assert not after(order(Verb.RESTRICT, a_file(after(locked)), on="no")).restricted
    with pytest.raises(Impossible, match="is restricted already"):
        order(Verb.RESTRICT, a_file(after(locked)), on="yes")
    with pytest.raises(Impossible, match="yes or no"):
        order(Verb.RESTRICT, a_file(), on="maybe")
    assert after(order(Verb.HOLD, a_file(), on="yes")).legal_hold


def test_seeing_what_is_restricted_is_recorded_and_changes_nothing() -> None:
    decision = order(Verb.DISCLOSE, a_file(), what="case show")
    assert (decision.updates, told(decision)) == ((), [("restricted facts shown", "3.4", "case show")])


def test_an_order_without_an_officer_is_refused() -> None:
    with pytest.raises(Impossible, match="--as NAME"):
        order(Verb.NOTE, a_file(), actor=" ")


def test_a_duplicate_takes_no_orders_but_its_own() -> None:
    merged = a_file(a_full_case(status=S.DUPLICATE, duplicate_of="CME-2026-OTHER00000"))
    with pytest.raises(Impossible, match="merged into CME-2026-OTHER00000"):
        order(Verb.STATUS, merged, to="enquiries")
    assert told(order(Verb.NOTE, merged))[0][0] == "note"
