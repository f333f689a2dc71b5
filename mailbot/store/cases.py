"""Cases, their events and tasks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from mailbot.casework.names import name_key
from mailbot.casework.public import child_json
from mailbot.model.case import Case, CaseEvent, CaseStatus, Task
from mailbot.model.decision import Opening, Update
from mailbot.model.policy import Priority, Queue
from mailbot.model.referral import Kind
from mailbot.store.indexing import index
from mailbot.store.schema import case_mails, cases, events, tasks


class Overtaken(RuntimeError):
    """Another writer changed the case in the meantime: decide again on what it is now."""


def add(connection: Connection, opening: Opening, inbound_id: int, now: datetime) -> None:
    """Write a new case and the mail that opened it."""
    facts = child_json(opening.child)
    row = {**_row(opening.case), "facts": facts, "opened_at": opening.case.opened_at, "updated_at": now}
    connection.execute(insert(cases).values(row))
    index(connection, opening.case)
    _link(connection, opening.case.reference, inbound_id)


def change(connection: Connection, changed: Update, inbound_id: int, now: datetime) -> None:
    """Write a known case as it shall be. Raises Overtaken when someone else changed it since it was read."""
    case = changed.case
    same = (cases.c.reference == case.reference) & (cases.c.version == case.version - 1)
    if connection.execute(update(cases).where(same).values({**_row(case), "updated_at": now})).rowcount != 1:
        raise Overtaken(case.reference)
    index(connection, case)
    _link(connection, case.reference, inbound_id)


def _link(connection: Connection, reference: str, inbound_id: int) -> None:
    own = (case_mails.c.reference == reference) & (case_mails.c.inbound_id == inbound_id)
    if connection.execute(select(case_mails).where(own)).first() is None:
        connection.execute(insert(case_mails).values(reference=reference, inbound_id=inbound_id))


def record(connection: Connection, happened: Iterable[CaseEvent], inbound_id: int | None) -> None:
    """Add events; none is ever changed or removed."""
    for event in happened:
        connection.execute(
            insert(events).values(
                reference=event.reference,
                at=event.at,
                name=event.name,
                clause=event.clause,
                rule=event.rule,
                actor=event.actor,
                inbound_id=inbound_id,
                detail=event.detail,
            )
        )


def assign(connection: Connection, asked: Iterable[Task], now: datetime) -> None:
    """Add tasks; one that the case already has stays as it is."""
    for task in asked:
        own = (tasks.c.reference == task.reference) & (tasks.c.code == task.code)
        if connection.execute(select(tasks.c.id).where(own)).first() is None:
            values = {"code": task.code, "clause": task.clause, "says": task.says, "due": task.due, "opened_at": now}
            connection.execute(insert(tasks).values(reference=task.reference, **values))


def _row(case: Case) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "status": case.status,
        "priority": case.priority,
        "queue": case.queue,
        "kind": case.kind,
        "forename": case.forename,
        "surname": case.surname,
        "surname_key": name_key(case.surname) if case.surname else None,
        "date_of_birth": case.date_of_birth,
        "upn": case.upn,
        "postcode": case.postcode,
        "referrer_email": case.referrer_email,
        "version": case.version,
    }


def as_case(row: Row[Any]) -> Case:
    """The case of a row of `cases`."""
    return Case(
        reference=row.reference,
        status=CaseStatus(row.status),
        priority=Priority(row.priority),
        queue=Queue(row.queue),
        kind=Kind(row.kind),
        forename=row.forename,
        surname=row.surname,
        date_of_birth=row.date_of_birth,
        upn=row.upn,
        postcode=row.postcode,
        referrer_email=row.referrer_email,
        opened_at=row.opened_at,
        version=row.version,
        facts=row.facts,
    )
