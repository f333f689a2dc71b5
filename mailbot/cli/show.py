"""A reading and its decision on the terminal: value and words side by side, each decision with its clause."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from mailbot.casework.public import child_json, evidence, referrer_json
from mailbot.model.decision import Decision
from mailbot.model.message import FormField, How, Item, Message, Passage, Role
from mailbot.model.message import Table as Grid
from mailbot.model.policy import Triage
from mailbot.model.referral import Reading

COLOURS = {
    "immediate": "bold bright_white on red",
    "urgent": "bold black on yellow",
    "standard": "green",
    "none": "dim",
}
UNSURE = 0.7  # below this a value is marked for an officer's eye
QUOTE = 90

console = Console(highlight=False)


def show_decision(name: str, decision: Decision, on: Console = console) -> None:
    """Print what was understood of one mail, and what policy says to do."""
    on.rule(f"[bold]{escape(name)}")
    if decision.quarantine is not None:
        on.print(Text(f"Could not be read: {decision.quarantine.reason}", style="bold red"))
        return
    assert decision.reading is not None and decision.triage is not None
    on.print(headline(decision))
    on.print(facts(decision.reading))
    on.print(policy(decision.triage))
    reply = decision.reply
    on.print(f"[bold]Reply:[/] {reply.template} to {reply.to}" if reply else f"[bold]No reply:[/] {decision.withheld}")
    for note in decision.reading.notes:
        on.print(Text(f"  note: {note}", style="yellow"))


def headline(decision: Decision) -> Text:
    """Kind, priority and queue in one line."""
    assert decision.reading is not None and decision.triage is not None
    triage = decision.triage
    line = Text.assemble((decision.reading.kind.value.value.replace("_", " "), "bold cyan"), "  ")
    line.append(f" {triage.priority.value} ", COLOURS[triage.priority.value])
    line.append(f"  for the {triage.queue.value} desk", "dim")
    return line


def facts(reading: Reading) -> RenderableType:
    """Every value beside the words that it came from."""
    words = dict(evidence(reading))
    tables: list[RenderableType] = []
    for index, child in enumerate(reading.children):
        tables.append(_table(f"Child {index + 1}", f"/children/{index}", child_json(child), words))
    tables.append(_table("Referrer", "/referrer", referrer_json(reading.referrer), words))
    if reading.case_references:
        tables.append(Text(f"Quotes {', '.join(reference.value for reference in reading.case_references)}"))
    return Group(*tables)


def _table(title: str, pointer: str, values: dict[str, object], words: dict[str, dict[str, object]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    for column, style in (("", "dim"), ("value", "bold"), ("the sender's words", "italic"), ("where", "dim")):
        table.add_column(column, style=style, overflow="fold")
    for path, label, value in _rows(pointer, values):
        cited = words.get(path, {})
        unsure = float(str(cited.get("confidence", 1.0))) < UNSURE
        mark = " ?" if unsure else ""
        table.add_row(label, Text(value + mark), Text(_short(str(cited.get("quote", "")))), str(cited.get("part", "")))
    return table


def _rows(pointer: str, value: object, label: str = "") -> Iterator[tuple[str, str, str]]:
    """(JSON pointer, label, value) of everything that is given."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _rows(f"{pointer}/{name}", inner, f"{label} {name}".strip().replace("_", " "))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _rows(f"{pointer}/{number}", inner, label)
    elif value is not None:
        yield (
            pointer,
            label,
            {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value),
        )


def policy(triage: Triage) -> RenderableType:
    """Each finding with its clause, what is missing, what to do."""
    table = Table(title="Policy", title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    for column, style in (("clause", "cyan"), ("finding", ""), ("words", "italic")):
        table.add_column(column, style=style, overflow="fold")
    for finding in triage.findings:
        table.add_row(finding.clause, finding.says, Text(_short(finding.words)))
    for action in triage.actions:
        days = f" (within {action.due_school_days} school days)" if action.due_school_days is not None else ""
        table.add_row(action.clause, Text(f"to do: {action.says}{days}"), "")
    missing = Text(f"Missing: {', '.join(triage.missing) or 'nothing'}", style="yellow" if triage.missing else "dim")
    return Group(table, Text(f"Why {triage.priority.value}: {triage.reason}"), missing)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTE else flat[: QUOTE - 1] + "…"


LABELS = {How.OUTER: "own text", How.QUOTED: "quoted", How.FORWARDED: "forwarded", How.ATTACHED: "attached mail"}


def show_parts(name: str, message: Message, on: Console = console) -> None:
    """Print every text part with its label: whose it is, and what it is in the mail."""
    on.rule(f"[bold]{escape(name)}")
    for signal in message.signals:
        on.print(f"[magenta]automatic:[/] {signal.name} ({escape(_short(signal.words))})")
    for hop in message.hops:
        sender = hop.sender or (message.sender.address if hop.index == 0 else None)
        who = f"{sender.name} <{sender.address}>" if sender else "unknown"
        on.print(f"[bold]message {hop.index}[/] {hop.how.value}: {escape(who)}, {hop.sent or 'no date'}")
    for item in message.content:
        on.print(Panel(_text(item), title=_label(item, message), title_align="left", style=_style(item)))
    for document in message.documents:
        if document.problem is not None:
            on.print(f"[red]{escape(document.name)}: {document.problem.value}. {escape(document.detail)}")


def _label(item: Item, message: Message) -> str:
    how = message.hops[item.hop].how if item.hop < len(message.hops) else How.OUTER
    label = LABELS[how] if item.role is Role.TEXT else f"{LABELS[how]}, {item.role.value}"
    return escape(f"{item.part} | {label}" + (f" (message {item.hop})" if item.hop else ""))


def _text(item: Item) -> RenderableType:
    if isinstance(item, Passage):
        return Text(item.text)
    if isinstance(item, FormField):
        return Text(f"{item.label}: {item.value}")
    assert isinstance(item, Grid)
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for row in item.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _style(item: Item) -> str:
    return "" if item.role is Role.TEXT else "dim"
