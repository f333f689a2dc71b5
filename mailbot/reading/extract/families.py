"""A mail about several families: its running text cut so that each stretch speaks of one child."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mailbot.reading.extract.cast import Cast
from mailbot.reading.extract.homes import home
from mailbot.reading.extract.people import sentence_start
from mailbot.reading.extract.prose import Text, part_of
from mailbot.reading.extract.sketch import Sketch


def by_family(texts: Sequence[Text], found: Cast) -> list[Text]:
    """`texts` as they are where one family is spoken of; else cut, each piece with the child that it is about.

    Children without a surname in common who have homes of their own are families of their own.
    """
    if len(found.children) < 2 or not _strangers(found.children):
        return list(texts)
    pieces = [piece for text in texts for piece in _cut(text, found)]
    homes = [home([piece]) for piece in pieces if piece.owner is not None]
    distinct = {place.text for where in homes if where is not None for place in (where[0],)}
    return pieces if len(distinct) > 1 else list(texts)


def _strangers(children: Sequence[Sketch]) -> bool:
    names = [_parts(child) for child in children]
    return all(not one & other for index, one in enumerate(names) for other in names[index + 1 :])


def _parts(child: Sketch) -> frozenset[str]:
    return frozenset(part for surname in child.surnames for part in surname.split("-"))


def _cut(text: Text, found: Cast) -> Iterator[Text]:
    """Pieces of `text`, each from the sentence that first names a child up to the one that names another."""
    spots = [
        (sighting.name.start, index)
        for index, places in enumerate(found.seen)
        for one, sighting in places
        if one is text
    ]
    if text.owner is not None or text.subject or not spots:
        yield text
        return
    start, owner = 0, None
    for at, index in sorted(spots):
        if owner is None:
            owner = index
        elif index != owner:
            end = max(start, sentence_start(text.text, at))
            yield part_of(text, start, end, owner)
            start, owner = end, index
    yield part_of(text, start, len(text.text), owner)
