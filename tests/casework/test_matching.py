from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mailbot.casework.matching import match
from mailbot.model.case import Case, CaseStatus
from mailbot.model.referral import Child, Contact, Sex
from tests.casework.build import NOW, read
from tests.casework.population import case_of

PHONE, OTHER_PHONE = "+447700900123", "+447700900456"
REFERENCE = "CME-2026-7K3M9QX4TZ"
HEAD = "head@manor.example"


def a_child(
    forename: str | None = None,
    surname: str | None = None,
    born: str | None = None,
    *,
    upn: str | None = None,
    postcode: str | None = None,
    phone: str | None = None,
    sex: str | None = None,
) -> Child:
    return Child(
        forename=read(forename) if forename else None,
        surname=read(surname) if surname else None,
        date_of_birth=read(date.fromisoformat(born)) if born else None,
        upn=read(upn) if upn else None,
        postcode=read(postcode) if postcode else None,
        contacts=(Contact(phones=(read(phone),)),) if phone else (),
        sex=read(Sex(sex)) if sex else None,
    )


def a_case(child: Child, reference: str = REFERENCE, **changes: object) -> Case:
    return replace(case_of(child, reference), referrer_email=HEAD, **changes)  # type: ignore[arg-type]


ZOE = a_child("Zoë", "O'Brien-Nkemelu", "2015-04-03", upn="X311400124001", postcode="RM1 3BB", phone=PHONE, sex="F")
AMINA = a_child("Amina Noor", "Hassan Ali", "2014-09-21", postcode="RM7 9AA", phone=PHONE)
ALI = a_child("Muhammad Ali", "Khan", "2016-02-05", postcode="RM3 9XY", phone=PHONE, sex="M")
LIZ = a_child("Elizabeth", "Carter", "2012-11-30", postcode="RM14 2AA")
KAJUS = a_child("Austėja", "Petrauskaitė", "2013-07-12")


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (ZOE, a_child("Zoe", "Brien", upn="X311400124001")),
        (ZOE, a_child(upn="X311400124001")),
        (ZOE, a_child("ZOE", "O’Brien Nkemelu", "2015-04-03")),
        (ZOE, a_child("Zoe", "Nkemelu", "2015-04-03")),
        (ZOE, a_child("O'Brien-Nkemelu", "Zoe", "2015-04-03")),
        (ZOE, a_child("Zoe", "O'Brein Nkemelu", "2015-04-03")),
        (ZOE, a_child("Zoe", "O'Brien-Nkemelu", "2015-04-08", postcode="RM1 3BB")),
        (ZOE, a_child("Zoe", "O'Brien-Nkemelu", "2015-03-04", phone=PHONE)),
        (ZOE, a_child("Zoe", "O'Brien-Nkemelu", phone=PHONE)),
        (AMINA, a_child("Aminah", "Hasan Ali", "2014-09-21")),
        (AMINA, a_child("Amina", "Noor Hassan Ali", "2014-09-21")),
        (ALI, a_child("Mohammed Ali", "Khan", "2016-02-05")),
        (ALI, a_child("Ali", "Khan", "2016-02-05")),
        (LIZ, a_child("Liz", "Carter", "2012-11-30")),
        (LIZ, a_child("Beth", "Carter", "2012-11-30")),
        (KAJUS, a_child("Austeja", "Petrauskas", "2013-07-12")),
    ],
    ids=[
        "UPN",
        "UPN alone",
        "accent, capitals, apostrophe, hyphen",
        "one part of a double surname",
        "surname and forename changed places",
        "two letters of the surname changed places",
        "one digit of the birth, same postcode",
        "day and month changed places, same telephone",
        "no birth, same telephone",
        "Arabic in other letters",
        "second given name taken for a surname",
        "Muhammad in another spelling",
        "Muhammad left out",
        "short form",
        "another short form",
        "Lithuanian surname of brother and sister",
    ],
)
def test_a_child_is_attached_though_written_otherwise(known: Child, told: Child) -> None:
    found = match(told, (), (a_case(known),))
    assert found is not None
    assert found.certain, found.why


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (ZOE, a_child("Zoe", "O'Brien-Nkemelu", "2015-04-08")),
        (ZOE, a_child("Zoe", "O'Brien-Nkemelu", "2018-09-08", postcode="RM1 3BB")),
        (ZOE, a_child("Zoe", "O'Brien-Nkemelu")),
        (ZOE, a_child("Zoe", "O'Brien-Nkemelu", "2015-04-03", upn="A311400124002")),
        (ZOE, a_child("Ada", "Smith", "2011-01-02", upn="X311400124001")),
        (ZOE, a_child("Zoe", "Smith", "2015-04-03", phone=PHONE)),
        (LIZ, a_child("Elizabet", "Carver", "2012-11-30", postcode="RM1 3BB")),
        (LIZ, a_child("Elisabeth", "Carter", "2012-11-20")),
        (ALI, a_child("Muhammad", "Khan", "2016-02-05")),
        (ALI, a_child("Mohammed Ali", "Khan", "2016-02-05", postcode="RM9 9ZZ")),
        (ALI, a_child("Muhammad Ali", "Khan", "2016-02-05", postcode="RM9 9ZZ", phone=OTHER_PHONE)),
    ],
    ids=[
        "a slip in the birth, nothing of the home known",
        "another birth, same home",
        "name alone",
        "another UPN",
        "UPN of a child of another name",
        "another surname, same telephone",
        "a slip in the surname, another home",
        "another spelling and a slip in the birth",
        "a name that every brother may bear",
        "another spelling, another home",
        "same name and birth, another home and telephone",
    ],
)
def test_what_is_doubtful_is_told_and_not_attached(known: Child, told: Child) -> None:
    found = match(told, (), (a_case(known),))
    assert found is not None
    assert not found.certain, found.why


