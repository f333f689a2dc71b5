"""The policy as values: its clauses, what is in force on a day, and what it says of a referral."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Priority(StrEnum):
    """How fast an officer must look; ordered by `rank`."""

    IMMEDIATE = "immediate"
    URGENT = "urgent"
    STANDARD = "standard"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 is the most pressing."""
        return list(Priority).index(self)


class Queue(StrEnum):
    """The desk that acts."""

    CME = "cme"
    ADMISSIONS = "admissions"


class Disposition(StrEnum):
    """What the referrer is answered."""

    ACKNOWLEDGE = "acknowledge"
    ASK_FOR_INFORMATION = "ask_for_information"
    ADVISE = "advise"
    CASE_STATUS = "case_status"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule applies. `child` is the child's index in the reading, None for the whole mail; `words` the evidence."""

    clause: str
    rule: str
    says: str  # the finding in plain words
    child: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A rule cannot answer because a fact is missing: `field` is what to ask the referrer for (a code)."""

    clause: str
    rule: str
    field: str
    child: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """What policy asks the authority to do next. `code` is the rule pack's; `due_school_days` counts from receipt."""

    code: str
    clause: str
    says: str
    child: int | None = None
    due_school_days: int | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    """All that policy says of one reading. `clauses` are sorted; `missing` are field codes in the order to ask them."""

    priority: Priority
    queue: Queue
    copied_to: tuple[Queue, ...]
    findings: tuple[Finding, ...]
    unknowns: tuple[Unknown, ...]
    clauses: tuple[str, ...]
    actions: tuple[Action, ...]
    missing: tuple[str, ...]
    disposition: Disposition
    reason: str  # why this priority, in plain words, with its clause
