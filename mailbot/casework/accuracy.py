"""How often reading was right, as officers' corrections show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mailbot.casework.facts import NAMES
from mailbot.model.case import Case, CaseStatus

LOOKED_AT = (CaseStatus.CLOSED, CaseStatus.NOT_CME)  # no case ends before an officer has looked at it (6.2)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of one fact: in how many cases it was read, in how many of them an officer put it right, and how many officers
    supplied it where nothing was read."""

    name: str
    read: int
    put_right: int
    supplied: int

    @property
    def right(self) -> float | None:
        """The share of what was read that nobody put right; None where nothing was read."""
        return (self.read - self.put_right) / self.read if self.read else None


def accuracy(cases: Iterable[Case]) -> tuple[Accuracy, ...]:
    """The facts that were read in, or supplied to, any of the cases that an officer has looked at and ended."""
    looked_at = [case for case in cases if case.status in LOOKED_AT]
    counted = (_of(name, looked_at) for name in NAMES)
    return tuple(one for one in counted if one.read or one.supplied)


def _of(name: str, cases: list[Case]) -> Accuracy:
    read = put_right = supplied = 0
    for case in cases:
        first = _as_read(case, name)
        changed = first != case.facts.get(name)
        if first in (None, []):
            supplied += changed
        else:
            read += 1
            put_right += changed
    return Accuracy(name, read, put_right, supplied)


def _as_read(case: Case, name: str) -> object:
    """What the mails said, before any officer."""
    mark = case.corrected.get(name)
    return mark["read"] if mark is not None else case.facts.get(name)