@pytest.mark.parametrize(
    ("forenames", "others"),
    [
        ("Hassan", "Hussain"),
        ("Samir", "Samira"),
        ("Kiran", "Karan"),
        ("Mason", "Jason"),
        ("Mia", "Maya"),
        ("Ella", "Bella"),
        ("Amir", "Emir"),
        ("Lena", "Lina"),
        ("Daniel", "Daniella"),
        ("Muhammad Ali", "Muhammad Omar"),
        ("Maria Elena", "Maria Isabel"),
        ("Oliver James", "Jack James"),
        ("Amy", "Millie"),
        ("Hassan Ali", "Hussain Ali"),
    ],
)
def test_twins_are_never_merged(forenames: str, others: str) -> None:
    known = a_child(forenames, "Khan", "2016-02-05", postcode="RM3 9XY", phone=PHONE)
    found = match(a_child(others, "Khan", "2016-02-05", postcode="RM3 9XY", phone=PHONE), (), (a_case(known),))
    assert found is not None  # it may be the same child under another name
    assert not found.certain


def test_a_twin_of_the_other_sex_is_not_even_flagged() -> None:
    known = a_child("Samir", "Khan", "2016-02-05", phone=PHONE, sex="M")
    assert match(a_child("Zara", "Khan", "2016-02-05", phone=PHONE, sex="F"), (), (a_case(known),)) is None


def test_both_twins_known_each_goes_to_its_own_case() -> None:
    first, second = (a_child(name, "Khan", "2016-02-05", phone=PHONE) for name in ("Muhammad Ali", "Muhammad Omar"))
    cases = (a_case(first, "CME-2026-0000000001"), a_case(second, "CME-2026-0000000002"))
    told = a_child("Mohammed Omer", "Khan", "2016-02-05", phone=PHONE)
    found = match(told, (), cases)
    assert found is not None
    assert (found.case, found.certain) == (cases[1], True)


@pytest.mark.parametrize(
    "told",
    [
        a_child("Ada", "O'Brien-Nkemelu", "2012-08-19", postcode="RM1 3BB", phone=PHONE),
        a_child("Zoe", "Other", "2015-04-03"),
        a_child("Ada", "O'Brien-Nkemelu", "2015-04-03", postcode="RM9 9ZZ"),
        a_child("Zoe", "O'Brien-Nkemelu", "2009-12-25"),
        a_child("Amina", "Hassan"),
        a_child(),
    ],
    ids=["sister", "same forename and birth", "same surname and birth elsewhere", "namesake", "other name", "nothing"],
)
def test_another_child_is_no_match(told: Child) -> None:
    assert match(told, (), (a_case(ZOE),)) is None


