"""The adults of a family in running text, and whose each telephone number and address of mail is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mailbot.reading.extract.cast import Cast
from mailbot.reading.extract.names import plain, split_name
from mailbot.reading.extract.people import Part, Sighting
from mailbot.reading.extract.phones import Email, Phone
from mailbot.reading.extract.prose import Text
from mailbot.reading.extract.sketch import Person, Source, join, kin_class, opposed, unite
from mailbot.reading.extract.vocabulary import ADULT_KIN, JOB, OTHER_KIN, SIBLING_KIN
from mailbot.reading.pattern import Pattern


class Owner(StrEnum):
    """Whose a number may be, by the words before it."""

    PERSON = "person"
    KIN = "kin"
    WRITER = "writer"
    OUTSIDER = "outsider"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class _Anchor:
    end: int
    owner: Owner
    word: str = ""
    sighting: Sighting | None = None


_KIN_WORD = Pattern(rf"(?<![\w'’-])({ADULT_KIN})(?![\w-])", re.IGNORECASE)
_WRITER_WORD = re.compile(
    r"(?<![\w'’])(?:[Mm]y|[Mm]ine|me|myself|I|ours?|us)(?![\w])(?!\s(?:on|from|at)\b)|(?<=(?:ring|call|text|each|with"
    r"|tact|hone)\s)(?:me|us)\son"
)
_OUTSIDE = Pattern(
    rf"(?<![\w'’-])(?:{JOB}|{OTHER_KIN}|{SIBLING_KIN}|school|office|reception|team|unit|switchboard|desk|line"
    rf"|surgery|hospital|hotel|hostel|charity|council|ambulance|police|mash|duty|practice)(?![\w])",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:his|her|him|their|he|she|they|family|parents?)\b", re.IGNORECASE)
_NUMBER_WORD = re.compile(r"\b(?:mobile|number|no\.|phone|tel(?:ephone)?|contact|email|e-mail)\b", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:they\sgave|on\sthe\s(?:application|form|system|file|sheet)|we\s(?:hold|have)|on\sfile|given"
    r"|in\sthe\s(?:parent|application))\b",
    re.IGNORECASE,
)
_AFTER_KIN = re.compile(
    rf"\A,?\s?\(?\s?(?:(?:which\s)?is\s(?:for\s)?|registered\sto\s|belongs\sto\s|for\s|to\s)?({ADULT_KIN})(?![\w'’])",
    re.IGNORECASE,
)


_TRIED = re.compile(  # "we have telephoned her (07700 ...)", "emailed ana@...": the family's, whoever tried
    r"\b((?:rang|rung|phoned|telephoned|called|texted|messaged|tried|dialled|e-?mailed|written\sto|e-?mails?\s(?:sent\s)?to"
    r"|calls\sto|texts?\sto)|and\sso\sdid\s(?:we|I))\b(?!\s(?:me|us)\b)[^.;\n]{0,50}\Z",
    re.IGNORECASE,
)


def family(texts: Sequence[Text], found: Cast, writer_is_family: bool) -> tuple[list[Person], Person]:
    """The adults whom `texts` tell of, and the numbers that the writer gives as the writer's own."""
    people: list[Person] = []
    own = Person()
    surnames = {surname for child in found.children for surname in child.surnames}
    for text in texts:
        for sighting in text.people:
            _adult(people, text, sighting, surnames)
        for mark in _ways(text):
            _give(people, own, text, mark, writer_is_family)
    unite(people)
    for person in people:
        _name_in_full(person, texts)
    return people, own


def _name_in_full(person: Person, texts: Sequence[Text]) -> None:
    """ "Auntie Comfort", elsewhere "Comfort Asiedu": one adult, named in full there."""
    if not person.name or len(person.words) > 1:
        return
    for text in texts:
        for sighting in text.people:
            named = sighting.name.words
            if (
                sighting.part is Part.UNKNOWN
                and len(named) > 1
                and named[0] in person.words
                and not sighting.details.of_child
            ):
                source = Source(text.part, "adult of the family", 0.85)
                person.name = source.field(sighting.name.text, text.quote(sighting.name.start))
                return


def _ways(text: Text) -> list[Phone | Email]:
    ways: list[Phone | Email] = [*text.marked.phones, *text.marked.emails]
    return sorted(ways, key=lambda way: way.start)


def _adult(people: list[Person], text: Text, sighting: Sighting, surnames: set[str]) -> None:
    named = sighting.part is Part.ADULT or _is_akin(text, sighting, surnames)
    of_family = (
        sighting.part is Part.OUTSIDER and sighting.name.title in _HONORIFICS and sighting.name.words[-1] in surnames
    )
    if not named and not of_family:
        return
    tag = _KIN_OF_TITLE.get(sighting.name.title, "")
    if of_family and any(set(sighting.name.words) & person.words and not opposed(person.tag, tag) for person in people):
        return
    source = Source(text.part, "adult of the family", 0.85)
    quote = text.quote(sighting.name.start)
    person = Person(name=source.field(_full_name(text, sighting), quote))
    if sighting.relation:
        person.relationship = source.field(sighting.relation, quote)
    person.tag = tag
    join(people, person)


