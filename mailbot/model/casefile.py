"""All that is held on a case, as an officer sees it and as an officer's command is decided on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailbot.model.case import Case, CaseEvent, Link, Task


@dataclass(frozen=True, slots=True)
class CaseMail:
    """A mail that speaks of the case. `reading` is its public form, `child` the place of the child in it, if any."""

    reference: str
    inbound_id: int
    mailbox: str
    received_at: datetime
    child: int | None
    reading: Mapping[str, Any]

    @property
    def facts(self) -> Mapping[str, Any]:
        """What this mail says of the child, in the public form; empty when it names none."""
        children = self.reading.get("children") or []
        return children[self.child] if self.child is not None and self.child < len(children) else {}


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """A letter that the case, or a mail of it, made."""

    id: int
    purpose: str
    to: str
    subject: str
    state: str
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its mails, events, tasks, letters and links, oldest first.

    What hangs on its duplicates (`merged`) is in the lists as well; each line keeps the reference it came under.
    """

    case: Case
    mails: tuple[CaseMail, ...] = ()
    events: tuple[CaseEvent, ...] = ()
    tasks: tuple[Task, ...] = ()
    letters: tuple[CaseLetter, ...] = ()
    links: tuple[Link, ...] = ()
    merged: tuple[Case, ...] = ()

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if not task.ended)
