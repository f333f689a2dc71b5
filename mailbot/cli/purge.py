"""`mailbot purge`: forget what is older than the authority keeps it. Shows first; forgets only with --yes."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.cli.errors import told
from mailbot.cli.officer import acting, actor, opened


@click.command()
@click.option("--yes", is_flag=True, help="Forget what is shown. It cannot be undone.")
@acting
@click.pass_obj
@told
def purge(home: Path | None, yes: bool, officer: str) -> None:
    """Cases that ended longer ago than the policy's value `retention`, and are not on hold, and their mails.

    The skeleton stays: reference, dates, kind, ending and the events without their words.
    """
    from mailbot.casework.order import signature
    from mailbot.casework.retention import kept_since
    from mailbot.cli.house import clock
    from mailbot.policy.calendar import day_in_london

    with opened(home) as (loaded, store):
        who = signature(*actor(loaded, officer)) if yes else ""
        now = clock()
        today = day_in_london(now)
        years = loaded.house.pack.on(today).whole("retention")
        before = kept_since(today, years)
        cases, mails = store.due_to_forget(before)
        for case in cases:
            ended = f"ended {case.closed_at:%Y-%m-%d}" if case.closed_at else f"a duplicate of {case.duplicate_of}"
            click.echo(f"{case.reference} {ended}")
        click.echo(f"{len(cases)} cases and {len(mails)} mails of no case are older than {years} years.")
        if yes:
            store.forget(before, who, now)
            click.echo("They are forgotten; their skeleton stays on the record.")
        elif cases or mails:
            click.echo("Nothing was changed. Forget them with --yes.")
