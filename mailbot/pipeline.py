"""The program: receive, process, send. Each hop ends in one transaction; what lies between is computed.

`process` is the whole of what happens to a mail: read it (in a bounded child process), extract, triage, decide, apply.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol

from mailbot.bounds import Overrun, Reader, mail_only
from mailbot.casework.commands import command as decide_order
from mailbot.casework.decide import Circumstances, decide, quarantine
from mailbot.casework.duplicates import marks, raw_mark
from mailbot.casework.public import decision_json
from mailbot.letters import compose
from mailbot.letters.templates import Templates
from mailbot.mail.imap import Folder
from mailbot.model.calendar import Calendar, Due
from mailbot.model.case import Case
from mailbot.model.casefile import CaseFile
from mailbot.model.command import Command, Impossible, Verb
from mailbot.model.decision import Decision
from mailbot.model.inbound import Inbound
from mailbot.model.letter import Caps, Correspondence, Letter, Letterhead, LetterState, Outcome, Outgoing
from mailbot.model.lexicon import Lexicon
from mailbot.model.message import Message
from mailbot.model.policy import Triage
from mailbot.model.policypack import PolicyPack
from mailbot.model.referral import Mailbox, Reading
from mailbot.model.trust import Trust
from mailbot.policy.calendar import day_in_london, running_out, school_days_after
from mailbot.policy.engine import triage
from mailbot.reading.extract.extract import extract
from mailbot.store.store import Overtaken, Store

ATTEMPTS = 2  # a mail that stopped us this often is put aside for a person
DECISIONS = 5  # tries against other writers of the same case


@dataclass(frozen=True, slots=True)
class House:
    """All that stays the same from mail to mail."""

    lexicon: Lexicon
    pack: PolicyPack
    calendar: Calendar
    trust: Trust
    templates: Templates
    letterhead: Letterhead
    officers: tuple[str, ...]
    caps: Caps = field(default_factory=Caps)


class Relay(Protocol):
    def deliver(self, letter: Letter) -> Outcome: ...


def receive(
    folder: Folder,
    mailbox: Mailbox,
    store: Store,
    now: datetime,
    everything: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Iterator[int]:
    """Store every new mail of the folder, each committed before it is moved or flagged; the new inbound ids.

    `everything` looks below the cursor too, for what any mishap may have left behind. `progress` is called for each
    mail that was moved or flagged.
    """
    validity = folder.uid_validity
    cursor = store.cursor(mailbox, validity)
    if folder.began_anew(cursor):
        store.void_uids(mailbox, validity)
        cursor = 0
    known = store.known_uids(mailbox, validity)
    for fetched in folder.new(0 if everything else cursor, known):
        inbound_id = store.receive(fetched, now)
        if inbound_id is not None:
            yield inbound_id
    store.advance(mailbox, validity, folder.cursor, now)
    for inbound_id, uid in store.unsettled(mailbox, validity):
        folder.settle(uid)
        store.settle(inbound_id)
        progress()


def process(
    inbound: Inbound, house: House, reader: Reader, store: Store, now: datetime, mint: Iterator[str]
) -> Decision:
    """Decide on one stored mail and apply the decision."""
    message = _read(inbound, reader)
    if isinstance(message, Overrun):
        decision = quarantine(message.reason)
        store.apply(inbound, decision, tuple(letters(inbound.sha256, decision, house, now)), raw_mark(inbound.raw), now)
        return decision
    reading, policy_says = understand(message, inbound.mailbox, house, inbound.received_at)
    mark = marks(message, reading)
    twin = store.twin(inbound, message.message_id, mark)
    for remaining in reversed(range(DECISIONS)):
        circumstances = _circumstances(message, reading, house, store, now, mint, twin, inbound.received_at)
        decision = decide(message, reading, policy_says, circumstances)
        try:
            store.apply(inbound, decision, tuple(letters(inbound.sha256, decision, house, now)), mark.own, now)
            return decision
        except Overtaken:
            if not remaining:
                raise
    raise AssertionError("unreachable")


def replay(inbound: Inbound, house: House, reader: Reader, policy_day: date | None) -> dict[str, Any]:
    """The public form of what a stored mail would be read and triaged as by today's code. Changes nothing.

    `policy_day` asks what the policy of that day would say; None, that of the day on which the mail came.
    """
    message = mail_only(reader.read(inbound.raw, inbound.received_at))
    if isinstance(message, Overrun):
        return decision_json(quarantine(message.reason), inbound.mailbox)
    reading, policy_says = understand(message, inbound.mailbox, house, inbound.received_at, policy_day)
    return decision_json(Decision(message, reading, policy_says), inbound.mailbox)


def understand(
    message: Message, mailbox: Mailbox, house: House, received: datetime, policy_day: date | None = None
) -> tuple[Reading, Triage]:
    """What the mail says, and what policy says of it: that of `policy_day`, else of the day on which it came."""
    today = policy_day_of(house, received)
    reading = extract(message, house.lexicon, mailbox, today)
    return reading, triage(reading, mailbox, house.pack.on(policy_day or today), today, house.calendar)


def policy_day_of(house: House, received: datetime) -> date:
    """The day whose policy a mail is decided by; one that claims a day before the policy's issue has a wrong clock."""
    return max(day_in_london(received), house.pack.issued)


