"""Addresses and schools in running text."""

from __future__ import annotations

import pytest

from mailbot.reading.extract.places import address_text, no_address, places, schools

SENTENCES = (
    ("She lives at 14a Larch Road, Harold Hill, RM3 9XX with mum.", "14a Larch Road, Harold Hill", "RM3 9XX"),
    ("They are at Flat 2, 18 Mallard Road, Romford RM3 8QT now.", "Flat 2, 18 Mallard Road, Romford", "RM3 8QT"),
    ("Home: 22 Beech Rd Hornchurch RM12 5AB", "22 Beech Rd Hornchurch", "RM12 5AB"),
    ("living in Rose Cottage, Mill Lane, Upminster, RM14 2XX.", "Rose Cottage, Mill Lane, Upminster", "RM14 2XX"),
    ("He is at 9 High Street.", "9 High Street", None),
    (
        "Gone since 17 November. They gave us 112 Marine Approach, Southend SS1 9ZZ.",
        "112 Marine Approach, Southend",
        "SS1 9ZZ",
    ),
    ("She is at 6 May Street, Romford.", "6 May Street, Romford", None),
    ("He came from Ash Juniors. 4 Tern Close, Rainham, RM13 8XD", "4 Tern Close, Rainham", "RM13 8XD"),
)


def test_a_day_before_a_word_for_a_street_is_no_address() -> None:
    assert list(places("He will be gone by 1 Dec. Release place then.")) == []


@pytest.mark.parametrize(("sentence", "address", "code"), SENTENCES)
def test_an_address_begins_and_ends_where_it_should(sentence: str, address: str, code: str | None) -> None:
    (place,) = places(sentence)
    assert (place.text, place.postcode.value if place.postcode else None) == (address, code)


def test_lines_are_joined_and_the_postcode_is_taken_out() -> None:
    assert address_text("Flat 2\n18 Mallard Road,\nRomford\nRM3 8QT") == "Flat 2, 18 Mallard Road, Romford"


@pytest.mark.parametrize("written", ["PO Box 12, Romford", "c/o PO Box 4"])
def test_a_box_is_no_home(written: str) -> None:
    assert no_address(written)


@pytest.mark.parametrize(
    ("sentence", "school"),
    [
        ("She went to Oak Primary School until May.", "Oak Primary School"),
        ("He left St Mary's Catholic Primary School, Romford.", "St Mary's Catholic Primary School"),
        ("was at The Royal Liberty School before", "The Royal Liberty School"),
    ],
)
def test_a_school_has_its_whole_name(sentence: str, school: str) -> None:
    assert school.removeprefix("The ") in [found.text.removeprefix("The ") for found in schools(sentence)]
