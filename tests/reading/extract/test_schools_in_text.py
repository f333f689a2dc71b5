"""Which school a child went to and which it goes to now, as agencies and parents tell it in prose."""

from __future__ import annotations

import pytest

from mailbot.reading.extract.places import schools
from mailbot.reading.extract.years import year_in
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
        ("They were going to live in Wales, and they never went.", None),
        ("He might be stopping with his brother up Noak Hill way.", "Noak Hill"),
        ("He has no contact with his father, who is believed to be in Spain.", None),
        ("Mum fled from her husband in Norwich.", None),
    ],
)
def test_where_a_child_goes_now(sentence: str, where: str | None) -> None:
    assert told(sentence, "moved_to") == where


def test_each_entry_of_a_list_tells_where_its_child_has_gone() -> None:
    listed = (
        "Please note these removals.\n\n"
        "1. Ali Demir, born 03/09/2017, Year 4. Now on roll at Oak Hill School, Leeds.\n"
        "2. Zoe Marsh, born 04/10/2016, Year 5. Gone to Ash Lane Primary, Chelmsford.\n"
    )
    assert [value(child.moved_to) for child in facts_of(listed).children] == [
        "Oak Hill School, Leeds",
        "Ash Lane Primary, Chelmsford",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "Yes, we have him here now.",
        "Ali joined us on 2 November and is settled.",
        "He has been on our roll since 2 November.",
    ],
)
def test_a_school_that_answers_that_it_has_the_child_is_where_it_moved(answer: str) -> None:
    enquiry = (
        "\n\nFrom: CME <CME@havering.gov.uk>\nSent: 12 November 2026 10:02\nTo: office@oak.example\n"
        "Subject: Enquiry\n\nDear colleague\nWe are trying to trace the child below, who was at Ash Lane Primary and "
        "whose family may have moved to the Leeds area.\nName: Ali Demir\nDOB: 03/09/2017\n"
    )
    signed = "Kind regards\nJo Hall\nOffice Manager\nOak Primary School\n01632 960000\n" + enquiry
    (child,) = facts_of(f"Hello\n\n{answer}", subject="RE: Enquiry", signed=signed).children
    assert value(child.moved_to) == "Oak Primary School"
    assert value(child.last_school) == "Ash Lane Primary"


def test_the_town_of_a_home_that_is_known_is_no_destination() -> None:
    said = "They moved to Romford in May and live at 4 Elm Road, Romford RM1 2AB."
    assert told(said, "moved_to") is None


@pytest.mark.parametrize(("said", "year"), [("class 4", "4"), ("the boy, 4R, dob", "4"), ("(3rd November)", None)])
def test_a_class_tells_the_year(said: str, year: str | None) -> None:
    found = year_in(said)
    assert (found[0] if found else None) == year


def test_two_schools_are_two_and_one_with_two_parts_is_one() -> None:
    two = [one.text for one in schools("We asked Ash Lane Primary and Oak Hill School today.")]
    assert two == ["Ash Lane Primary", "Oak Hill School"]
    assert [one.text for one in schools("at Ash Lane Infant and Junior School")] == [
        "Ash Lane Infant and Junior School"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mum works at Elm Park Primary School.",
        "His cousin goes to Elm Park Primary School.",
        "I teach at Elm Park Primary School.",
    ],
)
def test_a_school_where_somebody_else_is_is_not_the_child_s(sentence: str) -> None:
    assert told(sentence, "last_school") is None
