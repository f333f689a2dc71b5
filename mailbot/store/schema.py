"""The tables. A change here needs a migration in `migrations/versions`; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware instant, UTC in the database and out of it. SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


inbounds = Table(
    "inbounds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mailbox", String(20), nullable=False),
    Column("uid_validity", BigInteger, nullable=False),  # 32 bits unsigned (RFC 3501)
    Column("uid", BigInteger, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("raw", LargeBinary, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("attempts", Integer, nullable=False, default=0),
    Column("settled", Integer, nullable=False, default=0),  # 1: moved or flagged in the mailbox
    Column("message_id", Text, index=True),
    Column("fingerprint", String(64), index=True),  # of the body, the same in both mailboxes
    Column("duplicate_of", ForeignKey("inbounds.id")),
    Column("reason", Text),  # of the quarantine, or of the withheld reply; for an officer
    Column("reading", JSON),  # the public form of the reading, with its evidence
    Column("processed_at", Moment),
    UniqueConstraint("mailbox", "uid_validity", "uid"),
)

cursors = Table(
    "cursors",
    metadata,
    Column("mailbox", String(20), primary_key=True),
    Column("uid_validity", BigInteger, nullable=False),  # 32 bits unsigned (RFC 3501)
    Column("last_uid", BigInteger, nullable=False),
    Column("polled_at", Moment, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("reference", String(30), primary_key=True),
    Column("status", String(30), nullable=False, index=True),
    Column("priority", String(20), nullable=False),
    Column("queue", String(20), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("forename", Text),
    Column("surname", Text),
    Column("surname_key", String(60), index=True),  # folded: case, accents, punctuation
    Column("date_of_birth", Date, index=True),
    Column("upn", String(13), index=True),
    Column("postcode", String(10), index=True),
    Column("referrer_email", Text),
    Column("facts", JSON, nullable=False),  # the child's facts in the public form
    Column("opened_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("referrer", JSON, nullable=False),  # the referrer in the public form
    Column("referrer_proven", Boolean, nullable=False),
    Column("corrected", JSON, nullable=False),  # fact -> by whom, when, why, and what was read
    Column("asked", JSON, nullable=False),  # codes of the facts that the referrer still owes
    Column("assigned_to", Text),
    Column("restricted", Boolean, nullable=False),
    Column("legal_hold", Boolean, nullable=False),
    Column("mis_reference", Text),
    Column("closing_reason", String(40)),
    Column("closed_at", Moment),
    Column("duplicate_of", String(30), index=True),
    Column("status_before", String(30)),
    Column("forgotten_at", Moment),  # only its skeleton is left
)

case_keys = Table(
    "case_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),  # casework.keys: what a child is found again by
    Column("reference", ForeignKey("cases.reference", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,  # the primary key is the table
)

case_mails = Table(
    "case_mails",
    metadata,
    Column("reference", ForeignKey("cases.reference"), primary_key=True),
    Column("inbound_id", ForeignKey("inbounds.id"), primary_key=True, index=True),
    Column("child", Integer),  # the child's place in the mail's reading
)

links = Table(
    "links",
    metadata,
    Column("reference", ForeignKey("cases.reference"), primary_key=True),
    Column("other", ForeignKey("cases.reference"), primary_key=True, index=True),
    Column("name", String(40), primary_key=True),
    Column("why", Text, nullable=False),
)

# The record: `id` counts without a gap, each row is sealed together with the one before it (casework.record).
# Triggers refuse every change and removal.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("cases.reference"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("name", String(40), nullable=False),
    Column("clause", String(10)),
    Column("rule", String(60)),
    Column("actor", Text, nullable=False),
    Column("inbound_id", ForeignKey("inbounds.id")),
    Column("policy_date", Date),
    Column("detail_seal", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
)

# The events' words, apart: they go when a case is forgotten, and the chain still holds.
event_details = Table(
    "event_details",
    metadata,
    Column("event_id", ForeignKey("events.id"), primary_key=True),
    Column("salt", String(32), nullable=False),
    Column("detail", Text, nullable=False),
)

chain = Table(
    "chain",
    metadata,
    Column("id", Integer, primary_key=True),  # one row, 1; locked by whoever adds to the record
    Column("genesis", String(64), nullable=False),
    Column("length", Integer, nullable=False),
    Column("seal", String(64), nullable=False),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", ForeignKey("cases.reference"), nullable=False, index=True),
    Column("code", String(60), nullable=False),
    Column("clause", String(10), nullable=False),
    Column("says", Text, nullable=False),
    Column("due", Date),
    Column("opened_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("outcome", String(20), nullable=False),
    Column("result", Text, nullable=False),
    Column("by", Text),
    Column("answered_by", Integer),  # the inbound
    # a case has a task once at a time; one that was done may be asked for again
    Index(
        "uq_tasks_open",
        "reference",
        "code",
        unique=True,
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("message_id", Text, nullable=False, unique=True),
    Column("to", Text, nullable=False, index=True),
    Column("subject", Text, nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("inbound_id", ForeignKey("inbounds.id"), index=True),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("queued_at", Moment, nullable=False),
    Column("next_attempt_at", Moment, nullable=False),
    Column("give_up_at", Moment),  # null: five days after it was queued
    Column("finished_at", Moment),
    Column("last_answer", Text, nullable=False, default=""),
    Index("ix_outbox_state_next_attempt_at", "state", "next_attempt_at"),
)

letter_cases = Table(  # the cases that a letter to the outside names or tells of
    "letter_cases",
    metadata,
    Column("outbox_id", ForeignKey("outbox.id", ondelete="CASCADE"), primary_key=True),
    Column("reference", ForeignKey("cases.reference", ondelete="CASCADE"), primary_key=True),
    Column("tells_status", Integer, nullable=False),  # 1: it says how the case stands
    Index("ix_letter_cases_reference", "reference"),
)

marks = Table(  # what this database knows of itself: whether sending is held, which instance works on it
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
)

template_versions = Table(  # every text that a template of the authority ever had
    "template_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", String(60), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("good", Integer, nullable=False),  # 1: it passed its check
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("day", Date, primary_key=True),  # one digest a day, whatever the clocks do
    Column("made_at", Moment, nullable=False),
)
