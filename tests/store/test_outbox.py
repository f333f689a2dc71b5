from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mailbot.model.letter import Deferred, Letter, LetterState, Refused, Sent
from mailbot.store.store import Store

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def letter(key: str = "k1", to: str = "head@manor.example") -> Letter:
    return Letter(key, f"<{key}@havering.gov.uk>", to, "We have your message", b"Subject: x\r\n\r\ny\r\n", "reply")


def queue(store: Store, *letters: Letter) -> None:
    store.queue_digest(NOW.date() + timedelta(days=len(letters[0].key)), letters, NOW)


def test_the_same_decision_never_makes_a_second_letter(store: Store) -> None:
    queue(store, letter(), letter())
    assert store.lease(NOW) is not None
    assert store.lease(NOW) is None


def test_a_sent_letter_is_not_sent_again(store: Store) -> None:
    queue(store, letter())
    outgoing = store.lease(NOW)
    assert outgoing is not None
    assert outgoing.letter == letter()
    assert store.conclude(outgoing, Sent("250 taken"), NOW) is LetterState.SENT
    assert store.lease(NOW + timedelta(days=9)) is None


def test_a_letter_whose_sending_was_cut_off_goes_out_again_unchanged_when_its_lease_ends(store: Store) -> None:
    queue(store, letter())
    first = store.lease(NOW)
    assert store.lease(NOW + 9 * MINUTE) is None
    again = store.lease(NOW + 10 * MINUTE)
    assert first is not None
    assert again is not None
    assert again.letter == first.letter


def test_a_deferred_letter_is_tried_again_ever_later_and_given_up_after_five_days(store: Store) -> None:
    queue(store, letter())
    now, waits = NOW, []
    for _ in range(200):
        outgoing = store.lease(now)
        assert outgoing is not None
        state = store.conclude(outgoing, Deferred("451 4.7.1 later"), now)
        if state is LetterState.REFUSED:
            break
        start = now
        while not store.is_due(now):
            now += MINUTE
        waits.append((now - start) // MINUTE)
    assert waits[:6] == [1, 5, 15, 30, 60, 120]
    assert set(waits[6:]) == {120}
    assert timedelta(days=5) < now - NOW < timedelta(days=5, hours=2, minutes=1)
    (refused,) = store.digest(now.date(), now).refused
    assert refused.answer == "451 4.7.1 later"


def test_a_refused_letter_is_told_to_an_officer_and_not_tried_again(store: Store) -> None:
    queue(store, letter())
    outgoing = store.lease(NOW)
    assert outgoing is not None
    assert store.conclude(outgoing, Refused("550 5.1.1 no such user"), NOW + MINUTE) is LetterState.REFUSED
    assert store.lease(NOW + timedelta(days=9)) is None
    (refused,) = store.digest(NOW.date(), NOW + 2 * MINUTE).refused
    assert refused.answer == "550 5.1.1 no such user"


def test_an_address_gets_no_more_than_its_share_a_day(store: Store) -> None:
    queue(store, *(letter(f"k{n}") for n in range(3)))
    assert store.letters_left("head@manor.example", NOW, a_day=4, an_hour=100)
    assert not store.letters_left("head@manor.example", NOW, a_day=3, an_hour=100)
    assert store.letters_left("head@manor.example", NOW + timedelta(days=1), a_day=3, an_hour=100)
    assert store.letters_left("other@manor.example", NOW, a_day=1, an_hour=100)
    assert not store.letters_left("other@manor.example", NOW, a_day=1, an_hour=3)


def test_a_day_has_one_digest(store: Store) -> None:
    assert store.queue_digest(NOW.date(), [letter("d1")], NOW)
    assert not store.queue_digest(NOW.date(), [letter("d2")], NOW + timedelta(hours=1))
    assert store.queue_digest(NOW.date() + timedelta(days=1), [letter("d3")], NOW + timedelta(days=1))
