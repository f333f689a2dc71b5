"""Where children live, which school they went to and where they are said to have gone, from running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailbot.model.cues import Tells, Told
from mailbot.reading.extract.cast import Cast
from mailbot.reading.extract.heard import Heard
from mailbot.reading.extract.marks import Span
from mailbot.reading.extract.names import plain
from mailbot.reading.extract.people import Part
from mailbot.reading.extract.places import Place, School, same_school
from mailbot.reading.extract.prose import Text
from mailbot.reading.extract.sketch import Sketch, Source
from mailbot.reading.extract.vocabulary import ADULT_KIN, ORGANISATION_WORD, is_common, words
from mailbot.reading.pattern import Pattern

_NEW_HOME = Pattern(
    r"\b(?:now|new|moved\s(?:in)?to|staying|placed|temporary|currently|are\sat|is\sat|live\sat|lives\sat"
    r"|living\sat|put\sthem\sinto|placement|has\sus|current)\b[^.\n]{0,70}\Z",
    re.IGNORECASE,
)
_OLD_HOME = Pattern(
    r"\b(?:used\sto\s(?:live|be)|previous(?:ly)?|old\s(?:address|place|house|flat)|former"
    r"|parents['’]\saddress|birth\sfamily|before\sthat|came\sto\sus\sfrom|moved\sfrom)\b[^.\n]{0,60}\Z",
    re.IGNORECASE,
)
_NOT_HOME = Pattern(
    r"\b(?:aunt(?:ie|y)?|uncle|cousin|friend|neighbour|nan|gran(?:ny|dad)?|grandmother|grandfather|ex"
    r"|(?:older|big|adult)\s(?:sister|brother))\b[^.\n]{0,24}\b(?:lives?|living|is|resides?|at"
    r"|has\sa\s\w+)\s(?:at\s|in\s)?\Z|\b(?:surgery|(?<!home\s)office|practice|clinic|hospital|hub|centre"
    r"|based\sat|venue|meeting|registered\soffice|grandparents"
    r"|landlord)\b[^.\n]{0,50}\Z",
    re.IGNORECASE,
)
_KEPT_AT_GRANDPARENTS = Pattern(
    r"\b(?:staying|(?:living|lives?|lived|is)\swith|in\sthe\scare\sof|now|moved|placed)\b[^.\n]{0,60}\Z", re.IGNORECASE
)
_OURS = Pattern(r"\b(?:our\saddress|write\sto\sus)\b[^.\n]{0,50}\Z", re.IGNORECASE)
_OF_CHILD = Pattern(
    r"\b(?:he|she|they|who|him|them|his|her|their|both|neither|children|kids|boys|girls|hes|shes|theyre|child"
    r"|girl|boy|pupil|last|(?:previous|old|current)\s(?:school|setting|place))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\A\s(?:(?-i:Way|Close|Drive|Lane|Avenue)|road|street|hospital|station|court|office|library|park|council|police"
    r"|school|today|and\smet)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:not|never|no\sidea\swhether|n['’]t)\s(?:yet\s)?(?:\w+\s){0,2}\Z", re.IGNORECASE)
_ADULT_SUBJECT = Pattern(
    rf"(?<![\w'’-])(?:{ADULT_KIN}|uncle|cousin|brother|sister|friend|neighbour|worker|I|we)(?!\s(?:says?|said"
    rf"|thinks?|thought|told|tells|believes?|hear|suspect|gather|assume|understand|know|reckons?|reckoned"
    rf"|heard|knew|reported|mentioned|suggested"
    rf"|understood|has\ssaid|has\stold|was\stold))(?:\s[A-Z]\w+)?,?\s(?:who\s)?(?:is|are|was|were|has|have"
    rf"|had|lives?|lived|went|works?)?\s?(?:\w+\s){{0,2}}\Z",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:said|says|told|heard|thinks?|thought|mentioned|informed|advised|claimed|that)\b")
_ORGANISATION = Pattern(rf"\b{ORGANISATION_WORD}\b")
_HERE = words("havering year reception school mash camhs uk england gp cme prevent")
_WHERE_A_SCHOOL_IS = re.compile(
    r"\b(?:school|academy|college|nursery|primary|infants?|juniors?)\b[^.;\n]{0,8}\b(?:which|that)\s(?:is"
    r"|was)\s(?:\w+\s)?in\s\Z",
    re.IGNORECASE,
)


def home(texts: Sequence[Text], by_family: bool = False) -> tuple[Place, Text] | None:
    """The children's address: the newest that the text tells, none that is an office's or given up.

    `by_family`: a relative writes, whose "our address" is the children's.
    """
    ranked = [
        (rank, place, text)
        for text in texts
        for place in text.marked.places
        if (rank := _rank(text, place, by_family)) > 0
    ]
    best = max((rank for rank, _, _ in ranked), default=0)
    return next(((place, text) for rank, place, text in ranked if rank == best), None)


def _rank(text: Text, place: Place, by_family: bool) -> int:
    start = text.text.rfind("\n", 0, place.start) + 1
    before = text.text[max(start, place.start - 120) : place.start]
    if _OURS.search(before) and not by_family:
        return 0
    school = any(  # "Oak School, 3 Ash Way"; behind a full stop an address is somebody's own
        0 <= place.start - school.end <= 3 and text.text[school.end : place.start].strip() in ("", ",", "-", "(")
        for school in text.marked.schools
    )
    if school or (_NOT_HOME.search(before) and not _KEPT_AT_GRANDPARENTS.search(before)):
        return 0
    if _OLD_HOME.search(before):
        return 1
    return 3 if _NEW_HOME.search(before) else 2


def put_home(sketch: Sketch, place: Place, text: Text) -> None:
    source = Source(text.part, "address in the text", 0.85)
    quote = text.text[place.start : place.end]
    sketch.put("address", source.field(place.text, quote) if place.text else None)
    sketch.put("postcode", source.field(place.postcode.value, quote) if place.postcode else None)


@dataclass(frozen=True, slots=True)
class LastSchool:
    """A school that a child (None: all) is said to have gone to, where a text names it, and how sure that is."""

    child: int | None
    school: School
    text: Text
    sure: float = 0.8


def last_schools(all_heard: Sequence[Heard], found: Cast, own_school: str) -> Iterator[LastSchool]:
    """Schools that a child is said to have attended; where none is, the only one named that is not the writer's."""
    told = False
    for heard in all_heard:
        text = heard.text
        for school in text.marked.schools:
            tells = heard.of_school(school)
            if Tells.LAST_SCHOOL not in tells or tells & {Tells.MOVED_TO, Tells.WANTED_SCHOOL}:
                continue
            start, _ = text.sentence(school.start)
            if _NO_PUPIL.search(text.text[start : school.start]):
                continue
            owner = _pupil(text, found, start, school.start)
            if owner != -1:
                told = True
                yield LastSchool(owner, school, text)
    if not told:
        yield from _only_named(all_heard, own_school)


