"""`mailbot case`: what officers see of cases, and what they order."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mailbot.casework.facts import NAMES
from mailbot.cli.errors import told
from mailbot.cli.officer import disclosed, giving_reason, obey, on_case, opened, reference, refused, seeing
from mailbot.cli.verbs import Verbs, completing
from mailbot.model.case import CaseStatus, ClosingReason
from mailbot.model.casefile import CaseFile
from mailbot.model.command import Impossible, Verb
from mailbot.model.policy import Priority, Queue

COMPLETION = """\b
Completion of verbs, options and codes, for the shell that you use:
  bash  eval "$(_MAILBOT_COMPLETE=bash_source mailbot)"
  zsh   eval "$(_MAILBOT_COMPLETE=zsh_source mailbot)"
  fish  _MAILBOT_COMPLETE=fish_source mailbot | source
"""
YES_NO = click.Choice(["yes", "no"])


@click.group(cls=Verbs, epilog=COMPLETION)
def case() -> None:
    """Children's cases: list and show them, and record what you do. Every order is kept on the case's record."""


@case.command("list")
@click.option("--status", type=click.Choice([one.value for one in CaseStatus]))
@click.option("--priority", type=click.Choice([one.value for one in Priority]))
@click.option("--queue", type=click.Choice([one.value for one in Queue]))
@click.option("--officer", "assigned_to", metavar="NAME", help="Assigned to this officer.")
@click.option("--unassigned", is_flag=True, help="Assigned to nobody.")
@click.option("--name", default="", help="The child's forename or surname.")
@click.option("--overdue", is_flag=True, help="With a task whose day has passed.")
@click.option("--all", "everything", is_flag=True, help="Those that are over too.")
@click.option("--most", default=200, show_default=True, type=click.IntRange(1), help="How many at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
@told
def list_(
    home: Path | None,
    status: str | None,
    priority: str | None,
    queue: str | None,
    assigned_to: str | None,
    unassigned: bool,
    name: str,
    overdue: bool,
    everything: bool,
    most: int,
    as_json: bool,
) -> None:
    """Open cases, the most pressing first."""
    from mailbot.casework.exporting import case_json
    from mailbot.cli.casefile import show_list
    from mailbot.cli.house import clock
    from mailbot.policy.calendar import day_in_london
    from mailbot.store.store import Wanted

    wanted = Wanted(
        CaseStatus(status) if status else None,
        Priority(priority) if priority else None,
        Queue(queue) if queue else None,
        "" if unassigned else assigned_to,
        name,
        day_in_london(clock()) if overdue else None,
        everything,
        most,
    )
    with opened(home) as (_, store):
        found = store.listed(wanted)
    if as_json:
        for one in found:
            click.echo(json.dumps(case_json(one), ensure_ascii=False))
    else:
        show_list(found)


@case.command()
@on_case
@click.option("--json", "as_json", is_flag=True, help="Everything, as one JSON object.")
@seeing
def show(home: Path | None, name: str, as_json: bool, with_restricted: bool, officer: str) -> None:
    """The whole picture of one case."""
    from mailbot.casework.exporting import file_json
    from mailbot.cli.casefile import show_file

    found = _file(home, name, with_restricted, officer, "case show")
    if as_json:
        click.echo(json.dumps(file_json(found), ensure_ascii=False, indent=2))
    else:
        show_file(found)


@case.command()
@on_case
@seeing
def chronology(home: Path | None, name: str, with_restricted: bool, officer: str) -> None:
    """The case's life on one page of plain text, for printing."""
    from mailbot.casework.chronology import chronology as page
    from mailbot.cli.casefile import plain

    click.echo(plain(page(_file(home, name, with_restricted, officer, "case chronology"))), nl=False)


def _file(home: Path | None, name: str, with_restricted: bool, officer: str, what: str) -> CaseFile:
    with opened(home) as (loaded, store):
        found = store.file(reference(name), with_restricted)
        if found is None:
            refused(Impossible(f"there is no case {reference(name)}. `mailbot case list` lists them"))
        if with_restricted:
            disclosed(loaded, store, found, officer, what)
        return found


