"""A child's case, and everything that can happen to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from mailbot.model.policy import Priority, Queue
from mailbot.model.referral import Kind


class CaseStatus(StrEnum):
    NEW = "new"
    AWAITING_INFORMATION = "awaiting_information"
    ENQUIRIES = "enquiries"
    REPORTED_LOCATED = "reported_located"
    LOCATED_NO_PROVISION = "located_no_provision"
    REVIEW = "review"
    CLOSED = "closed"
    NOT_CME = "not_cme"
    DUPLICATE = "duplicate"


OVER = (CaseStatus.CLOSED, CaseStatus.NOT_CME, CaseStatus.DUPLICATE)


class ClosingReason(StrEnum):
    """What became of the child, or why the case was none. An officer chooses it; no rule ever does."""

    ON_ROLL_HERE = "on_roll_here"
    ON_ROLL_ELSEWHERE = "on_roll_elsewhere"
    INDEPENDENT_SCHOOL = "independent_school"
    HOME_EDUCATED = "home_educated"
    ALTERNATIVE_PROVISION = "alternative_provision"
    RETURNED_TO_SCHOOL = "returned_to_school"
    PASSED_TO_OTHER_AUTHORITY = "passed_to_other_authority"
    ABROAD_CONFIRMED = "abroad_confirmed"
    ABROAD_AS_PARENT_STATES = "abroad_as_parent_states"
    OVER_AGE = "over_age"
    UNDER_AGE = "under_age"
    DECEASED = "deceased"
    IN_CUSTODY = "in_custody"
    PLACED_BY_OTHER_AUTHORITY = "placed_by_other_authority"
    UNTRACED = "untraced"
    UNTRACED_TO_SOCIAL_CARE = "untraced_to_social_care"
    ERROR = "error"
    WITHDRAWN = "withdrawn"
    ATTENDANCE_MATTER = "attendance_matter"
    OTHER_AGE = "other_age"
    OTHER_AUTHORITY = "other_authority"
    WRONG_SERVICE = "wrong_service"
    SUITABLY_HOME_EDUCATED = "suitably_home_educated"


@dataclass(frozen=True, slots=True)
class Case:
    """One child's case. `reference` is random (CME-2026-7K3M9QX4TZ) and proves nothing about who quotes it.

    `facts` is the child in the public form (`casework.public.child_json`), `referrer` the referrer in it. `corrected`
    holds what an officer put right: fact -> {"by", "at", "reason", "read"}. `asked` are the facts (codes) that the
    referrer still owes. A duplicate keeps its earlier status, so that the merge can be undone.
    """

    reference: str
    status: CaseStatus
    priority: Priority
    queue: Queue
    kind: Kind
    forename: str | None
    surname: str | None
    date_of_birth: date | None
    upn: str | None
    postcode: str | None
    referrer_email: str | None
    opened_at: datetime
    version: int = 1
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)
    referrer: Mapping[str, Any] = field(default_factory=dict, hash=False)
    referrer_proven: bool = False
    corrected: Mapping[str, Any] = field(default_factory=dict, hash=False)
    asked: tuple[str, ...] = ()
    assigned_to: str | None = None
    restricted: bool = False  # location facts are shown only to whom an officer shows them
    legal_hold: bool = False  # kept, however old
    mis_reference: str | None = None  # of the authority's Missing Children system, policy 6.1
    closing_reason: ClosingReason | None = None
    closed_at: datetime | None = None
    duplicate_of: str | None = None
    status_before: CaseStatus | None = None  # the merge

    @property
    def over(self) -> bool:
        """Closed, not CME, or a duplicate of another."""
        return self.status in OVER


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Something that happened to a case; only ever added. `detail` names rules and ids, with the words behind them.

    `number`, `inbound_id` and `hash` are the record's own, given when it is written.
    """

    reference: str
    at: datetime
    name: str  # "opened", "referred again", "status changed", ...
    clause: str | None
    rule: str | None
    actor: str  # "mailbot" or an officer's name
    detail: str = ""
    policy_date: date | None = None
    inbound_id: int | None = None
    number: int = 0
    hash: str = ""


class TaskOutcome(StrEnum):
    """How a task stands. An answer that came by mail leaves it to be looked at: an officer ends it.

    One task only is ended by mail: waiting for the referrer's answer.
    """

    OPEN = "open"
    ANSWERED = "answered"
    DONE = "done"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Task:
    """What an officer must do on a case. `due` is None where the school calendar cannot tell.

    `result` says what came of it, or why it was waived. `id` is the store's, 0 for a task that is to be made.
    """

    reference: str
    code: str
    clause: str
    says: str
    due: date | None
    outcome: TaskOutcome = TaskOutcome.OPEN
    result: str = ""
    by: str | None = None
    done_at: datetime | None = None
    answered_by: int | None = None  # the inbound that answers it
    id: int = 0

    @property
    def ended(self) -> bool:
        return self.outcome in (TaskOutcome.DONE, TaskOutcome.WAIVED)


EPISODE = "earlier episode"  # the name of a link: the child was missing before


@dataclass(frozen=True, slots=True)
class Link:
    """Two cases that have to do with one another: "perhaps the same", "earlier episode", "split from"."""

    reference: str
    other: str
    name: str
    why: str
