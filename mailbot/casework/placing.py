"""To which case each child of a mail belongs: a known one, or a new one.

A reply to a letter of ours that named a case is as good as quoting its reference, where its sender is proven. A child
whose last case is over and who is referred again has a new episode: a new case, linked with the earlier one.
A duplicate stands for the case that it was merged into.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.casework.circumstances import Circumstances
from mailbot.casework.facts import with_facts
from mailbot.casework.matching import Match, match
from mailbot.casework.public import child_json, referrer_json
from mailbot.casework.recognition import UNPROVEN_ANSWER
from mailbot.model.case import EPISODE, Case, CaseStatus, Link
from mailbot.model.decision import Opening
from mailbot.model.message import Message, Standing
from mailbot.model.policy import Triage
from mailbot.model.referral import Child, Kind, Reading

# These open a case for every child that has none. The others speak of a case, or of no child at all; a roll removal
# with a known destination is a receipt (4.7), not a missing child.
OPENING_KINDS = frozenset(
    {
        Kind.REFERRAL,
        Kind.NO_SHOW,
        Kind.PLACE_DECLINED,
        Kind.HANDOVER,
        Kind.HOME_EDUCATION,
        Kind.PLACE_REQUEST,
        Kind.CROSS_BORDER_ENQUIRY,
    }
)

QUOTED = "reference or our letter quoted"


@dataclass(frozen=True, slots=True)
class Place:
    """A known case that the mail speaks of, before anything is done to it; `index` is the child's in the reading."""

    case: Case
    child: Child | None
    why: str
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the mail belongs; the links of new cases with known ones and with one another.

    `doubts` are the cases that it may speak of besides, and no new case is linked with: an officer must decide.
    """

    openings: tuple[Opening, ...]
    places: tuple[Place, ...]
    links: tuple[Link, ...]
    doubts: tuple[Match, ...] = ()


def place(message: Message, reading: Reading, triage: Triage, circumstances: Circumstances) -> Placed:
    """A case for each child of the mail; a quoted case where the mail names no child that has one."""
    quoted = quotes(message, reading, circumstances)
    unproven = () if quoted else circumstances.answers
    openings: list[Opening] = []
    places: list[Place] = []
    links: list[Link] = []
    doubts: list[Match] = []
    for index, child in enumerate(reading.children):
        found = match(child, quoted, circumstances.cases, _proven(message), unproven)
        opens = reading.kind.value in OPENING_KINDS
        if found is not None and found.certain and not (opens and found.case.over):
            places.append(Place(found.case, child, found.why, index))
        elif opens:
            opening = Opening(_open(message, reading, triage, child, circumstances), child, index)
            links += _links(opening, found, openings)
            openings.append(opening)
        elif found is not None:
            doubts.append(found)
    if not openings and not places:
        places = [Place(case, None, QUOTED) for case in _named(quoted, circumstances.cases)]
        doubts += [Match(case, False, UNPROVEN_ANSWER) for case in _named(unproven, circumstances.cases)]
    return Placed(tuple(openings), tuple(places), tuple(links), _apart(doubts, places))


def quotes(message: Message, reading: Reading, circumstances: Circumstances) -> tuple[str, ...]:
    """The references that the mail quotes; without any those of our letter that it answers, if its sender is proven."""
    quoted = tuple(dict.fromkeys(reference.value for reference in reading.case_references))
    return quoted or (circumstances.answers if _proven(message) is not None else ())


def _named(references: tuple[str, ...], cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The cases of these references, or those that they were merged into, each once."""
    standing = (_standing_for(case, cases) for case in cases if case.reference in references)
    return tuple({case.reference: case for case in standing}.values())


def _apart(doubts: list[Match], places: list[Place]) -> tuple[Match, ...]:
    """The doubtful cases that the mail was not put to after all, each once."""
    first = {doubt.case.reference: doubt for doubt in reversed(doubts)}
    for place in places:
        first.pop(place.case.reference, None)
    return tuple(reversed(first.values()))


def _proven(message: Message) -> str | None:
    """Who certainly wrote."""
    sender = message.sender
    return sender.address.address if sender.address and sender.standing is Standing.PROVEN else None


def _standing_for(case: Case, cases: tuple[Case, ...]) -> Case:
    """The case itself, or the one that it was merged into."""
    return next((other for other in cases if other.reference == case.duplicate_of), case)


def _links(opening: Opening, found: Match | None, before: list[Opening]) -> Iterator[Link]:
    own = opening.case.reference
    if found is not None:
        name = EPISODE if found.certain else "perhaps the same"
        yield Link(own, found.case.reference, name, found.why)
    if before:
        yield Link(own, before[0].case.reference, "same mail", "referred in one mail")


def _open(message: Message, reading: Reading, triage: Triage, child: Child, circumstances: Circumstances) -> Case:
    sender = message.sender
    case = Case(
        reference=next(circumstances.references),
        status=CaseStatus.AWAITING_INFORMATION if triage.missing else CaseStatus.NEW,
        priority=triage.priority,
        queue=triage.queue,
        kind=reading.kind.value,
        forename=None,
        surname=None,
        date_of_birth=None,
        upn=None,
        postcode=None,
        referrer_email=sender.address.address if sender.address else None,
        opened_at=circumstances.now,
        referrer=referrer_json(reading.referrer),
        referrer_proven=sender.standing is Standing.PROVEN and sender.lookalike_of is None,
        asked=triage.missing,
    )
    return with_facts(case, child_json(child))
