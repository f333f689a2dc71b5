"""How a day is said to a person."""

from __future__ import annotations

from datetime import date


def said(day: date) -> str:
    """`1 July 2024`."""
    return f"{day.day} {day:%B %Y}"


def said_with_weekday(day: date) -> str:
    """`Monday 1 July 2024`."""
    return f"{day:%A} {said(day)}"
