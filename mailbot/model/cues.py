"""The cues by which running text tells when things happened to a child and where it goes to school, as values.

They are read from `config/reading/cues/*.toml` by `mailbot.config.cues`. A text is masked before
cues are tried on it: every day and every school's name in it is overwritten, so that a wording can say "a day here".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from mailbot.model.phrases import Trial, woken
from mailbot.model.wording import Wording


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
    unless: tuple[Trial, ...]

    def told(self, text: str, words: Mapping[str, Sequence[int]]) -> Iterator[Told]:
        """Wherever the wording stands in the masked `text` and is not undone."""
        found = list(self.trial.matches(text, words))
        undone = [span for trial in self.unless if found for span in trial.spans(text, words)]
        for one in found:
            if not any(start < one.end() and one.start() < end for start, end in undone):
                yield Told(self.tells, one.start(), one.end(), *one.span(self.slot or 0), self.slot)


@dataclass(frozen=True, slots=True)
class CueBook:
    """All cues, with an index from the key of a word (`model.wording.key`) to the wordings that need it."""

    cues: tuple[Cue, ...] = ()
    index: Mapping[str, tuple[_Entry, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, cues: Iterable[Cue]) -> CueBook:
        """The book of `cues`, indexed."""
        every = tuple(cues)
        index: dict[str, tuple[_Entry, ...]] = {}
        for cue in every:
            unless = tuple(map(Trial.of, cue.unless))
            for wording in cue.wordings:
                trial = Trial.of(wording)
                slot = next((name for name in _SLOTS if name in trial.pattern.groupindex), "")
                for word in wording.needs:
                    index[word] = (*index.get(word, ()), _Entry(cue.tells, trial, slot, unless))
        return cls(every, index)

    def told(self, text: str, words: Mapping[str, Sequence[int]]) -> list[Told]:
        """All that the masked `text` tells, in order; `words` are its `wording.places_of`."""
        found = [one for entry in woken(self.index, words) for one in entry.told(text, words)]
        return sorted(found, key=lambda one: (one.start, -one.end))
