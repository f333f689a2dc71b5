"""A case's whole life: who owes what, who may see what, how it ended; the record sealed as one chain."""

from __future__ import annotations

import json
import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

from mailbot.casework.record import seal, seal_detail
from mailbot.model.case import CaseEvent
from mailbot.store.schema import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _cases()
    _tasks()
    _events()
    for statement in _TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def _cases() -> None:
    """Plain ALTER TABLE, which SQLite can do: other tables point to these two, so they cannot be made anew."""
    none = sa.text("'{}'")
    for column in (
        sa.Column("referrer", sa.JSON(), nullable=False, server_default=none),
        sa.Column("referrer_proven", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("corrected", sa.JSON(), nullable=False, server_default=none),
        sa.Column("asked", sa.JSON(), nullable=False, server_default=sa.text("'[]'")),
        sa.Column("assigned_to", sa.Text(), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("legal_hold", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("mis_reference", sa.Text(), nullable=True),
        sa.Column("closing_reason", sa.String(length=40), nullable=True),
        sa.Column("closed_at", Moment(timezone=True), nullable=True),
        sa.Column("duplicate_of", sa.String(length=30), nullable=True),
        sa.Column("status_before", sa.String(length=30), nullable=True),
        sa.Column("forgotten_at", Moment(timezone=True), nullable=True),
    ):
        op.add_column("cases", column)
    op.create_index(op.f("ix_cases_duplicate_of"), "cases", ["duplicate_of"])
    op.add_column("case_mails", sa.Column("child", sa.Integer(), nullable=True))
    op.create_table(
        "links",
        sa.Column("reference", sa.String(length=30), nullable=False),
        sa.Column("other", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_links_reference")),
        sa.ForeignKeyConstraint(["other"], ["cases.reference"], name=op.f("fk_links_other")),
        sa.PrimaryKeyConstraint("reference", "other", "name", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_other"), "links", ["other"])
    _lock_the_endangered()


def _lock_the_endangered() -> None:
    """Cases that tell of domestic abuse are restricted from now on."""
    connection = op.get_bind()
    cases = sa.table("cases", sa.column("reference"), sa.column("facts", sa.JSON()), sa.column("restricted"))
    for row in connection.execute(sa.select(cases.c.reference, cases.c.facts)).all():
        if "domestic_abuse" in json.dumps(row.facts):
            own = cases.c.reference == row.reference
            connection.execute(sa.update(cases).where(own).values(restricted=sa.true()))


def _tasks() -> None:
    with op.batch_alter_table("tasks") as batch:
        batch.drop_constraint(op.f("uq_tasks_reference_code"), type_="unique")
        batch.add_column(sa.Column("outcome", sa.String(length=20), nullable=False, server_default="open"))
        batch.add_column(sa.Column("result", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("by", sa.Text(), nullable=True))
        batch.add_column(sa.Column("answered_by", sa.Integer(), nullable=True))
    open_ones = sa.text("done_at IS NULL")
    op.create_index(
        "uq_tasks_open",
        "tasks",
        ["reference", "code"],
        unique=True,
        sqlite_where=open_ones,
        postgresql_where=open_ones,
    )
    op.execute("UPDATE tasks SET outcome = 'done' WHERE done_at IS NOT NULL")


def _events() -> None:
    """The events that are there are numbered without a gap and sealed in their order."""
    connection = op.get_bind()
    before = connection.execute(sa.select(_old_events()).order_by(sa.column("id"))).all()
    op.drop_table("events")
    events, details, chain = _event_tables()
    genesis = previous = secrets.token_hex(32)
    for number, row in enumerate(before, start=1):
        previous = _sealed(connection, events, details, row, number, previous)
    values = {"id": 1, "genesis": genesis, "length": len(before), "seal": previous}
    connection.execute(sa.insert(chain).values(values))


def _old_events() -> sa.TableClause:
    names = ("id", "reference", "name", "clause", "rule", "actor", "inbound_id", "detail")
    return sa.table("events", *(sa.column(name) for name in names), sa.column("at", Moment()))


def _event_tables() -> tuple[sa.Table, sa.Table, sa.Table]:
    events = op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=30), nullable=False),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("clause", sa.String(length=10), nullable=True),
        sa.Column("rule", sa.String(length=60), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("inbound_id", sa.Integer(), nullable=True),
        sa.Column("policy_date", sa.Date(), nullable=True),
        sa.Column("detail_seal", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbounds.id"], name=op.f("fk_events_inbound_id")),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name=op.f("fk_events_reference")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_reference"), "events", ["reference"])
    details = op.create_table(
        "event_details",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_details_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_details")),
    )
    chain = op.create_table(
        "chain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("genesis", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
    )
    return events, details, chain


def _sealed(
    connection: sa.Connection, events: sa.Table, details: sa.Table, row: sa.Row[Any], number: int, previous: str
) -> str:
    event = CaseEvent(
        row.reference,
        row.at,
        row.name,
        row.clause,
        row.rule,
        row.actor,
        row.detail,
        inbound_id=row.inbound_id,
        number=number,
    )
    salt = secrets.token_hex(16)
    detail_seal = seal_detail(salt, event.detail)
    sealed = seal(event, previous, detail_seal)
    own = {name: getattr(row, name) for name in ("reference", "at", "name", "clause", "rule", "actor", "inbound_id")}
    chained = {"id": number, "detail_seal": detail_seal, "previous": previous, "seal": sealed}
    connection.execute(sa.insert(events).values(**own, **chained))
    connection.execute(sa.insert(details).values(event_id=number, salt=salt, detail=event.detail))
    return sealed


_FORGOTTEN = """EXISTS (
    SELECT 1 FROM events JOIN cases ON cases.reference = events.reference
    WHERE events.id = OLD.event_id AND cases.forgotten_at IS NOT NULL
)"""
_REFUSAL = "the record is only ever added to"

_TRIGGERS = {
    "sqlite": (
        f"CREATE TRIGGER events_fixed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
        f"CREATE TRIGGER events_kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
        f"CREATE TRIGGER words_fixed BEFORE UPDATE ON event_details BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
        f"CREATE TRIGGER words_kept BEFORE DELETE ON event_details WHEN NOT {_FORGOTTEN} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
        "CREATE FUNCTION refuse_loss() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT {_FORGOTTEN} THEN RAISE EXCEPTION '{_REFUSAL}'; END IF; RETURN OLD; END $$",
        "CREATE TRIGGER events_kept BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER events_whole BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER words_fixed BEFORE UPDATE ON event_details FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "CREATE TRIGGER words_kept BEFORE DELETE ON event_details FOR EACH ROW EXECUTE FUNCTION refuse_loss()",
        "CREATE TRIGGER words_whole BEFORE TRUNCATE ON event_details "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ),
}
