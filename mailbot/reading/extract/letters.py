"""Which letter of ours a mail answers, told from the subject it bears and the words it quotes."""

from __future__ import annotations

import re
from enum import StrEnum

from mailbot.model.message import Message
from mailbot.reading.extract.context import text_of
from mailbot.reading.pattern import Pattern


class Letter(StrEnum):
    ENQUIRY = "enquiry"  # we asked where a child is
    ACKNOWLEDGEMENT = "acknowledgement"  # we confirmed a referral
    QUESTIONS = "questions"  # we asked the referrer for what was missing
    OTHER = "other"
    NONE = "none"


_WORDS = {
    Letter.QUESTIONS: Pattern(
        r"\b(?:need(?:ed)?\s+(?:a\s+little\s+)?(?:more\s+)?(?:some\s+)?(?:more\s+|further\s+)?information|"
        r"information\s+(?:is\s+)?(?:needed|missing|required)|missing\s+(?:details|information)|"
        r"details\s+(?:needed|missing)|please\s+(?:reply|answer|"
        r"write\s+back)\s+(?:to\s+this\s+mail\s+)?with|please\s+(?:send|give)\s+us|"
        r"before\s+we\s+can\s+start|few\s+(?:more\s+)?(?:details|questions))\b",
        re.IGNORECASE,
    ),
    Letter.ACKNOWLEDGEMENT: Pattern(
        r"\b(?:thank\s+you\s+for\s+(?:contacting|your\s+(?:referral|e-?mail|message|report)|referring|"
        r"telling|letting)|(?:we\s+have\s+)?received\s+your\s+referral|your\s+(?:CME\s+)?referral|"
        r"referral\s+(?:has\s+been\s+)?received|(?:your|the)\s+reference\s+is|given\s+the\s+reference|acknowledge)",
        re.IGNORECASE,
    ),
    Letter.ENQUIRY: Pattern(
        r"\b(?:try(?:ing)?\s+to\s+(?:establish|locate|trace|find)|whereabouts\s+of|"
        r"wish\s+to\s+(?:establish|trace|locate)|(?:please\s+)?(?:tell|let)\s+(?:us|"
        r"me)\s+(?:know\s+)?(?:whether|if|the\s+date|what|any)|(?:trace|health|housing|check|roll|"
        r"enrolment)\s+(?:check\s+)?(?:request|enquiry)|enquir(?:y|ies)\b|(?:is|are)\s+(?:this|"
        r"these)\s+(?:child|children|pupil)|on\s+your\s+roll|former\s+pupil|do\s+you\s+(?:hold|know|have\s+(?:an?y?|this|him|her|them|these)\b)|"
        r"when\s+(?:did\s+)?you\s+last|(?:could|can|would)\s+you\s+(?:please\s+)?(?:tell\s+(?:us|me)|confirm)\s+(?:when|whether|if)|"
        r"(?:please\s+)?confirm\s+(?:whether|if)|check\s+your\s+(?:records|systems))",
        re.IGNORECASE,
    ),
}
_REPLY = re.compile(r"\A\s*(?:re|aw|sv|antw)\s*(?:\[\d+\])?:", re.IGNORECASE)


def is_reply(message: Message) -> bool:
    """Whether the mail answers another."""
    return bool(_REPLY.match(message.subject) or message.in_reply_to)


def answered_letter(message: Message, officer: frozenset[int]) -> Letter:
    """The kind of our letter that this mail answers. The subject tells before the quoted words."""
    subject = message.subject if is_reply(message) else ""
    quoted = "\n".join(text_of(item) for item in message.items if item.hop in officer)
    if not quoted and not subject:
        return Letter.NONE
    for text in (subject, quoted):
        for letter, words in _WORDS.items():
            if text and words.search(text):
                return letter
    return Letter.OTHER if quoted else Letter.NONE
