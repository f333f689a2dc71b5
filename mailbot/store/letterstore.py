"""What there is to do with letters, besides sending them: looking, holding, releasing, trying again.

Each method is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection

from mailbot.model.letter import Caps, Correspondence
from mailbot.store import correspondence, outbox, post, sending, templates
from mailbot.store.post import Posted, Sought
from mailbot.store.sending import Held
from mailbot.store.templates import Saved, Version

__all__ = ["Held", "LetterStore", "Posted", "Saved", "Sought", "Version"]


class LetterStore:
    """Letters as officers see them, and whether any may leave."""

    def _transaction(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def correspondence(
        self, to: str, thread: Iterable[str], cases: Iterable[str], caps: Caps, now: datetime
    ) -> Correspondence:
        """What was written lately to this address, in this thread (message ids without brackets), of these cases."""
        with self._transaction() as connection:
            return correspondence.with_sender(connection, to, thread, cases, caps, now)

    def answered(self, thread: Iterable[str]) -> tuple[str, ...]:
        """The cases that our letters in this thread (message ids without brackets) named."""
        with self._transaction() as connection:
            return correspondence.answered(connection, thread)

    def posted(self, sought: Sought) -> tuple[Posted, ...]:
        """The letters sought, newest first."""
        with self._transaction() as connection:
            return post.listed(connection, sought)

    def hold(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Hold letters that wait; the ids of those that were held."""
        with self._transaction() as connection:
            return post.hold(connection, ids)

    def release(self, ids: Iterable[int], now: datetime) -> tuple[int, ...]:
        """Queue letters that are held; the ids of those that were released."""
        with self._transaction() as connection:
            return post.release(connection, ids, now)

    def retry(self, ids: Iterable[int], now: datetime) -> tuple[int, ...]:
        """Queue letters anew that were deferred, refused or came back; the ids of those that were queued."""
        with self._transaction() as connection:
            return post.retry(connection, ids, now)

    # templates

    def remember_templates(self, saved: Iterable[Saved]) -> tuple[str, ...]:
        """Keep new versions of templates; the files that changed."""
        with self._transaction() as connection:
            return templates.remember(connection, saved)

    def template_history(self, file: str) -> tuple[Version, ...]:
        """The versions of one template, oldest first."""
        with self._transaction() as connection:
            return templates.history(connection, file)

    def good_templates(self) -> dict[str, str]:
        """File -> its newest version that passed its check."""
        with self._transaction() as connection:
            return templates.last_good(connection)

    # sending as a whole

    def held(self) -> Held | None:
        """Why nothing is sent at all, or None."""
        with self._transaction() as connection:
            return sending.held(connection)

    def hold_all(self, why: str, by: str, now: datetime) -> None:
        """Send nothing to the outside from now on."""
        with self._transaction() as connection:
            sending.hold(connection, why, by, now)

    def release_all(self, now: datetime) -> bool:
        """Send again, and give the letters the time back for which they waited; False when sending was not held."""
        with self._transaction() as connection:
            return outbox.give_back(connection, sending.release(connection), now)

    def relay_lost(self, now: datetime) -> None:
        """The relay cannot be reached."""
        with self._transaction() as connection:
            sending.relay_lost(connection, now)

    def relay_found(self, now: datetime) -> None:
        """The relay can be reached: the time without it does not count against the letters that waited."""
        with self._transaction() as connection:
            outbox.give_back(connection, sending.relay_found(connection), now)

    def started(self, beside: str | None, machine: str, fresh: str, by: str, now: datetime) -> str:
        """Note a start, and hold sending if this database is a restored one; the mark to keep beside it."""
        with self._transaction() as connection:
            return sending.started(connection, beside, machine, fresh, by, now)
