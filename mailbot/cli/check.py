"""`mailbot check`: every mistake of configuration, secrets, policy and templates at once, then a login to each server.

It opens no database, and leaves the disk as it was.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from mailbot.cli.errors import to_mend, told
from mailbot.cli.share import SETTINGS, shipped
from mailbot.config.mistakes import meant

if TYPE_CHECKING:
    from mailbot.cli.house import Home
    from mailbot.config.settings import Server


@click.command()
@click.option("--offline", is_flag=True, help="Check the files only; log in nowhere.")
@click.pass_obj
@told
def check(home: Path | None, offline: bool) -> None:
    """Check the configuration, the policy, the templates, and (unless --offline) a login to each server."""
    from mailbot.cli.house import clock, load_home, template_mistakes
    from mailbot.cli.share import is_shipped
    from mailbot.config.mistakes import Mistakes
    from mailbot.config.rules import PLACES
    from mailbot.pipeline import dated_warnings
    from mailbot.policy.calendar import day_in_london

    try:
        loaded = load_home(home, secrets_in={"file"} if offline else set(PLACES))
    except Mistakes as wrong:
        _tell([*map(str, wrong.mistakes), *map(str, template_mistakes(home))], "" if offline else "No login was tried.")
    for warning in (*_strays(loaded.folder), *dated_warnings(loaded.house, day_in_london(clock()))):
        click.echo(f"warning: {warning}")
    faults = [*map(str, loaded.house.templates.check()), *_authorities(loaded)]
    faults += [] if offline else _logins(loaded)
    if faults:
        _tell(faults)
    places = "the files" if offline else "the files and every login"
    whose = "what mailbot ships" if is_shipped(loaded.folder) else loaded.folder
    click.echo(f"{whose}: {places} are in order.")


def _strays(folder: Path) -> Iterator[str]:
    """The files of the configuration that nothing reads; a mistyped name would leave the shipped file in force."""
    for place in ("config", "config/policy", "config/reading"):
        known = [path.name for path in (shipped() / place).iterdir()]
        for path in sorted((folder / place).glob("*")):
            if path.name not in known:
                yield f"{place}/{path.name}: nothing reads this file. {meant(path.name, known)}"


def _tell(faults: list[str], outcome: str = "") -> NoReturn:
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{to_mend(len(faults))} {outcome}".rstrip(), err=True)
    sys.exit(1)


def _servers(loaded: Home) -> dict[str, Server]:
    """Each server by its key."""
    settings = loaded.settings
    return {f"mailboxes.{name}": box for name, box in settings.mailboxes.items()} | {"smtp": settings.smtp}


def _authorities(loaded: Home) -> Iterator[str]:
    """What is wrong with the certificates that are named."""
    from mailbot.mail.wire import WireError, tls_context

    for key, server in _servers(loaded).items():
        try:
            tls_context(server)
        except WireError as error:
            yield f"{SETTINGS}, {key}.ca_file: {error.says}. {error.mend}"


def _logins(loaded: Home) -> Iterator[str]:
    """What is wrong with each server, as it says when we log in."""
    from mailbot.cli.secrets import login
    from mailbot.mail.imap import Folder
    from mailbot.mail.smtp import Relay
    from mailbot.mail.wire import WireError

    settings, folder = loaded.settings, loaded.folder
    places: dict[str, AbstractContextManager[object]] = {
        f"mailboxes.{name}": Folder(box, name, login(box, folder)) for name, box in settings.mailboxes.items()
    }
    for key, place in (places | {"smtp": Relay(settings.smtp, login(settings.smtp, folder))}).items():
        try:
            with place:
                click.echo(f"{key}: logged in to {_servers(loaded)[key].host}")
        except WireError as error:
            yield f"{SETTINGS}, {key}: {error}"
