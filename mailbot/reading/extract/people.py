"""Who is spoken of in running text: children, adults of the family, brothers and sisters, people from outside.

A name alone says nothing. What stands right before it ("her brother", "social worker", "Mrs") and right after it
("(Y4, dob 3/9/17)", ", his mother", "- 11/12/2013 - Yr 8") says who it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice

from mailbot.model.referral import Sex
from mailbot.reading.extract.dates import Day, birth
from mailbot.reading.extract.identifiers import Upn
from mailbot.reading.extract.marks import Marks
from mailbot.reading.extract.names import Name, names
from mailbot.reading.extract.vocabulary import ADULT_KIN, CHILD_KIN, JOB, OTHER_KIN, SIBLING_KIN, words
from mailbot.reading.extract.years import sex_by_kin, year_in
from mailbot.reading.pattern import Pattern


class Part(StrEnum):
    """The part that somebody plays in a mail."""

    CHILD = "child"
    ADULT = "adult"  # of the child's family or home
    SIBLING = "sibling"
    OUTSIDER = "outsider"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Details:
    """What is said of a person right beside the name; spans are into the text."""

    born: Day | None = None
    year: tuple[str, int, int] | None = None
    sex: Sex | None = None
    upn: Upn | None = None

    @property
    def of_child(self) -> bool:
        return bool(self.born or self.year or self.upn)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person named at `name`. `relation` as written; `end` is where what is said right beside the name ends.

    `strength`: 3 a child's details stand beside the name, 2 a word such as "pupil" names it one, 1 it may be one.
    """

    name: Name
    part: Part
    relation: str = ""
    strength: int = 0
    end: int = 0
    details: Details = Details()


MOST_NAMES = 200  # in one passage
_BEFORE = 96
_LINK = (
    r"\s{0,2}(?:['’]s(?:\sname)?)?\s{0,2}"
    r"(?:is\scalled|are\scalled|is\snamed|called|named|name(?:['’]s|\sis)?|is\salso|is\sstill|is|are|was|being)?"
    r"\s{0,2}[,:=(–—*-]{0,2}\s{0,2}(?:c/o\s)?(?:(?:mr|mrs|ms|miss|mx|dr)\.?)?\s{0,2}"
)
_BOTH = r"(?:[\w'’-]{2,24}\s(?:\([^)]{0,60}\)\s)?(?:and|&)\s)?"
_ADULT_BEFORE = Pattern(
    rf"(?<![\w'’-])({ADULT_KIN})(?![’']s\s(?!name|\())(?:\sof\s(?:two|three|four|five|six|\d|them))?{_LINK}\Z"
    rf"|(?<![\w'’-])(parents|grandparents|carers|mum\sand\sdad|mother\sand\sfather)(?:\s(?:are|called"
    rf"|named))?[\s,:(–-]{{1,3}}(?:(?:mr|mrs|ms"
    rf"|dr)\s)?(?:[^\W\d_][\w'’-]*\s){{0,3}}[^\W\d_][\w'’-]*(?:\s\([^)]{{0,60}}\)|\s[0-9"
    rf" ]{{9,14}})?,?\s(?:and|&)\s(?:(?:mr|mrs|ms|dr)\s)?\Z",
    re.IGNORECASE,
)
_KIN_OWNS = Pattern(  # "Mum's Grazia Ofori", "mum's phone (Bernice Oduro, 07700 ...)"
    rf"(?<![\w'’-])({ADULT_KIN})['’]s\s(?:(?:phone|mobile|number|mob|tel|details|contact)(?:\snumber)?\s?(?:is\s)?[(:–-]\s?)?\Z",
    re.IGNORECASE,
)
_SIBLING_BEFORE = Pattern(rf"(?<![\w-])({SIBLING_KIN}){_LINK}{_BOTH}\Z", re.IGNORECASE)
_SIBLINGS_BEFORE = Pattern(  # "a brother and sister, Ana and Ion": the children of the mail, not somebody's siblings
    rf"(?<!his\s)(?<!her\s)(?<!their\s)(?<!older\s)(?<!younger\s)\b(brother\sand\s(?:his\s)?sister|sister\sand\s(?:her\s)?brother"
    rf"|(?:two|three|four|these|the)\s(?:brothers|sisters|siblings)){_LINK}{_BOTH}\Z",
    re.IGNORECASE,
)
_CHILD_BEFORE = Pattern(rf"(?<![\w-])({CHILD_KIN})(?:\s(?:is|are))?{_LINK}{_BOTH}\Z", re.IGNORECASE)
_CHILD_APART = re.compile(  # "a lad about 11 or 12, Marlon they call him", "the little boy next door, Corey"
    r"\b(?:a|the|this|our|one)\s(?:[\w'’-]+\s){0,2}(lad|boy|girl|child|kid|pupil|student)\s(?:[\w'’-]+\s){0,6}[\w'’-]+,\s\Z",
    re.IGNORECASE,
)
_CHILDREN_APART = re.compile(  # "There are two lads there, Rico and Tyler"
    r"\b(?:two|three|four|2|3|4)\s(?:[\w'’-]+\s){0,2}?(lads|boys|girls|children|kids|youngsters)(?:\s[\w'’-]+){0,5},\s"
    r"(?:[A-Z][\w'’-]{1,20},?\s){0,3}(?:and\s)?\Z",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:they|we|people)\scall\s(?:him\s|her\s)?\Z", re.IGNORECASE)
