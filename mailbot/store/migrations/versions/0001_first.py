"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import mailbot.store.schema

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("reference", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("priority", sa.String(length=20), nullable=False),
        sa.Column("queue", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("forename", sa.Text(), nullable=True),
        sa.Column("surname", sa.Text(), nullable=True),
        sa.Column("surname_key", sa.String(length=60), nullable=True),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.Column("upn", sa.String(length=13), nullable=True),
        sa.Column("postcode", sa.String(length=10), nullable=True),
        sa.Column("referrer_email", sa.Text(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("opened_at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.Column("updated_at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_cases")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_date_of_birth"), ["date_of_birth"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_postcode"), ["postcode"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_status"), ["status"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_surname_key"), ["surname_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_upn"), ["upn"], unique=False)

    op.create_table(
        "cursors",
        sa.Column("mailbox", sa.String(length=20), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("polled_at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mailbox", name=op.f("pk_cursors")),
    )
    op.create_table(
        "digests",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_digests")),
    )
    op.create_table(
        "inbounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(length=20), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("received_at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("duplicate_of", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=True),
        sa.Column("processed_at", mailbot.store.schema.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["duplicate_of"], ["inbounds.id"], name=op.f("fk_inbounds_duplicate_of")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbounds")),
        sa.UniqueConstraint("mailbox", "uid_validity", "uid", name=op.f("uq_inbounds_mailbox_uid_validity_uid")),
    )
    with op.batch_alter_table("inbounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbounds_fingerprint"), ["fingerprint"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbounds_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbounds_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbounds_state"), ["state"], unique=False)

    op.create_table(
        "case_mails",
        sa.Column("reference", sa.String(length=30), nullable=False),
        sa.Column("inbound_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbounds.id"], name=op.f("fk_case_mails_inbound_id")),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_case_mails_reference")),
        sa.PrimaryKeyConstraint("reference", "inbound_id", name=op.f("pk_case_mails")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=30), nullable=False),
        sa.Column("at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("clause", sa.String(length=10), nullable=True),
        sa.Column("rule", sa.String(length=60), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("inbound_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbounds.id"], name=op.f("fk_events_inbound_id")),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_events_reference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_reference"), ["reference"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("inbound_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued_at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.Column("next_attempt_at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.Column("finished_at", mailbot.store.schema.Moment(timezone=True), nullable=True),
        sa.Column("last_answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbounds.id"], name=op.f("fk_outbox_inbound_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_state_next_attempt_at", ["state", "next_attempt_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_to"), ["to"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=30), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("clause", sa.String(length=10), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("opened_at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.Column("done_at", mailbot.store.schema.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_tasks_reference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("reference", "code", name=op.f("uq_tasks_reference_code")),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tasks_reference"), ["reference"], unique=False)
