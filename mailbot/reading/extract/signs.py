"""Signs of one matter that say little alone, and together say it: gifts and a hotel, wrists and a blade.

A phrase of less weight than one is such a sign; a weight below nought takes away ("her cousin's", "as planned"). Where
signs of one matter stand within a few sentences of each other and their weights come to one, or stand in one sentence
and come to eight tenths, the matter counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mailbot.reading.extract.phrases import Found
from mailbot.reading.extract.statement import Statement

_NEAR = 3  # sentences in which signs must stand to be read together
_ENOUGH, _IN_ONE = 0.99, 0.79  # of weights, within _NEAR sentences and within one; sums of tenths are not exact


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
        yield from (listed for listed in signs.values() if _suffice(one for _, one in listed if _speaks(one)))


def enough(signs: Iterable[tuple[Found, frozenset[int]]]) -> Mapping[frozenset[int], list[Found]]:
    """The children of whom the signs say the matter, with those signs, each once, in the order of the mail."""
    by_child = defaultdict[int, list[Found]](list)
    for found, children in signs:
        for child in children:
            by_child[child].append(found)
    out = defaultdict[tuple[int, ...], set[int]](set)
    kept: dict[tuple[int, ...], list[Found]] = {}
    for child, heard in by_child.items():
        if _suffice(heard):
            speaking = [found for found in {id(one.phrase): one for one in reversed(heard)}.values() if _speaks(found)]
            key = tuple(id(found) for found in speaking)
            out[key].add(child)
            kept[key] = speaking[::-1]
    return {frozenset(out[key]): kept[key] for key in out}


def _speaks(found: Found) -> bool:
    return found.phrase.weight > 0


def _suffice(signs: Iterable[Found]) -> bool:
    """Whether signs come to one, or those of one sentence to eight tenths, less what speaks against."""
    listed = list(signs)
    against = _weight(one for one in listed if not _speaks(one))
    by_sentence = defaultdict[int, list[Found]](list)
    for one in listed:
        if _speaks(one):
            by_sentence[id(one.statement)].append(one)
    whole = _weight(one for one in listed if _speaks(one))
    return whole + against >= _ENOUGH or any(_weight(said) + against >= _IN_ONE for said in by_sentence.values())


def _weight(signs: Iterable[Found]) -> float:
    """What phrases weigh together, each counted once."""
    return sum(phrase.weight for phrase in {id(one.phrase): one.phrase for one in signs}.values())
