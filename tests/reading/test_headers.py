"""Header values as their readers see them, and addresses, whatever their form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.model.message import Address
from mailbot.reading.addresses import addresses
from mailbot.reading.headers import date, parameters, words


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?q?In=C3=AAs?= Vasconcelos", "Inês Vasconcelos"),
        ("=?utf-8?B?SW7DqnM=?=", "Inês"),
        ("=?utf-8?q?In=C3?=\r\n =?utf-8?q?=AAs?=", "Inês"),
        ("=?utf-8?q?a?= =?iso-8859-1?q?=EA?= b", "aê b"),
        ("=?iso-8859-1?q?=93x=94?=", "“x”"),
        ("=?utf-8*en?q?a_b?=", "a b"),
        ("=?x-nonsense?q?In=C3=AAs?=", "Inês"),
        ("=?utf-8?b?****?=", ""),
        ("x=?utf-8?q?y?=z", "xyz"),
        ("=?utf-8?q?broken", "=?utf-8?q?broken"),
        ("In\udcc3\udcaas", "Inês"),
        ("In\udceas", "Inês"),
        ("folded\r\n\tvalue", "folded value"),
        ("=?utf-8?q?a=0D=0ABcc:_b?=", "a Bcc: b"),
        ("", ""),
    ],
)
def test_a_value_is_decoded_on_one_line(raw: str, text: str) -> None:
    assert words(raw) == text


@given(st.text())
def test_no_value_raises_or_breaks_its_line(raw: str) -> None:
    assert "\n" not in words(raw)
    parameters(raw)
    addresses(raw)
    date(raw)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("a@b.example", [("", "a@b.example")]),
        ("Jane Smith <J.Smith@B.example>", [("Jane Smith", "j.smith@b.example")]),
        ('"Smith, Jane" <j@b.example>, Bo <b@b.example>', [("Smith, Jane", "j@b.example"), ("Bo", "b@b.example")]),
        ("Smith, Jane <j@b.example>", [("Smith, Jane", "j@b.example")]),
        ("SIVAKUMAR, Nirmala (0-19 SERVICE) <n@b.example>", [("SIVAKUMAR, Nirmala (0-19 SERVICE)", "n@b.example")]),
        ("j@b.example (Jane Smith)", [("Jane Smith", "j@b.example")]),
        ("=?utf-8?q?Smith=2C_In=C3=AAs?= <i@b.example>", [("Smith, Inês", "i@b.example")]),
        ("'Jane' <j@b.example>", [("Jane", "j@b.example")]),
        ("a@b.example; c@d.example", [("", "a@b.example"), ("", "c@d.example")]),
        ("undisclosed-recipients:;", []),
        ("CME", [("CME", "")]),
        ("", []),
    ],
)
def test_addresses_are_read_as_mail_programs_show_them(raw: str, found: list[tuple[str, str]]) -> None:
    assert addresses(raw) == tuple(Address(*one) for one in found)


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("Thu, 08 Oct 2026 11:42:00 +0100", "2026-10-08T11:42:00+01:00"),
        ("8 Oct 26 11:42 GMT", "2026-10-08T11:42:00+00:00"),
        ("Thu, 08 Oct 2026 11:42:00", "2026-10-08T11:42:00+01:00"),
        ("Thu, 08 Oct 2026 11:42:00 +0100 (BST)", "2026-10-08T11:42:00+01:00"),
    ],
)
def test_dates_are_aware(raw: str, iso: str) -> None:
    found = date(raw)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize(
    "raw", ["", "soon", "32 Oct 2026 10:00", "Thu, 99 Oct 2026 11:42:00 +0100", "31 Dec 9999 23:59 -2359"]
)
def test_what_is_no_date_is_none(raw: str) -> None:
    assert date(raw) is None
