from __future__ import annotations

from datetime import UTC, datetime

from mailbot.casework.decide import quarantine
from mailbot.model.inbound import Fetched
from mailbot.model.referral import Mailbox
from mailbot.store.store import Store

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LARGEST = 4294967295  # UIDs and UIDVALIDITY are 32 bits, unsigned


def fetched(uid: int, raw: bytes = b"Subject: x\r\n\r\ny", validity: int = 1) -> Fetched:
    return Fetched(Mailbox.CME, validity, uid, raw, NOW)


def test_a_mail_is_stored_byte_for_byte_and_only_once(store: Store) -> None:
    raw = bytes(range(256)) * 20
    assert store.receive(fetched(7, raw), NOW) is not None
    assert store.receive(fetched(7, raw), NOW) is None
    inbound = store.begin()
    assert inbound is not None
    assert (inbound.raw, inbound.uid, inbound.mailbox, inbound.received_at) == (raw, 7, Mailbox.CME, NOW)


def test_the_largest_numbers_of_the_protocol_fit(store: Store) -> None:
    store.receive(fetched(LARGEST, validity=LARGEST), NOW)
    store.advance(Mailbox.CME, LARGEST, LARGEST, NOW)
    assert store.cursor(Mailbox.CME, LARGEST) == LARGEST
    assert store.known_uids(Mailbox.CME, LARGEST) == {LARGEST}


def test_the_cursor_begins_anew_when_uidvalidity_changes(store: Store) -> None:
    store.advance(Mailbox.CME, 1, 40, NOW)
    assert store.cursor(Mailbox.CME, 1) == 40
    assert store.cursor(Mailbox.CME, 2) == 0
    assert store.cursor(Mailbox.ADMISSIONS, 1) == 0
    store.advance(Mailbox.CME, 2, 3, NOW)
    assert store.cursor(Mailbox.CME, 2) == 3


def test_a_stored_mail_stays_unsettled_until_the_mailbox_was_changed(store: Store) -> None:
    inbound_id = store.receive(fetched(7), NOW)
    assert inbound_id is not None
    assert list(store.unsettled(Mailbox.CME, 1)) == [(inbound_id, 7)]
    store.settle(inbound_id)
    assert list(store.unsettled(Mailbox.CME, 1)) == []


def test_every_start_of_processing_is_counted_before_it_begins(store: Store) -> None:
    store.receive(fetched(7), NOW)
    attempts = [inbound.attempts for _ in range(3) if (inbound := store.begin()) is not None]
    assert attempts == [1, 2, 3]


def test_a_quarantined_mail_waits_no_longer_and_stands_in_the_digest_with_its_reason(store: Store) -> None:
    store.receive(fetched(7), NOW)
    inbound = store.begin()
    assert inbound is not None
    store.apply(inbound, quarantine("a password is needed"), (), "f" * 64, NOW)
    assert store.begin() is None
    (mail,) = store.digest(NOW.date(), NOW).quarantined
    assert (mail.inbound_id, mail.reason) == (inbound.id, "a password is needed")
