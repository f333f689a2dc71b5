"""What both protocols share: verified TLS, the guard against control characters, and errors in words."""

from __future__ import annotations

import socket
import ssl

from mailbot.config.settings import Server


class WireError(Exception):
    """A server can't be used: `says` what is wrong, `mend` what to do, `host` (and `mailbox`) where. Never a secret."""

    def __init__(self, says: str, mend: str, host: str, mailbox: str | None = None) -> None:
        self.says, self.mend, self.host, self.mailbox = says, mend, host, mailbox
        place = host if mailbox is None else f"{host}, mailbox {mailbox}"
        super().__init__(f"{place}: {says}. {mend}")


class ControlCharacter(ValueError):
    """A control character in an argument for a mail server; it could smuggle in a command (CVE-2025-15366)."""


def guarded(text: str, what: str) -> str:
    """`text` unchanged, for use as an argument on the wire. Raises `ControlCharacter`, naming `what`, not the text.

    Refused are C0, DEL and C1, on every interpreter: imaplib and smtplib let some of them through.
    """
    if any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in text):
        raise ControlCharacter(f"a control character in {what}")
    return text


def tls_context(server: Server) -> ssl.SSLContext:
    """TLS 1.2 or later, chain and host name verified. `ca_file` adds to the system's authorities; nothing turns it off.

    Raises `WireError` when `ca_file` can't be read.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if server.ca_file:
        try:
            context.load_verify_locations(server.ca_file)
        except (OSError, ssl.SSLError) as error:
            raise WireError(
                f"the file of certificates {server.ca_file} can't be read ({error.strerror or 'not PEM'})",
                "Put the authority's CA certificate there, in PEM form, readable by mailbot, or remove ca_file",
                place(server),
            ) from error
    return context


def place(server: Server) -> str:
    return f"{server.host}:{server.port}"


def told(error: OSError, server: Server, mailbox: str | None = None) -> WireError:
    """A failure of the socket or of TLS, in words for whoever can mend it."""
    return WireError(*_words(error, server), place(server), mailbox)


def _words(error: OSError, server: Server) -> tuple[str, str]:
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"its certificate is not trusted: {error.verify_message.rstrip('.')}",
                "Check host; if the authority has a CA of its own, name its certificate in ca_file",
            )
        case ssl.SSLError():
            return (
                f"TLS could not be agreed ({error.reason or 'the connection was cut'})",
                f'Check port and security (now "{server.security}"): "tls" is usual on 993 and 465, "starttls" on 143'
                " and 587; the server must offer TLS 1.2 or later",
            )
        case socket.gaierror():
            return "no machine of this name is known", "Check host, and that this machine's DNS works"
        case ConnectionRefusedError():
            return "nobody answers on this port", "Check host and port, and that the mail server is up"
        case TimeoutError():
            return (
                f"no answer within {server.timeout_seconds:g} s",
                "Check the network and firewall, and that the mail server is up",
            )
        case _:
            return (
                f"the connection failed ({error.strerror or type(error).__name__})",
                "Check the network and the mail server's log",
            )
