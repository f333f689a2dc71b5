"""`mailbot replay`: what today's code, or another day's policy, would make of mail that was already dealt with."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from mailbot.cli.errors import told

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--since", type=DAY, required=True, help="From this day on (YYYY-MM-DD), by when the mail came.")
@click.option("--policy-date", type=DAY, help="Decide by the policy in force on this day instead of the mail's own.")
@click.pass_obj
@told
def replay(home: Path | None, since: datetime, policy_date: datetime | None) -> None:
    """Read and decide stored mail again and print only what would differ. Changes nothing, sends nothing."""
    from mailbot.casework.difference import differences
    from mailbot.cli.house import load_home
    from mailbot.cli.share import own_home
    from mailbot.pipeline import replay as again

    loaded = load_home(own_home(home))
    store = loaded.store()
    seen, differing, last = 0, 0, 0
    with loaded.reader() as reader:
        while (found := store.processed(since.replace(tzinfo=UTC), last)) is not None:
            inbound, before = found
            after = again(inbound, loaded.house, reader, policy_date.date() if policy_date else None)
            told = list(differences(before, after))
            seen, differing, last = seen + 1, differing + bool(told), inbound.id
            for pointer, was, would_be in told:
                click.echo(f"mail {inbound.id} {pointer}: {_shown(was)} -> {_shown(would_be)}")
    store.close()
    click.echo(f"{seen} mails decided again, {differing} would differ. Nothing was changed.")


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
