"""What a child is recognised by, whether read from a mail or known from a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailbot.casework.names import words
from mailbot.model.case import Case
from mailbot.model.referral import Child


@dataclass(frozen=True, slots=True)
class Person:
    """Names as folded words, the rest as in `Child`. Empty and None: not known."""

    forenames: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    born: date | None = None
    upn: str | None = None
    postcode: str | None = None
    phones: frozenset[str] = frozenset()  # E.164, of the family's adults
    sex: str | None = None

    @classmethod
    def of_child(cls, child: Child) -> Person:
        """The child that a mail speaks of."""
        return cls(
            words(child.forename.value if child.forename else None),
            words(child.surname.value if child.surname else None),
            child.date_of_birth.value if child.date_of_birth else None,
            child.upn.value if child.upn else None,
            child.postcode.value if child.postcode else None,
            frozenset(phone.value for contact in child.contacts for phone in contact.phones),
            child.sex.value.value if child.sex else None,
        )

    @classmethod
    def of_case(cls, case: Case) -> Person:
        """The child of a case."""
        return cls(
            words(case.forename),
            words(case.surname),
            case.date_of_birth,
            case.upn,
            case.postcode,
            phones(case.facts),
            case.facts.get("sex"),
        )


def phones(facts: Mapping[str, Any]) -> frozenset[str]:
    """The family's telephone numbers in the public form of a child."""
    return frozenset(phone for contact in facts.get("contacts") or [] for phone in contact.get("phones") or [])
