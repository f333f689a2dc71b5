"""Small mails by hand, and what the phrases make of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from mailbot.config.phrases import phrase_book
from mailbot.model.field import Evidence, Field
from mailbot.model.message import Address, Hop, How, Item, Message, Passage, Sender, Signal
from mailbot.model.pair import Pair
from mailbot.model.phrases import Group, PhraseBook
from mailbot.model.referral import Child, Contact, Mailbox, OrganisationType, Reading, Referrer, Sex
from mailbot.reading.extract.assemble import Drawn, assemble
from mailbot.reading.extract.findings import Finding, Told, findings
from mailbot.reading.extract.mentions import People, scenes
from mailbot.reading.extract.statements import statements

FOLDER = Path(__file__).parents[3] / "config" / "policy" / "phrases"
T = TypeVar("T")
RECEIVED = date(2026, 11, 10)
CME = Address("CME", "cme@havering.gov.uk")


@cache
def book() -> PhraseBook:
    return phrase_book({path.name: path.read_text() for path in sorted(FOLDER.glob("*.toml"))})


def field(value: T) -> Field[T]:
    return Field(value, Evidence("body", str(value), "by hand"))


def child(forename: str = "Zed", surname: str = "Quill", sex: str = "", mother: str = "") -> Child:
    return Child(
        forename=field(forename),
        surname=field(surname),
        sex=field(Sex(sex)) if sex else None,
        contacts=(Contact(name=field(mother), relationship=field("mother")),) if mother else (),
    )


def mail(
    text: str | tuple[Item, ...], subject: str = "", hops: tuple[Hop, ...] = (), signals: tuple[Signal, ...] = ()
) -> Message:
    items = (Passage(text),) if isinstance(text, str) else text
    outer = Hop(0, How.OUTER, Address("Ada Lark", "ada@larkschool.example"), (CME,))
    return Message(
        None, subject, None, Sender(outer.sender), (CME,), (), (), (), (outer, *hops), items, signals=signals
    )


def told(text: str | tuple[Item, ...], *children: Child, pairs: tuple[Pair, ...] = (), family: bool = False) -> Told:
    listed = children or (child(),)
    every = statements(mail(text), pairs, frozenset(), frozenset())
    people = People.of(listed, family)
    return Told(every, tuple(scenes(every, people)), people, (), RECEIVED.year)


def found(
    text: str | tuple[Item, ...], group: Group, *children: Child, pairs: tuple[Pair, ...] = (), family: bool = False
) -> list[Finding]:
    return list(findings(told(text, *children, pairs=pairs, family=family), book())[group])


def reading(
    message: Message,
    *children: Child,
    writer: OrganisationType | None = OrganisationType.SCHOOL,
    mailbox: Mailbox = Mailbox.CME,
    pairs: tuple[Pair, ...] = (),
) -> Reading:
    referrer = Referrer(organisation_type=field(writer) if writer else None)
    return assemble(message, Drawn(pairs, children, referrer), book(), mailbox, RECEIVED)
