"""Forgetting: what is older than the authority keeps it loses all personal data, and keeps its skeleton.

The skeleton is the case's reference, dates, kind and ending, and its events without their words. A mail's bytes go when
every case that it speaks of is forgotten; the row stays, so that the mail is not fetched anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from mailbot.casework.public import child_json
from mailbot.model.case import Case, CaseStatus
from mailbot.model.inbound import InboundState
from mailbot.model.referral import Child
from mailbot.store.cases import as_case
from mailbot.store.schema import (
    case_keys,
    case_mails,
    cases,
    event_details,
    events,
    inbounds,
    letter_cases,
    links,
    outbox,
    tasks,
)

_EMPTY = {"sha256": "", "raw": b"", "message_id": None, "fingerprint": None, "reason": None, "reading": None}


def due(connection: Connection, before: datetime) -> tuple[Case, ...]:
    """Cases that ended before then and are not on hold, with their duplicates; oldest first."""
    ended = cases.c.status.in_((CaseStatus.CLOSED, CaseStatus.NOT_CME)) & (cases.c.closed_at < before)
    kept = cases.c.forgotten_at.is_(None) & cases.c.legal_hold.is_(False)
    found = [as_case(row) for row in connection.execute(select(cases).where(ended & kept).order_by(cases.c.closed_at))]
    whole = [(case, _duplicates(connection, case.reference)) for case in found]
    free = [(case, others) for case, others in whole if not any(other.legal_hold for other in others)]
    return tuple(one for case, others in free for one in (case, *others))


def _duplicates(connection: Connection, reference: str) -> list[Case]:
    rows = connection.execute(select(cases).where(cases.c.duplicate_of == reference))
    return [as_case(row) for row in rows]


def lone_mails(connection: Connection, before: datetime) -> tuple[int, ...]:
    """Mails that came before then and speak of no case: inbound ids."""
    no_case = inbounds.c.id.not_in(select(case_mails.c.inbound_id))
    old = (inbounds.c.received_at < before) & (inbounds.c.state != InboundState.RECEIVED) & (inbounds.c.sha256 != "")
    return tuple(connection.scalars(select(inbounds.c.id).where(no_case & old).order_by(inbounds.c.id)))


def forget(connection: Connection, references: Iterable[str], lone: Iterable[int], now: datetime) -> None:
    """Take all personal data of these cases, of their mails and of the `lone` mails away."""
    references = list(references)
    own = cases.c.reference.in_(references)
    connection.execute(update(cases).where(own).values(**_blank(), forgotten_at=now, version=cases.c.version + 1))
    connection.execute(delete(case_keys).where(case_keys.c.reference.in_(references)))
    connection.execute(update(tasks).where(tasks.c.reference.in_(references)).values(result=""))
    connection.execute(
        update(links).where(links.c.reference.in_(references) | links.c.other.in_(references)).values(why="")
    )
    words = select(events.c.id).where(events.c.reference.in_(references))
    connection.execute(delete(event_details).where(event_details.c.event_id.in_(words)))
    _empty(connection, [*_mails_of(connection, references), *lone])
    ordered = select(letter_cases.c.outbox_id).where(letter_cases.c.reference.in_(references))
    _empty_letters(connection, outbox.c.id.in_(ordered) & outbox.c.inbound_id.is_(None))


def _blank() -> dict[str, Any]:
    gone = ("forename", "surname", "surname_key", "date_of_birth", "upn", "postcode", "referrer_email", "mis_reference")
    return {
        **dict.fromkeys(gone),
        "facts": child_json(Child()),
        "referrer": {},
        "corrected": {},
        "asked": [],
    }


def _mails_of(connection: Connection, references: list[str]) -> Iterator[int]:
    """Mails of these cases that speak of no case that is still remembered."""
    remembered: ColumnElement[bool] = cases.c.forgotten_at.is_(None)
    needed = select(case_mails.c.inbound_id).join(cases).where(remembered)
    theirs = case_mails.c.reference.in_(references) & case_mails.c.inbound_id.not_in(needed)
    yield from connection.scalars(select(case_mails.c.inbound_id).where(theirs).distinct())


def _empty(connection: Connection, inbound_ids: list[int]) -> None:
    """Their bytes and readings, and whom the letters that they made went to."""
    connection.execute(update(inbounds).where(inbounds.c.id.in_(inbound_ids)).values(**_EMPTY))
    _empty_letters(connection, outbox.c.inbound_id.in_(inbound_ids))


def _empty_letters(connection: Connection, condition: ColumnElement[bool]) -> None:
    connection.execute(update(outbox).where(condition).values(to="", subject="", raw=b"", last_answer=""))
