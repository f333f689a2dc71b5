"""Counting in school days: worked cases of Havering's year 2024/25, and a slow count beside every fast one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count as counting

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.config.calendar import calendar as load
from mailbot.model.calendar import Calendar, CannotTell, Due, Span
from mailbot.policy.calendar import (
    closed,
    covers,
    day_in_london,
    running_out,
    school_days_after,
    school_days_between,
)

ONE = timedelta(days=1)

YEAR = load(
    """
    confirmed = true
    [terms]
    "autumn 2024" = [2024-09-02, 2024-12-20]
    "spring 2025" = [2025-01-06, 2025-04-04]
    "summer 2025" = [2025-04-22, 2025-07-22]
    [half_terms]
    "half-term, autumn" = [2024-10-28, 2024-11-01]
    "half-term, spring" = [2025-02-17, 2025-02-21]
    "half-term, summer" = [2025-05-26, 2025-05-30]
    [inset]
    "Larkmead School" = [2024-11-04]
    """
)
DAYS = st.dates(YEAR.terms[0].first, YEAR.terms[-1].last)


@pytest.mark.parametrize(
    ("first_missed", "count", "school", "day"),
    [
        (date(2024, 10, 14), 10, None, date(2024, 10, 25)),
        (date(2024, 10, 14), 20, None, date(2024, 11, 15)),
        (date(2024, 10, 14), 20, "Larkmead School", date(2024, 11, 18)),
        (date(2024, 10, 14), 20, "Another School", date(2024, 11, 15)),
        (date(2025, 4, 28), 10, None, date(2025, 5, 12)),
        (date(2025, 4, 28), 20, None, date(2025, 6, 2)),
    ],
)
def test_worked_cases(first_missed: date, count: int, school: str | None, day: date) -> None:
    """Where an absence counts from its first day, the count runs after the day before it."""
    due = school_days_after(YEAR, first_missed - ONE, count, school)
    assert isinstance(due, Due)
    assert due.day == day


def test_ten_school_days_from_14_october_with_the_working() -> None:
    assert school_days_after(YEAR, date(2024, 10, 14), 10) == Due(
        date(2024, 11, 4),
        (
            "counting 10 school days after Monday 14 October 2024",
            "not counted: 19 October 2024 to 20 October 2024 (weekend)",
            "not counted: 26 October 2024 to 27 October 2024 (weekend)",
            "not counted: 28 October 2024 to 1 November 2024 (half-term, autumn)",
            "not counted: 2 November 2024 to 3 November 2024 (weekend)",
            "day 10 is Monday 4 November 2024",
        ),
    )


def test_one_day_is_said_in_the_singular_and_a_bank_holiday_by_its_name() -> None:
    assert school_days_after(YEAR, date(2025, 5, 4), 1) == Due(
        date(2025, 5, 6),
        (
            "counting 1 school day after Sunday 4 May 2025",
            "not counted: 5 May 2025 (May Day)",
            "day 1 is Tuesday 6 May 2025",
        ),
    )


def test_no_days_is_the_same_day_even_where_the_calendar_does_not_reach() -> None:
    assert school_days_after(YEAR, date(2031, 5, 4), 0) == Due(date(2031, 5, 4), ("the same day: Sunday 4 May 2031",))


def test_school_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match=r"^school days are counted forwards$"):
        school_days_after(YEAR, date(2025, 5, 4), -1)


RUNS = "which runs from 2 September 2024 to 22 July 2025"


@pytest.mark.parametrize(
    ("start", "count", "reason"),
    [
        (date(2024, 9, 1), 1, f"1 September 2024 is outside the school calendar, {RUNS}"),
        (date(2025, 7, 23), 1, f"23 July 2025 is outside the school calendar, {RUNS}"),
        (date(2025, 7, 21), 2, f"23 July 2025 is outside the school calendar, {RUNS}"),
    ],
)
def test_outside_the_terms_it_cannot_tell(start: date, count: int, reason: str) -> None:
    assert school_days_after(YEAR, start, count) == CannotTell(reason)


def test_the_first_and_the_last_day_of_the_calendar_can_be_told() -> None:
    assert covers(YEAR, date(2024, 9, 2))
    assert not covers(YEAR, date(2024, 9, 1))
    last = school_days_after(YEAR, date(2025, 7, 21), 1)
    assert isinstance(last, Due)
    assert last.day == date(2025, 7, 22)


def test_a_calendar_without_terms_can_tell_nothing() -> None:
    assert school_days_after(Calendar(()), date(2025, 5, 5), 1) == CannotTell("the school calendar holds no terms")
    assert not covers(Calendar(()), date(2025, 5, 5))


@pytest.mark.parametrize(
    ("day", "school", "why"),
    [
        (date(2024, 10, 19), None, "weekend"),
        (date(2024, 10, 20), None, "weekend"),
        (date(2024, 10, 18), None, None),
        (date(2024, 10, 28), None, "half-term, autumn"),
        (date(2024, 11, 1), None, "half-term, autumn"),
        (date(2024, 11, 4), None, None),
        (date(2024, 11, 4), "Larkmead School", "INSET day at Larkmead School"),
        (date(2024, 11, 4), "Another School", None),
        (date(2024, 12, 20), None, None),
        (date(2024, 12, 23), None, "between terms"),
        (date(2024, 12, 25), None, "Christmas Day"),
        (date(2025, 1, 6), None, None),
        (date(2025, 4, 21), None, "Easter Monday"),
        (date(2025, 5, 5), None, "May Day"),
        (date(2025, 5, 26), None, "Spring Bank Holiday"),
    ],
)
def test_why_there_is_no_school(day: date, school: str | None, why: str | None) -> None:
    assert closed(YEAR, day, school) == why


def slow_school_day(day: date, school: str | None) -> bool:
    """Written out by hand for this year, from the published calendar."""
    terms = [("2024-09-02", "2024-10-25"), ("2024-11-04", "2024-12-20"), ("2025-01-06", "2025-02-14")]
    terms += [("2025-02-24", "2025-04-04"), ("2025-04-22", "2025-05-23"), ("2025-06-02", "2025-07-22")]
    shut = {"2025-05-05"} | ({"2024-11-04"} if school == "Larkmead School" else set())
    taught = any(first <= str(day) <= last for first, last in terms)
    return taught and day.strftime("%a") not in ("Sat", "Sun") and str(day) not in shut


SCHOOLS = st.sampled_from([None, "Larkmead School", "Another School"])


@given(DAYS, st.integers(1, 60), SCHOOLS)
def test_the_nth_school_day_is_the_one_found_by_hand(start: date, count: int, school: str | None) -> None:
    later = (start + n * ONE for n in counting(1))
    within = [day for day, _ in zip(later, range(330), strict=False) if day <= YEAR.terms[-1].last]
    days = [day for day in within if slow_school_day(day, school)]
    due = school_days_after(YEAR, start, count, school)
    if len(days) < count:
        assert isinstance(due, CannotTell)
    else:
        assert isinstance(due, Due)
        assert due.day == days[count - 1]


@given(DAYS, DAYS, SCHOOLS)
def test_days_passed_are_those_counted_by_hand(start: date, end: date, school: str | None) -> None:
    days = [start + n * ONE for n in range(1, (end - start).days + 1)]
    assert school_days_between(YEAR, start, end, school) == sum(slow_school_day(day, school) for day in days)


@given(DAYS, st.integers(1, 40))
def test_counting_forward_and_counting_what_has_passed_agree(start: date, count: int) -> None:
    due = school_days_after(YEAR, start, count)
    if isinstance(due, Due):
        assert school_days_between(YEAR, start, due.day) == count


def test_the_published_year_has_195_school_days() -> None:
    first = YEAR.terms[0].first
    passed = school_days_between(YEAR, first, YEAR.terms[-1].last)
    assert closed(YEAR, first) is None
    assert passed == 194  # the first day itself is not counted


def test_days_passed_cannot_be_told_outside_the_terms() -> None:
    early, late = date(2024, 9, 1), date(2025, 7, 23)
    assert school_days_between(YEAR, early, date(2024, 9, 9)) == CannotTell(
        f"1 September 2024 is outside the school calendar, {RUNS}"
    )
    assert school_days_between(YEAR, date(2025, 7, 1), late) == CannotTell(
        f"23 July 2025 is outside the school calendar, {RUNS}"
    )
    assert school_days_between(YEAR, late, late) == 0


SAMPLE = Calendar((Span("t", date(2026, 9, 1), date(2026, 12, 18)),), confirmed=False)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 6, 20), None),
        (date(2025, 6, 21), "the school calendar ends on 22 July 2025: add the next terms to calendar.toml"),
        (date(2025, 7, 22), "the school calendar ends on 22 July 2025: add the next terms to calendar.toml"),
        (
            date(2025, 7, 23),
            "the school calendar ended on 22 July 2025, so no due day can be told: add the next terms",
        ),
    ],
)
def test_a_month_before_the_terms_run_out_it_says_so(today: date, words: str | None) -> None:
    assert running_out(YEAR, today) == words


def test_a_sample_that_nobody_has_confirmed_is_told() -> None:
    unconfirmed = "the school calendar is a sample: compare it with the authority's dates, then set confirmed = true"
    assert running_out(SAMPLE, date(2026, 10, 1)) == unconfirmed
    ends = "the school calendar ends on 18 December 2026: add the next terms to calendar.toml"
    assert running_out(SAMPLE, date(2026, 12, 1)) == f"{ends}; {unconfirmed}"
    assert running_out(Calendar(()), date(2026, 12, 1)) == (
        "the school calendar holds no terms: add them to calendar.toml"
    )


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # winter: London is UTC
        (datetime(2026, 1, 10, 23, 59, tzinfo=UTC), date(2026, 1, 10)),
        (datetime(2026, 1, 11, 0, 0, tzinfo=UTC), date(2026, 1, 11)),
        # summer: the day begins at 23:00 UTC
        (datetime(2026, 7, 10, 22, 59, tzinfo=UTC), date(2026, 7, 10)),
        (datetime(2026, 7, 10, 23, 0, tzinfo=UTC), date(2026, 7, 11)),
        # the clocks go forward on 29 March 2026 at 01:00 UTC: that midnight is winter's, the next summer's
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        # the clocks go back on 25 October 2026 at 01:00 UTC: that midnight is summer's, the next winter's
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), date(2026, 10, 26)),
        # a sender abroad
        (datetime(2026, 7, 11, 3, 30, tzinfo=timezone(timedelta(hours=5))), date(2026, 7, 10)),
    ],
)
def test_the_day_in_london(moment: datetime, day: date) -> None:
    assert day_in_london(moment) == day


@given(st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1)))
def test_the_day_in_london_is_that_of_the_european_summer_time_rule(moment: datetime) -> None:
    """Summer time: from 01:00 UTC on the last Sunday in March to 01:00 UTC on the last Sunday in October."""
    summer = _last_sunday(moment.year, 3) <= moment < _last_sunday(moment.year, 10)
    assert day_in_london(moment.replace(tzinfo=UTC)) == (moment + timedelta(hours=summer)).date()


def _last_sunday(year: int, month: int) -> datetime:
    day = datetime(year, month, 31, 1)
    while day.weekday() != 6:
        day -= ONE
    return day


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match=r"^a moment without a zone has no day in London$"):
        day_in_london(datetime(2026, 7, 10, 22, 59))
