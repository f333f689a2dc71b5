"""A mailbox's folder, read without ever missing or losing a mail.

`new` gives the mails above a UID that the caller doesn't know yet, lowest first, byte for byte. What a mail is to us
hangs on its UID alone, never on \\Seen, which every other client sets and clears. The caller stores each mail before
it asks for the next, then calls `settle`, and keeps `cursor` for the next pass.

A UID that the server listed and then did not send stays owed: it stands in `missing`, and `cursor` stays below it, so
that the next pass asks again. If somebody moved it away in between, the next pass no longer finds it, and all is well.

Mails are fetched in batches of at most `settings.batch` mails and about 16 MB; a larger mail comes alone, whatever its
size, since the mail server's own limit is the one that counts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError

from mailbot.config.mistakes import nearest
from mailbot.config.settings import MailboxSettings
from mailbot.mail.imap_session import connected, in_words
from mailbot.mail.login import Login
from mailbot.mail.wire import WireError, guarded, place
from mailbot.model.inbound import Fetched
from mailbot.model.referral import Mailbox

KEYWORD = "$MailbotStored"
BATCH_BYTES = 16 * 1024 * 1024
DELETED = "\\Deleted"
LOGOUT_SECONDS = 5.0
REOPEN_MOST = 5  # connections that may break in one `with` block


class Folder:
    """The folder while in the `with` block. Every method raises `WireError` when the server can't be used."""

    uid_validity: int  # 0 where a server gives none
    missing: frozenset[int] = frozenset()  # UIDs listed but not sent, in the last pass of `new`
    cursor: int = 0  # after a pass of `new`: every UID up to here was given, known or gone

    def __init__(self, settings: MailboxSettings, mailbox: Mailbox, login: Login | None) -> None:
        self._settings, self._mailbox, self._login = settings, mailbox, login

    def __enter__(self) -> Folder:
        self.uid_validity, self._uid_next = self._open()
        self._reopened = 0
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(IMAPClientError, OSError):
            if kind is None:
                self._client.socket().settimeout(LOGOUT_SECONDS)
                self._client.logout()
            else:
                self._client.shutdown()

    def new(self, after: int, known: Container[int] = frozenset()) -> Iterator[Fetched]:
        """The mails with a UID above `after` that is not in `known`, in the order of their UIDs."""
        listed = self._listed(after)
        self.missing, self.cursor = frozenset(), after
        for batch in self._batches([uid for uid in listed if uid not in known]):
            sent = self._fetch(batch)
            for uid in batch:
                if uid in sent:
                    yield sent[uid]
                    self._passed(uid)
                else:
                    self.missing |= {uid}
        self._passed(max(listed, default=after))

    def began_anew(self, after: int) -> bool:
        """Whether the server gives out UIDs from lower down again, though it had given `after` (RFC 9051, 2.3.1.1).

        It may not without a new UIDVALIDITY, and some do, put back from a backup. What is known of UIDs is void then.
        """
        return self._uid_next is not None and self._uid_next <= after

    def settle(self, uid: int) -> None:
        """Take a stored mail out of the way: moved or flagged, as configured. Nothing if it has gone already.

        Never deletes: where a server can neither MOVE nor expunge one single UID, the mail is flagged and stays.
        """
        with in_words(self._settings, f"put a mail into {self._settings.processed_folder}"):
            if self._settings.settle == "move" and self._has("MOVE"):
                self._into_target(self._client.move, uid)
            elif self._settings.settle == "move" and self._has("UIDPLUS"):
                self._into_target(self._client.copy, uid)
                self._client.add_flags([uid], [DELETED], silent=True)
                self._client.uid_expunge([uid])
            else:
                self._client.add_flags([uid], [KEYWORD], silent=True)

    def _has(self, capability: str) -> bool:
        return bool(self._client.has_capability(capability))

    def _passed(self, uid: int) -> None:
        if not self.missing:
            self.cursor = max(self.cursor, uid)

    def _open(self) -> tuple[int, int | None]:
        """Connect, select the folder, and give its UIDVALIDITY and UIDNEXT."""
        if self._settings.folder == self._settings.processed_folder:
            raise self._error("the folder and the processed folder are the same", "Choose another processed_folder")
        for name in (self._settings.folder, self._settings.processed_folder):
            self._guard(name)
        self._client: Any = connected(self._settings, self._login)
        try:
            return self._select()
        except BaseException:
            self._client.shutdown()
            raise

    def _guard(self, name: str) -> None:
        with in_words(self._settings):
            guarded(name, "a folder's name")

    def _reopen(self) -> None:
        """A new connection, after the server has closed the one before: its token had expired, or a mail upsets it."""
        self._reopened += 1
        if self._reopened > REOPEN_MOST:
            raise self._error("the server keeps closing the connection", "Look into the mail server's log")
        with contextlib.suppress(OSError):
            self._client.shutdown()
        self._same_folder(self._open()[0])

    def _same_folder(self, uid_validity: int) -> None:
        if uid_validity != self.uid_validity:
            raise self._error("the folder was made anew while it was read", "Nothing to do; it is read again")

    def _select(self) -> tuple[int, int | None]:
        """Open the folder (anew). Gives its UIDVALIDITY and UIDNEXT; some servers leave out the latter."""
        folder = self._settings.folder
        with in_words(self._settings, f"open the folder {folder}"):
            try:
                state = self._client.select_folder(folder)
            except (IMAPClientAbortError, IMAPClientReadOnlyError):
                raise
            except IMAPClientError:
                if self._client.folder_exists(folder):
                    raise
                raise self._no_folder(folder) from None
        return int(state.get(b"UIDVALIDITY", 0)), state.get(b"UIDNEXT")

    def _no_folder(self, folder: str) -> WireError:
        likely = nearest(folder, (name for _, _, name in self._client.list_folders()))
        return self._error(
            f"there is no folder {folder}", f"Did you mean {likely}?" if likely else "Check folder in the settings"
        )

    def _error(self, says: str, mend: str) -> WireError:
        return WireError(says, mend, place(self._settings), self._settings.address)

    def _listed(self, after: int) -> list[int]:
        """The UIDs above `after`, sorted.

        The folder is selected anew first, or the server answers from what it knew before.
        """
        self._same_folder(self._select()[0])
        with in_words(self._settings, "list the mails"):
            found = self._client.search(["UID", f"{after + 1}:*"])
        return sorted(uid for uid in found if uid > after)  # "n:*" names the last mail even if it is below n

    def _batches(self, uids: Sequence[int]) -> Iterator[list[int]]:
        for first in range(0, len(uids), self._settings.batch):
            chunk = uids[first : first + self._settings.batch]
            with in_words(self._settings, "tell the mails' sizes"):
                sizes = self._client.fetch(chunk, ["RFC822.SIZE"])
            yield from by_size(chunk, {uid: int(data.get(b"RFC822.SIZE", 0)) for uid, data in sizes.items()})

    def _fetch(self, uids: list[int]) -> dict[int, Fetched]:
        """The mails that the server sends of `uids`. One that it can't send does not keep the others back."""
        with in_words(self._settings, "send the mails"):
            try:
                answer = self._client.fetch(uids, ["BODY.PEEK[]", "INTERNALDATE"])
            except (IMAPClientError, ValueError, TimeoutError) as error:
                if type(error) is not IMAPClientError:  # more than a NO or BAD: what comes next can't be trusted
                    self._reopen()
                return {} if len(uids) == 1 else {uid: mail for one in uids for uid, mail in self._fetch([one]).items()}
        return {
            uid: Fetched(self._mailbox, self.uid_validity, uid, data[b"BODY[]"], _utc(data.get(b"INTERNALDATE")))
            for uid, data in answer.items()
            if data.get(b"BODY[]") is not None
        }

    def _into_target(self, put: Callable[[list[int], str], object], uid: int) -> None:
        """Move or copy into the processed folder, which is made when missing. A mail that has gone is no error."""
        target = self._settings.processed_folder
        try:
            put([uid], target)
        except IMAPClientAbortError:
            raise
        except IMAPClientError:
            if not self._client.folder_exists(target):
                self._client.create_folder(target)
                self._client.subscribe_folder(target)
                put([uid], target)
            elif self._client.search(["UID", str(uid)]):
                raise


def _utc(date: datetime | None) -> datetime | None:
    return date.astimezone(UTC) if date else None


def by_size(uids: Iterable[int], sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """Consecutive groups of at most `BATCH_BYTES`, by `sizes` in bytes; a larger mail stands alone."""
    group: list[int] = []
    room = BATCH_BYTES
    for uid in uids:
        size = sizes.get(uid, 0)
        if group and size > room:
            yield group
            group, room = [], BATCH_BYTES
        group.append(uid)
        room -= size
    if group:
        yield group
