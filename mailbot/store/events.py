"""The record: events are added to the end of one chain, never changed or removed. Its seals: casework.record."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from mailbot.casework.record import Anchor, Entry, seal, seal_detail
from mailbot.model.case import CaseEvent
from mailbot.store.schema import cases, chain, event_details, events

_SALT = 16  # bytes
_BATCH = 1000


def record(connection: Connection, happened: Iterable[CaseEvent], inbound_id: int | None) -> None:
    """Add events. Takes the chain's lock, which is held until the transaction ends: do it after all else."""
    waiting = list(happened)
    if not waiting:
        return
    end = connection.execute(select(chain).with_for_update()).one()
    number, previous = end.length, end.seal
    for event in waiting:
        number += 1
        previous = _add(connection, replace(event, number=number, inbound_id=inbound_id), previous)
    connection.execute(update(chain).values(length=number, seal=previous))


def _add(connection: Connection, event: CaseEvent, previous: str) -> str:
    """Write one event; its seal."""
    salt = secrets.token_hex(_SALT)
    detail_seal = seal_detail(salt, event.detail)
    sealed = seal(event, previous, detail_seal)
    values = {
        "id": event.number,
        "reference": event.reference,
        "at": event.at,
        "name": event.name,
        "clause": event.clause,
        "rule": event.rule,
        "actor": event.actor,
        "inbound_id": event.inbound_id,
        "policy_date": event.policy_date,
        "detail_seal": detail_seal,
        "previous": previous,
        "seal": sealed,
    }
    connection.execute(insert(events).values(values))
    connection.execute(insert(event_details).values(event_id=event.number, salt=salt, detail=event.detail))
    return sealed


def of_cases(connection: Connection, references: Iterable[str]) -> tuple[CaseEvent, ...]:
    """The events of some cases, oldest first."""
    wanted = _joined().where(events.c.reference.in_(list(references))).order_by(events.c.id)
    return tuple(_event(row) for row in connection.execute(wanted))


def anchor(connection: Connection) -> Anchor:
    """How long the record is, and its last seal."""
    end = connection.execute(select(chain)).one()
    return Anchor(end.length, end.seal)


def genesis(connection: Connection) -> str:
    """What the first event's previous seal must be."""
    return str(connection.execute(select(chain.c.genesis)).scalar_one())


def entries(connection: Connection) -> Iterator[Entry]:
    """The whole record as it lies there, in order of its numbers."""
    last: int | None = None
    while rows := connection.execute(_page(last)).all():
        for row in rows:
            yield Entry(_event(row), row.previous, row.detail_seal, row.salt, row.forgotten_at is not None)
        last = rows[-1].id


def _page(last: int | None) -> Any:
    page = _joined().order_by(events.c.id).limit(_BATCH)
    return page if last is None else page.where(events.c.id > last)


def _joined() -> Any:
    return (
        select(events, event_details.c.salt, event_details.c.detail, cases.c.forgotten_at)
        .outerjoin(event_details, event_details.c.event_id == events.c.id)
        .outerjoin(cases, cases.c.reference == events.c.reference)
    )


def _event(row: Row[Any]) -> CaseEvent:
    return CaseEvent(
        reference=row.reference,
        at=row.at,
        name=row.name,
        clause=row.clause,
        rule=row.rule,
        actor=row.actor,
        detail=row.detail or "",
        policy_date=row.policy_date,
        inbound_id=row.inbound_id,
        number=row.id,
        hash=row.seal,
    )