_AGED_AFTER = re.compile(
    r"\A\s(?:looks|must\sbe|would\sbe|seems|can['’]t\sbe\smore\sthan|is)\s(?:about\s|around\s|maybe\s|perhaps\s)?"
    r"(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|[4-9]|1[0-5])\b(?!\s(?:weeks|months|days|miles))",
    re.IGNORECASE,
)
_OTHER_BEFORE = Pattern(rf"(?<![\w-])({OTHER_KIN}){_LINK}\Z", re.IGNORECASE)
_JOB_BEFORE = Pattern(
    rf"(?<![\w-]){JOB}\b[\s,:(-]{{0,3}}(?:is\s|called\s|named\s|for\s\w+\s)?(?:mr|mrs|ms|miss|dr)?\.?\s?\Z",
    re.IGNORECASE,
)
_GREETING = Pattern(
    r"\b(?:dear|hi|hello|hey|thanks|regards|morning|afternoon|evening|cheers)\s{0,2},?\s?\Z", re.IGNORECASE
)
_CALL = re.compile(r"\A\s?[,!\n:]")
_SALUTED = re.compile(r"\A\s?[,!:.;–-]?\s{0,3}\n")
_GENERIC = words("parent parents carer carers applicant tenant guardian guardians partner")
_THEIR_NAME = Pattern(r"\b(?:her|his|their|whose)\s(?:full\s)?name\sis\s\Z", re.IGNORECASE)
_ADULT_WORD = Pattern(rf"(?<![\w'’-])({ADULT_KIN})(?![\w'’-])", re.IGNORECASE)
_LIVES_WITH = Pattern(
    r"\b(?:place(?:d|ment)\swith|(?:left|put)\s(?:\w+\s){0,4}with|lives?\swith|lived\swith|living\swith|cared\sfor\sby|looked\safter\sby"
    r"|residing\swith|staying\swith|stays\swith|in\sthe\scare\sof)\s(?:an?\s)?(?:(?:mr|mrs|ms|miss|dr)\.?\s)?\Z",
    re.IGNORECASE,
)
_ADULT_CHILD = Pattern(
    rf"(?<![\w'’-])({ADULT_KIN}),?\s(?:who\sis\s)?(?:my|our)\s(?:eldest\s|youngest\s|own\s)?(?:daughter|son"
    rf"|sister|brother|niece|nephew|cousin|friend),?\s(?:called\s)?\Z",
    re.IGNORECASE,
)
_ANOTHER_S = re.compile(
    r"\b(?:had|has|have|gave\sbirth\sto|expecting)\s(?:her|his|their|a)\s(?:little\s|baby\s|own\s)?(?:boy"
    r"|girl|son|daughter|child|baby),?\s(?:called\s)?\Z",
    re.IGNORECASE,
)
_NAMED_AS_CHILD = Pattern(
    r"(?:\b(?:he|she)(?:['’]?s|\sis)?\scalled|\b(?:boy|girl|child|lad|who)\s(?:is\s)?called|\b(?:his|her|full"
    r"|whose)\s(?:full\s)?name\sis|referr(?:al|ing)(?:\s(?:is\s)?(?:for|of|about))?|\bregarding|\bre"
    r"|\bconcerning|whereabouts\sof|\btrace|\blocate|\bfind"
    r"|\bsocial\sworker\sfor|\bworker\sfor|\bsw\sfor|\bplace\sfor|\bconcerned\sabout|\bworried\sabout"
    r"|\bdetails\s(?:of|for)|\benrol|\bhome\seducating|\bformer\spupil|\bdetails\sbelow\sfor|\bsubject"
    r"|\binformation\s(?:on|about)|\benquiry\s(?:about|re))[\s:,-]{0,3}\Z",
    re.IGNORECASE,
)
_MENTIONED = Pattern(r"\b(?:about|for|on|of|with|is|as|to|has|have|by|that|and)\s\Z|\(\Z", re.IGNORECASE)
_ADULT_AFTER = re.compile(
    rf"\A\s{{0,2}}(?:[,(–—-]{{0,2}}|is|was)\s{{0,2}}(?:(?:the|his|her|their|my|a|child['’]?s|children['’]?s"
    rf"|tenant)\s){{0,2}}({ADULT_KIN})(?![\w'’])(?!\s{{0,2}}(?:is|was|has|and|rang|said|called)\b)",
    re.IGNORECASE,
)
_AFTER_MARK = re.compile(r"\A\s{0,2}(?:[,(–—-]|is\s|was\s)")
_OTHER_AFTER = re.compile(
    rf"\A\s{{0,2}}[,(–—-]{{1,2}}\s{{0,2}}(?:(?:the|his|her|their|my|our"
    rf"|an?)\s){{0,2}}(?:\w{{3,14}}\s){{0,2}}({JOB}|{OTHER_KIN})\b",
    re.IGNORECASE,
)
_SIBLING_AFTER = re.compile(
    rf"\A\s{{0,2}}[,(–—-]{{1,2}}\s{{0,2}}(?:(?:the|his|her|their|an?)\s){{0,2}}({SIBLING_KIN})\b", re.IGNORECASE
)
_CHILD_AFTER = re.compile(
    rf"\A\s{{0,2}}[,(–—-]{{1,2}}\s{{0,2}}(?:(?:the|his|her|their|my|our|an?)\s){{0,2}}(?:little\s"
    rf"|young\s)?({CHILD_KIN}|male|female|m|f)(?![\w'’])(?!\sand\sa\s)",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"\b[A-Z]{3,12} (?:IS|ARE|WAS|WERE) \Z")  # "THE BOY IS SMALLER": capitals tell nothing there
