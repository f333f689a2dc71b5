"""`config/calendar.toml` -> Calendar. Every mistake is told at once, with its line and its mend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import holidays

from mailbot.config.mistakes import Mistake, Mistakes
from mailbot.config.table import Table, parsed
from mailbot.model.calendar import Calendar, Span
from mailbot.model.days import said


def calendar(text: str, file: str = "calendar.toml") -> Calendar:
    """The calendar that the TOML `text` gives, with England's bank holidays for its years. Raises `Mistakes`."""
    mistakes: list[Mistake] = []
    table = parsed(text, file, mistakes)
    found = _calendar(table) if not mistakes else Calendar(())
    if mistakes:
        raise Mistakes(mistakes)
    return found


def _calendar(table: Table) -> Calendar:
    confirmed = table.flag("confirmed")
    terms, half_terms, inset = table.table("terms"), table.table("half_terms"), table.table("inset")
    table.end()
    term_spans, half_term_spans = tuple(_spans(terms)), tuple(_spans(half_terms))
    _must_ascend(terms, term_spans)
    _must_ascend(half_terms, half_term_spans)
    _must_lie_in_a_term(half_terms, half_term_spans, term_spans)
    if not terms.names():
        table.refuse("terms", "no terms", 'Add one such as "autumn 2026" = [2026-09-01, 2026-12-18]')
    days = tuple((school, day) for school in inset.names() for day in inset.days(school))
    return Calendar(term_spans, half_term_spans, days, bank_holidays(term_spans), confirmed)


def bank_holidays(terms: tuple[Span, ...]) -> tuple[tuple[date, str], ...]:
    """England's bank holidays, substitute days among them, of every year that the terms touch."""
    years = {year for term in terms for year in range(term.first.year, term.last.year + 1)}
    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=years).items())) if years else ()


def _spans(table: Table) -> Iterator[Span]:
    for name in table.names():
        days = table.days(name)
        if len(days) != 2 or days[0] > days[1]:
            table.refuse(name, "a first and a last day are wanted", "Write it such as [2026-09-01, 2026-12-18]")
        else:
            yield Span(name, days[0], days[1])


def _must_ascend(table: Table, spans: tuple[Span, ...]) -> None:
    for before, after in pairwise(spans):
        if after.first <= before.last:
            mend = "List them by date, and let each begin after the one before has ended"
            table.refuse(after.name, f"begins on {said(after.first)}, before {before.name} has ended", mend)


def _must_lie_in_a_term(table: Table, spans: tuple[Span, ...], terms: tuple[Span, ...]) -> None:
    for span in spans:
        if not any(term.first <= span.first and span.last <= term.last for term in terms):
            table.refuse(span.name, "lies in no term", "Compare its days with the terms above")