@case.command()
@on_case
@click.argument("to", metavar="STATUS", default="", shell_complete=completing(CaseStatus))
@giving_reason
def status(home: Path | None, name: str, to: str, reason: str, officer: str) -> None:
    """Move a case on: enquiries, awaiting_information, located_no_provision, review, ... (`close` ends it)."""
    obey(home, (Verb.STATUS, name), officer, reason, to=to)


@case.command()
@on_case
@click.argument("code")
@click.argument("outcome", type=click.Choice(["done", "waived", "open"]))
@click.option("--when", default="", help='When Social Care was told, such as "2026-11-24 10:05".')
@click.option("--their-reference", default="", help="The reference that Social Care gave.")
@giving_reason
def task(
    home: Path | None, name: str, code: str, outcome: str, when: str, their_reference: str, reason: str, officer: str
) -> None:
    """End a task (done, waived) or open it again. --reason says what came of it, or why."""
    values = {"code": code, "outcome": outcome, "when": when, "their_reference": their_reference}
    obey(home, (Verb.TASK, name), officer, reason, **values)


@case.command()
@on_case
@click.argument("words")
def note(home: Path | None, name: str, words: str, officer: str) -> None:
    """Write a note on the record."""
    obey(home, (Verb.NOTE, name), officer, words)


@case.command()
@on_case
@click.argument("to", metavar="[OFFICER]", default="")
def assign(home: Path | None, name: str, to: str, officer: str) -> None:
    """Give a case to an officer; without one, to nobody."""
    obey(home, (Verb.ASSIGN, name), officer, to=to)


@case.command()
@on_case
@click.option("--into", required=True, metavar="REFERENCE", help="The case that stays.")
@giving_reason
def merge(home: Path | None, name: str, into: str, reason: str, officer: str) -> None:
    """Make a case a duplicate of another of the same child. `split` undoes it."""
    obey(home, (Verb.MERGE, name), officer, reason, into=reference(into))


@case.command()
@on_case
@click.option("--mail", default="", metavar="N", help="Give this mail a case of its own.")
@giving_reason
def split(home: Path | None, name: str, mail: str, reason: str, officer: str) -> None:
    """Undo a merge, or take a mail that is another child's out of a case."""
    obey(home, (Verb.SPLIT, name), officer, reason, mail=mail)


@case.command()
@on_case
@click.argument("fact", shell_complete=completing((*NAMES, "mis_reference")))
@click.argument("value")
@giving_reason
def correct(home: Path | None, name: str, fact: str, value: str, reason: str, officer: str) -> None:
    """Put a fact right, or set mis_reference. What was read stays on record beside it. An empty VALUE takes it away."""
    obey(home, (Verb.CORRECT, name), officer, reason, field=fact, value=value)


@case.command()
@on_case
@click.argument("outcome", metavar="OUTCOME", default="", shell_complete=completing(ClosingReason))
@giving_reason
def close(home: Path | None, name: str, outcome: str, reason: str, officer: str) -> None:
    """End a case after its review (6.2). Where harm was feared a second officer gives the same order."""
    obey(home, (Verb.CLOSE, name), officer, reason, outcome=outcome)


@case.command()
@on_case
@giving_reason
def reopen(home: Path | None, name: str, reason: str, officer: str) -> None:
    """Open a closed case again, for enquiries."""
    obey(home, (Verb.REOPEN, name), officer, reason)


@case.command()
@on_case
@click.argument("on", type=YES_NO)
@giving_reason
def restrict(home: Path | None, name: str, on: str, reason: str, officer: str) -> None:
    """Lock or unlock what tells where the child is."""
    obey(home, (Verb.RESTRICT, name), officer, reason, on=on)


@case.command()
@on_case
@click.argument("on", type=YES_NO)
@giving_reason
def hold(home: Path | None, name: str, on: str, reason: str, officer: str) -> None:
    """Keep a case however old it is (legal hold), or end that."""
    obey(home, (Verb.HOLD, name), officer, reason, on=on)
