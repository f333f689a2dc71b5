"""Who wrote: name, post, organisation and its kind, address and telephone of the referrer."""

from __future__ import annotations

import pytest

from mailbot.model.referral import Referrer
from tests.reading.extract.letter import SIGNATURE, facts_of, value

CHILD = "Ali Demir (Y4, dob 3/9/17) has stopped coming to school.\n\nKind regards"

# sender, signature; name, post, organisation, kind, telephone
SIGNATURES = (
    (
        "Jo Hall <jhall@oak.example>",
        "Jo Hall\nOffice Manager\nOak Primary School\n01632 960000",
        ("Jo Hall", "Office Manager", "Oak Primary School", "school", "+441632960000"),
    ),
    (
        "J Hall <jhall@oak.example>",
        "Joanne Hall | Attendance Lead | Oak Academy\nMain: 01632 960000 | Direct: 01632 960001",
        ("Joanne Hall", "Attendance Lead", "Oak Academy", "school", "+441632960001"),
    ),
    (
        "Rao, Dee <dee.rao@havering.gov.uk>",
        "Dee Rao, Senior Social Worker, Children in Need Team\nLondon Borough of Havering\nTel 01708 000000",
        ("Dee Rao", "Senior Social Worker", None, "social_care", None),
    ),
    (
        "Grace Oduya <g.oduya@nhs.net>",
        "Grace Oduya\nHealth Visitor\nNorth East London NHS Foundation Trust\n07700 900009",
        ("Grace Oduya", "Health Visitor", "North East London NHS Foundation Trust", "health", "+447700900009"),
    ),
    (
        "PC Lee Wood <lee.wood@met.police.uk>",
        "PC Lee Wood 1234EA\nSafer Schools Officer\nMetropolitan Police",
        ("Lee Wood", None, "Metropolitan Police", "police", None),
    ),
    (
        "Admissions <admissions@barking.gov.uk>",
        "Pat Moss\nAdmissions Officer\nLondon Borough of Barking",
        ("Pat Moss", "Admissions Officer", "London Borough of Barking", "school_admissions", None),
    ),
    (
        "Harbour Lights <desk@harbourlights.example>",
        "Pat Moss, Floor Worker, Harbour Lights, 020 7946 0001",
        ("Pat Moss", "Floor Worker", "Harbour Lights", "other_agency", "+442079460001"),
    ),
    (
        "Pat Moss <pat@fhl.example>",
        "Pat\nPat Moss | The Friends of Harbour Lane",
        ("Pat Moss", None, "The Friends of Harbour Lane", "other_agency", None),
    ),
    (
        "Rabbi Pat Moss <rabbi@lightsynagogue.example>",
        "Rabbi Pat Moss\nLight Synagogue",
        ("Pat Moss", "Rabbi", "Light Synagogue", "other_agency", None),
    ),
)


def told(found: Referrer) -> tuple[str | None, ...]:
    return tuple(
        value(field) for field in (found.name, found.role, found.organisation, found.organisation_type, found.phone)
    )


@pytest.mark.parametrize(("sender", "signed", "meant"), SIGNATURES)
def test_a_signature_tells_its_writer(sender: str, signed: str, meant: tuple[str | None, ...]) -> None:
    found = facts_of(CHILD, sender, signed=signed).referrer
    seen = told(found)
    assert {at: one for at, one in enumerate(seen) if meant[at]} == {at: one for at, one in enumerate(meant) if one}
    assert value(found.email) == sender.partition("<")[2].rstrip(">")


def test_the_writer_of_the_mail_that_was_forwarded_is_the_referrer() -> None:
    text = f"""FYI, one for you.

Sam

-----Original Message-----
From: Jo Hall <jhall@oak.example>
Sent: 19 November 2026 09:12
To: Sam Lee <slee@havering.gov.uk>
Subject: Ali

{CHILD}

Jo Hall
Office Manager
Oak Primary School
01632 960000
"""
    found = facts_of(text, "Sam Lee <slee@havering.gov.uk>", "FW: Ali", signed="").referrer
    assert told(found) == ("Jo Hall", "Office Manager", "Oak Primary School", "school", "+441632960000")
    assert value(found.email) == "jhall@oak.example"


def test_the_person_named_on_the_form_is_the_referrer() -> None:
    form = "Child's name: Ali Demir\nDOB: 3/9/17\nName of referrer: Mrs Pat Moss\nJob title: Pastoral Lead\nSchool: Oak Primary School"
    found = facts_of(form).referrer
    assert (value(found.name), value(found.role)) == ("Pat Moss", "Pastoral Lead")


ENCLOSED = """Patient: Ali Demir, born 3/9/2017

Ali has no school. He was discharged from our unit on 24 April.

Yours faithfully

Dr Wilma Achter
Consultant Psychiatrist
Larch Unit
Mobile: 07700 900762"""


def test_who_signs_the_letter_that_a_short_mail_encloses_is_the_referrer() -> None:
    clerk = "Gill Moss\nWard Clerk\nLarch Unit\n01632 960760\n"
    sender = "Ward Clerk <ward@larch.nhs.uk>"
    found = facts_of("Please see attached.", sender, signed=clerk, enclosed=ENCLOSED).referrer
    assert told(found) == ("Wilma Achter", "Consultant Psychiatrist", "Larch Unit", "health", "+447700900762")
    assert value(found.email) == "ward@larch.nhs.uk"
    said = "I saw Ali Demir (born 3/9/2017) myself. " + "He has no school and his mother is at her wits' end. " * 6
    assert value(facts_of(said, sender, signed=clerk, enclosed=ENCLOSED).referrer.name) == "Gill Moss"


def test_our_own_letter_that_comes_back_as_a_forward_is_not_what_refers() -> None:
    text = f"""Where have we got to with Ali Demir please?

{SIGNATURE}

---------- Forwarded message ---------
From: CME <CME@havering.gov.uk>
Date: Thu, 5 Nov 2026 at 09:15
Subject: CME-2026-000451
To: Jo Hall <jhall@oak.example>

Your referral of Ali Demir has been received. Your reference is CME-2026-000451.
"""
    found = facts_of(text, "Jo Hall <jhall@oak.example>", "Fwd: CME-2026-000451", signed="").referrer
    assert told(found) == ("Jo Hall", "Office Manager", "Oak Primary School", "school", "+441632960000")
    assert value(found.email) == "jhall@oak.example"
