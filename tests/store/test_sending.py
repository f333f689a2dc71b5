"""A restored backup starts with sending held."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailbot.model.letter import Letter, Sent
from mailbot.store.store import Store

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HERE, THERE = "machine-a", "machine-b"


def queue(store: Store, key: str = "k1") -> None:
    letter = Letter(key, f"<{key}@havering.gov.uk>", "head@manor.example", "x", b"Subject: x\r\n\r\ny\r\n", "reply")
    store.queue_digest(NOW.date() + timedelta(days=int(key[1:])), [letter], NOW)


def start(store: Store, beside: str | None, machine: str = HERE, fresh: str = "aa") -> str:
    return store.started(beside, machine, fresh, "mailbot", NOW)


def test_a_held_database_sends_nothing_and_takes_new_letters_all_the_same(store: Store) -> None:
    queue(store)
    store.hold_all("a rehearsal", "A. Officer", NOW)
    queue(store, "k2")
    assert not store.is_due(NOW)
    assert store.lease(NOW) is None
    held = store.held()
    assert held is not None
    assert (held.why, held.by, held.since) == ("a rehearsal", "A. Officer", NOW)
    assert store.release_all()
    assert not store.release_all()
    first = store.lease(NOW)
    second = store.lease(NOW)
    assert first is not None
    assert second is not None


def test_a_second_hold_keeps_the_first_ones_reason(store: Store) -> None:
    store.hold_all("first", "A", NOW)
    store.hold_all("second", "B", NOW)
    held = store.held()
    assert held is not None
    assert held.why == "first"


def test_start_after_start_in_the_same_place_holds_nothing(store: Store) -> None:
    mark = None
    for number in range(1, 5):
        mark = start(store, mark)
        assert mark == f"aa {HERE} {number}"
    assert store.held() is None


def test_cuts_between_the_database_and_the_mark_beside_it_hold_nothing(store: Store) -> None:
    mark = start(store, None)
    for _ in range(3):
        start(store, mark)  # its own mark was never written
    assert store.held() is None


@pytest.mark.parametrize(
    ("beside", "machine", "why"),
    [
        (None, HERE, "another place"),
        (f"bb {HERE} 3", HERE, "another database has worked in this place"),
        (f"aa {HERE} 9", HERE, "older than it was"),
        (f"aa {THERE} 3", HERE, "another machine"),
        (f"aa {HERE} 3", THERE, "another machine"),
        ("nonsense", HERE, "cannot be read"),
        (f"aa {HERE} many", HERE, "cannot be read"),
        ("", HERE, "cannot be read"),
    ],
)
def test_a_database_that_is_not_the_one_that_worked_here_last_is_held(
    store: Store, beside: str | None, machine: str, why: str
) -> None:
    mark: str | None = None
    for _ in range(3):
        mark = start(store, mark)
    after = start(store, beside, machine, fresh="cc")
    held = store.held()
    assert held is not None
    assert why in held.why
    assert after == f"cc {machine} 1"


def test_it_stays_held_through_further_starts_until_an_officer_releases_it(store: Store) -> None:
    mark = start(store, start(store, None), THERE, "bb")
    mark = start(store, mark, THERE)
    assert store.held() is not None
    store.release_all()
    mark = start(store, mark, THERE)
    assert store.held() is None
    assert mark == f"bb {THERE} 3"


def test_a_new_database_where_another_was_is_held(store: Store) -> None:
    start(store, f"aa {HERE} 7")
    held = store.held()
    assert held is not None
    assert "new" in held.why


def test_what_is_being_sent_when_sending_is_held_is_still_concluded(store: Store) -> None:
    queue(store)
    outgoing = store.lease(NOW)
    assert outgoing is not None
    store.hold_all("now", "A", NOW)
    store.conclude(outgoing, Sent("250"), NOW)
    store.release_all()
    assert store.lease(NOW + timedelta(days=1)) is None
