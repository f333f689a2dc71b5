"""Tells the demo's story on the terminal, as it happens."""

from __future__ import annotations

import threading
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from mailbot import pipeline
from mailbot.casework.public import child_json
from mailbot.cli.show import COLOURS, headline
from mailbot.daemon import Daemon, Watcher
from mailbot.model.decision import Decision
from mailbot.model.inbound import Inbound
from mailbot.model.letter import LetterState, Outgoing
from mailbot.model.referral import Mailbox, Reading
from mailbot.policy.calendar import day_in_london

SHOWN = ("date_of_birth", "year_group", "last_school", "last_attended", "moved_to", "social_care")
SETS = ("risk_factors", "concerns", "enquiries")


class Narrator(Watcher):
    """A watcher that prints, and counts what the demo waits for."""

    def __init__(self) -> None:
        self.console = Console(highlight=False)
        self.due_replies = self.sent_replies = self.sent_digests = self.unread = 0
        self._decided: set[str] = set()  # Message-IDs
        self._cases: dict[str, str] = {}  # a referrer's address -> the first case opened for it
        self._lock = threading.Lock()

    def begin(self, mails: int) -> None:
        told = f"{mails} sample mails go to CME@ and schooladmissions@. All people, schools and addresses are invented."
        self.console.print(Panel(told, title="[bold]mailbot demo", style="cyan"))

    def received(self, mailbox: Mailbox, inbound_id: int) -> None:
        with self._lock:
            self.console.print(f"[dim]mail {inbound_id} received in {mailbox.value}: stored, then moved to Processed")

    def decided(self, inbound: Inbound, decision: Decision) -> None:
        with self._lock:
            self.console.rule(f"[bold]mail {inbound.id}")
            self._tell(decision)
            for opening in decision.openings:
                self._cases.setdefault(opening.case.referrer_email or "", opening.case.reference)
            self.due_replies += decision.reply is not None
            self.unread += decision.quarantine is not None
            self._decided.add((decision.message.message_id if decision.message else None) or "")

    def _tell(self, decision: Decision) -> None:
        if decision.reading is None or decision.triage is None or decision.message is None:
            self.console.print(Text(f"put aside for a person: {decision.quarantine}", style="bold red"))
            return
        came = Text.assemble(("came in     ", "dim"), _from(decision), (f"  “{decision.message.subject}”", "italic"))
        self.console.print(came, Text("understood  ", style="dim").append_text(headline(decision)), sep="\n")
        for child in _children(decision.reading):
            self.console.print(Text("            ").append_text(child))
        clauses = ", ".join(decision.triage.clauses) or "none"
        self.console.print(
            Text.assemble(("policy      ", "dim"), (f"clauses {clauses}", "cyan"), f"  {decision.triage.reason}")
        )
        for opening in decision.openings:
            self.console.print(Text.assemble(("case        ", "dim"), (opening.case.reference, "bold"), " opened"))
        for update in decision.updates:
            self.console.print(
                Text.assemble(("case        ", "dim"), (update.case.reference, "bold"), f" ({update.why})")
            )
        answered = (
            f"{decision.reply.template} to {decision.reply.to}" if decision.reply else f"nobody: {decision.withheld}"
        )
        self.console.print(Text.assemble(("answered    ", "dim"), answered))

    def sent(self, outgoing: Outgoing, state: LetterState) -> None:
        with self._lock:
            if state is not LetterState.SENT:
                self.console.print(f"[red]letter {outgoing.id}: {state.value}")
                return
            self.sent_replies += outgoing.letter.purpose == "reply"
            self.sent_digests += outgoing.letter.purpose == "digest"
            self.console.print(f"[dim]letter {outgoing.id} ({outgoing.letter.purpose}) sent: {outgoing.letter.subject}")

    def failed(self, job: str, error: Exception) -> None:
        self.console.print(f"[bold red]{job}: {error}")

    def dealt_with(self, message_ids: set[str]) -> bool:
        """Whether all these mails were decided on, and every letter due so far has gone."""
        with self._lock:
            return message_ids <= self._decided and self.sent_replies >= self.due_replies

    def case_of(self, referrer: str) -> str | None:
        """The reference in the acknowledgement that this referrer got."""
        return self._cases.get(referrer)

    def finish(self, daemon: Daemon, place: Path, well: bool) -> None:
        """The officers' digest on the terminal and as HTML, and where everything lies."""
        now = daemon.now()
        shown = daemon.store.digest(day_in_london(now), now)
        table = Table(title="The officers' first digest", title_style="bold")
        for column in ("priority", "case", "child", "kind", "status"):
            table.add_column(column, no_wrap=column in ("priority", "case"))
        for case in shown.cases:
            priority = Text(f" {case.priority} ", style=COLOURS[case.priority])
            table.add_row(
                priority, case.reference, case.child, case.kind.replace("_", " "), case.status.replace("_", " ")
            )
        self.console.print(table)
        (place / "digest.html").write_text(pipeline.digest_page(daemon.house, daemon.store, now), encoding="utf-8")
        lies = "\n".join(
            f"{what:10} {where}"
            for what, where in (
                ("database", place / "mailbot.db"),
                ("letters", place / "letters"),
                ("digest", place / "digest.html"),
            )
        )
        style = "green" if well else "red"
        ended = "Everything was dealt with." if well else "Something was not dealt with; see above."
        self.console.print(Panel(f"{ended}\n{lies}", title="[bold]where it lies", style=style))

    def stay(self, imap_port: int, smtp_port: int) -> None:
        told = f"Still up: IMAP on 127.0.0.1:{imap_port}, SMTP on 127.0.0.1:{smtp_port} (login CME, password demo)."
        self.console.print(f"{told} Send a mail of your own, or stop with Ctrl-C.")


def _from(decision: Decision) -> str:
    sender = decision.message.sender.address if decision.message else None
    return f"{sender.name} <{sender.address}>".strip() if sender else "somebody"


def _children(reading: Reading) -> list[Text]:
    """A line for each child: what is known, risks in yellow, concerns in red."""
    lines = []
    for child in reading.children:
        known = child_json(child)
        name = " ".join(part for part in (known["forename"], known["surname"]) if part) or "a child without a name"
        line = Text.assemble((name, "bold"), "  ", ", ".join(str(known[key]) for key in SHOWN if known[key]))
        for key, style in zip(SETS, ("yellow", "bold red", "dim"), strict=True):
            line.append("".join(f"  {code.replace('_', ' ')}" for code in known[key]), style)
        lines.append(line)
    return lines
