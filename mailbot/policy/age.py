"""Compulsory school age and year groups, exactly (Education Act 1996 section 8)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from mailbot.model.policypack import PolicyOn

_MONTHS = tuple(calendar.month_name)
_FRIDAY = 4


def age_starts(born: date, policy: PolicyOn) -> date:
    """The first day of compulsory school age: the first prescribed day on or after the 5th birthday."""
    birthday = _birthday(born, policy.whole("age_starts"))
    days = [_month_day(text) for text in policy.words("prescribed_days")]
    years = (birthday.year, birthday.year + 1)
    return min(day for year in years for month, number in days if (day := date(year, month, number)) >= birthday)


def age_ends(born: date, policy: PolicyOn) -> date:
    """The last day of compulsory school age: the last Friday in June of the school year in which the child turns 16."""
    return _last_friday_in_june(school_year(_birthday(born, policy.whole("age_ends"))) + 1)


def of_school_age(born: date, day: date, policy: PolicyOn) -> bool:
    """Whether a child born then is of compulsory school age on `day`; the first and the last day belong to it."""
    return age_starts(born, policy) <= day <= age_ends(born, policy)


def school_year(day: date) -> int:
    """The year in which the school year of `day` began, on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def year_group(born: date, day: date) -> int:
    """The national curriculum year of a child born then on `day`: 0 is Reception, -1 nursery."""
    return school_year(day) - school_year(born) - 5


def _birthday(born: date, age: int) -> date:
    """The birthday; a child of 29 February has it on 1 March where there is none."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def _month_day(text: str) -> tuple[int, int]:
    """`31 March` -> (3, 31)."""
    number, month = text.split()
    return _MONTHS.index(month), int(number)


def _last_friday_in_june(year: int) -> date:
    last = date(year, 6, 30)
    return last - timedelta(days=(last.weekday() - _FRIDAY) % 7)
