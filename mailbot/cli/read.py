"""`mailbot read`: the dry run. What mailbot understands of a mail, by which words, and what policy says to do."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from mailbot.cli.errors import told
from mailbot.model.referral import Mailbox


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--mailbox", type=click.Choice([m.value for m in Mailbox]), default="cme", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each file, in the order given.")
@click.option("--parts", is_flag=True, help="Show the text of every part with its label instead.")
@click.pass_obj
@told
def read(home: Path | None, files: tuple[Path, ...], mailbox: str, as_json: bool, parts: bool) -> None:
    """Read FILES (.eml) as if they had come now. Nothing is stored, nothing is sent."""
    from mailbot.bounds import Overrun
    from mailbot.casework.public import decision_json
    from mailbot.cli.house import clock, load_home
    from mailbot.cli.show import show_decision, show_parts
    from mailbot.pipeline import dry_run

    loaded = load_home(home)
    unread = False
    with loaded.reader() as reader:
        for path in files:
            raw = _bytes(path)
            if raw is None:
                unread = True
            elif parts:
                message = reader.read(raw, clock())
                click.echo(message.reason) if isinstance(message, Overrun) else show_parts(path.name, message)
            else:
                decision = dry_run(raw, Mailbox(mailbox), loaded.house, reader, clock())
                if as_json:
                    print(
                        json.dumps(decision_json(decision, Mailbox(mailbox), str(path)), ensure_ascii=False), flush=True
                    )
                else:
                    show_decision(path.name, decision)
    sys.exit(1 if unread else 0)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        click.echo(f"{path}: cannot be read ({error.strerror}). Check the path", err=True)
        return None
