"""An officer's order on a case, from the command line now, from mail and console later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verb(StrEnum):
    STATUS = "status"
    TASK = "task"
    NOTE = "note"
    ASSIGN = "assign"
    MERGE = "merge"
    SPLIT = "split"
    CORRECT = "correct"
    CLOSE = "close"
    REOPEN = "reopen"
    RESTRICT = "restrict"
    HOLD = "hold"
    DISCLOSE = "disclose"


class Impossible(ValueError):
    """The order cannot be carried out; the words say why, and what can be done instead."""


@dataclass(frozen=True, slots=True)
class Command:
    """One order. `actor` is the officer, `at` aware, `reason` in the officer's own words.

    `account` is the login on this machine by which it was given, "" where there is none.

    `values` are what the verb needs besides:

        status    to: a status
        task      code, outcome (done | waived | open); for a referral to Social Care when, their_reference
        assign    to: an officer, "" for nobody
        merge     into: the reference of the case that stays
        split     mail: the inbound that gets a case of its own; without it the merge is undone
        correct   field, value
        close     outcome: a closing reason
        restrict  on (yes | no)
        hold      on (yes | no)
        disclose  what: which restricted facts were shown, and how
    """

    verb: Verb
    reference: str
    actor: str
    at: datetime
    reason: str = ""
    values: tuple[tuple[str, str], ...] = ()
    account: str = ""

    def value(self, name: str) -> str:
        """The value of that name, stripped; "" when it is not given."""
        return dict(self.values).get(name, "").strip()
