from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from mailbot.model.command import Verb
from mailbot.model.referral import Kind
from mailbot.store.store import Store
from tests.casework.build import NOW, a_child, read
from tests.store.life import OLU, arrive, closed, obey, opened

LONG_AGO = NOW - timedelta(days=8 * 365)
BEFORE = NOW - timedelta(days=7 * 365)
CANARY = "Quetzalcoatl"
SECRET = replace(a_child(CANARY, f"{CANARY}son"), address=read(f"1 {CANARY} Road"), upn=read("Q123456789012"))
RAW = f"Subject: {CANARY}\r\n\r\n{CANARY} is missing.".encode()


def old_case(store: Store, when: datetime = LONG_AGO, child: object = SECRET) -> str:
    reference = opened(store, child, raw=RAW, now=when)  # type: ignore[arg-type]
    obey(store, Verb.NOTE, reference, reason=f"{CANARY} was seen", now=when)
    obey(store, Verb.CORRECT, reference, field="last_school", value=f"{CANARY} Primary", now=when)
    closed(store, reference, now=when)
    return reference


def everything(store: Store) -> str:
    """Every row of every table, as text."""
    with store._transaction() as connection:
        names = inspect(connection).get_table_names()
        return "\n".join(repr(row) for name in names for row in connection.execute(text(f"SELECT * FROM {name}")))


def test_what_is_older_than_it_is_kept_is_shown_and_nothing_is_changed(store: Store) -> None:
    reference = old_case(store)
    cases, mails = store.due_to_forget(BEFORE)
    assert ([case.reference for case in cases], mails) == ([reference], ())
    assert CANARY in everything(store)


def test_a_forgotten_case_leaves_its_skeleton_and_the_record_still_holds(store: Store) -> None:
    reference = old_case(store)
    events = len(store.file(reference).events)  # type: ignore[union-attr]
    anchor = store.anchor()
    assert store.forget(BEFORE, OLU, NOW) == (reference,)
    assert CANARY not in everything(store)
    file = store.file(reference)
    assert file is not None
    assert (file.case.closing_reason, file.case.closed_at, file.case.opened_at) == ("on_roll_here", LONG_AGO, LONG_AGO)
    assert len(file.events) == events + 1
    assert (file.events[-1].name, file.events[-1].actor) == ("forgotten", OLU)
    assert not any(event.detail for event in file.events[:-1])
    assert store.breaks(anchor) == ()
    assert store.due_to_forget(NOW) == ((), ())


def test_a_forgotten_mail_is_not_fetched_again(store: Store) -> None:
    old_case(store)
    from mailbot.model.referral import Mailbox

    known = store.known_uids(Mailbox.CME, 1)
    store.forget(BEFORE, OLU, NOW)
    assert store.known_uids(Mailbox.CME, 1) == known


def test_nothing_that_is_open_younger_or_on_hold_is_forgotten(store: Store) -> None:
    held = old_case(store)
    obey(store, Verb.HOLD, held, on="yes")
    young = old_case(store, BEFORE + timedelta(days=1), a_child("Young", "Child"))
    still_open = opened(store, a_child("Open", "Case"), now=LONG_AGO)
    assert store.forget(BEFORE, OLU, NOW) == ()
    assert all(store.file(one).case.surname for one in (held, young, still_open))  # type: ignore[union-attr]


def test_a_mail_that_a_remembered_case_needs_stays(store: Store) -> None:
    brother = a_child("Ali", born=date(2017, 1, 1))
    decision = arrive(store, SECRET, brother, raw=RAW, now=LONG_AGO)
    first, second = (opening.case.reference for opening in decision.openings)
    closed(store, first, now=LONG_AGO)
    assert store.forget(BEFORE, OLU, NOW) == (first,)
    assert store.raw(store.file(second).mails[0].inbound_id) == RAW  # type: ignore[union-attr]
    closed(store, second, now=LONG_AGO)
    assert store.forget(BEFORE, OLU, NOW) == (second,)
    assert CANARY not in everything(store)


def test_a_duplicate_goes_with_its_case_and_a_mail_of_no_case_by_its_age(store: Store) -> None:
    stays = opened(store, a_child("Mia", "Stone"), now=LONG_AGO)
    duplicate = opened(store, SECRET, raw=RAW, now=LONG_AGO)
    obey(store, Verb.MERGE, duplicate, into=stays, now=LONG_AGO)
    closed(store, stays, now=LONG_AGO)
    arrive(store, a_child("No", "Case"), kind=Kind.CASE_UPDATE, raw=RAW + b"!", now=LONG_AGO)
    cases, mails = store.due_to_forget(BEFORE)
    assert ([case.reference for case in cases], len(mails)) == ([stays, duplicate], 1)
    store.forget(BEFORE, OLU, NOW)
    assert CANARY not in everything(store)


def test_the_files_of_sqlite_hold_nothing_of_it_either(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'mailbot.db'}")
    old_case(store)
    store.forget(BEFORE, OLU, NOW)
    assert not any(CANARY.encode() in path.read_bytes() for path in tmp_path.iterdir())
    store.close()


@pytest.mark.parametrize("days", [0, 1])
def test_the_day_itself_is_still_kept(store: Store, days: int) -> None:
    reference = old_case(store, BEFORE - timedelta(days=days))
    assert store.forget(BEFORE, OLU, NOW) == ((reference,) if days else ())
