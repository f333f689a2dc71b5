"""Counting in school days. Where the calendar does not reach, the answer is that it cannot tell."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mailbot.model.calendar import Calendar, CannotTell, Due, Span
from mailbot.model.days import said, said_with_weekday

LONDON = ZoneInfo("Europe/London")
WARNED_DAYS = 31  # how long before the last term ends it is told
_SATURDAY = 5
_ONE = timedelta(days=1)


def day_in_london(moment: datetime) -> date:
    """The day on which an aware moment falls in Havering, summer time or not."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone has no day in London")
    return moment.astimezone(LONDON).date()


def closed(calendar: Calendar, day: date, school: str | None = None) -> str | None:
    """Why there is no school on `day`, in words; None on a school day. `school` counts that school's INSET days too.

    Only asks of days that `covers` is true of.
    """
    if day.weekday() >= _SATURDAY:
        return "weekend"
    for holiday, name in calendar.bank_holidays:
        if holiday == day:
            return name
    for span in calendar.half_terms:
        if day in span:
            return span.name
    if not any(day in term for term in calendar.terms):
        return "between terms"
    if school is not None and (school, day) in calendar.inset:
        return f"INSET day at {school}"
    return None


def covers(calendar: Calendar, day: date) -> bool:
    """Whether the configured terms tell of `day`: from the first term's first day to the last term's last."""
    return bool(calendar.terms) and calendar.terms[0].first <= day <= calendar.terms[-1].last


def school_days_after(calendar: Calendar, start: date, count: int, school: str | None = None) -> Due | CannotTell:
    """The `count`-th school day after `start`, which is not counted itself; 0 is `start`, school or not."""
    if count < 0:
        raise ValueError("school days are counted forwards")
    if count == 0:
        return Due(start, (f"the same day: {said_with_weekday(start)}",))
    if not covers(calendar, start):
        return _beyond(calendar, start)
    counted, skipped, day = 0, [], start
    while counted < count:
        day += _ONE
        if not covers(calendar, day):
            return _beyond(calendar, day)
        why = closed(calendar, day, school)
        if why is None:
            counted += 1
        else:
            skipped.append((day, why))
    return Due(day, _working(start, count, day, skipped))


def school_days_between(calendar: Calendar, start: date, end: date, school: str | None = None) -> int | CannotTell:
    """How many school days have passed: those after `start`, up to `end` and with it. 0 where `end` is not later."""
    if end <= start:
        return 0
    for day in (start, end):
        if not covers(calendar, day):
            return _beyond(calendar, day)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(closed(calendar, day, school) is None for day in days)


def running_out(calendar: Calendar, today: date) -> str | None:
    """A warning, from a month before the last configured term ends; also while the dates are an unconfirmed sample."""
    if not calendar.terms:
        return "the school calendar holds no terms: add them to calendar.toml"
    told, last = [], calendar.terms[-1].last
    if today > last:
        told.append(f"the school calendar ended on {said(last)}, so no due day can be told: add the next terms")
    elif today >= last - timedelta(days=WARNED_DAYS):
        told.append(f"the school calendar ends on {said(last)}: add the next terms to calendar.toml")
    if not calendar.confirmed:
        told.append("the school calendar is a sample: compare it with the authority's dates, then set confirmed = true")
    return "; ".join(told) or None


def _beyond(calendar: Calendar, day: date) -> CannotTell:
    if not calendar.terms:
        return CannotTell("the school calendar holds no terms")
    first, last = calendar.terms[0].first, calendar.terms[-1].last
    return CannotTell(f"{said(day)} is outside the school calendar, which runs from {said(first)} to {said(last)}")


def _working(start: date, count: int, end: date, skipped: list[tuple[date, str]]) -> tuple[str, ...]:
    """The count in words: where it began, what was left out and why, where it ended."""
    lines = [f"counting {count} school day{'s' * (count != 1)} after {said_with_weekday(start)}"]
    lines += [_left_out(span) for span in _runs(skipped)]
    return (*lines, f"day {count} is {said_with_weekday(end)}")


def _left_out(span: Span) -> str:
    days = said(span.first) if span.first == span.last else f"{said(span.first)} to {said(span.last)}"
    return f"not counted: {days} ({span.name})"


def _runs(skipped: list[tuple[date, str]]) -> list[Span]:
    """Days in a row that were left out for the same reason, as one."""
    runs: list[Span] = []
    for day, why in skipped:
        if runs and runs[-1].name == why and runs[-1].last + _ONE == day:
            runs[-1] = Span(why, runs[-1].first, day)
        else:
            runs.append(Span(why, day, day))
    return runs