def _full_name(text: Text, sighting: Sighting) -> str:
    """ "Selma and Cem Demir": the first of two has the surname of the second."""
    if len(sighting.name.words) > 1:
        return sighting.name.text
    for other in text.people:
        if text.text[sighting.name.end : other.name.start] in (" and ", " & ") and len(other.name.words) > 1:
            return f"{sighting.name.text} {split_name(other.name.text)[1]}"
    return sighting.name.text


_HONORIFICS = ("mr", "mrs", "ms", "miss", "mx", "dr")
_KIN_OF_TITLE = {"mr": "father", "mrs": "mother", "ms": "mother", "miss": "mother"}
_NUMBER_OF = re.compile(
    r"\b(?:his|her|their|parents?|home)(?:['’]s)?\s(?:\w+\s){0,2}(?:number|mobile|phone|tel(?:ephone)?|mob)\W{0,3}\Z",
    re.IGNORECASE,
)


_NUMBER_AHEAD = r"(?=\+?[0-9(][0-9() ]{8})"
_HAS_NUMBER = re.compile(
    r"(?:['’]s)?\s?(?:\(|on\s|,?\sis\son\s|(?:new\s|own\s)?(?:number|mobile|phone)\s(?:is\s)?(?:now\s)?)"
    + _NUMBER_AHEAD,
    re.IGNORECASE,
)
_STANDS_AT_NUMBER = re.compile(r"[,:]?\s" + _NUMBER_AHEAD)
_ACTS_AS_PARENT = re.compile(
    r"\s(?:has\s|had\s)?(?:made\san?\s(?:in[- ]year\s)?application|applied"
    r"|(?:completed|signed|filled\sin|returned)\s(?:the|an?|our)"
    r"|rang|phoned|telephoned|emailed|wrote\sto|told\s(?:us|me|the)|says|declined|turned\sdown|refused|accepted"
    r"|collected|asked\sfor)\b|[^\n]{0,200}\b(?:her|his)\s(?:\w+\s)?(?:children|son|daughter|boy|girl|kids|boys|girls)\b",
    re.IGNORECASE,
)
_ASKED_TO_RING = re.compile(
    r"\b(?:contact|ring|call|speak\s(?:to|with)|email|reach|ask\sfor|via|colleague|manager)\s\Z", re.IGNORECASE
)


def _is_akin(text: Text, sighting: Sighting, surnames: set[str]) -> bool:
    """Whether somebody unknown is of the family: has its name and a number, or does what parents do.

    "Her number (Dace Ozola 07700 ...)", "Dace Ozola (07700 ...) rang", "Dace's number is 07700 ...".
    """
    if sighting.part is not Part.UNKNOWN or sighting.details.of_child:
        return False
    end = sighting.name.end
    named = len(sighting.name.words) > 1 and bool(surnames & set(sighting.name.words[1:]))
    if named and (_STANDS_AT_NUMBER.match(text.text, end) or _ACTS_AS_PARENT.match(text.text, end)):
        return True
    before = text.text[max(0, sighting.name.start - 50) : sighting.name.start]
    if len(sighting.name.words) > 1 and _NUMBER_OF.search(before):
        return True
    return _HAS_NUMBER.match(text.text, end) is not None and not _ASKED_TO_RING.search(before)


def _give(people: list[Person], own: Person, text: Text, mark: Phone | Email, writer_is_family: bool) -> None:
    """Put a number or address with its owner; those of outsiders are nobody's."""
    anchor = _anchor(text, mark, people)
    person = own if anchor.owner is Owner.WRITER and writer_is_family else _owner(people, text, anchor)
    if person is None:
        return
    value = Source(text.part, "number beside the person", 0.85).field(mark.value, text.quote(mark.start))
    if isinstance(mark, Phone):
        person.add_phone(value)
    else:
        person.add_email(value)


def _owner(people: list[Person], text: Text, anchor: _Anchor) -> Person | None:
    if anchor.owner is Owner.PERSON and anchor.sighting:
        words = frozenset(anchor.sighting.name.words)
        tag = _KIN_OF_TITLE.get(anchor.sighting.name.title, "")
        people = [person for person in people if not opposed(person.tag, tag)]
        whole = next((person for person in people if words <= person.words), None)
        return whole or next((p for p in people if words & p.words and (len(words) == 1 or len(p.words) == 1)), None)
    if anchor.owner is Owner.KIN:
        known = next((person for person in people if person.kin and person.kin == kin_class(anchor.word)), None)
        if known is None and anchor.word:
            known = Person(relationship=Source(text.part, "adult of the family", 0.8).field(anchor.word, anchor.word))
            people.append(known)
        elif known is None and not anchor.word:
            known = people[-1] if people else Person()
            if not people:
                people.append(known)
        return known
    return None


