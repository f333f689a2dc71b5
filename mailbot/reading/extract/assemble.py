"""All that the phrases tell, put to the children that the facts gave: one `Reading`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mailbot.model.field import Field
from mailbot.model.message import Message
from mailbot.model.pair import Pair
from mailbot.model.phrases import Group, PhraseBook
from mailbot.model.referral import Child, Kind, Mailbox, OrganisationType, Reading, Referrer
from mailbot.reading.extract.context import officer_hops, records_of, silent_hops
from mailbot.reading.extract.enquiries import enquiries
from mailbot.reading.extract.findings import Finding, Told, best, findings
from mailbot.reading.extract.kind import Circumstances, kind, near_tie
from mailbot.reading.extract.mentions import People, scenes
from mailbot.reading.extract.references import case_references
from mailbot.reading.extract.risks import concerns, doubts, risk_factors
from mailbot.reading.extract.social_care import social_care
from mailbot.reading.extract.statements import statements
from mailbot.reading.extract.wants import wants
from mailbot.reading.extract.whereabouts import says_unknown, whereabouts

# Kinds whose writer was looking for the child. The others may tell of a visit or a call, but not to find somebody.
_SEARCHING = (Kind.REFERRAL, Kind.NO_SHOW, Kind.HANDOVER, Kind.CROSS_BORDER_ENQUIRY)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the facts gave: every label with its value, the children, the referrer, and notes for an officer."""

    pairs: tuple[Pair, ...]
    children: tuple[Child, ...]
    referrer: Referrer
    notes: tuple[str, ...] = ()
    news: bool = False  # as of `Facts`

    @property
    def writer(self) -> OrganisationType | None:
        """What the referrer is."""
        return self.referrer.organisation_type.value if self.referrer.organisation_type else None


@dataclass(frozen=True, slots=True)
class _Heard:
    """Every finding of a mail, by group."""

    risks: Sequence[Finding] = ()
    fears: Sequence[Finding] = ()
    tried: Sequence[Finding] = ()
    places: Sequence[Finding] = ()
    care: Sequence[Finding] = ()


def assemble(message: Message, drawn: Drawn, book: PhraseBook, mailbox: Mailbox, received: date) -> Reading:
    """The reading of a mail that came to `mailbox` on `received`. A machine's mail has no children and no referrer."""
    references = case_references(message)
    officer = officer_hops(message)
    heard = _heard(message, drawn, book, officer, received.year)
    about = Circumstances(
        message,
        mailbox,
        drawn.writer,
        children=len(drawn.children),
        referenced=bool(references),
        untraced=any(says_unknown(one) and not one.found.statement.source.officer for one in heard.places),
        feared=bool(best(heard.fears)),
        officer=officer,
        expected=any(one.start_date for one in drawn.children),
        removed=any(one.removed_on and one.moved_to for one in drawn.children),
        identified=any(one.date_of_birth or one.upn or (one.address and one.year_group) for one in drawn.children),
        news=drawn.news,
        asked_about=_is_asked_about(message, drawn.children, officer),
    )
    what, kinds = kind(about, book, received.year)
    if what.value is Kind.AUTOMATIC:
        return Reading(what, kinds, (), Referrer(), references)
    if what.value is Kind.OTHER:
        return Reading(what, kinds, (), drawn.referrer, references, drawn.notes, wants(message))
    children = tuple(_completed(index, child, heard, what, drawn.writer) for index, child in enumerate(drawn.children))
    tie = near_tie(kinds)
    notes = (*drawn.notes, *([tie] if tie else []), *doubts([*heard.risks, *heard.fears]))
    return Reading(what, kinds, children, drawn.referrer, references, notes)


def _is_asked_about(message: Message, children: Sequence[Child], officer: frozenset[int]) -> bool:
    """Whether a letter of ours that the mail quotes names one of the children; without a letter, True."""
    return not officer or bool(officer - silent_hops(message, children, officer)) or not children


def _heard(message: Message, drawn: Drawn, book: PhraseBook, officer: frozenset[int], year: int) -> _Heard:
    children = drawn.children
    if not children or message.signals:
        return _Heard()
    every = statements(message, drawn.pairs, officer, silent_hops(message, children, officer))
    people = People.of(children, drawn.writer is OrganisationType.PARENT)
    told = Told(every, tuple(scenes(every, people)), people, records_of(drawn.pairs, children), year)
    found = findings(told, book)
    groups = (Group.RISK_FACTORS, Group.CONCERNS, Group.ENQUIRIES, Group.WHEREABOUTS, Group.SOCIAL_CARE)
    return _Heard(*(found[group] for group in groups))


def _completed(index: int, child: Child, heard: _Heard, what: Field[Kind], writer: OrganisationType | None) -> Child:
    """A child with everything that the phrases say of it."""
    feared = concerns(index, heard.fears)
    return replace(
        child,
        social_care=social_care(index, heard.care),
        risk_factors=risk_factors(index, heard.risks, heard.care),
        concerns=feared,
        enquiries=enquiries(index, heard.tried) if what.value in _SEARCHING else (),
        whereabouts_known=whereabouts(index, child, heard.places, feared, what, writer),
    )
