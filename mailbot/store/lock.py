"""One daemon a database: a second one, started by mistake, is refused at once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

ADVISORY = 0x6D61696C626F74  # "mailbot" in ASCII: the number of PostgreSQL's advisory lock


class AlreadyRunning(RuntimeError):
    """Another mailbot works on this database."""

    def __init__(self) -> None:
        super().__init__("another mailbot works on this database. Stop it first, or leave the work to it")


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Hold the database's lock. Raises AlreadyRunning. The lock goes with the process, however it ends."""
    if engine.dialect.name == "sqlite":
        path = Path(f"{engine.url.database}.lock")
        path.touch(mode=0o600, exist_ok=True)
        with path.open("rb") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunning from None
            yield
    else:
        with engine.connect() as connection:
            taken = connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY}).scalar_one()
            connection.commit()
            if not taken:
                raise AlreadyRunning
            try:
                yield
            finally:  # the lock is the session's, and the pool keeps sessions
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY})
                connection.commit()
