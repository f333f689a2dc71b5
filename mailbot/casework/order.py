"""An order together with what it is decided on, and the pieces that every decision on one is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mailbot.casework.circumstances import Circumstances
from mailbot.model.case import Case, CaseEvent
from mailbot.model.casefile import CaseFile
from mailbot.model.command import Command, Impossible
from mailbot.model.decision import Decision, Update


@dataclass(frozen=True, slots=True)
class Order:
    """One order, the case as it stands, and the case that a merge goes into."""

    file: CaseFile
    order: Command
    circumstances: Circumstances
    other: CaseFile | None = None

    @property
    def case(self) -> Case:
        return self.file.case

    def decision(self, after: Case, *events: CaseEvent, **more: Any) -> Decision:
        """The case becomes `after`, its version one higher. `more` are fields of Decision."""
        changed = replace(after, version=self.case.version + 1)
        why = f"{self.order.verb} by {self.order.actor}"
        return Decision(None, None, None, updates=(Update(changed, None, why),), events=events, **more)


def event(now: Order, name: str, clause: str | None, rule: str | None, detail: str) -> CaseEvent:
    """What happened, by whom and when."""
    return CaseEvent(now.case.reference, now.order.at, name, clause, rule, now.order.actor, detail)


def need_reason(now: Order, what: str) -> str:
    """The officer's words. Raises Impossible where there are none."""
    reason = now.order.reason.strip()
    if not reason:
        raise Impossible(f"{now.order.verb} {now.case.reference}: {what}")
    return reason


def signed_by(file: CaseFile, name: str, rule: str) -> str | None:
    """Who last put a first signature to something, since the case's status last changed; None where nobody did."""
    for happened in reversed(file.events):
        if happened.name == "status changed":
            return None
        if (happened.name, happened.rule) == (name, rule):
            return happened.actor
    return None
