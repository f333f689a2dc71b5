"""The letters and the cases of a mail are found by an index, however many there are."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_inbound_id"), ["inbound_id"], unique=False)
    with op.batch_alter_table("case_mails", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_mails_inbound_id"), ["inbound_id"], unique=False)
