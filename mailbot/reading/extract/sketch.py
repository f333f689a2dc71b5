"""A child and a family's adults while they are being drawn, before they become a `Child`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mailbot.model.field import Evidence, Field
from mailbot.model.referral import Contact
from mailbot.reading.extract.names import plain
from mailbot.reading.extract.vocabulary import words

_MOTHER = words("mum mother mam mom mummy ma")
_FATHER = words("dad father daddy pa")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value is read: the part of the mail, the rule that reads it, and how sure that rule is."""

    part: str
    rule: str
    confidence: float = 1.0

    def field(self, value: Any, quote: str) -> Field[Any]:
        return Field(value, Evidence(self.part, " ".join(quote.split())[:300], self.rule, self.confidence))


@dataclass(slots=True)
class Person:
    """An adult of the family. `tag` is what a label calls the person ("2" of "Parent 2")."""

    name: Field[str] | None = None
    relationship: Field[str] | None = None
    phones: list[Field[str]] = field(default_factory=list)
    emails: list[Field[str]] = field(default_factory=list)
    tag: str = ""

    @property
    def kin(self) -> str:
        return kin_class(self.relationship.value if self.relationship else "")

    @property
    def words(self) -> frozenset[str]:
        return (
            frozenset(plain(word) for word in self.name.value.replace(",", " ").split()) if self.name else frozenset()
        )

    @property
    def said(self) -> bool:
        """Whether anything is known that makes a contact of the person."""
        return bool(self.name or self.phones or self.emails)

    def add_phone(self, phone: Field[str]) -> None:
        if phone.value not in [known.value for known in self.phones]:
            self.phones.append(phone)

    def add_email(self, email: Field[str]) -> None:
        if email.value not in [known.value for known in self.emails]:
            self.emails.append(email)

    def contact(self) -> Contact:
        return Contact(self.name, self.relationship, tuple(self.phones), tuple(self.emails))


def kin_class(relation: str) -> str:
    """ "mother" for "Mum" and "birth mother", "father" for "Dad"; else the last word; "" for none."""
    words = relation.lower().replace("-", " ").split("(")[0].split()
    if not words:
        return ""
    if any(word in _MOTHER for word in words) and "foster" not in words:
        return "mother"
    if any(word in _FATHER for word in words) and "foster" not in words:
        return "father"
    return words[-1]


def opposed(one: str, other: str) -> bool:
    """Whether two titles or labels cannot be one person's: "Mrs Balogun", "Mr Balogun"."""
    return {one, other} == {"mother", "father"}


def same_person(one: Person, other: Person) -> bool:
    """Whether two mentions are of one adult: by name, or by relationship where one has no name."""
    if one.name and other.name:
        short, long = sorted((one.words, other.words), key=len)
        return bool(short) and short <= long and not opposed(one.tag, other.tag)
    return bool(one.kin) and (
        one.kin == other.kin or (bool(other.name) and other.tag == one.kin and not other.relationship)
    )


def join(people: list[Person], person: Person, newer: bool = False) -> None:
    """Add `person` to `people`, or what is new to the one who is there. `newer`: its numbers replace older ones."""
    known = next((other for other in people if same_person(other, person)), None)
    if known is None:
        people.append(person)
        return
    if person.name and (not known.name or len(person.words) > len(known.words)):
        known.name = person.name
    known.relationship = known.relationship or person.relationship
    if newer and person.phones:
        known.phones = []
    for phone in person.phones:
        known.add_phone(phone)
    for email in person.emails:
        known.add_email(email)


@dataclass(slots=True)
class Sketch:
    """A child, or what is said of all children. `fields` are those of `Child` by name; `aliases` other given names."""

    fields: dict[str, Field[Any]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    denied: set[str] = field(default_factory=set)  # fields that are said to have no value: "last school: none"
    left_out: bool = False
    record: int | None = None  # the number of its record among the pairs

    def put(self, name: str, value: Field[Any] | None) -> None:
        """Keep the first value of a field."""
        if value is not None and name not in self.denied:
            self.fields.setdefault(name, value)

    def fill(self, other: Sketch, names: Iterable[str] | None = None) -> None:
        """Take from `other` what this one lacks."""
        for name, value in other.fields.items():
            if names is None or name in names:
                self.put(name, value)

    def word(self, name: str) -> str:
        return plain(str(self.fields[name].value)) if name in self.fields else ""

    @property
    def forenames(self) -> frozenset[str]:
        given = self.fields["forename"].value.split() if "forename" in self.fields else []
        return frozenset(plain(word) for word in (*given, *(w for alias in self.aliases for w in alias.split())))

    @property
    def first(self) -> str:
        """The first given name, as names are compared."""
        given = self.fields["forename"].value.split() if "forename" in self.fields else []
        return plain(given[0]) if given else ""

    @property
    def surnames(self) -> frozenset[str]:
        return (
            frozenset(plain(w) for w in self.fields["surname"].value.split())
            if "surname" in self.fields
            else frozenset()
        )


def same_child(one: Sketch, other: Sketch) -> bool:
    """Whether two sketches are of one child: the same number, the same name, or one name within the other."""
    for key in ("upn", "date_of_birth"):
        if key in one.fields and key in other.fields:
            if one.fields[key].value != other.fields[key].value:
                return key == "date_of_birth" and _same_name(one, other) and bool(one.surnames and other.surnames)
            return key == "upn" or _same_name(one, other) or not (one.forenames and other.forenames)
    return _same_name(one, other)


def _same_name(one: Sketch, other: Sketch) -> bool:
    if one.forenames and other.forenames and not (one.first in other.forenames or other.first in one.forenames):
        return False
    if one.surnames and other.surnames and not one.surnames & other.surnames:
        return False
    if not (one.forenames and other.forenames):
        return bool(one.surnames & other.surnames) and not (one.forenames and other.forenames)
    return True


def matches(one: Person, other: Person) -> bool:
    """Whether a mention in running text is of the adult whom a form or an older letter names."""
    if one.name and other.name:
        return bool(one.words & other.words) and (one.words <= other.words or other.words <= one.words)
    return bool(one.kin) and one.kin == other.kin


def unite(people: list[Person]) -> None:
    """ "Mrs Holt ... Mum's number is": one without a relationship and one only "mum" are the same, if they fit."""
    for nameless in [person for person in people if not person.name and person.kin]:
        fitting = [p for p in people if p.name and not p.relationship and _may_be(p, nameless.kin)]
        if len(fitting) == 1:
            people[:] = [person for person in people if person is not nameless]
            fitting[0].relationship = nameless.relationship
            _give(fitting[0], nameless)


def adopt(people: list[Person]) -> None:
    """ "Parent's telephone", where one parent is named, elsewhere: the number is that parent's."""
    nameless = [person for person in people if not person.name and not person.relationship]
    named = [person for person in people if person.name]
    if len(nameless) == 1 and len(named) == 1 and len(people) == 2 and not named[0].phones:
        people[:] = named
        _give(named[0], nameless[0])


def _give(person: Person, other: Person) -> None:
    for phone in other.phones:
        person.add_phone(phone)
    for email in other.emails:
        person.add_email(email)


def _may_be(person: Person, kin: str) -> bool:
    """Whether a title allows the relationship: "Mr" is no mother."""
    return person.tag in ("", kin) or kin not in ("mother", "father")
