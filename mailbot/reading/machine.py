"""Signs that no person wrote a mail. Each predicate is small, named, and says what it saw.

A person's mail called a machine's is a child lost, so doubt counts as a person: text alone convicts only where it
opens like an automatic reply and brings nothing else, and a list header only beside a second sign of bulk mail; nor
does it where the list passes on what a person wrote to us.
"""

from __future__ import annotations

from collections.abc import Callable

from mailbot.model.message import Signal
from mailbot.reading import machine_headers, machine_words
from mailbot.reading.evidence import Evidence
from mailbot.reading.headers import message_ids

PREDICATES: tuple[Callable[[Evidence], str | None], ...] = (
    machine_headers.auto_submitted,
    machine_headers.null_return_path,
    machine_headers.report,
    machine_headers.mailing_list,
    machine_headers.precedence,
    machine_headers.response_suppressed,
    machine_headers.autoreply_header,
    machine_headers.own_letter,
    machine_headers.daemon_sender,
    machine_headers.no_reply_sender,
    machine_words.out_of_office_subject,
    machine_words.out_of_office_text,
    machine_words.automated_text,
    machine_words.bounce_text,
    machine_words.recall,
    machine_words.receipt_text,
    machine_words.calendar_reply,
)


def signals(mail: Evidence) -> tuple[Signal, ...]:
    """Every sign that no person wrote this mail; empty where a person did."""
    seen = ((predicate.__name__, predicate(mail)) for predicate in PREDICATES)
    return tuple(Signal(name, words) for name, words in seen if words)


def returned_status(mail: Evidence) -> str | None:
    """The status (RFC 3463, 5.x.x) of a letter that did not arrive; None of a delay, a delivery or a reading."""
    if mail.failure or machine_headers.report(mail):
        return mail.failure
    return machine_words.bounce_status(mail) if machine_words.bounce_text(mail) else None


def returned_id(mail: Evidence) -> str | None:
    """The id of the letter that a bounce or receipt is about: RFC 3464 returns the letter, RFC 8098 names it."""
    if not machine_headers.report(mail) and not machine_words.bounce_text(mail):
        return None
    answered = message_ids(mail.headers.first("in-reply-to"))
    thread = message_ids(mail.headers.first("references"))[-1:]
    return next(iter([*mail.returned, *answered, *thread]), None)
