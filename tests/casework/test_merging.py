from __future__ import annotations

import pytest

from mailbot.model.case import CaseStatus
from mailbot.model.command import Impossible, Verb
from mailbot.model.decision import MailMove
from mailbot.model.policy import Priority
from tests.casework.officers import a_file, a_full_case, a_mail, after, order, told

STAYS = "CME-2026-STAYS00000"
S = CaseStatus


def test_a_merge_points_to_the_case_that_stays_and_stands_on_both_records() -> None:
    other = a_file(a_full_case(STAYS, priority=Priority.STANDARD))
    decision = order(Verb.MERGE, a_file(), other=other, into=STAYS, reason="same UPN")
    duplicate, kept = (update.case for update in decision.updates)
    assert (duplicate.status, duplicate.duplicate_of, duplicate.status_before) == (S.DUPLICATE, STAYS, S.ENQUIRIES)
    assert (kept.reference, kept.priority, kept.version) == (STAYS, Priority.URGENT, 4)
    assert [(event.reference, event.name) for event in decision.events] == [
        (duplicate.reference, "merged"),
        (STAYS, "merged"),
    ]


def test_the_case_that_stays_is_locked_where_either_was() -> None:
    other = a_file(a_full_case(STAYS))
    decision = order(Verb.MERGE, a_file(a_full_case(restricted=True)), other=other, into=STAYS)
    assert decision.updates[1].case.restricted


def test_a_split_restores_what_the_merge_changed_of_the_duplicate() -> None:
    other = a_file(a_full_case(STAYS))
    duplicate = after(order(Verb.MERGE, a_file(), other=other, into=STAYS))
    split = order(Verb.SPLIT, a_file(duplicate), other=other, reason="two children")
    before = a_full_case()
    restored = after(split)
    assert (restored.status, restored.duplicate_of, restored.status_before) == (before.status, None, None)
    assert restored.version == before.version + 2
    assert [event.reference for event in split.events] == [before.reference, STAYS]


@pytest.mark.parametrize(
    ("file", "other", "into", "says"),
    [
        (a_file(), None, "CME-2026-NONE000000", "there is no other case CME-2026-NONE000000"),
        (a_file(), a_file(), a_full_case().reference, "there is no other case"),
        (a_file(), a_file(a_full_case(STAYS, status=S.CLOSED)), STAYS, "merge into an open case"),
        (a_file(a_full_case(status=S.CLOSED)), a_file(a_full_case(STAYS)), STAYS, "open it again before"),
        (a_file(merged=(a_full_case("CME-2026-THIRD00000"),)), a_file(a_full_case(STAYS)), STAYS, "instead"),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused(file: object, other: object, into: str, says: str) -> None:
    with pytest.raises(Impossible, match=says):
        order(Verb.MERGE, file, other=other, into=into)  # type: ignore[arg-type]


def test_a_mail_of_another_child_gets_a_case_of_its_own_linked_and_told() -> None:
    file = a_file(mails=(a_mail(7), a_mail(8, {"forename": "Ali", "surname": "Khan", "date_of_birth": "2017-01-01"})))
    decision = order(Verb.SPLIT, file, mail="8", reason="Ali is her brother")
    (opening,) = decision.openings
    assert (opening.case.forename, opening.case.status, opening.case.version) == ("Ali", S.NEW, 1)
    assert decision.moves == (MailMove(8, file.case.reference, opening.case.reference),)
    assert decision.links[0].name == "split from"
    assert ("check facts", "6.1", "facts that the mail had in common with the case: surname") in told(decision)


def test_a_split_without_a_merge_or_mail_says_what_can_be_split() -> None:
    with pytest.raises(Impossible, match=r"was not merged.*--mail N \(7, 8\)"):
        order(Verb.SPLIT, a_file(mails=(a_mail(7), a_mail(8))))
    with pytest.raises(Impossible, match="Mails of this one: 7"):
        order(Verb.SPLIT, a_file(mails=(a_mail(7),)), mail="7")
