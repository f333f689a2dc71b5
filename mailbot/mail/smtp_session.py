"""An SMTP connection that is greeted, encrypted as configured and logged in, or a `WireError`."""

from __future__ import annotations

import smtplib
import ssl

from mailbot.config.settings import Smtp
from mailbot.mail.login import Credentials, Login, credentials, xoauth2
from mailbot.mail.wire import ControlCharacter, WireError, guarded, place, tls_context, told


def connected(settings: Smtp, login: Login | None) -> smtplib.SMTP:
    """A connection ready for letters. Raises `WireError`; never falls back to plain text or to no login."""
    context = tls_context(settings)
    who = credentials(login, place(settings)) if login else None
    try:
        smtp = _opened(settings, context)
    except (OSError, ValueError) as error:
        raise _refusal(error, settings) from None
    try:
        _greet(smtp, settings, context)
        if who:
            _log_in(smtp, who)
    except (OSError, ValueError) as error:  # smtplib's own errors are OSErrors
        smtp.close()
        raise _refusal(error, settings) from None
    return smtp


def _opened(settings: Smtp, context: ssl.SSLContext) -> smtplib.SMTP:
    name = settings.sender.rpartition("@")[2]  # smtplib would ask the DNS for this machine's name, and wait for it
    host, port, patience = guarded(settings.host, "host"), settings.port, settings.timeout_seconds
    if settings.security == "tls":
        return smtplib.SMTP_SSL(host, port, name, timeout=patience, context=context)
    return smtplib.SMTP(host, port, name, timeout=patience)


def _greet(smtp: smtplib.SMTP, settings: Smtp, context: ssl.SSLContext) -> None:
    smtp.ehlo_or_helo_if_needed()
    if settings.security == "starttls":
        smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()


def _log_in(smtp: smtplib.SMTP, who: Credentials) -> None:
    if who.bearer:
        response = xoauth2(who)
        smtp.auth("XOAUTH2", lambda challenge=None: response if challenge is None else "")
    else:
        smtp.login(who.login, who.secret)


def _refusal(error: Exception, settings: Smtp) -> WireError:
    """Why there is no connection, in words. The order matters: smtplib's errors are OSErrors too."""
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, OSError):
        return told(error.__context__, settings)  # smtplib says "closed" of a server that was silent, too
    match error:
        case smtplib.SMTPAuthenticationError() if 400 <= error.smtp_code < 500:
            words = f"no login at present ({error.smtp_code})", "It is tried again; if it stays so, look into its log"
        case smtplib.SMTPAuthenticationError():
            words = (
                f"the login was refused ({error.smtp_code})",
                "Check login and password; Microsoft 365 wants an oauth2 table instead of a password",
            )
        case smtplib.SMTPNotSupportedError():
            words = (
                "the server does not offer what is needed, STARTTLS or a login",
                "Check port and security; if both are right, somebody between may be stripping the encryption",
            )
        case smtplib.SMTPResponseException():
            words = f"the server does not serve us ({error.smtp_code})", "Look into the mail server's log"
        case smtplib.SMTPServerDisconnected():
            words = "the server closed the connection", "Check port and security, and look into the mail server's log"
        case smtplib.SMTPException():
            words = "no way to log in that the server and mailbot both know", "Use an oauth2 table, or no login"
        case OSError():
            return told(error, settings)
        case ControlCharacter():
            words = str(error), "Remove it from the settings"
        case _:
            words = "the server's answer makes no sense", "Check host and port: is it a mail server?"
    return WireError(*words, place(settings))
