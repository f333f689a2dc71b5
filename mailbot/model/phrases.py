"""The phrases by which people say things in mail, as values: what each means, of whom it may be said, what it is not.

They are read from `config/policy/phrases/*.toml` by `mailbot.config.phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

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
    PARENT = "parent"  # a parent or carer, not the child
    VICTIM = "victim"  # the child as the one who suffers; whoever does it may be named
    SENDER = "sender"  # done by the writer or the writer's colleagues
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One meaning and the wordings for it. `unless` are wordings around it that give the words another meaning.

    `where` limits it to a place: a form's "label" that is answered, a "log" of what was done, and for kinds the mail's
    "subject", its "opening" sentences, a document's "title". `weight` counts for kinds only.
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


@dataclass(frozen=True, slots=True)
class Trial:
    """A wording ready to be tried on a text whose words' places are known (`wording.places_of`)."""

    pattern: re.Pattern[str]
    places: tuple[frozenset[str], ...]
    firsts: frozenset[str] | None

    @classmethod
    def of(cls, wording: Wording) -> Trial:
        return cls(re.compile(wording.pattern, re.IGNORECASE), wording.places, wording.firsts)

    def may_stand_in(self, words: frozenset[str]) -> bool:
        """Whether a text with the keys `words` has one for every place of the wording."""
        return not any(map(words.isdisjoint, self.places))

    def spans(self, text: str, words: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
        """Where the wording stands in `text`, the first few times; no two overlap."""
        if self.firsts is None:
            return [found.span() for found in islice(self.pattern.finditer(text), _MOST)]
        out: list[tuple[int, int]] = []
        for at in sorted(at for first in self.firsts & words.keys() for at in words[first]):
            found = self.pattern.match(text, at) if not out or at >= out[-1][1] else None
            if found:
                out.append(found.span())
            if len(out) == _MOST:
                break
        return out


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording of one phrase, and the wordings that undo it."""

    phrase: Phrase
    trial: Trial
    unless: tuple[Trial, ...]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All phrases, with an index from the key of a word (`model.wording.key`) to the wordings that need it."""

    phrases: tuple[Phrase, ...] = ()
    index: Mapping[Group, Mapping[str, tuple[Entry, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> PhraseBook:
        """The book of `phrases`, indexed."""
        every = tuple(phrases)
        index: dict[Group, dict[str, tuple[Entry, ...]]] = {group: {} for group in Group}
        for phrase in every:
            unless = tuple(map(Trial.of, phrase.unless))
            for wording in phrase.wordings:
                entry = Entry(phrase, Trial.of(wording), unless)
                for word in wording.needs:
                    index[phrase.group][word] = (*index[phrase.group].get(word, ()), entry)
        return cls(every, index)
