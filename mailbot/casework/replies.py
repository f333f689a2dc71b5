"""Whether a mail is answered, and by which letter.

A letter holds references and our own words only. Nothing is ever answered to a machine, a list or ourselves
(RFC 3834 section 2); what is told of a case is `casework.telling`'s to say, how often we write `casework.restraint`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mailbot.casework.addressees import no_addressee
from mailbot.casework.circumstances import Circumstances
from mailbot.casework.placing import OPENING_KINDS, quotes
from mailbot.casework.restraint import UNANSWERED, restraint
from mailbot.casework.telling import Tells, of_organisation, telling
from mailbot.config.rules import WRONG_DOMAIN
from mailbot.model.case import Case, CaseStatus
from mailbot.model.letter import Reply
from mailbot.model.message import Message
from mailbot.model.policy import Disposition, Priority, Triage
from mailbot.model.referral import Kind, Reading
from mailbot.model.trust import Trust

STATUS_WITHHELD = "case status withheld"

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
    """The letter, or why there is none; or why it says less than was asked (both for an officer)."""

    reply: Reply | None
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class Dealt:
    """The cases that one mail opened, and the known ones that it was put to, in the children's order."""

    opened: tuple[Case, ...] = ()
    known: tuple[Case, ...] = ()

    @property
    def cases(self) -> tuple[Case, ...]:
        return self.opened + self.known


def answer(message: Message, reading: Reading, triage: Triage, dealt: Dealt, circumstances: Circumstances) -> Answer:
    """The reply to one mail."""
    if triage.disposition is Disposition.NONE:
        return Answer(None, "policy asks for no answer" if not message.signals else _machine(message))
    reason = _unanswerable(message, dealt, circumstances.trust)
    if reason is not None:
        return Answer(None, reason)
    told = _told(message, reading, dealt, circumstances)
    asks = triage.disposition is Disposition.CASE_STATUS
    withheld = f"{STATUS_WITHHELD}: {told.why} (6.3)" if asks and told.status is None else None
    reply = _reply(message, reading, triage, told)
    known = of_organisation(message.sender, circumstances.trust)
    held_back = restraint(reply, dealt.cases != (), known, circumstances.letters)
    if held_back is not None:
        return Answer(None, "; ".join(filter(None, (withheld, held_back))))
    return Answer(reply, withheld)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a letter may say: how the quoted cases stand (None with the reason `why`), and which references."""

    status: str | None
    why: str
    references: tuple[str, ...]


def _told(message: Message, reading: Reading, dealt: Dealt, circumstances: Circumstances) -> _Told:
    """What the sender may be told. The same look is taken at every case, at quoted ones that do not exist as well.

    A mail that quotes a reference which is not its sender's own is named no reference at all. Otherwise whoever came
    by one could learn from the answer whether it exists, or whether it is that of the child that the mail names.
    """
    known = {case.reference: case for case in (*circumstances.cases, *dealt.cases)}
    quoted = tuple(dict.fromkeys(reference.value for reference in reading.case_references))
    if reading.kind.value is Kind.STATUS_QUERY:
        quoted = quotes(message, reading, circumstances)  # whoever answers our letter asks for its cases
    status, why = _status(message, quoted, known, circumstances.trust)
    own = tuple(
        case.reference
        for case in dealt.cases
        if telling(message.sender, case, circumstances.trust).tells is Tells.STATUS
    )
    if quoted:
        return _Told(status, why, own if status is not None else ())
    everyone_gets_one = reading.kind.value in OPENING_KINDS
    return _Told(None, why, tuple(case.reference for case in dealt.cases) if everyone_gets_one else own)


def _status(
    message: Message, quoted: tuple[str, ...], known: Mapping[str, Case], trust: Trust
) -> tuple[str | None, str]:
    """(the words for the quoted cases, why there are none): all of them are the sender's own, and stand the same."""
    tellings = [(telling(message.sender, known.get(one), trust), one) for one in quoted]
    refused = [
        told.why if one in known else "no case has the reference that the mail quotes"
        for told, one in tellings
        if told.tells is not Tells.STATUS
    ]
    if refused or not quoted:
        return None, next(iter(refused), "the mail quotes no reference")
    words = {STATUS_WORDS[known[one].status] for one in quoted}
    return (words.pop(), "") if len(words) == 1 else (None, "the cases that the mail quotes stand differently")


def _reply(message: Message, reading: Reading, triage: Triage, told: _Told) -> Reply:
    assert message.sender.address is not None
    organisation = reading.referrer.organisation_type
    template = _template(reading, triage, told.status)
    facts: dict[str, object] = {
        "references": told.references,
        "missing": triage.missing,
        "immediate": triage.priority is Priority.IMMEDIATE,
        "status": told.status if template == "case_status" else None,
        "referrer": organisation.value.value if organisation else None,
        "unread": sum(document.problem is not None for document in message.documents),
        "wrong_domain": any(WRONG_DOMAIN in address.address for address in (*message.to, *message.cc)),
    }
    return Reply(
        template=template,
        to=message.sender.address.address,
        facts=tuple(facts.items()),
        in_reply_to=message.message_id,
        references=(*message.references, *((message.message_id,) if message.message_id else ())),
        cases=told.references,
    )


def _template(reading: Reading, triage: Triage, status: str | None) -> str:
    kind = reading.kind.value
    if triage.disposition is Disposition.CASE_STATUS:
        return "case_status" if status is not None else "receipt"
    if triage.disposition is Disposition.ADVISE:
        return _ADVICE.get(kind, "acknowledgement")
    if triage.disposition is Disposition.ASK_FOR_INFORMATION:
        return "ask_for_information"
    return _THANKS.get(kind, "receipt")


def _machine(message: Message) -> str:
    return f"no person wrote this mail ({', '.join(signal.name for signal in message.signals)})"


def _unanswerable(message: Message, dealt: Dealt, trust: Trust) -> str | None:
    """Why nobody can be answered, or None.

    Of all mail from ourselves only that is answered by which School Admissions refers a new child (4.8). Our answer
    names no child. So it opens no case, whatever it comes back as, and the two never answer one another.
    """
    if message.signals:
        return _machine(message)
    sender = message.sender.address
    if sender is None or "@" not in sender.address:
        return "the mail names no sender that can be answered"
    local, _, domain = sender.address.partition("@")
    refers = sender.address == trust.admissions_address and dealt.opened != ()
    if f"{local.partition('+')[0]}@{domain}" in trust.own_addresses and not refers:
        return "the mail comes from our own address"
    return no_addressee(sender.address) or _reaches_a_list(message, trust)


def _reaches_a_list(message: Message, trust: Trust) -> str | None:
    """Why an answer to a mail that came through a list is left to an officer, or None.

    Only who wrote to us wants our answer (RFC 3834 section 2), and a list's address hands it to all its members. But a
    school's shared mailbox is a list too, and a person who writes to CME@ through it is answered at their own address.
    """
    through = next((trait.words for trait in message.traits if trait.name == "mailing_list"), None)
    addressed = any(one.address in trust.own_addresses for one in (*message.to, *message.cc))
    its_own = message.sender.address is not None and message.sender.address.address == through
    if through is None or (addressed and not its_own):
        return None
    return f"{UNANSWERED}: the mail came through a mailing list, whose members would get the answer; answer by hand"
