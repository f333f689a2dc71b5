"""Compulsory school age, against published cases and a slow definition that walks day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.model.policypack import PolicyOn
from mailbot.policy.age import age_ends, age_starts, school_year, year_group

ONE = timedelta(days=1)
BIRTHS = st.dates(date(2000, 1, 1), date(2030, 12, 31))

CASES = [
    (date(2019, 2, 10), date(2024, 3, 31), date(2035, 6, 29)),
    (date(2007, 9, 23), date(2012, 12, 31), date(2024, 6, 28)),
    (date(2021, 8, 31), date(2026, 8, 31), date(2037, 6, 26)),
    (date(2021, 9, 1), date(2026, 12, 31), date(2038, 6, 25)),
    (date(2021, 12, 31), date(2026, 12, 31), date(2038, 6, 25)),
    (date(2022, 1, 1), date(2027, 3, 31), date(2038, 6, 25)),
    (date(2020, 3, 31), date(2025, 3, 31), date(2036, 6, 27)),
    (date(2020, 4, 1), date(2025, 8, 31), date(2036, 6, 27)),
    (date(2020, 2, 29), date(2025, 3, 31), date(2036, 6, 27)),
    (date(2010, 8, 31), date(2015, 8, 31), date(2026, 6, 26)),
    (date(2010, 9, 1), date(2015, 12, 31), date(2027, 6, 25)),
]


@pytest.mark.parametrize(("born", "starts", "ends"), CASES, ids=[str(case[0]) for case in CASES])
def test_published_cases(born: date, starts: date, ends: date, policy: PolicyOn) -> None:
    assert (age_starts(born, policy), age_ends(born, policy)) == (starts, ends)


def slow_start(born: date) -> date:
    """Walk from the fourth birthday: turn five, then stop at the first prescribed day."""
    day = date(born.year + 4, born.month, min(born.day, 28))
    while not _has_turned(born, 5, day) or (day.month, day.day) not in ((3, 31), (8, 31), (12, 31)):
        day += ONE
    return day


def slow_end(born: date) -> date:
    """Walk back from 30 June after the school year's end to the Friday; the year ends on the 31 August after 16."""
    day = date(born.year + 15, born.month, min(born.day, 28))
    while not _has_turned(born, 16, day):
        day += ONE
    while (day.month, day.day) != (8, 31):
        day += ONE
    while day.month != 6 or day.weekday() != 4:
        day -= ONE
    return day


def _has_turned(born: date, age: int, day: date) -> bool:
    return (day.year - born.year, day.month, day.day) >= (age, born.month, born.day)


@given(BIRTHS)
def test_starts_and_ends_as_walked_day_by_day(policy: PolicyOn, born: date) -> None:
    assert age_starts(born, policy) == slow_start(born)
    assert age_ends(born, policy) == slow_end(born)


@given(BIRTHS, st.dates(date(2005, 1, 1), date(2045, 12, 31)))
def test_year_group_rises_by_one_every_first_of_september(born: date, day: date) -> None:
    next_september = date(day.year + (day >= date(day.year, 9, 1)), 9, 1)
    assert year_group(born, next_september) == year_group(born, day) + 1
    assert year_group(born, next_september - ONE) == year_group(born, day)


@pytest.mark.parametrize(
    ("born", "day", "year"),
    [
        (date(2010, 9, 1), date(2026, 9, 1), 11),
        (date(2022, 8, 31), date(2026, 9, 1), 0),
        (date(2022, 9, 1), date(2026, 9, 1), -1),
        (date(2010, 9, 1), date(2026, 8, 31), 10),
        (date(2011, 8, 31), date(2027, 8, 31), 11),
    ],
)
def test_year_groups(born: date, day: date, year: int) -> None:
    assert year_group(born, day) == year


def test_school_year_turns_on_the_first_of_september() -> None:
    assert [school_year(day) for day in (date(2026, 8, 31), date(2026, 9, 1), date(2027, 1, 1))] == [2025, 2026, 2026]


def test_another_years_prescribed_days_are_taken_from_the_policy(policy: PolicyOn) -> None:
    changed = PolicyOn(**{**_fields(policy), "values": {**policy.values, "prescribed_days": ("1 January",)}})
    assert age_starts(date(2020, 5, 5), changed) == date(2026, 1, 1)


def test_a_child_of_29_february_has_its_birthday_on_1_march(policy: PolicyOn) -> None:
    changed = PolicyOn(**{**_fields(policy), "values": {**policy.values, "prescribed_days": ("1 March",)}})
    assert age_starts(date(2020, 2, 29), changed) == date(2025, 3, 1)
    assert age_starts(date(2020, 3, 2), changed) == date(2026, 3, 1)


def _fields(policy: PolicyOn) -> dict[str, object]:
    return {name: getattr(policy, name) for name in PolicyOn.__dataclass_fields__}