_STATED_SEX = re.compile(
    r"(?<![\w'’])(boy|girl|male|female|son|daughter|M|F)(?![\w'’])(?!\s(?:friend|and\s(?:a\s)?(?:boy|girl)))"
)
CUE = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\.?|date\sof\sbirth|d\.?\sof\s?b\.?|born|birthday|b\.)\W{0,4}(?:is|on|was"
    r"|the)?\W{0,3}(?:the\s)?\Z",
    re.IGNORECASE,
)
NOT_BIRTH = Pattern(
    r"\b(?:on|since|until|till|from|attended|last|started?|starting|starts|placed|to|by|dated|due|roll|of|in"
    r"|left|moved|seen|met|after|before)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?][\"'”’)]{0,2}\s{1,3}(?=[\"'“(]?[A-Z0-9])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|tel|mob|d\.o\.b|dob|yr|nhs|b|approx|rd|ave)|\b[A-Z])\.\Z", re.IGNORECASE
)
_SHORT_LINE = re.compile(
    r"\n[ \t]{0,3}(?:born|dob|d\.o\.b\.?)\W{1,3}(?=[0-9])[^\n:]{6,60}(?=\n|\Z)|"
    r"\n\s{0,3}(?:(?:d\.?o\.?b\.?\W{0,3})?[0-9]{1,2}[-/. ]\w{2,9}[-/. ][0-9]{2,4}|y(?:ea)?r?\s?[0-9]{1,2}"
    r"|male|female|boy|girl|upn\W.{0,20})[ \t]{0,3}(?=\n|\Z)",
    re.IGNORECASE,
)


