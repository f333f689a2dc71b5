"""A team at work on one database: mail comes, officers act, time passes. In process, with the real pipeline and store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from mailbot import pipeline
from mailbot.bounds import Reader
from mailbot.cli.house import Home, load_home, references
from mailbot.model.case import Case, CaseEvent
from mailbot.model.casefile import CaseFile
from mailbot.model.command import Command, Verb
from mailbot.model.decision import Decision
from mailbot.model.inbound import Fetched
from mailbot.model.letter import Letter, Outcome, Sent
from mailbot.model.referral import Mailbox
from mailbot.store.store import Store

CONFIGURATION = """[mailboxes.cme]
address = "CME@havering.gov.uk"
host = "localhost"
[smtp]
host = "localhost"
sender = "CME@havering.gov.uk"
[officers]
addresses = ["officer@havering.gov.uk"]
[trust]
authserv_id = "mx.test"
"""


def lay_home(folder: Path) -> Path:
    """A folder with a configuration: the shipped one, with a trusted receiver."""
    (folder / "config").mkdir(parents=True)
    (folder / "config" / "mailbot.toml").write_text(CONFIGURATION, encoding="utf-8")
    return folder


def make_home(folder: Path) -> Home:
    """Such a folder, loaded."""
    return load_home(lay_home(folder))


def written(sender: str, subject: str, body: str, when: datetime, number: int, reply_to: str | None = None) -> bytes:
    """A mail whose sender the receiver proves."""
    domain = sender.rpartition("@")[2].rstrip(">")
    thread = f"In-Reply-To: {reply_to}\r\nReferences: {reply_to}\r\n" if reply_to else ""
    text = body.strip().replace("\n", "\r\n")
    return (
        f"Authentication-Results: mx.test; dmarc=pass header.from={domain}\r\n"
        f"From: {sender}\r\nTo: CME@havering.gov.uk\r\nSubject: {subject}\r\n"
        f"Message-ID: <story{number}@{domain}>\r\nDate: {when:%a, %d %b %Y %H:%M:%S +0000}\r\n{thread}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()


@dataclass
class Relayed:
    """A relay that takes everything."""

    letters: list[EmailMessage] = field(default_factory=list)

    def deliver(self, letter: Letter) -> Outcome:
        found = message_from_bytes(letter.raw, policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.letters.append(found)
        return Sent("250 taken")


@dataclass(repr=False)  # of the whole lexicon: pytest would spell it out beside a failure
class Town:
    """The team's database, mailbox and relay."""

    home: Home
    store: Store
    reader: Reader
    relay: Relayed = field(default_factory=Relayed)
    uids: count[int] = field(default_factory=lambda: count(1))

    def mail(self, sender: str, subject: str, body: str, when: datetime, reply_to: str | None = None) -> Decision:
        """A mail comes and is dealt with, and what it makes us write is sent."""
        number = next(self.uids)
        return self.take(written(sender, subject, body, when, number, reply_to), when)

    def take(self, raw: bytes, when: datetime, mailbox: Mailbox = Mailbox.CME) -> Decision:
        """Such a mail as it lies in a mailbox."""
        self.store.receive(Fetched(mailbox, 1, next(self.uids), raw, when), when)
        inbound = self.store.begin()
        assert inbound is not None
        decision = pipeline.process(inbound, self.home.house, self.reader, self.store, when, references())
        self.send(when)
        return decision

    def order(
        self, officer: str, verb: Verb, reference: str, now: datetime, reason: str = "", **values: str
    ) -> Decision:
        """An officer's order is carried out, and what it makes us write is sent."""
        given = Command(verb, reference, officer, now, reason, tuple(values.items()))
        decision = pipeline.command(given, self.home.house, self.store, now, references())
        self.send(now)
        return decision

    def send(self, when: datetime) -> None:
        list(pipeline.send(self.store, self.relay, lambda: when))

    def file(self, reference: str) -> CaseFile:
        found = self.store.file(reference, with_restricted=True)
        assert found is not None
        return found

    def case(self, reference: str) -> Case:
        return self.file(reference).case

    def events(self, reference: str) -> list[CaseEvent]:
        return list(self.file(reference).events)

    def open_codes(self, reference: str) -> list[str]:
        return sorted(task.code for task in self.file(reference).open_tasks)

    def subjects_to(self, address: str) -> Counter[str]:
        return Counter(str(letter["Subject"]) for letter in self.relay.letters if letter["To"] == address)


def at(day: int, hour: int = 9, month: int = 11) -> datetime:
    """A moment of 2026, UTC."""
    return datetime(2026, month, day, hour, tzinfo=UTC)
