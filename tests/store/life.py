"""Cases brought into a store the way mail and officers bring them, without reading any mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from mailbot.casework.circumstances import Circumstances
from mailbot.casework.commands import command
from mailbot.casework.decide import decide
from mailbot.model.command import Command, Verb
from mailbot.model.decision import Decision
from mailbot.model.inbound import Fetched
from mailbot.model.letter import Letter
from mailbot.model.message import Standing
from mailbot.model.policy import Action
from mailbot.model.referral import Child, Kind, Mailbox
from mailbot.store.store import Store
from tests.casework.build import NOW, OURS, a_child, a_message, a_reading, a_triage

OLU, BEA = "Olu Bright", "Bea Stone"
_UIDS = count(1)
SEARCH = Action("search_systems", "6.1", "Search the systems", due_school_days=2)


def numbered() -> Iterator[str]:
    return (f"CME-2026-{number:010d}" for number in count(next(_UIDS) * 100))


def arrive(
    store: Store,
    *children: Child,
    kind: Kind = Kind.REFERRAL,
    raw: bytes | None = None,
    now: datetime = NOW,
    **triage: Any,
) -> Decision:
    """A mail about these children comes from the proven head of Manor, is decided on and applied."""
    uid = next(_UIDS)
    store.receive(Fetched(Mailbox.CME, 1, uid, raw or f"Subject: {uid}\r\n\r\nx".encode(), now), now)
    inbound = store.begin()
    assert inbound is not None
    reading = a_reading(kind, children or (a_child(),))
    known = store.candidates(reading)
    circumstances = Circumstances(known, OURS, now, numbered(), _due, tasks=store.tasks(known))
    message = replace(a_message(standing=Standing.PROVEN), message_id=f"m{uid}@manor.example")
    decision = decide(message, reading, a_triage(**{"actions": (SEARCH,), **triage}), circumstances)
    store.apply(inbound, decision, (a_letter(uid, *(o.case.reference for o in decision.openings)),), f"{uid:064d}", now)
    return decision


def opened(store: Store, *children: Child, **how: Any) -> str:
    """The reference of the first case that such a mail opens."""
    return arrive(store, *children, **how).openings[0].case.reference


def obey(
    store: Store,
    verb: Verb,
    reference: str,
    actor: str = OLU,
    reason: str = "as seen",
    now: datetime = NOW,
    **values: str,
) -> Decision:
    """An officer's order is decided on and carried out."""
    file = store.file(reference, with_restricted=True)
    assert file is not None
    name = values.get("into") or file.case.duplicate_of
    other = store.file(name, with_restricted=True) if name else None
    circumstances = Circumstances((), OURS, now, numbered(), _due)
    given = Command(verb, reference, actor, now, reason, tuple(values.items()))
    decision = command(file, given, circumstances, other)
    store.execute(decision, (), now)
    return decision


def closed(store: Store, reference: str, now: datetime = NOW) -> None:
    """The case is closed as found on roll, all that was to do waived."""
    obey(store, Verb.STATUS, reference, to="enquiries", now=now)
    obey(store, Verb.STATUS, reference, to="review", now=now)
    file = store.file(reference)
    assert file is not None
    for task in file.open_tasks:
        obey(store, Verb.TASK, reference, code=task.code, outcome="waived", now=now)
    obey(store, Verb.CLOSE, reference, outcome="on_roll_here", now=now)


def a_letter(number: int, *cases: str, to: str = "head@manor.example") -> Letter:
    raw = f"Subject: {number}\r\nTo: {to}\r\n\r\nx\r\n".encode()
    return Letter(f"k{number}", f"<k{number}@havering.gov.uk>", to, "Your referral", raw, "reply", cases)


def _due(school_days: int) -> date:
    return NOW.date() + timedelta(days=school_days)
