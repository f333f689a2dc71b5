"""The days on which things happened to a child: last attended, due to start, taken off roll, born."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mailbot.model.cues import Tells, Told
from mailbot.reading.extract.cast import Cast
from mailbot.reading.extract.dates import Certainty, Day, birth
from mailbot.reading.extract.heard import Heard
from mailbot.reading.extract.people import CUE, Part
from mailbot.reading.extract.prose import Text
from mailbot.reading.extract.sketch import Sketch, Source
from mailbot.reading.extract.vocabulary import ADULT_KIN
from mailbot.reading.extract.years import year_in, year_of
from mailbot.reading.pattern import Pattern

_ALL = Pattern(
    r"\b(?:both|all(?:\sthree|\sfour|\sof\sthem)?|none|neither|they|them|the\s(?:children|twins|siblings|pair"
    r"|boys|girls|three|two)|each)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Happening:
    """A field of the child, the day, and the children of whom it is said (None: of all)."""

    name: Tells
    value: Day
    text: Text
    children: tuple[int, ...] | None


def happenings(heard: Heard, found: Cast) -> Iterator[Happening]:
    """Every telling day of a text."""
    text = heard.text
    end: dict[Tells, int] = {}
    for told in heard.told:
        day = next((day for day in text.marked.days if day.start == told.at), None) if told.slot == "day" else None
        if day is None or told.start < end.get(told.tells, 0):
            continue
        if CUE.search(text.text, max(0, day.start - _BORN), day.start):
            continue
        if _of_another(text, told):
            continue
        end[told.tells] = told.end
        whom = _whom(text, found, told.start, told.at)
        if whom is not _NOBODY:
            yield Happening(told.tells, day, text, whom)


def _of_another(text: Text, told: Told) -> bool:
    """Whether a cue is said of an adult or a thing: "Dad was in school", "the tenancy started"."""
    before = text.text[text.sentence(told.start)[0] : told.start]
    other = None if _PERSON.match(text.text, told.start) else _OTHER_SUBJECT.search(before)
    if other:
        return _OBJECT.search(before[: other.start()]) is None
    return (
        told.tells is Tells.START_DATE
        and re.search(r"\b(?:we|I)\s\Z", before, re.IGNORECASE) is not None
        and (text.text[told.start : told.start + 5].lower() == "start")
    )


_OBJECT = re.compile(
    r"\b(?:with|to|by|from|for|and|told|gave|offered|asked)\s(?:(?:his|her|their|the)\s)?\Z", re.IGNORECASE
)
_OTHER_SUBJECT = re.compile(
    rf"\b(?:{ADULT_KIN}|uncle|cousin|worker|officer|nurse|doctor|landlord|(?:his|her|their|the)\s(?:\w+\s)?"
    r"(?:sister|brother)|tenancy|order|absences?|half[\s-]term|term|holidays?|reply|response|answer|decision|outcome"
    r"|letter|job|treatment|plan|contract|lease|course|trial|hearing|phase)\s(?:is|was|has|had|only|just|then)?\s?\Z",
    re.IGNORECASE,
)
_NOBODY: tuple[int, ...] = (-1,)
_BORN = 28  # characters before a day within which "born" makes it a birth


def _whom(text: Text, found: Cast, cue: int, at: int) -> tuple[int, ...] | None:
    """The children of whom the sentence around `cue` speaks; None for all of them, `_NOBODY` for somebody else."""
    if text.owner is not None:
        return (text.owner,)
    start, end = text.sentence(cue)
    inside = [s for s in text.people if start <= s.name.start < max(end, at)]
    before = [s for s in inside if s.name.start < cue]
    named = [index for s in before if (index := found.at(text, s)) is not None]
    if before and before[-1].part is Part.SIBLING and found.at(text, before[-1]) is None:
        return _NOBODY
    if _ALL.search(text.text, start, max(end, at)) and len(set(named)) != 1:
        return None
    if not named:
        named = [index for s in inside if s.name.start >= cue and (index := found.at(text, s)) is not None]
    if named:
        return tuple(dict.fromkeys(named))
    if _ALL.search(text.text, start, at):
        return None
    return _last_named(text, found, start) if _PERSON.search(text.text, start, at) else _line_of(text, found, start)


def _last_named(text: Text, found: Cast, before: int) -> tuple[int, ...] | None:
    """Whom "he" or "she" means: the last child, brother or sister named before."""
    if len(found.children) == 1:
        return None
    earlier = [s for s in text.people if s.name.start < before and s.part in (Part.CHILD, Part.SIBLING, Part.UNKNOWN)]
    for sighting in reversed(earlier):
        index = found.at(text, sighting)
        if index is not None:
            return (index,)
        if sighting.part is Part.SIBLING:
            return _NOBODY
    return None


def _line_of(text: Text, found: Cast, start: int) -> tuple[int, ...] | None:
    """The only child named on the same line, as in a list."""
    line = text.text.rfind("\n", 0, start) + 1
    named = [index for s in text.people if line <= s.name.start < start and (index := found.at(text, s)) is not None]
    return (named[-1],) if named and len(found.children) > 1 and len(set(named)) == 1 else None


def settle(all_heard: Sequence[Heard], found: Cast, shared: Sketch, on: date) -> None:
    """Put every telling day where it belongs, then births and years that stand apart from the name."""
    for heard in all_heard:
        text = heard.text
        for happening in happenings(heard, found):
            _put(happening, found, shared, on)
        _births_in_order(text, found, on)
        _births(text, found, on)
        _years(text, found, on)


_LONG_AGO = 400  # days; an earlier start is where a school life began, not what is being missed


def _put(happening: Happening, found: Cast, shared: Sketch, on: date) -> None:
    day = happening.value
    if happening.name is Tells.LAST_ATTENDED and day.value > on:
        return
    if happening.name is Tells.START_DATE and (on - day.value).days > _LONG_AGO:
        return
    sure = 0.9 if day.certainty is Certainty.FULL else 0.8
    value = Source(happening.text.part, f"said: {happening.name.replace('_', ' ')}", sure).field(
        day.value, happening.text.quote(day.start)
    )
    for index in happening.children or ():
        found.children[index].put(happening.name, value)
    if happening.children is None:
        shared.put(happening.name, value)


_BIRTHS = re.compile(r"\b(?:dobs|d\.o\.b\.?s|dates\sof\sbirth|birthdays|born)\b", re.IGNORECASE)


def _births_in_order(text: Text, found: Cast, on: date) -> None:
    """ "DOBs are 2/1/16, 11/5/19 and 30/7/22 respectively": as many births as children, in their order."""
    bare = [child for child in found.children if "date_of_birth" not in child.fields]
    for cue in _BIRTHS.finditer(text.text) if len(bare) > 1 and len(bare) == len(found.children) else ():
        end = text.sentence(cue.start())[1]
        told = [(day, value) for day in text.marked.days if cue.end() <= day.start < end and (value := birth(day, on))]
        if len(told) == len(bare) and len({value for _, value in told}) > 1:
            for child, (day, value) in zip(bare, told, strict=True):
                source = Source(text.part, "said: births in order", 0.8)
                child.put("date_of_birth", source.field(value, text.quote(day.start)))
            return


def _births(text: Text, found: Cast, on: date) -> None:
    """A date of birth in a sentence of its own: "He was born on 16 March 2012", "both born 30/12/2013"."""
    for day in text.marked.days:
        value = birth(day, on)
        if value is None or not CUE.search(text.text, max(0, day.start - _BORN), day.start):
            continue
        start, _ = text.sentence(day.start)
        if re.search(r"\b(?:both|all)\s(?:\w+\s)?(?:were\s)?(?:born|dob)", text.text[start : day.end], re.IGNORECASE):
            whom: tuple[int, ...] = tuple(range(len(found.children)))
        else:
            whom = _owner(text, found, day.start)
        for index in whom:
            if not _young(value, on):
                found.children[index].put(
                    "date_of_birth", Source(text.part, "said: born", 0.85).field(value, text.quote(day.start))
                )


def _young(value: date, on: date) -> bool:
    return (on - value).days < 2 * 365


def _owner(text: Text, found: Cast, at: int) -> tuple[int, ...]:
    """The child last named before `at`; none where a brother, sister or adult was named since."""
    start, _ = text.sentence(at)
    for sighting in reversed([s for s in text.people if s.name.start < at]):
        index = found.at(text, sighting)
        if index is not None:
            return (index,)
        if sighting.part is Part.SIBLING or (sighting.part is not Part.UNKNOWN and sighting.name.start >= start):
            return ()
    return (0,) if len(found.children) == 1 else ()


_TITLE = re.compile(r"[^\n.]{0,120}(?:\n[^\n.]{0,120})?\Z")  # the heading of a form: a line or two, no sentence


def _fits(child: Sketch, year: str, on: date) -> bool:
    """Whether a year group said of a whole list can be this child's, by its date of birth."""
    born = child.fields.get("date_of_birth")
    expected = year_of(born.value, on) if born else None
    return expected is None or (year.isdigit() and abs(expected - int(year)) <= 1)


def _years(text: Text, found: Cast, on: date) -> None:
    """A year group apart from the name: "She is in Year 8", "both Year 8", "one of our Year 11s"."""
    at = text.marked.start
    while (year := year_in(text.text, at)) is not None:
        value, start, at = year
        if re.search(
            r"\b(?:both|all)\s(?:in\s|of\sthem\sin\s)?\Z", text.text[max(0, start - 20) : start], re.IGNORECASE
        ):
            whom: tuple[int, ...] = tuple(range(len(found.children)))
        elif text.owner is not None:
            whom = (text.owner,)
        elif text.subject or _TITLE.match(text.text):
            whom = tuple(i for i, child in enumerate(found.children) if _fits(child, value, on))
        else:
            whom = _owner(text, found, start)
        for index in whom:
            found.children[index].put(
                "year_group", Source(text.part, "said: year", 0.8).field(value, text.quote(start))
            )
