"""Values for tests of casework, each with sensible defaults."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TypeVar

from mailbot.casework.decide import Circumstances
from mailbot.model.case import Case, CaseStatus
from mailbot.model.field import Evidence, Field
from mailbot.model.letter import Correspondence
from mailbot.model.message import Address, Hop, How, Message, Sender, Signal, Standing
from mailbot.model.policy import Action, Disposition, Finding, Priority, Queue, Triage
from mailbot.model.referral import Child, Kind, KindScore, Reading, Referrer
from mailbot.model.trust import Trust

T = TypeVar("T")
UNWRITTEN = Correspondence()
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HEAD = Address("Ada Head", "head@manor.example")
OURS = Trust(own_addresses=("cme@havering.gov.uk", "schooladmissions@havering.gov.uk"))


def read(value: T) -> Field[T]:
    return Field(value, Evidence("body", str(value), "test"))


def a_child(forename: str = "Zoe", surname: str = "Khan", born: date = date(2015, 4, 3)) -> Child:
    return Child(forename=read(forename), surname=read(surname), date_of_birth=read(born))


def a_message(
    sender: Address | None = HEAD,
    standing: Standing = Standing.UNVERIFIED,
    signals: tuple[Signal, ...] = (),
    to: tuple[Address, ...] = (Address("", "cme@havering.gov.uk"),),
) -> Message:
    return Message(
        message_id="m1@manor.example",
        subject="Zoe Khan",
        sent=NOW,
        sender=Sender(sender, standing),
        to=to,
        cc=(),
        in_reply_to=(),
        references=(),
        hops=(Hop(0, How.OUTER, sender),),
        items=(),
        signals=signals,
    )


def a_reading(kind: Kind = Kind.REFERRAL, children: tuple[Child, ...] = (), quoted: tuple[str, ...] = ()) -> Reading:
    return Reading(read(kind), (KindScore(kind, 1.0, ()),), children, Referrer(), tuple(map(read, quoted)))


def a_triage(
    disposition: Disposition = Disposition.ACKNOWLEDGE,
    priority: Priority = Priority.STANDARD,
    missing: tuple[str, ...] = (),
    actions: tuple[Action, ...] = (),
) -> Triage:
    finding = Finding("5.1", "reported", "a child was reported")
    return Triage(priority, Queue.CME, (), (finding,), (), ("5.1",), actions, missing, disposition, "5.1 says so")


def a_case(reference: str = "CME-2026-7K3M9QX4TZ", status: CaseStatus = CaseStatus.ENQUIRIES) -> Case:
    return Case(
        reference,
        status,
        Priority.URGENT,
        Queue.CME,
        Kind.REFERRAL,
        "Zoe",
        "Khan",
        date(2015, 4, 3),
        None,
        None,
        HEAD.address,
        NOW,
        version=3,
    )


def circumstances(*cases: Case, twin: int | None = None, letters: Correspondence = UNWRITTEN) -> Circumstances:
    return Circumstances(cases, OURS, NOW, _numbered(), lambda days: date(2026, 11, 24 + days), twin, letters)


def _numbered() -> Iterator[str]:
    return (f"CME-2026-000000000{number}" for number in range(1, 10))
