"""A restored backup starts with sending held."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailbot.model.letter import Deferred, Letter, LetterState, Sent
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
    assert store.release_all(NOW)
    assert not store.release_all(NOW)
    first = store.lease(NOW)
    second = store.lease(NOW)
    assert first is not None
    assert second is not None


def test_officers_still_get_what_is_written_after_the_hold_and_nobody_else_gets_anything(store: Store) -> None:
    def wait(key: str, purpose: str, now: datetime) -> None:
        letter = Letter(key, f"<{key}@havering.gov.uk>", "x@manor.example", "x", b"Subject: x\r\n\r\ny\r\n", purpose)
        store.queue_digest(NOW.date() + timedelta(days=int(key[1:])), [letter], now)

    wait("k1", "digest", NOW)
    store.hold_all("restored", "mailbot", NOW + timedelta(hours=1))
    later = NOW + timedelta(hours=2)
    for key, purpose in (("k2", "reply"), ("k3", "digest"), ("k4", "alert")):
        wait(key, purpose, later)
    leased = []
    while (outgoing := store.lease(later)) is not None:
        leased.append(outgoing.letter.key)
    assert leased == ["k3", "k4"]
    assert not store.is_due(later)


def test_the_digest_says_that_sending_is_held_and_how_to_go_on(store: Store) -> None:
    assert store.digest(NOW.date(), NOW).held == ""
    store.hold_all("the database was restored", "mailbot", NOW)
    says = store.digest(NOW.date(), NOW).held
    assert says.startswith("Sending is held since 24 November 2026, by mailbot: the database was restored.")
    assert "mailbot outbox release --all" in says


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
    store.release_all(NOW)
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
    store.release_all(NOW)
    assert store.lease(NOW + timedelta(days=1)) is None


def test_a_week_of_holding_does_not_count_against_a_letter_that_waits(store: Store) -> None:
    queue(store)
    store.hold_all("restored", "mailbot", NOW)
    after = NOW + timedelta(days=7)
    assert store.release_all(after)
    outgoing = store.lease(after)
    assert outgoing is not None
    assert store.conclude(outgoing, Deferred("451 later"), after) is LetterState.DEFERRED
