from __future__ import annotations

import pytest

from mailbot.casework.lifecycle import ENDINGS
from mailbot.model.case import CaseEvent, CaseStatus, ClosingReason, TaskOutcome
from mailbot.model.command import Impossible, Verb
from tests.casework.build import NOW
from tests.casework.officers import BEA, OLU, a_file, a_full_case, a_task, after, in_review, order, told

DONE, WAIVED = TaskOutcome.DONE, TaskOutcome.WAIVED
LOST = a_task("lost_pupil_record", DONE)
REFERRED = a_task("refer_to_social_care", DONE, id=2)
S = CaseStatus


def test_a_reviewed_case_is_closed_with_its_reason_and_the_referrer_told() -> None:
    decision = order(Verb.CLOSE, in_review(LOST), outcome="untraced", reason="nothing left to try")
    case = after(decision)
    assert (case.status, case.closing_reason) == (S.CLOSED, ClosingReason.UNTRACED)
    assert case.closed_at == decision.events[0].at
    assert told(decision)[0][:2] == ("closed", "6.2")
    assert "nothing left to try" in told(decision)[0][2]
    assert decision.reply is not None
    assert decision.reply.template == "closing_notice"


@pytest.mark.parametrize(
    ("tasks", "outcome", "says"),
    [
        ((LOST, a_task("ask_agencies", id=3)), "untraced", "6.1: ask_agencies is open"),
        ((LOST, a_task("ask_agencies", TaskOutcome.ANSWERED, id=3)), "untraced", "6.1: ask_agencies is open"),
        ((), "untraced", "6.3: the lost pupil record is not noted"),
        ((a_task("lost_pupil_record", WAIVED),), "untraced", "6.3: the lost pupil record is not noted"),
        ((LOST,), "untraced_to_social_care", "6.5: no referral to Social Care is recorded"),
    ],
)
def test_what_stands_in_the_way_is_told_with_what_to_do(tasks: tuple, outcome: str, says: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(Impossible, match=says):
        order(Verb.CLOSE, in_review(*tasks), outcome=outcome)


def test_everything_that_stands_in_the_way_is_told_at_once() -> None:
    with pytest.raises(Impossible) as refused:
        order(Verb.CLOSE, a_file(tasks=(a_task(), a_task("ask_agencies", id=2))), outcome="untraced")
    assert str(refused.value).count("\n") == 4


def test_a_traced_child_needs_no_lost_pupil_record_but_the_review() -> None:
    assert after(order(Verb.CLOSE, in_review(), outcome="on_roll_here")).status is S.CLOSED
    with pytest.raises(Impossible, match=r"6.2: there was no review"):
        order(Verb.CLOSE, a_file(), outcome="on_roll_here")


def test_what_is_not_cme_ends_without_a_review_but_never_with_an_open_task() -> None:
    assert after(order(Verb.CLOSE, a_file(), outcome="wrong_service")).status is S.NOT_CME
    with pytest.raises(Impossible, match="search_systems is open"):
        order(Verb.CLOSE, a_file(tasks=(a_task(),)), outcome="wrong_service")


@pytest.mark.parametrize("file", [in_review(LOST, REFERRED), in_review(LOST, REFERRED, facts={"concerns": ["fgm"]})])
def test_where_harm_was_feared_a_second_officer_closes_what_the_first_signed(file: object) -> None:
    first = order(Verb.CLOSE, file, OLU, outcome="untraced")  # type: ignore[arg-type]
    assert after(first).status is S.REVIEW
    assert told(first)[0][:2] == ("review signed", "6.2")
    signed = a_file(after(first), (LOST, REFERRED), first.events)
    again = order(Verb.CLOSE, signed, "olu bright", outcome="untraced")
    assert after(again).status is S.REVIEW
    closed = order(Verb.CLOSE, signed, BEA, outcome="untraced")
    assert after(closed).status is S.CLOSED
    assert "first signed by Olu Bright" in told(closed)[0][2]


def test_the_second_officer_has_another_name_whatever_the_account_or_the_spelling() -> None:
    first = CaseEvent("", NOW, "review signed", "6.2", "untraced", "Olu Bright (account obright)")
    signed = a_file(in_review(LOST, REFERRED).case, (LOST, REFERRED), (first,))
    for name in (OLU, "olu  BRIGHT"):
        assert after(order(Verb.CLOSE, signed, name, outcome="untraced")).status is S.REVIEW
    assert after(order(Verb.CLOSE, signed, BEA, outcome="untraced")).status is S.CLOSED
    with pytest.raises(Impossible, match="the record adds the account itself"):
        order(Verb.CLOSE, signed, "Bea (account bea)", outcome="untraced")


def test_a_signature_counts_for_its_own_outcome_and_only_until_the_case_moves() -> None:
    moved = CaseEvent("", NOW, "status changed", "6.2", "lifecycle", OLU)
    file = in_review(LOST, REFERRED)
    first = order(Verb.CLOSE, file, OLU, outcome="untraced").events
    other = order(Verb.CLOSE, a_file(file.case, file.tasks, first), BEA, outcome="abroad_as_parent_states")
    assert after(other).status is S.REVIEW
    later = order(Verb.CLOSE, a_file(file.case, file.tasks, (*first, moved)), BEA, outcome="untraced")
    assert after(later).status is S.REVIEW


def test_harm_that_was_feared_without_a_referral_keeps_the_case_open() -> None:
    with pytest.raises(Impossible, match=r"6.5: no referral to Social Care is recorded"):
        order(Verb.CLOSE, in_review(LOST, facts={"concerns": ["fgm"]}), outcome="untraced")


def test_an_unknown_outcome_is_answered_with_all_that_there_are() -> None:
    with pytest.raises(Impossible) as refused:
        order(Verb.CLOSE, in_review(), outcome="done")
    assert all(reason.value in str(refused.value) for reason in ENDINGS)


def test_an_ended_case_is_opened_again_and_not_ended_twice() -> None:
    closed = a_file(a_full_case(status=S.CLOSED, closing_reason=ClosingReason.UNTRACED, closed_at=NOW))
    case = after(order(Verb.REOPEN, closed, reason="seen in Romford"))
    assert (case.status, case.closing_reason, case.closed_at) == (S.ENQUIRIES, None, None)
    with pytest.raises(Impossible, match="closed already"):
        order(Verb.CLOSE, closed, outcome="untraced")
    with pytest.raises(Impossible, match="only a closed case"):
        order(Verb.REOPEN, a_file())
