"""The tables of a workspace. Only storage sees these rows; the domain has its own types.

Everything here is also taken by PostgreSQL: keys are made by the app, texts carry no engine-made
defaults, and numbers and times are kept by the types of `types.py`.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from spa_me.domain.cofunding import Form, SourceType, Stage
from spa_me.domain.dataset import DataKind
from spa_me.domain.status import Status
from spa_me.domain.values import ValueState
from spa_me.storage import submission_tables as _submissions
from spa_me.storage.rows import (
    BY_KEY,
    METADATA,
    Row,
    column,
    key,
    numbered,
    optional,
    table_of,
)
from spa_me.storage.types import (
    ExactDecimal,
    OptionalReference,
    OptionalWordText,
    UtcTime,
    WordText,
)

# A field called `date` would hide the type of that name.
Day = date


class WorkspaceRow(Row, table=True):
    """What the workspace is; one row."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    id: str = key()
    title: str = column()
    home_unit: str = column()
    kind: DataKind = column(WordText(DataKind))
    created_at: datetime = column(UtcTime)
    source: str = column()


class FrameworkVersionRow(Row, table=True):
    """An adopted wording of a framework as canonical JSON; never changed."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    code: str = key()
    version: str = key()
    digest: str = column()
    # Not composed again: the digest is over exactly these characters.
    canonical: str = Field()


class ReportedValueRow(Row, table=True):
    """What a reporting unit says about an indicator in a period."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    indicator: str = key()
    state: ValueState = column(WordText(ValueState))
    number: Decimal | None = optional(ExactDecimal)
    numerator: Decimal | None = optional(ExactDecimal)
    denominator: Decimal | None = optional(ExactDecimal)
    level: str | None = optional()
    reason: str = column()
    note: str = column()
    entered_by: str = column()
    entered_at: datetime | None = optional(UtcTime)


class ValuePartRow(Row, table=True):
    """One number of a breakdown."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(
            ["unit", "period", "indicator"],
            ["reported_value.unit", "reported_value.period", "reported_value.indicator"],
        ),
        BY_KEY,
    )
    unit: str = key()
    period: str = key()
    indicator: str = key()
    dimension: str = key()
    category: str = key()
    number: Decimal = column(ExactDecimal)


class DeclarationRow(Row, table=True):
    """A declared status of a marker."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    period: str = key()
    marker: str = key()
    status: Status = column(WordText(Status))
    reason: str = column()
    precondition: str = column()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class ProRataRow(Row, table=True):
    """A target shortened to the tracked period."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    period: str = key()
    marker: str = key()
    indicator: str = key()
    tracked_from: date = Field()
    tracked_to: date = Field()
    reason: str = column()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class ExplanationRow(Row, table=True):
    """Why an actual deviates from its target."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    period: str = key()
    marker: str = key()
    text: str = column()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class ResultRatingRow(Row, table=True):
    """A result's own rating."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    period: str = key()
    result: str = key()
    status: Status = column(WordText(Status))
    reason: str = column()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class ActivityRow(Row, table=True):
    """One line of a work plan."""

    __table_args__: ClassVar[Any] = (UniqueConstraint("unit", "period", "code"), BY_KEY)
    id: str = key()
    unit: str = column()
    period: str = column()
    code: str = column()
    title: str = column()
    result: str = column()
    budget: Decimal | None = optional(ExactDecimal)
    currency: str = column()
    is_shared: bool = Field()
    note: str = column()


class ContributionRow(Row, table=True):
    """Money or kind toward an activity or the plan."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(["activity"], ["activity.id"]),
        Index(None, "unit", "period"),
        Index(None, "activity"),
        BY_KEY,
    )
    id: str = key()
    unit: str = column()
    period: str = column()
    source: str = column()
    source_type: SourceType = column(WordText(SourceType))
    stage: Stage = column(WordText(Stage))
    form: Form = column(WordText(Form))
    activity: str | None = optional(OptionalReference)
    amount: Decimal | None = optional(ExactDecimal)
    currency: str = column()
    date: Day | None = Field(default=None)
    note: str = column()


class ExchangeRateRow(Row, table=True):
    """A dated rate and where it was taken from."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    base: str = key()
    quote: str = key()
    date: Day = Field(primary_key=True)
    document: str = key()
    rate: Decimal = column(ExactDecimal)
    entered_at: datetime | None = optional(UtcTime)


class PrintedShareRow(Row, table=True):
    """A share as a report printed it."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    source: str = key()
    source_type: SourceType | None = key(OptionalWordText(SourceType))
    share: Decimal = column(ExactDecimal)
    document: str = column()


class DataNoteRow(Row, table=True):
    """Something that a reader of the figures has to know."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    number: int = numbered()
    about: str = column()
    text: str = column()
    source: str = column()
    period: str = column()


class CommandRow(Row, table=True):
    """One transaction: who did what and when, and the seal over its audit rows.

    `key` makes a command idempotent, `request` is the digest of what was asked, `parts` the JSON
    list of the parts it changed, and `seal` a SHA-256 over this command, its audit rows and the
    seal before.
    """

    __table_args__: ClassVar[Any] = (UniqueConstraint("key"), BY_KEY)
    number: int = numbered()
    key: str = column()
    service: str = column()
    request: str = column()
    at: datetime = column(UtcTime)
    person: str = column()
    office: str = column()
    role: str = column()
    app_version: str = column()
    parts: str = column()
    first_audit: int = Field()
    last_audit: int = Field()
    seal: str = column()


class AuditRow(Row, table=True):
    """One changed record; its person and time stand once, in its command."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(["command"], ["command.number"]),
        BY_KEY,
    )
    number: int = numbered()
    command: int = Field()
    action: str = column()
    subject: str = column()
    old: str = column()
    new: str = column()


class PartDigestRow(Row, table=True):
    """The SHA-256 of a part of the content, written in the same transaction as the part."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    part: str = key()
    digest: str = column()


SUBMISSION_TABLES = _submissions
"""The tables of submissions, which are declared in a module of their own."""

# Taken from here and not from `rows.py`, so that whoever asks for the tables finds all of them.
__all__ = [
    "METADATA",
    "SUBMISSION_TABLES",
    "ActivityRow",
    "AuditRow",
    "CommandRow",
    "ContributionRow",
    "DataNoteRow",
    "DeclarationRow",
    "ExchangeRateRow",
    "ExplanationRow",
    "FrameworkVersionRow",
    "PartDigestRow",
    "PrintedShareRow",
    "ProRataRow",
    "ReportedValueRow",
    "ResultRatingRow",
    "Row",
    "ValuePartRow",
    "WorkspaceRow",
    "table_of",
]
