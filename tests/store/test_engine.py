from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from mailbot.store import engine
from mailbot.store.engine import NotDurable, Unwritable, open_engine
from mailbot.store.schema import metadata


def test_the_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    opened = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with opened.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_migrations_lead_to_the_schema_on_postgresql(postgresql_url: str) -> None:
    opened = open_engine(postgresql_url)
    with opened.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    opened.dispose()


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    open_engine(url).dispose()
    opened = open_engine(url)
    with opened.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1


def test_sqlite_syncs_every_commit_and_keeps_its_file_private(tmp_path: Path) -> None:
    opened = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with opened.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    assert (tmp_path / "a.db").stat().st_mode & 0o777 == 0o600


def test_a_database_that_would_forget_is_refused(tmp_path: Path) -> None:
    plain = create_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with plain.connect() as connection, pytest.raises(NotDurable, match="journal_mode=delete"):
        engine._insist_on_durability(connection)


@pytest.mark.parametrize(
    "url", ["postgres://a@b/c", "nonsense", "nodriver+psycopg://a@b/c", "postgresql+psycopg://a@b:x/c"]
)
def test_a_url_that_names_no_database_is_told_with_its_mend(url: str) -> None:
    with pytest.raises(Unwritable, match="Write sqlite:///FILE"):
        open_engine(url)
