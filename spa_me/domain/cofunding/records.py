"""Work-plan activities and the contributions toward them, as they were recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

NO_CURRENCY = "XXX"
"""ISO 4217 for *no currency*: amounts whose currency the source does not print."""


class SourceType(StrEnum):
    """What sort of body contributes."""

    GOVERNMENT = "government"
    UN_AGENCY = "un_agency"
    PROGRAMME = "programme"
    INGO = "ingo"
    DONOR = "donor"
    PRIVATE = "private"


SOURCE_TYPE_TITLES: dict[SourceType, str] = {
    SourceType.GOVERNMENT: "Government",
    SourceType.UN_AGENCY: "UN agency",
    SourceType.PROGRAMME: "Programme",
    SourceType.INGO: "INGO",
    SourceType.DONOR: "Donor",
    SourceType.PRIVATE: "Private",
}


class Stage(StrEnum):
    """How firm a contribution is; the three never mix in one figure."""

    PLANNED = "planned"
    COMMITTED = "committed"
    ACTUAL = "actual"


class Form(StrEnum):
    """Cash, in kind, or parallel: paid by the source itself beside the plan."""

    CASH = "cash"
    IN_KIND = "in_kind"
    PARALLEL = "parallel"


STAGE_TITLES: dict[Stage, str] = {
    Stage.PLANNED: "Planned",
    Stage.COMMITTED: "Committed",
    Stage.ACTUAL: "Actual",
}

FORM_TITLES: dict[Form, str] = {
    Form.CASH: "Cash",
    Form.IN_KIND: "In kind",
    Form.PARALLEL: "Parallel",
}


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of a country's annual work plan.

    Attributes:
        id: a UUID made by the app.
        code: how people refer to it; unique within unit and period.
        result: the code of the result it serves; empty where it is not tied to one.
        is_shared: whether several countries report it (a joint meeting); it then counts once in
            the region, together with other units' activities of the same code.
    """

    id: str
    unit: str
    period: str
    code: str
    title: str
    result: str = ""
    budget: Decimal | None = None
    currency: str = NO_CURRENCY
    is_shared: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """Money or kind toward an activity or a plan.

    Attributes:
        id: a UUID made by the app.
        source: the name of the body that contributes.
        activity: the id of the activity it is for; empty where it is toward the plan as a whole.
        amount: None where no amount is known, as often in kind or parallel.
        currency: ISO 4217; `XXX` where the source does not print one.
    """

    id: str
    unit: str
    period: str
    source: str
    source_type: SourceType
    stage: Stage = Stage.ACTUAL
    form: Form = Form.CASH
    activity: str = ""
    amount: Decimal | None = None
    currency: str = NO_CURRENCY
    date: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """A share in per cent as some report printed it, kept to be compared with the true one.

    Attributes:
        source_type: as what the source gave it, since one body can give as a government and as a
            donor; None where that is not known, as in what older versions of the app recorded.
    """

    unit: str
    period: str
    source: str
    share: Decimal
    document: str = ""
    source_type: SourceType | None = None


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """A dated rate: one unit of `base` is `rate` units of `quote`.

    Attributes:
        unit, period: the submission that it belongs to; it converts that unit's money, and
            everybody's if it is of the regional secretariat.
        date: the day from which it is used, or the end of the span that it is the mean of.
        document: where it was taken from; never empty.
        entered_at: when it was recorded, in UTC.
    """

    unit: str
    period: str
    base: str
    quote: str
    rate: Decimal
    date: date
    document: str
    entered_at: datetime | None = None
