"""`mailbot policy [CLAUSE]`: what the policy asks, clause by clause, and the rules that apply it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailbot.cli.errors import told

if TYPE_CHECKING:
    from mailbot.model.policypack import Clause, PolicyPack

NO_RULE = "NO RULE"
_WIDTH = 12


@click.command()
@click.argument("clause", required=False)
@click.pass_obj
@told
def policy(home: Path | None, clause: str | None) -> None:
    """List every clause of the policy with the rules that apply it, or show one CLAUSE such as 4.5."""
    from mailbot.cli.share import Files, find_home
    from mailbot.config.mistakes import Mistake, Mistakes
    from mailbot.config.policypack import load
    from mailbot.policy.calendar import day_in_london
    from mailbot.policy.registry import mistakes

    mistaken: list[Mistake] = []
    pack = Files(find_home(home), mistaken).parsed("config/policy", "*.toml", load)
    if pack is None:
        raise Mistakes(mistaken)
    if clause is not None:
        show_clause(pack, clause)
        return
    list_clauses(pack)
    overdue = pack.overdue(day_in_london(datetime.now(UTC)))
    if overdue:
        click.echo(f"\nReview overdue: {overdue}.")
    wrong = mistakes(pack)
    if wrong:
        raise Mistakes(wrong)


def list_clauses(pack: PolicyPack) -> None:
    """One clause a paragraph: its sense, its rules."""
    click.echo(f"{pack.title}. Issued {pack.issued}, last compared with these rules {pack.last_reviewed}.\n")
    for clause in pack.clauses:
        click.echo(f"{clause.number:<6} {clause.sense}")
        click.echo(f"       {_rules(clause)}")


def show_clause(pack: PolicyPack, number: str) -> None:
    """All that the files and the rules hold of one clause. Exits with 2 where there is none of that number."""
    from mailbot.policy.registry import rules_of

    clause = next((clause for clause in pack.clauses if clause.number == number), None)
    if clause is None:
        raise click.UsageError(f"no clause {number}. There are {', '.join(clause.number for clause in pack.clauses)}")
    _line(clause.number, clause.sense)
    _line("mailbot", clause.mailbot)
    _line("officer", clause.officer)
    _line("law", clause.law)
    for rule in rules_of(number):
        _line("rule", f"{rule.name}: {rule.says}")
    if not rules_of(number):
        _line("no rule", clause.unruled or "and no reason is given")
    for value in pack.values:
        if value.clause == number:
            since, amount = value.history[-1]
            said = ", ".join(amount) if isinstance(amount, tuple) else amount
            _line("value", f"{value.name} = {said} ({value.unit}) since {since}: {value.says}")
            _line("", f"from {value.source}; compared {value.checked}")
    for fact in pack.facts:
        if fact.clause == number:
            _line("asks", fact.asks)
    for action in pack.actions:
        if action.clause == number:
            _line("task", action.says)


def _rules(clause: Clause) -> str:
    from mailbot.policy.registry import rules_of

    names = ", ".join(rule.name for rule in rules_of(clause.number))
    return f"rules: {names}" if names else f"{NO_RULE}: {clause.unruled or 'and no reason is given'}"


def _line(label: str, text: str) -> None:
    if text:
        click.echo(f"{label:<{_WIDTH}}{text}")
