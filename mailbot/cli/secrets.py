"""Fetching secrets from where the configuration says they lie."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Set
from pathlib import Path

from mailbot.config.mistakes import Mistake, line_at
from mailbot.config.settings import Secret, Server, named_secrets
from mailbot.mail.login import Login, OAuth2Token, Password, oauth2


class SecretMissing(RuntimeError):
    """A secret is not where the configuration says, or no secret, or others could read it."""

    def __init__(self, says: str, mend: str) -> None:
        self.says, self.mend = says, mend
        super().__init__(f"{says}. {mend}")


def fetch(secret: Secret, home: Path) -> str:
    """The secret's text without the line end. Raises SecretMissing with what to do."""
    if secret.environment is not None:
        value = os.environ.get(secret.environment)
        if not value:
            raise SecretMissing(f"the environment variable {secret.environment} is not set", "Set it, or name a file")
        return value
    if secret.credential is not None:
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        if folder is None:
            raise SecretMissing(
                f"no systemd credentials here, so {secret.credential!r} cannot be read",
                "Run mailbot by systemd/mailbot.service, or name a file or environment variable instead",
            )
        return _read(Path(folder) / secret.credential, private=False)
    return _read(home / str(secret.file), private=True)


def secret_mistakes(text: str, home: Path, places: Set[str]) -> Iterator[Mistake]:
    """What is wrong with the secrets that mailbot.toml's `text` names and that lie in one of `places`, all of them."""
    for key, secret in named_secrets(text):
        if not places.isdisjoint(secret.model_fields_set):
            try:
                fetch(secret, home)
            except SecretMissing as error:
                yield Mistake("mailbot.toml", key, line_at(text, key), error.says, error.mend)


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
            raise SecretMissing(f"{path} can be read by others", f"Do: chmod 600 {path}")
        text = path.read_text(encoding="utf-8-sig").rstrip("\r\n")  # some editors put a mark before UTF-8
    except FileNotFoundError:
        raise SecretMissing(f"there is no {path}", "Put the secret there, mode 0600, or mend the name") from None
    except OSError as error:
        mend = "Give it to the user who runs mailbot, mode 0600"
        raise SecretMissing(f"{path} cannot be read ({error.strerror})", mend) from error
    except UnicodeDecodeError:
        raise SecretMissing(f"{path} is not text", "Save the secret as UTF-8, on one line") from None
    if not text.strip():
        raise SecretMissing(f"{path} is empty", "Put the secret there, on one line")
    if "\n" in text:
        raise SecretMissing(f"{path} has more than one line", "Leave the secret alone in it, on one line")
    return text
