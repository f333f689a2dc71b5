"""An order together with what it is decided on, and the pieces that every decision on one is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from mailbot.casework.circumstances import Circumstances
from mailbot.model.case import Case, CaseEvent
from mailbot.model.casefile import CaseFile
from mailbot.model.command import Command, Impossible, Verb
from mailbot.model.decision import Decision, Update

_BY = " (account "


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
    actor = signature(now.order.actor, now.order.account)
    return CaseEvent(now.case.reference, now.order.at, name, clause, rule, actor, detail)


def signature(officer: str, account: str) -> str:
    """An officer as the record names them: the name that was given, and the account that gave it if it is another."""
    return officer if account in ("", officer) else f"{officer}{_BY}{account})"


def one_person(one: str, other: str) -> bool:
    """Whether two signatures are of one name, whatever its case and spaces and by whichever account."""
    names = [" ".join(signed.partition(_BY)[0].split()).casefold() for signed in (one, other)]
    return names[0] == names[1]


def need_name(order: Command) -> None:
    """Raises Impossible where the officer's name is none."""
    if not order.actor.strip():
        raise Impossible("say which officer acts: --as NAME, or the environment's MAILBOT_OFFICER")
    if _BY.strip() in order.actor:
        raise Impossible(f"an officer's name has no {_BY.strip()} in it: the record adds the account itself")


def need_reason(now: Order, what: str) -> str:
    """The officer's words. Raises Impossible where there are none."""
    reason = now.order.reason.strip()
    if not reason:
        how = "" if now.order.verb is Verb.NOTE else ", by --reason WORDS"
        raise Impossible(f"{now.order.verb} {now.case.reference}: {what}{how}")
    return reason


def signed_by(file: CaseFile, name: str, rule: str) -> str | None:
    """Who last put a first signature to something, since the case's status last changed; None where nobody did."""
    for happened in reversed(file.events):
        if happened.name == "status changed":
            return None
        if (happened.name, happened.rule) == (name, rule):
            return happened.actor
    return None
