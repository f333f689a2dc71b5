"""Unique pupil numbers, postcodes, telephone numbers and addresses of mail, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.reading.extract.identifiers import check_letter, postcodes, upns
from mailbot.reading.extract.phones import emails, phones

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@given(st.text("0123456789", min_size=12, max_size=12))
def test_one_wrong_digit_is_always_noticed(digits: str) -> None:
    letter = LETTERS[sum(int(digit) * weight for digit, weight in zip(digits, range(2, 14), strict=True)) % 23]
    assert check_letter(digits) == letter
    for at, digit in enumerate(digits):
        slip = digits[:at] + str((int(digit) + 1) % 10) + digits[at + 1 :]
        (upn,) = upns(f"UPN {letter}{slip}")
        assert not upn.valid


@pytest.mark.parametrize("written", ["B801200005001", "b801200005001", "B 8012 0000 5001", "B801-2000-05001"])
def test_a_upn_is_read_in_any_grouping(written: str) -> None:
    (upn,) = upns(f"UPN:{written}.")
    assert (upn.value, upn.valid) == ("B801200005001", True)


@pytest.mark.parametrize("written", ["B80120000500", "B8012000050011", "XB801200005001", "0801200005001"])
def test_what_has_not_thirteen_characters_is_no_upn(written: str) -> None:
    assert not list(upns(written))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("rm1 3bb", "RM1 3BB"),
        ("RM13BB", "RM1 3BB"),
        ("EC1A1BB", "EC1A 1BB"),
        ("W1A 0AX", "W1A 0AX"),
        ("M1 1AE", "M1 1AE"),
    ],
)
def test_a_postcode_is_read_and_spaced(written: str, meant: str) -> None:
    assert [code.value for code in postcodes(f"at 4 Elm Rd {written}, with mum")] == [meant]


@pytest.mark.parametrize("written", ["RM1", "Y11 2AB4", "B801200005001", "QM1 3BB", "RM1 3CB"])
def test_what_is_no_postcode_is_none(written: str) -> None:
    assert not list(postcodes(written))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("07700 900123", "+447700900123"),
        ("07700900123", "+447700900123"),
        ("(01632) 960 123", "+441632960123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("+48 601 234 567", "+48601234567"),
        ("+353 85 012 3456", "+353850123456"),
        ("020 7946 0123", "+442079460123"),
    ],
)
def test_a_number_is_read_as_e164(written: str, meant: str) -> None:
    assert [phone.value for phone in phones(f"Ring mum on {written}.")] == [meant]


@pytest.mark.parametrize("written", ["B801200005001", "3/4/2015", "12345", "case 2026-004512"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert not list(phones(written))


def test_an_address_of_mail_loses_the_full_stop_behind_it() -> None:
    assert [email.value for email in emails("Write to <ana.b@example.com>, or to x@y.example.")] == [
        "ana.b@example.com",
        "x@y.example",
    ]
