"""Days that are told of adults and things are not the child's; the same words of the child are."""

from __future__ import annotations

import pytest

from tests.reading.extract.letter import facts_of, value

OTHERS = (
    ("last_attended", "Mum was last in contact on 16 October."),
    ("last_attended", "The social worker last saw him on 16 October."),
    ("last_attended", "Dad was in school on 16 October to shout at us and has not been back."),
    ("last_attended", "His sister was last in on 16 October."),
    ("start_date", "Half term started on 26 October."),
    ("start_date", "The placement order started on 9 November."),
    ("start_date", "Their tenancy started on 9 November."),
    ("start_date", "We started ringing on 9 November."),
    ("start_date", "The absence started on 9 November."),
)
CHILD = (
    ("last_attended", "Mum says he was last in on 16 October.", "2026-10-16"),
    ("last_attended", "He was in school on 16 October and has not been back.", "2026-10-16"),
    ("start_date", "We agreed with mum he'd start on 9 November.", "2026-11-09"),
    ("start_date", "He started with us on 9 November.", "2026-11-09"),
)


def told(sentence: str, field: str) -> str | None:
    (child,) = facts_of(f"Hi\n\nWe are worried about Ali Demir (boy, Y4, dob 3/9/17). {sentence}").children
    return value(getattr(child, field))


@pytest.mark.parametrize(("field", "sentence"), OTHERS)
def test_a_day_of_somebody_else_is_not_the_child_s(field: str, sentence: str) -> None:
    assert told(sentence, field) is None


@pytest.mark.parametrize(("field", "sentence", "day"), CHILD)
def test_the_child_s_own_day_is_read(field: str, sentence: str, day: str) -> None:
    assert told(sentence, field) == day
