"""Whether letters may leave this database at all, and whether it is still the one that it takes itself for.

A database that is restored from a backup holds letters that have long been sent. So each start compares a mark in the
database with the same mark kept beside it, outside of the backups: an instance's random name, the machine, and how
often it was started. Where they disagree the database is a copy, or older than it was: sending is held until an
officer has looked (`mailbot outbox release --all`).

What is held are the letters to the outside, and all that were written before. Officers still get the alerts and
digests that are written from then on: a child in danger cannot wait, and the digest says that sending is held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select, update

from mailbot.model.days import said
from mailbot.store.schema import marks

LONDON = ZoneInfo("Europe/London")
SENDING = "sending held"
RELAY = "relay lost"
INSTANCE = "instance"


@dataclass(frozen=True, slots=True)
class Held:
    """Sending is held: why, since when, by whom."""

    why: str
    since: datetime
    by: str

    @property
    def says(self) -> str:
        """The whole of it, for officers."""
        day = said(self.since.astimezone(LONDON).date())
        return (
            f"Sending is held since {day}, by {self.by}: {self.why}. No referrer is answered until somebody looks at "
            "what waits (mailbot outbox list) and orders: mailbot outbox release --all"
        )


def held(connection: Connection) -> Held | None:
    """Why nothing is sent, or None."""
    row = connection.execute(select(marks).where(marks.c.name == SENDING)).first()
    return Held(row.value, row.at, row.by) if row is not None else None


def hold(connection: Connection, why: str, by: str, now: datetime) -> None:
    """Send nothing from now on. One that is held already keeps its reason."""
    if held(connection) is None:
        _mark(connection, SENDING, why, by, now)


def release(connection: Connection) -> datetime | None:
    """Send again: since when sending was held, None where it was not."""
    return connection.scalar(delete(marks).where(marks.c.name == SENDING).returning(marks.c.at))


def relay_lost(connection: Connection, now: datetime) -> None:
    """Note since when the relay cannot be reached."""
    if connection.execute(select(marks).where(marks.c.name == RELAY)).first() is None:
        _mark(connection, RELAY, "", "mailbot", now)


def relay_found(connection: Connection) -> datetime | None:
    """The relay can be reached: since when it could not, or None."""
    return connection.scalar(delete(marks).where(marks.c.name == RELAY).returning(marks.c.at))


def started(connection: Connection, beside: str | None, machine: str, fresh: str, by: str, now: datetime) -> str:
    """Compare the marks at a start; the mark to be kept beside the database from now on.

    `beside` is the mark kept there, None if there is none; `fresh` a random name for an instance that has none yet.
    The database's own mark is written first, so it may be one start ahead of the one beside it.
    """
    row = connection.execute(select(marks).where(marks.c.name == INSTANCE)).first()
    why = _doubt(row.value if row is not None else None, beside, machine)
    if why is not None:
        hold(connection, why, by, now)
    name, starts = fresh, 0
    if beside is not None and why is None:
        name, starts = beside.split()[0], int(beside.split()[2])
    mark = f"{name} {machine} {starts + 1}"
    _mark(connection, INSTANCE, mark, by, now)
    return mark


def _doubt(own: str | None, beside: str | None, machine: str) -> str | None:
    """Why the database is not the one that last worked here, or None."""
    if own is None:
        return "the database is new, but this place has had another one" if beside is not None else None
    if beside is None:
        return "the database has worked in another place: it is a copy, or was restored here"
    try:
        (name, here, starts), (own_name, own_here, own_starts) = beside.split(), own.split()
        ahead = int(own_starts) - int(starts)
    except ValueError:
        return "the mark beside the database cannot be read"
    if name != own_name:
        return "another database has worked in this place: this one was put in its stead"
    if (here, own_here) != (machine, machine):
        return "the database has worked on another machine: it is a copy, or was moved"
    return None if ahead in (0, 1) else "the database is older than it was: it was restored from a backup"


def _mark(connection: Connection, name: str, value: str, by: str, now: datetime) -> None:
    values = {"value": value, "at": now, "by": by}
    if connection.execute(update(marks).where(marks.c.name == name).values(values)).rowcount == 0:
        connection.execute(insert(marks).values(name=name, **values))