def _only_named(all_heard: Sequence[Heard], own_school: str) -> Iterator[LastSchool]:
    """The school that the texts name where they name one, offered to nobody and asked nothing of."""
    named = [
        LastSchool(None, school, heard.text, 0.6)
        for heard in all_heard
        for school in heard.text.marked.schools
        if not same_school(school.text, own_school) and not _is_loose(heard.text, school)
    ]
    others = [one for one in named[1:] if not same_school(one.school.text, named[0].school.text)]
    tells = {told.tells for heard in all_heard for told in heard.told if told.slot == "school"}
    alone = bool(named) and not others and not tells & {Tells.MOVED_TO, Tells.WANTED_SCHOOL}
    if alone and not _sibling_before(named[0].text, named[0].school.start):
        yield named[0]


def _is_loose(text: Text, school: School) -> bool:
    """Whether what looks like a school's name may be none: common words, or two words among capitals throughout."""
    words = school.text.split()
    start, _ = text.sentence(school.start)
    shouted = text.text[school.start : school.end].isupper() and len(words) < 3
    return shouted or all(map(is_common, words)) or _NO_PUPIL.search(text.text[start : school.start]) is not None


_NO_PUPIL = re.compile(
    r"\b(?:works?|working|worked|teach(?:es|ing)?|taught|based|employed|volunteers?|governor|cousins?|nieces?|nephews?"
    r"|friends?)\b[^.;,]{0,30}\Z",
    re.IGNORECASE,
)


