"""Many cases written at once, for tests of what a full store does."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import insert, text

from mailbot.casework.keys import stored_keys
from mailbot.casework.person import Person
from mailbot.model.case import Case
from mailbot.store import cases as rows
from mailbot.store.schema import case_keys, cases
from mailbot.store.store import Store

_BATCH = 50_000


def load(store: Store, many: Iterable[Case]) -> None:
    """Write cases and their keys, as `cases.add` does one by one."""
    left = iter(many)
    while batch := list(islice(left, _BATCH)):
        keys = sorted({(key, case.reference) for case in batch for key in stored_keys(Person.of_case(case))})
        with store._engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA cache_size=-1000000")  # 1 GB; until the store is closed
            connection.execute(
                insert(cases),
                [{**rows._row(case), "opened_at": case.opened_at, "updated_at": case.opened_at} for case in batch],
            )
            connection.execute(insert(case_keys), [{"key": key, "reference": reference} for key, reference in keys])
    with store._engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # which does this by itself, later
            connection.execute(text("ANALYZE"))
