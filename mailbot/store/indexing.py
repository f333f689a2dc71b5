"""Under which keys each case is stored, so that its child is found again. Read by `candidates`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from mailbot.casework.keys import stored_keys
from mailbot.casework.names import words
from mailbot.casework.person import Person, phones
from mailbot.model.case import Case
from mailbot.store.schema import case_keys, cases

_BATCH = 1000  # cases whose keys are written together

# By name, so that it can be run by a migration, when `cases` has not all of today's columns yet.
_KNOWN = ("reference", "forename", "surname", "date_of_birth", "upn", "postcode", "facts")


def index(connection: Connection, case: Case) -> None:
    """Write the keys of a case, in place of those it had."""
    connection.execute(delete(case_keys).where(case_keys.c.reference == case.reference))
    _write(connection, [(case.reference, Person.of_case(case))])


def reindex(connection: Connection) -> None:
    """Write the keys of every case anew."""
    connection.execute(delete(case_keys))
    own = select(*(cases.c[name] for name in _KNOWN)).order_by(cases.c.reference).limit(_BATCH)
    last = ""
    while rows := connection.execute(own.where(cases.c.reference > last)).all():
        last = rows[-1].reference
        _write(connection, ((row.reference, _person(row)) for row in rows))


def _person(row: Row[Any]) -> Person:
    return Person(words(row.forename), words(row.surname), row.date_of_birth, row.upn, row.postcode, phones(row.facts))


def _write(connection: Connection, people: Iterable[tuple[str, Person]]) -> None:
    rows = [{"key": key, "reference": reference} for reference, key in _keyed(people)]
    if rows:
        connection.execute(insert(case_keys), rows)


def _keyed(people: Iterable[tuple[str, Person]]) -> Iterator[tuple[str, int]]:
    for reference, person in people:
        for key in stored_keys(person):
            yield reference, key
