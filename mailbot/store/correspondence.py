"""What was written: lately, for `casework.restraint`; and in which thread, for `casework.placing`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from mailbot.model.letter import Caps, Correspondence
from mailbot.store.schema import letter_cases, outbox

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
THREAD = 50  # ids of a mail's thread that are looked up


def with_sender(
    connection: Connection, to: str, thread: Iterable[str], cases: Iterable[str], caps: Caps, now: datetime
) -> Correspondence:
    """The replies to this address, in this thread (message ids without brackets), of these cases; and to anyone."""
    own = _recent(now - DAY) & (outbox.c.to == to)
    named = select(outbox.c.id, letter_cases.c.reference, letter_cases.c.tells_status).join(outbox).where(own)
    rows = connection.execute(named).all()
    ids = _ids(thread)
    of_case = (
        select(letter_cases.c.reference, func.count().label("letters"))
        .join(outbox)
        .where(_recent(now - DAY) & letter_cases.c.reference.in_(list(cases)))
        .group_by(letter_cases.c.reference)
    )
    return Correspondence(
        to_sender=_count(connection, own),
        acknowledged=len({row.id for row in rows if not row.tells_status}),
        to_anyone=_count(connection, _recent(now - HOUR)),
        in_thread=_count(connection, _recent(now - DAY) & outbox.c.message_id.in_(ids)) > 0,
        of_case={row.reference: row.letters for row in connection.execute(of_case)},
        named=frozenset(row.reference for row in rows),
        told=frozenset(row.reference for row in rows if row.tells_status),
        caps=caps,
    )


def answered(connection: Connection, thread: Iterable[str]) -> tuple[str, ...]:
    """The cases that our replies among these message ids (without brackets) named, however long ago."""
    ours = (outbox.c.purpose == "reply") & outbox.c.message_id.in_(_ids(thread))
    named = select(letter_cases.c.reference).join(outbox).where(ours).distinct().order_by(letter_cases.c.reference)
    return tuple(connection.scalars(named))


def _ids(thread: Iterable[str]) -> list[str]:
    """The newest of a thread, as they stand in the outbox."""
    return [f"<{one}>" for one in list(dict.fromkeys(thread))[-THREAD:]]


def _recent(since: datetime) -> ColumnElement[bool]:
    return (outbox.c.purpose == "reply") & (outbox.c.queued_at > since)


def _count(connection: Connection, condition: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).select_from(outbox).where(condition)).scalar_one())
