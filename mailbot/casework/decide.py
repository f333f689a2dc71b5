"""What will happen because of one mail, decided as a value. Nothing is stored or sent here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mailbot.casework.attention import attention
from mailbot.casework.circumstances import Circumstances
from mailbot.casework.followup import ACTOR, Followed, fled, follow_up
from mailbot.casework.placing import OPENING_KINDS, Placed, place
from mailbot.casework.replies import Dealt, answer
from mailbot.casework.tasks import TELL, asked, ended
from mailbot.model.case import Case, CaseEvent, Link, Task, TaskOutcome
from mailbot.model.decision import Decision, Opening, Quarantine, Update
from mailbot.model.letter import Alert, Bounce, Reply
from mailbot.model.message import Message
from mailbot.model.policy import Priority, Triage
from mailbot.model.referral import Child, Reading

__all__ = ["ACTOR", "OPENING_KINDS", "Circumstances", "decide", "quarantine"]


def decide(message: Message, reading: Reading, triage: Triage, circumstances: Circumstances) -> Decision:
    """The decision on one mail."""
    if circumstances.twin is not None:
        reason = f"the same mail came before (inbound {circumstances.twin})"
        return Decision(message, reading, triage, duplicate_of=circumstances.twin, withheld=reason)
    placed = place(message, reading, triage, circumstances)
    openings = tuple(_locked(opening, reading) for opening in placed.openings)
    updates, followed = _follow(placed, message, reading, triage, circumstances)
    dealt = Dealt(tuple(o.case for o in openings), tuple(u.case for u in updates))
    answered = answer(message, reading, triage, dealt, circumstances)
    told = answered.reply is not None and answered.reply.variables["status"] is not None
    wanted = _tasks(openings, updates, reading, triage, circumstances)
    tasks = tuple(task for task in wanted if not (told and task.code == TELL))
    finished = tuple(task for update in updates for task in ended(update.case, reading, circumstances))
    events = (
        *_opened(openings, triage, circumstances),
        *followed,
        *_linked(placed.links, circumstances),
        *_of_tasks(tasks, finished, circumstances),
        *_written(answered.reply, circumstances),
    )
    return Decision(
        message,
        reading,
        triage,
        openings=openings,
        updates=updates,
        events=tuple(replace(event, policy_date=circumstances.policy_date) for event in events),
        tasks=tasks,
        ended=finished,
        links=placed.links,
        reply=answered.reply,
        withheld=answered.withheld,
        look=attention(message, reading, placed),
        alerts=_alerts(triage, dealt.cases),
        bounce=_bounce(message),
    )


def _bounce(message: Message) -> Bounce | None:
    if message.bounced_id is None or message.bounce_status is None:
        return None
    return Bounce(message.bounced_id, message.bounce_status)


def quarantine(reason: str) -> Decision:
    """The decision on a mail that could not be read: kept, told to the officers at once, never answered."""
    alert = Alert(
        "A mail could not be read", (reason, "`mailbot mail list` shows it, `mailbot mail save` takes it out"), None
    )
    withheld = "the mail could not be read"
    return Decision(None, None, None, withheld=withheld, alerts=(alert,), quarantine=Quarantine(reason))


def _locked(opening: Opening, reading: Reading) -> Opening:
    return replace(opening, case=replace(opening.case, restricted=fled(reading)))


def _follow(
    placed: Placed, message: Message, reading: Reading, triage: Triage, circumstances: Circumstances
) -> tuple[tuple[Update, ...], tuple[CaseEvent, ...]]:
    """The known cases as the mail leaves them. Two children of a mail that are one to us change its case in turn."""
    updates: dict[str, Update] = {}
    events: list[CaseEvent] = []
    for here in placed.places:
        before = updates.get(here.case.reference)
        standing = replace(here, case=before.case) if before else here
        after: Followed = follow_up(standing, message, reading, triage, circumstances)
        case = replace(after.case, version=here.case.version + 1)
        updates[case.reference] = Update(case, here.child, here.why, here.index)
        events += after.events
    return tuple(updates.values()), tuple(events)


def _tasks(
    openings: tuple[Opening, ...],
    updates: tuple[Update, ...],
    reading: Reading,
    triage: Triage,
    circumstances: Circumstances,
) -> Iterator[Task]:
    touched: tuple[Opening | Update, ...] = (*openings, *updates)
    for one in touched:
        yield from asked(one.case, one.child or Child(), one.index, reading, triage, circumstances)


def _opened(openings: tuple[Opening, ...], triage: Triage, circumstances: Circumstances) -> Iterator[CaseEvent]:
    clause = triage.clauses[0] if triage.clauses else None
    for opening in openings:
        reference = opening.case.reference
        yield CaseEvent(reference, circumstances.now, "opened", clause, None, ACTOR)
        for finding in triage.findings:
            if finding.child in (None, opening.index):
                yield CaseEvent(
                    reference, circumstances.now, "finding", finding.clause, finding.rule, ACTOR, finding.says
                )
        if opening.case.restricted:
            locked = "location facts are locked"
            yield CaseEvent(reference, circumstances.now, "restricted", "3.4", "domestic_abuse", ACTOR, locked)


def _linked(links: tuple[Link, ...], circumstances: Circumstances) -> Iterator[CaseEvent]:
    for link in links:
        detail = f"{link.name}: {link.other} ({link.why})"
        yield CaseEvent(link.reference, circumstances.now, link.name, "2.2", "matching", ACTOR, detail)


def _of_tasks(tasks: tuple[Task, ...], finished: tuple[Task, ...], circumstances: Circumstances) -> Iterator[CaseEvent]:
    now = circumstances.now
    for task in tasks:
        due = f", due {task.due.isoformat()}" if task.due else ""
        yield CaseEvent(task.reference, now, "task asked", task.clause, task.code, ACTOR, f"{task.says}{due}")
    for task in finished:
        name = "task answered" if task.outcome is TaskOutcome.ANSWERED else "task done"
        yield CaseEvent(task.reference, now, name, task.clause, task.code, ACTOR, task.result)


def _written(reply: Reply | None, circumstances: Circumstances) -> Iterator[CaseEvent]:
    """The letter stands on every case that it speaks of; its address is in the outbox."""
    for reference in reply.cases if reply else ():
        assert reply is not None
        yield CaseEvent(reference, circumstances.now, "letter", "6.3", reply.template, ACTOR, "to the sender")


def _alerts(triage: Triage, touched: tuple[Case, ...]) -> tuple[Alert, ...]:
    if triage.priority is not Priority.IMMEDIATE:
        return ()
    references = tuple(case.reference for case in touched)
    return (
        Alert(
            "A child may be in danger",
            (triage.reason, *(f"{f.clause}: {f.says}" for f in triage.findings)),
            "6.5",
            references,
        ),
    )
