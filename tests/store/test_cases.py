from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mailbot.model.case import Case, CaseStatus, ClosingReason, TaskOutcome
from mailbot.model.command import Verb
from mailbot.model.policy import Priority
from mailbot.model.referral import Kind, RiskFactor
from mailbot.store.store import Overtaken, Store, Wanted
from tests.casework.build import NOW, a_child, read
from tests.store.life import BEA, OLU, arrive, closed, obey, opened

ALI = a_child("Ali", born=date(2017, 1, 1))


def case(store: Store, reference: str) -> Case:
    file = store.file(reference, with_restricted=True)
    assert file is not None
    return file.case


def test_a_case_is_stored_with_all_its_columns_and_read_back_the_same(store: Store) -> None:
    decision = arrive(store, missing=("address",))
    assert case(store, decision.openings[0].case.reference) == decision.openings[0].case


def test_a_file_holds_the_mails_events_tasks_and_letters_of_its_case(store: Store) -> None:
    reference = opened(store)
    arrive(store, kind=Kind.CASE_UPDATE)
    opened(store, ALI)
    file = store.file(reference)
    assert file is not None
    assert [(mail.child, mail.facts["forename"]) for mail in file.mails] == [(0, "Zoe"), (0, "Zoe")]
    assert [event.name for event in file.events] == [
        "opened",
        "finding",
        "task asked",
        "letter",
        "mail added",
        "letter",
    ]
    assert [task.code for task in file.tasks] == ["search_systems"]
    assert len(file.letters) == 2
    assert store.file("CME-2026-NONE000000") is None


def test_two_officers_at_once_never_overwrite_one_another(store: Store) -> None:
    reference = opened(store)
    before = store.file(reference)
    assert before is not None
    decision = obey(store, Verb.ASSIGN, reference, to=OLU)
    with pytest.raises(Overtaken):
        store.execute(decision, (), NOW)
    late = replace(decision.updates[0], case=replace(before.case, assigned_to=BEA, version=before.case.version + 1))
    with pytest.raises(Overtaken):
        store.execute(replace(decision, updates=(late,)), (), NOW)
    assert case(store, reference).assigned_to == OLU
    assert len([e for e in store.file(reference).events if e.name == "assigned"]) == 1  # type: ignore[union-attr]


def test_a_task_ends_with_by_whom_and_when_and_can_be_asked_for_again(store: Store) -> None:
    reference = opened(store)
    obey(store, Verb.TASK, reference, BEA, "nothing", code="search_systems", outcome="done")
    (task,) = store.file(reference).tasks  # type: ignore[union-attr]
    assert (task.outcome, task.by, task.done_at, task.result) == (TaskOutcome.DONE, BEA, NOW, "nothing")
    assert store.digest(NOW.date(), NOW).tasks == ()
    obey(store, Verb.TASK, reference, code="search_systems", outcome="open")
    assert [task.says for task in store.digest(NOW.date(), NOW).tasks] == ["Search the systems"]


def test_a_merge_shows_both_as_one_and_a_split_undoes_it(store: Store) -> None:
    stays, duplicate = opened(store), opened(store, ALI)
    before = case(store, duplicate)
    obey(store, Verb.MERGE, duplicate, into=stays)
    file = store.file(stays)
    assert file is not None
    assert {mail.reference for mail in file.mails} == {stays, duplicate}
    assert [merged.reference for merged in file.merged] == [duplicate]
    assert {task.reference for task in file.open_tasks} == {stays, duplicate}
    assert [one.reference for one in store.digest(NOW.date(), NOW).cases] == [stays]
    obey(store, Verb.SPLIT, duplicate)
    assert replace(case(store, duplicate), version=1) == before
    assert {mail.reference for mail in store.file(stays).mails} == {stays}  # type: ignore[union-attr]


def test_a_mail_about_a_merged_child_goes_to_the_case_that_stays(store: Store) -> None:
    stays, duplicate = opened(store), opened(store, ALI)
    obey(store, Verb.MERGE, duplicate, into=stays)
    assert arrive(store, ALI, kind=Kind.CASE_UPDATE).updates[0].case.reference == stays


def test_a_mail_is_taken_out_into_a_case_of_its_own(store: Store) -> None:
    reference = opened(store)
    arrive(store, kind=Kind.CASE_UPDATE)
    second = store.file(reference).mails[1].inbound_id  # type: ignore[union-attr]
    new = obey(store, Verb.SPLIT, reference, mail=str(second)).openings[0].case.reference
    assert [mail.inbound_id for mail in store.file(new).mails] == [second]  # type: ignore[union-attr]
    assert second not in [mail.inbound_id for mail in store.file(reference).mails]  # type: ignore[union-attr]
    assert store.file(new).links[0].name == "split from"  # type: ignore[union-attr]


def test_a_restricted_case_shows_no_place_unless_it_is_asked_for(store: Store) -> None:
    fled = replace(a_child(), postcode=read("RM7 0HL"), risk_factors=(read(RiskFactor.DOMESTIC_ABUSE),))
    reference = opened(store, fled)
    assert store.file(reference).case.facts["postcode"] == "locked"  # type: ignore[union-attr]
    assert [one.postcode for one in store.listed(Wanted())] == ["locked"]
    assert case(store, reference).postcode == "RM7 0HL"
    assert "RM7 0HL" not in repr(store.digest(NOW.date(), NOW))


def test_lists_are_narrowed_by_each_of_their_filters(store: Store) -> None:
    zoe = opened(store, priority=Priority.URGENT)
    ali = opened(store, replace(ALI, surname=read("O'Neil")))
    done = opened(store, a_child("Mia", "Stone", date(2012, 2, 2)))
    closed(store, done)
    obey(store, Verb.ASSIGN, ali, to=OLU)

    def found(**wanted: object) -> list[str]:
        return [one.reference for one in store.listed(Wanted(**wanted))]  # type: ignore[arg-type]

    assert found() == [zoe, ali]
    assert found(everything=True) == [zoe, ali, done]
    assert found(status=CaseStatus.CLOSED) == [done]
    assert found(priority=Priority.URGENT) == [zoe]
    assert found(assigned_to=OLU) == [ali]
    assert found(assigned_to="") == [zoe]
    assert found(name="oneil") == found(name="ALI") == [ali]
    assert found(name="%") == []
    assert found(overdue_on=NOW.date() + timedelta(days=3)) == [zoe, ali]
    assert found(overdue_on=NOW.date() + timedelta(days=2)) == []
    assert found(most=1) == [zoe]


def test_a_closed_case_keeps_its_reason_and_moment(store: Store) -> None:
    reference = opened(store)
    closed(store, reference)
    assert (case(store, reference).closing_reason, case(store, reference).closed_at) == (
        ClosingReason.ON_ROLL_HERE,
        NOW,
    )


def test_officers_who_write_at_the_same_time_lose_nothing_and_the_record_stays_one_chain(store: Store) -> None:
    reference = opened(store)

    def write(officer: str) -> int:
        """Three notes; how often another officer was first, and it was decided again."""
        again = 0
        for number in range(3):
            while True:
                try:
                    obey(store, Verb.NOTE, reference, officer, f"note {number}")
                    break
                except Overtaken:
                    again += 1
        return again

    with ThreadPoolExecutor(4) as officers:
        list(officers.map(write, (f"Officer {number}" for number in range(4))))
    notes = [(event.actor, event.detail) for event in store.file(reference).events if event.name == "note"]  # type: ignore[union-attr]
    assert sorted(notes) == [(f"Officer {one}", f"note {number}") for one in range(4) for number in range(3)]
    assert case(store, reference).version == 13
    assert store.breaks() == ()
