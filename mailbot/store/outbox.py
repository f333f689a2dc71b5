"""Letters on their way: queued in the transaction that decided them, sent later, retried, never sent twice.

A letter is leased (`sending`) before the relay is spoken to and its outcome written after. A crash in between leaves
the lease to run out, and the same bytes with the same Message-ID go out once more: the one window that SMTP leaves
open (RFC 1047). Retries come 1, 5, 15, 30 and 60 minutes after a failure, then every 2 hours, for 5 days
(RFC 5321 section 4.5.4.1); then an officer must act.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from mailbot.model.letter import Deferred, Letter, LetterState, Outcome, Outgoing, Refused, Sent
from mailbot.store.schema import outbox

LEASE = timedelta(minutes=10)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120))
GIVE_UP = timedelta(days=5)


def enqueue(connection: Connection, letter: Letter, inbound_id: int | None, now: datetime) -> bool:
    """Queue the letter; False when the same decision has queued it before."""
    if connection.scalar(select(outbox.c.id).where(outbox.c.key == letter.key)) is not None:
        return False
    connection.execute(
        insert(outbox).values(
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
    )
    return True


def is_due(connection: Connection, now: datetime) -> bool:
    """Whether any letter waits to be sent now."""
    return connection.execute(select(outbox.c.id).where(_due(now)).limit(1)).first() is not None


def raw(connection: Connection, outbox_id: int) -> bytes:
    """A letter's bytes."""
    return bytes(connection.execute(select(outbox.c.raw).where(outbox.c.id == outbox_id)).scalar_one())


def lease(connection: Connection, now: datetime) -> Outgoing | None:
    """The next letter that is due, taken for sending until the lease runs out."""
    row = connection.execute(
        select(outbox).where(_due(now)).order_by(outbox.c.id).limit(1).with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    values = {"state": LetterState.SENDING, "attempts": row.attempts + 1, "next_attempt_at": now + LEASE}
    connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))
    return _outgoing(row)


def conclude(connection: Connection, outgoing: Outgoing, outcome: Outcome, now: datetime) -> LetterState:
    """Write what the relay said; the letter's new state."""
    values: dict[str, Any] = {"last_answer": outcome.answer[:500]}
    if isinstance(outcome, Sent):
        values |= {"state": LetterState.SENT, "finished_at": now}
    elif isinstance(outcome, Refused) or _expired(connection, outgoing, now):
        values |= {"state": LetterState.REFUSED, "finished_at": now}
    else:
        assert isinstance(outcome, Deferred)
        pause = BACK_OFF[min(outgoing.attempts, len(BACK_OFF) - 1)]
        values |= {"state": LetterState.DEFERRED, "next_attempt_at": now + pause}
    connection.execute(update(outbox).where(outbox.c.id == outgoing.id).values(values))
    return LetterState(values["state"])


def sent_today(connection: Connection, to: str, now: datetime) -> int:
    """How many replies were queued to this address in the 24 hours before `now`."""
    recent = (outbox.c.to == to) & (outbox.c.queued_at > now - timedelta(days=1)) & (outbox.c.purpose == "reply")
    return int(connection.execute(select(func.count()).select_from(outbox).where(recent)).scalar_one())


def queued_since(connection: Connection, since: datetime) -> int:
    """How many replies were queued to anyone since then."""
    recent = (outbox.c.queued_at > since) & (outbox.c.purpose == "reply")
    return int(connection.execute(select(func.count()).select_from(outbox).where(recent)).scalar_one())


def _due(now: datetime) -> ColumnElement[bool]:
    waiting = outbox.c.state.in_([LetterState.QUEUED, LetterState.DEFERRED, LetterState.SENDING])
    return waiting & (outbox.c.next_attempt_at <= now)


def _expired(connection: Connection, outgoing: Outgoing, now: datetime) -> bool:
    queued_at = connection.execute(select(outbox.c.queued_at).where(outbox.c.id == outgoing.id)).scalar_one()
    return bool(now - queued_at > GIVE_UP)


def _outgoing(row: Row[Any]) -> Outgoing:
    letter = Letter(row.key, row.message_id, row.to, row.subject, bytes(row.raw), row.purpose)
    return Outgoing(row.id, letter, row.attempts, LetterState(row.state), row.next_attempt_at, row.last_answer)
