"""The entries of a file of reporting data, key by key; a key that is not known is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from spa_me.domain.cofunding import NO_CURRENCY, Form, SourceType, Stage
from spa_me.domain.dataset import DataKind
from spa_me.domain.fields.kinds import NAME_LENGTH, TEXT_LENGTH
from spa_me.domain.framework.text import Code, Label, clean_text
from spa_me.domain.numbers import checked_decimal
from spa_me.domain.status import Status
from spa_me.domain.values import ValueState


def _not_a_text(value: object) -> object:
    # A number in quotes is a text somebody typed; it may hide a comma that meant a point.
    if isinstance(value, str | bool):
        message = "a number without quotes, like 20 or 12.5"
        raise ValueError(message)  # noqa: TRY004 (pydantic turns only ValueError into a finding)
    return value


Words = Annotated[str, AfterValidator(clean_text), Field(max_length=TEXT_LENGTH)]
"""A text of a person, in NFC and without control characters; may be empty."""

Needed = Annotated[Words, Field(min_length=1)]
"""A text that must not be empty."""

Source = Annotated[Needed, Field(max_length=NAME_LENGTH)]
"""The name of a body that contributes."""

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

    marker: Code = Field(description="the code of the progress marker")
    period: Code = Field(description="the reporting period, such as 2014")
    status: Status = Field(description="the status that is declared")
    reason: Needed = Field(description="why; it stands beside the status")
    precondition: Words = Field(
        "", description="the precondition that was unmet, where one explains a “not”"
    )
    person: Words = ""


class ProRataEntry(_Entry):
    """A target shortened to the tracked period."""

    marker: Code = Field(description="the code of the progress marker")
    period: Code = Field(description="the reporting period, such as 2014")
    tracked_from: dt.date = Field(description="the first day of the tracked period")
    tracked_to: dt.date = Field(description="its last day")
    reason: Needed = Field(description="why the period was not tracked in full")
    indicator: Code | None = Field(
        None, description="the leg that it is for; all that allow it without one"
    )
    person: Words = ""


class RatingEntry(_Entry):
    """A result's own rating."""

    result: Code = Field(description="the code of the result")
    period: Code = Field(description="the reporting period, such as 2014")
    status: Status = Field(description="the rating")
    reason: Needed = Field(description="why; it stands beside the rating")
    person: Words = ""


class ExplanationEntry(_Entry):
    """Why a marker's actual deviates from its target."""

    marker: Code = Field(description="the code of the progress marker")
    period: Code = Field(description="the reporting period, such as 2014")
    text: Needed = Field(description="why the actual deviates from the target")
    person: Words = ""


class ActivityEntry(_Entry):
    """A work-plan activity."""

    unit: Code = Field(description="the reporting unit, such as TH")
    period: Code = Field(description="the reporting period, such as 2014")
    code: Label = Field(description="its code in the work plan")
    title: Needed = Field(description="what is done")
    result: Code | None = Field(None, description="the code of the result that it serves")
    budget: Positive | None = Field(None, description="its budget")
    currency: Currency = Field(
        NO_CURRENCY, description="an ISO 4217 code such as THB; XXX where none is printed"
    )
    is_shared: bool = Field(
        default=False,
        description="whether several countries report it; it counts once in the region",
    )
    note: Words = Field("", description="a remark")


class ContributionEntry(_Entry):
    """A contribution; `activity` is the code of an activity of the same unit and period."""

    unit: Code = Field(description="the reporting unit, such as TH")
    period: Code = Field(description="the reporting period, such as 2014")
    source: Source = Field(description="the body that contributes")
    source_type: SourceType = Field(description="what sort of body it is")
    stage: Stage = Field(Stage.ACTUAL, description="how firm it is")
    form: Form = Field(
        Form.CASH, description="cash, in kind, or paid by the source itself beside the plan"
    )
    activity: Label | None = Field(
        None, description="the code of the activity that it is for; none for the plan as a whole"
    )
    amount: Positive | None = Field(None, description="how much; none where it is not known")
    currency: Currency = Field(
        NO_CURRENCY, description="an ISO 4217 code such as THB; XXX where none is printed"
    )
    date: dt.date | None = Field(None, description="its day")
    note: Words = Field("", description="a remark")


class PrintedShareEntry(_Entry):
    """A share in per cent as a report printed it."""

    unit: Code = Field(description="the reporting unit, such as TH")
    period: Code = Field(description="the reporting period, such as 2014")
    source: Source = Field(description="the body that contributes")
    source_type: SourceType | None = Field(
        None, description="as what it gives; none where that is not known"
    )
    share: Positive = Field(description="the share in per cent, as it is printed")
    document: Words = Field("", description="where it is printed")


class RateEntry(_Entry):
    """An exchange rate: one unit of `base` is `rate` units of `quote`.

    Attributes:
        unit: whose money it converts; without it, everybody's: it is the regional secretariat's.
        period: without it, the one that its date is in.
    """

    unit: Code | None = Field(None, description="whose money it converts; without one, everybody's")
    period: Code | None = Field(
        None, description="the period that it belongs to; without one, that of its day"
    )
    base: Currency = Field(description="the currency of which one is given")
    quote: Currency = Field(description="the currency in which it is expressed")
    rate: Annotated[Amount, Field(gt=0)]
    date: dt.date = Field(description="the day from which it is used")
    document: Needed = Field(description="where it was taken from")


class NoteEntry(_Entry):
    """Something a reader of the figures has to know."""

    about: Code = Field(description="the code of what it is about; “framework” for the whole")
    text: Needed = Field(description="what a reader has to know")
    source: Words = Field("", description="where that is said")
    period: Code | None = Field(None, description="the reporting period; without one, all")


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
