"""Signs that no person wrote a mail. Each predicate is small, named, and says what it saw.

A person's mail called a machine's is a child lost, so doubt counts as a person: text alone convicts only where it
opens like an automatic reply and brings nothing else, and a list header only beside a second sign of bulk mail.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from mailbot.model.message import Signal
from mailbot.reading.headers import Headers, message_ids


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the predicates look at: headers, the sender's address, subject, own text (no quotes), and the parts."""

    headers: Headers
    address: str = ""
    subject: str = ""
    text: str = ""
    media_types: frozenset[str] = frozenset()  # of the mail's own parts, containers included; not of mails attached to it
    calendar_methods: frozenset[str] = frozenset()
    files: int = 0  # attachments that are not inline images
    returned: tuple[str, ...] = field(default=())  # message ids named by a report or found in what it returns


_COMMENT = re.compile(r"\([^()]*\)")
_AWAY = re.compile(
    r"\b(?:i am|i'm|i’m|i will be|am|is|are) (?:currently |now |presently )?(?:out of (?:the )?office|on (?:annual |maternity |paternity |sick |study |parental )?leave|on holiday|away from (?:the office|my desk|work)"
    r"|not (?:in the office|picking up|checking|working|at work)|away)\b|\b(?:school|office|college|team|centre|service|department)\b[^.]{0,60}\b(?:is|are) (?:now |currently )?closed\b",
    re.I,
)
_THANKS = re.compile(r"\W{0,5}(?:(?:hello|hi|dear|good)\b[^\n]{0,40}\n+)?\W{0,3}(?:thank you|thanks|many thanks) for (?:your|contacting|getting in touch|emailing)", re.I)
_AUTOMATED = re.compile(r"\bthis is an? (?:automated|automatic|auto-?generated|auto)[ -]?(?:e-?mail|message|response|reply|notification|acknowledgement)?|\bautomatically generated\b|\bdo not reply to this (?:automated )?(?:e-?mail|message)", re.I)
_FACT = re.compile(r"\bd\.? ?o\.? ?b\b|date of birth|\bupn\b|\bborn (?:on )?\d|\battached\b|\bCME-\d{4}", re.I)
_OFFICE_SUBJECT = re.compile(r"\s{0,5}(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out[- ]of[- ](?:the[- ])?office(?: (?:auto)?reply)?|autoreply)\b\s{0,3}[:\-–]?", re.I)
_BOUNCE_SUBJECT = re.compile(r"\s{0,5}(?:undeliverable|undelivered mail|delivery status notification|mail delivery (?:failed|subsystem|system)|returned mail|failure notice|delivery (?:failure|has failed)|message not delivered|mail system error)\b", re.I)
_BOUNCE_TEXT = re.compile(r"could ?n[o']t be delivered|could not be delivered|wasn['’]t delivered|delivery (?:to the following|has failed|failed)|\b5\d\d[ -]5\.\d\.\d|permanent error|undeliverable|address not found", re.I)
_RECALL = re.compile(r"would like to recall the message", re.I)
_RECALL_SUBJECT = re.compile(r"\s{0,5}(?:recall:|message recall (?:report|success|failure))", re.I)
_RECEIPT_SUBJECT = re.compile(r"\s{0,5}(?:read|not read|delivered|relayed|read receipt|return receipt)\b[^:]{0,20}:", re.I)
_RECEIPT_TEXT = re.compile(r"\byour message\b.{0,600}\b(?:was (?:read|deleted|delivered)|has been (?:read|delivered))|delivery to these recipients|return receipt", re.I | re.S)
_NO_REPLY = re.compile(r"(?:no|do[-_.]?not|dont|not)[-_.]?reply(?:[-_.+].{0,60}|\d{0,6})|(?:[\w-]{1,40}[-_.])?no[-_.]?reply|noreply.{0,60}|bounces?(?:[-+_.].{0,200})?", re.I)
_DAEMON = re.compile(r"mailer[-_.]?daemon|postmaster|mail[-_.]daemon|mailadmin", re.I)
_CAMPAIGN = ("feedback-id", "x-campaign", "x-campaign-id", "x-campaignid", "x-mc-user", "x-mailgun-tag", "x-sg-eid", "x-csa-complaints", "x-report-abuse")
_LIST = ("list-id", "list-post", "list-archive", "list-subscribe", "list-owner")
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification", "message/feedback-report", "message/global-delivery-status"})
_SUPPRESS = {"all", "autoreply", "oof"}


def auto_submitted(mail: Evidence) -> str | None:
    """RFC 3834 section 5: any value but "no", comments and parameters apart."""
    value = _token(mail.headers.text("auto-submitted"))
    return f"Auto-Submitted: {value}" if value and value != "no" else None


def null_return_path(mail: Evidence) -> str | None:
    """RFC 5321 section 4.5.5: notifications are sent from the null reverse-path."""
    return "Return-Path: <>" if any(_COMMENT.sub("", one).strip() == "<>" for one in mail.headers.all("return-path")) else None


def report(mail: Evidence) -> str | None:
    """RFC 3464, 8098: a delivery status or receipt is a multipart/report or holds such a part."""
    found = mail.media_types & (_REPORTS | {"multipart/report"})
    return sorted(found)[0] if found else None


