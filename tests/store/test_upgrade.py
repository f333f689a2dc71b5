"""A database of the first release, with rows in it, becomes one of today's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from mailbot.model.case import TaskOutcome
from mailbot.model.command import Verb
from mailbot.model.referral import Kind
from mailbot.store.engine import migrate
from mailbot.store.store import Store
from tests.casework.build import a_child
from tests.store.life import arrive, obey

REFERENCE = "CME-2026-7K3M9QX4TZ"
AT = "2026-11-02 09:00:00.000000"
ROWS = (
    "INSERT INTO inbounds (mailbox, uid_validity, uid, received_at, sha256, raw, state, attempts, settled)"
    " VALUES ('cme', 1, 900001, :at, 'x', :raw, 'processed', 1, 1)",
    "INSERT INTO cases (reference, status, priority, queue, kind, forename, surname, surname_key, date_of_birth,"
    " facts, opened_at, updated_at, version) VALUES (:reference, 'new', 'urgent', 'cme', 'referral', 'Zoe', 'Khan',"
    " 'khan', '2015-04-03', :facts, :at, :at, 2)",
    "INSERT INTO case_mails (reference, inbound_id) VALUES (:reference, 1)",
    "INSERT INTO events (id, reference, at, name, clause, actor, inbound_id, detail) VALUES"
    " (4, :reference, :at, 'opened', '5.1', 'mailbot', 1, ''),"
    " (9, :reference, :at, 'finding', '3.4', 'mailbot', 1, 'fled')",
    "INSERT INTO tasks (reference, code, clause, says, due, opened_at, done_at) VALUES"
    " (:reference, 'search_systems', '6.1', 'Search', NULL, :at, NULL),"
    " (:reference, 'ask_agencies', '6.1', 'Ask', NULL, :at, :at)",
)
VALUES = {
    "reference": REFERENCE,
    "at": AT,
    "raw": b"x",
    "facts": '{"forename": "Zoe", "surname": "Khan", "risk_factors": ["domestic_abuse"], "contacts": []}',
}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database as the first release left it."""
    if request.param == "postgresql":
        found: str = request.getfixturevalue("postgresql_url")
    else:
        found = f"sqlite:///{tmp_path / 'mailbot.db'}"
    engine = create_engine(found)
    migrate(engine, "0001")
    with engine.begin() as connection:
        for row in ROWS:
            connection.execute(text(row), VALUES)
    engine.dispose()
    return found


def test_old_rows_are_all_there_and_the_old_record_is_sealed(url: str) -> None:
    store = Store.open(url)
    file = store.file(REFERENCE)
    assert file is not None
    assert (file.case.forename, file.case.date_of_birth, file.case.version) == ("Zoe", date(2015, 4, 3), 2)
    assert file.case.opened_at == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert [(event.number, event.name, event.detail) for event in file.events] == [
        (1, "opened", ""),
        (2, "finding", "fled"),
    ]
    assert [(task.code, task.outcome) for task in file.tasks] == [
        ("search_systems", TaskOutcome.OPEN),
        ("ask_agencies", TaskOutcome.DONE),
    ]
    assert store.breaks() == ()
    assert store.anchor().length == 2
    store.close()


def test_an_old_case_of_domestic_abuse_is_restricted_from_now_on(url: str) -> None:
    store = Store.open(url)
    assert store.file(REFERENCE).case.restricted  # type: ignore[union-attr]
    store.close()


def test_the_old_case_lives_on(url: str) -> None:
    store = Store.open(url)
    assert arrive(store, a_child(), kind=Kind.CASE_UPDATE).updates[0].case.reference == REFERENCE
    obey(store, Verb.TASK, REFERENCE, code="search_systems", outcome="done")
    assert store.breaks() == ()
    store.close()
