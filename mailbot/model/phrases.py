"""The phrases by which people say things in mail, as values: what each means, of whom it may be said, what it is not.

They are read from `config/policy/phrases/*.toml` by `mailbot.config.phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Protocol, TypeVar

from mailbot.model.wording import Wording

_MOST = 4  # places of one wording in one sentence; who repeats it oftener says no more


class Group(StrEnum):
    """What a phrase tells about; each is a file of its own."""

    RISK_FACTORS = "risk_factors"
    CONCERNS = "concerns"
    ENQUIRIES = "enquiries"
    SOCIAL_CARE = "social_care"
    WHEREABOUTS = "whereabouts"
    KINDS = "kinds"


class Of(StrEnum):
    """Whom a phrase must be said of to count."""

    CHILD = "child"  # the child, not a parent or friend
    HOUSEHOLD = "household"  # the child or the family it lives in
    MATTER = "matter"  # a matter of the child alone, whoever of the family the sentence begins with
    PARENT = "parent"  # a parent or carer, not the child
    VICTIM = "victim"  # the child as the one who suffers; whoever does it may be named
    SENDER = "sender"  # done by the writer or the writer's colleagues
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One meaning and the wordings for it. `unless` are wordings around it that give the words another meaning.

    `where` limits it to a place: a form's "label" that is answered, a "log" of what was done, and for kinds the mail's
    "subject", its "opening" sentences, a document's "title". `weight` is its share in a mail's kind;
    elsewhere a phrase of less than one is a sign that counts only with others (`reading.extract.signs`).
    """

    group: Group
    code: str
    of: Of
    wordings: tuple[Wording, ...]
    unless: tuple[Wording, ...] = ()
    weight: float = 1.0
    where: str = ""
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def is_sign(self) -> bool:
        """Whether it says its matter only together with others."""
        return self.weight < 1


@dataclass(frozen=True, slots=True)
class Trial:
    """A wording ready to be tried on a text whose words' places are known (`wording.places_of`).

    `others` are what the text must hold beside one of the words by which the wording is looked up, the rarest first.
    """

    pattern: re.Pattern[str]
    others: tuple[frozenset[str], ...]
    firsts: frozenset[str] | None

    @classmethod
    def of(cls, wording: Wording) -> Trial:
        return cls(re.compile(wording.pattern, re.IGNORECASE), wording.others, wording.firsts)

    def spans(self, text: str, words: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
        """Where the wording stands in `text`, the first few times; no two overlap."""
        return [found.span() for found in islice(self.matches(text, words), _MOST)]

    def matches(self, text: str, words: Mapping[str, Sequence[int]]) -> Iterator[re.Match[str]]:
        """Every place of `text` where the wording stands; no two overlap."""
        if self.firsts is None:
            yield from self.pattern.finditer(text)
            return
        end = 0
        for at in self._spots(words):
            found = self.pattern.match(text, at) if at >= end else None
            if found:
                end = found.end()
                yield found

    def _spots(self, words: Mapping[str, Sequence[int]]) -> list[int]:
        """Where in the text the wording may begin, in order."""
        spots: list[int] = []
        for first in words.keys() & self.firsts if self.firsts else ():
            spots += words[first]
        spots.sort()
        return spots


Index = Mapping[str, tuple["Entry", ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording of one phrase, and the wordings that undo it, by a word that each needs."""

    phrase: Phrase
    trial: Trial
    unless: Index


class Tried(Protocol):
    """What is looked up by the words that its trial needs."""

    @property
    def trial(self) -> Trial: ...


T = TypeVar("T", bound=Tried)


def woken(index: Mapping[str, tuple[T, ...]], words: Mapping[str, Sequence[int]]) -> Iterator[T]:
    """The entries, each once, that a text may match in which `words` stand: it has one for every place of theirs."""
    held, seen = words.keys(), set[int]()
    for word in words:  # in their order, so that a mail is read alike each time
        for entry in index.get(word, ()):
            if id(entry) in seen:
                continue
            for place in entry.trial.others:
                if held.isdisjoint(place):
                    break
            else:
                seen.add(id(entry))
                yield entry


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All phrases, with an index from the key of a word (`model.wording.key`) to the wordings that need it."""

    phrases: tuple[Phrase, ...] = ()
    index: Mapping[Group, Index] = field(default_factory=dict)

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> PhraseBook:
        """The book of `phrases`, indexed."""
        every = tuple(phrases)
        undoing = [_indexed((phrase, wording, {}) for wording in phrase.unless) for phrase in every]
        rows = [
            (phrase, wording, unless)
            for phrase, unless in zip(every, undoing, strict=True)
            for wording in phrase.wordings
        ]
        return cls(every, {group: _indexed(row for row in rows if row[0].group is group) for group in Group})


def _indexed(rows: Iterable[tuple[Phrase, Wording, Index]]) -> Index:
    """An entry for each row, under every word that its wording may be looked up by."""
    index: dict[str, list[Entry]] = {}
    for phrase, wording, unless in rows:
        entry = Entry(phrase, Trial.of(wording), unless)
        for word in wording.needs:
            index.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in index.items()}
