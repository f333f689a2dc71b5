"""What the officers' verbs have in common: who acts, on which database, orders carried out and their outcome told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

import click

from mailbot.cli.errors import told
from mailbot.model.command import Command, Impossible, Verb

if TYPE_CHECKING:
    from mailbot.cli.house import Home
    from mailbot.model.case import CaseEvent
    from mailbot.model.casefile import CaseFile
    from mailbot.model.decision import Decision
    from mailbot.store.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def acting(command: F) -> F:
    """The option that says which officer acts."""
    words = (
        "The officer who acts, for the record. Default: the environment's MAILBOT_OFFICER, else your account's name."
    )
    return click.option("--as", "officer", envvar="MAILBOT_OFFICER", default="", metavar="NAME", help=words)(command)


def on_case(command: F) -> F:
    """What every verb on one case begins with: the case's REFERENCE, who acts, mistakes told in words."""
    whole = click.argument("name", metavar="REFERENCE")(acting(click.pass_obj(told(command))))
    return cast(F, whole)


def giving_reason(command: F) -> F:
    """The option for the officer's own words."""
    return click.option("--reason", default="", metavar="WORDS", help="Why, in your own words; for the record.")(
        command
    )


def seeing(command: F) -> F:
    """The option that shows what is restricted."""
    words = "Show where the child is on restricted cases too. That you saw it goes on the record."
    return click.option("--with-restricted", is_flag=True, help=words)(command)


def refused(error: Impossible) -> NoReturn:
    """Tell why an order cannot be carried out, and end with exit status 1."""
    raise click.ClickException(str(error)) from error


@contextmanager
def opened(home: Path | None) -> Iterator[tuple[Home, Store]]:
    """The home folder and its database."""
    from mailbot.cli.house import load_home
    from mailbot.cli.share import own_home
    from mailbot.cli.templating import versioned

    loaded = load_home(own_home(home), reading=False)
    store = loaded.store()
    try:
        yield versioned(loaded, store), store
    finally:
        store.close()


def reference(text: str) -> str:
    """A case's reference as typed, in its own letters."""
    return text.strip().upper()


def obey(home: Path | None, order: tuple[Verb, str], officer: str, reason: str = "", **values: str) -> None:
    """Carry out one order, given as (verb, reference), and say what was done."""
    with opened(home) as (loaded, store):
        decision = _order(loaded, store, order, officer, reason, values)
    for event in _shown(decision):
        click.echo(f"{event.reference}: {event.name}" + (f": {event.detail}" if event.detail else ""))
    for task in decision.tasks:
        click.echo(f"{task.reference}: to do ({task.clause}): {task.says}" + (f", by {task.due}" if task.due else ""))


def _shown(decision: Decision) -> Iterator[CaseEvent]:
    """What happened, for the terminal: a correction tells what was there before, and that may be locked."""
    from mailbot.casework.disclosure import shown_event

    locked = {update.case.reference for update in decision.updates if update.case.restricted}
    for event in decision.events:
        yield shown_event(event) if event.reference in locked else event


def actor(loaded: Home, officer: str) -> tuple[str, str]:
    """(the officer who acts, the account that they act from), ending the program where that is nobody's to act from."""
    from mailbot.cli.account import account, officer_of

    login = account()
    try:
        return officer_of(login, officer, loaded.settings.officers.accounts), login
    except Impossible as error:
        refused(error)


def disclosed(loaded: Home, store: Store, found: CaseFile, officer: str, what: str) -> None:
    """Put on the record that restricted facts of a case are shown to the officer."""
    if found.case.restricted or any(case.restricted for case in found.merged):
        _order(loaded, store, (Verb.DISCLOSE, found.case.reference), officer, "", {"what": what})


def _order(
    loaded: Home, store: Store, order: tuple[Verb, str], officer: str, reason: str, values: dict[str, str]
) -> Any:
    from mailbot.cli.house import clock, references
    from mailbot.pipeline import command

    verb, name = order
    who, login = actor(loaded, officer)
    given = Command(verb, reference(name), who, clock(), reason.strip(), tuple(values.items()), login)
    try:
        return command(given, loaded.house, store, given.at, references())
    except Impossible as error:
        refused(error)
