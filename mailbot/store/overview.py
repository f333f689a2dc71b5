"""What the digest shows, read in one go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select

from mailbot.casework.attention import FOR_AN_OFFICER
from mailbot.casework.replies import STATUS_WITHHELD
from mailbot.casework.restraint import UNANSWERED
from mailbot.model.case import CaseStatus
from mailbot.model.digest import Digest, DigestCase, DigestLetter, DigestMail, DigestTask
from mailbot.model.inbound import InboundState
from mailbot.model.letter import LetterState
from mailbot.model.policy import Priority
from mailbot.store import events, sending
from mailbot.store.schema import cases, digests, inbounds, outbox, tasks

OVER = (CaseStatus.CLOSED, CaseStatus.NOT_CME, CaseStatus.DUPLICATE)


def digest(connection: Connection, day: date, now: datetime, warnings: tuple[str, ...] = ()) -> Digest:
    """The digest of `day`: what came since the last one, and everything that is open."""
    since = connection.scalar(select(func.max(digests.c.made_at)).where(digests.c.day < day)) or now - timedelta(days=1)
    new_mail = inbounds.c.processed_at > since
    held = sending.held(connection)
    return Digest(
        day=day,
        received=_count(connection, inbounds, new_mail),
        answered=_count(connection, outbox, (outbox.c.queued_at > since) & (outbox.c.purpose == "reply")),
        machine=_count(connection, inbounds, new_mail & (inbounds.c.reason.like("no person wrote%"))),
        cases=tuple(_cases(connection)),
        tasks=tuple(_tasks(connection, day)),
        quarantined=put_aside(connection),
        withheld=tuple(_mails(connection, new_mail & _for_an_officer())),
        refused=tuple(_refused(connection, since)),
        warnings=warnings,
        anchor=str(events.anchor(connection)),
        held=held.says if held is not None else "",
    )


def put_aside(connection: Connection) -> tuple[DigestMail, ...]:
    """Every mail in quarantine, oldest first."""
    return tuple(_mails(connection, inbounds.c.state == InboundState.QUARANTINED))


def mark(connection: Connection, day: date, now: datetime) -> bool:
    """Claim the day's digest; False when it was made before (the hour that comes twice, a second start)."""
    if connection.execute(select(digests).where(digests.c.day == day)).first() is not None:
        return False
    connection.execute(insert(digests).values(day=day, made_at=now))
    return True


def _for_an_officer() -> ColumnElement[bool]:
    """It is of no certain case; or a letter was withheld or left out something, and nobody has seen the mail yet."""
    told = (FOR_AN_OFFICER, STATUS_WITHHELD, UNANSWERED)
    return or_(*(inbounds.c.reason.like(f"{words}%") for words in told))


def _count(connection: Connection, table: Any, condition: Any) -> int:
    return int(connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())


def _cases(connection: Connection) -> Iterator[DigestCase]:
    rows = connection.execute(select(cases).where(cases.c.status.not_in(OVER)).order_by(cases.c.opened_at)).all()
    for row in sorted(rows, key=lambda row: Priority(row.priority).rank):
        child = " ".join(filter(None, (row.forename, row.surname))) or "name not known"
        yield DigestCase(row.reference, child, row.kind, row.priority, row.status, row.queue, row.opened_at)


def _tasks(connection: Connection, day: date) -> Iterator[DigestTask]:
    open_tasks = select(tasks).where(tasks.c.done_at.is_(None)).order_by(tasks.c.due, tasks.c.id)
    for row in connection.execute(open_tasks):
        yield DigestTask(row.reference, row.says, row.clause, row.due, row.due is not None and row.due < day)


def _mails(connection: Connection, condition: Any) -> Iterator[DigestMail]:
    for row in connection.execute(select(inbounds).where(condition).order_by(inbounds.c.id)):
        yield DigestMail(row.id, row.mailbox, row.received_at, row.reason or "")


def _refused(connection: Connection, since: datetime) -> Iterator[DigestLetter]:
    given_up = outbox.c.state.in_((LetterState.REFUSED, LetterState.BOUNCED)) & (outbox.c.finished_at > since)
    for row in connection.execute(select(outbox).where(given_up).order_by(outbox.c.id)):
        yield DigestLetter(row.id, row.purpose, row.last_answer)
