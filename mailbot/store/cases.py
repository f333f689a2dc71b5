"""Cases, the mails that speak of them, and their links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from mailbot.casework.names import name_key
from mailbot.model.case import Case, CaseStatus, ClosingReason, Link
from mailbot.model.decision import MailMove, Opening, Update
from mailbot.model.policy import Priority, Queue
from mailbot.model.referral import Kind
from mailbot.store.indexing import index
from mailbot.store.schema import case_mails, cases, links


class Overtaken(RuntimeError):
    """Another writer changed the case in the meantime: decide again on what it is now."""


def add(connection: Connection, opening: Opening, inbound_id: int | None, now: datetime) -> None:
    """Write a new case and the mail that opened it."""
    row = {**_row(opening.case), "opened_at": opening.case.opened_at, "updated_at": now}
    connection.execute(insert(cases).values(row))
    index(connection, opening.case)
    _link(connection, opening.case.reference, inbound_id, opening.index)


def change(connection: Connection, changed: Update, inbound_id: int | None, now: datetime) -> None:
    """Write a known case as it shall be. Raises Overtaken when someone else changed it since it was read."""
    case = changed.case
    same = (cases.c.reference == case.reference) & (cases.c.version == case.version - 1)
    if connection.execute(update(cases).where(same).values({**_row(case), "updated_at": now})).rowcount != 1:
        raise Overtaken(case.reference)
    index(connection, case)
    _link(connection, case.reference, inbound_id, changed.index)


def relate(connection: Connection, found: Iterable[Link]) -> None:
    """Link cases with one another; a link that stands already stays."""
    for link in found:
        own = (links.c.reference == link.reference) & (links.c.other == link.other) & (links.c.name == link.name)
        if connection.execute(select(links.c.reference).where(own)).first() is None:
            values = {"reference": link.reference, "other": link.other, "name": link.name, "why": link.why}
            connection.execute(insert(links).values(values))


def move(connection: Connection, moves: Iterable[MailMove]) -> None:
    """Put mails to another case than they were at."""
    for moved in moves:
        own = (case_mails.c.reference == moved.source) & (case_mails.c.inbound_id == moved.inbound_id)
        connection.execute(update(case_mails).where(own).values(reference=moved.target))


def _link(connection: Connection, reference: str, inbound_id: int | None, child: int | None) -> None:
    own = (case_mails.c.reference == reference) & (case_mails.c.inbound_id == inbound_id)
    if inbound_id is not None and connection.execute(select(case_mails).where(own)).first() is None:
        connection.execute(insert(case_mails).values(reference=reference, inbound_id=inbound_id, child=child))


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
        "facts": dict(case.facts),
        "referrer": dict(case.referrer),
        "referrer_proven": case.referrer_proven,
        "corrected": dict(case.corrected),
        "asked": list(case.asked),
        "assigned_to": case.assigned_to,
        "restricted": case.restricted,
        "legal_hold": case.legal_hold,
        "mis_reference": case.mis_reference,
        "closing_reason": case.closing_reason,
        "closed_at": case.closed_at,
        "duplicate_of": case.duplicate_of,
        "status_before": case.status_before,
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
        referrer=row.referrer,
        referrer_proven=row.referrer_proven,
        corrected=row.corrected,
        asked=tuple(row.asked),
        assigned_to=row.assigned_to,
        restricted=row.restricted,
        legal_hold=row.legal_hold,
        mis_reference=row.mis_reference,
        closing_reason=ClosingReason(row.closing_reason) if row.closing_reason else None,
        closed_at=row.closed_at,
        duplicate_of=row.duplicate_of,
        status_before=CaseStatus(row.status_before) if row.status_before else None,
    )
