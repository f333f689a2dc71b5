"""Where a child lives, on a restricted case, is shown to nobody who did not ask for it by name (policy 3.4).

What is locked: address, postcode, destination, school and contacts; the sender's words, which may hold any of them;
and whatever an officer typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mailbot.casework.facts import LOCATION
from mailbot.model.case import Case, CaseEvent, Link, Task
from mailbot.model.casefile import CaseFile, CaseMail

LOCKED = "locked"
ACTOR = "mailbot"
_OURS = frozenset({"restricted facts shown", "assigned", "letter", "letter withheld"})  # events without typed words


def shown(file: CaseFile) -> CaseFile:
    """The file as it may be shown to any officer."""
    if not (file.case.restricted or any(case.restricted for case in file.merged)):
        return file
    return replace(
        file,
        case=masked(file.case),
        merged=tuple(masked(case) for case in file.merged),
        mails=tuple(_mail(mail) for mail in file.mails),
        events=tuple(shown_event(event) for event in file.events),
        tasks=tuple(_task(task) for task in file.tasks),
        links=tuple(_link(link) for link in file.links),
    )


def masked(case: Case) -> Case:
    """The case without what tells where the child is."""
    corrected = {
        name: {**mark, "reason": LOCKED, "read": LOCKED if name in LOCATION else mark["read"]}
        for name, mark in case.corrected.items()
    }
    return replace(case, facts=_facts(case.facts), postcode=LOCKED if case.postcode else None, corrected=corrected)


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: LOCKED if name in LOCATION and value else value for name, value in facts.items()}


def _mail(mail: CaseMail) -> CaseMail:
    """Of the reading only what was read of the children is kept, without its words."""
    children = [_facts(child) for child in mail.reading.get("children") or []]
    return replace(mail, reading={"kind": mail.reading.get("kind"), "children": children})


def shown_event(event: CaseEvent) -> CaseEvent:
    """An event of a restricted case without words that may tell a place: a location fact's, and what officers typed."""
    typed = event.actor != ACTOR and event.name not in _OURS
    tells = event.name == "conflict" or event.rule in LOCATION
    return replace(event, detail=LOCKED) if event.detail and (typed or tells) else event


def _task(task: Task) -> Task:
    return replace(task, result=LOCKED) if task.result and task.by not in (None, ACTOR) else task


def _link(link: Link) -> Link:
    return replace(link, why=LOCKED) if link.name == "split from" else link
