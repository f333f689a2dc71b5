"""All that the phrases tell, put to the children that the facts gave: one `Reading`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mailbot.model.field import Field
from mailbot.model.message import Message
from mailbot.model.pair import Pair
from mailbot.model.phrases import Group, PhraseBook
from mailbot.model.referral import Child, Kind, Mailbox, OrganisationType, Reading, Referrer
from mailbot.reading.extract.context import officer_hops, records_of, silent_hops
from mailbot.reading.extract.enquiries import enquiries
from mailbot.reading.extract.findings import Told, findings
from mailbot.reading.extract.kind import Circumstances, kind, near_tie
from mailbot.reading.extract.references import case_references
from mailbot.reading.extract.risks import concerns, doubts, risk_factors
from mailbot.reading.extract.social_care import care_findings, social_care
from mailbot.reading.extract.statements import statements
from mailbot.reading.extract.subjects import People, scenes
from mailbot.reading.extract.whereabouts import whereabouts

# Kinds whose writer was looking for the child. The others may tell of a visit or a call, but not to find somebody.
_SEARCHING = (Kind.REFERRAL, Kind.NO_SHOW, Kind.HANDOVER, Kind.CROSS_BORDER_ENQUIRY)


def assemble(
    message: Message,
    told_pairs: Sequence[Pair],
    children: tuple[Child, ...],
    referrer: Referrer,
    notes: tuple[str, ...],
    book: PhraseBook,
    mailbox: Mailbox,
    received: date,
) -> Reading:
    """The reading of a mail. A machine's mail has no children and no referrer."""
    references = case_references(message)
    officer = officer_hops(message)
    writer = referrer.organisation_type.value if referrer.organisation_type else None
    about = Circumstances(message, mailbox, writer, len(children), bool(references), officer)
    what, kinds = kind(about, book, received.year)
    if what.value is Kind.AUTOMATIC:
        return Reading(what, kinds, (), Referrer(), references)
    told = _told(message, told_pairs, children, writer is OrganisationType.PARENT, officer, received)
    full, doubtful = _completed(told, children, what, book)
    tie = near_tie(kinds)
    return Reading(what, kinds, full, referrer, references, (*notes, *([tie] if tie else []), *doubtful))


def _told(
    message: Message,
    told_pairs: Sequence[Pair],
    children: tuple[Child, ...],
    writer_is_family: bool,
    officer: frozenset[int],
    received: date,
) -> Told:
    every = statements(message, told_pairs, officer, silent_hops(message, children, officer))
    people = People.of(children, writer_is_family)
    return Told(every, tuple(scenes(every, people)), people, records_of(told_pairs, children), received.year)


def _completed(
    told: Told, children: tuple[Child, ...], what: Field[Kind], book: PhraseBook
) -> tuple[tuple[Child, ...], tuple[str, ...]]:
    """The children with everything the phrases say of each, and what an officer should weigh."""
    if not children:
        return (), ()
    risks = list(findings(told, Group.RISK_FACTORS, book))
    fears = list(findings(told, Group.CONCERNS, book))
    tried = list(findings(told, Group.ENQUIRIES, book))
    places = list(findings(told, Group.WHEREABOUTS, book))
    care = care_findings(told, book)
    full = []
    for index, child in enumerate(children):
        feared = concerns(index, fears)
        full.append(
            replace(
                child,
                social_care=social_care(index, care),
                risk_factors=risk_factors(index, risks, care),
                concerns=feared,
                enquiries=enquiries(index, tried) if what.value in _SEARCHING else (),
                whereabouts_known=whereabouts(index, child, places, feared, what),
            )
        )
    return tuple(full), tuple(doubts([*risks, *fears]))
