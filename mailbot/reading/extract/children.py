"""The children of a mail, drawn from its forms, its new text and the history that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mailbot.model.field import Field
from mailbot.model.message import How, Item, Message, Passage, Role, Table
from mailbot.model.pair import Pair
from mailbot.model.referral import Child, OrganisationType, Referrer
from mailbot.reading.extract.events import settle
from mailbot.reading.extract.family import family, writes_as
from mailbot.reading.extract.forms import Form, drawn
from mailbot.reading.extract.homes import home, last_schools, moved, put_home
from mailbot.reading.extract.names import plain
from mailbot.reading.extract.places import places
from mailbot.reading.extract.prose import Cast, Text, cast, read_text, shared_surname, stated_sex
from mailbot.reading.extract.referrer import Writer
from mailbot.reading.extract.sketch import Person, Sketch, Source, join, same_child

_SHARED = (
    "address",
    "postcode",
    "last_school",
    "last_attended",
    "start_date",
    "removed_on",
    "moved_to",
    "previous_school",
    "school",
)
_FACTS = frozenset(
    {
        "name",
        "forename",
        "surname",
        "date_of_birth",
        "sex",
        "upn",
        "year_group",
        "address",
        "postcode",
        "phone",
        "email",
    }
)
_NEWCOMER = re.compile(
    r"\b(?:did|has|have|had|hasn['’]?t|haven['’]?t|didn['’]?t)\s?(?:not|n['’]?t)?\s?(?:yet\s)?(?:not\s)?(?:arrived?|turn(?:ed)?\sup|shown?\sup|join(?:ed)?|taken\sup)\b|\bnot\s(?:yet\s)?(?:turned\sup|arrived|started|joined|taken\sup)|\bnon[\s-]?(?:arrivals?|starters?)|\bno[\s-]?shows?\b"
    r"|\bdue\sto\s(?:start|join)|\boffer(?:ed)?\b|\ballocated\b|\b(?:the|a|our|school|y\d|year\s\d+)\s?places?\b|\bwaiting\slist|\bnew\sstarter|\badmissions?\s(?:meeting|interview)|\bdeclin|\bin[\s-]year\b|\bexpecting\s(?:him|her|them)|\bdid\snot\s(?:come|start|arrive)|\bfirst\sday\sagreed|\bon\sour\sroll\b.{0,30}\bsince\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Drawing:
    """The children as far as they are drawn, and what was odd."""

    children: list[Sketch] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def draw(message: Message, pairs: Sequence[Pair], who: Writer, refers: Referrer, on: date) -> Drawing:
    """The children of `message`, from its new part; from the quoted part where the new one is about the same."""
    quoted = [hop.index for hop in message.hops if hop.how is How.QUOTED]
    reader = _Layers(message, who, refers, on, _outsiders(message, refers, who))
    new = reader.read([p for p in pairs if p.hop not in quoted], None)
    for index in quoted:
        old = reader.read([p for p in pairs if p.hop == index], index)
        _remember(new, old)
        stated_sex(old.texts, new.children)
    _complete(new, message, who, refers)
    return Drawing(new.children, [note for child in (*new.children, new.shared) for note in child.notes])


@dataclass(slots=True)
class _Part:
    """What one layer of the mail (its new text, or one quoted letter) says."""

    children: list[Sketch]
    shared: Sketch
    texts: list[Text]

    @property
    def text(self) -> str:
        return "\n".join(text.text for text in self.texts)


@dataclass(frozen=True, slots=True)
class _Layers:
    """Reads one layer of the mail at a time."""

    message: Message
    who: Writer
    refers: Referrer
    on: date
    outsiders: frozenset[str]

    def read(self, pairs: Sequence[Pair], hop: int | None) -> _Part:
        form = drawn(pairs, self.on)
        _name_the_only_one(form)
        texts = _texts(self.message, pairs, form, hop, self.on, self.outsiders)
        _disregard(form, texts)
        found = cast(texts, form.children, self.on)
        _share_in_families(found.children)
        prose = Sketch()
        _prose(prose, texts, found, self.who, self.refers, self.on)
        _note_conflicts(form, prose)
        form.shared.fill(prose)
        for person in prose.people:
            _join_family(form.shared, found.children, person)
        return _Part(found.children, form.shared, texts)


def _name_the_only_one(form: Form) -> None:
    """Facts with a name but no record of their own (answers to our questions) are one child's."""
    shared = form.shared
    if not form.children and ("forename" in shared.fields or "surname" in shared.fields):
        form.children.append(Sketch(dict(shared.fields), shared.people, shared.aliases, []))
        shared.fields, shared.people = {}, []


