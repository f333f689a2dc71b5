"""Which school a child went to and which it goes to now, as agencies and parents tell it in prose."""

from __future__ import annotations

import pytest

from tests.reading.extract.letter import facts_of, value

CHARITY = "Casework\nOpen Door Charity\n01632 960300\n"
AGENCY = "Sam Tan <s.tan@opendoor.example>"
CHILD = "Hi\n\nWe support Ali Demir (boy, dob 3/9/17) and his mother. "


def told(sentence: str, field: str) -> str | None:
    (child,) = facts_of(CHILD + sentence, AGENCY, "A boy with no school", CHARITY).children
    return value(getattr(child, field))


@pytest.mark.parametrize(
    "sentence",
    [
        "Elm Park Primary School deleted him from the register in May.",
        "The family say Elm Park Primary School would not have him back.",
        "His name is down with nobody since Elm Park Primary School.",
        "He did his Reception year at Elm Park Primary School.",
        "It was Elm Park Primary School he was in Year 3 there.",
        "Formerly Elm Park Primary School.",
        "Elm Park Primary School, which he left at Easter, liked him.",
    ],
)
def test_the_school_that_an_agency_names_is_the_last_one(sentence: str) -> None:
    assert told(sentence, "last_school") == "Elm Park Primary School"


@pytest.mark.parametrize(
    "sentence",
    [
        "We applied for Elm Park Primary School in May.",
        "His sister Ada goes to Elm Park Primary School.",
        "He went from Ash Lane Primary School to see Oak Hill Primary School and Elm Park Primary School.",
        "There is a place at Elm Park Primary School if mum wants it.",
    ],
)
def test_a_school_that_is_wanted_or_another_child_s_is_not_the_last_one(sentence: str) -> None:
    assert told(sentence, "last_school") != "Elm Park Primary School"


@pytest.mark.parametrize(
    ("sentence", "where"),
    [
        ("He went on roll at Elm Park Primary School, Leeds on 2 November.", "Elm Park Primary School, Leeds"),
        ("He is now settled in at Elm Park Primary School in Leeds.", "Elm Park Primary School in Leeds"),
        ("Mum won him a scholarship to Elm Park School.", "Elm Park School"),
        ("She accepted a place at Elm Park School instead.", "Elm Park School"),
        ("She accepted a place at Elm Park School but nobody came.", None),
        ("Mum writes that they are over in Leeds with her sister.", "Leeds"),
        ("Ali and his mother have flown to Brazil.", "Brazil"),
        ("Dad took him back to Spain.", "Spain"),
        ("Dad has gone back to Spain.", None),
        ("Mum fled from her husband in Norwich.", None),
    ],
)
def test_where_a_child_goes_now(sentence: str, where: str | None) -> None:
    assert told(sentence, "moved_to") == where
