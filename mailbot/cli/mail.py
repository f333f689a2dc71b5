"""`mailbot mail`: what could not be read, for an officer to open by hand, and to try again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from mailbot.cli.errors import told
from mailbot.cli.officer import opened
from mailbot.cli.verbs import Verbs


@click.group(cls=Verbs)
def mail() -> None:
    """Mails that were put aside because they could not be read."""


@mail.command("list")
@click.pass_obj
@told
def listed(home: Path | None) -> None:
    """List every mail that was put aside, and why."""
    with opened(home) as (_, store):
        for one in store.put_aside():
            click.echo(f"{one.inbound_id}  {one.received_at:%Y-%m-%d %H:%M}  to {one.mailbox}  {one.reason}")


@mail.command()
@click.argument("number", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
@told
def save(home: Path | None, number: int, file: Path) -> None:
    """Write the stored bytes of mail NUMBER to FILE (.eml), readable by you only."""
    with opened(home) as (_, store):
        raw = store.raw(number) if number in {one.inbound_id for one in store.put_aside()} else None
    if raw is None:
        sys.exit(f"Mail {number} is not put aside. `mailbot mail list` shows those that are")
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(raw)
    click.echo(f"{len(raw)} bytes written to {file}. Open it on a machine that may open unknown files")


@mail.command()
@click.argument("number", type=int)
@click.pass_obj
@told
def retry(home: Path | None, number: int) -> None:
    """Let mail NUMBER be read and decided on again at the next pass."""
    with opened(home) as (_, store):
        well = store.read_again(number)
    if not well:
        sys.exit(f"Mail {number} is not put aside. `mailbot mail list` shows those that are")
    click.echo(f"Mail {number} will be read again at the next pass.")
