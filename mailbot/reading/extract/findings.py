"""What a statement says of which children: a phrase, its polarity, and of whom it is said, brought together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mailbot.model.field import Evidence
from mailbot.model.phrases import Group, Of, PhraseBook
from mailbot.reading.extract.answers import Answer
from mailbot.reading.extract.mentions import People, Scene, Who
from mailbot.reading.extract.phrases import Found, find
from mailbot.reading.extract.polarity import Polarity, polarity
from mailbot.reading.extract.signs import enough, stretches
from mailbot.reading.extract.statement import Statement
from mailbot.reading.extract.subjects import whom

_CONFIDENCE = {Polarity.PRESENT: 0.9, Polarity.POSSIBLE: 0.7, Polarity.HISTORIC: 0.4, Polarity.ABSENT: 0.9}
_ANSWERED = 0.95
_BY_SIGNS = 0.6
_SAID = (Polarity.PRESENT, Polarity.POSSIBLE)
_MOST = 12  # wordings for one code in one sentence that are weighed
_LONGEST_QUOTE = 300  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """The mail as the rules see it: its statements, each with the scene before it, and its people."""

    statements: tuple[Statement, ...]
    scenes: tuple[Scene, ...]
    people: People
    records: tuple[tuple[int, int], ...]  # (record of a form, index of its child)
    year: int

    def child_of(self, record: int | None) -> frozenset[int] | None:
        """The child of a form's record, None where the form speaks of all."""
        return next((frozenset({child}) for number, child in self.records if number == record), None)


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` holds of `children` with `polarity`. `beside` are the other signs where only several together say it."""

    code: str
    polarity: Polarity
    children: frozenset[int]
    who: Who
    found: Found
    beside: tuple[Found, ...] = ()

    @property
    def evidence(self) -> Evidence:
        """The words in their sentence, and the rule's name."""
        statement = self.found.statement
        if self.beside:
            rule = f"{self.found.phrase.group}.{self.code}.signs"
            return Evidence(statement.source.part, _quotes((self.found, *self.beside)), rule, _BY_SIGNS)
        answer = (
            f": {statement.answered.value}"
            if statement.answered in (Answer.YES, Answer.NO) and not statement.label
            else ""
        )
        rule = f"{self.found.phrase.group}.{self.code}.{self.polarity}"
        confidence = _ANSWERED if answer or statement.answered is Answer.YES else _CONFIDENCE.get(self.polarity, 0.5)
        return Evidence(
            statement.source.part, quote(statement.text, self.found.start, self.found.end), rule, confidence
        )


def quote(text: str, start: int, end: int) -> str:
    """The sentence, or where it is long the stretch around [start, end)."""
    if len(text) <= _LONGEST_QUOTE:
        return text
    half = max(0, (_LONGEST_QUOTE - (end - start)) // 2)
    return text[max(0, start - half) : end + half].strip()


def _quotes(signs: Iterable[Found]) -> str:
    """The sentences in which the signs stand, each once, in the order of the mail."""
    first: dict[str, Found] = {}
    for one in signs:
        first.setdefault(one.statement.text, one)
    return " … ".join(quote(one.statement.text, one.start, one.end) for one in first.values())


def findings(told: Told, book: PhraseBook) -> Mapping[Group, Sequence[Finding]]:
    """Everything that the mail says of a child, by group, in reading order, with its polarity."""
    found = [find(statement, book.told) for statement in told.statements]
    by_group = {group: [[one for one in here if one.phrase.group is group] for here in found] for group in Group}
    return {group: tuple(_shared_at_home(list(_each(told, own)), told.people)) for group, own in by_group.items()}


def _shared_at_home(found: list[Finding], people: People) -> Iterator[Finding]:
    """What a child's own row says of the household counts for brothers and sisters whose rows do not speak of it."""
    spoken = {(child, f.code) for f in found if f.found.statement.source.record is not None for child in f.children}
    for finding in found:
        phrase, source = finding.found.phrase, finding.found.statement.source
        if source.record is None or phrase.of is not Of.HOUSEHOLD or len(finding.children) != 1:
            yield finding
            continue
        kin = people.family_of(finding.children)
        silent = frozenset(child for child in kin if (child, finding.code) not in spoken)
        yield replace(finding, children=finding.children | silent)


def _each(told: Told, found: Sequence[Sequence[Found]]) -> Iterator[Finding]:
    """What was `found` in each statement, as said of the children."""
    for place, here in enumerate(found):
        weighed = Counter[str]()
        for one in here:
            if one.phrase.is_sign:
                continue
            weighed[one.phrase.code] += 1
            finding = _finding(one, told.scenes[place], told) if weighed[one.phrase.code] <= _MOST else None
            if finding is not None:
                yield finding
    for signs in stretches(told.statements, found):
        heard = [(_finding(one, told.scenes[place], told), told.scenes[place]) for place, one in signs]
        yield from _together([_of_those_spoken_of(finding, scene) for finding, scene in heard if finding])


def _of_those_spoken_of(sign: Finding, scene: Scene) -> Finding:
    """A sign of the children whom its sentence or those before it name, not of the whole family."""
    named = frozenset().union(*(one.children for one in scene.every if one.who is Who.CHILD)) or scene.focus
    return replace(sign, children=sign.children & named or sign.children)


def _together(signs: Sequence[Finding]) -> Iterator[Finding]:
    """Signs that come to one, as a finding that an officer is told is only possible."""
    counted = [f for f in signs if (f.polarity in _SAID if f.found.phrase.weight > 0 else _is_so(f))]
    for children, found in enough((f.found, f.children) for f in counted).items():
        yield Finding(found[0].phrase.code, Polarity.POSSIBLE, children, Who.CHILD, found[0], tuple(found[1:]))


def _is_so(finding: Finding) -> bool:
    return finding.polarity is not Polarity.ABSENT


def _finding(found: Found, scene: Scene, told: Told) -> Finding | None:
    statement = found.statement
    meant = _meant(found, told.year)
    if statement.source.officer and not _names_a_child(statement, told.people):
        return None
    record = told.child_of(statement.source.record)
    if statement.answered is not None:
        children = record or told.people.everyone()
        return Finding(found.phrase.code, meant, children, Who.CHILD, found)
    said_of = whom(statement, found.start, found.end, _must_be_of(found), told.people, scene)
    if said_of is None:
        return None
    return Finding(found.phrase.code, meant, record or said_of.children, said_of.who, found)


_CONTACTS = re.compile(r"(?:\w{3,}ed|rang|rung|wrote|written|went|been|spoke|spoken|sent|made|asked)\b", re.IGNORECASE)


def _must_be_of(found: Found) -> Of:
    """Of whom a phrase must be said. Whoever may tell what came of an enquiry; that it was made, only its sender."""
    phrase = found.phrase
    if phrase.group is Group.ENQUIRIES and phrase.of is Of.ANYONE and _CONTACTS.match(found.words):
        return Of.SENDER
    return phrase.of


_DENIES = re.compile(r"\W*(?:not|never|no)\s", re.IGNORECASE)  # the ticked box of "Not known to social care"


def _meant(found: Found, year: int) -> Polarity:
    answered = found.statement.answered
    if answered is Answer.YES:
        return Polarity.ABSENT if _DENIES.match(found.statement.text) else Polarity.PRESENT
    if answered is Answer.NO:
        return Polarity.ABSENT
    if answered is Answer.WORDS:
        return Polarity.UNKNOWN
    if found.denies:
        return Polarity.ABSENT
    return polarity(found.statement.text, found.start, found.end, year)


def _names_a_child(statement: Statement, people: People) -> bool:
    """An officer's own letter counts only where it speaks of a child by name or fills in a form."""
    words = {word.strip(".,;:()").lower() for word in statement.text.split()}
    return bool(statement.label) or any(
        child.forename and words & set(child.forename.value.lower().split()) for child in people.children
    )


def best(
    found: Iterable[Finding], order: Sequence[Polarity] = (Polarity.PRESENT, Polarity.POSSIBLE)
) -> dict[tuple[int, str], Finding]:
    """For each child and code the finding to show: of the polarities in `order`, the first that there is."""
    out: dict[tuple[int, str], Finding] = {}
    for finding in sorted((f for f in found if f.polarity in order), key=lambda f: order.index(f.polarity)):
        for child in sorted(finding.children):
            out.setdefault((child, finding.code), finding)
    return out
