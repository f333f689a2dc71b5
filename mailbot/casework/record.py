"""The record's chain: each event seals its content together with the seal of the event before it.

    detail_seal = SHA-256(salt, detail)                    the words; the salt goes with them when a case is forgotten
    seal        = SHA-256(previous seal, number, case, moment, name, clause, rule, actor, mail, policy day, detail_seal)

The first event's previous seal is the database's own genesis. A changed, inserted, removed or moved event breaks the
chain where it stands. Events cut off at the end break nothing: for these there is the anchor, a number with the seal
that the record had then, kept by somebody else (the digest carries it).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC

from mailbot.model.case import CaseEvent


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it lies in the database. `salt` is None where its words were forgotten, which `forgotten` allows."""

    event: CaseEvent  # number and hash as stored
    previous: str
    detail_seal: str
    salt: str | None
    forgotten: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """How long the record was, and the seal of its last event (the genesis of an empty one)."""

    length: int
    seal: str

    def __str__(self) -> str:
        return f"{self.length}:{self.seal}"

    @classmethod
    def read(cls, text: str) -> Anchor:
        """From its printed form. ValueError when it is none."""
        length, _, seal = text.strip().partition(":")
        if not length.isdecimal() or len(seal) != 64:
            raise ValueError(
                "an anchor is a number, a colon and 64 hexadecimal digits, as `mailbot audit anchor` prints"
            )
        return cls(int(length), seal)


def seal_detail(salt: str, detail: str) -> str:
    """The seal of an event's words, hex."""
    return _sha(salt, detail)


def seal(event: CaseEvent, previous: str, detail_seal: str) -> str:
    """The seal of an event, hex. `event.number` counts."""
    return _sha(
        previous,
        event.number,
        event.reference,
        event.at.astimezone(UTC).isoformat(),
        event.name,
        event.clause,
        event.rule,
        event.actor,
        event.inbound_id,
        event.policy_date.isoformat() if event.policy_date else None,
        detail_seal,
    )


def breaks(entries: Iterable[Entry], genesis: str, end: Anchor, known: Anchor | None = None) -> Iterator[str]:
    """What is wrong with the record, in words for an officer; nothing when it is whole.

    `end` is what the database says of its own length; `known` an anchor that was kept elsewhere.
    """
    previous, count, anchored = genesis, 0, known is None or known == Anchor(0, genesis)
    for entry in entries:
        count += 1
        yield from _wrong(entry, previous, count)
        previous = entry.event.hash
        anchored = anchored or Anchor(count, previous) == known
    if Anchor(count, previous) != end:
        yield f"the record ends with event {count}, the database says with event {end.length}: some are gone or added"
    if known is not None and not anchored:
        yield f"the record does not hold event {known.length} as the anchor has it: it was cut off or written anew"


def _wrong(entry: Entry, previous: str, count: int) -> Iterator[str]:
    event = entry.event
    if event.number != count:
        yield f"event {count} is missing: event {event.number} stands in its place"
    if entry.previous != previous:
        yield f"event {event.number} does not follow from the one before it"
    if seal(event, entry.previous, entry.detail_seal) != event.hash:
        yield f"event {event.number} was changed"
    if entry.salt is None and not entry.forgotten:
        yield f"event {event.number} has lost its words, and its case was not forgotten"
    if entry.salt is not None and seal_detail(entry.salt, event.detail) != entry.detail_seal:
        yield f"the words of event {event.number} were changed"


def _sha(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
