"""Orders and case files for tests of commands, each with sensible defaults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mailbot.casework.circumstances import Circumstances
from mailbot.casework.commands import command
from mailbot.casework.public import child_json
from mailbot.model.case import Case, CaseEvent, CaseStatus, Task, TaskOutcome
from mailbot.model.casefile import CaseFile, CaseMail
from mailbot.model.command import Command, Verb
from mailbot.model.decision import Decision
from mailbot.model.referral import Child
from tests.casework.build import NOW, a_case, circumstances

OLU, BEA = "Olu Bright", "Bea Stone"


def a_full_case(reference: str = "CME-2026-7K3M9QX4TZ", **changes: Any) -> Case:
    """A case of Zoe Khan with her name and date of birth as facts, whose referrer is proven."""
    facts = {**child_json(Child()), "forename": "Zoe", "surname": "Khan", "date_of_birth": "2015-04-03"}
    case = replace(a_case(reference), facts=facts, referrer_proven=True, referrer={"organisation_type": "school"})
    return replace(case, **changes)


def a_task(code: str = "search_systems", outcome: TaskOutcome = TaskOutcome.OPEN, id: int = 1, **changes: Any) -> Task:
    task = Task(a_case().reference, code, "6.1", "Search", date(2026, 11, 26), outcome, id=id)
    return replace(task, **changes)


def a_mail(inbound_id: int = 7, facts: dict[str, Any] | None = None, **reading: Any) -> CaseMail:
    children = [{**child_json(Child()), **(facts or {})}]
    return CaseMail(
        a_case().reference, inbound_id, "cme", NOW, 0, {"kind": "referral", "children": children, **reading}
    )


def a_file(
    case: Case | None = None, tasks: Iterable[Task] = (), events: Iterable[CaseEvent] = (), **more: Any
) -> CaseFile:
    return CaseFile(case or a_full_case(), tasks=tuple(tasks), events=tuple(events), **more)


def order(
    verb: Verb,
    file: CaseFile,
    actor: str = OLU,
    reason: str = "as seen",
    other: CaseFile | None = None,
    at: Circumstances | None = None,
    **values: str,
) -> Decision:
    """What becomes of an order given an hour after NOW."""
    given = Command(verb, file.case.reference, actor, NOW + timedelta(hours=1), reason, tuple(values.items()))
    return command(file, given, at or circumstances(), other)


def after(decision: Decision) -> Case:
    """The case that the order was given on, as it shall be."""
    return decision.updates[0].case


def told(decision: Decision) -> list[tuple[str, str | None, str]]:
    """(name, clause, detail) of every event."""
    return [(event.name, event.clause, event.detail) for event in decision.events]


def in_review(*tasks: Task, **changes: Any) -> CaseFile:
    return a_file(a_full_case(status=CaseStatus.REVIEW, **changes), tasks)
