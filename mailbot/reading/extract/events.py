"""The days on which things happened to a child: last attended, due to start, taken off roll, born."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mailbot.reading.extract.cast import Cast
from mailbot.reading.extract.dates import Certainty, Day, birth
from mailbot.reading.extract.people import CUE, Part
from mailbot.reading.extract.prose import Text
from mailbot.reading.extract.sketch import Sketch, Source
from mailbot.reading.extract.years import year_in, year_of
from mailbot.reading.pattern import Pattern

_DAY = "\x01\x02{0,40}"  # a day, as `_days_masked` writes it
_NEAR = r"[^.;!?\x01\n]"
_LAST = Pattern(
    rf"\blast\s(?:(?:actually|physically|recorded|known)\s)?(?:went|there\b|attend(?:ed|ance)|present|marked"
    rf"|in\b|here\b|with\sus|at\sschool|at\b|day\b|date\b|session|mark\b|came\b|was\sin|turned\sup|set\sfoot"
    rf"|registered|school\sday|seen\s(?:in|at)\s(?:school|class|lessons|the\sbuilding))(?!\s(?:address|night"
    rf"|week|year|term)){_NEAR}{{0,70}}?({_DAY})"
    rf"|\b(?:was|were)\s(?:both\s|all\s)?(?:last\s)?(?:in|here|present|at\sschool)(?:\s(?:school|as\snormal"
    rf"|as\susual|class|lessons|together)){{0,2}}\s(?:on\s|until\s)?({_DAY})(?={_NEAR}{{0,120}}\b(?:since"
    rf"|no\sone|nobody|never|not|none)\b)"
    rf"|\b(?:stopped|ceased)\s(?:going|attending|coming){_NEAR}{{0,40}}?({_DAY})"
    rf"|\bfinish(?:ed)?\s(?:there|at\s(?!the\b)[^,.;\n\x01]{{1,50}}?|school)?\s?(?:on\s)?({_DAY})"
    rf"|\b(?:for\sthe\slast\stime|the\slast\stime\s(?:s?he|they)\s(?:came|attended|was|were)\s?(?:in|here"
    rf"|at\sschool)?(?:\swas)?)\s(?:on\s)?({_DAY})|({_DAY})\W{{0,3}}which\swas\s(?:the|his|her|their)\slast"
    rf"|\bleft\s(?:us|school|there|the\sschool)\s(?:on\s)?({_DAY})"
    rf"|\b(?:attended|attending|came\sin|in\sschool|here)\s(?:\w+\s){{0,4}}(?:up\sto|until|till)\s(?:the\s)?({_DAY})"
    rf"|\b(?:last|final)\s(?:\w+\s){{0,2}}?(?:day|session|lesson|class|time|morning|afternoon|attendance"
    rf"|mark)\b(?!\s(?:we|i)\s(?:spoke|rang|heard|called)){_NEAR}{{0,60}}?({_DAY})"
    rf"|\bno\s(?:attendance\s)?(?:marks?|sessions?|attendance)\s(?:after|since)\s({_DAY})"
    rf"|\bcame\s(?:in\s)?for\s(?:just\s|only\s)?(?:one|a|two|his|her){_NEAR}{{0,20}}?({_DAY})"
    rf"|\blast\s(?:there|in|here)\W{{0,3}}(?:on\s)?({_DAY})"
    rf"|\b(?:in|at)\s(?:\w+\s)?(?:lessons?|class|school|registration)\s(?:all\sday\s|as\s(?:normal"
    rf"|usual)\s)?(?:on\s|last\s\w+,?\s)?({_DAY})(?={_NEAR}{{0,160}}\b(?:not|n['’]?t|never|nobody|since|left"
    rf"|went|gone|that)\b)"
    rf"|\b(?:was|were|both|sat|been)\s(?:at"
    rf"|in)\s{_NEAR}{{0,60}}?\bon\s({_DAY})(?={_NEAR}{{0,120}}\b(?:not\s(?:been|come|returned)|n['’]t|never"
    rf"|nobody|no\sone)\b)"
    rf"|\b(?:was|were|attended|educated|at)\s{_NEAR}{{0,70}}?\b(?:until|till|up\sto)\s{_NEAR}{{0,24}}?({_DAY})"
    rf"|\b(?:went\s(?:off|home)|was\s(?:collected|picked\sup|taken\sout)){_NEAR}{{0,30}}?\bon\s({_DAY})(?={_NEAR}{{0,160}}\b(?:not|n['’]?t|never|that)\b)"
    rf"|({_DAY})(?:\W{{1,3}}|\s(?:was|is)\s)(?:his|her|their|the)\s(?:very\s)?(?:last|final)\s(?:day|session"
    rf"|lesson|morning|afternoon)\b"
    rf"|(?:\bnot|n['’]?t|\bnever|\bnor|\bno\sone|\bnobody|\bnone){_NEAR}{{0,24}}\b(?:in|back|attended|here"
    rf"|at\sschool|in\sschool|been\sto\sschool)\ssince\s(?:the\s)?({_DAY})",
    re.IGNORECASE,
)
_NOT_LAST = re.compile(
    r"\blast\s(?:known|seen\b(?!\s(?:in|at)\s(?:school|class|lessons))|contact|spoke|rang|called|address"
    r"|appointment|visit)",
    re.IGNORECASE,
)
_START = Pattern(
    rf"\b(?:due|expected|meant|supposed|going|was|were|agreed|hoping)\s(?:to\s(?:have\s|be\s)?)?(?:start(?:ed"
    rf"|ing)?|join(?:ing)?|begin|come|arrive|attend|be\swith\sus){_NEAR}{{0,50}}?({_DAY})"
    rf"|\b(?:(?:agreed|notified|planned|expected|intended|confirmed|proposed)\s)?(?:start(?:ing)?\s(?:date|day"
    rf"|was|for|of)|first\sday|admission\sdate|start\swd|start\swould"
    rf"|with\sa\sstart)(?!\sof\sterm){_NEAR}{{0,60}}?({_DAY})"
    rf"|\b(?:has\s|have\s|had\s)?(?:started|starts|joined|joins|began|starting|admitted"
    rf"|enrolled)\s(?:school\s|with\s(?:us|them)\s|there\s|here\s|at\s[A-Z]|on\sour\sroll\s"
    rf"|in\s[yY]){_NEAR}{{0,60}}?({_DAY})"
    rf"|\b(?:would|to|down|he['’]d|she['’]d|they['’]d)\s(?:have\s)?(?:commence|begin|begun|start|started|join"
    rf"|joined|be\sadmitted|be\sstarting)\b{_NEAR}{{0,50}}?({_DAY})"
    rf"|\b(?:down|booked|admitted\s(?:\w+\s){{0,2}}?)\sfor\s(?:\w+\s)?({_DAY})"
    rf"|(?<!baby\sis\s)(?<!meeting\s)(?<!visit\s)\b(?:due|expected|meant|supposed|booked)"
    rf"\s(?!to\s(?!be\s|come|go\s)|back|on\sroll){_NEAR}{{0,40}}?({_DAY})"
    rf"|\bshould\s(?:have\s)?(?:be(?:en)?\s(?:with\sus|here|in)|come|start(?:ed)?|join(?:ed)?|arrived?)\b{_NEAR}{{0,30}}?({_DAY})"
    rf"|({_DAY})(?:\sfor|,?\swhich\s(?:was|should\shave\sbeen)(?:\sto\sbe)?|\sas)"
    rf"\s(?:his|her|their|the)\s(?:agreed\s)?(?:first\s(?:day|morning)|start(?:ing)?\s(?:date|day))"
    rf"|({_DAY})\sstart\b|\bno[\s-]?show(?:s|ed)?\s(?:on|for)\s({_DAY})"
    rf"|\bplaces?\b{_NEAR}{{0,40}}?\b(?:for|from|starting|start|to\sstart)\s(?:on\s|from\s)?(?:the\s)?({_DAY})"
    rf"|\bwill\s(?:be\s)?start(?:ing)?\s(?:at|with|in|school)\b{_NEAR}{{0,50}}?({_DAY})"
    rf"|\bbring\s(?:him|her|them)\s(?:in\s|along\s)?(?:on\s)?({_DAY})|\bwe\sagreed\s(?:on\s|to\s)?({_DAY})"
    rf"|\bstart(?:\sdate)?\s(?:was\s)?(?:agreed|set|fixed|settled)\W{{1,3}}(?:for\s|as\s|on\s)?({_DAY})"
    rf"|\b(?:agreed\s)?first\s(?:day|morning)\b{_NEAR}{{0,40}}?({_DAY})"
    rf"|\bstarted\s(?:\w+\s){{1,3}}?(?:this\s|last\s|on\s)?({_DAY})"
    rf"|\b(?:started|starts|joined|start|join)\s(?:on\s)?({_DAY})"
    rf"|\bon\s(?:our\s|the\s|their\s)?roll\b{_NEAR}{{0,40}}?\bsince\s({_DAY})"
    rf"|\bplace\s(?:\w+\s){{0,4}}from\s({_DAY})"
    rf"|\b(?:(?:all|both)\s)?(?:due|expecting\s(?:[\w-]+\s){{1,6}}?"
    rf"|expected)\s?(?:in\s)?(?:to\sarrive\s)?(?:on\s)?({_DAY})",
    re.IGNORECASE,
)
_REMOVED = Pattern(
    rf"\b(?:off[\s-]?roll(?:ed)?|(?:removed|taken|came|come|deleted|off)\s(?:from|off)\s(?:the\s|our\s"
    rf"|their\s)?(?:\w+\s)?(?:roll|register|books)|off\sour\s(?:roll|books)|removed\son|deregistered"
    rf"|de-registered){_NEAR}{{0,40}}?({_DAY})",
    re.IGNORECASE,
)
_ALL = Pattern(
    r"\b(?:both|all(?:\sthree|\sfour|\sof\sthem)?|none|neither|they|them|the\s(?:children|twins|siblings|pair"
    r"|boys|girls|three|two)|each)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Happening:
    """A field of the child, the day, and the children of whom it is said (None: of all)."""

    name: str
    value: Day
    text: Text
    children: tuple[int, ...] | None


def happenings(text: Text, found: Cast) -> Iterator[Happening]:
    """Every telling day of `text`."""
    masked = _days_masked(text)
    cues = (("last_attended", _LAST), ("start_date", _START), ("removed_on", _REMOVED))
    for name, cue, (start, end) in ((name, cue, span) for name, cue in cues for span in _around_days(text)):
        for match in cue.finditer(masked, start, end):
            at = next(match.start(g) for g in range(1, (match.lastindex or 0) + 1) if match[g])
            if name == "last_attended" and _NOT_LAST.match(masked, match.start()):
                continue
            day = next((day for day in text.marked.days if day.start == at), None)
            whom = _whom(text, found, match.start(), at)
            if day and whom is not _NOBODY:
                yield Happening(name, day, text, whom)


_REACH = 180  # characters before and after a day within which it is said what happened


def _around_days(text: Text) -> Iterator[tuple[int, int]]:
    """The stretches of the text that lie near a day; text without days is not looked at."""
    start = end = text.marked.start
    for day in text.marked.days:
        if day.start - _REACH > end:
            if end > start:
                yield start, end
            start = day.start - _REACH
        end = day.end + _REACH
    if end > start:
        yield start, end


_NOBODY: tuple[int, ...] = (-1,)


def _days_masked(text: Text) -> str:
    """The text with every day overwritten by one sign, at equal length, so that a cue can say "and then a day"."""
    out = text.text
    for day in text.marked.days:
        out = out[: day.start] + "\x01" + "\x02" * (day.end - day.start - 1) + out[day.end :]
    return out


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


def settle(texts: Sequence[Text], found: Cast, shared: Sketch, on: date) -> None:
    """Put every telling day where it belongs, then births and years that stand apart from the name."""
    for text in texts:
        for happening in happenings(text, found):
            _put(happening, found, shared, on)
        _births_in_order(text, found, on)
        _births(text, found, on)
        _years(text, found, on)


_LONG_AGO = 400  # days; an earlier start is where a school life began, not what is being missed


def _put(happening: Happening, found: Cast, shared: Sketch, on: date) -> None:
    day = happening.value
    if happening.name == "last_attended" and day.value > on:
        return
    if happening.name == "start_date" and (on - day.value).days > _LONG_AGO:
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
        if value is None or not CUE.search(text.text, max(0, day.start - 28), day.start):
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
