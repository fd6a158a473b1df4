"""Loading a sheet beside the window: which units and periods there are, and what one is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import FrameworkDefinition, Period, ReportingUnit, UnitKind
from spa_me.reports.entry import EntrySheet, make_sheet
from ui.pages.entry.standing import Stands, stands_of

if TYPE_CHECKING:
    from spa_me.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown; empty codes stand for what suits best."""

    unit: str = ""
    period: str = ""


@dataclass(frozen=True)
class Loaded:
    """A sheet with what else can be picked.

    Attributes:
        sheet: None where the framework has no reporting units.
        units: whose sheets this office may look at, its own first.
        periods: all reporting periods, in time order.
        is_own: whether this office answers for the sheet's unit.
        stands: how the submission of the sheet stands; None without a sheet.
    """

    definition: FrameworkDefinition
    sheet: EntrySheet | None
    units: tuple[ReportingUnit, ...]
    periods: tuple[Period, ...]
    is_own: bool
    stands: Stands | None = None


def load(workspace: Workspace, wanted: Wanted, today: date, person: str) -> Loaded:
    """Return the sheet that is wanted, or the nearest one that there is, for a person at work."""
    data = workspace.dataset()
    periods = _periods(data)
    period = _chosen_period(periods, wanted.period, today)
    definition = data.framework_for(period.code)
    known = definition.unit_by_code
    home = known.get(data.info.home_unit)
    if not known:
        return Loaded(definition, None, (), periods, is_own=False)
    unit = known.get(wanted.unit) or home or next(iter(known.values()))
    is_region = home is not None and home.kind is UnitKind.REGION
    own_first = sorted(known.values(), key=lambda one: one is not home)
    units = tuple(one for one in own_first if is_region or one in (home, unit))
    sheet = make_sheet(data, unit.code, period.code)
    stands = stands_of(workspace, unit.code, period.code, today, person)
    return Loaded(definition, sheet, units, periods, is_region or unit is home, stands)


def _periods(data: Dataset) -> tuple[Period, ...]:
    return tuple(data.periods.values())


def _chosen_period(periods: tuple[Period, ...], wanted: str, today: date) -> Period:
    """Return the wanted period, else the latest one that has begun, else the first."""
    for period in periods:
        if period.code == wanted:
            return period
    begun = [period for period in periods if period.start <= today]
    return begun[-1] if begun else periods[0]
