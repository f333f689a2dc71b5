"""Where children live, which school they went to and where they are said to have gone, from running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailbot.reading.extract.cast import Cast
from mailbot.reading.extract.marks import Span
from mailbot.reading.extract.people import Part
from mailbot.reading.extract.places import Place, School
from mailbot.reading.extract.prose import Text
from mailbot.reading.extract.sketch import Sketch, Source
from mailbot.reading.extract.vocabulary import ADULT_KIN, ORGANISATION_WORD, words
from mailbot.reading.pattern import Pattern

_PAST = Pattern(
    r"\b(?:was|were|used\sto\sbe|been)\sgoing(?:\sto)?\s\Z"
    r"|\b(?:last|previously|formerly|originally|had\s(?:been)?)\s?(?:on\sroll|enrolled|started|admitted)\s(?:at|with|in)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
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
    r"|our\saddress|write\sto\sus|based\sat|venue|meeting|registered\soffice|grandparents"
    r"|landlord)\b[^.\n]{0,50}\Z",
    re.IGNORECASE,
)
_KEPT_AT_GRANDPARENTS = Pattern(r"\b(?:staying|living\swith|now|moved|placed)\b[^.\n]{0,60}\Z", re.IGNORECASE)
_NEW_SCHOOL = Pattern(
    r"(?:\bstart(?:ed|s|ing)?\s(?:at|with|in)|\bnow\s(?:at|in|attending|on\sroll\sat)"
    r"|\bbeen\son\s(?:the\s)?roll\s(?:at|of)|\b(?:is|are)\son\sroll\sat|\bjoined|\bmov(?:ed|ing)\sto"
    r"|\btransferr?(?:ed|ing)?\sto|\b(?:will\sbe\s|are\s|is\s)?going\sto|\bwill\sbe\s(?:attending|at)"
    r"|\bnew\sschool(?:\sis)?|\bgone\sto|\benrolled\s(?:at|in)|\badmitted\sto|\bfrom\s(?=Gaelscoil"
    r"|Scoil))[\s:,]{0,3}(?:the\s)?\Z",
    re.IGNORECASE,
)
_WANTED_SCHOOL = Pattern(
    r"(?:\boffer(?:ed)?(?:\s\w+){0,4}(?:\sat|\sto|\sin)?|\bplace\s(?:at|in|for)|\bplaces\sat"
    r"|\ballocated(?:\sto)?|\bwaiting\slist\s(?:for|at)|\bappl(?:y|ied|ying)\s(?:to|for)|\bwhich\sis"
    r"|\bwants?(?:\sher|\shim|\sthem)?\s(?:in|at|to)|\bsibling\sat|\battached\sto|\bpreference[:\s]|\b(?:due"
    r"|meant|supposed|going|expected|was|were|hoping)\sto\s(?:start|join|begin|go|attend|come)\b[^.\n]{0,40}"
    r"|\bstarting[^.\n]{0,20}\sat)[\s:,]{0,3}(?:the\s)?\Z",
    re.IGNORECASE,
)
_OLD_SCHOOL = Pattern(
    r"(?:\battend(?:ed|s|ing)?|\b(?:last|previously|formerly)\senrolled\s(?:at|in)|\bat|\bto|\bfrom|\bleft|\bleaving|\bin|\bgoing|\bby|\bof|\bschool,?|\bpreviously"
    r"|\bwhere\s(?:s?he|they)\s(?:is|are),?|\bfinished(?:\sat)?|\bapparently|\bwas|\bwere|\bback\sto"
    r"|\bday\sat)[\s:,(]{0,3}(?:the\s)?\Z",
    re.IGNORECASE,
)
_NAMED_AS_OLD = Pattern(
    r"\bprev(?:iously)?\.?\s?(?:at\s)?[\s:,]{0,3}\Z|\b(?:(?:last|previous|old|current)\s(?:school|setting"
    r"|place)|(?:her|his|their|the)\s(?:last\s|old\s|previous\s)?(?:primary|junior|infant"
    r"|secondary)(?:\sschool)?)(?:\s(?:was|is|given|listed|recorded|as|being)){0,3}[\s:,]{0,3}\Z",
    re.IGNORECASE,
)
_OF_CHILD = Pattern(
    r"\b(?:he|she|they|who|him|them|his|her|their|both|neither|children|kids|boys|girls|hes|shes|theyre|child"
    r"|girl|boy|pupil|last)\b",
    re.IGNORECASE,
)
_CAPITAL = r"(?:Co\.\s)?[A-ZÀ-Þ][\w'’-]+(?:[ -](?:[A-ZÀ-Þ][\w'’-]+|upon|on|of|the|le)){0,3}"
_TWIN_NAME = (
    r"(?:Barking|Kensington|Hammersmith|Brighton|Trinidad|Bosnia|Redcar|Windsor|Tyne|Antigua)\s(?:and|&)"
    r"\s[A-Z]\w+"
)
_PLACE_NAME = rf"({_TWIN_NAME}|{_CAPITAL}(?:,\s{_CAPITAL})?)"
_FILL = r"(?:(?:[a-z'’]+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s){0,5}?"
_GOING = (
    r"(?:mov(?:ed|ing|e)|gone|going|went|goes|flown|flew|fly(?:ing)?|relocat(?:ed|ing)|return(?:ed|ing)"
    r"|travell?(?:ed|ing)|emigrat(?:ed|ing)|head(?:ing|ed)"
    r"|fled|back|pulled|off|left|leaving|rehoused|resettled|settled|driven|run|escaped|somewhere|(?:with|to"
    r"|by)\s(?:\w+\s)?(?:relatives|friends|family))"
)
_TAKING = r"(?:taken|took|take|taking|brought|sent|send|sending|shipped|flown|placed)"
_SEEING = (
    r"(?:puts?|placed|seen|spotted|sighted|thought|believed|understood|said|rumoured|suspected"
    r"|may|might|could|now|currently|living|shows?|showing|abroad|country,?)"
)
_MOVED = Pattern(
    rf"(?:(?<!been\s)\b|(?<=been\s)(?=re|mov)){_GOING}\s(?:from\s{_CAPITAL}\s)?{_FILL}(?:to|in|near|for|into|towards"
    rf"|around)\s(?:the\s)?(?:\w+\sarea\sof\s)?{_PLACE_NAME}"
    rf"|\b{_TAKING}\s(?:[\w'’-]+\s){{0,4}}?(?:to|into|in)\s(?:live\s(?:in"
    rf"|with\s(?:\w+\s){{1,3}}in)\s)?(?:the\s)?{_PLACE_NAME}"
    rf"|\b{_SEEING}\s(?:[a-z'’]+\s){{0,5}}?(?:in|near|around)\s(?:the\s)?{_PLACE_NAME}"
    rf"|\bregistered\s(?:with|at|in)\s[^.;\n]{{0,60}}?(?:\bin|,)\s{_PLACE_NAME}(?=[.,;\n]|\s(?:on|since|and)\b|\Z)"
    rf"|\b(?:requested|contacted|approached)\sby\s(?:a|another|the)\s(?:\w+\s)?(?:school|academy|council)"
    rf"\sin\s{_PLACE_NAME}|\b(?:destination|forwarding\saddress|new\s(?:home|area|borough|town|country|LA))"
    rf"\s?(?:is|was|:|given)?(?:\sgiven)?(?:\sas)?\s(?:in\s)?{_PLACE_NAME}"
    rf"|[\"“]{_PLACE_NAME}\sway[\"”]|\b(?:up|down|over|out)\s{_PLACE_NAME}\sway\b"
    rf"|\b(?:making|bound|heading|off|destined)\sfor\s(?:the\s)?{_PLACE_NAME}|\bmight\s(?:try"
    rf"|be\strying)\s{_PLACE_NAME}"
    rf"|\b(?:landed|arrived|surfaced|turned\sup|settled)\sin\s{_PLACE_NAME}|\bsomewhere\s(?:in|round|around"
    rf"|near|up\sin|down\sin)\s{_PLACE_NAME}"
    rf"|\babroad\s\({_PLACE_NAME}\)|\bcountry,\sin\s{_PLACE_NAME}|\bwhere\s(?:exactly\s)?in\s{_PLACE_NAME}"
    rf"|\b(?:is|are|be)\sin\s{_PLACE_NAME}(?!['’])|\baddress\sin\s{_PLACE_NAME}",
)
_GOES_ON = re.compile(
    r"\A\s(?:road|street|hospital|station|court|office|library|park|council|police|school|today|and\smet)\b",
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


def home(texts: Sequence[Text]) -> tuple[Place, Text] | None:
    """The children's address: the newest that the text tells, none that is an office's or given up."""
    ranked = [(rank, place, text) for text in texts for place in text.marked.places if (rank := _rank(text, place)) > 0]
    best = max((rank for rank, _, _ in ranked), default=0)
    return next(((place, text) for rank, place, text in ranked if rank == best), None)


def _rank(text: Text, place: Place) -> int:
    start = text.text.rfind("\n", 0, place.start) + 1
    before = text.text[max(start, place.start - 120) : place.start]
    school = any(0 <= place.start - school.end <= 3 for school in text.marked.schools)
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


def last_schools(texts: Sequence[Text], found: Cast) -> Iterator[tuple[int | None, str, Text, School]]:
    """Schools that a child is said to have attended: the child (None: all), the name, where it stands."""
    for text in texts:
        for school in text.marked.schools:
            start, _ = text.sentence(school.start)
            before = text.text[max(start, school.start - 90) : school.start]
            if _NEW_SCHOOL.search(before) and not _PAST.search(before):
                continue
            if _WANTED_SCHOOL.search(before) or not (_OLD_SCHOOL.search(before) or _NAMED_AS_OLD.search(before)):
                continue
            owner = _pupil(text, found, start, school.start)
            if owner != -1:
                yield owner, school.text, text, school


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
    if not _OF_CHILD.search(before) and not _NAMED_AS_OLD.search(before) and len(before.split()) > 12:
        return -1
    if re.search(r"\b(?:my own|our)\s(?:grand)?(?:children|kids)\b", before, re.IGNORECASE):
        return -1
    return None


def moved(texts: Sequence[Text], own_school: str) -> tuple[str, Text, int] | None:
    """Where the children are said to have gone, hedged or not: a school before a town or country."""
    for text in texts:
        for school in text.marked.schools:
            before = text.text[max(0, school.start - 60) : school.start]
            cue = _NEW_SCHOOL.search(before)
            past = _PAST.search(before)
            if cue and not past and school.text != own_school and not _sibling_before(text, school.start):
                return school.text, text, school.start
    for text in texts:
        started = _STARTED_THERE.search(text.text)
        earlier = [
            one for one in text.marked.schools if started and one.end <= started.start() and one.text != own_school
        ]
        if earlier:
            return earlier[-1].text, text, earlier[-1].start
    for text in texts:
        for match in _MOVED.finditer(text.text, text.marked.start):
            group = match.lastindex or 1
            place = _place(match[group])
            at = match.start(group)
            if place and _is_destination(text, match.start(), at, match.end(), place):
                return place, text, at
    return None


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


def _is_destination(text: Text, cue: int, at: int, end: int, place: str) -> bool:
    start, _ = text.sentence(cue)
    before = text.text[start:cue]
    marked: tuple[Span, ...] = (*text.marked.schools, *text.marked.places, *text.marked.days)
    wrong = (
        place.lower() in _HERE
        or place.lower().startswith("year ")
        or _WHERE_A_SCHOOL_IS.search(text.text[max(0, cue - 40) : at]) is not None
        or _ORGANISATION.search(place) is not None
        or any(mark.start <= at < mark.end for mark in marked)
        or any(s.name.start <= at < s.name.end and s.part is not Part.UNKNOWN for s in text.people)
        or _GOES_ON.match(text.text[end : end + 20]) is not None
        or _NEVER.search(before) is not None
        or re.search(r"\b(?:attended|visited)\s(?:an?\s|the\s)?\Z", before) is not None
        or (before.endswith("had ") and not _REPORTED.search(before))
    )
    return not wrong and not _ADULT_SUBJECT.search(before) and not _sibling_before(text, at)


def _sibling_before(text: Text, at: int) -> bool:
    start, _ = text.sentence(at)
    before = [s for s in text.people if start <= s.name.start < at]
    return bool(before) and before[-1].part is Part.SIBLING
