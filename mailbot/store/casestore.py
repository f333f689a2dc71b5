"""What officers do with the store: case files, orders, the record, forgetting. Each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from mailbot.casework.disclosure import masked, shown
from mailbot.casework.record import Anchor, breaks
from mailbot.model.case import Case, CaseEvent, Task
from mailbot.model.casefile import CaseFile
from mailbot.model.decision import Decision
from mailbot.model.letter import Letter
from mailbot.store import casefiles, cases, events, forgetting, inbounds, outbox, tasks
from mailbot.store.casefiles import Wanted
from mailbot.store.engine import wipe

__all__ = ["CaseStore", "Wanted"]


class CaseStore:
    """What officers see and order. Restricted facts are left out of everything unless they are asked for."""

    def _transaction(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def listed(self, wanted: Wanted, with_restricted: bool = False) -> tuple[Case, ...]:
        """The cases wanted, the most pressing first."""
        with self._transaction() as connection:
            found = casefiles.listed(connection, wanted)
        return found if with_restricted else tuple(masked(case) if case.restricted else case for case in found)

    def file(self, reference: str, with_restricted: bool = False) -> CaseFile | None:
        """All that is held on a case, with what hangs on its duplicates; None when there is no such case."""
        with self._transaction() as connection:
            found = casefiles.file(connection, reference)
        return found if found is None or with_restricted else shown(found)

    def tasks(self, known: Iterable[Case]) -> tuple[Task, ...]:
        """The tasks of these cases, oldest first."""
        with self._transaction() as connection:
            return tasks.of_cases(connection, [case.reference for case in known])

    def raw(self, inbound_id: int) -> bytes:
        """The bytes of a mail as it came."""
        with self._transaction() as connection:
            return inbounds.raw(connection, inbound_id)

    def letter(self, outbox_id: int) -> bytes:
        """The bytes of a letter."""
        with self._transaction() as connection:
            return outbox.raw(connection, outbox_id)

    def execute(self, decision: Decision, letters: Iterable[Letter], now: datetime) -> None:
        """Write what an officer's order makes happen. Raises Overtaken when a case was changed meanwhile."""
        with self._transaction() as connection:
            write(connection, decision, None, now)
            for letter in letters:
                outbox.enqueue(connection, letter, None, now)
            events.record(connection, decision.events, None)

    # the record

    def anchor(self) -> Anchor:
        """How long the record is, and its last seal: to be kept where nobody who can write here can write."""
        with self._transaction() as connection:
            return events.anchor(connection)

    def breaks(self, known: Anchor | None = None) -> tuple[str, ...]:
        """What is wrong with the record, in words; empty when it is whole."""
        with self._transaction() as connection:
            end, genesis = events.anchor(connection), events.genesis(connection)
            return tuple(breaks(events.entries(connection), genesis, end, known))

    # forgetting

    def due_to_forget(self, before: datetime) -> tuple[tuple[Case, ...], tuple[int, ...]]:
        """(cases that ended before then, mails of before then that speak of no case); nothing is changed."""
        with self._transaction() as connection:
            return forgetting.due(connection, before), forgetting.lone_mails(connection, before)

    def forget(self, before: datetime, actor: str, now: datetime) -> tuple[str, ...]:
        """Forget what is due by then; the references. What was forgotten, when and by whom stays on the record."""
        with self._transaction() as connection:
            references = tuple(case.reference for case in forgetting.due(connection, before))
            forgetting.forget(connection, references, forgetting.lone_mails(connection, before), now)
            happened = [CaseEvent(one, now, "forgotten", "6.1", "retention", actor) for one in references]
            events.record(connection, happened, None)
            engine = connection.engine
        wipe(engine)
        return references


def write(connection: Connection, decision: Decision, inbound_id: int | None, now: datetime) -> None:
    """Cases and tasks as the decision says; its events and letters are the caller's."""
    for opening in decision.openings:
        cases.add(connection, opening, inbound_id, now)
    for changed in decision.updates:
        cases.change(connection, changed, inbound_id, now)
    cases.move(connection, decision.moves)
    cases.relate(connection, decision.links)
    tasks.end(connection, decision.ended, inbound_id)
    tasks.assign(connection, decision.tasks, now)
