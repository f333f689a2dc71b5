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
    """A case. `task` is what is due first on it, "" for nothing; `late` is true when that is overdue."""

    reference: str
    child: str
    kind: str
    priority: str
    status: str
    queue: str
    opened: str
    days_open: int
    task: str
    clause: str
    due: str
    late: bool


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
