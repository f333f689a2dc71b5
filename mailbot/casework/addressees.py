"""Addresses to which no letter may go, whoever is asked for it: an answer to a mail, or a notice to a referrer."""

from __future__ import annotations

import re

from mailbot.config.rules import WRONG_DOMAIN

NO_REPLY = re.compile(
    r"(?:[\w-]{1,40}[-_.])?(?:no|do[-_.]?not|dont)[-_.]?reply(?:[-_.+].*|\d*)"
    r"|mailer[-_.]?daemon|postmaster|bounces?(?:[-_.+=].*|\d*)",
    re.I,
)


def no_addressee(address: str) -> str | None:
    """Why nothing goes to this address, or None."""
    local, _, domain = address.partition("@")
    if NO_REPLY.fullmatch(local):
        return "the address takes no answers"
    if WRONG_DOMAIN in domain.lower():
        return "the address is at the misprint of the policy's clauses 4.5 and 4.6; nothing goes there"
    return None
