"""The outbox as officers see it, and what they may do with a letter in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from mailbot.model.letter import LetterState
from mailbot.store.outbox import GIVE_UP
from mailbot.store.schema import letter_cases, outbox

WAITING = (LetterState.QUEUED, LetterState.DEFERRED)
AGAIN = (LetterState.DEFERRED, LetterState.REFUSED, LetterState.BOUNCED)
_COLUMNS = [column for column in outbox.c if column.name not in ("raw", "key")]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which letters; every field narrows the choice. `most` is how many."""

    ids: tuple[int, ...] = ()
    states: tuple[LetterState, ...] = ()
    purpose: str | None = None
    to: str | None = None  # part of the address
    case: str | None = None
    since: datetime | None = None  # queued then or later
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter in the outbox, without its words."""

    id: int
    state: LetterState
    purpose: str
    to: str
    subject: str
    cases: tuple[str, ...]
    attempts: int
    queued_at: datetime
    next_attempt_at: datetime | None  # None where nothing will be tried
    finished_at: datetime | None
    last_answer: str
    message_id: str


def listed(connection: Connection, sought: Sought) -> tuple[Posted, ...]:
    """The letters sought, newest first."""
    wanted = select(*_COLUMNS).where(*_conditions(sought)).order_by(outbox.c.id.desc()).limit(sought.most)
    rows = connection.execute(wanted).all()
    named = select(letter_cases).where(letter_cases.c.outbox_id.in_([row.id for row in rows]))
    cases: dict[int, list[str]] = {}
    for pair in connection.execute(named.order_by(letter_cases.c.reference)):
        cases.setdefault(pair.outbox_id, []).append(pair.reference)
    return tuple(_posted(row, tuple(cases.get(row.id, ()))) for row in rows)


def hold(connection: Connection, ids: Iterable[int]) -> tuple[int, ...]:
    """Hold letters that wait; the ids of those that were held. One that is being sent may have left already."""
    return _change(connection, ids, WAITING, state=LetterState.HELD)


def release(connection: Connection, ids: Iterable[int], now: datetime) -> tuple[int, ...]:
    """Queue letters that are held, with the full time for their delivery; the ids of those that were."""
    values = {"next_attempt_at": now, "give_up_at": now + GIVE_UP}
    return _change(connection, ids, (LetterState.HELD,), state=LetterState.QUEUED, **values)


def retry(connection: Connection, ids: Iterable[int], now: datetime) -> tuple[int, ...]:
    """Queue letters anew that were deferred, refused or came back, with the full time for their delivery; their ids.

    The bytes and the Message-ID stay the same: whoever has the letter already can tell.
    """
    values = {"attempts": 0, "next_attempt_at": now, "give_up_at": now + GIVE_UP, "finished_at": None}
    return _change(connection, ids, AGAIN, state=LetterState.QUEUED, **values)


def _change(
    connection: Connection, ids: Iterable[int], states: tuple[LetterState, ...], **values: Any
) -> tuple[int, ...]:
    """Change those of the letters that are in one of `states` and still have their words."""
    own = outbox.c.id.in_(list(ids)) & outbox.c.state.in_(states) & (outbox.c.to != "")
    return tuple(sorted(connection.scalars(update(outbox).where(own).values(**values).returning(outbox.c.id))))


def _conditions(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.ids:
        yield outbox.c.id.in_(sought.ids)
    if sought.states:
        yield outbox.c.state.in_(sought.states)
    if sought.purpose is not None:
        yield outbox.c.purpose == sought.purpose
    if sought.to is not None:
        yield outbox.c.to.icontains(sought.to, autoescape=True)
    if sought.case is not None:
        yield outbox.c.id.in_(select(letter_cases.c.outbox_id).where(letter_cases.c.reference == sought.case))
    if sought.since is not None:
        yield outbox.c.queued_at >= sought.since


def _posted(row: Any, cases: tuple[str, ...]) -> Posted:
    state = LetterState(row.state)
    waits = state in (*WAITING, LetterState.SENDING)
    return Posted(
        id=row.id,
        state=state,
        purpose=row.purpose,
        to=row.to,
        subject=row.subject,
        cases=cases,
        attempts=row.attempts,
        queued_at=row.queued_at,
        next_attempt_at=row.next_attempt_at if waits else None,
        finished_at=row.finished_at,
        last_answer=row.last_answer,
        message_id=row.message_id,
    )
