"""A label's value that tells several facts gives each of them."""

from __future__ import annotations

import pytest

from mailbot.reading.extract.beside import school_value
from tests.reading.extract.letter import facts_of, value

AGENCY = "Sam Tan <s.tan@opendoor.example>"
CHARITY = "Casework\nOpen Door Charity\n01632 960300\n"


def told(line: str, field: str) -> str | None:
    form = f"Hello\n\nName: Ali Demir\nDate of birth: 3/9/2017\n{line}\nAddress: 4 Elm Road, Romford RM1 2AB\n"
    (child,) = facts_of(form, AGENCY, "A boy", CHARITY).children
    return value(getattr(child, field))


@pytest.mark.parametrize(
    ("line", "field", "meant"),
    [
        ("School: Ash Lane Primary, last in Fri 16 Oct", "last_school", "Ash Lane Primary"),
        ("School: Ash Lane Primary, last in Fri 16 Oct", "last_attended", "2026-10-16"),
        ("Last school: Ash Lane Primary until 9 October 2026", "last_school", "Ash Lane Primary"),
        ("Class: Year 4, Ash Lane Primary", "last_school", "Ash Lane Primary"),
        ("Class: Year 4, Ash Lane Primary", "year_group", "4"),
        ("Last day in: Ash Lane Primary, Friday 9 October 2026", "last_school", "Ash Lane Primary"),
        ("Last day in: Ash Lane Primary, Friday 9 October 2026", "last_attended", "2026-10-09"),
        ("Present school: None. Was at Ash Lane Primary, Bedford", "last_school", "Ash Lane Primary, Bedford"),
        ("School: none since he was six, we rang round", "last_school", None),
        ("Place offered: Year 4, Oak Hill School, to begin on 9 November 2026", "start_date", "2026-11-09"),
        ("Place offered: Year 4, Oak Hill School, to begin on 9 November 2026", "year_group", "4"),
        ("Going to: Moved to Oak Hill School, Leeds, started 2 November", "moved_to", "Oak Hill School, Leeds"),
        ("Going to: Oak Hill School, Leeds (a place was confirmed there)", "moved_to", "Oak Hill School, Leeds"),
    ],
)
def test_a_value_gives_each_of_its_facts(line: str, field: str, meant: str | None) -> None:
    assert told(line, field) == meant


@pytest.mark.parametrize("name", ["St Mary and St John Primary", "Elm Primary School, Leeds", "The Year Two Centre"])
def test_a_school_s_name_stays_whole(name: str) -> None:
    assert school_value(name) == name
