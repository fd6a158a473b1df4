"""The tables of a workspace. Only storage sees these rows; the domain has its own types.

Everything here is also taken by PostgreSQL: keys are made by the app, texts carry no engine-made
defaults, and numbers and times are kept by the types of `types.py`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, MetaData, Table, UniqueConstraint
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import Field, SQLModel

from spa_me.domain.cofunding import Form, SourceType, Stage
from spa_me.domain.dataset import DataKind
from spa_me.domain.status import Status
from spa_me.domain.values import ValueState
from spa_me.storage.types import (
    ComposedText,
    ExactDecimal,
    OptionalReference,
    UtcTime,
    WordText,
)

# Batch migrations can only drop what has a name, and both engines shall use the same names.
_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
_REGISTRY = registry(metadata=MetaData(naming_convention=_NAMES))
# A field called `date` would hide the type of that name.
Day = date
# Rows lie in the order of their key, so that reading a part reads one stretch of the file.
_BY_KEY: dict[str, Any] = {"sqlite_with_rowid": False}


def _table_name(row: type) -> str:
    """Return `reported_value` for `ReportedValueRow`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", row.__name__.removesuffix("Row")).lower()


class Row(SQLModel, registry=_REGISTRY):
    """A row of a table; never validated by itself, since the domain has done so."""

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Name the table after its class."""
        return _table_name(cls)


def _key(kind: Any = ComposedText) -> Any:
    return Field(primary_key=True, sa_type=kind)


def _number() -> Any:
    # Counted by the app, since a number that an engine gave out can leave a gap behind it.
    return Field(primary_key=True, sa_column_kwargs={"autoincrement": False})


def _column(kind: Any = ComposedText) -> Any:
    return Field(sa_type=kind)


def _optional(kind: Any = ComposedText) -> Any:
    return Field(default=None, sa_type=kind)


class WorkspaceRow(Row, table=True):
    """What the workspace is; one row."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    id: str = _key()
    title: str = _column()
    home_unit: str = _column()
    kind: DataKind = _column(WordText(DataKind))
    created_at: datetime = _column(UtcTime)
    source: str = _column()


class FrameworkVersionRow(Row, table=True):
    """An adopted wording of a framework as canonical JSON; never changed."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    code: str = _key()
    version: str = _key()
    digest: str = _column()
    # Not composed again: the digest is over exactly these characters.
    canonical: str = Field()


class ReportedValueRow(Row, table=True):
    """What a reporting unit says about an indicator in a period."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    unit: str = _key()
    period: str = _key()
    indicator: str = _key()
    state: ValueState = _column(WordText(ValueState))
    number: Decimal | None = _optional(ExactDecimal)
    numerator: Decimal | None = _optional(ExactDecimal)
    denominator: Decimal | None = _optional(ExactDecimal)
    level: str | None = _optional()
    reason: str = _column()
    note: str = _column()
    entered_by: str = _column()
    entered_at: datetime | None = _optional(UtcTime)


class ValuePartRow(Row, table=True):
    """One number of a breakdown."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(
            ["unit", "period", "indicator"],
            ["reported_value.unit", "reported_value.period", "reported_value.indicator"],
        ),
        _BY_KEY,
    )
    unit: str = _key()
    period: str = _key()
    indicator: str = _key()
    dimension: str = _key()
    category: str = _key()
    number: Decimal = _column(ExactDecimal)


class DeclarationRow(Row, table=True):
    """A declared status of a marker."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    period: str = _key()
    marker: str = _key()
    status: Status = _column(WordText(Status))
    reason: str = _column()
    precondition: str = _column()
    person: str = _column()
    at: datetime | None = _optional(UtcTime)


