"""The letter by which a referrer is made aware of how a case stands (6.3), or the task for an officer to tell it."""

from __future__ import annotations

from dataclasses import replace

from mailbot.casework.addressees import no_addressee
from mailbot.casework.order import Order, event
from mailbot.casework.replies import STATUS_WORDS
from mailbot.casework.tasks import TELL
from mailbot.casework.telling import Tells, telling_referrer
from mailbot.model.case import Case, Task
from mailbot.model.decision import Decision
from mailbot.model.letter import Reply
from mailbot.model.trust import Trust

TELL_DAYS = 5  # school days


def notice(decision: Decision, now: Order, case: Case, template: str) -> Decision:
    """The decision with its letter. A status that reads the same from outside is not told again."""
    if STATUS_WORDS[now.case.status] == STATUS_WORDS[case.status]:
        return decision
    why = _withheld(case, now.circumstances.trust)
    if why is not None:
        return _by_hand(decision, now, why)
    assert case.referrer_email is not None
    facts = {
        "references": (case.reference,),
        "status": STATUS_WORDS[case.status],
        "referrer": case.referrer.get("organisation_type"),
    }
    reply = Reply(template, case.referrer_email, tuple(facts.items()), None, (), (case.reference,))
    told = event(now, "letter", "6.3", template, "to the referrer")
    return replace(decision, reply=reply, events=(*decision.events, told))


def _withheld(case: Case, trust: Trust) -> str | None:
    """Why mailbot does not write to the referrer itself, or None."""
    told = telling_referrer(case, trust)
    return no_addressee(case.referrer_email or "") if told.tells is Tells.STATUS else told.why


def _by_hand(decision: Decision, now: Order, why: str) -> Decision:
    """An officer tells the referrer; a task that is open for it already is enough."""
    told = event(now, "letter withheld", "6.3", TELL, why)
    open_already = any(task.code == TELL for task in now.file.open_tasks)
    says = f"Tell the referrer how the case stands: {why}"
    task = Task(now.case.reference, TELL, "6.3", says, now.circumstances.due(TELL_DAYS))
    tasks = decision.tasks if open_already else (*decision.tasks, task)
    return replace(decision, events=(*decision.events, told), tasks=tasks, withheld=why)
