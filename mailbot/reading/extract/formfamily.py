"""The adults of a family from labels and values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mailbot.model.pair import Pair
from mailbot.reading.extract.contacts import label_tag, named_by, people_in, phones_in, relation_in
from mailbot.reading.extract.labelled import BLANK, source_of
from mailbot.reading.extract.names import names, value_name
from mailbot.reading.extract.phones import emails
from mailbot.reading.extract.sketch import Person, join


@dataclass(slots=True)
class FormFamily:
    """The adults whom the labels of one record describe, in order; a bare "Mobile" is of the one before it."""

    people: list[Person] = field(default_factory=list)
    current: Person | None = None

    def read(self, pair: Pair) -> None:
        who, _, what = (pair.key or "").rpartition(".")
        what = what if who else {"parent": "person"}.get(what, what)
        if what in ("phone", "email") and any(len(n.words) > 1 for n in names(pair.value)):
            found = people_in(pair.value, pair.label, source_of(pair))
            if any(person.name and not any(person.words & known.words for known in self.people) for person in found):
                return self._person(pair)
        describes = (
            what == "relationship"
            and " and " in pair.label.lower()
            and any(len(n.words) > 1 for n in names(pair.value))
        )
        if what in ("person", "name") or describes:
            self._person(pair)
        elif what in ("phone", "email", "relationship", "forename", "surname"):
            self._detail(pair, what)

    def _person(self, pair: Pair) -> None:
        tag = label_tag(pair.label)
        found = people_in(pair.value, pair.label, source_of(pair)) if not BLANK.match(pair.value) else []
        if found and self.current and self.current.said and not any(person.name for person in found):
            return self._numbers(self._whose(pair), pair)
        waiting = self.current if self.current and not self.current.name and self.current.tag == tag and tag else None
        self.current = Person(tag=tag)
        for number, person in enumerate(found):
            person.tag = tag or person.tag
            if number == 0 and waiting:
                waiting.name, waiting.relationship = person.name, waiting.relationship or person.relationship
                waiting.phones += person.phones
                waiting.emails += person.emails
                person = waiting
            else:
                join(self.people, person)
            self.current = next((p for p in self.people if p.name == person.name), person)
        if not found:
            self.people.append(self.current)

    def _detail(self, pair: Pair, what: str) -> None:
        if not pair.value.strip() or BLANK.match(pair.value):
            return
        person = self._whose(pair)
        kin = relation_in(pair.label)
        if kin and not person.relationship:
            person.relationship = source_of(pair).field(kin, pair.label)
        if what == "relationship":
            value = pair.value.split("(")[0].strip() or pair.value.strip()
            person.relationship = person.relationship or source_of(pair).field(value, pair.value)
        elif what in ("forename", "surname"):
            self._part_of_name(person, pair)
        else:
            self._numbers(person, pair)

    def _whose(self, pair: Pair) -> Person:
        tag = label_tag(pair.label)
        if tag:
            for person in self.people:
                if tag in (person.tag, person.kin):
                    self.current = person
                    return person
            if self.current is None or self.current.tag not in ("", tag) or self.current.kin not in ("", tag):
                self.current = Person(tag=tag)
                self.people.append(self.current)
                return self.current
        if self.current is None:
            self.current = self.people[-1] if self.people else Person(tag=tag)
        if not any(self.current is person for person in self.people):
            self.people.append(self.current)
        return self.current

    def _part_of_name(self, person: Person, pair: Pair) -> None:
        value = value_name(pair.value)
        if not value:
            return
        before = person.name.value if person.name else ""
        order = (before, value) if (pair.key or "").endswith("surname") else (value, before)
        person.name = source_of(pair).field(" ".join(filter(None, order)), pair.value)

    def _numbers(self, person: Person, pair: Pair) -> None:
        """Numbers of a value, each to whom the words beside it name."""
        for chunk in re.split(r"[\n;/]|,\s|\sand\s", pair.value):
            owner = named_by(chunk, self.people) or person
            for phone in phones_in(chunk):
                owner.add_phone(source_of(pair).field(phone, pair.value))
            for email in emails(chunk):
                owner.add_email(source_of(pair).field(email.value, pair.value))
