"""Everything that a mail says of its children as facts: names, births, homes, schools, days, families; and who refers.

Forms come before running text, new text before quoted history, what is said of one child before what is said of all.
History that a reply quotes counts where the reply is about the same child. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mailbot.model.cues import CueBook
from mailbot.model.message import Message
from mailbot.model.pair import Pair
from mailbot.model.referral import Child, Referrer
from mailbot.reading.extract.children import draw, finished
from mailbot.reading.extract.referrer import referrer, with_own_details, writer


@dataclass(frozen=True, slots=True)
class Facts:
    """The children in the order of the mail, the referrer, and what an officer must be told of the reading.

    `news`: the new text itself tells where a child went, its first day there, or a new number.
    """

    children: tuple[Child, ...]
    referrer: Referrer
    notes: tuple[str, ...] = ()
    news: bool = False


def facts(message: Message, pairs: Sequence[Pair], cues: CueBook, received: date) -> Facts:
    """The facts of `message` and its labels and values; `cues` read its prose. `received` completes days."""
    on = message.sent.date() if message.sent else received
    who = writer(message)
    refers = referrer(message, pairs, who)
    drawing = draw(message, pairs, who, refers, on, cues)
    children = tuple(finished(child) for child in drawing.children)
    return Facts(children, with_own_details(refers, who, children), _notes(drawing.notes), drawing.news)


def _notes(notes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notes))
