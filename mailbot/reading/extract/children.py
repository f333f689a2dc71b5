"""The children of a mail, drawn from its forms, its new text and the history that it quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mailbot.model.cues import CueBook, Tells
from mailbot.model.message import How, Message
from mailbot.model.pair import Pair
from mailbot.model.referral import Child, Referrer
from mailbot.reading.extract.attended import settle_days, settle_destination, settle_school
from mailbot.reading.extract.cast import Cast, cast, shared_surname
from mailbot.reading.extract.context import text_of
from mailbot.reading.extract.events import settle
from mailbot.reading.extract.families import by_family
from mailbot.reading.extract.family import family, writes_as
from mailbot.reading.extract.forms import Form, drawn
from mailbot.reading.extract.heard import Heard, hear
from mailbot.reading.extract.history import Layer, remember
from mailbot.reading.extract.homes import home, last_schools, moved, put_home
from mailbot.reading.extract.layers import disregard, texts_of
from mailbot.reading.extract.names import plain
from mailbot.reading.extract.phones import phones
from mailbot.reading.extract.places import places
from mailbot.reading.extract.prose import stated_sex
from mailbot.reading.extract.referrer import Writer, written_by
from mailbot.reading.extract.signatures import person_name
from mailbot.reading.extract.sketch import Person, Sketch, Source, adopt, join, matches, unite

_SHARED = tuple(
    "address postcode last_school last_attended start_date removed_on moved_to previous_school school"
    " text_school on_roll_at".split()
)
_OWN = ("date_of_birth", "year_group", "sex", "upn")  # said of all only where there is one
_OF_FAMILY = ("address", "postcode", "moved_to", "last_school", "start_date", "previous_school")


@dataclass(slots=True)
class Drawing:
    """The children as far as they are drawn, and what was odd."""

    children: list[Sketch] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    news: bool = False  # the new text itself tells where a child went, or the first day there


def draw(message: Message, pairs: Sequence[Pair], who: Writer, refers: Referrer, on: date, cues: CueBook) -> Drawing:
    """The children of `message`: of its new part, completed by quoted letters about the same children."""
    quoted = [hop.index for hop in message.hops if hop.how is How.QUOTED]
    reader = _Reader(message, who, refers, on, _outsiders(message, refers, who), cues)
    new = reader.layer([pair for pair in pairs if pair.hop not in quoted], None)
    news = _tells_news(new, message)
    for index in quoted:
        old = reader.layer([pair for pair in pairs if pair.hop == index], index)
        remember(new, old)
        stated_sex(old.texts, new.children)
    _complete(new, message, who, refers)
    return Drawing(new.children, [note for child in (*new.children, new.shared) for note in child.notes], news)


def _tells_news(new: Layer, message: Message) -> bool:
    """Whether the new text tells where a child went, a first day there, or a number that the quoted letters lack."""
    drawn = (*new.children, new.shared)
    if any("moved_to" in one.fields or "start_date" in one.fields for one in drawn):
        return True
    quoted = [hop.index for hop in message.hops if hop.how is How.QUOTED]
    old = "".join(text_of(item) for item in message.content if item.hop in quoted)
    known = {phone.value for phone in phones(old)}
    return bool(old) and any(p.value not in known for one in drawn for person in one.people for p in person.phones)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one layer of the mail at a time: forms first, then running text for what they lack."""

    message: Message
    who: Writer
    refers: Referrer
    on: date
    outsiders: frozenset[str]
    cues: CueBook

    def layer(self, pairs: Sequence[Pair], hop: int | None) -> Layer:
        form = drawn(pairs, self.on)
        _name_the_only_one(form)
        texts = texts_of(self.message, pairs, form, hop, self.on, self.outsiders)
        disregard(form, texts)
        found = cast(texts, form.children, self.on)
        _whole_surnames(found.children, ())
        _share_in_families(found.children)
        texts = by_family(texts, found)
        who = self.who if hop is None else written_by(self.message, self.message.hops[hop])
        heard = hear(texts, self.cues)
        prose = self._prose(heard, found, who)
        if hop is not None and who.kin and who.hop and who.hop.sender:
            _relative_wrote(prose, who)
        _note_conflicts(form, prose)
        form.shared.fill(prose)
        for person in prose.people:
            _join_family(form.shared, found.children, person)
        joined = any(told.tells is Tells.JOINED_HERE for one in heard for told in one.told)
        return Layer(found.children, form.shared, texts, found.guessed, joined)

    def _prose(self, heard: Sequence[Heard], found: Cast, who: Writer) -> Sketch:
        """What the running text says of all children; what it says of one goes to that child."""
        said = Sketch()
        texts = [one.text for one in heard]
        settle(heard, found, said, self.on)
        stated_sex(texts, found.children)
        shared_surname(texts, found)
        for owner in dict.fromkeys(text.owner for text in texts):
            spoken = [one for one in heard if one.text.owner == owner]
            self._household(spoken, found, said if owner is None else found.children[owner], who)
        return said

    def _household(self, heard: Sequence[Heard], found: Cast, sketch: Sketch, who: Writer) -> None:
        """Home, schools, destination and adults, as these texts tell them of one child or of all."""
        texts = [one.text for one in heard]
        where = home(texts, bool(who.kin))
        if where:
            put_home(sketch, *where)
        own = self.refers.organisation.value if self.refers.organisation else ""
        for last in last_schools(heard, found, own):
            source = Source(last.text.part, "school in the text", last.sure)
            value = source.field(last.school.text, last.text.quote(last.school.start))
            (sketch if last.child is None else found.children[last.child]).put("text_school", value)
        for gone in moved(heard, found, own):
            value = Source(gone.text.part, "said to have gone there", 0.75).field(gone.name, gone.text.quote(gone.at))
            (sketch if gone.child is None else found.children[gone.child]).put("moved_to", value)
        people, me = family(texts, found, bool(who.kin))
        for person in (*people, *([me] if me.said else ())):
            join(sketch.people, person)


