from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.casework.reference import BITS, mint


def test_a_reference_carries_at_least_fifty_random_bits() -> None:
    assert BITS >= 50
    assert mint(2026, (1 << BITS) - 1) == "CME-2026-ZZZZZZZZZZ"
    assert mint(2026, 0) == "CME-2026-0000000000"


@given(st.integers(0, (1 << BITS) - 1), st.integers(0, (1 << BITS) - 1))
def test_different_bits_give_different_references_without_misread_letters(one: int, other: int) -> None:
    first, second = mint(2026, one), mint(2026, other)
    assert re.fullmatch(r"CME-2026-[0-9A-HJKMNP-TV-Z]{10}", first)
    assert (first == second) == (one == other)


def test_bits_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="50 bits"):
        mint(2026, 1 << BITS)
