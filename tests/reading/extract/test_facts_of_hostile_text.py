"""Texts made to be slow are read in bounded time, and nothing is found in noise."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.extract.letter import facts_of

SIZE = 100_000
REPEATED = (
    "a", "A ", "Aa ", "1", "1 ", "01 ", "(", "Name: ", "a: ", ", ", "School of ", "Flat 1 ", "Mr ", "mum ", "1 High Road, ",
    "Ali Demir (Y4, dob 3/9/17) ", "a | b | c\n", "moved to Aa Bb, Cc ", "born 1/1/2015 ", "a@b.c ", "Aa and ", "- ", "RM1 ",
)  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_a_long_text_takes_seconds_at_most(piece: str) -> None:
    began = perf_counter()
    facts_of(piece * (SIZE // len(piece)))
    assert perf_counter() - began < 20  # two on a quiet machine; a blow-up takes minutes


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("Aa b1/:,.-\n|()'’@0\t") | st.characters(codec="utf-8"), max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    facts_of(text)


WORDS = ("Ali", "Demir", "DOB:", "3/9/17", "mum", "07700 900001", "Year 4", "\n", "\n\n", "Name:", ",", "(", ")", "RM1 3BB", "and", "his", "sister", "4 Elm Road", "Oak School", "last attended", ":", "-")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_order_of_the_words_of_a_referral_can_be_read(words: list[str]) -> None:
    for child in facts_of(" ".join(words)).children:
        assert child.forename or child.surname or child.upn
