"""How to log in to a mail server, with the secret already read: a password, or a token of Microsoft 365 (OAuth 2.0)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mailbot.config.settings import OAuth2
from mailbot.mail.wire import ControlCharacter, WireError, guarded

SCOPE = "https://outlook.office365.com/.default"
ISSUER = "login.microsoftonline.com"


@dataclass(frozen=True, slots=True)
class Password:
    login: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OAuth2Token:
    """`token` gives an access token that is valid now; it may go to the network, and raise `WireError`."""

    login: str
    token: Callable[[], str] = field(repr=False)


Login = Password | OAuth2Token


@dataclass(frozen=True, slots=True)
class Credentials:
    """What goes over the wire: a secret that is a password, or with `bearer` an access token."""

    login: str
    secret: str = field(repr=False)
    bearer: bool = False


def credentials(login: Login, host: str) -> Credentials:
    """The credentials of `login` for now. Raises `WireError` if they can't be sent, or there is no token."""
    bearer = isinstance(login, OAuth2Token)
    secret = login.token() if isinstance(login, OAuth2Token) else login.secret
    try:
        return Credentials(guarded(login.login, "the login"), guarded(secret, "the password"), bearer)
    except ControlCharacter as error:
        raise WireError(str(error), "Write it anew, in one line", host) from None


def xoauth2(who: Credentials) -> str:
    """The initial response of SASL XOAUTH2, before base64 (Microsoft's and Google's common form)."""
    return f"user={who.login}\x01auth=Bearer {who.secret}\x01\x01"


def oauth2(settings: OAuth2, secret: str) -> Callable[[], str]:
    """Client credentials -> tokens. Msal keeps one token and renews it five minutes before its end.

    Nothing goes to the network before the first token is asked for. Raises `WireError` when the extra isn't installed.
    """
    try:
        import msal
    except ModuleNotFoundError as error:
        raise WireError(
            "logging in by OAuth 2.0 needs msal, which is not installed", "Install mailbot[m365]", ISSUER
        ) from error
    clients: list[Any] = []

    def token() -> str:
        try:
            if not clients:  # its constructor already asks the network where the tenant's end points are
                clients.append(
                    msal.ConfidentialClientApplication(
                        settings.client_id,
                        authority=f"https://{ISSUER}/{settings.tenant}",
                        client_credential=secret,
                    )
                )
            answer = clients[0].acquire_token_for_client([SCOPE])
        except OSError as error:  # what requests raises is one
            raise WireError(
                f"no token: Microsoft can't be reached ({type(error).__name__})", "Check the network and proxy", ISSUER
            ) from None
        except ValueError:
            raise WireError(
                "no token: Microsoft knows no such tenant", "Check tenant in the oauth2 table", ISSUER
            ) from None
        return _access_token(answer)

    return token


def _access_token(answer: dict[str, Any]) -> str:
    """The token in Microsoft's answer; its refusals carry a code such as AADSTS7000222 (the secret has expired)."""
    if "access_token" in answer:
        return str(answer["access_token"])
    code = re.search(r"AADSTS\d{1,10}", str(answer.get("error_description", "")))
    raise WireError(
        f"no token: Microsoft refused ({code.group() if code else answer.get('error', 'no reason given')})",
        "Check client_id and the client secret (it may have expired), and that the application may use"
        " IMAP.AccessAsApp and SMTP.SendAsApp",
        ISSUER,
    )
