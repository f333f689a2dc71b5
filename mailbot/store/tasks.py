"""What officers must do: asked for by mail and policy, ended by officers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from mailbot.model.case import Task, TaskOutcome
from mailbot.store.schema import tasks


def assign(connection: Connection, asked: Iterable[Task], now: datetime) -> None:
    """Add tasks; one that the case has open already stays as it is."""
    for task in asked:
        own = (tasks.c.reference == task.reference) & (tasks.c.code == task.code) & tasks.c.done_at.is_(None)
        if connection.execute(select(tasks.c.id).where(own)).first() is None:
            values = {"code": task.code, "clause": task.clause, "says": task.says, "due": task.due, "opened_at": now}
            state = {"outcome": task.outcome, "result": task.result}
            connection.execute(insert(tasks).values(reference=task.reference, **values, **state))


def end(connection: Connection, ended: Iterable[Task], inbound_id: int | None) -> None:
    """Write how known tasks stand now; one that a mail answers keeps that mail."""
    for task in ended:
        answered = inbound_id if task.outcome is TaskOutcome.ANSWERED else task.answered_by
        values = {"outcome": task.outcome, "result": task.result, "by": task.by, "done_at": task.done_at}
        connection.execute(update(tasks).where(tasks.c.id == task.id).values(**values, answered_by=answered))


def of_cases(connection: Connection, references: Iterable[str]) -> tuple[Task, ...]:
    """The tasks of some cases, oldest first."""
    wanted = select(tasks).where(tasks.c.reference.in_(list(references))).order_by(tasks.c.id)
    return tuple(_task(row) for row in connection.execute(wanted))


def _task(row: Row[Any]) -> Task:
    return Task(
        reference=row.reference,
        code=row.code,
        clause=row.clause,
        says=row.says,
        due=row.due,
        outcome=TaskOutcome(row.outcome),
        result=row.result,
        by=row.by,
        done_at=row.done_at,
        answered_by=row.answered_by,
        id=row.id,
    )
