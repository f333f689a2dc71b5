"""Fetching secrets from where the configuration says they lie."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from mailbot.config.settings import Secret, Server
from mailbot.mail.login import Login, OAuth2Token, Password, oauth2


class SecretMissing(RuntimeError):
    """A secret is not where the configuration says, or others could read it."""


def fetch(secret: Secret, home: Path) -> str:
    """The secret's text without the line end. Raises SecretMissing with what to do."""
    if secret.environment is not None:
        value = os.environ.get(secret.environment)
        if not value:
            raise SecretMissing(f"the environment variable {secret.environment} is not set. Set it, or name a file")
        return value
    if secret.credential is not None:
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        if folder is None:
            raise SecretMissing(
                f"no systemd credentials here, so {secret.credential!r} cannot be read. Run mailbot by"
                " systemd/mailbot.service, or name a file or environment variable instead"
            )
        return _read(Path(folder) / secret.credential, private=False)
    return _read(home / str(secret.file), private=True)


def login(server: Server, home: Path) -> Login | None:
    """How to log in to `server`; None when it asks for no login."""
    if server.login is None:
        return None
    if server.oauth2 is not None:
        return OAuth2Token(server.login, oauth2(server.oauth2, fetch(server.oauth2.client_secret, home)))
    assert server.password is not None, "settings refuse a login without a secret"
    return Password(server.login, fetch(server.password, home))


def _read(path: Path, private: bool) -> str:
    try:
        mode = path.stat().st_mode
        if private and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SecretMissing(f"{path} can be read by others. Do: chmod 600 {path}")
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise SecretMissing(f"{path} cannot be read ({error.strerror}). Put the secret there, mode 0600") from error
