"""The store as the rest of the house sees it: each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError as DatabaseFault

from mailbot.casework.duplicates import Marks
from mailbot.casework.public import decision_json
from mailbot.model.case import Case
from mailbot.model.decision import Decision
from mailbot.model.digest import Digest, DigestMail
from mailbot.model.inbound import Fetched, Inbound, InboundState
from mailbot.model.letter import Letter, LetterState, Outcome, Outgoing
from mailbot.model.referral import Mailbox, Reading
from mailbot.store import bounces, candidates, events, inbounds, lock, outbox, overview
from mailbot.store.cases import Overtaken
from mailbot.store.casestore import CaseStore, Wanted, write
from mailbot.store.engine import NotDurable, Unwritable, open_engine
from mailbot.store.letterstore import Held, LetterStore, Posted, Saved, Sought, Version
from mailbot.store.lock import AlreadyRunning

__all__ = [
    "AlreadyRunning",
    "DatabaseFault",
    "Held",
    "NotDurable",
    "Overtaken",
    "Posted",
    "Saved",
    "Sought",
    "Store",
    "Unwritable",
    "Version",
    "Wanted",
]


class Store(CaseStore, LetterStore):
    """The database. Raises SQLAlchemy's errors when it cannot be reached, NotDurable when it would forget."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str, password: str | None = None) -> Store:
        """Open `url` (SQLAlchemy's form), with its password apart, and bring its schema up to date."""
        return cls(open_engine(url, password))

    def close(self) -> None:
        self._engine.dispose()

    @property
    def url(self) -> str:
        """The database's URL, with its password."""
        return self._engine.url.render_as_string(hide_password=False)

    def alone(self) -> AbstractContextManager[None]:
        """Hold the lock of the one daemon that may work here. Entering raises AlreadyRunning."""
        return lock.alone(self._engine)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    # receive

    def cursor(self, mailbox: Mailbox, uid_validity: int) -> int:
        """Up to which UID this folder is done; 0 when unknown."""
        with self._transaction() as connection:
            return inbounds.cursor(connection, mailbox, uid_validity)

    def known_uids(self, mailbox: Mailbox, uid_validity: int) -> frozenset[int]:
        """Every UID of this folder whose bytes are stored."""
        with self._transaction() as connection:
            return inbounds.known_uids(connection, mailbox, uid_validity)

    def receive(self, fetched: Fetched, now: datetime) -> int | None:
        """Store a mail's bytes; the new id, None when it is already here. Committed on return."""
        with self._transaction() as connection:
            return inbounds.receive(connection, fetched, now)

    def void_uids(self, mailbox: Mailbox, uid_validity: int) -> None:
        """The server gives out its UIDs anew: none is known, and a mail that is here is told by its bytes alone."""
        with self._transaction() as connection:
            inbounds.void_uids(connection, mailbox, uid_validity)

    def advance(self, mailbox: Mailbox, uid_validity: int, uid: int, now: datetime) -> None:
        """Every UID up to `uid` is stored or gone; also the time of this poll."""
        with self._transaction() as connection:
            inbounds.advance(connection, mailbox, uid_validity, uid, now)

    def unsettled(self, mailbox: Mailbox, uid_validity: int) -> Sequence[tuple[int, int]]:
        """(id, UID) of the mails that are stored but not yet moved or flagged in the mailbox."""
        with self._transaction() as connection:
            return inbounds.unsettled(connection, mailbox, uid_validity)

    def settle(self, inbound_id: int) -> None:
        """The mail was moved or flagged in the mailbox."""
        with self._transaction() as connection:
            inbounds.settle(connection, inbound_id)

    # process

    def begin(self, after: int = 0) -> Inbound | None:
        """The oldest waiting mail above id `after`, its attempt counted and committed; None when all are done."""
        with self._transaction() as connection:
            return inbounds.begin(connection, after)

    def take_back(self, inbound_id: int) -> None:
        """The last attempt does not count: it failed for no fault of the mail."""
        with self._transaction() as connection:
            inbounds.take_back(connection, inbound_id)

    def put_aside(self) -> tuple[DigestMail, ...]:
        """Every mail in quarantine, oldest first, with its reason."""
        with self._transaction() as connection:
            return overview.put_aside(connection)

    def read_again(self, inbound_id: int) -> bool:
        """Let a quarantined mail be processed anew; False when it is not in quarantine."""
        with self._transaction() as connection:
            return inbounds.read_again(connection, inbound_id)

    def processed(self, since: datetime, after: int = 0) -> tuple[Inbound, dict[str, Any]] | None:
        """The first processed mail above id `after` that came since then, with the public form of its reading."""
        with self._transaction() as connection:
            return inbounds.processed(connection, since, after)

    def twin(self, inbound: Inbound, message_id: str | None, marks: Marks) -> int | None:
        """An earlier mail that is the same one, or None."""
        with self._transaction() as connection:
            return inbounds.twin(connection, inbound.id, message_id, marks, inbound.received_at)

    def candidates(self, reading: Reading, answered: Iterable[str] = ()) -> tuple[Case, ...]:
        """Every case that the mail might speak of, `answered` ones too."""
        with self._transaction() as connection:
            return candidates.candidates(connection, reading, answered)

    def apply(
        self, inbound: Inbound, decision: Decision, letters: Iterable[Letter], fingerprint: str, now: datetime
    ) -> None:
        """Write all that a decision says, in one transaction. Raises Overtaken when a case was changed meanwhile."""
        with self._transaction() as connection:
            write(connection, decision, inbound.id, now)
            for letter in letters:
                outbox.enqueue(connection, letter, inbound.id, now)
            inbounds.finish(
                connection,
                inbound.id,
                InboundState.QUARANTINED if decision.quarantine else InboundState.PROCESSED,
                now,
                message_id=decision.message.message_id if decision.message else None,
                fingerprint=fingerprint,
                duplicate_of=decision.duplicate_of,
                reason=_reason(decision),
                reading=decision_json(decision, inbound.mailbox),
            )
            returned = bounces.returned(connection, decision.bounce, now) if decision.bounce else ()
            events.record(connection, (*decision.events, *returned), inbound.id)

    # send

    def is_due(self, now: datetime) -> bool:
        """Whether any letter waits to be sent now."""
        with self._transaction() as connection:
            return outbox.is_due(connection, now)

    def lease(self, now: datetime) -> Outgoing | None:
        """The next letter that is due, taken for sending."""
        with self._transaction() as connection:
            return outbox.lease(connection, now)

    def conclude(self, outgoing: Outgoing, outcome: Outcome, now: datetime) -> LetterState:
        """Write what the relay said of a letter; its new state."""
        with self._transaction() as connection:
            return outbox.conclude(connection, outgoing, outcome, now)

    # digest

    def digest(self, day: date, now: datetime, warnings: tuple[str, ...] = ()) -> Digest:
        """What the digest of `day` shows."""
        with self._transaction() as connection:
            return overview.digest(connection, day, now, warnings)

    def queue_digest(self, day: date, letters: Iterable[Letter], now: datetime) -> bool:
        """Queue the day's digest letters once; False when that day had its digest."""
        with self._transaction() as connection:
            if not overview.mark(connection, day, now):
                return False
            for letter in letters:
                outbox.enqueue(connection, letter, None, now)
            return True


def _reason(decision: Decision) -> str | None:
    """What an officer is told of the mail: why it was put aside; why to read it, why it was not answered in full."""
    if decision.quarantine is not None:
        return decision.quarantine.reason
    return "; ".join(filter(None, (decision.look, decision.withheld))) or None
