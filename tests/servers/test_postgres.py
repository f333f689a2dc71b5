"""Each test gets a database of its own on a real PostgreSQL."""

from __future__ import annotations

import psycopg

from tests.servers.postgres import Postgres


def test_databases_are_fresh_and_apart(postgresql: Postgres) -> None:
    first, second = (postgresql.fresh_database().replace("+psycopg", "") for _ in range(2))
    with psycopg.connect(first, autocommit=True) as connection:
        connection.execute("CREATE TABLE t (id int)")
    with psycopg.connect(second) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE tablename = 't'").fetchone()
    assert found == (0,)


def test_the_url_is_sqlalchemys(postgresql_url: str) -> None:
    assert postgresql_url.startswith("postgresql+psycopg://mailbot@127.0.0.1:")
