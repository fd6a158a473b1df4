"""What a person decides about a marker or a result, apart from the values; each with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from spa_me.domain.errors import RefusedError
from spa_me.domain.framework import (
    AcrossPeriods,
    FrameworkDefinition,
    Indicator,
    Measure,
    Period,
    ReportingUnit,
    UnitKind,
    months_between,
)
from spa_me.domain.status import Status


def judge_elsewhere(definition: FrameworkDefinition, office: str) -> ReportingUnit | None:
    """Return who judges the markers of a plan, where it is another office than this one.

    A marker is judged over all its units, so in a regional plan the regional secretariat does it. A
    country says what it has to say in its submission: in its values and in their notes.
    """
    units = definition.unit_by_code.values()
    region = next((unit for unit in units if unit.kind is UnitKind.REGION), None)
    home = definition.unit_by_code.get(office)
    is_country = home is not None and home.kind is UnitKind.COUNTRY
    return region if is_country else None


@dataclass(frozen=True, slots=True)
class Declaration:
    """A reported status: what was declared for a marker, beside what the rule gives.

    Attributes:
        reason: why it is declared so; never empty.
        precondition: the precondition that was unmet, where one explains a *not*.
    """

    marker: str
    period: str
    status: Status
    reason: str
    precondition: str = ""
    person: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProRata:
    """A target shortened to the part of a period in which data was collected.

    Attributes:
        indicator: the leg it is for; empty for every leg of the marker that allows it.
        tracked_from, tracked_to: the tracked period, both days included.
    """

    marker: str
    period: str
    tracked_from: date
    tracked_to: date
    reason: str
    indicator: str = ""
    person: str = ""
    at: datetime | None = None

    @property
    def months(self) -> int:
        """The number of calendar months that were tracked."""
        return months_between(self.tracked_from, self.tracked_to)

    def factor(self, period: Period) -> Fraction:
        """Return tracked months / period months."""
        return Fraction(self.months, period.months)

    def applies_to(self, indicator: Indicator) -> bool:
        """Return whether this shortens the target of a leg with `indicator`."""
        return self.indicator in {"", indicator.code} and may_be_prorated(indicator)


def may_be_prorated(indicator: Indicator) -> bool:
    """Return whether a target may be shortened: only for periodic counts (rules, section 3)."""
    return indicator.measure is Measure.COUNT and indicator.across_periods is AcrossPeriods.PERIODIC


def check_pro_rata(pro_rata: ProRata, period: Period) -> None:
    """Raise `RefusedError` unless the tracked period lies in `period` and is shorter than it."""
    inside = period.start <= pro_rata.tracked_from <= pro_rata.tracked_to <= period.end
    if not inside:
        message = (
            f"The tracked period has to lie within {period.start:%d %B %Y} to "
            f"{period.end:%d %B %Y}."
        )
        raise RefusedError(message, do="Correct its first or last day.")
    if pro_rata.months >= period.months:
        message = "The tracked period covers every month of the reporting period."
        raise RefusedError(message, do="Pro rata is needed only where it is shorter.")
    if not pro_rata.reason.strip():
        message = "Pro rata changes a target and so needs a reason."
        raise RefusedError(message, do="Write why the period was not tracked in full.")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a marker's actual deviates from its target, in the reporter's words."""

    marker: str
    period: str
    text: str
    person: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ResultRating:
    """A result's own rating, declared apart from its markers (rules, section 5)."""

    result: str
    period: str
    status: Status
    reason: str
    person: str = ""
    at: datetime | None = None
