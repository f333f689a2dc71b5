"""Holding, releasing and trying letters again; what is listed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mailbot.model.letter import Deferred, Letter, LetterState, Refused, Sent
from mailbot.store.store import Sought, Store

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def queue(store: Store, count: int = 1) -> list[int]:
    letters = [
        Letter(
            f"k{n}",
            f"<k{n}@havering.gov.uk>",
            f"h{n}@Manor.example",
            f"Letter {n}",
            b"Subject: x\r\n\r\ny\r\n",
            "reply",
        )
        for n in range(count)
    ]
    store.queue_digest(NOW.date(), letters, NOW)
    return sorted(letter.id for letter in store.posted(Sought()))


def state(store: Store, letter: int) -> LetterState:
    (posted,) = store.posted(Sought(ids=(letter,)))
    return posted.state


def test_a_held_letter_is_not_sent_and_goes_out_once_released_with_its_full_time(store: Store) -> None:
    first, second = queue(store, 2)
    assert store.hold((first, 999)) == (first,)
    outgoing = store.lease(NOW)
    assert outgoing is not None
    assert outgoing.id == second
    assert store.lease(NOW + timedelta(minutes=9)) is None
    later = NOW + timedelta(days=9)
    assert store.release((first, second), later) == (first,)
    outgoing = store.lease(later)
    assert outgoing is not None
    assert outgoing.id == first
    assert store.conclude(outgoing, Deferred("451 later"), later) is LetterState.DEFERRED


def test_a_letter_that_is_being_sent_or_was_sent_cannot_be_held(store: Store) -> None:
    (letter,) = queue(store)
    outgoing = store.lease(NOW)
    assert outgoing is not None
    assert store.hold((letter,)) == ()
    store.conclude(outgoing, Sent("250"), NOW)
    assert store.hold((letter,)) == store.retry((letter,), NOW) == store.release((letter,), NOW) == ()


def test_a_refused_letter_tried_again_is_the_same_letter_with_five_days_anew(store: Store) -> None:
    (letter,) = queue(store)
    outgoing = store.lease(NOW)
    assert outgoing is not None
    store.conclude(outgoing, Refused("550 5.1.1 no such user"), NOW)
    later = NOW + timedelta(days=8)
    assert store.retry((letter,), later) == (letter,)
    again = store.lease(later)
    assert again is not None
    assert again.letter == outgoing.letter
    assert store.conclude(again, Deferred("451 later"), later) is LetterState.DEFERRED


def test_a_deferred_letter_can_be_tried_at_once(store: Store) -> None:
    (letter,) = queue(store)
    outgoing = store.lease(NOW)
    assert outgoing is not None
    store.conclude(outgoing, Deferred("451 later"), NOW)
    assert store.lease(NOW) is None
    store.retry((letter,), NOW)
    assert store.lease(NOW) is not None


def test_letters_are_found_by_state_recipient_purpose_day_and_number(store: Store) -> None:
    first, second, third = queue(store, 3)
    store.hold((second,))
    found = {
        "all": Sought(),
        "state": Sought(states=(LetterState.HELD,)),
        "to": Sought(to="H2@manor"),
        "to, literally": Sought(to="h_@manor"),
        "purpose": Sought(purpose="digest"),
        "since": Sought(since=NOW + HOUR),
        "ids": Sought(ids=(first, third)),
        "most": Sought(most=1),
        "case": Sought(case="CME-2026-7K3M9QX4TZ"),
    }
    assert {name: [letter.id for letter in store.posted(sought)] for name, sought in found.items()} == {
        "all": [third, second, first],
        "state": [second],
        "to": [third],
        "to, literally": [],
        "purpose": [],
        "since": [],
        "ids": [third, first],
        "most": [third],
        "case": [],
    }


def test_only_what_will_be_tried_has_a_next_try(store: Store) -> None:
    waiting, held = queue(store, 2)
    store.hold((held,))
    assert {letter.id: letter.next_attempt_at for letter in store.posted(Sought())} == {waiting: NOW, held: None}
