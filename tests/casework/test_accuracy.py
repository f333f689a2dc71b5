from __future__ import annotations

from dataclasses import replace
from typing import Any

from mailbot.casework.accuracy import Accuracy, accuracy
from mailbot.model.case import Case, CaseStatus
from mailbot.model.command import Verb
from tests.casework.build import a_case
from tests.casework.officers import a_file, a_full_case, after, order


def ended(facts: dict[str, Any], **read: Any) -> Case:
    """A closed case with these facts, of which those in `read` were read otherwise and corrected."""
    corrected = {name: {"by": "Olu", "at": "2026-11-24", "reason": "x", "read": value} for name, value in read.items()}
    return replace(a_case(status=CaseStatus.CLOSED), facts=facts, corrected=corrected)


def test_what_was_read_put_right_and_supplied_is_counted_for_each_fact() -> None:
    cases = [
        ended({"forename": "Zoe", "upn": "A1"}),
        ended({"forename": "Zoë", "upn": "A1"}, forename="Zoe", upn=None),
        ended({"forename": None, "concerns": []}, forename="Hall"),
    ]
    assert accuracy(cases) == (Accuracy("forename", 3, 2, 0), Accuracy("upn", 1, 0, 1))
    assert [one.right for one in accuracy(cases)] == [1 / 3, 1.0]


def test_a_correction_that_was_taken_back_leaves_the_reading_right() -> None:
    assert accuracy([ended({"upn": "A1"}, upn="A1")]) == (Accuracy("upn", 1, 0, 0),)


def test_cases_that_nobody_ended_do_not_count() -> None:
    assert accuracy([replace(ended({"upn": "A1"}), status=CaseStatus.ENQUIRIES)]) == ()


def test_what_was_read_stays_beside_a_fact_that_is_corrected_twice() -> None:
    case = a_full_case()
    once = after(order(Verb.CORRECT, a_file(case), field="forename", value="Zoë"))
    twice = after(order(Verb.CORRECT, a_file(once), field="forename", value="Zoa"))
    assert (twice.facts["forename"], twice.corrected["forename"]["read"]) == ("Zoa", case.facts["forename"])
