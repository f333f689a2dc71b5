"""`mailbot run` and `mailbot once`: the daemon, and one pass of it."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import ExitStack
from pathlib import Path

import click

from mailbot.cli.errors import told
from mailbot.config.mistakes import meant

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@click.command()
@click.pass_obj
@told
def run(home: Path | None) -> None:
    """Poll the mailboxes until SIGTERM; process, send and write digests as the schedule says."""
    from mailbot.cli.wiring import opened_daemon, timetable
    from mailbot.daemon import run as run_daemon

    _log_to_stderr()
    with ExitStack() as stack:
        loaded, daemon = opened_daemon(home, stack)
        run_daemon(daemon, timetable(loaded.settings))
    # A job that hangs on a dead server must not keep the process: everything that counts is committed.
    sys.stderr.flush()
    os._exit(0)


@click.command()
@click.pass_obj
@told
def once(home: Path | None) -> None:
    """One pass: receive, process, send; exit status 1 when part of it could not be done."""
    from mailbot.cli.wiring import opened_daemon

    _log_to_stderr()
    with ExitStack() as stack:
        _, daemon = opened_daemon(home, stack)
        well = daemon.once()
    sys.exit(0 if well else 1)


def _level() -> str:
    level = os.environ.get("MAILBOT_LOG") or "INFO"
    if level.upper() not in LEVELS:
        raise click.ClickException(f'the environment\'s MAILBOT_LOG is "{level}". {meant(level.upper(), LEVELS)}')
    return level.upper()


def _log_to_stderr() -> None:
    """One line an event for the journal, which adds the time. Libraries may quote mail, so only ours are shown."""
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    ours = logging.getLogger("mailbot")
    ours.addHandler(stream)
    ours.setLevel(_level())
    ours.propagate = False
    logging.getLogger().addHandler(logging.NullHandler())
