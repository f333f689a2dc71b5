from __future__ import annotations

from datetime import date

import pytest

from mailbot.casework.facts import NAMES, child_from, said
from mailbot.casework.public import child_json
from mailbot.casework.retention import kept_since
from mailbot.model.referral import Child, Concern, Contact, Enquiry, RiskFactor, Sex, SocialCare
from tests.casework.build import read

FULL = Child(
    forename=read("Zoe"),
    surname=read("Khan"),
    date_of_birth=read(date(2015, 4, 3)),
    sex=read(Sex.FEMALE),
    upn=read("A123456789012"),
    year_group=read("6"),
    address=read("1 High Street"),
    postcode=read("RM1 3BB"),
    last_school=read("Manor"),
    last_attended=read(date(2026, 9, 4)),
    start_date=read(date(2026, 9, 1)),
    removed_on=read(date(2026, 10, 1)),
    moved_to=read("Leeds"),
    contacts=(Contact(read("Ana"), read("mother"), (read("+447700900001"),), (read("a@b.example"),)),),
    social_care=read(SocialCare.CIN),
    risk_factors=(read(RiskFactor.HEALTH),),
    concerns=(read(Concern.FGM),),
    enquiries=(read(Enquiry.LETTER),),
    whereabouts_known=read(False),
)


@pytest.mark.parametrize("child", [FULL, Child()])
def test_the_public_form_is_read_back_as_the_same_child(child: Child) -> None:
    assert child_json(child_from(child_json(child))) == child_json(child)


def test_the_example_above_leaves_no_fact_out() -> None:
    assert all(child_json(FULL)[name] not in (None, []) for name in NAMES)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "not known"),
        ([], "not known"),
        (True, "yes"),
        (False, "no"),
        (["a", "b"], "a, b"),
        ([{"name": "Ana", "relationship": "mother", "phones": ["1"], "emails": ["e"]}], "Ana (mother) 1 e"),
        ([{"name": None, "phones": ["1"]}], "somebody 1"),
    ],
)
def test_facts_in_words(value: object, words: str) -> None:
    assert said(value) == words


def test_cases_are_kept_for_whole_years_from_midnight_in_london() -> None:
    assert kept_since(date(2026, 11, 24), 7).isoformat() == "2019-11-24T00:00:00+00:00"
    assert kept_since(date(2026, 7, 1), 7).isoformat() == "2019-07-01T00:00:00+01:00"
    assert kept_since(date(2028, 2, 29), 7).isoformat() == "2021-02-28T00:00:00+00:00"
