"""`config/reading/labels.toml`, read into a `LabelBook`; all its mistakes are told at once."""

from __future__ import annotations

from collections.abc import Iterator

from mailbot.config.mistakes import Mistake, Mistakes
from mailbot.config.table import Table, parsed
from mailbot.model.labels import LabelBook, Stem, wording

_RELATIVES = ("mother", "father", "relative")  # each is a parent as far as facts go; the label says which


def label_book(text: str, file: str = "labels.toml") -> LabelBook:
    """The labels of `text`. Raises `Mistakes`, all at once."""
    mistakes: list[Mistake] = []
    table = parsed(text, file, mistakes)
    whats = dict(_wordings(table.table("what")))
    facts = {**whats, **dict(_wordings(table.table("child"))), **dict(_wordings(table.table("other")))}
    whose = {name: "parent" if who in _RELATIVES else who for name, who in _wordings(table.table("who"))}
    headings = dict(_wordings(table.table("heading")))
    stems = tuple(Stem.of(key, notation) for notation, key in _wordings(table.table("stem"), stems=True))
    noise = table.table("noise")
    dropped = frozenset(noise.words("words"))
    noise.end()
    table.end()
    if mistakes:
        raise Mistakes(mistakes)
    known = [*facts, *whose]
    return LabelBook(facts, whats, whose, headings, stems, dropped, dropped.union(*(name.split() for name in known)))


def _wordings(table: Table, stems: bool = False) -> Iterator[tuple[str, str]]:
    """Every wording of the table with the name it stands under; one that stands under two names is a mistake."""
    seen: dict[str, str] = {}
    for name in table.names():
        for words in table.words(name):
            plain = words if stems else wording(words)
            if not plain:
                table.refuse(name, f'"{words}" has no letters', "Write the words of the label")
            elif seen.setdefault(plain, name) != name:
                table.refuse(name, f'"{words}" stands under {seen[plain]} too', "Keep it in one of the two")
            else:
                yield plain, name
    table.end()
