"""The third format: an exchange rate belongs to a submission, as every other figure does.

Before, rates belonged to nobody: what came with a submission stayed when it no longer counted, and
converted the money of other countries, too. The rates of a file become those of its own office, in
the period of their date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "format_3"
down_revision = "format_2"
branch_labels = None
depends_on = None

_TABLE = "exchange_rate"
_KEY = ["base", "quote", "date", "document"]
_COLUMNS = [*_KEY, "rate", "entered_at"]


class _Period(NamedTuple):
    start: date
    code: str


def upgrade() -> None:
    """Make the table anew, with the unit and the period of each rate."""
    connection = op.get_bind()
    home = connection.execute(sa.text("SELECT home_unit FROM workspace")).scalar_one_or_none()
    periods = sorted(set(_periods(connection)))
    found = sa.select(*_columns(_COLUMNS)).select_from(sa.table(_TABLE))
    rates = list(connection.execute(found).mappings())
    op.drop_table(_TABLE)
    _make_table()
    into = sa.table(_TABLE, *_columns(["unit", "period", *_COLUMNS]))
    for rate in rates:
        period = _period_of(date.fromisoformat(rate["date"]), periods)
        connection.execute(sa.insert(into), {**rate, "unit": home, "period": period})


def _columns(names: Sequence[str]) -> list[sa.ColumnClause[str]]:
    return [sa.column(name, sa.String()) for name in names]


def _make_table() -> None:
    texts = ("unit", "period", "base", "quote")
    op.create_table(
        _TABLE,
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("rate", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("unit", "period", *_KEY, name=op.f("pk_exchange_rate")),
        sqlite_with_rowid=False,
    )


def _periods(connection: sa.Connection) -> Iterator[_Period]:
    """Yield the reporting periods of every framework version in the file."""
    for (canonical,) in connection.execute(sa.text("SELECT canonical FROM framework_version")):
        for period in json.loads(canonical)["periods"]:
            yield _Period(date.fromisoformat(period["start"]), period["code"])


def _period_of(day: date, periods: Sequence[_Period]) -> str:
    """Return the latest period that had begun on a day; the first for a day before all."""
    begun = [period for period in periods if period.start <= day]
    return (begun[-1] if begun else periods[0]).code