@pytest.mark.parametrize(
    ("told", "referrer", "certain"),
    [
        (a_child("Zoe", "O'Brien-Nkemelu"), None, True),
        (a_child("Zoe"), None, True),
        (a_child(surname="O'Brien"), None, True),
        (a_child(), None, None),
        (a_child(), HEAD, True),
        (a_child(born="2012-08-19"), HEAD, None),
        (a_child(), "other@manor.example", None),
        (a_child("Zo"), HEAD, None),
        (a_child("Zoo", "O'Brien-Nkemelu"), None, False),
        (a_child("Zoo", "O'Brien-Nkemelu"), HEAD, True),
        (a_child("Ada", "O'Brien-Nkemelu", "2012-08-19"), HEAD, None),
        (a_child("Ada", "O'Brien-Nkemelu"), HEAD, False),
        (a_child("Ahmed", "Khan"), HEAD, None),
    ],
    ids=[
        "its name",
        "forename alone",
        "surname alone",
        "no name, sender unproven",
        "no name, its proven referrer",
        "no name and another birth, its proven referrer",
        "no name, another proven sender",
        "too short to tell",
        "name mistyped",
        "name mistyped by the proven referrer",
        "sister with her own birth",
        "sister without",
        "another child",
    ],
)
def test_a_quoted_reference_counts_with_the_childs_name_or_from_the_proven_referrer(
    told: Child, referrer: str | None, certain: bool | None
) -> None:
    found = match(told, (REFERENCE,), (a_case(ZOE),), referrer)
    assert (found.certain if found else None) is certain


def test_of_two_namesakes_the_one_of_the_same_family_is_meant() -> None:
    elsewhere = a_child("Zoe", "O'Brien-Nkemelu", "2015-04-03", postcode="RM9 9ZZ")
    cases = (a_case(elsewhere, "CME-2026-0000000001"), a_case(ZOE))
    found = match(a_child("Zoe", "O'Brien-Nkemelu", "2015-04-03", phone=PHONE), (), cases)
    assert found is not None
    assert (found.case.reference, found.certain) == (REFERENCE, True)


def test_two_open_cases_as_likely_as_one_another_are_left_to_an_officer() -> None:
    other = a_case(ZOE, "CME-2026-0000000001", opened_at=NOW - timedelta(days=9))
    found = match(a_child("Zoe", "O'Brien-Nkemelu", "2015-04-03"), (), (other, a_case(ZOE)))
    assert found is not None
    assert (found.case.reference, found.certain) == (REFERENCE, False)
    assert "CME-2026-0000000001 is as likely" in found.why


def test_an_open_case_goes_before_one_that_is_over_and_the_newest_before_older_ones() -> None:
    told = a_child("Zoe", "O'Brien-Nkemelu", "2015-04-03")
    old = a_case(ZOE, "CME-2024-0000000001", status=CaseStatus.CLOSED, opened_at=NOW - timedelta(days=700))
    closed = a_case(ZOE, "CME-2025-0000000002", status=CaseStatus.CLOSED, opened_at=NOW - timedelta(days=400))
    for cases, best in (((old, a_case(ZOE), closed), REFERENCE), ((old, closed), closed.reference)):
        found = match(told, (), cases)
        assert found is not None
        assert (found.case.reference, found.certain) == (best, True)


def test_a_duplicate_stands_for_the_case_that_it_was_merged_into() -> None:
    merged = a_case(KAJUS, "CME-2026-0000000001", status=CaseStatus.DUPLICATE, duplicate_of=REFERENCE)
    main = a_case(replace(KAJUS, surname=read("Jankauskienė")))
    found = match(a_child("Austėja", "Petrauskaitė", "2013-07-12"), (), (merged, main))
    assert found is not None
    assert (found.case, found.certain) == (main, True)


def test_the_evidence_is_told() -> None:
    found = match(a_child("O'Brien-Nkemelu", "Zoe", "2015-04-03", phone=PHONE, sex="M"), (), (a_case(ZOE),))
    assert found is not None
    assert not found.certain
    assert found.why == "like name, same date of birth; names in another order; same telephone; other sex"
