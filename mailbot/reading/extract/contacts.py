"""The adults of a family as a labelled value has them: "Ana Ionescu (mother) 07700 900111; Ion Ionescu (father)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mailbot.reading.extract.names import names, split_name, value_name
from mailbot.reading.extract.phones import emails, phones
from mailbot.reading.extract.sketch import Person, Source, kin_class
from mailbot.reading.extract.vocabulary import ADULT_KIN, OTHER_KIN, SIBLING_KIN, TITLE, is_common, words
from mailbot.reading.pattern import Pattern

LONGEST_VALUE = 2_000  # characters in which a family is described
MOST_PEOPLE = 12
_KIN = Pattern(rf"(?<![\w'’-])({ADULT_KIN}|{SIBLING_KIN}|{OTHER_KIN})(?![\w-])", re.IGNORECASE)
_GENERIC = words("parent parents carer carers contact contacts adult adults guardian guardians applicant tenant")
_OPENING_KIN = re.compile(
    rf"\A\W{{0,3}}(?:(?:his|her|their)\s)?({ADULT_KIN}|{SIBLING_KIN})(?:\s\(me\))?(?:['’]s\sname)?(?:\s(?:is|called|named))?[\s:,(–-]{{1,3}}(?=\S)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:[,;\n/&|]|\band|\bor)\s{0,3}\Z", re.IGNORECASE)
_COUPLE = re.compile(r"\A\s{0,3}([A-Z][\w'’-]+) (?:and|&) ([A-Z][\w'’-]+) ([A-Z][\w'’-]+)")  # "Selma & Cem Demir"
_TITLED = Pattern(rf"(?:{TITLE})\s{{0,2}}\Z", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"(?<![\d+])[127][0-9]{9}(?![0-9])")  # a spreadsheet dropped its leading nought


def people_in(value: str, label: str, source: Source) -> list[Person]:
    """Everybody whom the value of a label such as "Parents" describes. The label may tell the relationship."""
    chunks = islice(_chunks(value[:LONGEST_VALUE]), MOST_PEOPLE)
    return [person for chunk in chunks if (person := _person(chunk, label, source)) is not None]


def _chunks(value: str) -> Iterator[str]:
    """The value cut before every further name."""
    value = _COUPLE.sub(r"\1 \3; \2 \3", value)
    start = 0
    for name in list(names(value))[1:]:
        before = value[start : name.start]
        titled = _TITLED.search(value, max(start, name.start - 8), name.start)
        at = titled.start() if titled else name.start
        if (len(name.words) > 1 or titled) and _JOINT.search(value[:at]) and before.strip():
            yield value[start:at]
            start = at
    yield value[start:]


def _person(chunk: str, label: str, source: Source) -> Person | None:
    chunk = chunk.strip(" ,;\n/&")
    opening = _OPENING_KIN.match(chunk)
    described = chunk[opening.end() :] if opening else chunk
    name = value_name(re.sub(r"\s(?:and|or|&)\Z", "", described))
    person = Person()
    if name and _is_name(name):
        forename, surname = split_name(name) if "," in name else (None, None)
        person.name = source.field(f"{forename} {surname}" if forename and surname else name, chunk)
        titled = _HONORIFIC.match(described)
        person.tag = {"mr": "father"}.get(titled[1].lower(), "mother") if titled else ""
    relation = opening[1] if opening else _relation(described, name or "", label)
    if relation:
        person.relationship = source.field(relation, label if relation in label else chunk)
    for phone in phones_in(chunk):
        person.add_phone(source.field(phone, chunk))
    for email in emails(chunk):
        person.add_email(source.field(email.value, chunk))
    return person if person.said else None


_HONORIFIC = re.compile(r"\W{0,3}(mr|mrs|ms|miss)\b", re.IGNORECASE)


def _is_name(written: str) -> bool:
    """Whether a value can be a name: not "must not be told", "3 missed appointments"; "SMITH" and "de Souza" can."""
    words = written.split()
    capitals = sum(word[:1].isupper() for word in words)
    if 2 * sum(is_common(word) for word in words) > len(words):
        return False
    telling = re.search(r"[^\W\d_]{2}", written) and not _KIN.plain.fullmatch(written) and len(words) <= 6
    return (
        bool(telling)
        and words[0].lower() not in ("and", "or", "with")
        and not words[0][:1].isdigit()
        and (capitals > 0 or len(words) == 2)
    )


def phones_in(text: str) -> Iterator[str]:
    """The numbers of a labelled value, also those that lost their leading nought to a spreadsheet."""
    found = [phone.value for phone in phones(text)]
    yield from found or (phone.value for short in _SHORT_NUMBER.findall(text) for phone in phones("0" + short))


def _relation(described: str, name: str, label: str) -> str:
    """The relationship as written: in the label ("Mother's name"), else beside the name."""
    beside = re.split(r"[.;]\s", described.replace(name, " " * len(name), 1))[0]
    for text in (re.sub(r"['’]s\b", "", label), beside):
        for found in _KIN.finditer(text):
            if found[1].lower() not in _GENERIC:
                return " ".join(found[1].split())
    return ""


def relation_in(label: str) -> str:
    """The relationship that a label tells ("Mum's number"); "" for "Parent's number"."""
    found = _KIN.search(re.sub(r"['’]s\b", "", label))
    return found[1] if found and found[1].lower() not in _GENERIC else ""


def label_tag(label: str) -> str:
    """What a label calls its person apart from others: a number, or mother or father; "" for nobody in particular."""
    number = re.search(r"\b([1-4])\b", label)
    if number:
        return number[1]
    found = _KIN.search(re.sub(r"['’]s\b", "", label))
    return kin_class(found[1]) if found and found[1].lower() not in _GENERIC else ""


def named_by(text: str, people: list[Person]) -> Person | None:
    """Of `people`, the one whom words beside a number name: "Mr Wren", "(mum)", "dad's"."""
    for name in names(text):
        for person in people:
            if frozenset(name.words) <= person.words:
                return person
    for found in _KIN.finditer(re.sub(r"['’]s\b", "", text)):
        for person in people:
            if person.kin and person.kin == kin_class(found[1]):
                return person
    return None