def command(order: Command, house: House, store: Store, now: datetime, mint: Iterator[str]) -> Decision:
    """Decide on an officer's order and carry it out; the twin of `process`. Raises Impossible."""
    for remaining in reversed(range(DECISIONS)):
        file, other = store.file(order.reference, with_restricted=True), _other(order, store)
        if file is None:
            raise Impossible(f"there is no case {order.reference}. `mailbot case list` lists them")
        circumstances = _settled(house, now, mint, policy_day_of(house, now))
        decision = decide_order(file, order, circumstances, other)
        origin = f"{order.reference} version {file.case.version}: {order.verb}"
        try:
            store.execute(decision, tuple(letters(origin, decision, house, now)), now)
            return decision
        except Overtaken:
            if not remaining:
                raise
    raise AssertionError("unreachable")


def _other(order: Command, store: Store) -> CaseFile | None:
    """The case that a merge goes into, or that a split comes from."""
    own = store.file(order.reference, with_restricted=True) if order.verb is Verb.SPLIT else None
    other = order.value("into") or (own.case.duplicate_of if own else None)
    return store.file(other, with_restricted=True) if other else None


def dry_run(raw: bytes, mailbox: Mailbox, house: House, reader: Reader, now: datetime) -> Decision:
    """What would happen if this mail came now and no case were known. Nothing is stored or sent."""
    message = mail_only(reader.read(raw, now))
    if isinstance(message, Overrun):
        return quarantine(message.reason)
    reading, policy_says = understand(message, mailbox, house, message.sent or now)
    placeholders = (f"CME-{now.year}-{number:010d}" for number in range(1, 1000))
    circumstances = Circumstances((), house.trust, now, placeholders, _due(house, now))
    return decide(message, reading, policy_says, circumstances)


def letters(origin: str, decision: Decision, house: House, now: datetime) -> Iterator[Letter]:
    """The letters that a decision makes. `origin` names what was decided on; with it every letter's key is fixed."""
    if decision.reply is not None:
        reply = decision.reply
        yield compose.reply(reply, house.templates, house.letterhead, _key(origin, "reply", reply.to), now)
    for number, alert in enumerate(decision.alerts):
        for officer in house.officers:
            key = _key(origin, f"alert {number}", officer)
            yield compose.alert(alert, house.templates, house.letterhead, officer, key, now)


def send(store: Store, relay: Relay, now: Callable[[], datetime]) -> Iterator[tuple[Outgoing, LetterState]]:
    """Send what is due, one lease at a time; each letter with its new state."""
    while (outgoing := store.lease(now())) is not None:
        outcome = relay.deliver(outgoing.letter)
        yield outgoing, store.conclude(outgoing, outcome, now())


def digest(house: House, store: Store, now: datetime) -> bool:
    """Queue today's digest for every officer; False when today had one."""
    day = day_in_london(now)
    shown = store.digest(day, now, warnings(house, day))
    origin = f"{day.isoformat()} {shown.held}".strip()  # one of a restored database is not that of the same morning
    post = [
        compose.digest(shown, house.templates, house.letterhead, officer, _key(origin, "digest", officer), now)
        for officer in house.officers
    ]
    return store.queue_digest(day, post, now)


def digest_page(house: House, store: Store, now: datetime) -> str:
    """Today's digest as an HTML page."""
    day = day_in_london(now)
    return compose.digest_html(store.digest(day, now, warnings(house, day)), house.templates, house.letterhead)


def warnings(house: House, day: date) -> tuple[str, ...]:
    """What the house itself must tell its officers: what has a date, and broken templates."""
    return (*dated_warnings(house, day), *(str(mistake) for mistake in house.templates.check()))


def dated_warnings(house: House, day: date) -> tuple[str, ...]:
    """An overdue review of the policy, terms that run out."""
    return tuple(words for words in (house.pack.overdue(day), running_out(house.calendar, day)) if words)


def _read(inbound: Inbound, reader: Reader) -> Message | Overrun:
    if inbound.attempts > ATTEMPTS:
        return Overrun(f"mailbot failed on this mail {ATTEMPTS} times; open it by hand")
    return mail_only(reader.read(inbound.raw, inbound.received_at))


def _circumstances(
    message: Message,
    reading: Reading,
    house: House,
    store: Store,
    now: datetime,
    mint: Iterator[str],
    twin: int | None,
    received: datetime,
) -> Circumstances:
    answers = store.answered(_thread(message))
    known = store.candidates(reading, answers)
    settled = _settled(house, now, mint, policy_day_of(house, received))
    written = _written(message, known, house, store, now)
    return replace(settled, cases=known, tasks=store.tasks(known), twin=twin, letters=written, answers=answers)


def _thread(message: Message) -> tuple[str, ...]:
    """The message ids that the mail answers."""
    return (*message.references, *message.in_reply_to)


def _written(message: Message, known: tuple[Case, ...], house: House, store: Store, now: datetime) -> Correspondence:
    """What the sender has had from us lately."""
    if message.sender.address is None:
        return Correspondence(caps=house.caps)
    cases = [case.reference for case in known]
    return store.correspondence(message.sender.address.address, _thread(message), cases, house.caps, now)


def _settled(house: House, now: datetime, mint: Iterator[str], day: date) -> Circumstances:
    """What is the same for a mail and for an order: who we are, the policy of `day`, the calendar."""
    later = partial(_due_after, house.calendar)
    policy = house.pack.on(day)
    return Circumstances((), house.trust, now, mint, _due(house, now), policy=policy, due_after=later)


def _due(house: House, now: datetime) -> Callable[[int], date | None]:
    today = day_in_london(now)
    return lambda school_days: today if school_days < 1 else _due_after(house.calendar, today, school_days)


def _due_after(calendar: Calendar, start: date, school_days: int) -> date | None:
    counted = school_days_after(calendar, start, school_days)
    return counted.day if isinstance(counted, Due) else None


def _key(origin: str, purpose: str, to: str) -> str:
    return hashlib.sha256(f"{origin}\n{purpose}\n{to.lower()}".encode()).hexdigest()[:40]
