from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text

from mailbot.casework.decide import quarantine
from mailbot.casework.duplicates import Marks
from mailbot.casework.keys import asked_keys
from mailbot.casework.person import Person
from mailbot.model.case import CaseStatus
from mailbot.model.decision import Decision
from mailbot.model.inbound import Fetched, Inbound
from mailbot.model.referral import Child, Contact, Mailbox
from mailbot.store import indexing
from mailbot.store.candidates import MOST_CASES
from mailbot.store.store import Store
from tests.casework.build import NOW, a_reading, read
from tests.casework.population import Town, a_known_case, case_of
from tests.store.bulk import load

PHONE = "+447700900123"
REFERENCE = "CME-2026-7K3M9QX4TZ"


def a_child(
    forename: str | None = "Zoë",
    surname: str | None = "O'Brien-Nkemelu",
    born: date | None = date(2015, 4, 3),
    **more: str,
) -> Child:
    return Child(
        forename=read(forename) if forename else None,
        surname=read(surname) if surname else None,
        date_of_birth=read(born) if born else None,
        upn=read(more["upn"]) if "upn" in more else None,
        postcode=read(more["postcode"]) if "postcode" in more else None,
        contacts=(Contact(phones=(read(more["phone"]),)),) if "phone" in more else (),
    )


ZOE = a_child(upn="X311400124001", postcode="RM1 3BB", phone=PHONE)


def found(store: Store, *children: Child, quoted: tuple[str, ...] = ()) -> list[str]:
    return [case.reference for case in store.candidates(a_reading(children=children, quoted=quoted))]


@pytest.mark.parametrize(
    "told",
    [
        a_child(None, None, None, upn="X311400124001"),
        a_child("Zoe", "Nkemelu"),
        a_child("Nkemelu", "Zoe"),
        a_child("Soe", "Obrien"),
        a_child("Zoe", "Smith"),
        a_child("Ada", "Brien-Nkemelu"),
        a_child("Zoe", "Nkemelu", date(2015, 3, 4)),
        a_child("Zoe", "Nkemelu", date(2015, 4, 8)),
        a_child("Zoe", "Nkemelu", date(2015, 9, 3)),
        a_child("Zoe", "Nkemelu", date(2005, 4, 3)),
        a_child("Zoe", "Other", None, postcode="RM1 3BB"),
        a_child("Zoe", "Nkemelu", None),
        a_child(None, None, None, phone=PHONE),
    ],
    ids=[
        "UPN",
        "part of the surname",
        "surname first",
        "other letters",
        "other surname",
        "other forename",
        "day and month exchanged",
        "another day",
        "another month",
        "another year",
        "postcode and a name",
        "no birth",
        "telephone",
    ],
)
def test_a_case_is_among_the_candidates_after_any_one_slip(store: Store, told: Child) -> None:
    load(store, [case_of(ZOE, REFERENCE), case_of(a_child("Ali", "Khan", date(2012, 1, 1)), "CME-2026-0000000001")])
    assert found(store, told) == [REFERENCE]


def test_a_case_without_a_date_of_birth_is_found_by_name(store: Store) -> None:
    load(store, [case_of(a_child(born=None), REFERENCE)])
    assert found(store, a_child("Zoe", "Nkemelu")) == [REFERENCE]


def test_another_child_is_no_candidate(store: Store) -> None:
    load(store, [case_of(ZOE, REFERENCE)])
    assert found(store, a_child("Ali", "Khan", date(2015, 4, 4))) == []
    assert found(store, Child()) == []


def test_a_quoted_case_is_a_candidate_whoever_the_child_is(store: Store) -> None:
    load(store, [case_of(ZOE, REFERENCE)])
    assert found(store, quoted=(REFERENCE, "CME-2026-0000000009")) == [REFERENCE]


def test_with_a_duplicate_comes_the_case_that_it_was_merged_into(store: Store) -> None:
    main = case_of(a_child("Aoife", "Murphy", date(2011, 1, 1)), "CME-2026-0000000001")
    duplicate = replace(case_of(ZOE, REFERENCE), status=CaseStatus.DUPLICATE, duplicate_of=main.reference)
    load(store, [main, duplicate])
    assert found(store, a_child("Zoe", "Nkemelu")) == [REFERENCE, main.reference]


def test_however_many_share_a_telephone_the_most_alike_are_taken_and_few(store: Store) -> None:
    town = Town()
    many = [replace(one.child(), contacts=ZOE.contacts) for one in town.children(300)]
    load(store, (case_of(one, f"CME-2025-{number:010d}") for number, one in enumerate([*many[:150], ZOE, *many[150:]])))
    assert found(store, ZOE) == ["CME-2025-0000000150"]
    assert len(found(store, a_child(None, None, None, phone=PHONE))) == MOST_CASES


