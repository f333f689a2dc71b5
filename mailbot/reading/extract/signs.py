"""Signs of one matter that say little alone, and together say it: gifts and a hotel, wrists and a blade.

A phrase of less weight than one is such a sign; a weight below nought takes away ("her cousin's", "as planned"). Where
signs of one matter stand within a few sentences of each other and their weights come to one, the matter counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mailbot.model.phrases import Phrase
from mailbot.reading.extract.phrases import Found
from mailbot.reading.extract.statement import Statement

_NEAR = 3  # sentences in which signs must stand to be read together
_ENOUGH = 0.99  # of weights that come to one: sums of tenths are not exact


def stretches(statements: Sequence[Statement], found: Sequence[Sequence[Found]]) -> Iterator[list[tuple[int, Found]]]:
    """Signs of one code that stand near each other and may come to one, each with the place of its statement."""
    for start, first in enumerate(statements):
        if not any(one.phrase.is_sign for one in found[start]):
            continue
        near = _NEAR if first.source.place >= 0 else 1
        signs = defaultdict[str, list[tuple[int, Found]]](list)
        for place in range(start, min(start + near, len(statements))):
            if statements[place].source == first.source and statements[place].answered is None:
                for one in found[place]:
                    if one.phrase.is_sign:
                        signs[one.phrase.code].append((place, one))
        yield from (
            listed for listed in signs.values() if _come_to_one(one.phrase for _, one in listed if _speaks(one))
        )


def enough(signs: Iterable[tuple[Found, frozenset[int]]]) -> Mapping[frozenset[int], list[Found]]:
    """The children of whom the signs come to one, with those signs, each phrase once, in the order of the mail."""
    by_child = defaultdict[int, dict[int, Found]](dict)
    for found, children in signs:
        for child in children:
            by_child[child].setdefault(id(found.phrase), found)
    out = defaultdict[tuple[int, ...], set[int]](set)
    kept: dict[tuple[int, ...], list[Found]] = {}
    for child, phrases in by_child.items():
        if _come_to_one(found.phrase for found in phrases.values()):
            speaking = [found for found in phrases.values() if _speaks(found)]
            key = tuple(id(found) for found in speaking)
            out[key].add(child)
            kept[key] = speaking
    return {frozenset(out[key]): kept[key] for key in out}


def _speaks(found: Found) -> bool:
    return found.phrase.weight > 0


def _come_to_one(phrases: Iterable[Phrase]) -> bool:
    return sum(phrase.weight for phrase in {id(phrase): phrase for phrase in phrases}.values()) >= _ENOUGH
