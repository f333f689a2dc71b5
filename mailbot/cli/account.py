"""Who sits at the terminal: the account of this machine's login, and which officer's it is."""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping
from pathlib import Path

from mailbot.model.command import Impossible

_LOGIN = Path("/proc/self/loginuid")  # Linux keeps it through su and sudo, and nobody can change it
_NOT_SET = 2**32 - 1


def account() -> str:
    """The account that logged in; where the system does not tell, the one that runs this program."""
    try:
        number = int(_LOGIN.read_text(encoding="ascii"))
    except (OSError, ValueError):
        number = _NOT_SET
    return _name(os.getuid() if number == _NOT_SET else number)


def officer_of(login: str, named: str, officers: Mapping[str, str]) -> str:
    """The officer who acts from the account `login` and gave the name `named`, which may be "".

    `officers` (account -> officer) are those who may act; where it is empty anyone may, under the name given or that of
    the account. Raises Impossible.
    """
    if not officers:
        return named.strip() or login
    own = officers.get(login)
    if own is None:
        others = ", ".join(officers.values())
        raise Impossible(
            f"the account {login} is no officer's. mailbot.toml's [officers.accounts] has those of {others}"
        )
    if named.strip() and named.split() != own.split():
        raise Impossible(f"the account {login} is {own}'s, not {named.strip()}'s: leave the name away")
    return own


def _name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