def _prose(prose: Sketch, texts: Sequence[Text], found: Cast, who: Writer, refers: Referrer, on: date) -> None:
    settle(texts, found, prose, on)
    stated_sex(texts, found.children)
    shared_surname(texts, found)
    where = home(texts)
    if where:
        put_home(prose, *where)
    for owner, name, text, school in last_schools(texts, found):
        value = Source(text.part, "school in the text", 0.8).field(name, text.quote(school.start))
        (found.children[owner] if owner is not None else prose).put("text_school", value)
    gone = moved(texts, refers.organisation.value if refers.organisation else "")
    if gone:
        prose.put(
            "moved_to", Source(gone[1].part, "said to have gone there", 0.75).field(gone[0], gone[1].quote(gone[2]))
        )
    people, own = family(texts, found, bool(who.kin))
    prose.people = people
    prose.people.append(own) if own.said else None


def _gone(prose: Sketch, texts: Sequence[Text], found: Cast, own_school: str) -> None:
    """Where they are said to have gone; a remark in one child's row is of that child."""
    for owner in dict.fromkeys(text.owner for text in texts):
        gone = moved([text for text in texts if text.owner == owner], own_school)
        if gone:
            value = Source(gone[1].part, "said to have gone there", 0.75).field(gone[0], gone[1].quote(gone[2]))
            (prose if owner is None else found.children[owner]).put("moved_to", value)


def _texts(
    message: Message, pairs: Sequence[Pair], form: Form, hop: int | None, on: date, outsiders: frozenset[str]
) -> list[Text]:
    """The passages of a layer without the lines that are labels and values, then the long answers of forms."""
    told = _told(pairs)
    texts: list[Text] = []
    for item in _items(message, hop):
        if isinstance(item, Passage):
            written = _without(item.text, told)
            if written.strip():
                texts.append(read_text(written, item.part, on, outsiders))
        elif isinstance(item, Table):
            texts += [
                read_text(cell, item.part, on, outsiders) for row in item.rows for cell in row if _is_prose(cell, told)
            ]
    owners = {child.record: index for index, child in enumerate(form.children) if child.record is not None}
    texts += [
        read_text(pair.value, pair.part, on, outsiders, owner=owners.get(pair.record) if len(owners) > 1 else None)
        for pair in pairs
        if _is_answer(pair) and not (pair.record is not None and pair.record not in owners and owners)
    ]
    if hop is None and message.subject:
        texts.append(read_text(_REPLY.sub("", message.subject), "subject", on, outsiders, subject=True))
    return texts


_REPLY = re.compile(r"\A(?:\s{0,3}(?:re|fwd?|aw)\s{0,2}:|\s{0,3}\[[^\]]{1,30}\])*\s*", re.IGNORECASE)


def _items(message: Message, hop: int | None) -> Iterable[Item]:
    """The text of one quoted letter, or of all that is new (None)."""
    quoted = {one.index for one in message.hops if one.how is How.QUOTED}
    for item in message.content:
        if item.role is Role.TEXT and (item.hop not in quoted if hop is None else item.hop == hop):
            yield item


def _told(pairs: Iterable[Pair]) -> frozenset[str]:
    """The lines that pairs have told already."""
    lines: set[str] = set()
    for pair in pairs:
        what = (pair.key or "").rpartition(".")[2]
        if pair.key and (what in _FACTS or pair.key in _TOLD_KEYS) and len(pair.value.split()) <= 14:
            lines.update(
                _squeezed(line)
                for line in (pair.label, pair.value, f"{pair.label}{pair.value}", *pair.value.split("\n"))
            )
    return frozenset(lines)


_TOLD_KEYS = frozenset(
    "last_school previous_school offered_school last_attended start_date removed_on moved_to new_address parent known_as middle_name offer_date referrer professional administration siblings".split()
)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _without(text: str, told: frozenset[str]) -> str:
    kept = [line if not _squeezed(line) or _squeezed(line) not in told else "" for line in text.split("\n")]
    return "\n".join(kept)


def _is_prose(cell: str, told: frozenset[str]) -> bool:
    return len(cell.split()) > 7 and _squeezed(cell) not in told


def _is_answer(pair: Pair) -> bool:
    """Whether a value is to be read as running text: a long answer, or one that names people beside what is asked."""
    if not pair.key or pair.key.startswith(("parent", "referrer", "professional", "sibling")):
        return not pair.key and len(pair.value.split()) > 5 and len(pair.value) < 4000
    if pair.key in ("address", "last_school", "last_attended", "school", "moved_to"):
        return "(" in pair.value or ";" in pair.value or len(pair.value.split()) > 12
    return (
        pair.key in ("circumstances", "enquiries", "status", "believed_at", "siblings", "safeguarding")
        and len(pair.value.split()) > 5
    )