def _anchor(text: Text, mark: Phone | Email, people: list[Person]) -> _Anchor:
    """Who is spoken of right before a number: the nearest name or word for a person in its sentence."""
    after = _AFTER_KIN.match(text.text[mark.end : mark.end + 30])
    if after:
        return _Anchor(mark.end, Owner.KIN, after[1])
    start, _ = text.sentence(mark.start)
    anchors = [*_named(text, start, mark.start, people), *_worded(text.text, start, mark.start)]
    nearest = max(anchors, key=lambda one: one.end, default=None)
    before = text.text[start : mark.start]
    tried = _TRIED.search(before)
    if tried and nearest and nearest.sighting is None and nearest.end <= start + tried.start() + len(tried[1]):
        return _earlier(text, start, people, of_family=True)
    if nearest and nearest.owner is Owner.OUTSIDER and _GIVEN.search(before) and _NUMBER_WORD.search(before):
        nearest = None
    if nearest and not (nearest.owner is Owner.WRITER and _PRONOUN.search(text.text[nearest.end : mark.start])):
        return nearest
    pronoun = list(_PRONOUN.finditer(before))
    if pronoun or _NUMBER_WORD.search(before) or not before.strip():
        return _earlier(text, start, people, bool(pronoun) or bool(_GIVEN.search(before)))
    return _Anchor(mark.start, Owner.NOBODY)


def _earlier(text: Text, start: int, people: list[Person], of_family: bool) -> _Anchor:
    """The last adult of the family named before the sentence; nobody's name where the number is all that is known."""
    adults = [
        s
        for s in text.people
        if s.name.start < start and (s.part is Part.ADULT or (s.name.titled and _known(people, s)))
    ]
    if adults:
        return _Anchor(start, Owner.PERSON, sighting=adults[-1])
    return _Anchor(start, Owner.KIN if of_family else Owner.NOBODY)


def _known(people: list[Person], sighting: Sighting) -> bool:
    return any(frozenset(sighting.name.words) & person.words for person in people)


def _named(text: Text, start: int, end: int, people: list[Person]) -> list[_Anchor]:
    found = []
    for sighting in text.people:
        if start <= sighting.name.start < end:
            if sighting.part is Part.UNKNOWN and not _known(people, sighting) and len(sighting.name.words) == 1:
                continue  # a place, most likely
            owner = Owner.OUTSIDER if sighting.part is Part.OUTSIDER and not sighting.name.titled else Owner.PERSON
            found.append(_Anchor(sighting.name.end, owner, sighting=sighting))
    return found


def _worded(text: str, start: int, end: int) -> list[_Anchor]:
    found = [_Anchor(match.end(), Owner.KIN, match[1]) for match in _KIN_WORD.finditer(text, start, end)]
    found += [_Anchor(match.end(), Owner.WRITER) for match in _WRITER_WORD.finditer(text, start, end)]
    inside = [anchor.end for anchor in found]
    found += [
        _Anchor(match.end(), Owner.OUTSIDER)
        for match in _OUTSIDE.finditer(text, start, end)
        if not any(match.start() <= other <= match.end() for other in inside)
    ]
    return found


def writes_as(people: list[Person], own: Person, name: str, kin: str, email: str, part: str) -> Person:
    """The writer as an adult of the family: with the numbers given as one's own, and the address written from."""
    source = Source(part, "writes as family", 0.9)
    me = Person(name=source.field(name, name) if name else None, phones=[*own.phones], emails=[*own.emails])
    if kin and kin != "parent":
        me.relationship = source.field(kin, kin)
    if email:
        me.add_email(source.field(email, email))
    words = frozenset(plain(word) for word in name.split())
    known = next((p for p in people if p.words and (words <= p.words or p.words <= words)), None)
    if known is None and kin not in ("", "parent"):
        known = next(
            (p for p in people if p.kin == kin_class(kin) and (not (p.name and name) or _short_for(name, p))), None
        )
    if known is None:
        people.insert(0, me)
        return me
    fuller = me.name if me.name and known.name and known.words < me.words else known.name or me.name
    join(people, Person(fuller, known.relationship or me.relationship, me.phones, me.emails))
    return known


def _short_for(name: str, person: Person) -> bool:
    """Whether the name in a header ("danni f") is short for the name of a person of the text ("Danielle Froggatt")."""
    first, full = plain(name.split()[0]), plain(person.name.value.split()[0]) if person.name else ""
    return len(first) >= 3 and first[:3] == full[:3] and len(name.replace(".", "").split()[-1]) <= 2
