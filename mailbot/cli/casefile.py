"""Cases on the terminal: a list, and the whole picture of one on a screen."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from mailbot.casework.facts import said
from mailbot.casework.provenance import known
from mailbot.cli.show import COLOURS
from mailbot.model.case import Case, CaseEvent, Task
from mailbot.model.casefile import CaseFile
from mailbot.policy.calendar import LONDON

RECENT = 15  # events on the screen; the chronology has all
QUOTE = 70

WIDE = 120  # columns, from which a list has one line a case
_PIPED = 140  # columns, where no terminal says how wide it is
_WHOLE = ("reference", "priority", "status", "when", "clause", "due", "born", "opened")  # columns that do not wrap

console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED)


def plain(text: str) -> str:
    """Text as a terminal may have it: what could move the cursor or turn the writing round is shown as a mark."""
    return "".join("\ufffd" if unicodedata.category(sign) in ("Cc", "Cf") and sign != "\n" else sign for sign in text)


def show_list(cases: Iterable[Case], on: Console = console) -> None:
    """One case a line; two lines where the terminal is narrow."""
    wide = on.width >= WIDE
    columns = ("reference", "priority", "status", "child", "born", "kind", "desk", "officer", "opened")
    table = _table("", *(columns if wide else ("reference", "stands", "child", "about")))
    for case in cases:
        cells = _cells(case)
        table.add_row(*(cells if wide else _stacked(*cells)))
    on.print(table if table.row_count else "No such case.")


def _cells(case: Case) -> tuple[Text, ...]:
    """What a list shows of a case, a column each."""
    return (
        Text(case.reference),
        Text(case.priority.value, COLOURS[case.priority.value]),
        Text(_words(case.status)),
        _cell(_name(case)),
        Text(_day(case.date_of_birth)),
        Text(_words(case.kind)),
        Text(case.queue.value),
        _cell(case.assigned_to or ""),
        Text(_day(case.opened_at)),
    )


def _stacked(
    reference: Text,
    priority: Text,
    status: Text,
    child: Text,
    born: Text,
    kind: Text,
    desk: Text,
    officer: Text,
    day: Text,
) -> tuple[Text, ...]:
    """The same in four columns, of which no cell is longer than it must be."""
    line = Text("\n")
    about = Text(", ").join([kind, desk])
    return (
        Text.assemble(reference, line, day),
        Text.assemble(priority, line, status),
        Text.assemble(child, line, born),
        Text.assemble(about, line, officer),
    )


def show_file(file: CaseFile, on: Console = console) -> None:
    """The child, what is to be done, what was done, mails and letters."""
    on.print(_headline(file.case))
    for line in _standing(file):
        on.print(Text(f"  {line}"))
    on.print(_facts(file))
    for table in (_tasks(file), _events(file), _mails(file), _letters(file)):
        if table.row_count:
            on.print(table)


def _headline(case: Case) -> Text:
    line = Text.assemble((case.reference, "bold cyan"), "  ", (plain(_name(case)), "bold"), "  ")
    line.append(f" {case.priority.value} ", COLOURS[case.priority.value])
    line.append(f"  {_words(case.status)}", "bold")
    line.append(f"  {_words(case.kind)}, for the {case.queue.value} desk", "dim")
    if case.restricted:
        line.append("  RESTRICTED ", "bold white on magenta")
    return line


def _standing(file: CaseFile) -> Iterator[str]:
    """What is true of the case as a whole."""
    case = file.case
    yield f"opened {_when(case.opened_at)}, with {plain(case.assigned_to or 'no officer')}"
    if case.closed_at is not None:
        yield f"ended {_when(case.closed_at)}: {_words(case.closing_reason or case.status)}"
    if case.mis_reference:
        yield f"Missing Children system: {plain(case.mis_reference)}"
    if case.legal_hold:
        yield "legal hold: kept however old"
    if case.asked:
        yield f"the referrer was asked for: {', '.join(_words(code) for code in case.asked)}"
    if case.duplicate_of:
        yield f"a duplicate of {case.duplicate_of}"
    for duplicate in file.merged:
        yield f"{duplicate.reference} is a duplicate of this"
    for link in file.links:
        other = link.other if link.reference == case.reference else link.reference
        yield f"{link.name}: {other} ({plain(link.why)})"
    told = ", ".join(plain(str(value)) for value in case.referrer.values() if value)
    yield f"referred by {told or 'somebody unknown'}" + ("" if case.referrer_proven else " (not proven)")


def _facts(file: CaseFile) -> RenderableType:
    table = _table("Child", "", "value", "the sender's words", "from")
    for one in known(file):
        table.add_row(_words(one.name), _cell(said(one.value)), _cell(_short(one.quote)), _cell(one.says))
    return table


def _tasks(file: CaseFile) -> Table:
    table = _table("Tasks", "clause", "task", "what", "due", "state")
    for task in sorted(file.tasks, key=lambda task: (task.ended, task.due or date.max)):
        what = task.says + (f": {task.result}" if task.result else "")
        style = "dim" if task.ended else ""
        table.add_row(task.clause, task.code, _cell(what), _day(task.due), _state(task), style=style)
    return table


def _state(task: Task) -> str:
    by = f" by {plain(task.by)}" if task.by else ""
    mail = f" (mail {task.answered_by})" if task.answered_by else ""
    return f"{task.outcome.value}{by}{mail}"


def _events(file: CaseFile) -> Table:
    happened = [event for event in file.events if event.name != "task asked"]  # they stand among the tasks
    earlier = len(happened) - RECENT
    more = f" (and {earlier} earlier: mailbot case chronology {file.case.reference})" if earlier > 0 else ""
    table = _table(f"Record{more}", "when", "what", "clause", "by", "words")
    for event in happened[-RECENT:]:
        table.add_row(_when(event.at), event.name, event.clause or "", _cell(event.actor), _cell(_detail(event)))
    return table


def _detail(event: CaseEvent) -> str:
    mail = f"mail {event.inbound_id}" if event.inbound_id else ""
    return ", ".join(filter(None, (mail, event.detail)))


def _mails(file: CaseFile) -> Table:
    table = _table("Mails", "mail", "came", "to", "kind")
    for mail in file.mails:
        table.add_row(
            str(mail.inbound_id), _when(mail.received_at), mail.mailbox, _words(mail.reading.get("kind") or "")
        )
    return table


def _letters(file: CaseFile) -> Table:
    table = _table("Letters", "letter", "queued", "purpose", "to", "subject", "state")
    for letter in file.letters:
        when = _when(letter.queued_at)
        table.add_row(str(letter.id), when, letter.purpose, _cell(letter.to), _cell(letter.subject), letter.state)
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title or None, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in _WHOLE)
    return table


def _name(case: Case) -> str:
    return " ".join(filter(None, (case.forename, case.surname))) or "name not known"


def _cell(text: str) -> Text:
    return Text(plain(" ".join(text.split())))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTE else flat[: QUOTE - 1] + "…"


def _words(code: str) -> str:
    return str(code).replace("_", " ")


def _day(day: date | None) -> str:
    return f"{day:%d %b %Y}" if day else ""


def _when(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%d %b %Y %H:%M}"