def _pupil(text: Text, found: Cast, start: int, at: int) -> int | None:
    """The child who went to the school named at `at`; None for all, -1 for somebody who is no child of this mail."""
    line = text.text.rfind("\n", 0, at) + 1
    named = [s.name.end for s in text.people if max(start, line) <= s.name.start < at and found.at(text, s) is not None]
    if re.search(r"\b(?:their|they|both|the\schildren|all)\b", text.text[max(start, line, *named) : at], re.IGNORECASE):
        return None
    if len(found.children) > 1 and not any(line <= s.name.start < at for s in text.people):
        above = text.text.rfind("\n", 0, max(0, line - 1)) + 1  # a list: what is said of a child goes on below its line
        start = above if text.text[line:at].lstrip().startswith("(") else start
    people = [s for s in text.people if min(start, line) <= s.name.start < at]
    pair = [found.at(text, sighting) for sighting in people[-2:]]
    if (
        len(pair) == 2
        and None not in pair
        and text.text[people[-2].name.end : people[-1].name.start] in (" and ", " & ")
    ):
        return None
    for sighting in reversed(people):
        index = found.at(text, sighting)
        if index is not None:
            return (
                index
                if len(found.children) > 1
                and not re.search(r"\b(?:both|they|children)\b", text.text[sighting.name.end : at], re.IGNORECASE)
                else None
            )
        if sighting.part is Part.SIBLING:
            return -1
    before = text.text[start:at]
    if not _OF_CHILD.search(before) and len(before.split()) > 12:
        return -1
    if re.search(r"\b(?:my own|our)\s(?:grand)?(?:children|kids)\b", before, re.IGNORECASE):
        return -1
    return None


@dataclass(frozen=True, slots=True)
class Gone:
    """Where a child (None: all) is said to have gone, at a place of a text."""

    child: int | None
    name: str
    text: Text
    at: int


def moved(all_heard: Sequence[Heard], found: Cast, own_school: str) -> Iterator[Gone]:
    """Where the children are said to have gone, hedged or not: schools before towns and countries."""
    for heard in all_heard:
        text = heard.text
        for school in text.marked.schools:
            new = Tells.MOVED_TO in heard.of_school(school) and school.text != own_school
            if new and not _sibling_before(text, school.start):
                yield Gone(_goer(text, found, school.start), school.text + _town(text, school), text, school.start)
    for text in (heard.text for heard in all_heard):
        started = _STARTED_THERE.search(text.text)
        earlier = [
            one for one in text.marked.schools if started and one.end <= started.start() and one.text != own_school
        ]
        if earlier:
            yield Gone(None, earlier[-1].text, text, earlier[-1].start)
    for heard in all_heard:
        for told in heard.told:
            place = _place(heard.text.text[told.at : told.to]) if told.slot == "place" else ""
            if place and _is_destination(heard.text, told, place):
                yield Gone(_goer(heard.text, found, told.at), place, heard.text, told.at)


def _goer(text: Text, found: Cast, at: int) -> int | None:
    """The one child of several whose entry of a list, or whose sentence, tells where it went; None for all."""
    start, end = text.text.rfind("\n", 0, at) + 1, text.text.find("\n", at)
    entry = _ENTRY.match(text.text, start) is not None
    if not entry:
        start, end = text.sentence(at)
    inside = [one for one in text.people if start <= one.name.start < (end if end > 0 else len(text.text))]
    named = {index for one in inside if (index := found.at(text, one)) is not None}
    alone = len(found.children) > 1 and len(named) == 1 and not _OF_THE_FAMILY.search(text.text, start, at)
    return next(iter(named)) if alone and entry else None


_ENTRY = re.compile(r"\s{0,6}(?:[-•*·–]|[0-9]{1,2}[.)]|\([0-9a-c]\))\s")


def _town(text: Text, school: School) -> str:
    """Where a school is, as it is written behind its name: ", Leeds", " in Ilford"; "" where it is not."""
    found = _TOWN.match(text.text, school.end)
    name = _place(found[1]) if found else ""
    if found is None or not name or is_common(name.split()[0]) or _person_at(text, found.start(1), found.end()):
        return ""
    return text.text[school.end : found.start(1)] + name


