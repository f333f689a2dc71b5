"""Quoted history: what an older letter in the same mail adds to the new text, where both are about the same child."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailbot.model.field import Field
from mailbot.reading.extract.names import plain
from mailbot.reading.extract.prose import Text
from mailbot.reading.extract.sketch import Person, Sketch, join, matches, same_child

_HOME = ("address", "postcode")
_OF_FAMILY = (*_HOME, "moved_to", "last_school", "start_date", "last_attended", "previous_school")


@dataclass(slots=True)
class Layer:
    """What one layer of a mail says: each child, what is said of all, and the running text."""

    children: list[Sketch]
    shared: Sketch
    texts: list[Text]
    guessed: bool = False  # the child was told by no more than a name
    joined: bool = False  # the writer's school says that the child goes there now
    row_schools: tuple[Field[str], ...] = ()  # what stands at "School" with each child of a list

    @property
    def text(self) -> str:
        return "\n".join(text.text for text in self.texts)


def remember(new: Layer, old: Layer) -> None:
    """Take from `old` what `new` lacks. A letter about other children adds nothing; newer facts stay."""
    if not old.children:
        if new.children:
            _take(new, old)  # it names nobody else
        return
    if not new.children or (new.guessed and not any(same_child(a, b) for a in new.children for b in old.children)):
        new.children[:] = old.children
        _take(new, old)
        return
    pairs = [(child, other) for child in new.children for other in old.children if same_child(child, other)]
    if pairs:
        new.children.extend(_spoken_of_too(new, old, [other for _, other in pairs]))
    for child, other in pairs:
        _full_name(child, other)
        _fill(child, other, new)
    relatives = [] if pairs else [o for o in old.children if any(_akin(child, o) for child in new.children)]
    for other in relatives:  # "the Holt twins": the letter names the family only
        for child in new.children:
            child.fill(other, _OF_FAMILY)
            child.people = child.people or other.people
    if pairs or relatives:
        _take(new, old)


def _akin(one: Sketch, other: Sketch) -> bool:
    return bool((one.forenames | one.surnames) & (other.forenames | other.surnames))


_ALL = re.compile(r"\b(?:both|either|neither|all|the\schildren|they|siblings|the\spair|them)\b", re.IGNORECASE)


def _spoken_of_too(new: Layer, old: Layer, matched: list[Sketch]) -> list[Sketch]:
    """Children of the older letter whom the new text names by forename, or means by "both"."""
    spoken = frozenset(plain(word) for word in re.findall(r"[^\W\d_][\w'’-]*", new.text))
    others = [child for child in old.children if not any(child is one for one in matched)]
    family = [child for child in others if any(child.surnames & one.surnames for one in matched)]
    return [child for child in family if child.forenames & spoken or _ALL.search(new.text)]


def _same_home(one: Sketch, other: Sketch) -> bool:
    """Whether one of two addresses is the other, told more briefly: "77 Quebec Walk" of "77 Quebec Walk, Romford"."""
    first, second = (_squeezed(sketch.fields["address"].value) for sketch in (one, other))
    return first.startswith(second) or second.startswith(first)


def _squeezed(address: str) -> str:
    return re.sub(r"[\W_]+", "", address.lower())


def _told_in_full(new: Sketch, olds: Iterable[Sketch]) -> None:
    """Give a home that the new text tells briefly the words and postcode with which the older letter has it."""
    for old in olds:
        if "address" in new.fields and "address" in old.fields and _same_home(new, old):
            new.fields["address"] = max(new.fields["address"], old.fields["address"], key=lambda one: len(one.value))
            new.fill(old, ("postcode",))


def _take(new: Layer, old: Layer) -> None:
    _told_in_full(new.shared, (old.shared, *old.children))
    if "address" in new.shared.fields:
        for sketch in (*old.children, old.shared):
            for name in _HOME:
                sketch.fields.pop(name, None)
    new.shared.fill(old.shared)
    newer, new.shared.people = new.shared.people, [*old.shared.people]
    for person in newer:
        _renew(person, new)


def _renew(person: Person, new: Layer) -> None:
    """A newer number of somebody whom the older letter names, or of the only adult whom it names."""
    for people in (*(child.people for child in new.children), new.shared.people):
        only = len(people) == 1 and not person.name and not person.relationship
        if only:
            person = Person(people[0].name, None, person.phones, person.emails)
        if only or any(matches(person, other) for other in people):
            join(people, person, newer=True)
            return
    join(new.shared.people, person)


def _fill(child: Sketch, other: Sketch, new: Layer) -> None:
    _told_in_full(child, (other,))
    at_home = "address" in child.fields or "address" in new.shared.fields
    child.fill(other, [name for name in other.fields if not (at_home and name in _HOME)])
    newer, child.people = child.people, [*other.people]
    for person in newer:
        join(child.people, person, newer=True)


def _full_name(child: Sketch, other: Sketch) -> None:
    """ "João" is João Conceição Magalhães, as the quoted letter has it."""
    for name in ("forename", "surname"):
        one, two = child.fields.get(name), other.fields.get(name)
        if two and (one is None or len(two.value.split()) > len(one.value.split())):
            child.fields[name] = two