class ProRataRow(Row, table=True):
    """A target shortened to the tracked period."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    period: str = _key()
    marker: str = _key()
    indicator: str = _key()
    tracked_from: date = Field()
    tracked_to: date = Field()
    reason: str = _column()
    person: str = _column()
    at: datetime | None = _optional(UtcTime)


class ExplanationRow(Row, table=True):
    """Why an actual deviates from its target."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    period: str = _key()
    marker: str = _key()
    text: str = _column()
    person: str = _column()
    at: datetime | None = _optional(UtcTime)


class ResultRatingRow(Row, table=True):
    """A result's own rating."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    period: str = _key()
    result: str = _key()
    status: Status = _column(WordText(Status))
    reason: str = _column()
    person: str = _column()
    at: datetime | None = _optional(UtcTime)


class ActivityRow(Row, table=True):
    """One line of a work plan."""

    __table_args__: ClassVar[Any] = (UniqueConstraint("unit", "period", "code"), _BY_KEY)
    id: str = _key()
    unit: str = _column()
    period: str = _column()
    code: str = _column()
    title: str = _column()
    result: str = _column()
    budget: Decimal | None = _optional(ExactDecimal)
    currency: str = _column()
    is_shared: bool = Field()
    note: str = _column()


class ContributionRow(Row, table=True):
    """Money or kind toward an activity or the plan."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(["activity"], ["activity.id"]),
        Index(None, "unit", "period"),
        Index(None, "activity"),
        _BY_KEY,
    )
    id: str = _key()
    unit: str = _column()
    period: str = _column()
    source: str = _column()
    source_type: SourceType = _column(WordText(SourceType))
    stage: Stage = _column(WordText(Stage))
    form: Form = _column(WordText(Form))
    activity: str | None = _optional(OptionalReference)
    amount: Decimal | None = _optional(ExactDecimal)
    currency: str = _column()
    date: Day | None = Field(default=None)
    note: str = _column()


class ExchangeRateRow(Row, table=True):
    """A dated rate and where it was taken from."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    base: str = _key()
    quote: str = _key()
    date: Day = Field(primary_key=True)
    document: str = _key()
    rate: Decimal = _column(ExactDecimal)
    entered_at: datetime | None = _optional(UtcTime)


class PrintedShareRow(Row, table=True):
    """A share as a report printed it."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    unit: str = _key()
    period: str = _key()
    source: str = _key()
    share: Decimal = _column(ExactDecimal)
    document: str = _column()


class DataNoteRow(Row, table=True):
    """Something that a reader of the figures has to know."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    number: int = _number()
    about: str = _column()
    text: str = _column()
    source: str = _column()
    period: str = _column()


class CommandRow(Row, table=True):
    """One transaction: who did what and when, and the seal over its audit rows.

    `key` makes a command idempotent, `request` is the digest of what was asked, `parts` the JSON
    list of the parts it changed, and `seal` a SHA-256 over this command, its audit rows and the
    seal before.
    """

    __table_args__: ClassVar[Any] = (UniqueConstraint("key"), _BY_KEY)
    number: int = _number()
    key: str = _column()
    service: str = _column()
    request: str = _column()
    at: datetime = _column(UtcTime)
    person: str = _column()
    office: str = _column()
    role: str = _column()
    app_version: str = _column()
    parts: str = _column()
    first_audit: int = Field()
    last_audit: int = Field()
    seal: str = _column()


class AuditRow(Row, table=True):
    """One changed record; its person and time stand once, in its command."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(["command"], ["command.number"]),
        _BY_KEY,
    )
    number: int = _number()
    command: int = Field()
    action: str = _column()
    subject: str = _column()
    old: str = _column()
    new: str = _column()


class PartDigestRow(Row, table=True):
    """The SHA-256 of a part of the content, written in the same transaction as the part."""

    __table_args__: ClassVar[Any] = (_BY_KEY,)
    part: str = _key()
    digest: str = _column()


METADATA: MetaData = _REGISTRY.metadata


def table_of(row: type[Row]) -> Table:
    """Return the table of a row class, for statements without the ORM."""
    return METADATA.tables[_table_name(row)]
