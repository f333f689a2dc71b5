"""Letter -> Sent | Deferred | Refused, through the authority's relay.

One letter, one recipient, one transaction; the connection serves many letters. What an answer means:

- 2yz to the final dot: Sent. Nothing else is.
- 5yz to RCPT, DATA or the final dot: Refused, but for those that speak of our login or the relay's own limits.
- everything else is Deferred: 4yz, any answer to MAIL (it speaks of our own address, not of the letter), a lost
  connection, silence, nonsense. An unknown error counts as temporary.

A connection that was lost since the last letter is opened anew once, before anything of the letter was said. Between
the final dot and its answer nobody can tell whether the relay has the letter (RFC 1047); it is Deferred, and the same
bytes with the same Message-ID go out again. To keep that window narrow the answer is awaited for 10 minutes (RFC 5321
section 4.5.3.2.6).
"""

from __future__ import annotations

import contextlib
import re
import smtplib
from types import TracebackType

from mailbot.config.rules import WRONG_DOMAIN
from mailbot.config.settings import Smtp
from mailbot.mail.login import Login
from mailbot.mail.smtp_answer import Answer, redacted
from mailbot.mail.smtp_session import connected
from mailbot.mail.wire import WireError
from mailbot.model.letter import Deferred, Letter, Outcome, Refused, Sent

DOT_SECONDS = 600.0
QUIT_SECONDS = 5.0
LONGEST_LINE = 998  # RFC 5322 section 2.1.1
PLAIN_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}", re.ASCII
)  # RFC 5321 dot-string


class Relay:
    """The relay while in the `with` block.

    Entering raises `WireError` when the relay can't be reached, trusted or logged in to; `deliver` never raises it.
    """

    def __init__(self, settings: Smtp, login: Login | None, dot_seconds: float = DOT_SECONDS) -> None:
        self._settings, self._login, self._dot_seconds = settings, login, dot_seconds
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Relay:
        self._smtp = connected(self._settings, self._login)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._smtp:
            with contextlib.suppress(OSError):
                self._patience(QUIT_SECONDS)
                self._smtp.quit()
            self._drop()

    def deliver(self, letter: Letter) -> Outcome:
        """Offer the letter to the relay. The answer kept in the outcome names no address."""
        fault = unsendable(letter)
        if fault:
            return Refused(f"mailbot made a letter that can't be sent: {fault}")
        try:
            return self._transaction(self._open(), letter)
        except WireError as error:
            self._drop()
            return Deferred(str(error))
        except OSError as error:
            self._drop()
            return Deferred(redacted(f"connection lost: {error}", letter.to))

    def _open(self) -> smtplib.SMTP:
        """The open connection, or a new one if it has been lost since the last letter."""
        if self._smtp:
            with contextlib.suppress(OSError):
                if self._smtp.rset()[0] == 250:
                    return self._smtp
            self._drop()
        self._smtp = connected(self._settings, self._login)
        return self._smtp

    def _drop(self) -> None:
        if self._smtp:
            self._smtp.close()
            self._smtp = None

    def _transaction(self, smtp: smtplib.SMTP, letter: Letter) -> Outcome:
        eight_bit = not letter.raw.isascii()
        if eight_bit and not smtp.has_extn("8bitmime"):
            return Refused("the relay takes ASCII only (no 8BITMIME), and the letter is not")
        body = " BODY=8BITMIME" if eight_bit else ""
        steps = (
            ("MAIL", f"MAIL FROM:<{self._settings.sender}>{body}", "2"),
            ("RCPT", f"RCPT TO:<{letter.to}>", "2"),
            ("DATA", "DATA", "354"),
        )
        for step, command, wanted in steps:
            answer = Answer(step, *smtp.docmd(command))
            if not str(answer.code).startswith(wanted):
                return self._not_taken(answer, letter.to)
        answer = Answer("dot", *self._content(smtp, letter.raw))
        if 200 <= answer.code < 300:
            return Sent(answer.words(letter.to))
        return self._not_taken(answer, letter.to)

    def _content(self, smtp: smtplib.SMTP, raw: bytes) -> tuple[int, bytes]:
        """The letter with its dots stuffed (RFC 5321 section 4.5.2), and the answer to the final one."""
        self._patience(self._dot_seconds)
        smtp.send(re.sub(rb"(?m)^\.", b"..", raw).removesuffix(b"\r\n") + b"\r\n.\r\n")
        answer = smtp.getreply()
        self._patience(self._settings.timeout_seconds)
        return answer

    def _patience(self, seconds: float) -> None:
        if self._smtp and self._smtp.sock:
            self._smtp.sock.settimeout(seconds)

    def _not_taken(self, answer: Answer, recipient: str) -> Outcome:
        if answer.closes:
            self._drop()
        words = answer.words(recipient)
        return Refused(words) if answer.is_final else Deferred(words)


def unsendable(letter: Letter) -> str | None:
    """What in our own letter must not reach the socket, or None."""
    if not PLAIN_ADDRESS.fullmatch(letter.to):
        return "the recipient is not one plain ASCII address"
    if WRONG_DOMAIN in letter.to.lower().rpartition("@")[2]:
        return f"the recipient's domain is {WRONG_DOMAIN}, the policy's misprint of our own"
    if b"\0" in letter.raw:
        return "a NUL byte"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", letter.raw):
        return "a line that does not end in CRLF"
    if max(map(len, letter.raw.split(b"\r\n"))) > LONGEST_LINE:
        return f"a line of more than {LONGEST_LINE} bytes"
    if not letter.raw.partition(b"\r\n\r\n")[0].isascii():
        return "a header that is not ASCII"
    return None
