"""All that will happen because of one mail, as a value. Printing it is the dry run; applying it is the store's."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.model.case import Case, CaseEvent, Link, Task
from mailbot.model.letter import Alert, Bounce, Reply
from mailbot.model.message import Message
from mailbot.model.policy import Triage
from mailbot.model.referral import Child, Reading


@dataclass(frozen=True, slots=True)
class Quarantine:
    """A mail that cannot be dealt with, and why, in words for an officer. The sender is never told."""

    reason: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A new case for a child. `index` is the child's place in the reading."""

    case: Case
    child: Child
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A known case that this mail speaks of. `case` is as it shall be; `why` says how it was recognised.

    `index` is the child's place in the reading, None where the mail names no child or there is no mail.
    """

    case: Case
    child: Child | None
    why: str
    index: int | None = None


@dataclass(frozen=True, slots=True)
class MailMove:
    """A mail that belongs to another case than it was put to."""

    inbound_id: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What will happen: cases opened or changed, events, tasks, letters, quarantine.

    `tasks` are new ones, `ended` known ones as they shall be.
    """

    message: Message | None
    reading: Reading | None
    triage: Triage | None
    openings: tuple[Opening, ...] = ()
    updates: tuple[Update, ...] = ()
    events: tuple[CaseEvent, ...] = ()
    tasks: tuple[Task, ...] = ()
    ended: tuple[Task, ...] = ()
    links: tuple[Link, ...] = ()
    moves: tuple[MailMove, ...] = ()
    reply: Reply | None = None
    withheld: str | None = None  # why no reply goes out
    look: str | None = None  # why an officer must read the mail, whether it is answered or not
    alerts: tuple[Alert, ...] = ()
    quarantine: Quarantine | None = None
    bounce: Bounce | None = None  # a letter of ours that this mail returns
    duplicate_of: int | None = None  # the inbound that already brought this mail
