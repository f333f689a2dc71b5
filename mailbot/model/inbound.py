"""A received mail as stored: its bytes, where it lay, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailbot.model.referral import Mailbox


class InboundState(StrEnum):
    """A one-line state machine: received -> processed | quarantined."""

    RECEIVED = "received"
    PROCESSED = "processed"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as it lies in an IMAP folder. (mailbox, uid_validity, uid) names it; `raw` is BODY[] byte for byte."""

    mailbox: Mailbox
    uid_validity: int
    uid: int
    raw: bytes
    internal_date: datetime | None  # aware


@dataclass(frozen=True, slots=True)
class Inbound:
    """The stored bytes of one received mail and their state."""

    id: int
    mailbox: Mailbox
    uid_validity: int
    uid: int
    received_at: datetime  # aware, UTC
    sha256: str  # hex, of raw
    raw: bytes
    state: InboundState
    attempts: int = 0  # times that processing was started
