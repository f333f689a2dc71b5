from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mailbot.model.letter import Deferred, Letter, LetterState, Outgoing, Refused, Sent
from mailbot.store.outbox import back_off
from mailbot.store.store import Sought, Store

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
    assert store.lease(NOW + 19 * MINUTE) is None
    again = store.lease(NOW + 20 * MINUTE)
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
        waits.append((now - start) / MINUTE)
    for waited, plain in zip(waits, [1, 5, 15, 30, 60, *[120] * 200], strict=False):
        assert plain <= waited <= 1.2 * plain + 1  # looked at once a minute
    assert timedelta(days=5) < now - NOW < timedelta(days=5, hours=3)
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


def test_letters_that_failed_together_come_back_apart_and_each_at_the_same_time_whenever_it_is_computed() -> None:
    pauses = [back_off(Outgoing(1, letter(f"k{n}"), 1, LetterState.SENDING, NOW)) for n in range(200)]
    assert len(set(pauses)) > 50
    assert timedelta(minutes=5) <= min(pauses) < timedelta(minutes=5.1)
    assert timedelta(minutes=5.9) < max(pauses) < timedelta(minutes=6)
    assert pauses == [back_off(Outgoing(1, letter(f"k{n}"), 1, LetterState.SENDING, NOW)) for n in range(200)]


def test_what_a_lease_says_that_has_run_out_is_not_written(store: Store) -> None:
    queue(store, letter())
    late = store.lease(NOW)
    again = store.lease(NOW + 21 * MINUTE)
    assert late is not None
    assert again is not None
    store.conclude(again, Sent("250 taken"), NOW + 12 * MINUTE)
    store.conclude(late, Refused("550 no"), NOW + 13 * MINUTE)
    (posted,) = store.posted(Sought())
    assert (posted.state, posted.last_answer) == (LetterState.SENT, "250 taken")


def test_a_day_has_one_digest(store: Store) -> None:
    assert store.queue_digest(NOW.date(), [letter("d1")], NOW)
    assert not store.queue_digest(NOW.date(), [letter("d2")], NOW + timedelta(hours=1))
    assert store.queue_digest(NOW.date() + timedelta(days=1), [letter("d3")], NOW + timedelta(days=1))
