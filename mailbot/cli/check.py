"""`mailbot check`: every mistake of configuration, policy and templates at once, then a login to each server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailbot.cli.errors import told

if TYPE_CHECKING:
    from mailbot.cli.house import Home


@click.command()
@click.option("--offline", is_flag=True, help="Check the files only; log in nowhere.")
@click.pass_obj
@told
def check(home: Path | None, offline: bool) -> None:
    """Check the configuration, the policy, the templates, and (unless --offline) a login to each server."""
    from mailbot.cli.house import clock, template_mistakes
    from mailbot.cli.template import library
    from mailbot.config.mistakes import Mistakes
    from mailbot.pipeline import dated_warnings
    from mailbot.policy.calendar import day_in_london

    try:
        with library(home) as (loaded, _):  # a template that is seen for the first time is kept
            faults = [str(mistake) for mistake in loaded.house.templates.check()]
    except Mistakes as wrong:
        raise Mistakes((*wrong.mistakes, *template_mistakes(home))) from wrong
    for warning in dated_warnings(loaded.house, day_in_london(clock())):
        click.echo(f"warning: {warning}")
    faults += [] if offline else _logins(loaded)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        click.echo(f"{len(faults)} to mend.", err=True)
        sys.exit(1)
    places = "the files" if offline else "the files and every login"
    click.echo(f"{loaded.folder}: {places} are in order.")


def _logins(loaded: Home) -> Iterator[str]:
    """What is wrong with each server, as it says when we log in."""
    from mailbot.cli.secrets import SecretMissing, login
    from mailbot.mail.imap import Folder
    from mailbot.mail.smtp import Relay
    from mailbot.mail.wire import WireError

    settings, folder = loaded.settings, loaded.folder
    servers = [(f"mailboxes.{name}", box) for name, box in settings.mailboxes.items()]
    for key, server in [*servers, ("smtp", settings.smtp)]:
        try:
            secret = login(server, folder)
            place: AbstractContextManager[object]
            if key == "smtp":
                place = Relay(settings.smtp, secret)
            else:
                name = next(name for name, box in settings.mailboxes.items() if box is server)
                place = Folder(settings.mailboxes[name], name, secret)
            with place:
                click.echo(f"{key}: logged in to {server.host}")
        except (WireError, SecretMissing) as error:
            yield f"config/mailbot.toml, {key}: {error}"
