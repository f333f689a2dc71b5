"""The phrases by which people say things in mail, as values: what each means, of whom it may be said, what it is not.

They are read from `config/policy/phrases/*.toml` by `mailbot.config.phrases`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mailbot.model.trial import Index, Trial, Undoing, indexed, undoing
from mailbot.model.wording import Wording


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
class Entry:
    """One wording of one phrase, and the wordings that undo it."""

    phrase: Phrase
    trial: Trial
    unless: Index[Undoing]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All phrases, and by how they begin all wordings for them, of every group but `KINDS`, and of `KINDS`."""

    phrases: tuple[Phrase, ...] = ()
    told: Index[Entry] = field(default_factory=dict)
    kinds: Index[Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> PhraseBook:
        """The book of `phrases`, indexed."""
        every = tuple(phrases)
        kinds = [phrase for phrase in every if phrase.group is Group.KINDS]
        others = [phrase for phrase in every if phrase.group is not Group.KINDS]
        return cls(every, indexed(_entries(others)), indexed(_entries(kinds)))


def _entries(phrases: Iterable[Phrase]) -> Iterator[Entry]:
    for phrase in phrases:
        unless = undoing(phrase.unless)
        yield from (Entry(phrase, Trial.of(wording), unless) for wording in phrase.wordings)
