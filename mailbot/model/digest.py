"""What officers read each morning, before rendering. For officers only: it names children, never where they live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DigestCase:
    """A case as a line of the digest."""

    reference: str
    child: str
    kind: str
    priority: str
    status: str
    queue: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class DigestTask:
    """An open task. `overdue` on the digest's day."""

    reference: str
    says: str
    clause: str
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class DigestMail:
    """A mail that needs an officer's eye, and why: quarantined, or a reply withheld."""

    inbound_id: int
    mailbox: str
    received_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class DigestLetter:
    """A letter that the relay refused for good."""

    outbox_id: int
    purpose: str
    answer: str


@dataclass(frozen=True, slots=True)
class Digest:
    """One morning's digest. Cases are sorted by priority, then age; `received` counts mails since the last digest."""

    day: date
    received: int
    answered: int
    machine: int
    cases: tuple[DigestCase, ...]
    tasks: tuple[DigestTask, ...]
    quarantined: tuple[DigestMail, ...]
    withheld: tuple[DigestMail, ...]
    refused: tuple[DigestLetter, ...]
    warnings: tuple[str, ...] = ()
    held: str = ""  # why no referrer is answered, in a sentence; empty where letters leave
    anchor: str = ""  # of the record on that day: `mailbot audit verify --anchor` proves by it that nothing was cut off
