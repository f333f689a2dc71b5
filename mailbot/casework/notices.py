"""The letter by which a referrer is made aware of how a case stands (6.3), or the task for an officer to tell it."""

from __future__ import annotations

from dataclasses import replace

from mailbot.casework.order import Order, event
from mailbot.casework.replies import STATUS_WORDS
from mailbot.model.case import Case, Task
from mailbot.model.decision import Decision
from mailbot.model.letter import Reply
from mailbot.model.referral import OrganisationType

_PERSONS = (OrganisationType.PARENT, OrganisationType.PUBLIC)
TELL = "answer_status"
TELL_DAYS = 5  # school days


def notice(decision: Decision, now: Order, case: Case, template: str) -> Decision:
    """The decision with its letter. A status that reads the same from outside is not told again."""
    if STATUS_WORDS[now.case.status] == STATUS_WORDS[case.status]:
        return decision
    why = _withheld(case)
    if why is not None:
        return _by_hand(decision, now, why)
    assert case.referrer_email is not None
    facts = {"references": (case.reference,), "status": STATUS_WORDS[case.status], "referrer": _writer(case)}
    reply = Reply(template, case.referrer_email, tuple(facts.items()), None, (), (case.reference,))
    told = event(now, "letter", "6.3", template, "to the referrer")
    return replace(decision, reply=reply, events=(*decision.events, told))


def _withheld(case: Case) -> str | None:
    """Why mailbot does not tell the referrer itself: a stranger must not learn of a child's case from it."""
    if not case.referrer_email:
        return "no address of the referrer is known"
    if case.restricted:
        return "the case is restricted"
    if not case.referrer_proven:
        return "it is not proven who referred"
    if case.referrer.get("organisation_type") in _PERSONS:
        return "the referrer is a private person"
    return None


def _by_hand(decision: Decision, now: Order, why: str) -> Decision:
    """An officer tells the referrer; a task that is open for it already is enough."""
    told = event(now, "letter withheld", "6.3", TELL, why)
    open_already = any(task.code == TELL for task in now.file.open_tasks)
    says = f"Tell the referrer how the case stands: {why}"
    task = Task(now.case.reference, TELL, "6.3", says, now.circumstances.due(TELL_DAYS))
    tasks = decision.tasks if open_already else (*decision.tasks, task)
    return replace(decision, events=(*decision.events, told), tasks=tasks, withheld=why)


def _writer(case: Case) -> str:
    kinds = {OrganisationType.SCHOOL: "school", OrganisationType.LOCAL_AUTHORITY: "authority"}
    told = case.referrer.get("organisation_type")
    return next((word for kind, word in kinds.items() if kind.value == told), "agency")
