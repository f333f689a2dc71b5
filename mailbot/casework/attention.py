"""Which mails an officer must read, because neither a case nor the mail's own words take care of them.

A mail that speaks of a known child without its reference may fit a case, and not for certain: it is put to none, and
an officer is shown which, and by what. Every receipt promises that a person reads the mail, so one of no case is shown.
"""

from __future__ import annotations

from mailbot.casework.placing import Placed
from mailbot.model.message import Message
from mailbot.model.referral import Kind, Reading, Wants

FOR_AN_OFFICER = "for an officer to read"


def attention(message: Message, reading: Reading, placed: Placed) -> str | None:
    """Why an officer must read the mail, with the cases that it may be about and the evidence; None: no need to."""
    if message.signals or _wants_nothing(reading):
        return None
    if placed.doubts:
        perhaps = " or ".join(f"{doubt.case.reference} ({doubt.why})" for doubt in placed.doubts)
        return f"{FOR_AN_OFFICER}: perhaps it is about {perhaps}"
    if placed.openings or placed.places:
        return None
    return f"{FOR_AN_OFFICER}: it belongs to no case"


def _wants_nothing(reading: Reading) -> bool:
    """Nobody wrote it, or it is thanks or spam."""
    kind = reading.kind.value
    thanks = kind is Kind.OTHER and reading.wants is not None and reading.wants.value is Wants.NOTHING
    return kind is Kind.AUTOMATIC or thanks