def test_every_child_of_a_mail_gets_its_candidates(store: Store) -> None:
    children = [one.child() for one in Town().children(12)]
    load(store, (case_of(one, f"CME-2026-{number:010d}") for number, one in enumerate(children)))
    assert set(found(store, *children)) >= {f"CME-2026-{number:010d}" for number in range(12)}


def test_a_candidate_comes_with_all_that_its_child_is_recognised_by(store: Store) -> None:
    load(store, [case_of(ZOE, REFERENCE)])
    (case,) = store.candidates(a_reading(children=(ZOE,)))
    assert Person.of_case(case) == Person.of_child(ZOE)


def test_a_changed_case_is_found_by_what_it_says_now(store: Store) -> None:
    load(store, [case_of(ZOE, REFERENCE)])
    with store._engine.begin() as connection:
        indexing.index(connection, case_of(a_child("Amina", "Hassan", date(2013, 5, 6)), REFERENCE))
    assert found(store, a_child("Amina", "Hassan", date(2013, 5, 6))) == [REFERENCE]
    assert found(store, ZOE) == []


def test_the_keys_of_a_removed_case_go_with_it(store: Store) -> None:
    load(store, [case_of(ZOE, REFERENCE)])
    with store._engine.begin() as connection:
        connection.execute(text("DELETE FROM cases"))
        assert connection.execute(text("SELECT count(*) FROM case_keys")).scalar_one() == 0


def test_keys_made_anew_are_those_that_were_written(store: Store) -> None:
    town = Town()
    load(store, [a_known_case(one, f"CME-2026-{n:010d}", town.random) for n, one in enumerate(town.children(2500))])
    every = text("SELECT key, reference FROM case_keys ORDER BY key, reference")
    with store._engine.begin() as connection:
        before = connection.execute(every).all()
        indexing.reindex(connection)
        assert connection.execute(every).all() == before


def test_a_child_of_very_long_names_asks_for_few_keys() -> None:
    long = a_child("Alex Sam " * 1000, "Mo-" * 5000, upn="X311400124001", postcode="RM1 3BB")
    assert len(asked_keys(Person.of_child(long))) < 60


@pytest.fixture
def processed(store: Store) -> Callable[[str | None, str, datetime], Inbound]:
    """Receive a mail, finish it under a mark; the inbound."""

    def one(message_id: str | None, mark: str, at: datetime) -> Inbound:
        store.receive(Fetched(Mailbox.CME, 1, int(at.timestamp()), b"x", at), at)
        inbound = store.begin()
        assert inbound is not None
        store.apply(inbound, Decision(None, None, None), (), mark, at)
        with store._engine.begin() as connection:
            connection.execute(text("UPDATE inbounds SET message_id = :m"), {"m": message_id})
        return inbound

    return one


@pytest.mark.parametrize(
    ("message_id", "marks", "days", "same"),
    [
        ("a@x.example", Marks("m"), 400, True),
        ("a@x.example", Marks("n"), 0, False),
        ("b@x.example", Marks("m"), 0, False),
        ("b@x.example", Marks("n", ("n", "m")), 13, True),
        ("b@x.example", Marks("n", ("n", "m")), 15, False),
        (None, Marks("m"), 0, False),
    ],
    ids=["same mail", "same id, other words", "other id", "sent again", "sent again much later", "no id"],
)
def test_the_mail_that_came_before(
    store: Store,
    processed: Callable[[str | None, str, datetime], Inbound],
    message_id: str | None,
    marks: Marks,
    days: int,
    same: bool,
) -> None:
    first = processed("a@x.example", "m", NOW)
    at = NOW + timedelta(days=days)
    assert store.receive(Fetched(Mailbox.ADMISSIONS, 1, 7, b"x", at), at) is not None
    second = store.begin()
    assert second is not None
    assert store.twin(second, message_id, marks) == (first.id if same else None)


def test_mails_without_an_id_are_not_the_same_for_having_none(
    store: Store, processed: Callable[[str | None, str, datetime], Inbound]
) -> None:
    processed(None, "m", NOW)
    second = processed(None, "m", NOW + timedelta(seconds=1))
    assert store.twin(second, None, Marks("m")) is None


def test_a_mail_that_was_put_aside_keeps_no_other_from_being_read(store: Store) -> None:
    store.receive(Fetched(Mailbox.CME, 1, 1, b"x", NOW), NOW)
    inbound = store.begin()
    assert inbound is not None
    store.apply(inbound, quarantine("a password is needed"), (), "m", NOW)
    store.receive(Fetched(Mailbox.CME, 1, 2, b"x", NOW), NOW)
    second = store.begin()
    assert second is not None
    assert store.twin(second, None, Marks("m", ("m",))) is None
