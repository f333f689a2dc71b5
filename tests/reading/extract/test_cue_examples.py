"""Every cue of `config/reading/cues` fires on its own examples and keeps silent where it must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from mailbot.model.cues import CueBook, Tells
from mailbot.model.wording import words_of
from mailbot.reading.extract.prose import read_text
from tests.reading.extract.letter import ON, cues


def examples() -> Iterator[ParameterSet]:
    for cue in cues().cues:
        for sentence in cue.fires:
            yield pytest.param(cue.tells, sentence, CueBook.of([cue]), True, id=f"{cue.tells}-fires-{sentence[:50]}")
        for sentence in cue.silent:
            yield pytest.param(cue.tells, sentence, cues(), False, id=f"{cue.tells}-silent-{sentence[:50]}")


def told(sentence: str, book: CueBook) -> set[Tells]:
    masked = read_text(sentence, "body", ON, frozenset()).masked
    return {one.tells for one in book.told(masked, words_of(masked))}


@pytest.mark.parametrize(("tells", "sentence", "book", "wanted"), list(examples()))
def test_example(tells: Tells, sentence: str, book: CueBook, wanted: bool) -> None:
    assert (tells in told(sentence, book)) is wanted


def test_every_cue_has_examples_of_both_sorts() -> None:
    assert all(cue.fires and cue.silent for cue in cues().cues)
