"""Mailbot from mail to relay in one process: a mail goes in, letters come out of a real SMTP server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import cast

from mailbot import pipeline
from mailbot.bounds import Limits, Reader
from mailbot.cli.house import Home, load_home, references
from mailbot.config.settings import Smtp
from mailbot.demo.servers import MailServers
from mailbot.mail.smtp import Relay
from mailbot.model.decision import Decision
from mailbot.model.inbound import Fetched
from mailbot.model.letter import LetterState
from mailbot.model.referral import Mailbox
from mailbot.pipeline import House
from mailbot.store.store import Store
from tests.letters.lint import lint

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PROVEN = "Authentication-Results: mx.test; dmarc=pass header.from={}\r\n"


@dataclass(repr=False)  # of the whole lexicon: pytest would spell it out beside a failure
class Letterbox:
    """One authority's mailbot. `clock` is its time; a mail takes a minute."""

    house: House
    store: Store
    reader: Reader
    relay: MailServers
    sender: str
    clock: datetime = START
    taken: int = 0
    mails: int = 0
    mint: Iterator[str] = field(default_factory=references)

    def receive(self, raw: bytes, mailbox: Mailbox = Mailbox.CME) -> Decision:
        """Store the mail and decide on it."""
        self.clock += timedelta(minutes=1)
        self.mails += 1
        self.store.receive(Fetched(mailbox, 1, self.mails, raw, self.clock), self.clock)
        inbound = self.store.begin()
        assert inbound is not None
        return pipeline.process(inbound, self.house, self.reader, self.store, self.clock, self.mint)

    def send(self, port: int | None = None) -> list[LetterState]:
        """Send what is due to the relay, or to another server on this port."""
        settings = {"host": "127.0.0.1", "port": port or self.relay.smtp_port, "security": "none"}
        with Relay(Smtp.model_validate({**settings, "sender": self.sender, "timeout_seconds": 2}), None, 2) as relay:
            return [state for _, state in pipeline.send(self.store, relay, lambda: self.clock)]

    def letters(self) -> list[bytes]:
        """What the relay took since the last call, to whomever but officers; each passes the header lint."""
        fresh = self.relay.letters[self.taken :]
        self.taken += len(fresh)
        for letter in fresh:
            lint(letter.raw)
        return [letter.raw for letter in fresh if not letter.recipient.startswith("officer@")]

    def answers(self, raw: bytes, mailbox: Mailbox = Mailbox.CME) -> list[bytes]:
        """The letters that go out because of this mail."""
        self.receive(raw, mailbox)
        self.send()
        return self.letters()


@cache
def _shipped() -> Home:
    return load_home(None)


@contextmanager
def letterbox(folder: Path, relay: MailServers, domain: str = "havering.gov.uk") -> Iterator[Letterbox]:
    """A mailbot of the authority with this domain, on the shipped configuration; it trusts the receiver mx.test."""
    loaded = _shipped()
    sender = f"CME@{domain}"
    trust = replace(
        loaded.house.trust,
        authserv_id="mx.test",
        own_domain=domain,
        own_addresses=(f"cme@{domain}", f"schooladmissions@{domain}", f"officer@{domain}"),
        admissions_address=f"schooladmissions@{domain}",
    )
    head = replace(loaded.house.letterhead, domain=domain, sender=sender)
    house = replace(loaded.house, trust=trust, letterhead=head, officers=(f"officer@{domain}",))
    store = Store.open(f"sqlite:///{folder / f'{domain}.db'}")
    with Reader(Limits(), trust) as reader:
        yield Letterbox(house, store, reader, relay, sender)
    store.close()


def mail(sender: str, subject: str, text: str, number: int = 1, *, proven: bool = False, headers: str = "") -> bytes:
    """A mail to CME@ as a person writes it."""
    address = sender.rpartition("<")[2].rstrip(">")
    lines = (
        f"From: {sender}",
        "To: CME@havering.gov.uk",
        f"Subject: {subject}",
        f"Message-ID: <m{number}@{address.rpartition('@')[2]}>",
        "Date: Tue, 24 Nov 2026 09:00:00 +0000",
        "Content-Type: text/plain; charset=utf-8",
    )
    vouched = PROVEN.format(address.rpartition("@")[2]) if proven else ""
    return (vouched + headers + "\r\n".join(lines) + "\r\n\r\n" + text.replace("\n", "\r\n")).encode()


def referral(forename: str = "Zoe", surname: str = "Example", born: str = "3 April 2015", more: str = "") -> str:
    """A school's words about a child who is not to be found."""
    return (
        f"Dear team,\n\nOur pupil {forename} {surname} (date of birth {born}, Year 6) has not been in school since "
        "2 November 2026 and we cannot trace the family. The last address is 1 Invented Road, Romford RM1 3BB. "
        f"We have telephoned and written to them without an answer.\n{more}\nAda Head, Manor Primary School\n"
    )


def parsed(raw: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(raw, policy=policy.default))


def text_of(raw: bytes) -> str:
    """The plain text of a letter."""
    body = parsed(raw).get_body(("plain",))
    assert body is not None
    return str(cast(EmailMessage, body).get_content())
