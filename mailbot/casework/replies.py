"""Whether a mail is answered, and by which letter.

A letter holds references and our own words only. Nothing is ever answered to a machine, a list or ourselves
(RFC 3834 section 2); a case's status goes only to the proven referrer of that case (policy 6.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.model.case import Case, CaseStatus
from mailbot.model.letter import Reply
from mailbot.model.message import Message, Standing
from mailbot.model.policy import Disposition, Priority, Triage
from mailbot.model.referral import Kind, Reading
from mailbot.model.trust import Trust

NO_REPLY = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster", "bounce")

# The only words a referrer is told of a case (policy 6.3): never a place, a school or another agency.
STATUS_WORDS = {
    CaseStatus.NEW: "received, and waiting for an officer",
    CaseStatus.AWAITING_INFORMATION: "waiting for information from you",
    CaseStatus.ENQUIRIES: "open, and our enquiries are continuing",
    CaseStatus.REPORTED_LOCATED: "open, and we are confirming information that we received",
    CaseStatus.LOCATED_NO_PROVISION: "open, and we are working to secure education",
    CaseStatus.REVIEW: "open, and under review",
    CaseStatus.CLOSED: "concluded. The CME officer will contact you if you need to act",
    CaseStatus.NOT_CME: "not being taken forward as a child missing education. See the advice that we gave",
    CaseStatus.DUPLICATE: "linked to another reference",
}

_ADVICE = {Kind.NO_SHOW: "no_show_advice", Kind.PLACE_DECLINED: "place_declined_advice"}

_THANKS = {
    Kind.REFERRAL: "acknowledgement",
    Kind.NO_SHOW: "acknowledgement",
    Kind.PLACE_REQUEST: "acknowledgement",
    Kind.HANDOVER: "handover_receipt",
    Kind.HOME_EDUCATION: "home_education",
    Kind.CROSS_BORDER_ENQUIRY: "holding_reply",
    Kind.ROLL_REMOVAL: "roll_removal_receipt",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The letter, or why there is none (for an officer)."""

    reply: Reply | None
    withheld: str | None = None


def answer(message: Message, reading: Reading, triage: Triage, cases: tuple[Case, ...], trust: Trust) -> Answer:
    """The reply to one mail. `cases` are those it opened or was attached to, in the children's order."""
    if triage.disposition is Disposition.NONE:
        return Answer(None, "policy asks for no answer" if not message.signals else _machine(message))
    reason = _unanswerable(message, trust)
    if reason is not None:
        return Answer(None, reason)
    assert message.sender.address is not None
    status = _status(message, reading, cases)
    template, withheld = _template(reading, triage, status)
    organisation = reading.referrer.organisation_type
    facts: dict[str, object] = {
        "references": _told(reading, cases, status),
        "missing": triage.missing,
        "immediate": triage.priority is Priority.IMMEDIATE,
        "status": status,
        "referrer": organisation.value.value if organisation else None,
        "unread": sum(document.problem is not None for document in message.documents),
        "wrong_domain": any("haverling" in address.address for address in (*message.to, *message.cc)),
    }
    reply = Reply(
        template=template,
        to=message.sender.address.address,
        facts=tuple(facts.items()),
        in_reply_to=message.message_id,
        references=(*message.references, *((message.message_id,) if message.message_id else ())),
        cases=tuple(case.reference for case in cases),
    )
    return Answer(reply, withheld)


def _template(reading: Reading, triage: Triage, status: str | None) -> tuple[str, str | None]:
    """(the template's name, what is withheld)."""
    kind = reading.kind.value
    if triage.disposition is Disposition.CASE_STATUS:
        if status is not None:
            return "case_status", None
        return "receipt", "case status withheld: the sender is not the proven referrer of that case (6.3)"
    if triage.disposition is Disposition.ADVISE:
        return _ADVICE.get(kind, "acknowledgement"), None
    if triage.disposition is Disposition.ASK_FOR_INFORMATION:
        return "ask_for_information", None
    return _THANKS.get(kind, "receipt"), None


def _told(reading: Reading, cases: tuple[Case, ...], status: str | None) -> tuple[str, ...]:
    """The references that the letter names: new ones, and a quoted one only to whom its status may be told.

    A letter that repeats a quoted reference only where such a case exists would tell a stranger that it does.
    """
    quoted = _quoted(reading)
    return tuple(case.reference for case in cases if (case.reference in quoted) == (status is not None))


def _status(message: Message, reading: Reading, cases: tuple[Case, ...]) -> str | None:
    """The words for the one case that the mail quotes, if its sender is proven to be that case's referrer."""
    sender = message.sender
    if sender.standing is not Standing.PROVEN or sender.address is None:
        return None
    own = [
        case
        for case in cases
        if case.reference in _quoted(reading) and (case.referrer_email or "").lower() == sender.address.address
    ]
    return STATUS_WORDS[own[0].status] if len(own) == 1 else None


def _quoted(reading: Reading) -> frozenset[str]:
    return frozenset(reference.value for reference in reading.case_references)


def _machine(message: Message) -> str:
    return f"no person wrote this mail ({', '.join(signal.name for signal in message.signals)})"


def _unanswerable(message: Message, trust: Trust) -> str | None:
    """Why nobody can be answered, or None."""
    if message.signals:
        return _machine(message)
    sender = message.sender.address
    if sender is None or "@" not in sender.address:
        return "the mail names no sender that can be answered"
    if sender.address in trust.own_addresses:
        return "the mail comes from our own address"
    if sender.address.partition("@")[0].startswith(NO_REPLY):
        return "the sender's address takes no answers"
    return None
