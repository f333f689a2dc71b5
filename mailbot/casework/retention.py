"""How long an ended case is kept."""

from __future__ import annotations

from datetime import date, datetime, time

from mailbot.policy.calendar import LONDON


def kept_since(today: date, years: int) -> datetime:
    """The moment before which a case must have ended to be forgotten today: midnight in London, `years` years back."""
    leap = (today.month, today.day) == (2, 29)
    day = today.replace(year=today.year - years, day=28) if leap else today.replace(year=today.year - years)
    return datetime.combine(day, time(), LONDON)
