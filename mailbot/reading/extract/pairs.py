"""Every label of a mail with its value: from lines, tables and form fields, with whose fact it is and which child's.

Whose: the label's own words ("mother's mobile") before the heading above it ("Parent details") before the last person
named ("Mother: Ana", then "Mobile:"). Which child: the row or column, or the block that a repeated name opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from mailbot.model.labels import LabelBook
from mailbot.model.message import FormField, Item, Message, Passage, Role, Table
from mailbot.model.pair import Pair
from mailbot.reading.extract.asked import answered
from mailbot.reading.extract.grids import IDENTITY, of_table
from mailbot.reading.extract.lines import Event, Heading, Told, events
from mailbot.reading.extract.texttables import blocks

_PERSONAL = frozenset({"phone", "email", "relationship", "role", "organisation", "age"})
_ALWAYS_REFERRER = frozenset({"role", "organisation"})
_HOME = frozenset({"upn", "year_group"})  # the child's, also among its parents
_CHILDS_OWN = frozenset(
    {"date_of_birth", "sex", "upn", "year_group", "known_as", "middle_name"}
)  # no referrer has these
_OWN = IDENTITY | {"sex", "year_group", "known_as", "middle_name", "age"}  # never said of several children at once


def pairs(message: Message, labels: LabelBook) -> tuple[Pair, ...]:
    """Every label and its value in `message`, documents included, in reading order. An empty value was left blank."""
    found: list[Pair] = []
    first = 0
    for run in _runs(message.content):
        reader = _Reader(run[0].part, run[0].hop, labels, record=first)
        for fields, items in groupby(run, lambda item: isinstance(item, FormField)):
            if fields:  # what is asked behind a "Name" tells whose it is
                reader.read(event for item in items for event in _events(item, labels))
            else:
                for item in items:
                    reader.read(_events(item, labels))
        found += reader.settled()
        first = reader.record
    found += answered(message.items, labels)
    return tuple(found)


def _runs(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Neighbouring items of one part and hop; signatures, banners and the like left out."""
    run: list[Item] = []
    for item in items:
        if item.role is not Role.TEXT:
            continue
        if run and (item.part, item.hop) != (run[0].part, run[0].hop):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _with_owners(found: list[Event]) -> Iterator[Event]:
    """A bare "Name" is an adult's where a relationship follows, or only a number; the referrer's where a post does."""
    named = False
    for at, event in enumerate(found):
        owner = ""
        if isinstance(event, Told) and event.keys == ("name",) and event.row is None:
            owner = _owner_behind(found[at + 1 :], named)
        if isinstance(event, Told) and event.value and not owner:
            named = named or bool(_GIVEN & set(event.keys))
        yield replace(event, keys=(f"{owner}.name",)) if owner and isinstance(event, Told) else event


def _owner_behind(following: list[Event], named: bool) -> str:
    """Whose name a bare label asks for, by the labels behind it; `named`: a child has been named before."""
    behind: list[str] = []
    for event in following[:5]:
        if isinstance(event, Heading) or not event.keys or "name" in event.keys:
            break
        behind += event.keys
    if _CHILDS_OWN & set(behind):
        return ""
    if "relationship" in behind[:2]:
        return "parent"
    if "role" in behind[:2]:
        return "referrer"
    return "parent" if named and {"phone", "email"} & set(behind) else ""


_GIVEN = frozenset({"name", "child.name", "forename", "surname"})


def _events(item: Item, labels: LabelBook) -> Iterator[Event]:
    if isinstance(item, Passage):
        for block in blocks(item.text):
            yield from of_table(block, labels) if isinstance(block, list) else events(block, labels)
    elif isinstance(item, Table):
        yield from of_table(item.rows, labels)
    elif isinstance(item, FormField):
        yield Told(item.label, item.value, labels.keys(item.label))


