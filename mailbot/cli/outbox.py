"""`mailbot outbox`: the letters on their way out, and whether any may leave."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mailbot.cli.errors import told
from mailbot.cli.officer import acting, opened, reference
from mailbot.cli.verbs import Verbs
from mailbot.model.letter import LetterState

if TYPE_CHECKING:
    from mailbot.store.store import Posted, Store

ONLY_THESE = "Only letters that were deferred, refused or came back can be"
IDS = click.argument("ids", nargs=-1, type=int, metavar="[ID]...")


@click.group(cls=Verbs)
def outbox() -> None:
    """The letters: what waits, what was sent, what was refused; hold, release, try again."""


@outbox.command("list")
@IDS
@click.option("--state", "states", multiple=True, type=click.Choice([one.value for one in LetterState]))
@click.option("--purpose", type=click.Choice(["reply", "alert", "digest"]))
@click.option("--to", metavar="TEXT", help="Part of the recipient's address.")
@click.option("--case", metavar="REFERENCE", help="Letters that name this case.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Queued that day or later.")
@click.option("--most", default=50, show_default=True, type=click.IntRange(1), help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
@told
def list_(
    home: Path | None,
    ids: tuple[int, ...],
    states: tuple[str, ...],
    purpose: str | None,
    to: str | None,
    case: str | None,
    since: datetime | None,
    most: int,
    as_json: bool,
) -> None:
    """Letters, the newest first."""
    from mailbot.policy.calendar import LONDON
    from mailbot.store.store import Sought

    wanted = tuple(LetterState(state) for state in states)
    day = datetime.combine(since.date(), time(), LONDON) if since else None
    sought = Sought(ids, wanted, purpose, to, reference(case) if case else None, day, most)
    with opened(home) as (_, store):
        if as_json:
            for letter in store.posted(sought):
                click.echo(json.dumps(asdict(letter), default=_plain))
            return
        _show(store.posted(sought))
        _tell_held(store)


@outbox.command()
@IDS
@click.option("--all", "everything", is_flag=True, help="Answer nobody from now on, letters to come included.")
@click.option("--reason", default="", metavar="WORDS", help="Why, for whoever asks why nothing is sent.")
@acting
@click.pass_obj
@told
def hold(home: Path | None, ids: tuple[int, ...], everything: bool, reason: str, officer: str) -> None:
    """Keep letters back until they are released: those named, or with --all every one.

    With --all officers still get the alerts and digests that are written from now on.
    """
    from mailbot.cli.house import clock

    _one_of(ids, everything)
    with opened(home) as (_, store):
        if not everything:
            _changed(ids, store.hold, "held", "It is not waiting: `mailbot outbox list` shows what became of it")
            return
        store.hold_all(reason or "an officer ordered it", officer.strip() or "the command line", clock())
        _tell_held(store)


@outbox.command()
@IDS
@click.option("--all", "everything", is_flag=True, help="Send again; letters that were held by number stay held.")
@click.pass_obj
@told
def release(home: Path | None, ids: tuple[int, ...], everything: bool) -> None:
    """Let letters that are held go out."""
    from mailbot.cli.house import clock
    from mailbot.store.store import Sought

    _one_of(ids, everything)
    with opened(home) as (_, store):
        now = clock()
        if not everything:
            _changed(ids, lambda some: store.release(some, now), "released", "It is not held")
            _tell_held(store)
            return
        was = store.release_all(now)
        click.echo("Sending goes on." if was else "Sending was not held.")
        kept = " ".join(str(letter.id) for letter in store.posted(Sought(states=(LetterState.HELD,))))
        if kept:
            click.echo(f"Letters that are still held: {kept}. Let them go by: mailbot outbox release {kept}")


@outbox.command()
@click.argument("ids", nargs=-1, type=int, required=True, metavar="ID...")
@click.pass_obj
@told
def retry(home: Path | None, ids: tuple[int, ...]) -> None:
    """Send letters again that were deferred, refused or came back: the same letters, with five days anew."""
    from mailbot.cli.house import clock

    with opened(home) as (_, store):
        _changed(ids, lambda some: store.retry(some, clock()), "queued", ONLY_THESE)
        _tell_held(store)


def _one_of(ids: tuple[int, ...], everything: bool) -> None:
    if bool(ids) == everything:
        raise click.UsageError("name the letters by their numbers, or write --all")


def _changed(ids: tuple[int, ...], change: Callable[[tuple[int, ...]], tuple[int, ...]], done: str, why: str) -> None:
    """Tell each letter's fate; exit status 1 when one could not be changed."""
    changed = change(ids)
    for letter in ids:
        click.echo(f"letter {letter}: {done if letter in changed else f'not {done}. {why}'}")
    if set(ids) - set(changed):
        raise SystemExit(1)


def _tell_held(store: Store) -> None:
    held = store.held()
    if held is not None:
        words = f"Sending is held since {_when(held.since)}, by {held.by}: {held.why}."
        click.echo(f"{words}\nLook at what waits, then: mailbot outbox release --all", err=True)


def _show(letters: tuple[Posted, ...]) -> None:
    """What stands in a row together is stacked in one cell where the terminal is narrow."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from mailbot.cli.casefile import WIDE, plain

    on = Console(highlight=False)
    stacked = on.width < WIDE
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in _NARROW if stacked else _WIDE:
        table.add_column(column, overflow="fold", no_wrap=column in _WHOLE)
    for letter in letters:
        table.add_row(*(Text(plain(cell)) for cell in (_stacked(letter) if stacked else _row(letter))))
    on.print(table if letters else "No such letter.")


_WIDE = ("id", "state", "purpose", "to", "subject", "queued", "next try", "tries", "the relay said")
_NARROW = ("id", "state", "to, subject, what the relay said", "queued, next try")
_WHOLE = ("id", "state", "purpose", "queued", "next try", "queued, next try")  # columns that do not wrap


def _row(letter: Posted) -> tuple[str, ...]:
    first = (str(letter.id), letter.state.value, letter.purpose, letter.to, letter.subject, _when(letter.queued_at))
    return (*first, _when(letter.next_attempt_at), str(letter.attempts), letter.last_answer)


def _stacked(letter: Posted) -> tuple[str, ...]:
    number, state, purpose, to, subject, queued, again, tries, answer = _row(letter)
    said = "\n".join(filter(None, (to, subject, answer)))
    tried = "\n".join(filter(None, (queued, again, f"tries: {tries}" if letter.attempts else "")))
    return number, f"{state}\n{purpose}", said, tried


def _when(moment: datetime | None) -> str:
    from mailbot.policy.calendar import LONDON

    return f"{moment.astimezone(LONDON):%d %b %H:%M}" if moment else ""


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
