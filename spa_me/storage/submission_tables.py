"""The tables of submissions: revisions, decisions, windows, people, keys, packages, files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, LargeBinary
from sqlmodel import Field

from spa_me.domain.submission import (
    Direction,
    KeyStatus,
    PackageKind,
    Right,
    SignatureState,
    StepKind,
    Verdict,
)
from spa_me.storage.rows import BY_KEY, Row, column, key, numbered, optional
from spa_me.storage.types import (
    NumbersText,
    OptionalReference,
    RightsText,
    UtcTime,
    WordListText,
    WordText,
)


class StoredFileRow(Row, table=True):
    """A file by the SHA-256 of its content: a package as it came or went, or evidence."""

    sha256: str = key()
    size: int = Field()
    content: bytes = Field(sa_type=LargeBinary)


class PackageRow(Row, table=True):
    """A package that was sealed here or taken in."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(["file"], ["stored_file.sha256"]),
        BY_KEY,
    )
    digest: str = key()
    id: str = column()
    kind: PackageKind = column(WordText(PackageKind))
    direction: Direction = column(WordText(Direction))
    sender: str = column()
    recipient: str = column()
    unit: str = column()
    period: str = column()
    sequence: int = Field()
    file: str = column()
    signature: SignatureState = column(WordText(SignatureState))
    signed_with: str = column()
    answered_by: str = column()
    person: str = column()
    office: str = column()
    role: str = column()
    at: datetime | None = optional(UtcTime)


class ReceiptRow(Row, table=True):
    """That another office took in a package of ours."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    digest: str = key()
    receipt: str = column()
    taken_by: str = column()
    taken_at: datetime | None = optional(UtcTime)


class RevisionRow(Row, table=True):
    """One sealed wording of a submission."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    digest: str = key()
    package: str = column()
    number: int = Field()
    supersedes: str = column()
    withdraws: tuple[str, ...] = column(WordListText)
    approved_by: str = column()
    sealed_at: datetime | None = optional(UtcTime)
    is_signed: bool = Field()


class DecisionRow(Row, table=True):
    """What a person of the region decided about a revision."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    number: int = numbered()
    revision: str = column()
    verdict: Verdict = column(WordText(Verdict))
    reason: str = column()
    by_when: date | None = Field(default=None)
    person: str = column()
    office: str = column()
    role: str = column()
    at: datetime | None = optional(UtcTime)
    package: str = column()


class DecisionRemarkRow(Row, table=True):
    """What is asked about one field of a returned revision."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(
            ["unit", "period", "number"],
            ["decision.unit", "decision.period", "decision.number"],
        ),
        BY_KEY,
    )
    unit: str = key()
    period: str = key()
    number: int = numbered()
    place: int = numbered()
    indicator: str = column()
    text: str = column()


class SubmissionStepRow(Row, table=True):
    """A step that an office took with its draft."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    number: int = numbered()
    kind: StepKind = column(WordText(StepKind))
    revision: str = column()
    reason: str = column()
    person: str = column()
    office: str = column()
    role: str = column()
    at: datetime | None = optional(UtcTime)


class AnswerRow(Row, table=True):
    """What a country says to a remark."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    revision: str = key()
    indicator: str = key()
    text: str = column()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class ConfirmationRow(Row, table=True):
    """What a check found doubtful and a person confirmed as right."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    finding: str = key()
    about: str = key()
    digest: str = column()
    reason: str = column()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class EvidenceRow(Row, table=True):
    """A file or reference that supports a value or a marker."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(["file"], ["stored_file.sha256"]),
        BY_KEY,
    )
    id: str = key()
    unit: str = column()
    period: str = column()
    about: str = column()
    title: str = column()
    reference: str = column()
    file: str | None = optional(OptionalReference)
    file_name: str = column()
    size: int = Field()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class RestatementRow(Row, table=True):
    """A figure of an accepted revision that a later one says otherwise."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    indicator: str = key()
    number: int = numbered()
    old: str = column()
    new: str = column()
    revision: str = column()
    at: datetime | None = optional(UtcTime)


class ReportingWindowRow(Row, table=True):
    """When a period is reported on."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    period: str = key()
    opens_on: date | None = Field(default=None)
    due_on: date | None = Field(default=None)
    is_closed: bool = Field()
    reason: str = column()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class ReopeningRow(Row, table=True):
    """A closed period that one unit may report on until a day."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    unit: str = key()
    period: str = key()
    until: date = Field()
    reason: str = column()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class MemberRow(Row, table=True):
    """A person of the office and what they may do."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    name: str = key()
    rights: frozenset[Right] = column(RightsText)
    person: str = column()
    at: datetime | None = optional(UtcTime)


class PolicyRow(Row, table=True):
    """A rule that the people of a workspace chose."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    name: str = key()
    value: str = column()
    person: str = column()
    at: datetime | None = optional(UtcTime)


class TrustListRow(Row, table=True):
    """The version of the list of trusted keys; one row."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    region: str = key()
    version: int = Field()
    supersedes: str = column()
    digest: str = column()


class TrustedKeyRow(Row, table=True):
    """A key in the list of trusted keys."""

    __table_args__: ClassVar[Any] = (BY_KEY,)
    fingerprint: str = key()
    office: str = column()
    person: str = column()
    role: str = column()
    signing: str = column()
    encryption: str = column()
    made_on: date | None = Field(default=None)
    status: KeyStatus = column(WordText(KeyStatus))
    last_numbers: tuple[tuple[str, int], ...] = column(NumbersText)
    reason: str = column()
