"""What a mail that is about no case wants of the team: an answer, a look, or nothing."""

from __future__ import annotations

import re

from mailbot.model.field import Evidence, Field
from mailbot.model.message import Message, Passage, Problem, Role
from mailbot.model.referral import Wants
from mailbot.reading.absence import tells_of_absence
from mailbot.reading.pattern import Pattern

_WRAPPER = Pattern(
    r"\bsent\s+you\s+(?:an?\s+)?(?:encrypted|secure|protected)\s+(?:message|e-?mail)|"
    r"\breceived\s+(?:an?\s+)?(?:new\s+)?(?:secure|encrypted|protected)\s+(?:message|e-?mail)|"
    r"\bread\s+(?:the|this|your)\s+(?:secure|encrypted|protected)\s+(?:message|e-?mail)",
    re.IGNORECASE,
)
_MEETING = ("invitation:", "accepted:", "declined:", "tentative:", "canceled:", "cancelled:")
_NO_ANSWER = Pattern(
    r"\b(?:no|not|n['’]t|without)\s+(?:a\s+)?(?:need|needed|necessary|require[ds]?)?\s*(?:to|for\s+(?:an?|you\s+to))?\s*"
    r"(?:reply|answer|respond|response|write\s+back)\b(?!\s+(?:to\s+)?all\b)|"
    r"\bno\s+(?:reply|answer|response|action)\s+(?:is\s+)?(?:needed|necessary|required|expected)|"
    r"\b(?:nothing|no\s+action)\s+(?:is\s+)?(?:needed|required|wanted|for\s+you)\b|"
    r"\bno\s+need\s+(?:to|for)\b|"
    r"\b(?:don['’]t|do\s+not)\s+(?:\w+\s+){0,5}(?:reply|answer|respond|write\s+back)\b(?!\s+(?:to\s+)?all\b)",
    re.IGNORECASE,
)
_THANKS = Pattern(r"\b(?:thank(?:s|\s+you)|thx|cheers|ta|grateful|much\s+appreciated|brilliant)\b", re.IGNORECASE)
_ADVERT = re.compile(
    r"\bunsubscribe\b|\bspecial\s+offer\b|\bbook\s+(?:now|a\s+demo)\b|\b(?:prices?|discount|\d+%\s+off)\b",
    re.IGNORECASE,
)
_ASKS = Pattern(
    r"\?|\b(?:please|could|can|would|will)\s+(?:you|someone|somebody|we|I|send|tell|let|advise|confirm)\b|"
    r"\b(?:grateful|like|want|wish|need)\s+(?:to\s+know|if\s+you)|\blet\s+me\s+know\b|\bplease\s+(?!do|don|feel)\w+",
    re.IGNORECASE,
)


def is_wrapper(message: Message) -> bool:
    """Whether the mail is only the cover of a message that a person must open elsewhere."""
    if any(document.problem is Problem.SECURE_WRAPPER for document in message.documents) or _has(
        message, "secure_wrapper"
    ):
        return True
    return bool(_WRAPPER.search(message.subject) or _WRAPPER.search(_own_words(message)[:_OPENING]))


def is_invitation(message: Message) -> bool:
    """Whether the mail is a calendar's, not a letter."""
    invited = any(attachment.media_type in ("text/calendar", "application/ics") for attachment in message.attachments)
    traits = _has(message, "calendar_invitation") or _has(message, "calendar_reply")
    return invited or traits or message.subject.strip().lower().startswith(_MEETING)


def wants(message: Message) -> Field[Wants]:
    """What a mail about no child wants. A question or an absence that is told wants an answer, whatever the thanks."""
    if is_wrapper(message):
        return _found(Wants.LOOK, message.subject, "secure_wrapper")
    if is_invitation(message):
        return _found(Wants.NOTHING, message.subject, "invitation")
    text = _own_words(message)
    absence = tells_of_absence(text)
    for words, name in ((_NO_ANSWER, "no_answer"), (_ADVERT, "advert")):
        said = words.search(text)
        if said and not (name == "advert" and absence):
            return _found(Wants.NOTHING, said.group(), name)
    thanks = _THANKS.search(text)
    if thanks and not _ASKS.search(text) and not absence:
        return _found(Wants.NOTHING, thanks.group(), "thanks")
    return _found(Wants.ANSWER, "", "answer")


_OPENING = 2_000  # characters


def _own_words(message: Message) -> str:
    texts = (i.text for i in message.items if isinstance(i, Passage) and i.hop == 0 and i.role is Role.TEXT)
    return " ".join(" ".join(texts)[: 10 * _OPENING].split())


def _has(message: Message, trait: str) -> bool:
    return any(signal.name == trait for signal in message.traits)


def _found(value: Wants, quote: str, rule: str) -> Field[Wants]:
    return Field(value, Evidence("body", quote, f"wants.{rule}"))
