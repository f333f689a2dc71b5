"""A mail server in a box: IMAP (pymap) and SMTP (aiosmtpd) on loopback, on free ports, in one background thread.

Mail submitted by SMTP to a mailbox's address lies in that mailbox at once; a letter to any other address is kept, and
written as an .eml file if a folder is given. Nothing leaves this machine. For the demo and for tests: real sockets,
real protocols, no disk. Needs the extra `demo`.
"""

from __future__ import annotations

import asyncio
import threading
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

try:
    from aiosmtpd.smtp import SMTP, Envelope
    from aiosmtpd.smtp import Session as SmtpSession
    from proxyprotocol.reader import ProxyProtocolReader
    from pymap.backend.dict import Config, Identity, Login
    from pymap.backend.dict.mailbox import MailboxData
    from pymap.imap import IMAPServer
    from pymap.parsing.message import AppendMessage
    from pymap.parsing.specials.flag import Flag, Recent, Wildcard, get_system_flags
    from pymap.user import Passwords, UserMetadata
    from pysasl.hashing import Cleartext
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(
        f"{missing.name} is not installed, and the demo's mail server needs it. Install mailbot[demo]"
    ) from missing

LOOPBACK = "127.0.0.1"
LARGEST_MAIL = 100 * 1024 * 1024  # bytes; more than any server this side of Exchange's limit of 150 MB takes
START_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Account:
    """A mailbox on the server: who logs in, and which address's mail it takes."""

    address: str
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter to an outside address, as the SMTP server took it."""

    sender: str
    recipient: str
    raw: bytes


class _Config(Config):
    @property
    def greeting(self) -> bytes:
        return b"Server ready"  # pymap asks the DNS for this machine's name here, which can take seconds


def _keep_keywords(_: MailboxData) -> frozenset[Flag]:
    """Pymap drops keywords in silence, as its folders don't offer `\\*` (RFC 3501 section 7.1, PERMANENTFLAGS)."""
    return frozenset(get_system_flags() - {Recent}) | {Wildcard}


class MailServers:
    """Both servers while in the `with` block.

    `imap_port` and `smtp_port` are those chosen; `letters` are the outside letters so far, oldest first.
    """

    imap_port: int
    smtp_port: int

    def __init__(self, accounts: Iterable[Account], letters_folder: Path | None = None) -> None:
        self._accounts = tuple(accounts)
        self._login_of = {account.address.lower(): account.login for account in self._accounts}
        self._folder = letters_folder
        self._letters: list[KeptLetter] = []
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="mail servers", daemon=True)

    @property
    def letters(self) -> tuple[KeptLetter, ...]:
        return tuple(self._letters)

    def __enter__(self) -> MailServers:
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise RuntimeError(f"the embedded mail server did not start within {START_SECONDS:.0f} s")
        if self._failure:
            raise self._failure
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def deliver(self, login: str, raw: bytes, folder: str = "INBOX") -> int:
        """Lay a mail into a folder past SMTP, byte for byte. Gives its UID."""
        return asyncio.run_coroutine_threadsafe(self._append(login, raw, folder), self._loop).result(START_SECONDS)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:  # told in __enter__, by the thread that waits there
            self._failure = failure
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        imap = await asyncio.start_server(await self._imap(), host=LOOPBACK, port=0)
        smtp = await self._loop.create_server(self._smtp, host=LOOPBACK, port=0)
        self.imap_port, self.smtp_port = (server.sockets[0].getsockname()[1] for server in (imap, smtp))
        self._ready.set()
        await self._stop.wait()
        imap.close()
        smtp.close()

    async def _imap(self) -> Any:
        MailboxData.permanent_flags = property(_keep_keywords)  # type: ignore[assignment, method-assign]
        config = _Config(
            Namespace(cert=None, key=None, proxy_protocol=None),
            host=LOOPBACK,
            port=0,
            demo_data=False,
            demo_user="",
            demo_password="",
            tls_enabled=False,
            secure_auth=False,
            hash_context=Cleartext(),  # the passwords are the demo's own; the default costs 160 ms a login
            invalid_user_sleep=0.0,
        )
        config.apply_context()
        self._users = Login(config)
        for account in self._accounts:
            secret = await Passwords(config).hash_password(account.password)
            self._users.users_dict[account.login] = UserMetadata(config, account.login, password=secret)
        return ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(self._users, config))

    def _smtp(self) -> SMTP:
        return SMTP(self, hostname="mail.demo", loop=self._loop, enable_SMTPUTF8=True, data_size_limit=LARGEST_MAIL)

    async def handle_DATA(self, server: SMTP, session: SmtpSession, envelope: Envelope) -> str:
        """Aiosmtpd's hook, called once for each mail taken."""
        raw = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        for recipient in envelope.rcpt_tos:
            login = self._login_of.get(recipient.lower())
            if login:
                await self._append(login, raw, "INBOX")
            else:
                self._keep(KeptLetter(envelope.mail_from or "", recipient, raw))
        return "250 2.0.0 Message accepted"

    async def _append(self, login: str, raw: bytes, folder: str) -> int:
        async with Identity(login, self._users, None, frozenset()).new_session() as session:
            data = await session.mailbox_set.get_mailbox(folder)
            message = await data.append(AppendMessage(raw, datetime.now(UTC), frozenset()), recent=True)
            return int(message.uid)

    def _keep(self, letter: KeptLetter) -> None:
        self._letters.append(letter)
        if self._folder:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / f"{len(self._letters):04d}.eml").write_bytes(letter.raw)
