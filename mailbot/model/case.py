"""A child's case, and everything that can happen to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Case:
    """One child's case. `reference` is random (CME-2026-7K3M9QX4TZ) and proves nothing about who quotes it."""

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


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Something that happened to a case; only ever added. `detail` names rules and ids, with the words behind them."""

    reference: str
    at: datetime
    name: str  # "opened", "referred again", "status changed", ...
    clause: str | None
    rule: str | None
    actor: str  # "mailbot" or an officer's name
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What an officer must do on a case. `due` is None where the school calendar cannot tell."""

    reference: str
    code: str
    clause: str
    says: str
    due: date | None
