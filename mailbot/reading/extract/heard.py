"""What the cues tell in a running text: each day, school and place of which something is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.model.cues import CueBook, Tells, Told
from mailbot.model.wording import words_of
from mailbot.reading.extract.places import School
from mailbot.reading.extract.prose import Text


@dataclass(frozen=True, slots=True)
class Heard:
    """A text and all that its sentences tell, in order."""

    text: Text
    told: tuple[Told, ...]

    def of_school(self, school: School) -> frozenset[Tells]:
        """What is told of a school where it is named."""
        return frozenset(one.tells for one in self.told if one.slot == "school" and one.at == school.start)


def hear(texts: Sequence[Text], cues: CueBook) -> list[Heard]:
    """Every text with what `cues` tell in it."""
    return [Heard(text, tuple(cues.told(text.masked, words_of(text.masked)))) for text in texts]