@dataclass(slots=True)
class _Reader:
    """What stands above a label while a part is read from its top. `record` is the number of the next child."""

    part: str
    hop: int
    labels: LabelBook
    record: int = 0
    section: str = ""
    person: str = ""
    current: int | None = None
    rows: dict[int, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    made: list[Pair] = field(default_factory=list)

    def read(self, found: Iterable[Event]) -> None:
        if self.rows:
            self.rows, self.current, self.seen = {}, None, set()
        for event in _with_owners(list(found)):
            if isinstance(event, Heading):
                self._head(event)
            else:
                self._tell(event)

    def _head(self, heading: Heading) -> None:
        if heading.who == "sibling" and self.record == 0 and not heading.record:
            return  # "CME referral - siblings" above everybody: they are the children of the mail
        self.section = heading.who
        self.person = heading.who if heading.who in self.labels.owners else ""
        if heading.record and heading.who == "child":
            self._open()

    def _open(self) -> None:
        self.current, self.record, self.seen, self.person = self.record, self.record + 1, set(), ""

    def _tell(self, told: Told) -> None:
        keys = tuple(self._owned(key, told.value) for key in told.keys)
        if told.row is not None:
            keys = tuple("status" if key == "referrer.role" else key for key in keys)  # "Position" of a listed child
        for key, value in zip(keys, _split(told.value, len(keys)), strict=True):
            self.made.append(Pair(told.label, value, key, self.part, self.hop, self._record(key, told, value)))
        if not keys:
            self.made.append(Pair(told.label, told.value, None, self.part, self.hop, self._record(None, told, "")))

    def _owned(self, key: str, value: str) -> str:
        """`key` with its owner, by the heading or the person above. A person's label without a value is a heading."""
        who, dot, what = key.partition(".")
        if who == "child":
            self.person, self.section = "", "child"
            return what
        if dot or who in self.labels.owners:
            self._name_person(who, heading=not dot and not value)
            return key
        if self.section in self.labels.owners and (key in self.labels.owned or self.section == "sibling"):
            return self._in_section(key)
        if key in _ALWAYS_REFERRER:
            return f"{self.person if self.person == 'professional' else 'referrer'}.{key}"
        if key not in self.labels.owned and self.person == "referrer":
            self.person = ""
        return f"{self.person}.{key}" if self.person and key in _PERSONAL else key

    def _name_person(self, who: str, heading: bool) -> None:
        if who != "school":
            self.person = who
        if heading or self.section not in ("", who):
            self.section = who if heading else ""

    def _in_section(self, key: str) -> str:
        only = {"parent": _HOME, "sibling": frozenset[str]()}.get(self.section, _CHILDS_OWN)
        if key in only:
            self.section = self.section if self.section == "parent" else "child"
            return key
        return f"{self.section}.{key}"

    def _record(self, key: str | None, told: Told, value: str) -> int | None:
        if told.row is not None and self.section not in ("parent", "referrer", "professional", "sibling"):
            if told.row not in self.rows:
                self._open()
                self.rows[told.row] = self.current if self.current is not None else 0
            self.current = self.rows[told.row]
            return self.current
        if key in IDENTITY and value:
            if self.current is None or key in self.seen:
                self._open()
            self.person = ""
            self.seen.update({key} if key != "name" else {"name", "forename", "surname"})
        return self.current

    def settled(self) -> list[Pair]:
        """The pairs; what only the last of several children has, and may be said of all, becomes said of all."""
        numbers = {pair.record for pair in self.made if pair.record is not None}
        if len(numbers) < 2:
            return self.made
        last = max(numbers)
        others = {pair.key for pair in self.made if pair.record is not None and pair.record != last}
        return [
            replace(pair, record=None)
            if pair.record == last and pair.key not in others and pair.key not in _OWN
            else pair
            for pair in _spelt_out(self.made)
        ]


_OF_OTHER = re.compile(
    r"\W{0,3}(?:same\s)?(?:as|see)\s(?:for\s)?(?:child|pupil|student|no\.?|row)\s?(?P<n>[1-9])\W{0,3}", re.IGNORECASE
)
_DITTO = re.compile(
    r"\W{0,3}(?:same|ditto|do\.?|as\sabove|(?:same\s)?as\s(?:for\s)?(?:child|pupil|brother|sister|sibling|him|her|above"
    r"|first|1)(?:\s?(?:1|one|a))?|same\s(?:address|parent|details|number)|″|\"|”)\W{0,3}",
    re.IGNORECASE,
)


def _spelt_out(made: Sequence[Pair]) -> Iterator[Pair]:
    """ "Same" and "ditto" of a later child as what stands at the label for the child before."""
    before: dict[tuple[str, str | None], str] = {}
    every: dict[tuple[str, str | None, int], str] = {}
    first = min((pair.record for pair in made if pair.record is not None), default=0)
    for pair in made:
        at = (pair.label, pair.key)
        other = _OF_OTHER.fullmatch(pair.value) if pair.record is not None else None
        if other:
            pair = replace(pair, value=every.get((*at, first + int(other["n"]) - 1), pair.value))
        if pair.record is not None:
            every[(*at, pair.record)] = pair.value
        if pair.record is not None and at in before and pair.value and _DITTO.fullmatch(pair.value):
            pair = replace(pair, value=before[at])
        if pair.record is not None and pair.value.strip():
            before[at] = pair.value
        yield pair


def _split(value: str, count: int) -> list[str]:
    """One value for each of several fields that share a label."""
    if count <= 1:
        return [value] * count
    for mark in ("\n", "/", "|", ";", ","):
        parts = [part.strip() for part in value.split(mark)]
        if len(parts) == count:
            return parts
    return [value] * count