def _relative_wrote(said: Sketch, who: Writer) -> None:
    """The writer of a quoted letter who is of the family: a contact, with the numbers given as the writer's own."""
    sender = who.hop.sender if who.hop else None
    own = next((person for person in said.people if not person.name and not person.relationship), Person())
    said.people = [person for person in said.people if person is not own]
    name = who.signature.name or (sender.name if sender else "")
    me = writes_as(said.people, own, person_name(name), who.kin, sender.address if sender else "", who.part)
    for phone, _ in who.signature.numbers:
        me.add_phone(Source(who.part, "signature", 0.9).field(phone.value, phone.value))


def _name_the_only_one(form: Form) -> None:
    """Facts with a name but no record of their own (answers to our questions) are one child's."""
    shared = form.shared
    if not form.children and ("forename" in shared.fields or "surname" in shared.fields):
        form.children.append(Sketch(dict(shared.fields), shared.people, shared.aliases))
        shared.fields, shared.people = {}, []


def _outsiders(message: Message, refers: Referrer, who: Writer) -> frozenset[str]:
    """Words of the names of those who write and receive; a relative who writes is no outsider."""
    writers = [hop.sender.name for hop in message.hops if hop.sender]
    receivers = [one.name for hop in message.hops for one in hop.recipients]
    names = [*writers, *receivers, *(one.name for one in (*message.to, *message.cc))]
    own = refers.name.value if refers.name else ""
    names = [name for name in names if plain(name) != plain(own)] if who.kin else [*names, own]
    return frozenset(plain(word) for name in names for word in re.findall(r"[^\W\d_][\w'’-]+", name))


def _join_family(shared: Sketch, children: Sequence[Sketch], person: Person) -> None:
    """Add an adult of the text to those of the forms; a number that nobody owns adds nobody to a known family."""
    for sketch in (*children, shared):
        if any(matches(person, other) for other in sketch.people):
            join(sketch.people, person)
            return
    if person.name or person.relationship or not any(child.people for child in children):
        join(shared.people, person)


def _note_conflicts(form: Form, prose: Sketch) -> None:
    """Tell where the text says something else than the form, which wins."""
    for child in form.children:
        for name in ("last_attended", "start_date", "removed_on", "postcode"):
            one, other = child.fields.get(name) or form.shared.fields.get(name), prose.fields.get(name)
            if one and other and one.value != other.value and one.evidence.rule != other.evidence.rule:
                said = f'the form says "{one.evidence.quote}", the text "{other.evidence.quote}"'
                child.notes.append(f"{name.replace('_', ' ')}: {said}")


