"""Opening the database: durable settings, write locks taken at BEGIN, schema brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

MIGRATIONS = Path(__file__).parent / "migrations"


class NotDurable(RuntimeError):
    """The database would forget committed mail on a power cut: it must run with full synchronisation."""


class Unwritable(RuntimeError):
    """The database's file cannot be made or written."""


def open_engine(url: str, password: str | None = None) -> Engine:
    """An engine on `url`, its schema up to date. Raises NotDurable, Unwritable, or SQLAlchemy's errors."""
    engine = _engine(url, password)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _lock_sqlite)
    migrate(engine)
    with engine.connect() as connection:
        _insist_on_durability(connection)
    return engine


def _engine(url: str, password: str | None) -> Engine:
    try:
        parsed = make_url(url)
        return create_engine(parsed.set(password=password) if password else parsed, **_options(url))
    except (ArgumentError, ModuleNotFoundError, ValueError) as error:  # ArgumentError: also an unknown scheme
        mend = "Write sqlite:///FILE, or postgresql+psycopg://USER@HOST/NAME with mailbot[postgresql] installed"
        raise Unwritable(f"[database] url can't be used ({type(error).__name__}). {mend}") from error


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision`."""
    configuration = AlembicConfig()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, revision)


def wipe(engine: Engine) -> None:
    """Make SQLite give up what was deleted: free pages, and the log that repeats them. PostgreSQL vacuums by itself."""
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()  # VACUUM works outside transactions only
        try:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def _options(url: str) -> dict[str, Any]:
    """Raw mail and names must not reach logs through SQL errors: parameters stay hidden."""
    options: dict[str, Any] = {"hide_parameters": True, "pool_pre_ping": True}
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        options["connect_args"] = {"timeout": 30}
        if parsed.database not in (None, "", ":memory:"):
            _private_file(Path(str(parsed.database)))
    return options


def _private_file(path: Path) -> None:
    """The database holds children's data: readable by its owner only, from the first byte on."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise Unwritable(f"the database {path} cannot be written ({error.strerror}). Check [database] url") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's BEGIN below, not the driver's
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-65536")  # KiB: the upper levels of a million cases' indexes stay at hand


def _lock_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a transaction that reads first and writes later could not be granted it any more."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _insist_on_durability(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        if connection.execute(text("SHOW synchronous_commit")).scalar_one() != "off":
            return
        raise NotDurable("PostgreSQL has synchronous_commit=off; set it on for this database")
    journal = connection.execute(text("PRAGMA journal_mode")).scalar_one()
    synchronous = connection.execute(text("PRAGMA synchronous")).scalar_one()
    if (journal, synchronous) != ("wal", 2):
        raise NotDurable(f"SQLite has journal_mode={journal}, synchronous={synchronous}; WAL and 2 are needed")
