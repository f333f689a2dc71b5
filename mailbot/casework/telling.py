"""What mailbot may tell of a case, and to whom: one table (policy 6.3).

Whoever looks for a child that fled can write to us as well as any school, and a mail's author is what the mail says
until the trusted receiver proves it. So a case's status goes to its proven referrer only, and for everybody else there
is no difference between a case that is not theirs, a restricted one and none at all: the table is asked with the same
work for all three, and what it withholds an officer decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from mailbot.model.case import Case, CaseStatus
from mailbot.model.message import Address, Sender, Standing
from mailbot.model.policy import Priority, Queue
from mailbot.model.referral import Kind, OrganisationType, RiskFactor
from mailbot.model.trust import Trust

PRIVATE_PERSONS = (OrganisationType.PARENT, OrganisationType.PUBLIC)


class Asker(StrEnum):
    """Who asks, as far as it is proven, seen from one case."""

    REFERRER = "referrer"  # the very address that referred, of an organisation
    PRIVATE_REFERRER = "private referrer"  # the very address, of a parent, the public, or at a public mail provider
    COLLEAGUE = "colleague"  # another address of the referrer's own domain
    KNOWN = "known organisation"  # of the directory, and not the referrer's
    STRANGER = "stranger"  # proven to be somebody, and nobody we know
    UNPROVEN = "unproven"
    NOBODY = "nobody"  # there is no address


class Guard(StrEnum):
    """How closely a case is kept."""

    PLAIN = "plain"
    RESTRICTED = "restricted"  # domestic abuse, or marked so by an officer


class Tells(StrEnum):
    STATUS = "status"  # how the case stands, in our own words, and its reference
    NOTHING = "nothing"  # that the mail has come


@dataclass(frozen=True, slots=True)
class Telling:
    """What may be told; `why` says to an officer why it is no more."""

    tells: Tells
    why: str = ""


_NOT_TOLD = {
    Asker.PRIVATE_REFERRER: "the referrer is a private person, or writes from a public mail provider",
    Asker.COLLEAGUE: "the sender belongs to the referrer's organisation, but did not refer",
    Asker.KNOWN: "the sender's organisation is known, but did not refer",
    Asker.STRANGER: "the sender did not refer",
    Asker.UNPROVEN: "it is not proven who the sender is",
    Asker.NOBODY: "no address is known",
}

TABLE: Mapping[tuple[Asker, Guard], Telling] = {
    (Asker.REFERRER, Guard.PLAIN): Telling(Tells.STATUS),
    (Asker.REFERRER, Guard.RESTRICTED): Telling(Tells.NOTHING, "the case is restricted"),
    **{(asker, guard): Telling(Tells.NOTHING, why) for asker, why in _NOT_TOLD.items() for guard in Guard},
}

# Stands for a case that does not exist, so that asking for it is the same work.
_NO_CASE = Case(
    reference="",
    status=CaseStatus.NEW,
    priority=Priority.NONE,
    queue=Queue.CME,
    kind=Kind.OTHER,
    forename=None,
    surname=None,
    date_of_birth=None,
    upn=None,
    postcode=None,
    referrer_email="nobody@nowhere.invalid",
    opened_at=datetime(2000, 1, 1, tzinfo=UTC),
)


def telling(sender: Sender, case: Case | None, trust: Trust) -> Telling:
    """What this sender may be told of the case; None asks for a case that does not exist."""
    asked = case or _NO_CASE
    return TABLE[asker(sender, asked, trust), guard(asked)]


def telling_referrer(case: Case, trust: Trust) -> Telling:
    """What the referrer may be told unasked: as if they asked now, proven as far as they were when they referred."""
    standing = Standing.PROVEN if case.referrer_proven else Standing.UNVERIFIED
    return telling(Sender(Address("", (case.referrer_email or "").lower()), standing), case, trust)


def asker(sender: Sender, case: Case, trust: Trust) -> Asker:
    """Who the sender is to this case. A domain that imitates a known one proves nothing."""
    address = sender.address.address if sender.address else ""
    domain = address.rpartition("@")[2]
    referrer = (case.referrer_email or "").lower()
    public = domain in trust.public_domains
    private = public or case.referrer.get("organisation_type") in PRIVATE_PERSONS
    if not domain:
        return Asker.NOBODY
    if sender.standing is not Standing.PROVEN or sender.lookalike_of is not None:
        return Asker.UNPROVEN
    if address == referrer:
        return Asker.PRIVATE_REFERRER if private else Asker.REFERRER
    if domain == referrer.rpartition("@")[2] and not public:
        return Asker.COLLEAGUE
    return Asker.KNOWN if domain in trust.known_domains and not public else Asker.STRANGER


def of_organisation(sender: Sender, trust: Trust) -> bool:
    """Whether the sender writes from an organisation's domain: one that we know, or one that vouches for the mail."""
    domain = sender.address.address.rpartition("@")[2] if sender.address else ""
    if domain in trust.public_domains or sender.lookalike_of is not None:
        return False
    return domain in trust.known_domains or sender.standing is Standing.PROVEN


def guard(case: Case) -> Guard:
    """How closely the case is kept."""
    fled = RiskFactor.DOMESTIC_ABUSE in (case.facts.get("risk_factors") or ())
    return Guard.RESTRICTED if case.restricted or fled else Guard.PLAIN
