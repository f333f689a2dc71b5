"""Whom the authority trusts to say who sent a mail, and which addresses it knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trust:
    """`authserv_id` is the only Authentication-Results author believed; `m365` believes the topmost header without one.

    The default believes nobody (RFC 8601 section 7.1). `known_domains` are those of the directory's schools and
    agencies; `own_addresses` are the mailboxes' and officers' own, lower-case; `own_domain` is the authority's.
    """

    authserv_id: str | None = None
    m365: bool = False
    known_domains: tuple[str, ...] = ()
    own_addresses: tuple[str, ...] = ()
    own_domain: str = "havering.gov.uk"
    admissions_address: str = "schooladmissions@havering.gov.uk"  # lower-case
    public_domains: tuple[str, ...] = ()  # where anybody can get an address: one there says nothing of an organisation
