"""Whole case files and lists of cases, as officers ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from mailbot.casework.names import name_key
from mailbot.model.case import OVER, Case, CaseStatus, Link
from mailbot.model.casefile import CaseFile, CaseLetter, CaseMail
from mailbot.model.policy import Priority, Queue
from mailbot.store import events, tasks
from mailbot.store.cases import as_case
from mailbot.store.schema import case_mails, cases, inbounds, letter_cases, links, outbox
from mailbot.store.schema import tasks as tasks_table

_LETTER = [outbox.c[name] for name in ("id", "purpose", "to", "subject", "state", "queued_at")]  # not its bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases to list. None and "" mean any; without `status` and `everything` only open ones."""

    status: CaseStatus | None = None
    priority: Priority | None = None
    queue: Queue | None = None
    assigned_to: str | None = None  # "" : nobody
    name: str = ""  # of the child: forename or surname, whole
    overdue_on: date | None = None  # has an open task whose day has passed by then
    everything: bool = False
    most: int = 200


def listed(connection: Connection, wanted: Wanted) -> tuple[Case, ...]:
    """The cases wanted: the most pressing first, then the oldest."""
    statement = select(cases).where(*_conditions(wanted)).order_by(cases.c.opened_at, cases.c.reference)
    found = [as_case(row) for row in connection.execute(statement)]
    return tuple(sorted(found, key=lambda case: case.priority.rank)[: wanted.most])


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.status is not None:
        yield cases.c.status == wanted.status
    elif not wanted.everything:
        yield cases.c.status.not_in(OVER)
    if wanted.priority is not None:
        yield cases.c.priority == wanted.priority
    if wanted.queue is not None:
        yield cases.c.queue == wanted.queue
    if wanted.assigned_to is not None:
        yield cases.c.assigned_to == wanted.assigned_to if wanted.assigned_to else cases.c.assigned_to.is_(None)
    if wanted.name:
        yield (cases.c.surname_key == name_key(wanted.name)) | cases.c.forename.ilike(
            _literal(wanted.name), escape="\\"
        )
    if wanted.overdue_on is not None:
        late = tasks_table.c.done_at.is_(None) & (tasks_table.c.due < wanted.overdue_on)
        yield cases.c.reference.in_(select(tasks_table.c.reference).where(late))


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def file(connection: Connection, reference: str) -> CaseFile | None:
    """Everything on one case, what hangs on its duplicates too; None when there is no such case."""
    row = connection.execute(select(cases).where(cases.c.reference == reference)).first()
    if row is None:
        return None
    merged = tuple(
        as_case(other) for other in connection.execute(select(cases).where(cases.c.duplicate_of == reference))
    )
    references = [reference, *(case.reference for case in merged)]
    mails = tuple(_mails(connection, references))
    return CaseFile(
        case=as_case(row),
        mails=mails,
        events=events.of_cases(connection, references),
        tasks=tasks.of_cases(connection, references),
        letters=tuple(_letters(connection, references, [mail.inbound_id for mail in mails])),
        links=tuple(_links(connection, references)),
        merged=merged,
    )


def _mails(connection: Connection, references: Iterable[str]) -> Iterator[CaseMail]:
    joined = select(case_mails, inbounds.c.mailbox, inbounds.c.received_at, inbounds.c.reading).join(inbounds)
    for row in connection.execute(joined.where(case_mails.c.reference.in_(references)).order_by(inbounds.c.id)):
        yield CaseMail(row.reference, row.inbound_id, row.mailbox, row.received_at, row.child, row.reading or {})


def _letters(connection: Connection, references: Iterable[str], inbound_ids: Iterable[int]) -> Iterator[CaseLetter]:
    named = select(letter_cases.c.outbox_id).where(letter_cases.c.reference.in_(references))
    made = select(outbox.c.id).where(outbox.c.inbound_id.in_(inbound_ids))
    own = select(*_LETTER).where(outbox.c.id.in_(named.union(made))).order_by(outbox.c.id)
    for row in connection.execute(own):
        yield _letter(row)


def _letter(row: Row[Any]) -> CaseLetter:
    return CaseLetter(row.id, row.purpose, row.to, row.subject, row.state, row.queued_at)


def _links(connection: Connection, references: Iterable[str]) -> Iterator[Link]:
    own = links.c.reference.in_(references) | links.c.other.in_(references)
    for row in connection.execute(select(links).where(own).order_by(links.c.reference, links.c.other)):
        yield Link(row.reference, row.other, row.name, row.why)