_DISREGARDED = re.compile(
    r"\b(?:row|line|entry|number|no\.?|child|pupil)\s(?P<n>[0-9]{1,2})\b[^.\n]{0,80}\b(?:no\srelation|ignore|disregard|left\sover|turned\sup|not\smissing|arrived|started|no\sneed|delete)\b"
    r"|\b(?:ignore|disregard|leave\sout|not)\s(?:row|line|entry|number|child|pupil)\s(?P<m>[0-9]{1,2})\b",
    re.IGNORECASE,
)


def _disregard(form: Form, texts: Sequence[Text]) -> None:
    """Leave out the row of a list that the text says to ignore ("Row 3 ... has since turned up")."""
    rows = {int(found["n"] or found["m"]) for text in texts for found in _DISREGARDED.finditer(text.text)}
    kept = [child for number, child in enumerate(form.children, 1) if number not in rows]
    if kept and len(kept) < len(form.children):
        form.shared.notes.append("left out of the list, as the text says: row " + ", ".join(map(str, sorted(rows))))
        form.children[:] = kept


def _outsiders(message: Message, refers: Referrer, who: Writer) -> frozenset[str]:
    """Words of the names of those who write and receive; a relative who writes is no outsider."""
    names = [hop.sender.name for hop in message.hops if hop.sender]
    names += [one.name for hop in message.hops for one in hop.recipients] + [
        one.name for one in (*message.to, *message.cc)
    ]
    if refers.name and not who.kin:
        names.append(refers.name.value)
    if who.kin:
        own = plain(refers.name.value) if refers.name else ""
        names = [name for name in names if not own or plain(name) != own]
    return frozenset(plain(word) for name in names for word in re.findall(r"[^\W\d_][\w'’-]+", name))


def _join_family(shared: Sketch, children: Sequence[Sketch], person: Person) -> None:
    """Add an adult of the text to those of the forms."""
    for sketch in (*children, shared):
        if any(_matches(person, other) for other in sketch.people):
            join(sketch.people, person)
            return
    if person.name is None and not person.relationship and any(child.people for child in children):
        return
    join(shared.people, person)


def _matches(one: Person, other: Person) -> bool:
    if one.name and other.name:
        return bool(one.words & other.words) and (one.words <= other.words or other.words <= one.words)
    return bool(one.kin) and one.kin == other.kin


def _note_conflicts(form: Form, prose: Sketch) -> None:
    """Tell where the text says something else than the form, which wins."""
    for child in form.children:
        for name in ("last_attended", "start_date", "removed_on", "postcode"):
            one, other = child.fields.get(name) or form.shared.fields.get(name), prose.fields.get(name)
            if one and other and one.value != other.value and one.evidence.rule != other.evidence.rule:
                child.notes.append(
                    f'{name.replace("_", " ")}: the form says "{one.evidence.quote}", the text "{other.evidence.quote}"'
                )


def _remember(new: _Part, old: _Part) -> None:
    """Take from quoted history what the new text lacks, for the children that both are about."""
    if not old.children:
        return
    if not new.children:
        new.children.extend(old.children)
        _take(new, old, [])
        return
    matches = [(child, other) for child in new.children for other in old.children if same_child(child, other)]
    for child, other in matches:
        _full_name(child, other)
        _fill(child, other, new)
    if matches:
        _take(new, old, [other for _, other in matches])


def _take(new: _Part, old: _Part, matched: Sequence[Sketch]) -> None:
    if "address" in new.shared.fields:
        for child in old.children:
            child.fields.pop("address", None), child.fields.pop("postcode", None)
        old.shared.fields.pop("address", None), old.shared.fields.pop("postcode", None)
    new.shared.fill(old.shared)
    newer, new.shared.people = new.shared.people, [*old.shared.people]
    for person in newer:
        _renew(person, new)


def _renew(person: Person, new: _Part) -> None:
    """A newer number of somebody whom the older letter names, or of the only adult whom it names."""
    groups = [*(child.people for child in new.children), new.shared.people]
    for people in groups:
        only = len(people) == 1 and not person.name and not person.relationship
        if only or any(_matches(person, other) for other in people):
            join(people, Person(people[0].name, None, person.phones, person.emails) if only else person, newer=True)
            return
    join(new.shared.people, person)


def _fill(child: Sketch, other: Sketch, new: _Part) -> None:
    has_home = "address" in child.fields or "address" in new.shared.fields
    names = [name for name in other.fields if not (has_home and name in ("address", "postcode"))]
    child.fill(other, names)
    newer, child.people = child.people, [*other.people]
    for person in newer:
        join(child.people, person, newer=True)


