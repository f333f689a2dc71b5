"""The school in a label's value, and what else stands there: "Class: Year 5, Elm Primary School"."""

from __future__ import annotations

import re
from datetime import date

from mailbot.model.pair import Pair
from mailbot.reading.extract.dates import days
from mailbot.reading.extract.places import School, schools
from mailbot.reading.extract.sketch import Sketch, Source
from mailbot.reading.extract.years import year_in

_NAMES_A_SCHOOL = ("year_group", "last_attended", "removed_on")
_BESIDE_A_YEAR = ("offered_school", "last_school", "previous_school", "school")
_MOST_WORDS = 9  # of a school's name with its town
_ASIDE = re.compile(r"\s?\([^)]{0,80}\)")
_NONE = re.compile(r"\A\W{0,3}(?:none|never|no\sschool|nil|not\s(?:on|at|in)\s)\b", re.IGNORECASE)
_WAS_AT = re.compile(r"\b(?:was|were|been|last|previously|formerly|until|left|ex|from)\b[^.;]{0,30}\Z", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[,;.]?\s(?:last|until|till|since|left|from|start|attend|year|yr|reception|class|but|not|where|who|he|she|they|and"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|[0-9])",
    re.IGNORECASE,
)


def school_value(value: str) -> str | None:
    """The school that a value names, as written, with its town; None where it says that there is none."""
    found = list(schools(value))
    if _NONE.match(value):
        return next((_with_town(value, one) for one in found if _WAS_AT.search(value, 0, one.start)), None)
    bare = _ASIDE.sub("", value.strip().split("\n")[0]).strip(" .,;")
    if found and (len(bare.split()) > _MOST_WORDS or bare.lower().startswith(("both", "all"))):
        return found[0].text
    if len(found) == 1 and bare.startswith(found[0].text) and _GOES_ON.match(bare, len(found[0].text)):
        return found[0].text
    return bare


def _with_town(value: str, school: School) -> str:
    town = re.match(r",\s[A-Z][\w'’-]{1,24}", value[school.end :])
    return school.text + (town[0] if town else "")


def put_beside(sketch: Sketch, pair: Pair, on: date) -> None:
    """Take what else a value tells: the school beside a year or day, year and start beside an offered school."""
    came_from = pair.label.strip(" :").lower() == "from"  # of a child, it is the school before; of a mail, no field
    school = next(schools(pair.value), None) if pair.key in _NAMES_A_SCHOOL or came_from else None
    if school:
        sketch.put("text_school", Source(pair.part, "beside a label's value", 0.8).field(school.text, pair.value))
    year = year_in(pair.value) if pair.key in _BESIDE_A_YEAR else None
    if year:
        sketch.put("year_group", Source(pair.part, "beside a label's value", 0.8).field(year[0], pair.value))
    starts = pair.key == "offered_school" and _STARTS.search(pair.value)
    told = list(days(pair.value[starts.end() :], on)) if starts else []
    if len(told) == 1:
        sketch.put("start_date", Source(pair.part, "beside a label's value", 0.8).field(told[0].value, pair.value))


_STARTS = re.compile(r"\b(?:start(?:s|ing|ed)?|begin(?:s|ning)?|from|due)\b", re.IGNORECASE)
