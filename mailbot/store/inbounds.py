"""Received mail: its bytes are here before the mailbox is touched, and stay whatever becomes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from mailbot.casework.duplicates import AGAIN, Marks
from mailbot.model.inbound import Fetched, Inbound, InboundState
from mailbot.model.referral import Mailbox
from mailbot.store.schema import cursors, inbounds

_TOLD_BY = [inbounds.c[name] for name in ("id", "message_id", "fingerprint", "received_at", "state", "duplicate_of")]


def cursor(connection: Connection, mailbox: Mailbox, uid_validity: int) -> int:
    """Up to which UID this folder is done, under this UIDVALIDITY; 0 when unknown (RFC 3501 section 2.3.1.1)."""
    row = connection.execute(select(cursors).where(cursors.c.mailbox == mailbox)).first()
    return int(row.last_uid) if row is not None and row.uid_validity == uid_validity else 0


def known_uids(connection: Connection, mailbox: Mailbox, uid_validity: int) -> frozenset[int]:
    """Every UID of this folder whose bytes are stored."""
    own = (inbounds.c.mailbox == mailbox) & (inbounds.c.uid_validity == uid_validity)
    return frozenset(connection.scalars(select(inbounds.c.uid).where(own)))


def receive(connection: Connection, fetched: Fetched, now: datetime) -> int | None:
    """Store the bytes; the new id, or None when this very mail is already here, under this UID or one now void."""
    own = (
        (inbounds.c.mailbox == fetched.mailbox)
        & (inbounds.c.uid_validity == fetched.uid_validity)
        & (inbounds.c.uid == fetched.uid)
    )
    if connection.scalar(select(inbounds.c.id).where(own)) is not None:
        return None
    sha256 = hashlib.sha256(fetched.raw).hexdigest()
    if _found_again(connection, fetched, sha256):
        return None
    statement = insert(inbounds).values(
        mailbox=fetched.mailbox,
        uid_validity=fetched.uid_validity,
        uid=fetched.uid,
        received_at=fetched.internal_date or now,
        sha256=sha256,
        raw=fetched.raw,
        state=InboundState.RECEIVED,
        attempts=0,
        settled=0,
    )
    inbound_id = connection.execute(statement.returning(inbounds.c.id)).scalar_one()
    return int(inbound_id)


def void_uids(connection: Connection, mailbox: Mailbox, uid_validity: int) -> None:
    """The server gives out its UIDs anew: those of the ledger name nothing now (they become negative)."""
    own = (inbounds.c.mailbox == mailbox) & (inbounds.c.uid_validity == uid_validity) & (inbounds.c.uid > 0)
    connection.execute(update(inbounds).where(own).values(uid=-inbounds.c.id, settled=1))


def _found_again(connection: Connection, fetched: Fetched, sha256: str) -> bool:
    """Whether a mail whose UID became void is this one, byte for byte; it has its UID anew, and is to be settled."""
    same = (inbounds.c.sha256 == sha256) & (inbounds.c.mailbox == fetched.mailbox) & (inbounds.c.uid < 0)
    known = connection.scalar(select(inbounds.c.id).where(same).order_by(inbounds.c.id).limit(1))
    if known is None:
        return False
    values = {"uid_validity": fetched.uid_validity, "uid": fetched.uid, "settled": 0}
    connection.execute(update(inbounds).where(inbounds.c.id == known).values(values))
    return True


def advance(connection: Connection, mailbox: Mailbox, uid_validity: int, uid: int, now: datetime) -> None:
    """Every UID up to `uid` is stored or gone: the next pass need not ask for them."""
    values = {"uid_validity": uid_validity, "last_uid": uid, "polled_at": now}
    changed = connection.execute(update(cursors).where(cursors.c.mailbox == mailbox).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(cursors).values(mailbox=mailbox, **values))


def unsettled(connection: Connection, mailbox: Mailbox, uid_validity: int) -> Sequence[tuple[int, int]]:
    """(id, UID) of the mails that are stored but not yet moved or flagged in the mailbox."""
    own = (inbounds.c.mailbox == mailbox) & (inbounds.c.uid_validity == uid_validity) & (inbounds.c.settled == 0)
    rows = connection.execute(select(inbounds.c.id, inbounds.c.uid).where(own).order_by(inbounds.c.uid))
    return [(row.id, row.uid) for row in rows]


def settle(connection: Connection, inbound_id: int) -> None:
    """The mail was moved or flagged."""
    connection.execute(update(inbounds).where(inbounds.c.id == inbound_id).values(settled=1))


def begin(connection: Connection, after: int) -> Inbound | None:
    """The oldest mail above id `after` that waits to be processed, its attempt counted; None when all are done."""
    waiting = (inbounds.c.state == InboundState.RECEIVED) & (inbounds.c.id > after)
    row = connection.execute(select(inbounds).where(waiting).order_by(inbounds.c.id).limit(1).with_for_update()).first()
    if row is None:
        return None
    counted = row.attempts + 1
    connection.execute(update(inbounds).where(inbounds.c.id == row.id).values(attempts=counted))
    return _inbound(row, counted)


def take_back(connection: Connection, inbound_id: int) -> None:
    """The attempt failed for no fault of the mail: it does not count."""
    own = (inbounds.c.id == inbound_id) & (inbounds.c.attempts > 0)
    connection.execute(update(inbounds).where(own).values(attempts=inbounds.c.attempts - 1))


def read_again(connection: Connection, inbound_id: int) -> bool:
    """Let a mail that was put aside be processed anew; False when no such mail is put aside."""
    own = (inbounds.c.id == inbound_id) & (inbounds.c.state == InboundState.QUARANTINED)
    values = {"state": InboundState.RECEIVED, "attempts": 0, "reason": None}
    return connection.execute(update(inbounds).where(own).values(values)).rowcount == 1


def twin(
    connection: Connection, inbound_id: int, message_id: str | None, marks: Marks, received: datetime
) -> int | None:
    """An earlier mail that is the same: sent to both mailboxes, delivered twice, sent again, or now forwarded.

    The same Message-ID with other words is no twin: otherwise anyone could have a referral ignored by reusing its id.
    Nor are the same words much later: that child is missing again.
    """
    alike = inbounds.c.fingerprint.in_({marks.own, *marks.earlier})  # alone, so that it is looked up by its index
    for row in connection.execute(select(*_TOLD_BY).where(alike).order_by(inbounds.c.id)):
        same = row.message_id is not None and (row.message_id, row.fingerprint) == (message_id, marks.own)
        again = row.fingerprint in marks.earlier and row.received_at >= received - AGAIN
        first = row.id != inbound_id and row.state == InboundState.PROCESSED and row.duplicate_of is None
        if first and (same or again):
            return int(row.id)
    return None


def finish(connection: Connection, inbound_id: int, state: InboundState, now: datetime, **facts: Any) -> None:
    """Record how the mail ended. `facts` are columns of `inbounds`."""
    values = {"state": state, "processed_at": now, **facts}
    connection.execute(update(inbounds).where(inbounds.c.id == inbound_id).values(values))


def processed(connection: Connection, since: datetime, after: int) -> tuple[Inbound, dict[str, Any]] | None:
    """The first mail above id `after` that came at or after `since` and was processed, with its stored reading."""
    wanted = (inbounds.c.received_at >= since) & (inbounds.c.state == InboundState.PROCESSED) & (inbounds.c.id > after)
    row = connection.execute(select(inbounds).where(wanted).order_by(inbounds.c.id).limit(1)).first()
    return (_inbound(row, row.attempts), row.reading) if row is not None else None


def raw(connection: Connection, inbound_id: int) -> bytes:
    """The stored bytes."""
    return bytes(connection.execute(select(inbounds.c.raw).where(inbounds.c.id == inbound_id)).scalar_one())


def _inbound(row: Row[Any], attempts: int) -> Inbound:
    return Inbound(
        id=row.id,
        mailbox=Mailbox(row.mailbox),
        uid_validity=row.uid_validity,
        uid=row.uid,
        received_at=row.received_at,
        sha256=row.sha256,
        raw=bytes(row.raw),
        state=InboundState(row.state),
        attempts=attempts,
    )
