"""Letters that come back: the relay took them, and a report says later that they did not arrive (RFC 3464).

Such a letter is `bounced`, with the report's status, and a task for an officer on every case that it names. From then
on letters of that case to that address are held, each until an officer releases it (`mailbot outbox release`); once one
was sent and has not come back, letters leave again.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from mailbot.model.case import CaseEvent, Task
from mailbot.model.letter import Bounce, Letter, LetterState
from mailbot.store import tasks
from mailbot.store.schema import letter_cases, outbox

UNDELIVERED = "letter_undelivered"  # the code of an officer's task
ON_ITS_WAY = (LetterState.SENT, LetterState.SENDING, LetterState.DEFERRED)
_SAYS = {"5.1": "no such address", "5.2": "the mailbox takes no mail", "5.7": "their server forbids it"}  # RFC 3463


def returned(connection: Connection, bounce: Bounce, now: datetime) -> tuple[CaseEvent, ...]:
    """Write that the letter came back; what goes on record of its cases. Nothing where it is none of ours."""
    own = (outbox.c.message_id == f"<{bounce.message_id}>") & outbox.c.state.in_(ON_ITS_WAY)
    told = _told(bounce.status)
    values = {"state": LetterState.BOUNCED, "finished_at": now, "last_answer": f"came back: {told}"}
    outbox_id = connection.scalar(update(outbox).where(own).values(values).returning(outbox.c.id))
    if outbox_id is None:
        return ()
    says = f"Letter {outbox_id} came back ({told}): tell the referrer in another way. Letters to that address are held"
    asked = undelivered(connection, outbox_id, says)
    tasks.assign(connection, asked, now)
    detail = f"letter {outbox_id}: {told}"
    return tuple(CaseEvent(task.reference, now, "letter came back", "6.3", None, "mailbot", detail) for task in asked)


def hold_back(connection: Connection, outbox_id: int, letter: Letter, now: datetime) -> None:
    """Hold a letter that was just queued if the last one of the same case to the same address came back."""
    back = _came_back(connection, letter)
    if back is None:
        return
    held = {"state": LetterState.HELD, "last_answer": f"letter {back} to this address came back"}
    connection.execute(update(outbox).where(outbox.c.id == outbox_id).values(held))
    says = f"Letter {outbox_id} is held, as letter {back} came back: tell the referrer, or mailbot outbox release"
    tasks.assign(connection, undelivered(connection, outbox_id, says), now)


def undelivered(connection: Connection, outbox_id: int, says: str) -> tuple[Task, ...]:
    """A task for each case that the letter names: its referrer must be reached in another way."""
    named = select(letter_cases.c.reference).where(letter_cases.c.outbox_id == outbox_id)
    return tuple(Task(one, UNDELIVERED, "6.3", says, None) for one in connection.scalars(named))


def _came_back(connection: Connection, letter: Letter) -> int | None:
    """The last letter of one of these cases that went to this address, if it came back."""
    alike = (outbox.c.to == letter.to) & letter_cases.c.reference.in_(letter.cases)
    gone = outbox.c.state.in_((LetterState.SENT, LetterState.BOUNCED))
    wanted = select(outbox.c.id, outbox.c.state).join(letter_cases).where(alike & gone)
    last = connection.execute(wanted.order_by(outbox.c.finished_at.desc(), outbox.c.id.desc()).limit(1)).first()
    return last.id if last is not None and last.state == LetterState.BOUNCED else None


def _told(status: str) -> str:
    """`5.1.1, no such address`."""
    says = _SAYS.get(".".join(status.split(".")[:2]))
    return f"{status}, {says}" if says else status