def sentence_end(text: str, at: int) -> int:
    """Where the sentence or line that holds position `at` ends."""
    for stop in _STOP.finditer(text, at):
        if stop[0].startswith("\n") or not _ABBREVIATION.search(text, max(0, stop.start() - 8), stop.start() + 1):
            return stop.start() + (0 if stop[0].startswith("\n") else 1)
    return len(text)


def sentence_start(text: str, at: int) -> int:
    """Where the sentence or line that holds position `at` starts."""
    start = max(0, at - 500)
    for stop in _STOP.finditer(text, start, at + 2):
        if stop.end() > at:
            break
        if stop[0].startswith("\n") or not _ABBREVIATION.search(text, max(0, stop.start() - 8), stop.start() + 1):
            start = stop.end()
    return start


def sightings(marked: Marks, on: date, outsiders: frozenset[str] = frozenset()) -> list[Sighting]:
    """Everybody named in a text, in order. `outsiders` are words of the writers' and receivers' names."""
    found = [replace(name, text=marked.text[name.start : name.end]) for name in islice(names(marked.bare), MOST_NAMES)]
    starts = [*(name.start for name in found[1:]), len(marked.text)]
    return [_sighting(marked, name, following, on, outsiders) for name, following in zip(found, starts, strict=False)]


def _sighting(marked: Marks, name: Name, following: int, on: date, outsiders: frozenset[str]) -> Sighting:
    text = marked.text
    end = min(following, _zone_end(text, name.end))
    details = _details(marked, name.end, end, on)
    before = text[max(0, name.start - _BEFORE) : name.start]
    after = text[name.end : name.end + 60]
    part, relation, strength = _part(name, before, after, details)
    if part is Part.CHILD and strength == 2 and name.text.isupper() and _SHOUTED.search(before):
        part, strength = Part.UNKNOWN, 0
    if part in (Part.UNKNOWN, Part.CHILD) and not (details.born or details.upn) and outsiders.issuperset(name.words):
        part, strength = Part.OUTSIDER, 0
    if part in (Part.CHILD, Part.SIBLING) and sex_by_kin(relation):
        details = replace(details, sex=sex_by_kin(relation))
    return Sighting(name, part, relation, strength, end, details)