def _full_name(child: Sketch, other: Sketch) -> None:
    """ "João" is João Conceição Magalhães, as the quoted letter has it."""
    for name in ("forename", "surname"):
        one, two = child.fields.get(name), other.fields.get(name)
        if two and (one is None or len(two.value.split()) > len(one.value.split())):
            child.fields[name] = two


def _complete(part: _Part, message: Message, who: Writer, refers: Referrer) -> None:
    """What is said of all goes to each; then what follows from who writes."""
    if who.kin:
        _writer_as_contact(part, who, refers)
    for child in part.children:
        child.fill(
            part.shared,
            (
                *_SHARED,
                "text_school",
                *(("date_of_birth", "year_group", "sex", "upn") if len(part.children) == 1 else ()),
            ),
        )
        if not child.people:
            child.people = part.shared.people
        elif part.shared.people:
            for person in part.shared.people:
                join(child.people, person)
    _share_in_families(part.children)
    for child in part.children:
        _settle_school(child, part, message, refers)
        _settle_days(child)


def _writer_as_contact(part: _Part, who: Writer, refers: Referrer) -> None:
    name = refers.name.value if refers.name else ""
    groups = [part.shared.people, *(child.people for child in part.children)]
    own = next((p for people in groups for p in people if not p.name and not p.relationship), Person())
    people = [person for person in part.shared.people if person is not own]
    for child in part.children:
        child.people = [person for person in child.people if person is not own]
    me = writes_as(people, own, name, who.kin, refers.email.value if refers.email else "", who.part)
    for phone, _ in who.signature.numbers:
        me.add_phone(Source(who.part, "signature", 0.9).field(phone.value, phone.value))
    part.shared.people = people
    for child in part.children:
        if not any(person is me for person in child.people) and child.people:
            join(child.people, me)
    if "address" not in part.shared.fields:
        written = next(places(who.signature.text), None)
        if written:
            source = Source(who.part, "address in a relative's signature", 0.8)
            part.shared.put("address", source.field(written.text, written.text))
            part.shared.put(
                "postcode", source.field(written.postcode.value, written.text) if written.postcode else None
            )


def _share_in_families(children: Sequence[Sketch]) -> None:
    """Brothers and sisters share home, family and what became of them, where it stands with one of them only."""
    for child in children:
        for other in children:
            if child is not other and child.surnames & other.surnames:
                child.fill(other, ("address", "postcode", "moved_to", "last_school", "start_date", "previous_school"))
                if not child.people:
                    child.people = other.people


def _settle_school(child: Sketch, part: _Part, message: Message, refers: Referrer) -> None:
    """The current or last school: as labelled; else the writer's own, unless the child was only to come there."""
    labelled, before, named = (
        child.fields.get("last_school"),
        child.fields.get("previous_school"),
        child.fields.get("text_school"),
    )
    school = _own_school(refers)
    attended = "last_attended" in child.fields or "removed_on" in child.fields
    titles = " ".join(d.items[0].text for d in message.documents if d.items and isinstance(d.items[0], Passage))
    newcomer = not attended and bool(_NEWCOMER.search(f"{message.subject}\n{titles}\n{part.text}") or before)
    value = labelled
    if value is None and school and not newcomer:
        value = school
    if value is None:
        value = before or named or (child.fields.get("school") if not school else None)
    if value is not None and newcomer and school and value.value == school.value and value is not named:
        value = None
    for name in ("previous_school", "text_school", "school"):
        child.fields.pop(name, None)
    child.fields.pop("last_school", None)
    child.put("last_school", value)
    if school and newcomer and "moved_to" not in child.fields and _ON_OUR_ROLL.search(part.text):
        child.put("moved_to", school)


_ON_OUR_ROLL = re.compile(r"\b(?:has\sbeen|is|are|now)\son\sour\sroll\b.{0,30}\bsince\b", re.IGNORECASE)


def _own_school(refers: Referrer) -> Field[str] | None:
    is_school = refers.organisation_type and refers.organisation_type.value is OrganisationType.SCHOOL
    return refers.organisation if is_school else None


def _settle_days(child: Sketch) -> None:
    """A start before the last day attended was no start that is still to come; nor is one at the old school told."""
    start, last = child.fields.get("start_date"), child.fields.get("last_attended")
    if start and last and start.value <= last.value:
        child.fields.pop("start_date")


def finished(sketch: Sketch) -> Child:
    """The sketch as a `Child`."""
    known: dict[str, Any] = {name: value for name, value in sketch.fields.items() if name in Child.__dataclass_fields__}
    return Child(**known, contacts=tuple(person.contact() for person in sketch.people if person.said))
