"""`mailbot audit`: whether the record is whole, and the anchor that proves it."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.casework.record import Anchor
from mailbot.cli.errors import told
from mailbot.cli.officer import opened
from mailbot.cli.verbs import Verbs


@click.group(cls=Verbs)
def audit() -> None:
    """The record of all events, sealed as one chain: nothing in it can be changed, added or removed unnoticed."""


@audit.command()
@click.pass_obj
@told
def anchor(home: Path | None) -> None:
    """Print how long the record is, and its last seal. Keep it where nobody who runs mailbot can write."""
    with opened(home) as (_, store):
        click.echo(str(store.anchor()))


@audit.command()
@click.option(
    "--anchor", "text", metavar="ANCHOR", help="What `mailbot audit anchor` printed earlier, or a digest's foot."
)
@click.pass_obj
@told
def verify(home: Path | None, text: str | None) -> None:
    """Check every seal; exit status 1 if anything was changed, added, removed or cut off."""
    try:
        known = Anchor.read(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--anchor") from error
    with opened(home) as (_, store):
        found, end = store.breaks(known), store.anchor()
    for line in found:
        click.echo(line, err=True)
    if found:
        raise click.exceptions.Exit(1)
    against = "" if known else ". Without --anchor nobody can tell whether its end was cut off"
    click.echo(f"the record is whole: {end.length} events{against}")