def _person_at(text: Text, start: int, end: int) -> bool:
    return any(start <= one.name.start < end and one.part is not Part.UNKNOWN for one in text.people)


_TOWN = re.compile(
    r"(?:,? in |, )([A-ZÀ-Þ][\w'’-]{1,24}(?:[ -](?:[A-ZÀ-Þ][\w'’-]{1,24}|upon|on|of|the|le)){0,3}"
    r"(?:, [A-ZÀ-Þ][\w'’-]{1,24}(?: [A-ZÀ-Þ][\w'’-]{1,24})?)?)(?=[.,;:)\n]| [a-z]|\Z)"
)
_STARTED_THERE = Pattern(
    r"\b(?:started|starting|starts|enrolled|on\s(?:the\s|their\s)?roll)\s(?:with\sthem|there)\b", re.IGNORECASE
)


def _place(written: str) -> str:
    """The place without the common words that a greedy match took in."""
    words = written.split()
    while words and (words[-1].strip(",").lower() in _NO_PLACES or words[-1] in ("on", "of", "the", "upon", "le")):
        words.pop()
    return " ".join(words).strip(" ,")


_NO_PLACES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december he she they it we i the this that and but no not his her "
    "their on in at since christmas easter summer autumn spring half year"
)


def _is_destination(text: Text, told: Told, place: str) -> bool:
    start, _ = text.sentence(told.start)
    before, at = text.text[start : told.start], told.at
    marked: tuple[Span, ...] = (*text.marked.schools, *text.marked.places, *text.marked.days)
    wrong = (
        place.lower() in _HERE
        or place.lower().startswith("year ")
        or _WHERE_A_SCHOOL_IS.search(text.text[max(0, told.start - 40) : at]) is not None
        or _ORGANISATION.search(place) is not None
        or any(mark.start <= at < mark.end for mark in marked)
        or any(told.start < school.start < at for school in text.marked.schools)
        or any(s.name.start <= at < s.name.end and s.part is not Part.UNKNOWN for s in text.people)
        or any(s.part is not Part.UNKNOWN and plain(place) in s.name.words for s in text.people)
        or _NEVER_WENT.match(text.text, told.to) is not None
        or re.search(r"['’]s?\Z", place) is not None
        or _GOES_ON.match(text.text[told.to : told.to + 20]) is not None
        or _NEVER.search(before) is not None
        or re.search(r"\b(?:attended|visited)\s(?:an?\s|the\s)?\Z", before) is not None
        or (before.endswith("had ") and not _REPORTED.search(before))
    )
    return not wrong and not _adult_went(text, told, before) and not _sibling_before(text, at)


def _adult_went(text: Text, told: Told, before: str) -> bool:
    """Whether it is an adult alone who went, not an adult with the children or one who took them."""
    adult = _ADULT_SUBJECT.search(before)
    if adult is None or _OF_THE_FAMILY.search(adult[0]):
        return False
    if _AND_ADULT.search(before[: adult.start()]) and " who " not in adult[0]:
        return False
    child = any(told.start < one.name.start < told.at and one.part is Part.CHILD for one in text.people)
    return not child and not _WITH_THEM.search(text.text, told.start, told.at)


_OF_THE_FAMILY = re.compile(r"\b(?:they|family|children|kids|boys|girls|both|all|them)\b", re.IGNORECASE)
_AND_ADULT = re.compile(r"\b(?:and|&|with|near)\s(?:(?:his|her|their|the|both|an?)\s)?\Z", re.IGNORECASE)
_NEVER_WENT = re.compile(
    r"[^.;\n]{0,30}\b(?:never\s(?:went|moved|left|came\soff|happened)|fell\sthrough|did\snot\sgo|didn['’]t\sgo)\b",
    re.IGNORECASE,
)
_WITH_THEM = re.compile(
    r"\b(?:him|her|them|both|children|child|kids|boys?|girls?|family|twins|all)\b(?!\s(?:own|mum|mother|sister|aunt))",
    re.IGNORECASE,
)


def _sibling_before(text: Text, at: int) -> bool:
    start, _ = text.sentence(at)
    before = [s for s in text.people if start <= s.name.start < at]
    return bool(before) and before[-1].part is Part.SIBLING
