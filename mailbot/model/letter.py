"""Letters before and after rendering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Reply:
    """A letter to a referrer, before rendering. `facts` are our own words and references: nothing the sender wrote."""

    template: str  # the file's stem in templates/
    to: str
    facts: tuple[tuple[str, object], ...]
    in_reply_to: str | None
    references: tuple[str, ...]
    cases: tuple[str, ...]  # the references of the cases it speaks of

    @property
    def variables(self) -> dict[str, object]:
        return dict(self.facts)


@dataclass(frozen=True, slots=True)
class Alert:
    """A letter to officers about one thing that cannot wait for the digest."""

    subject: str
    lines: tuple[str, ...]
    clause: str | None
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who our letters are from. Phone numbers are printed only where they are set: they must have been verified."""

    authority: str  # "London Borough of Havering"
    team: str
    domain: str  # of the Message-IDs, and of the addresses that letters name
    sender: str  # the address that letters come from
    sender_name: str
    phone: str | None = None
    mash_phone: str | None = None  # the Multi Agency Safeguarding Hub


@dataclass(frozen=True, slots=True)
class Letter:
    """A rendered mail, ready for the wire. `key` is unique: the same decision never makes a second letter.

    `cases` are the references that it names or tells of, `tells_status` whether it says how they stand.
    """

    key: str
    message_id: str
    to: str
    subject: str
    raw: bytes
    purpose: str  # "reply", "alert", "digest"
    cases: tuple[str, ...] = ()
    tells_status: bool = False


@dataclass(frozen=True, slots=True)
class Caps:
    """How many replies may be queued; a day and an hour are the last 24 hours and the last 60 minutes."""

    per_address_and_day: int = 5  # acknowledgements of new referrals by a known organisation apart
    per_case_and_day: int = 10
    per_hour: int = 300
    acknowledgements_per_address_and_day: int = 30  # to a known organisation, each of another child


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What was written lately, as far as the next reply to one sender depends on it; and how much may be written."""

    to_sender: int = 0  # replies to this address, the last 24 hours
    acknowledged: int = 0  # those of them that acknowledged a case
    to_anyone: int = 0  # replies, the last hour
    in_thread: bool = False  # the mail answers one of our letters of the last 24 hours
    of_case: Mapping[str, int] = field(default_factory=dict)  # reference -> replies that named it, the last 24 hours
    named: frozenset[str] = frozenset()  # cases that letters to this address named, the last 24 hours
    told: frozenset[str] = frozenset()  # those of them whose status it was told
    caps: Caps = Caps()


class LetterState(StrEnum):
    QUEUED = "queued"
    HELD = "held"  # until an officer releases it
    SENDING = "sending"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    BOUNCED = "bounced"  # the relay took it, and it came back


@dataclass(frozen=True, slots=True)
class Sent:
    """The relay took the letter."""

    answer: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now: try again. Unknown errors count as this."""

    answer: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Never: an officer must be told."""

    answer: str


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter of ours came back. `message_id` without brackets; `status` by RFC 3463, 5.x.x."""

    message_id: str
    status: str


Outcome = Sent | Deferred | Refused


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter as it waits in the outbox."""

    id: int
    letter: Letter
    attempts: int
    state: LetterState
    next_attempt_at: datetime
    last_answer: str = field(default="")
