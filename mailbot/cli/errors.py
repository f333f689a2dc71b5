"""Errors as the person at the terminal needs them: what, where, what to do; no traceback."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")

_STARTING = ("run", "once")  # the verbs that start the daemon's work


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
    from mailbot.cli.share import NoHome
    from mailbot.config.mistakes import Mistakes
    from mailbot.mail.wire import WireError
    from mailbot.store.store import AlreadyRunning, DatabaseFault, NotDurable, Unwritable

    if isinstance(error, Mistakes):
        return f"{error}\n{to_mend(len(error.mistakes))} {_outcome()}"
    if isinstance(error, WireError | SecretMissing | NotDurable | AlreadyRunning | Unwritable | NoHome):
        return str(error)
    if isinstance(error, DatabaseFault):
        return (
            f"the database cannot be used ({type(error).__name__}). Check [database] url, the disk and its permissions"
        )
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}. Check the path, its permissions, and the disk"
    return None


def to_mend(count: int) -> str:
    """How many mistakes there are."""
    return f"{count} mistake{'s' if count > 1 else ''} to mend."


def _outcome() -> str:
    """What came of the verb that met the mistakes."""
    context = click.get_current_context(silent=True)
    starting = context is not None and context.info_name in _STARTING
    return "Nothing was started." if starting else "Nothing was done."
