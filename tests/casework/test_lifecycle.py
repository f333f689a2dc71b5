from __future__ import annotations

import pytest

from mailbot.casework.lifecycle import ENDINGS, MOVES, by_mail, move, targets
from mailbot.model.case import OVER, CaseStatus, ClosingReason

S = CaseStatus


def test_no_mail_ever_ends_a_case() -> None:
    assert {one.target for one in MOVES if one.by_mail} == {S.NEW, S.REPORTED_LOCATED}


def test_every_move_cites_its_clause_and_stands_once() -> None:
    pairs = [(one.source, one.target) for one in MOVES]
    assert len(pairs) == len(set(pairs))
    assert all(one.clause in {"1.1", "2.2", "5.2", "5.3", "6.1", "6.2"} and one.says for one in MOVES)


def test_a_case_is_closed_from_its_review_only() -> None:
    assert [one.source for one in MOVES if one.target is S.CLOSED] == [S.REVIEW]


def test_every_status_can_be_left_and_a_duplicate_is_left_by_splitting() -> None:
    assert {one.source for one in MOVES} == set(S) - {S.DUPLICATE}


@pytest.mark.parametrize("status", list(S))
def test_an_officer_ends_no_case_by_its_status_alone(status: CaseStatus) -> None:
    assert not set(targets(status)) & set(OVER)


def test_each_closing_reason_has_its_ending_and_clause() -> None:
    assert set(ENDINGS) == set(ClosingReason)
    assert {one.status for one in ENDINGS.values()} == {S.CLOSED, S.NOT_CME}
    assert [reason.value for reason, one in ENDINGS.items() if one.untraced] == [
        "abroad_as_parent_states",
        "untraced",
        "untraced_to_social_care",
    ]


def test_a_report_moves_an_open_case_and_no_other() -> None:
    moved = [status for status in S if by_mail(status, S.REPORTED_LOCATED)]
    assert moved == [S.NEW, S.AWAITING_INFORMATION, S.ENQUIRIES, S.LOCATED_NO_PROVISION, S.REVIEW]
    assert by_mail(S.NEW, S.ENQUIRIES) is None
    assert move(S.NEW, S.ENQUIRIES) is not None
