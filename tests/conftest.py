"""The servers that tests use: real ones, on real sockets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailbot.demo.servers import Account, MailServers
from tests.servers import process
from tests.servers.dovecot import Dovecot
from tests.servers.installed import need
from tests.servers.postgres import Postgres


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        for server in marker.args:
            need(server)


@pytest.fixture
def mail_servers() -> Iterator[MailServers]:
    """Embedded IMAP and SMTP with the two mailboxes, login `cme` and `admissions`, password `secret`."""
    accounts = (
        Account("CME@havering.gov.uk", "cme", "secret"),
        Account("schooladmissions@havering.gov.uk", "admissions", "secret"),
    )
    with MailServers(accounts) as servers:
        yield servers


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One Dovecot for all tests; take a `fresh_user()` each."""
    program = need("dovecot")
    with process.folder("dovecot") as folder, Dovecot(program, folder) as server:
        yield server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgres]:
    initdb = need("postgresql")
    with process.folder("postgresql") as folder, Postgres(initdb.parent, folder) as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: Postgres) -> str:
    """SQLAlchemy's URL of a fresh database on a real PostgreSQL."""
    return postgresql.fresh_database()
