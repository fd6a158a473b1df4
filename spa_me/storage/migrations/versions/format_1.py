"""The first format. A released revision never changes; what comes later is a revision of its own.

It spells the tables out instead of taking them from `tables.py`, which will move on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "format_1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _content()
    _values()
    _judgements()
    _funding()
    _records_of_work()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _optional(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=True) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _table(name: str, columns: Sequence[sa.Column[Any]], key: list[str], *more: SchemaItem) -> None:
    primary = sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}"))
    op.create_table(name, *columns, primary, *more, sqlite_with_rowid=False)


def _content() -> None:
    columns = _text("id", "title", "home_unit", "kind", "created_at", "source")
    _table("workspace", columns, ["id"])
    columns = _text("code", "version", "digest", "canonical")
    _table("framework_version", columns, ["code", "version"])
    columns = [_number("number"), *_text("about", "text", "source", "period")]
    _table("data_note", columns, ["number"])


def _values() -> None:
    key = ["unit", "period", "indicator"]
    columns = [
        *_text(*key, "state"),
        *_optional("number", "numerator", "denominator", "level"),
        *_text("reason", "note", "entered_by"),
        *_optional("entered_at"),
    ]
    _table("reported_value", columns, key)
    columns = _text(*key, "dimension", "category", "number")
    target = [f"reported_value.{name}" for name in key]
    name = op.f("fk_value_part_unit_period_indicator")
    reference = sa.ForeignKeyConstraint(key, target, name=name)
    _table("value_part", columns, [*key, "dimension", "category"], reference)


def _judgements() -> None:
    columns = [*_text("period", "marker", "status", "reason", "precondition", "person")]
    _table("declaration", [*columns, *_optional("at")], ["period", "marker"])
    columns = [
        *_text("period", "marker", "indicator"),
        sa.Column("tracked_from", sa.Date(), nullable=False),
        sa.Column("tracked_to", sa.Date(), nullable=False),
        *_text("reason", "person"),
        *_optional("at"),
    ]
    _table("pro_rata", columns, ["period", "marker", "indicator"])
    columns = [*_text("period", "marker", "text", "person"), *_optional("at")]
    _table("explanation", columns, ["period", "marker"])
    columns = [*_text("period", "result", "status", "reason", "person"), *_optional("at")]
    _table("result_rating", columns, ["period", "result"])


def _funding() -> None:
    columns = [
        *_text("id", "unit", "period", "code", "title", "result"),
        *_optional("budget"),
        *_text("currency"),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        *_text("note"),
    ]
    place = ["unit", "period"]
    unique = sa.UniqueConstraint(*place, "code", name=op.f("uq_activity_unit_period_code"))
    _table("activity", columns, ["id"], unique)
    columns = [
        *_text("id", *place, "source", "source_type", "stage", "form"),
        *_optional("activity", "amount"),
        *_text("currency"),
        sa.Column("date", sa.Date(), nullable=True),
        *_text("note"),
    ]
    name = op.f("fk_contribution_activity")
    reference = sa.ForeignKeyConstraint(["activity"], ["activity.id"], name=name)
    _table("contribution", columns, ["id"], reference)
    op.create_index(op.f("ix_contribution_unit_period"), "contribution", place)
    op.create_index(op.f("ix_contribution_activity"), "contribution", ["activity"])
    day = sa.Column("date", sa.Date(), nullable=False)
    columns = [*_text("base", "quote"), day, *_text("document", "rate"), *_optional("entered_at")]
    _table("exchange_rate", columns, ["base", "quote", "date", "document"])
    columns = _text(*place, "source", "share", "document")
    _table("printed_share", columns, [*place, "source"])


def _records_of_work() -> None:
    columns = [
        _number("number"),
        *_text("key", "service", "request", "at", "person", "office", "role", "app_version"),
        *_text("parts"),
        sa.Column("first_audit", sa.Integer(), nullable=False),
        sa.Column("last_audit", sa.Integer(), nullable=False),
        *_text("seal"),
    ]
    _table("command", columns, ["number"], sa.UniqueConstraint("key", name=op.f("uq_command_key")))
    command = sa.Column("command", sa.Integer(), nullable=False)
    columns = [_number("number"), command, *_text("action", "subject", "old", "new")]
    name = op.f("fk_audit_command")
    reference = sa.ForeignKeyConstraint(["command"], ["command.number"], name=name)
    _table("audit", columns, ["number"], reference)
    _table("part_digest", _text("part", "digest"), ["part"])
