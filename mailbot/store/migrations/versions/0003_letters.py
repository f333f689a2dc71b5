"""Letters name their cases; sending can be held; templates keep their versions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import mailbot.store.schema

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("give_up_at", mailbot.store.schema.Moment(timezone=True), nullable=True))

    op.create_table(
        "letter_cases",
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=30), nullable=False),
        sa.Column("tells_status", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_letter_cases_outbox_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reference"], ["cases.reference"], name=op.f("fk_letter_cases_reference"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("outbox_id", "reference", name=op.f("pk_letter_cases")),
    )
    with op.batch_alter_table("letter_cases", schema=None) as batch_op:
        batch_op.create_index("ix_letter_cases_reference", ["reference"], unique=False)

    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.create_table(
        "template_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("at", mailbot.store.schema.Moment(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_versions")),
    )
    with op.batch_alter_table("template_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_template_versions_file"), ["file"], unique=False)
