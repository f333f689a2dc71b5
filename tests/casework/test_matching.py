from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailbot.casework.matching import match
from mailbot.casework.names import name_key
from mailbot.model.case import Case, CaseStatus
from mailbot.model.field import Evidence, Field
from mailbot.model.policy import Priority, Queue
from mailbot.model.referral import Child, Kind

WORDS = Evidence("body", "words", "rule")
CASE = Case(
    "CME-2026-7K3M9QX4TZ",
    CaseStatus.NEW,
    Priority.STANDARD,
    Queue.CME,
    Kind.REFERRAL,
    "Zoë",
    "O'Brien-Nkemelu",
    date(2015, 4, 3),
    "X311400124001",
    "RM1 3BB",
    "head@manor.example",
    datetime(2026, 9, 1, tzinfo=UTC),
)


def child(
    forename: str | None = None,
    surname: str | None = None,
    born: date | None = None,
    upn: str | None = None,
    postcode: str | None = None,
) -> Child:
    def field(value: str | None) -> Field[str] | None:
        return Field(value, WORDS) if value else None

    return Child(
        forename=field(forename),
        surname=field(surname),
        date_of_birth=Field(born, WORDS) if born else None,
        upn=field(upn),
        postcode=field(postcode),
    )


@pytest.mark.parametrize(
    ("who", "quoted", "certain"),
    [
        (child(upn="X311400124001"), (), True),
        (child("ZOE", "O’Brien Nkemelu", date(2015, 4, 3)), (), True),
        (child("Zoe", "Other", date(2015, 4, 3)), (), None),
        (child("Twin", "O'Brien-Nkemelu", date(2015, 4, 3)), (), False),
        (child("Zoe", "O'Brien-Nkemelu", date(2015, 4, 4), postcode="RM1 3BB"), (), False),
        (child("Zoe", "O'Brien-Nkemelu", date(2015, 4, 4)), (), None),
        (child("Zoe", "O'Brien-Nkemelu"), ("CME-2026-7K3M9QX4TZ",), True),
        (child("Ahmed", "Khan"), ("CME-2026-7K3M9QX4TZ",), None),
        (child(), (), None),
    ],
    ids=[
        "UPN",
        "name and birth, written otherwise",
        "other surname",
        "twin or slip: doubtful",
        "other birth, same home: doubtful",
        "name alone is nothing",
        "reference and name",
        "reference of another child",
        "nothing known",
    ],
)
def test_only_what_is_certain_attaches(who: Child, quoted: tuple[str, ...], certain: bool | None) -> None:
    found = match(who, quoted, (CASE,))
    assert (found.certain if found else None) is certain


def test_a_certain_match_is_preferred_to_a_doubtful_one() -> None:
    from dataclasses import replace

    doubtful = replace(CASE, reference="CME-2026-0000000000", forename="Twin", upn=None)
    found = match(child("Zoe", "O'Brien-Nkemelu", date(2015, 4, 3)), (), (doubtful, CASE))
    assert found is not None
    assert found.case is CASE


def test_names_are_folded_alike_on_both_sides() -> None:
    assert name_key("O’Brien-NKEMELU") == name_key("o'brien nkemelu") == "obriennkemelu"
    assert len(name_key("x" * 100)) == 60