def _complete(layer: Layer, message: Message, who: Writer, refers: Referrer) -> None:
    """What is said of all goes to each; then what follows from who writes."""
    if who.kin:
        _writer_as_contact(layer, who, refers)
    else:
        _leave_out_own_numbers(layer, who)
    _whole_surnames(layer.children, [one for sketch in (*layer.children, layer.shared) for one in sketch.people])
    for child in layer.children:
        child.fill(layer.shared, (*_SHARED, *(_OWN if len(layer.children) == 1 else ())))
        if child.people:
            for person in layer.shared.people:
                join(child.people, person)
        else:
            child.people = layer.shared.people
    _share_in_families(layer.children)
    layer.row_schools = tuple(child.fields["school"] for child in layer.children if "school" in child.fields)
    for child in layer.children:
        unite(child.people)
        adopt(child.people)
        settle_school(child, layer, message, refers)
        settle_destination(child)
        settle_days(child)


def _leave_out_own_numbers(layer: Layer, who: Writer) -> None:
    """A number in the signature of somebody who is no family is the writer's, wherever else it stands."""
    own = {phone.value for phone, _ in who.signature.numbers}
    for person in (one for sketch in (*layer.children, layer.shared) for one in sketch.people):
        person.phones = [phone for phone in person.phones if phone.value not in own]


def _whole_surnames(children: Sequence[Sketch], adults: Sequence[Person]) -> None:
    """ "Ana Reis Neto" and "Rui Reis Neto", or Ana whose mother is Eva Reis: the surname is "Reis Neto"."""
    names = [_name_words(child) for child in children]
    kin = {plain(word) for one in adults if one.name for word in one.name.value.split()[1:]}
    for child, words in zip(children, names, strict=True):
        spelt = [plain(word) for word in words]
        others = [[plain(word) for word in other] for other in names if other is not words]
        for at in range(1, len(words) - 1):
            if spelt[at] in kin or any(other[1:] and other[-len(spelt[at:]) :] == spelt[at:] for other in others):
                source = child.fields["surname"]
                child.fields["forename"] = replace(child.fields["forename"], value=" ".join(words[:at]))
                child.fields["surname"] = replace(source, value=" ".join(words[at:]))
                break


def _name_words(child: Sketch) -> list[str]:
    """The words of a name that was written as one; none where forename and surname were told apart."""
    first, last = child.fields.get("forename"), child.fields.get("surname")
    if not first or not last or first.evidence.quote != last.evidence.quote:
        return []
    return [*first.value.split(), *last.value.split()]


def _writer_as_contact(layer: Layer, who: Writer, refers: Referrer) -> None:
    """A relative who writes is a contact too; numbers without a name are the writer's."""
    groups = [layer.shared.people, *(child.people for child in layer.children)]
    own = next((p for people in groups for p in people if not p.name and not p.relationship), Person())
    for people in groups:
        people[:] = [person for person in people if person is not own]
    name, email = (one.value if one else "" for one in (refers.name, refers.email))
    me = writes_as(layer.shared.people, own, name, who.kin, email, who.part)
    for phone, _ in who.signature.numbers:
        me.add_phone(Source(who.part, "signature", 0.9).field(phone.value, phone.value))
    for child in layer.children:
        if child.people:
            join(child.people, me)
    written = next(places(who.signature.text), None)
    if written and "address" not in layer.shared.fields:
        source = Source(who.part, "address in a relative's signature", 0.8)
        layer.shared.put("address", source.field(written.text, written.text))
        layer.shared.put("postcode", source.field(written.postcode.value, written.text) if written.postcode else None)


def _share_in_families(children: Sequence[Sketch]) -> None:
    """Brothers and sisters share home, family and what became of them, where it stands with one of them only."""
    for child in children:
        for other in children:
            if child is not other and child.surnames & other.surnames:
                child.fill(other, _OF_FAMILY)
                child.people = child.people or other.people


def finished(sketch: Sketch) -> Child:
    """The sketch as a `Child`."""
    known: dict[str, Any] = {name: value for name, value in sketch.fields.items() if name in Child.__dataclass_fields__}
    return Child(**known, contacts=tuple(person.contact() for person in sketch.people if person.said))