def _part(name: Name, before: str, after: str, details: Details) -> tuple[Part, str, int]:
    if _ANOTHER_S.search(before) or (_GREETING.search(before) and _SALUTED.match(after)):
        return Part.OUTSIDER, "", 0
    adult = _ADULT_CHILD.search(before) or _ADULT_BEFORE.search(before)
    adult = adult or (_KIN_OWNS.search(before) if len(name.words) > 1 else None)
    adult_after = _ADULT_AFTER.match(after)
    if (
        adult_after
        and not _AFTER_MARK.match(after)
        and len(after[adult_after.end() :].split()) > 3
        and not re.match(r"\W{0,3}[0-9(]", after[adult_after.end() :])
    ):
        adult_after = None
    if adult_after and not _AFTER_MARK.match(after) and len(name.words) == 1 and name.text.endswith("s"):
        adult_after = None  # "Doreen, Alfies nan"
    if adult or adult_after:
        relation = next(filter(None, adult.groups()), "") if adult else ""
        if adult_after and (not relation or relation.lower() in _GENERIC):
            relation = adult_after[1]
        return Part.ADULT, " ".join(relation.split()), 0
    if _LIVES_WITH.search(before) and (name.titled or len(name.words) > 1) and not details.of_child:
        return Part.ADULT, "", 0
    sibling = _SIBLING_BEFORE.search(before) or _SIBLING_AFTER.match(after)
    if sibling and _SIBLINGS_BEFORE.search(before):
        return Part.CHILD, "", 3 if details.of_child else 2
    if sibling:
        return Part.SIBLING, sibling[1], 3 if details.of_child else 1
    named = _THEIR_NAME.search(before)
    mother = list(_ADULT_WORD.finditer(before, before.rfind(".") + 1)) if named else []
    if mother:
        return Part.ADULT, mother[-1][1], 0
    young = not name.titled or (name.title in ("miss", "master", "mr", "ms") and details.born)
    if young and details.of_child and not _OTHER_BEFORE.search(before):
        child = _CHILD_BEFORE.search(before) or _CHILD_AFTER.match(after)
        beside = details.born or details.upn or len(name.words) > 1 or after[:3].lstrip(" ").startswith(("(", ","))
        return Part.CHILD, child[1] if child else "", 3 if beside or child else 1
    if name.titled or _JOB_BEFORE.search(before) or _OTHER_BEFORE.search(before) or _OTHER_AFTER.match(after):
        return Part.OUTSIDER, "", 0
    child = _CHILD_BEFORE.search(before) or _CHILD_AFTER.match(after) or _CHILD_APART.search(before)
    if child:
        return Part.CHILD, child[1], 2
    several = _CHILDREN_APART.search(before)
    if several:
        return Part.CHILD, several[1], 2
    if _NAMED_AS_CHILD.search(before) or _CALLED.search(before) or _AGED_AFTER.match(after):
        return Part.CHILD, "", 2
    vocative = _GREETING.search(before) or (before[-1:] in ("", "\n") and _CALL.match(after))
    mentioned = _MENTIONED.search(before) or re.match(r"['’]s?\s", after)
    return Part.UNKNOWN, "", 1 if mentioned and len(name.words) > 1 and not vocative else 0


_FRAGMENT = re.compile(  # "QUILL, Zed. Male. 15 August 2013. Year 8"
    r"\.?\s{1,2}(?:male|female|boy|girl|(?:born\s|dob\W{1,2})?[0-9]{1,2}[\s/.-]\w{1,9}[\s/.-][0-9]{2,4}|y(?:ea)?r?\s?[0-9]{1,2})"
    r"(?=[.,;\n]|\Z)",
    re.IGNORECASE,
)


def _zone_end(text: str, at: int) -> int:
    end = sentence_end(text, at)
    while end <= at + 120 and (fragment := _FRAGMENT.match(text, end)) is not None:
        end = fragment.end()
    while (line := _SHORT_LINE.match(text, end)) is not None:
        end = line.end()
    return min(end, at + 220)


def _details(marked: Marks, start: int, end: int, on: date) -> Details:
    text = marked.text
    year = year_in(text, start, min(end, start + 90))
    sex = _STATED_SEX.search(text, start, min(end, start + 80))
    return Details(
        born=_born(marked, start, end, on),
        year=year,
        sex=sex_by_kin(sex[1]) if sex and _apart(text, sex) else None,
        upn=next((upn for upn in marked.upns if start <= upn.start < end), None),
    )


def _apart(text: str, sex: re.Match[str]) -> bool:
    """Whether "M" stands by itself between marks or gaps, not as a word of a sentence."""
    if len(sex[1]) > 1:
        return True
    before, after = text[max(0, sex.start() - 2) : sex.start()], text[sex.end() : sex.end() + 2]
    return bool(
        re.search(r"[,(\-–|/]\s?\Z|\s\s\Z|\t\Z|[0-9]\s\Z", before)
        and re.match(r"[,;)\-–|/\n]|\s\s|\t|\s?\Z|\s[-–]", after)
    )


def _born(marked: Marks, start: int, end: int, on: date) -> Day | None:
    for day in marked.days:
        value = birth(day, on)
        if value is None or not start <= day.start < end:
            continue
        bare = day.start - start <= 80 and on.year - value.year >= 3
        cued = CUE.search(marked.text, max(start - 12, day.start - 24), day.start) is not None
        if cued or (bare and not NOT_BIRTH.search(marked.text, max(start, day.start - 20), day.start)):
            return Day(day.start, day.end, value)
    return None
