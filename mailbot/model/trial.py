"""Many wordings tried on a text at once: each only where its first two words may stand.

`re` tries one expression at every character. Here every word of the text, with the letter that opens the next one,
looks up the few wordings that may begin with it; those are tried at that place alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from mailbot.model.wording import Openings, Wording, Words


@dataclass(frozen=True)
class Trial:
    """A wording ready to be tried. `places`, the rarest first, and `openings` are the wording's."""

    expression: str
    places: tuple[frozenset[str], ...]
    openings: Openings

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when first needed: of thousands of wordings a mail calls for a few, and each takes a millisecond."""
        return re.compile(self.expression, re.IGNORECASE)

    @classmethod
    def of(cls, wording: Wording) -> Trial:
        places = tuple(sorted(wording.places, key=_commonness))
        return cls(wording.pattern, places, wording.openings)


def _commonness(place: frozenset[str]) -> tuple[int, int]:
    """Short words stand in more texts than long ones, one of many words in more than one of few."""
    return (-min(map(len, place)), len(place))


class Tried(Protocol):
    """What is known by a wording."""

    @property
    def trial(self) -> Trial: ...


T = TypeVar("T", bound=Tried)
Index = Mapping[tuple[str, ...], tuple[T, ...]]
_ANYHOW = ("", "")


def indexed(tried: Iterable[T]) -> Index[T]:
    """All of `tried` by how their wordings may begin."""
    index: dict[tuple[str, ...], list[T]] = {}
    for one in tried:
        for opening in one.trial.openings:
            index.setdefault(opening, []).append(one)
    return {opening: tuple(listed) for opening, listed in index.items()}


def standing(index: Index[T], text: str, words: Words, before: int = sys.maxsize) -> Iterator[tuple[T, re.Match[str]]]:
    """All of `index` that begin before a place in `text`, in order; no two matches of one overlap."""
    lacks, ends = words.keys.isdisjoint, dict[int, int]()
    for at, first, letter in words.spots:
        if at >= before:
            return
        for opening in ((first, letter), (first, ""), _ANYHOW):
            for one in index.get(opening, ()):
                for place in one.trial.places:
                    if lacks(place):
                        break
                else:
                    found = one.trial.pattern.match(text, at)
                    if found and at >= ends.get(id(one), 0):
                        ends[id(one)] = found.end()
                        yield one, found


@dataclass(frozen=True, slots=True)
class Undoing:
    """A wording that gives the words around which it stands another meaning."""

    trial: Trial


def undoing(wordings: Iterable[Wording]) -> Index[Undoing]:
    """The `wordings` that undo others, by how they begin."""
    return indexed(Undoing(Trial.of(wording)) for wording in wordings)


def undone(index: Index[Undoing], text: str, words: Words, start: int, end: int) -> bool:
    """Whether a wording of `index` stands over the words at [start, end)."""
    return bool(index) and any(
        one.start() < end and start < one.end() for _, one in standing(index, text, words, before=end)
    )
