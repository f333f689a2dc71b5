"""The short form of `subject`: 20,000 cases. The long form is `python -m tests.bench.subject`."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from mailbot.store.store import Store
from tests.bench.subject import export, fill, the_child
from tests.story.town import lay_home

MINUTE = 60.0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = lay_home(tmp_path_factory.mktemp("subject") / "home")
    store = Store.open(f"sqlite:///{found / 'mailbot.db'}")
    fill(store, 20_000)
    store.close()
    return found


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{home / 'mailbot.db'}")
    yield opened
    opened.close()


def test_all_that_is_held_on_a_child_of_many_mails_is_there_within_a_minute(
    home: Path, store: Store, tmp_path: Path
) -> None:
    reference = the_child(store, 60)
    out = tmp_path / "subject.zip"
    assert export(home, reference, out) < MINUTE / 10
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
    assert sum(name.startswith("mails/") for name in names) == 60
    assert sum(name.startswith("letters/") for name in names) == 60
    assert store.breaks() == ()


def test_a_case_file_is_read_through_indexes_only(store: Store) -> None:
    asked: list[tuple[str, object]] = []
    event.listen(store._engine, "before_cursor_execute", lambda _c, _cu, said, given, *_: asked.append((said, given)))
    found = store.file("CME-2025-0000000001")
    assert found is not None
    assert (len(found.mails), len(found.letters), len(found.events), len(found.tasks)) == (1, 1, 3, 1)
    plans = [row for said, given in asked if said.startswith("SELECT") for row in _plan(store, said, given)]
    assert len(plans) > 7
    assert [plan for plan in plans if plan.startswith("SCAN") and "SUBQUERY" not in plan.upper()] == []


def _plan(store: Store, said: str, given: object) -> list[str]:
    with store._engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given)  # type: ignore[arg-type]
        return [str(row[3]) for row in rows]
