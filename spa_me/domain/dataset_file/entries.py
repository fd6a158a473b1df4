"""The entries of a file of reporting data, key by key; a key that is not known is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from spa_me.domain.cofunding import NO_CURRENCY, Form, SourceType, Stage
from spa_me.domain.dataset import DataKind
from spa_me.domain.framework.text import Code, clean_text
from spa_me.domain.numbers import checked_decimal
from spa_me.domain.status import Status
from spa_me.domain.values import ValueState


def _not_a_text(value: object) -> object:
    # A number in quotes is a text somebody typed; it may hide a comma that meant a point.
    if isinstance(value, str | bool):
        message = "a number without quotes, like 20 or 12.5"
        raise ValueError(message)  # noqa: TRY004 (pydantic turns only ValueError into a finding)
    return value


Words = Annotated[str, AfterValidator(clean_text)]
"""A text of a person, in NFC and without control characters; may be empty."""

Needed = Annotated[str, AfterValidator(clean_text), Field(min_length=1)]
"""A text that must not be empty."""

Amount = Annotated[Decimal, BeforeValidator(_not_a_text), AfterValidator(checked_decimal)]
"""An exact number."""

Positive = Annotated[Amount, Field(ge=0)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=20_000)


class ValueEntry(_Entry):
    """One value; `value` for numbers, `level` for graded indicators, `parts` for a breakdown."""

    unit: Code
    period: Code
    indicator: Code
    state: ValueState = ValueState.REPORTED
    value: Amount | None = None
    numerator: Amount | None = None
    denominator: Amount | None = None
    level: Code | None = None
    reason: Words = ""
    note: Words = ""
    parts: dict[Code, dict[Code, Amount]] = Field(default_factory=dict)
    person: Words = ""


class DeclarationEntry(_Entry):
    """A reported status."""

    marker: Code
    period: Code
    status: Status
    reason: Needed
    precondition: Words = ""
    person: Words = ""


class ProRataEntry(_Entry):
    """A target shortened to the tracked period."""

    marker: Code
    period: Code
    tracked_from: dt.date
    tracked_to: dt.date
    reason: Needed
    indicator: Code | None = None
    person: Words = ""


class RatingEntry(_Entry):
    """A result's own rating."""

    result: Code
    period: Code
    status: Status
    reason: Needed
    person: Words = ""


class ExplanationEntry(_Entry):
    """Why a marker's actual deviates from its target."""

    marker: Code
    period: Code
    text: Needed
    person: Words = ""


class ActivityEntry(_Entry):
    """A work-plan activity."""

    unit: Code
    period: Code
    code: Code
    title: Needed
    result: Code | None = None
    budget: Positive | None = None
    currency: Currency = NO_CURRENCY
    is_shared: bool = False
    note: Words = ""


class ContributionEntry(_Entry):
    """A contribution; `activity` is the code of an activity of the same unit and period."""

    unit: Code
    period: Code
    source: Needed
    source_type: SourceType
    stage: Stage = Stage.ACTUAL
    form: Form = Form.CASH
    activity: Code | None = None
    amount: Positive | None = None
    currency: Currency = NO_CURRENCY
    date: dt.date | None = None
    note: Words = ""


class PrintedShareEntry(_Entry):
    """A share in per cent as a report printed it."""

    unit: Code
    period: Code
    source: Needed
    source_type: SourceType | None = None
    share: Positive
    document: Words = ""


class RateEntry(_Entry):
    """An exchange rate: one unit of `base` is `rate` units of `quote`.

    Attributes:
        unit: whose money it converts; without it, everybody's: it is the regional secretariat's.
        period: without it, the one that its date is in.
    """

    unit: Code | None = None
    period: Code | None = None
    base: Currency
    quote: Currency
    rate: Annotated[Amount, Field(gt=0)]
    date: dt.date
    document: Needed


class NoteEntry(_Entry):
    """Something a reader of the figures has to know."""

    about: Code
    text: Needed
    source: Words = ""
    period: Code | None = None


class FileEntries(_Entry):
    """A whole file.

    Attributes:
        framework, version: the framework version that the data was reported under.
        home_unit: the reporting unit whose office keeps the workspace.
        source: where the data comes from.
        person: who reported and declared, where an entry does not say it.
    """

    format: Literal[1]
    framework: Code
    version: Code
    title: Needed
    kind: DataKind
    home_unit: Code
    source: Words = ""
    person: Words = ""
    values: tuple[ValueEntry, ...] = ()
    declarations: tuple[DeclarationEntry, ...] = ()
    pro_rata: tuple[ProRataEntry, ...] = ()
    ratings: tuple[RatingEntry, ...] = ()
    explanations: tuple[ExplanationEntry, ...] = ()
    activities: tuple[ActivityEntry, ...] = ()
    contributions: tuple[ContributionEntry, ...] = ()
    printed_shares: tuple[PrintedShareEntry, ...] = ()
    rates: tuple[RateEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
