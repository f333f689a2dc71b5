from __future__ import annotations

import pytest

from mailbot.model.case import TaskOutcome
from mailbot.model.command import Impossible, Verb
from tests.casework.officers import BEA, OLU, a_file, a_task, after, order, told

REFERRAL = a_task("refer_to_social_care", clause="6.5")


def test_a_task_is_done_by_whom_when_and_with_what_came_of_it() -> None:
    decision = order(Verb.TASK, a_file(tasks=(a_task(),)), code="search_systems", outcome="done", reason="no trace")
    (task,) = decision.ended
    assert (task.id, task.outcome, task.by, task.result) == (1, TaskOutcome.DONE, OLU, "no trace")
    assert task.done_at == decision.events[0].at
    assert told(decision) == [("task done", "6.1", "no trace")]
    assert after(decision).version == 4


def test_a_task_is_waived_for_a_reason_only() -> None:
    with pytest.raises(Impossible, match="say why the task is waived"):
        order(Verb.TASK, a_file(tasks=(a_task(),)), code="search_systems", outcome="waived", reason="")
    (task,) = order(Verb.TASK, a_file(tasks=(a_task(),)), code="search_systems", outcome="waived").ended
    assert (task.outcome, task.result) == (TaskOutcome.WAIVED, "as seen")


def test_an_ended_task_is_opened_again() -> None:
    done = a_task(outcome=TaskOutcome.DONE, by=OLU, result="x")
    (task,) = order(Verb.TASK, a_file(tasks=(done,)), code="search_systems", outcome="open").ended
    assert (task.outcome, task.by, task.done_at, task.result) == (TaskOutcome.OPEN, None, None, "")


def test_a_task_that_is_not_there_is_answered_with_those_that_are() -> None:
    file = a_file(tasks=(a_task(), a_task("ask_agencies", TaskOutcome.DONE, id=2)))
    with pytest.raises(Impossible, match=r"no open task ask_agencies. Tasks that are open: search_systems"):
        order(Verb.TASK, file, code="ask_agencies", outcome="done")
    with pytest.raises(Impossible, match="Tasks that are ended: ask_agencies"):
        order(Verb.TASK, file, code="search_systems", outcome="open")
    with pytest.raises(Impossible, match="a task is done, waived, open"):
        order(Verb.TASK, file, code="search_systems", outcome="finished")


def test_a_referral_to_social_care_is_recorded_with_its_time_and_their_reference() -> None:
    file = a_file(tasks=(REFERRAL,))
    for given in ({}, {"when": "2026-11-24 09:30"}, {"their_reference": "MASH-9"}):
        with pytest.raises(Impossible, match=r"6.5: a referral to Social Care is recorded with its time"):
            order(Verb.TASK, file, code="refer_to_social_care", outcome="done", **given)
    values = {"code": "refer_to_social_care", "outcome": "done", "their_reference": "MASH-9"}
    (task,) = order(Verb.TASK, file, when="2026-11-24 09:30", **values).ended
    assert task.result == "referred 24 November 2026, 09:30; their reference MASH-9; as seen"
    with pytest.raises(Impossible, match="lies in the future"):
        order(Verb.TASK, file, when="2026-11-25 09:30", **values)
    with pytest.raises(Impossible, match="write the time such as"):
        order(Verb.TASK, file, when="yesterday", **values)


def test_one_officer_alone_cannot_waive_the_referral() -> None:
    values = {"code": "refer_to_social_care", "outcome": "waived"}
    first = order(Verb.TASK, a_file(tasks=(REFERRAL,)), OLU, **values)
    assert first.ended == ()
    signed = a_file(after(first), (REFERRAL,), first.events)
    assert order(Verb.TASK, signed, OLU, **values).ended == ()
    (task,) = order(Verb.TASK, signed, BEA, **values).ended
    assert (task.outcome, task.result) == (TaskOutcome.WAIVED, "as seen; first signed by Olu Bright")
