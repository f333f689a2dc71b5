"""Mails typed without capitals, lists of brothers and sisters, "ditto", and news in a mail about a case."""

from __future__ import annotations

import pytest

from tests.reading.extract.letter import facts_of, value

SMALL = (
    ("ana petrov y4 not been in since monday and nobody picks up at home, can someone ring me", ("ana", "petrov", "4")),
    (
        "my grandson kofi mensah-bell dob 3/9/17 has not got a school and his mum wont ring anybody about it",
        ("kofi", "mensah-bell", None),
    ),
    (
        "quick one. the pupil is joost de wit, (year 10) we have had no word from anyone since half term",
        ("joost", "de wit", "10"),
    ),
)


@pytest.mark.parametrize(("text", "meant"), SMALL)
def test_a_child_is_found_in_a_mail_without_capitals(text: str, meant: tuple[str | None, ...]) -> None:
    (child,) = facts_of(text, "office <office@oak.example>", "child gone", signed="thx\njo").children
    assert (value(child.forename), value(child.surname), value(child.year_group)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "the whole class y4 went to the zoo and nobody was missing when we came home again this time round",
        "she was born 3/9/17 and the school says she has not been in since monday, nobody knows anything at all",
    ],
)
def test_common_words_before_a_year_or_a_birth_are_no_name(text: str) -> None:
    assert facts_of(text, "office <office@oak.example>", "hi", signed="thx\njo").children == ()


SIBLINGS = """Referral - siblings

Name\tDOB\tAddress\tPhone
Mia Olsen\t3/9/17\t8 Birch Lane, Romford RM7 0ZL\t07700 900001
Leo Olsen\t4/10/15\t{again}\t{again}
"""


@pytest.mark.parametrize("again", ["same", "Ditto", "as above", '"', "Same as child 1"])
def test_a_later_child_has_what_ditto_stands_for(again: str) -> None:
    mia, leo = facts_of(SIBLINGS.format(again=again)).children
    assert (value(mia.forename), value(leo.forename)) == ("Mia", "Leo")
    assert value(leo.postcode) == "RM7 0ZL"


ACKNOWLEDGED = """

From: CME <CME@havering.gov.uk>
Sent: 09 October 2026 14:11
To: Jo Hall
Subject: CME-2026-000602

Dear Jo, your referral of Ali Demir, born 3/9/2017, has the reference CME-2026-000602. His mother's number is
07700 900001.
"""


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("Any progress on Ali?", False),
        ("Any progress on Ali? Mum's number is still 07700 900001.", False),
        ("Any progress on Ali? His mum Ayla Demir has a new mobile, 07700 900009.", True),
        ("Ali started at Birch Academy on 2 November.", True),
        ("Ali has moved to Leeds.", True),
    ],
)
def test_news_is_what_the_new_text_adds(text: str, news: bool) -> None:
    assert facts_of(f"Hi\n\n{text}\n", "Jo Hall <jhall@oak.example>", "RE: CME-2026-000602", ACKNOWLEDGED).news is news
