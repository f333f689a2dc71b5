"""Every version that a template of the authority had, with who and when. None is ever changed or removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from mailbot.store.schema import template_versions


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a template. `number` counts from 1 within its file; `good` texts passed their check."""

    file: str
    number: int
    text: str
    good: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A template's file as it is now."""

    file: str
    text: str
    good: bool
    at: datetime
    by: str


def remember(connection: Connection, saved: Iterable[Saved]) -> tuple[str, ...]:
    """Keep every text that differs from its file's newest version, or whose check has come out otherwise; the files."""
    changed = []
    for one in saved:
        newest = connection.execute(
            select(template_versions)
            .where(template_versions.c.file == one.file)
            .order_by(template_versions.c.id.desc())
            .limit(1)
        ).first()
        if newest is None or (newest.text, bool(newest.good)) != (one.text, one.good):
            values = {"file": one.file, "text": one.text, "good": int(one.good), "at": one.at, "by": one.by}
            connection.execute(insert(template_versions).values(values))
            changed.append(one.file)
    return tuple(changed)


def history(connection: Connection, file: str) -> tuple[Version, ...]:
    """The versions of one file, oldest first."""
    rows = connection.execute(
        select(template_versions).where(template_versions.c.file == file).order_by(template_versions.c.id)
    )
    return tuple(
        Version(row.file, number, row.text, bool(row.good), row.at, row.by) for number, row in enumerate(rows, 1)
    )


def last_good(connection: Connection) -> dict[str, str]:
    """File -> its newest version that passed its check."""
    newest = (
        select(func.max(template_versions.c.id)).where(template_versions.c.good == 1).group_by(template_versions.c.file)
    )
    rows = connection.execute(select(template_versions).where(template_versions.c.id.in_(newest)))
    return {row.file: row.text for row in rows}
