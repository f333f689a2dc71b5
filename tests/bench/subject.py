"""What it costs to export all that is held on one child, among few cases and among many.

    python -m tests.bench.subject [--url URL] [cases [mails of the child]]

fills a database (1,000,000 cases with a mail, a letter, a task and three events each; SQLite in a temporary folder, or
PostgreSQL at URL, which must be empty), adds a child of whom 300 mails speak, and prints the seconds. Aim: a minute.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from click.testing import CliRunner
from sqlalchemy import Connection, Table, func, insert, select, update

from mailbot.casework.record import seal, seal_detail
from mailbot.cli.main import main as mailbot
from mailbot.model.case import CaseEvent, CaseStatus
from mailbot.model.command import Verb
from mailbot.store import cases as rows
from mailbot.store.schema import case_mails, cases, chain, event_details, events, inbounds, letter_cases, outbox, tasks
from mailbot.store.store import Store
from tests.casework.build import NOW, a_case, a_child
from tests.store.life import arrive, obey, opened
from tests.story.town import lay_home

CASES, MAILS = 1_000_000, 300
_BATCH = 10_000
_SAID = ("opened", "finding", "letter")


def fill(store: Store, count: int) -> None:
    """Write so many other cases of one mail each, as mail would have brought them; the record stays whole."""
    for start in range(1, count + 1, _BATCH):
        with store._engine.begin() as connection:
            numbers = range(start, min(start + _BATCH, count + 1))
            for table, made in (
                (inbounds, _mail),
                (cases, _case),
                (case_mails, _case_mail),
                (outbox, _letter),
                (letter_cases, _letter_case),
                (tasks, _task),
            ):
                connection.execute(insert(table), [made(number) for number in numbers])
            _record(connection, numbers)
    if store._engine.dialect.name == "postgresql":
        _count_on(store)


def the_child(store: Store, mails: int = MAILS) -> str:
    """A child of whom so many mails speak, each answered, with an officer's note beside each; the case's reference."""
    reference = opened(store, a_child("Subject", "Access"))
    for number in range(1, mails):
        raw = f"Subject: {number}\r\n\r\n{'the family was seen ' * 500}".encode()
        arrive(store, a_child("Subject", "Access"), raw=raw, now=NOW + timedelta(minutes=number))
        obey(store, Verb.NOTE, reference, reason=f"read mail {number}")
    return reference


def export(home: Path, reference: str, out: Path) -> float:
    """Seconds of `mailbot export subject`."""
    start = perf_counter()
    ran = CliRunner().invoke(mailbot, ["--home", str(home), "export", "subject", reference, "--out", str(out)])
    assert ran.exit_code == 0, (ran.output, ran.exception)
    return perf_counter() - start


def _reference(number: int) -> str:
    return f"CME-2025-{number:010d}"


def _case(number: int) -> dict[str, Any]:
    case = a_case(_reference(number), CaseStatus.CLOSED)
    return {**rows._row(case), "opened_at": case.opened_at, "updated_at": case.opened_at}


def _mail(number: int) -> dict[str, Any]:
    raw = b"Subject: a child\r\n\r\n" + b"x" * 200
    held = {"sha256": f"{number:064d}", "raw": raw, "state": "processed", "settled": 1, "reading": {"kind": "referral"}}
    return {"id": number, "mailbox": "cme", "uid_validity": 2, "uid": number, "received_at": NOW, **held}


def _case_mail(number: int) -> dict[str, Any]:
    return {"reference": _reference(number), "inbound_id": number, "child": 0}


def _letter(number: int) -> dict[str, Any]:
    said = {"to": "head@manor.example", "subject": "Your referral", "purpose": "reply", "raw": b"x" * 200}
    sent = {"state": "sent", "queued_at": NOW, "next_attempt_at": NOW, "inbound_id": number}
    return {"id": number, "key": f"f{number}", "message_id": f"<f{number}@havering.gov.uk>", **said, **sent}


def _letter_case(number: int) -> dict[str, Any]:
    return {"outbox_id": number, "reference": _reference(number), "tells_status": 0}


def _task(number: int) -> dict[str, Any]:
    done = {"opened_at": NOW, "done_at": NOW, "outcome": "done", "result": "no trace"}
    return {"id": number, "reference": _reference(number), "code": "search", "clause": "6.1", "says": "Search", **done}


def _record(connection: Connection, numbers: range) -> None:
    end = connection.execute(select(chain)).one()
    previous, happened, words = end.seal, [], []
    for number, (case, name) in enumerate(((c, n) for c in numbers for n in _SAID), end.length + 1):
        event = CaseEvent(
            _reference(case), NOW, name, "5.1", None, "mailbot", "as said", inbound_id=case, number=number
        )
        hidden = seal_detail("salt", event.detail)
        sealed = seal(event, previous, hidden)
        told = {
            "id": number,
            "reference": event.reference,
            "at": NOW,
            "name": name,
            "clause": "5.1",
            "inbound_id": case,
        }
        happened.append({**told, "actor": "mailbot", "detail_seal": hidden, "previous": previous, "seal": sealed})
        words.append({"event_id": number, "salt": "salt", "detail": event.detail})
        previous = sealed
    connection.execute(insert(events), happened)
    connection.execute(insert(event_details), words)
    connection.execute(update(chain).values(length=end.length + len(happened), seal=previous))


def _count_on(store: Store) -> None:
    """PostgreSQL's own numbers go on after those that were given."""
    with store._engine.begin() as connection:
        for table in _numbered():
            last = select(func.max(table.c.id)).scalar_subquery()
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))
        connection.exec_driver_sql("ANALYZE")


def _numbered() -> Iterator[Table]:
    yield from (inbounds, outbox, tasks)


def main(*arguments: str) -> None:
    url = arguments[1] if arguments[:1] == ("--url",) else None
    count, mails = (*map(int, arguments[2 if url else 0 :]), *(CASES, MAILS)[len(arguments) - (2 if url else 0) :])
    with tempfile.TemporaryDirectory() as folder:
        home = lay_home(Path(folder) / "home")
        if url:
            with (home / "config" / "mailbot.toml").open("a", encoding="utf-8") as file:
                file.write(f'[database]\nurl = "{url}"\n')
        start = perf_counter()
        store = Store.open(url or f"sqlite:///{home / 'mailbot.db'}")
        fill(store, count)
        reference = the_child(store, mails)
        store.close()
        print(
            f"{count:,} other cases, {mails} mails of the child (filled in {perf_counter() - start:.0f} s)", flush=True
        )
        print(f"{export(home, reference, Path(folder) / 'subject.zip'):.1f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
