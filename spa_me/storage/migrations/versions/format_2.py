"""The second format: submissions, packages, evidence, people and trusted keys.

It only adds tables, so that what a workspace of the first format holds stays as it lies there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "format_2"
down_revision = "format_1"
branch_labels = None
depends_on = None

_PLACE = ["unit", "period"]


def upgrade() -> None:
    """Make the tables."""
    _files_and_packages()
    _revisions()
    _drafts()
    _office()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _optional(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=True) for name in names]


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _day(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _table(name: str, columns: Sequence[sa.Column[Any]], key: list[str], *more: SchemaItem) -> None:
    primary = sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}"))
    op.create_table(name, *columns, primary, *more, sqlite_with_rowid=False)


def _of_file(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_file")
    return sa.ForeignKeyConstraint(["file"], ["stored_file.sha256"], name=name)


def _files_and_packages() -> None:
    # With row ids: in a tree by key a long content would have to be read past.
    op.create_table(
        "stored_file",
        *_text("sha256"),
        _whole("size"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    columns = [
        *_text("digest", "id", "kind", "direction", "sender", "recipient", *_PLACE),
        _whole("sequence"),
        *_text("file", "signature", "signed_with", "answered_by", "person", "office", "role"),
        *_optional("at"),
    ]
    _table("package", columns, ["digest"], _of_file("package"))
    columns = [*_text("digest", "receipt", "taken_by"), *_optional("taken_at")]
    _table("receipt", columns, ["digest"])


def _revisions() -> None:
    columns = [
        *_text(*_PLACE, "digest", "package"),
        _whole("number"),
        *_text("supersedes", "withdraws", "approved_by"),
        *_optional("sealed_at"),
        _flag("is_signed"),
    ]
    _table("revision", columns, [*_PLACE, "digest"])
    columns = [
        *_text(*_PLACE),
        _number("number"),
        *_text("revision", "verdict", "reason"),
        _day("by_when"),
        *_text("person", "office", "role"),
        *_optional("at"),
        *_text("package"),
    ]
    key = [*_PLACE, "number"]
    _table("decision", columns, key)
    columns = [
        *_text(*_PLACE),
        _number("number"),
        _number("place"),
        *_text("indicator", "text"),
    ]
    name = op.f("fk_decision_remark_unit_period_number")
    reference = sa.ForeignKeyConstraint(key, [f"decision.{part}" for part in key], name=name)
    _table("decision_remark", columns, [*key, "place"], reference)
    columns = [
        *_text(*_PLACE, "indicator"),
        _number("number"),
        *_text("old", "new", "revision"),
        *_optional("at"),
    ]
    _table("restatement", columns, [*_PLACE, "indicator", "number"])


def _drafts() -> None:
    columns = [
        *_text(*_PLACE),
        _number("number"),
        *_text("kind", "revision", "reason", "person", "office", "role"),
        *_optional("at"),
    ]
    _table("submission_step", columns, [*_PLACE, "number"])
    columns = [*_text(*_PLACE, "revision", "indicator", "text", "person"), *_optional("at")]
    _table("answer", columns, [*_PLACE, "revision", "indicator"])
    columns = [
        *_text("id", *_PLACE, "about", "title", "reference"),
        *_optional("file"),
        *_text("file_name"),
        _whole("size"),
        *_text("person"),
        *_optional("at"),
    ]
    _table("evidence", columns, ["id"], _of_file("evidence"))


def _office() -> None:
    columns = [
        *_text("period"),
        _day("opens_on"),
        _day("due_on"),
        _flag("is_closed"),
        *_text("reason", "person"),
        *_optional("at"),
    ]
    _table("reporting_window", columns, ["period"])
    columns = [
        *_text(*_PLACE),
        _day("until", nullable=False),
        *_text("reason", "person"),
        *_optional("at"),
    ]
    _table("reopening", columns, _PLACE)
    _table("member", [*_text("name", "rights", "person"), *_optional("at")], ["name"])
    _table("policy", [*_text("name", "value", "person"), *_optional("at")], ["name"])
    _table("trust_list", [*_text("region"), _whole("version"), *_text("supersedes")], ["region"])
    columns = [
        *_text("fingerprint", "office", "person", "role", "signing", "encryption"),
        _day("made_on"),
        *_text("status"),
        _whole("last_sequence", nullable=True),
        *_text("reason"),
    ]
    _table("trusted_key", columns, ["fingerprint"])
