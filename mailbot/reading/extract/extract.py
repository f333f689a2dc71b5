"""The composition of this room: facts, then what the phrases say of them."""

from __future__ import annotations

from datetime import date

from mailbot.model.lexicon import Lexicon
from mailbot.model.message import Message
from mailbot.model.referral import Mailbox, Reading
from mailbot.reading.extract.assemble import Drawn, assemble
from mailbot.reading.extract.facts import facts
from mailbot.reading.extract.pairs import pairs


def extract(message: Message, lexicon: Lexicon, mailbox: Mailbox, received: date) -> Reading:
    """What `message`, which came to `mailbox` on the day `received`, says. Every value has its evidence."""
    told = pairs(message, lexicon.labels)
    drawn = facts(message, told, lexicon.cues, received)
    given = Drawn(told, drawn.children, drawn.referrer, drawn.notes, drawn.news)
    return assemble(message, given, lexicon.phrases, mailbox, received)
