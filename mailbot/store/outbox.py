"""Letters on their way: queued in the transaction that decided them, sent later, retried, never sent twice.

A letter is leased (`sending`) before the relay is spoken to and its outcome written after. A crash in between leaves
the lease to run out, and the same bytes with the same Message-ID go out once more: the one window that SMTP leaves
open (RFC 1047). Retries come 1, 5, 15, 30 and 60 minutes after a failure, then every 2 hours, each up to a fifth later
so that letters that failed together do not come back together; for 5 days (RFC 5321 section 4.5.4.1), not counting
those on which the relay itself could not be reached or sending was held. A letter that is
refused or given up is a task for an officer on every case that it names; so is one that comes back (`bounces`).
While sending is held only officers' letters are leased, and of these only what was written since then.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from mailbot.model.letter import Deferred, Letter, LetterState, Outcome, Outgoing, Refused, Sent
from mailbot.store import bounces, sending, tasks
from mailbot.store.schema import letter_cases, outbox

LEASE = timedelta(minutes=20)  # longer than a connection and the answer to the final dot may take
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120))
GIVE_UP = timedelta(days=5)
_GIVEN = (outbox.c.id, outbox.c.queued_at, outbox.c.give_up_at)


def enqueue(connection: Connection, letter: Letter, inbound_id: int | None, now: datetime) -> bool:
    """Queue the letter; False when the same decision has queued it before."""
    if connection.scalar(select(outbox.c.id).where(outbox.c.key == letter.key)) is not None:
        return False
    statement = (
        insert(outbox)
        .values(
            key=letter.key,
            message_id=letter.message_id,
            to=letter.to,
            subject=letter.subject,
            purpose=letter.purpose,
            raw=letter.raw,
            inbound_id=inbound_id,
            state=LetterState.QUEUED,
            attempts=0,
            queued_at=now,
            next_attempt_at=now,
            last_answer="",
        )
        .returning(outbox.c.id)
    )
    outbox_id = connection.execute(statement).scalar_one()
    for reference in dict.fromkeys(letter.cases):
        row = {"outbox_id": outbox_id, "reference": reference, "tells_status": int(letter.tells_status)}
        connection.execute(insert(letter_cases).values(row))
    bounces.hold_back(connection, outbox_id, letter, now)
    return True


def is_due(connection: Connection, now: datetime) -> bool:
    """Whether any letter waits to be sent now."""
    return connection.execute(select(outbox.c.id).where(_due(connection, now)).limit(1)).first() is not None


def raw(connection: Connection, outbox_id: int) -> bytes:
    """A letter's bytes."""
    return bytes(connection.execute(select(outbox.c.raw).where(outbox.c.id == outbox_id)).scalar_one())


def lease(connection: Connection, now: datetime) -> Outgoing | None:
    """The next letter that is due, taken for sending until the lease runs out."""
    row = connection.execute(
        select(outbox).where(_due(connection, now)).order_by(outbox.c.id).limit(1).with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    values = {"state": LetterState.SENDING, "attempts": row.attempts + 1, "next_attempt_at": now + LEASE}
    connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))
    return _outgoing(row)


def conclude(connection: Connection, outgoing: Outgoing, outcome: Outcome, now: datetime) -> LetterState:
    """Write what the relay said; the letter's new state. What a lease says that has run out is not written."""
    values: dict[str, Any] = {"last_answer": outcome.answer[:500]}
    if isinstance(outcome, Sent):
        values |= {"state": LetterState.SENT, "finished_at": now}
    elif isinstance(outcome, Refused) or _expired(connection, outgoing, now):
        values |= {"state": LetterState.REFUSED, "finished_at": now}
    else:
        assert isinstance(outcome, Deferred)
        values |= {"state": LetterState.DEFERRED, "next_attempt_at": now + back_off(outgoing)}
    leased = (
        (outbox.c.id == outgoing.id)
        & (outbox.c.attempts == outgoing.attempts + 1)
        & (outbox.c.state == LetterState.SENDING)
    )
    written = connection.execute(update(outbox).where(leased).values(values)).rowcount == 1
    if written and values["state"] is LetterState.REFUSED:
        says = f"Letter {outgoing.id} did not reach the referrer: tell them in another way, or mailbot outbox retry"
        tasks.assign(connection, bounces.undelivered(connection, outgoing.id, says), now)
    return LetterState(values["state"])


def back_off(outgoing: Outgoing) -> timedelta:
    """How long to wait after this failure. The chance in it comes from the letter's key: the same every time."""
    pause = BACK_OFF[min(outgoing.attempts, len(BACK_OFF) - 1)]
    chance = hashlib.sha256(f"{outgoing.letter.key} {outgoing.attempts}".encode()).digest()[0] / 256
    return pause + pause / 5 * chance


def give_back(connection: Connection, lost: datetime | None, now: datetime) -> bool:
    """Give the time in which nothing could leave back to the letters that waited; False where `lost` is None."""
    if lost is None:
        return False
    waiting = outbox.c.state.in_([LetterState.QUEUED, LetterState.DEFERRED, LetterState.SENDING])
    for row in connection.execute(select(*_GIVEN).where(waiting)).all():
        longer = _give_up(row) + (now - max(lost, row.queued_at))
        connection.execute(update(outbox).where(outbox.c.id == row.id).values(give_up_at=longer))
    return True


def _due(connection: Connection, now: datetime) -> ColumnElement[bool]:
    waiting = outbox.c.state.in_([LetterState.QUEUED, LetterState.DEFERRED, LetterState.SENDING])
    due = waiting & (outbox.c.next_attempt_at <= now)
    held = sending.held(connection)
    return due if held is None else due & (outbox.c.purpose != "reply") & (outbox.c.queued_at >= held.since)


def _expired(connection: Connection, outgoing: Outgoing, now: datetime) -> bool:
    return now > _give_up(connection.execute(select(*_GIVEN).where(outbox.c.id == outgoing.id)).one())


def _give_up(row: Any) -> datetime:
    moment: datetime = row.give_up_at or row.queued_at + GIVE_UP
    return moment


def _outgoing(row: Row[Any]) -> Outgoing:
    letter = Letter(row.key, row.message_id, row.to, row.subject, bytes(row.raw), row.purpose)
    return Outgoing(row.id, letter, row.attempts, LetterState(row.state), row.next_attempt_at, row.last_answer)
