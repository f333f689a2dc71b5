"""An IMAP connection that is encrypted as configured and logged in, and IMAP's failures in words."""

from __future__ import annotations

import contextlib
import imaplib
import logging
import re
import ssl
from collections.abc import Iterator

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    IMAPClientReadOnlyError,
    LoginError,
)

from mailbot.config.settings import MailboxSettings
from mailbot.mail.login import Credentials, Login, credentials
from mailbot.mail.wire import ControlCharacter, WireError, guarded, place, tls_context, told

RESPONSE_CODE = re.compile(
    r"\[[A-Z-]{1,40}\]"
)  # RFC 5530, such as [OVERQUOTA]; what else a server says may be personal

# imaplib takes a longer line for an attack, and the answer to SEARCH is one line: a number for each mail.
imaplib._MAXLINE = 16 * 1024 * 1024  # type: ignore[attr-defined]  # bytes; about two million mails

logging.getLogger("imapclient").setLevel(logging.WARNING)  # at DEBUG it writes folder names and answers into the log


def connected(settings: MailboxSettings, login: Login | None) -> IMAPClient:
    """A connection, logged in, no folder selected. Raises `WireError`; never falls back to plain text."""
    context = tls_context(settings)
    who = credentials(login, place(settings)) if login else None
    with in_words(settings):
        client = _opened(settings, context)
        try:
            if settings.security == "starttls":
                client.starttls(context)
            if who:
                _log_in(client, who)
        except BaseException:
            client.shutdown()
            raise
        client.normalise_times = False  # or INTERNALDATE comes naive, in local time
        return client


def _opened(settings: MailboxSettings, context: ssl.SSLContext) -> IMAPClient:
    patience = SocketTimeout(settings.timeout_seconds, settings.timeout_seconds)
    tls = settings.security == "tls"
    host = guarded(settings.host, "host")
    return IMAPClient(host, settings.port, ssl=tls, ssl_context=context if tls else None, timeout=patience)


def _log_in(client: IMAPClient, who: Credentials) -> None:
    if who.bearer:
        client.oauth2_login(who.login, who.secret)
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(who.login, who.secret)
    else:
        client.login(quoted(who.login), who.secret)


def quoted(text: str) -> str:
    """An IMAP quoted string; imaplib's LOGIN quotes the password only."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@contextlib.contextmanager
def in_words(settings: MailboxSettings, doing: str = "serve us") -> Iterator[None]:
    """Whatever IMAP, TLS or the socket raises inside becomes a `WireError`; `doing` is what the server was asked to."""
    try:
        yield
    except WireError:
        raise
    except OSError as error:
        raise told(error, settings, settings.address) from error
    except (IMAPClientError, ValueError) as error:
        raise WireError(*_words(error, doing), place(settings), settings.address) from None


def _words(error: Exception, doing: str) -> tuple[str, str]:
    text = str(error)
    code = RESPONSE_CODE.search(text)
    said = f" {code.group()}" if code else ""
    if "authenticated but not connected" in text.lower():
        return (
            "the login works, but this mailbox is not open to it",
            "Check its licence and the permission on the shared mailbox; Microsoft 365 also says so when it throttles",
        )
    match error:
        case LoginError() if code and code.group() not in ("[AUTHENTICATIONFAILED]", "[AUTHORIZATIONFAILED]"):
            return f"no login at present{said}", "It is tried again; if it stays so, look into the mail server's log"
        case LoginError():
            return (
                f"the login was refused{said}",
                "Check login and password; Microsoft 365 wants an oauth2 table instead of a password",
            )
        case CapabilityError():
            return (
                "the server does not offer STARTTLS",
                "Check port and security; if both are right, somebody between may be stripping the encryption",
            )
        case IMAPClientReadOnlyError():
            return "the folder is open for reading only", "Give the login the right to change it"
        case IMAPClientAbortError():
            return "the server closed the connection", "It is tried again; if it stays so, look into the server's log"
        case ControlCharacter():
            return text, "Remove it from the settings"
        case _:
            return f"the server did not {doing}{said}", "Look into the mail server's log; it is tried again"