def mailing_list(mail: Evidence) -> str | None:
    """RFC 2369, 2919: a list's own headers; List-Unsubscribe alone is put by school systems on single mails too."""
    own = next((name for name in _LIST if mail.headers.first(name)), None)
    leave = mail.headers.first("list-unsubscribe")
    bulk = _token(mail.headers.text("precedence")) in ("bulk", "list", "junk")
    if own and (leave or bulk):
        return own
    campaign = next((name for name in _CAMPAIGN if mail.headers.first(name)), None)
    asked = re.search(r"\bunsubscribe\b", mail.text, re.I)
    return "list-unsubscribe" if leave and (bulk or (campaign and asked)) else None


def precedence(mail: Evidence) -> str | None:
    value = _token(mail.headers.text("precedence"))
    return f"Precedence: {value}" if value in ("bulk", "junk", "list", "auto_reply") else None


def response_suppressed(mail: Evidence) -> str | None:
    """MS-OXCMAIL 2.1.3.2.20: whoever forbids automatic replies is no person at a keyboard."""
    found = {one.strip().lower() for one in mail.headers.text("x-auto-response-suppress").split(",")} & _SUPPRESS
    return f"X-Auto-Response-Suppress: {sorted(found)[0]}" if found else None


def autoreply_header(mail: Evidence) -> str | None:
    for name in ("x-autoreply", "x-auto-reply", "x-autorespond", "x-autoresponder", "x-mail-autoreply", "x-autogenerated"):
        if _token(mail.headers.text(name)) not in ("", "no", "false"):
            return name
    return None


def own_letter(mail: Evidence) -> str | None:
    """Our own letter come back: replies would go round for ever."""
    return "X-Mailbot-Id" if mail.headers.first("x-mailbot-id") else None


def daemon_sender(mail: Evidence) -> str | None:
    local = mail.address.partition("@")[0]
    return mail.address if _DAEMON.fullmatch(local) else None


def no_reply_sender(mail: Evidence) -> str | None:
    local = mail.address.partition("@")[0]
    return mail.address if local and _NO_REPLY.fullmatch(local) else None


def out_of_office_subject(mail: Evidence) -> str | None:
    """At the very start only: a person's "RE: Automatic reply" begins otherwise."""
    found = _OFFICE_SUBJECT.match(mail.subject)
    colon = found is not None and (found[0].rstrip().endswith((":", "-", "–")) or found.end() >= len(mail.subject.rstrip()))
    return mail.subject[:80] if found and colon and not mail.files and not _FACT.search(mail.text) else None


def out_of_office_text(mail: Evidence) -> str | None:
    """A short mail that thanks for a message and says that its writer is away, with nothing else to tell."""
    if mail.files or len(mail.text) > 1500 or _FACT.search(mail.text):
        return None
    away, opener = _AWAY.search(mail.text), _THANKS.match(mail.text)
    return away[0] if away and opener else None


def automated_text(mail: Evidence) -> str | None:
    found = _AUTOMATED.search(mail.text)
    return found[0] if found and not mail.files and not _FACT.search(mail.text) and len(mail.text) < 3000 else None


def bounce_text(mail: Evidence) -> str | None:
    """A bounce whose server sends no report part."""
    return mail.subject[:80] if _BOUNCE_SUBJECT.match(mail.subject) and _BOUNCE_TEXT.search(mail.text) else None


def recall(mail: Evidence) -> str | None:
    """Outlook's request to take a mail back, or the report of how that went."""
    told = _RECALL_SUBJECT.match(mail.subject)
    return mail.subject[:80] if told and (_RECALL.search(mail.text) or "report" in told[0].lower() or len(mail.text) < 20) else None


def receipt_text(mail: Evidence) -> str | None:
    return mail.subject[:80] if _RECEIPT_SUBJECT.match(mail.subject) and _RECEIPT_TEXT.search(mail.text) else None


def calendar_reply(mail: Evidence) -> str | None:
    """RFC 5546: "Accepted" or "Declined" sent by a click. One with a word of its sender's own is a person's mail."""
    return "METHOD:REPLY" if "REPLY" in mail.calendar_methods and len(mail.text.split()) < 4 else None


PREDICATES: tuple[Callable[[Evidence], str | None], ...] = (
    auto_submitted,
    null_return_path,
    report,
    mailing_list,
    precedence,
    response_suppressed,
    autoreply_header,
    own_letter,
    daemon_sender,
    no_reply_sender,
    out_of_office_subject,
    out_of_office_text,
    automated_text,
    bounce_text,
    recall,
    receipt_text,
    calendar_reply,
)


def signals(mail: Evidence) -> tuple[Signal, ...]:
    """Every sign that no person wrote this mail; empty where a person did."""
    seen = ((predicate.__name__, predicate(mail)) for predicate in PREDICATES)
    return tuple(Signal(name, words) for name, words in seen if words)


def _token(value: str) -> str:
    """A header's first word in lower case: `no (said by hand); x=1` is "no"."""
    return _COMMENT.sub("", value).partition(";")[0].strip().lower()


def returned_id(mail: Evidence) -> str | None:
    """The id of the letter that a bounce or receipt is about (RFC 3464 returns it, RFC 8098 names it)."""
    if not report(mail) and not bounce_text(mail):
        return None
    named = [*mail.returned, *message_ids(mail.headers.first("in-reply-to")), *message_ids(mail.headers.first("references"))[-1:]]
    return named[0] if named else None
