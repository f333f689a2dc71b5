"""The record in a real database: what it refuses, and what is found when somebody gets round the refusal."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from mailbot.casework.record import Anchor, breaks
from mailbot.model.command import Verb
from mailbot.store import events
from mailbot.store.store import Store
from tests.casework.build import NOW, a_child
from tests.store.life import obey, opened

TAMPERINGS = 1000


@pytest.fixture
def recorded(store: Store) -> Store:
    """A store with some forty events."""
    for name in ("Zoe", "Ali", "Mia"):
        reference = opened(store, a_child(name, name * 2))
        for number in range(10):
            obey(store, Verb.NOTE, reference, reason=f"note {number} of {name}")
    return store


def test_the_record_is_whole_as_it_is_written(recorded: Store) -> None:
    assert recorded.breaks() == ()
    assert recorded.breaks(recorded.anchor()) == ()
    assert recorded.anchor().length > 40


def test_every_event_keeps_its_officer_clause_and_mail(recorded: Store) -> None:
    with recorded._transaction() as connection:
        written = [entry.event for entry in events.entries(connection)]
    opening, note = written[0], next(event for event in written if event.name == "note")
    assert (opening.name, opening.actor, opening.inbound_id is not None) == ("opened", "mailbot", True)
    assert (note.actor, note.clause, note.detail, note.inbound_id) == ("Olu Bright", "6.1", "note 0 of Zoe", None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = 'x'",
        "DELETE FROM events WHERE id = 3",
        "UPDATE event_details SET detail = 'x'",
        "DELETE FROM event_details",
    ],
)
def test_the_database_refuses_changes_and_removals(recorded: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only ever added to"), recorded._transaction() as connection:
        connection.execute(text(statement))
    assert recorded.breaks() == ()


def test_a_thousand_tamperings_are_found(recorded: Store) -> None:
    dice = random.Random(64)
    anchor = recorded.anchor()
    missed = [number for number in range(TAMPERINGS) if not _found(recorded, dice, anchor)]
    assert missed == []
    assert recorded.breaks(anchor) == ()


class _Undone(Exception):
    pass


def _found(store: Store, dice: random.Random, anchor: Anchor) -> bool:
    """Whether one random tampering, made past the triggers and then taken back, is found."""
    told: list[str] = []
    with pytest.raises(_Undone), store._transaction() as connection:
        _unguard(connection)
        dice.choice(TAMPER)(connection, dice, anchor.length)
        end, genesis = events.anchor(connection), events.genesis(connection)
        told += breaks(events.entries(connection), genesis, end, anchor)
        raise _Undone
    return bool(told)


def _unguard(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        for trigger in ("events_fixed", "events_kept", "words_fixed", "words_kept"):
            connection.execute(text(f"DROP TRIGGER {trigger}"))


def _change(connection: Connection, dice: random.Random, length: int) -> None:
    column = dice.choice(["name", "clause", "rule", "actor", "detail_seal", "previous", "seal"])
    _run(connection, f"UPDATE events SET {column} = 'tampered' WHERE id = :id", id=dice.randint(1, length))


def _redate(connection: Connection, dice: random.Random, length: int) -> None:
    column, value = dice.choice([("at", "2020-01-01 00:00:00.000000"), ("policy_date", "2020-01-01")])
    kind = "timestamptz" if column == "at" else "date"
    cast = f"CAST(:value AS {kind})" if connection.dialect.name == "postgresql" else ":value"
    _run(connection, f"UPDATE events SET {column} = {cast} WHERE id = :id", value=value, id=dice.randint(1, length))


def _reword(connection: Connection, dice: random.Random, length: int) -> None:
    column = dice.choice(["detail", "salt"])
    _run(connection, f"UPDATE event_details SET {column} = 'tampered' WHERE event_id = :id", id=dice.randint(1, length))


def _unword(connection: Connection, dice: random.Random, length: int) -> None:
    _run(connection, "DELETE FROM event_details WHERE event_id = :id", id=dice.randint(1, length))


def _remove(connection: Connection, dice: random.Random, length: int) -> None:
    number = dice.randint(1, length)
    _run(connection, "DELETE FROM event_details WHERE event_id = :id", id=number)
    _run(connection, "DELETE FROM events WHERE id = :id", id=number)


def _insert(connection: Connection, dice: random.Random, length: int) -> None:
    new = length + 1 if dice.random() < 0.5 else -dice.randint(0, 5)
    _run(
        connection,
        "INSERT INTO events SELECT :new, reference, at, name, clause, rule, actor, inbound_id, policy_date, detail_seal,"
        " previous, seal FROM events WHERE id = :id",
        new=new,
        id=dice.randint(1, length),
    )


def _swap(connection: Connection, dice: random.Random, length: int) -> None:
    one, other = dice.sample(range(1, length + 1), 2)
    for source, target in ((one, -99), (other, one), (-99, other)):
        _run(connection, "UPDATE events SET id = :target WHERE id = :source", target=target, source=source)


def _cut(connection: Connection, dice: random.Random, length: int) -> None:
    """Events are cut off, and the chain's end is made to fit."""
    left = dice.randint(0, length - 1)
    _run(connection, "DELETE FROM event_details WHERE event_id > :left", left=left)
    _run(connection, "DELETE FROM events WHERE id > :left", left=left)
    seal = "(SELECT seal FROM events WHERE id = :left)" if left else "genesis"
    _run(connection, f"UPDATE chain SET length = :left, seal = {seal}", left=left)


def _reset(connection: Connection, dice: random.Random, length: int) -> None:
    _run(connection, "UPDATE chain SET length = :other", other=length + dice.choice([-1, 1]))


TAMPER: tuple[Callable[[Connection, random.Random, int], None], ...] = (
    _change,
    _redate,
    _reword,
    _unword,
    _remove,
    _insert,
    _swap,
    _cut,
    _reset,
)


def _run(connection: Connection, statement: str, **values: object) -> None:
    connection.execute(text(statement), values)


def test_the_digest_carries_the_anchor_of_its_day(recorded: Store) -> None:
    digest = recorded.digest(NOW.date(), NOW)
    assert digest.anchor == str(recorded.anchor())
    assert recorded.breaks(Anchor.read(digest.anchor)) == ()
