"""Days as people write them, on Friday 20 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.reading.extract.dates import birth, days, labelled_day, month_first

FRIDAY = date(2026, 11, 20)

WRITTEN = (
    ("3/4/15", "2015-04-03"),
    ("03.04.2015", "2015-04-03"),
    ("3-4-15", "2015-04-03"),
    ("2015-04-03", "2015-04-03"),
    ("3rd April 2015", "2015-04-03"),
    ("3 Apr '15", "2015-04-03"),
    ("April 3rd, 2015", "2015-04-03"),
    ("the 3rd of April 2015", "2015-04-03"),
    ("03APR2015", "2015-04-03"),
    ("Friday 11 September", "2026-09-11"),
    ("Fri 11th Sept", "2026-09-11"),
    ("4 January", "2027-01-04"),
    ("23 October", "2026-10-23"),
    ("last Friday", "2026-11-13"),
    ("Monday", "2026-11-16"),
    ("yesterday", "2026-11-19"),
    ("Friday the 13th", "2026-11-13"),
    ("last Wednesday, 11 November,", "2026-11-11"),
    ("29/2/2016", "2016-02-29"),
    ("6/11", "2026-11-06"),
)
BESIDE = (
    ("The bus came on Tuesday 10 November. He was here the day before, and happy.", "2026-11-09"),
    ("Mum rang on 12/11/26. The previous day, she said, he had been fine.", "2026-11-11"),
    ("She came on the 6th November and left the next day.", "2026-11-07"),
    ("We broke up on Thursday 22 October and that Monday he was in.", "2026-10-19"),
)
NO_DAYS = (
    "the day before he left",
    "that Friday",
    "31/2/2015",
    "29/2/2015",
    "10/13/2015",
    "version 3.4.15.6",
    "01632 960 111",
    "0/0/00",
    "pages 3-4",
)


@pytest.mark.parametrize(("written", "meant"), WRITTEN)
def test_a_written_day_is_read(written: str, meant: str) -> None:
    (day,) = days(f"They came on {written} to us.", FRIDAY)
    assert day.value.isoformat() == meant


@pytest.mark.parametrize(("sentence", "meant"), BESIDE)
def test_a_day_may_be_counted_from_the_one_told_before(sentence: str, meant: str) -> None:
    assert [day.value.isoformat() for day in days(sentence, FRIDAY)][1] == meant


@pytest.mark.parametrize("written", NO_DAYS)
def test_what_is_no_day_is_none(written: str) -> None:
    assert not list(days(written, FRIDAY))


@given(st.dates(date(2008, 1, 1), date(2027, 6, 30)))
def test_every_day_is_read_from_every_full_style(day: date) -> None:
    styles = ("%d/%m/%Y", "%-d/%-m/%y", "%d.%m.%Y", "%-d %B %Y", "%d %b %Y", "%A %-d %B %Y", "%B %-d, %Y", "%Y-%m-%d")
    for style in styles:
        assert [found.value for found in days(day.strftime(style), FRIDAY)] == [day], style


@given(st.dates(FRIDAY - timedelta(days=250), FRIDAY + timedelta(days=40)))
def test_a_weekday_settles_the_year(day: date) -> None:
    (found,) = days(day.strftime("%A %-d %B"), FRIDAY)
    assert found.value == day


def test_a_date_of_birth_is_never_in_the_future_nor_of_an_adult() -> None:
    born = [birth(day, FRIDAY) for day in days("1/1/2028 and 1/1/1990 and 1/1/2015 and 5/6/26", FRIDAY)]
    assert born == [None, None, date(2015, 1, 1), date(2026, 6, 5)]


def test_a_date_that_is_only_possible_month_first_is_told_not_turned_round() -> None:
    assert labelled_day("04/23/2015", FRIDAY) is None
    assert month_first("04/23/2015") == "04/23/2015"
    assert month_first("23/04/2015") is None
