"""Errors as the person at the terminal needs them: what, where, what to do; no traceback."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")


def told(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the errors that a person can mend into words on stderr and exit status 1."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Exception as error:
            words = _words(error)
            if words is None:
                raise
            click.echo(words, err=True)
            sys.exit(1)

    return wrapped


def _words(error: Exception) -> str | None:
    from mailbot.cli.secrets import SecretMissing
    from mailbot.config.mistakes import Mistakes
    from mailbot.mail.wire import WireError
    from mailbot.store.store import AlreadyRunning, DatabaseFault, NotDurable, Unwritable

    if isinstance(error, Mistakes):
        many = f"{len(error.mistakes)} mistakes" if len(error.mistakes) > 1 else "1 mistake"
        return f"{error}\n{many}. Nothing was started."
    if isinstance(error, WireError | SecretMissing | NotDurable | AlreadyRunning | Unwritable):
        return str(error)
    if isinstance(error, DatabaseFault):
        return (
            f"the database cannot be used ({type(error).__name__}). Check [database] url, the disk and its permissions"
        )
    return None
