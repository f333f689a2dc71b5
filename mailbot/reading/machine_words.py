"""Signs of machine mail in subject and text, for where headers are missing. Each answers what it saw, or None."""

from __future__ import annotations

import re

from mailbot.reading.absence import tells_of_absence
from mailbot.reading.evidence import Evidence
from mailbot.reading.pattern import Pattern

_OFFICE_SUBJECT = re.compile(
    r"^\s{0,5}(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out[- ]of[- ](?:the[- ])?office"
    r"(?: (?:auto)?reply)?)\b\s{0,3}(?::|[-–]|$)",
    re.I,
)
_AWAY = re.compile(
    r"\b(?:i am|i['’]m|i will be|am|is|are) (?:currently |now |presently )?"
    r"(?:out of (?:the )?office|on (?:annual |maternity |paternity |sick |study |parental )?leave|on holiday|away"
    r"|not (?:in the office|picking up|checking|working|at work))\b"
    r"|\b(?:school|office|college|team|centre|service|department)\b[^.]{0,60}\b(?:is|are) (?:now |currently )?closed\b",
    re.I,
)
_OPENER = re.compile(
    r"^\W{0,5}(?:(?:hello|hi|dear|good)\b[^\n]{0,40}\n{1,3})?\W{0,3}"
    r"(?:thank you|thanks|many thanks) for (?:your|contacting|getting in touch|emailing)",
    re.I,
)
_AUTOMATED = re.compile(
    r"\bthis is an? (?:automated|automatic|auto-?generated|auto)[ -]?"
    r"(?:e-?mail|message|response|reply|notification|acknowledgement)\b"
    r"|\bautomatically generated (?:e-?mail|message|response|reply)\b"
    r"|\bdo not reply to this (?:automated )?(?:e-?mail|message)\b",
    re.I,
)
_CHILDS_YEAR = r"(?:200[5-9]|201\d|202[0-2])"  # no automatic reply names a day so long ago; a birth date does
_FACT = re.compile(
    r"\bd\.? ?o\.? ?b\b|date of birth|\bupn\b|\bborn (?:on )?\d|\battached\b|\bCME-\d{4}"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?[ ./-](?:\d{{1,2}}|[A-Z][a-z]{{2,8}})[ ./-]{_CHILDS_YEAR}\b",
    re.I,
)
_BOUNCE_SUBJECT = re.compile(
    r"^\s{0,5}(?:undeliverable|undelivered mail|delivery status notification|mail delivery (?:failed|subsystem|system)"
    r"|returned mail|failure notice|delivery (?:failure|has failed)|message not delivered|mail system error)\b",
    re.I,
)
_BOUNCE_TEXT = Pattern(
    r"could ?n[o'’]t be delivered|could not be delivered|wasn['’]t delivered|\b5\d\d[ -]5\.\d\.\d|permanent error"
    r"|delivery (?:to the following|has failed|failed)|undeliverable|address not found|unable to deliver",
    re.I,
)
_LATE = re.compile(r"\bdelay(?:ed)?\b|\b(?:will|is) (?:be )?(?:retried|trying again|keep trying)\b|\b4\.\d\.\d", re.I)
_STATUS = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")
_RECALL_SUBJECT = re.compile(r"^\s{0,5}(?:recall:|message recall (?:report|success|failure))", re.I)
_RECALL = re.compile(r"would like to recall the message", re.I)
_RECEIPT_SUBJECT = re.compile(r"^\s{0,5}(?:read|not read|delivered|relayed|read receipt|return receipt)\s{0,3}:", re.I)
_RECEIPT_TEXT = re.compile(
    r"\b(?:was|has been) (?:read|deleted|delivered)\b|delivery to these recipients|return receipt", re.I
)
_SHORT, _LONG = 1_500, 3_000  # characters


def out_of_office_subject(mail: Evidence) -> str | None:
    """At the very start only: a person's "RE: Automatic reply" begins otherwise. Facts or files speak for a person."""
    return mail.subject[:80] if _OFFICE_SUBJECT.match(mail.subject) and not tells(mail) else None


def out_of_office_text(mail: Evidence) -> str | None:
    """A short mail that thanks for a message and says that its writer is away, with nothing else to tell."""
    away = _AWAY.search(mail.text[:_SHORT])
    if away and len(mail.text) < _SHORT and _OPENER.match(mail.text) and not tells(mail):
        return away[0]
    return None


def automated_text(mail: Evidence) -> str | None:
    """A mail that says of itself that a machine sent it."""
    found = _AUTOMATED.search(mail.text[:_LONG])
    return found[0] if found and len(mail.text) < _LONG and not tells(mail) else None


def tells(mail: Evidence) -> bool:
    """Whether the mail brings facts about a child or files, as no automatic reply does."""
    return mail.files > 0 or _FACT.search(mail.text) is not None or tells_of_absence(mail.text) is not None


def bounce_text(mail: Evidence) -> str | None:
    """A bounce whose server sends no report part."""
    return mail.subject[:80] if _BOUNCE_SUBJECT.match(mail.subject) and _BOUNCE_TEXT.search(mail.text) else None


def bounce_status(mail: Evidence) -> str | None:
    """The status that such a bounce gives, 5.0.0 where it gives none; None where the letter is only late."""
    if _LATE.search(f"{mail.subject}\n{mail.text[:_LONG]}"):
        return None
    told = _STATUS.search(mail.text[:_LONG])
    return told[0] if told else "5.0.0"


def recall(mail: Evidence) -> str | None:
    """Outlook's request to take a mail back, or the report of how that went."""
    told = _RECALL_SUBJECT.match(mail.subject)
    if told is None:
        return None
    said = _RECALL.search(mail.text) is not None or "message" in told[0].lower()
    return mail.subject[:80] if said or len(mail.text) < 20 else None


def receipt_text(mail: Evidence) -> str | None:
    """A read or delivery receipt whose server sends no report part."""
    return mail.subject[:80] if _RECEIPT_SUBJECT.match(mail.subject) and _RECEIPT_TEXT.search(mail.text) else None


def calendar_reply(mail: Evidence) -> str | None:
    """RFC 5546: "Accepted" or "Declined" sent by a click. One with a word of its sender's own is a person's mail."""
    return "METHOD:REPLY" if "REPLY" in mail.calendar_methods and len(mail.text.split()) < 4 else None
