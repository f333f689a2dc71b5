"""The digest's rows, in the words in which an officer reads them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task. `due` is its day in words, `when` is "overdue", "today" or "later", `priority` its case's."""

    reference: str
    child: str
    says: str
    clause: str
    due: str
    when: str
    priority: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case. `tasks` are all that are open on it, the one that is due first in front."""

    reference: str
    child: str
    kind: str
    priority: str
    status: str
    queue: str
    opened: str
    days_open: int
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail that an officer must look at."""

    id: int
    mailbox: str
    received: str
    reason: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter that was not delivered."""

    id: int
    purpose: str
    answer: str


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows each list has before it is cut short."""

    immediate: int
    urgent: int
    standard: int
    overdue: int
    today: int
    later: int
    unread: int
    withheld: int
    refused: int
    warnings: int
