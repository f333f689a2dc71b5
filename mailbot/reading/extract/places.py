"""Addresses and schools in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.reading.extract.identifiers import Postcode, postcodes
from mailbot.reading.extract.vocabulary import SCHOOL_WORD, STREET, words
from mailbot.reading.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Place:
    """An address at [start, end) of a text, its postcode apart."""

    start: int
    end: int
    text: str
    postcode: Postcode | None = None


@dataclass(frozen=True, slots=True)
class School:
    """A school's name at [start, end) of a text."""

    start: int
    end: int
    text: str


_UNIT = r"(?:flat|apartment|apt|room|unit|plot|pitch|caravan|house|block|suite|bungalow|number|no\.?)"
_STREET = rf"(?:{STREET})"
# The start of an address within a stretch of text: a unit, a house number, or a named building.
_OPENING = Pattern(
    rf"(?<![\w/]){_UNIT}\s{{1,2}}[0-9]{{1,4}}[a-z]?\b"
    rf"|(?<![\w/.:£#-])[0-9]{{1,4}}\s?[a-z]?(?:\s?[-–]\s?[0-9]{{1,4}})?\s{{1,2}}(?=[^\W\d_])"
    rf"|(?<![\w/])plot\s\w{{1,4}}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:(?:The|[A-Z][\w'’-]{1,20})\s){1,4}(?:House|Cottages?|Hotel|Lodge|Hostel|Farm|Court|Forge|Barn"
    r"|Rectory|Vicarage|Guest\sHouse|B&B|Inn|Refuge|Centre|Place|Villa|Manor|Mill|Bungalow|Site|Park|Grange"
    r"|Hall|Chambers|Gravel\sPits)\Z"
)
_LONGEST_NAMED = 120  # characters of a named building
_SIMPLE = re.compile(
    r"\A\(?(?:the\s)?[A-Z][\w'’.&-]*(?:[ -](?:[A-Z][\w'’.&-]*|on|of|the|in|le|upon|by|under|and|next|Sea|off)){0,5}\Z"
)
_IS_PART = re.compile(r"\A[\w'’&/-]{1,20}(?: (?:[A-Z0-9][\w'’&/-]{0,20}|the|of|on|b&b)){0,5}\Z")  # a part of an address
_NUMBERED_STREET = Pattern(
    rf"(?<![\w/.:£-])(?:{_UNIT}\s{{1,2}}[0-9]{{1,4}}[a-z]?,?\s{{1,2}}(?:(?:the\s)?[^\W\d_][\w'’&-]*\s?){{0,4"
    rf"}},?\s{{0,2}})?[0-9]{{1,4}}[a-zA-Z]?\s{{1,2}}(?:(?:the\s)?[^\W\d_][\w'’.-]{{1,20}}\s){{1,3}}{_STREET}"
    rf"\b(?!\s(?:School|Primary|Academy|Junior|Infant|College|Nursery|Surgery))",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\A,?[ \u00a0]{1,2}(?!(?:and|but|where|who|with|which|since|so|is|was|they|she|he|the|to|for|in|on|at"
    r"|until|because)\b)([A-Z][\w'’-]*(?:[ -](?:[A-Z][\w'’-]*|on|of|the|upon))*)"
)
_NO_PLACE = re.compile(
    r"\A(?:Mr|Mrs|Ms|Miss|Dr|Mum|Dad|Mother|Father|He|She|They|I|We|It|The|This|That|But|And|Tel|Mobile|Phone"
    r"|Email|DOB|UPN|My|His|Her|Our|There|Since|Has|Is|Was|No|Not|Yes|Year)\b"
)
_PO_BOX = Pattern(
    r"\bp\.?\s?o\.?\s?box\b|\bwithheld\b|\bconfidential\b|\bundisclosed\b|\bnot\s(?:known|given|disclosed"
    r"|held|recorded)\b|\bunknown\b|\bsame\sas\b|\bas\sabove\b",
    re.IGNORECASE,
)
_CHAIN = re.compile(
    r"(?<![\w@.])((?:St\.?[ \u00a0])?[A-ZÀ-ÞŠŁŚ][\w'’&-]*(?:[ \u00a0](?:(?:of|the|and|C|E|RC|CofE|an|na|nr|do|da|de|del"
    r"|di|du|des|on)\b|&|St\.?(?=[ \u00a0])|[A-ZÀ-ÞŠŁŚ][\w'’&-]*|[0-9]{1,3}\b)){0,7}(?:[ \u00a0](?:primary|secondary"
    r"|junior|infant|high|academy|school|college|nursery)\b){0,2})"
)
_HAS_SCHOOL = re.compile(rf"\b(?:{SCHOOL_WORD}|primary|academy|school|college|nursery)\b")
_LEADING = re.compile(
    r"\A(?:(?:Any|No|A|An|Every|Some|What|Which|Each|One|The|At|From|In|Her|His|Our|My|Their|Year|Y[0-9]+|Mum"
    r"|Dad|He|She|They|We|I|Both|Previously|Old|Dear|To|And|But|When|While|After|Before|Since|For|Is|Was|As"
    r"|On|If|Also|Secondary|School|Schools|Primary|Previous|Last|New|Finished|Attended|Attends|Left"
    r"|Ex|Formerly|Headteacher|Head|Deputy|Officer|Manager|Lead|Teacher|Reception|Designated|Safeguarding|Welfare"
    r"|Attendance|Admissions|Office)\s)+"
)
_GENERIC = re.compile(
    rf"\A(?:{SCHOOL_WORD}|School\s?Admissions|High\sSchool|Primary\sSchool|Secondary\sSchool|Virtual\sSchool"
    rf"|Nursery\sSchool|Junior\sSchool|Infant\sSchool|Sunday\sSchool|Local\sSchool|State\sSchool)\Z"
)
_TRAILING = re.compile(r"[ \u00a0](?:of|the|and|&|on|nr|an|na|I|She|He|They|We|DSL|Head)\Z")


def schools(text: str) -> Iterator[School]:
    """Every name of a school in `text`: capitalised words one of which says so."""
    for found in _CHAIN.finditer(text):
        name = found[1]
        if not _HAS_SCHOOL.search(name):
            continue
        words = name.split()
        if len(words) > 1 and words[-1].islower() and words[-2].islower():
            continue  # "and the school"
        leading = _LEADING.match(name)
        start = found.start() + (leading.end() if leading and _HAS_SCHOOL.search(name[leading.end() :]) else 0)
        start += _after_person(text[start : found.end()])
        name = text[start : found.end()]
        both = next((link for link in _LINK.finditer(name) if _are_two(name, link)), None)
        if both:
            yield School(start, start + both.start(), name[: both.start()])
            start += both.end()
            name = text[start : found.end()]
        last = list(_HAS_SCHOOL.finditer(name))[-1]
        end = start + (last.end() if not _named_after(name, last.end()) else len(name))
        name = text[start:end]
        while (tail := _TRAILING.search(name)) is not None:
            name = name[: tail.start()]
        if not _GENERIC.match(name) and len(name.split()) > 1 and name[0].isupper():
            yield School(start, start + len(name), name.strip(" .,;"))
    for saint in _SAINT.finditer(text):
        yield School(saint.start(1), saint.end(1), saint[1])


_SAINT = re.compile(
    r"\b(?:at|attend(?:s|ed|ing)?|leaving|left|from|to)\s(St\.?\s[A-Z][\w-]+['’]s)(?!\s(?:[A-Z]|hospital|church|road|street|hospice|hall|way))"
)


def _after_person(name: str) -> int:
    """Where a school's name begins in "Yusuf Haddad of Hylands School"; "Our Lady of Lourdes Primary" is one name."""
    for link in _LINK.finditer(name):
        left, right = name[: link.start()], name[link.end() :]
        if (
            not _HAS_SCHOOL.search(left)
            and _HAS_SCHOOL.search(right)
            and len(right.split()) > 1
            and not _PATRON.search(left)
        ):
            return link.end()
    return 0


def _are_two(name: str, link: re.Match[str]) -> bool:
    """Whether a link joins two schools; "Ash Lane Infant and Junior School" is one."""
    left, right = name[: link.start()], name[link.end() :]
    if "of" in link[0] or not (_HAS_SCHOOL.search(left) and _HAS_SCHOOL.search(right)):
        return False
    return all(any(word.lower() not in _GENERIC_WORDS for word in part.split()) for part in (left, right))


_LINK = re.compile(r"[ \u00a0](?:of|and|&)[ \u00a0]")
_PATRON = Pattern(
    r"\b(?:St\.?|Lady|Bishop|Duke|Isle|King|Queen|City|Church|Prince|Lord|Earl|Order|Heart|Holy|Sacred"
    r"|Blessed|Knights?|Vale|Saint|Saints|Christ|Trinity|Mary)\b|\bC\Z"
)


def _named_after(name: str, at: int) -> bool:
    """Whether what follows the word for school is a part of the name ("Gaelscoil an Chnoic", "Szkola nr 12")."""
    return (
        re.match(
            r"(?:Szko|Gael|Scoil|Ysgol|Coll[eè]ge\s|Lyc|Col[eé]gio|Escola|Escuela|Instituto|Lice|Scuola|[EÉ]cole)", name
        )
        is not None
    )


def same_school(one: str, other: str) -> bool:
    """Whether two names are one school's: "Vange View", "Vange View Primary School, Basildon"."""
    names = [
        frozenset(_OF_A_NAME.findall(name.lower().replace("'", "").replace("’", ""))) - _GENERIC_WORDS
        for name in (one, other)
    ]
    return bool(names[0] and names[1]) and (names[0] <= names[1] or names[1] <= names[0])


_OF_A_NAME = re.compile(r"[^\W_]+")
_GENERIC_WORDS = words(
    "school schools academy primary secondary junior juniors infant infants nursery college high the of"
)


def places(text: str) -> Iterator[Place]:
    """Every address in `text`, in order."""
    coded = list(_coded(text))
    yield from coded
    for found in _NUMBERED_STREET.finditer(text):
        end = _end(text, found.end())
        if not _IS_DAY.match(found[0]) and not any(place.start <= found.start() < place.end for place in coded):
            yield Place(found.start(), end, address_text(text[found.start() : end]))


def _coded(text: str) -> Iterator[Place]:
    """Every address that ends with its postcode."""
    taken = 0
    for code in postcodes(text):
        line = text.rfind("\n\n", taken, code.start) + 2 if "\n\n" in text[taken : code.start] else taken
        start = _start(text, max(line, code.start - 160), code.start)
        if start is not None:
            yield Place(start, code.end, address_text(text[start : code.start]), code)
            taken = code.end


def _end(text: str, at: int) -> int:
    """The end of an address whose street ends at `at`: the places that follow, by commas."""
    for _ in range(3):
        following = _FOLLOWING.match(text[at : at + 60])
        if following is None or _NO_PLACE.match(following[1]):
            return at
        at += following.end()
    return at


def _start(text: str, floor: int, end: int) -> int | None:
    """Where the address that ends at `end` begins: back over its comma-separated stretches."""
    start: int | None = None
    at = end
    while at > floor:
        cut = max(text.rfind(",", floor, at), text.rfind("\n", floor, at), floor - 1)
        segment = text[cut + 1 : at]
        stripped = segment.strip(" \u00a0.\n")
        if not stripped:
            at = cut
            if cut < floor:
                break
            continue
        opening = _last_opening(segment)
        if opening is not None and (start is None or _IS_PART.match(segment[opening:].strip())):
            start = cut + 1 + opening
            if segment[:opening].strip():
                return start
        elif _NAMED.match(stripped):
            start = cut + 1 + len(segment) - len(segment.lstrip())
        elif start is None and _SIMPLE.match(stripped) and not _NO_PLACE.match(stripped):
            pass
        else:
            bare = segment.rstrip()
            named = _NAMED.search(bare, max(0, len(bare) - _LONGEST_NAMED))
            return cut + 1 + named.start() if named and (start is None or segment[: named.start()].strip()) else start
        if cut < floor:
            break
        at = cut
    return start


_IS_DAY = re.compile(  # "17 November"; "6 May Street" is none
    r"[0-9]{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{3,6})?\b"
    rf"(?!\s(?:\w+\s)?(?-i:{STREET})\b)"
)


_ENDS_PHRASE = re.compile(r"\b(?:at|in|from|to|is|was|and|were)\b|[.;]\s")


def _last_opening(segment: str) -> int | None:
    """Where an address begins within a stretch that may start with prose ("she lives at Flat 4")."""
    found = [one for one in _OPENING.finditer(segment) if not _IS_DAY.match(segment[one.start() :].lstrip())]
    if not found:
        return None
    best = found[-1]
    for earlier in reversed(found[:-1]):
        between = segment[earlier.end() : best.start()]
        if len(between.split()) <= 4 and not _ENDS_PHRASE.search(between):
            best = earlier
        else:
            break
    return best.start()


def address_text(written: str) -> str:
    """An address on one line, without its postcode and stray punctuation; lines are joined by commas."""
    text = re.sub(r"\s*\n\s*", ", ", written.strip())
    for code in reversed(list(postcodes(text))):
        text = text[: code.start] + " " + text[code.end :]
    text = re.sub(r"[ \u00a0]+", " ", text)
    text = re.sub(r"\s*,(?:\s*,)*\s*", ", ", text)
    return text.strip(" ,.;:-–")


def no_address(text: str) -> bool:
    """Whether the value of an address label says that there is none to be had (a PO box, withheld, unknown)."""
    return _PO_BOX.search(text) is not None
