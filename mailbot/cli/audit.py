"""`mailbot audit`: whether the record is whole, the anchor that proves it; and how often reading was right."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from mailbot.casework.record import Anchor
from mailbot.cli.errors import told
from mailbot.cli.officer import opened
from mailbot.cli.verbs import Verbs


@click.group(cls=Verbs)
def audit() -> None:
    """The record of all events, sealed as one chain: nothing in it can be changed, added or removed unnoticed.

    And what officers' corrections on it say of mailbot's reading.
    """


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


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a fact.")
@click.pass_obj
@told
def reading(home: Path | None, as_json: bool) -> None:
    """How often each fact was read rightly: in the cases that officers ended, what they put right or supplied."""
    from mailbot.casework.accuracy import accuracy
    from mailbot.store.store import Wanted

    with opened(home) as (_, store):
        counted = accuracy(store.listed(Wanted(everything=True, most=sys.maxsize), with_restricted=True))
    if as_json:
        for one in counted:
            click.echo(json.dumps({**asdict(one), "right": one.right}))
    elif counted:
        click.echo(f"{'fact':18}{'read':>8}{'put right':>11}{'supplied':>10}{'right':>9}")
        for one in counted:
            right = f"{one.right:.1%}" if one.right is not None else ""
            click.echo(f"{one.name:18}{one.read:>8}{one.put_right:>11}{one.supplied:>10}{right:>9}")
    else:
        click.echo("No case was ended yet: nobody has looked at what was read.")
