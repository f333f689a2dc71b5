"""The cues by which running text tells when things happened to a child and where it goes to school, as values.

They are read from `config/reading/cues/*.toml` by `mailbot.config.cues`. A text is masked before
cues are tried on it: every day and every school's name in it is overwritten, so that a wording can say "a day here".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mailbot.model.trial import Index, Trial, Undoing, indexed, standing, undoing, undone
from mailbot.model.wording import Wording, Words


class Tells(StrEnum):
    """What a cue tells; each is a name that `of` may have."""

    LAST_ATTENDED = "last_attended"
    START_DATE = "start_date"
    REMOVED_ON = "removed_on"
    MOVED_TO = "moved_to"  # a school or place where the child has gone, hedged or not
    LAST_SCHOOL = "last_school"  # a school that the child went to
    WANTED_SCHOOL = "wanted_school"  # one that it was offered or asks for
    JOINED_HERE = "joined_here"  # the child is now at the writer's school; no day, school or place is named


@dataclass(frozen=True, slots=True)
class Cue:
    """Wordings that tell one thing. `unless` are wordings around them that give the words another meaning."""

    tells: Tells
    wordings: tuple[Wording, ...]
    unless: tuple[Wording, ...] = ()
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a cue tells at [start, end) of a text, and the day, school or place of which it tells it, at [at, to)."""

    tells: Tells
    start: int
    end: int
    at: int
    to: int
    slot: str


_SLOTS = ("day", "school", "place")


@dataclass(frozen=True, slots=True)
class _Entry:
    tells: Tells
    trial: Trial
    slot: str
    unless: Index[Undoing]


@dataclass(frozen=True, slots=True)
class CueBook:
    """All cues, and their wordings by how they begin."""

    cues: tuple[Cue, ...] = ()
    index: Index[_Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, cues: Iterable[Cue]) -> CueBook:
        """The book of `cues`, indexed."""
        every = tuple(cues)
        return cls(every, indexed(entry for cue in every for entry in _entries(cue)))

    def told(self, text: str, words: Words) -> list[Told]:
        """All that the masked `text` tells, in order; `words` are its `wording.words_of`."""
        found = [
            Told(entry.tells, one.start(), one.end(), *one.span(entry.slot or 0), entry.slot)
            for entry, one in standing(self.index, text, words)
            if not undone(entry.unless, text, words, one.start(), one.end())
        ]
        return sorted(found, key=lambda one: (one.start, -one.end))


def _entries(cue: Cue) -> Iterator[_Entry]:
    unless = undoing(cue.unless)
    for trial in map(Trial.of, cue.wordings):
        slot = next((name for name in _SLOTS if f"(?P<{name}>" in trial.expression), "")
        yield _Entry(cue.tells, trial, slot, unless)
