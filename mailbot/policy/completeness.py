"""Which facts a mail of its kind needs, and which of them it lacks (clauses 4.5, 4.6, 5.2; tables in kinds.toml)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from mailbot.model.policypack import KindPolicy
from mailbot.model.referral import Child, Enquiry, Reading, RiskFactor

Known = Callable[[Child], bool]


def _tried(enquiry: Enquiry, child: Child) -> bool:
    return any(field.value is enquiry for field in child.enquiries)


def _in_hiding(child: Child) -> bool:
    """A family that fled domestic abuse and whose place is known: mail must not ask for it to be written down."""
    fled = any(factor.value is RiskFactor.DOMESTIC_ABUSE for factor in child.risk_factors)
    return fled and child.whereabouts_known is not None and child.whereabouts_known.value


KNOWN: Mapping[str, Known] = {
    "child_name": lambda child: child.forename is not None and child.surname is not None,
    "date_of_birth": lambda child: child.date_of_birth is not None,
    "address": lambda child: child.address is not None or _in_hiding(child),
    "parent_name": lambda child: any(contact.name is not None for contact in child.contacts),
    "start_date": lambda child: child.start_date is not None,
    "telephone": partial(_tried, Enquiry.TELEPHONE),
    "email": partial(_tried, Enquiry.EMAIL),
    "letter": partial(_tried, Enquiry.LETTER),
    # the last day at school tells the day of leaving as well as the day of removal does
    "removal_date": lambda child: child.removed_on is not None or child.last_attended is not None,
    "destination": lambda child: child.moved_to is not None,
    "last_school": lambda child: child.last_school is not None,
    "last_attended": lambda child: child.last_attended is not None,
    "whereabouts": lambda child: child.whereabouts_known is not None,
    "enquiries": lambda child: bool(child.enquiries),
    "social_care": lambda child: child.social_care is not None,
    "new_arrangements": lambda child: child.moved_to is not None,
}


def lacking(codes: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    """Those of the facts that any child of the mail lacks; a mail that names no child lacks all of them."""
    children = reading.children or (Child(),)
    return tuple(code for code in codes if not all(KNOWN[code](child) for child in children))


def missing(row: KindPolicy, reading: Reading) -> tuple[str, ...]:
    """What to ask the referrer for, in order: the needed facts it lacks, and with any of those the wanted ones."""
    needed = lacking(row.needed, reading)
    return needed + lacking(row.wanted, reading) if needed else ()
