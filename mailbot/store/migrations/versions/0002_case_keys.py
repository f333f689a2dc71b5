"""The keys by which a child is found again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mailbot.store.indexing import reindex

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reference", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference"], ["cases.reference"], name=op.f("fk_case_keys_reference"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "reference", name=op.f("pk_case_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_case_keys_reference"), "case_keys", ["reference"])
    reindex(op.get_bind())
