"""One indicator over several reporting units and periods (rules, section 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from spa_me.domain.framework import (
    AcrossPeriods,
    AcrossUnits,
    Direction,
    FrameworkDefinition,
    Indicator,
)
from spa_me.domain.numbers import Number, exact_sum
from spa_me.domain.values import BLANK, Value, ValueBook, ValueState


class InputKind(StrEnum):
    """How a unit stands in an aggregate.

    *No parts*: it reported a percentage without numerator and denominator, and so is not in the
    ratio of several units; its percentage stands only where it is looked at alone.
    """

    REPORTED = "reported"
    CARRIED = "carried"
    NO_PARTS = "no_parts"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    NOT_DUE = "not_due"


_REPORTED, _CARRIED, _MISSING = InputKind.REPORTED, InputKind.CARRIED, InputKind.MISSING
_WITH_FIGURE = (_REPORTED, _CARRIED)
_NOT_IN_FIGURE = (_MISSING, InputKind.NO_PARTS)
_EXPECTED = (*_WITH_FIGURE, *_NOT_IN_FIGURE)


class UnitInput(NamedTuple):
    """What one unit contributes to an aggregate; a tuple, since there are very many.

    Attributes:
        value: the value in use; for a carried one, that of `period`.
        period: the period the value was reported for.
        kind: whether it is in the aggregate and, if not, why.
    """

    unit: str
    period: str
    value: Value
    kind: InputKind

    @property
    def counts(self) -> bool:
        """Whether its figure enters the arithmetic."""
        return self.kind in _WITH_FIGURE

    @property
    def has_figure(self) -> bool:
        """Whether the unit gave a figure, be it in the arithmetic or not."""
        return self.kind in _WITH_FIGURE or self.kind is InputKind.NO_PARTS

    @property
    def is_expected(self) -> bool:
        """Whether the unit is to report: it applies to it and is due."""
        return self.kind in _EXPECTED


class Aggregate(NamedTuple):
    """An indicator's figure over its units, and what is in it; a tuple, as `UnitInput` is.

    Attributes:
        amount: the figure; None when no unit has one.
        inputs: every unit that is asked, in unit order.
        numerator, denominator: the summed parts of a ratio.
        no_denominator: units whose percentage has no parts: one that stands alone as it was given,
            or those that could not be combined and stand as *no parts* in `inputs`.
    """

    amount: Number | None
    inputs: tuple[UnitInput, ...]
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    no_denominator: tuple[str, ...] = ()

    def units(self, *kinds: InputKind) -> tuple[str, ...]:
        """Return the units that stand in one of these kinds."""
        return tuple([entry.unit for entry in self.inputs if entry.kind in kinds])

    @property
    def missing(self) -> tuple[str, ...]:
        """Units that were to report and did not."""
        return tuple([entry.unit for entry in self.inputs if entry.kind is _MISSING])

    @property
    def without_parts(self) -> tuple[str, ...]:
        """Units that reported a percentage without parts, which could not be combined."""
        return self.units(InputKind.NO_PARTS)

    @property
    def not_included(self) -> tuple[str, ...]:
        """Units that are to report and are not in the figure: missing, or without parts."""
        return self.units(*_NOT_IN_FIGURE)

    @property
    def expected(self) -> tuple[str, ...]:
        """Units that are to report: all but those to whom it does not apply or is not due."""
        return self.units(*_EXPECTED)


def unit_inputs(
    indicator: Indicator, units: Sequence[str], periods: Sequence[str], values: ValueBook
) -> tuple[UnitInput, ...]:
    """Return how each unit stands in the last one of `periods`.

    Args:
        indicator: whose values are read.
        units: codes of the units that are asked.
        periods: codes of the periods from the first up to the one that is looked at, in time order.
        values: all values.
    """
    known = values.of(indicator.code)
    now = periods[-1]
    inputs = [
        UnitInput(unit, now, value := known.get((unit, now), BLANK), _KINDS[value.state])
        for unit in units
    ]
    if indicator.across_periods is AcrossPeriods.CUMULATIVE:
        inputs = [
            entry if entry.kind is _REPORTED else _carried(entry, known, periods)
            for entry in inputs
        ]
    return tuple(inputs)


_KINDS = {
    ValueState.REPORTED: InputKind.REPORTED,
    ValueState.BLANK: InputKind.MISSING,
    ValueState.NOT_AVAILABLE: InputKind.MISSING,
    ValueState.NOT_APPLICABLE: InputKind.NOT_APPLICABLE,
    ValueState.NOT_YET_DUE: InputKind.NOT_DUE,
}


def _carried(
    entry: UnitInput, known: Mapping[tuple[str, str], Value], periods: Sequence[str]
) -> UnitInput:
    """Return the unit's latest figure carried forward; the entry itself if it has none."""
    for period in reversed(periods):
        value = known.get((entry.unit, period), BLANK)
        if value.is_reported:
            return UnitInput(entry.unit, period, value, _CARRIED)
    return entry


def aggregate(
    indicator: Indicator, units: Sequence[str], periods: Sequence[str], values: ValueBook
) -> Aggregate:
    """Return an indicator's figure over `units` in the last one of `periods`."""
    inputs = unit_inputs(indicator, units, periods, values)
    return combine(indicator, inputs)


def combine(indicator: Indicator, inputs: tuple[UnitInput, ...]) -> Aggregate:
    """Return the figure that these inputs give together; graded indicators have none."""
    if indicator.measure.is_graded:
        return Aggregate(None, inputs)
    across = indicator.across_units
    if across is AcrossUnits.RATIO:
        return _ratio(inputs)
    amounts = [amount for entry in inputs if (amount := entry.value.amount) is not None]
    if not amounts:
        return Aggregate(None, inputs)
    if across is AcrossUnits.COUNT_REACHING:
        reaching = sum(reaches(indicator, amount) for amount in amounts)
        return Aggregate(Decimal(reaching), inputs)
    return Aggregate(_COMBINED[across](amounts), inputs)


def _added(amounts: list[Number]) -> Number:
    decimals = [amount for amount in amounts if isinstance(amount, Decimal)]
    if len(decimals) == len(amounts):
        return exact_sum(decimals)
    return sum((Fraction(amount) for amount in amounts), Fraction(0))


def _mean(amounts: list[Number]) -> Fraction:
    return Fraction(_added(amounts)) / len(amounts)


_COMBINED: dict[AcrossUnits, Callable[[list[Number]], Number]] = {
    AcrossUnits.SUM: _added,
    AcrossUnits.MEAN: _mean,
    AcrossUnits.MIN: min,
    AcrossUnits.MAX: max,
}


def reaches(indicator: Indicator, amount: Number) -> bool:
    """Return whether a unit's amount reaches the value from which `count_reaching` counts it."""
    if indicator.reaching is None:
        return False
    if indicator.direction is Direction.FALLING:
        return amount <= indicator.reaching
    return amount >= indicator.reaching


def _ratio(inputs: tuple[UnitInput, ...]) -> Aggregate:
    counted = [entry.value for entry in inputs if entry.counts]
    if not counted:
        return Aggregate(None, inputs)
    if len(counted) == 1:  # nothing to combine: the one percentage stands as it was given
        value = counted[0]
        bare = () if value.is_ratio else tuple(entry.unit for entry in inputs if entry.counts)
        return Aggregate(value.amount, inputs, value.numerator, value.denominator, bare)
    bare = tuple(entry.unit for entry in inputs if entry.counts and not entry.value.is_ratio)
    if bare:
        inputs = tuple(
            entry._replace(kind=InputKind.NO_PARTS) if entry.unit in bare else entry
            for entry in inputs
        )
    parts = ((value.numerator, value.denominator) for value in counted if value.is_ratio)
    amount, numerator, denominator = _of_parts(parts)
    return Aggregate(amount, inputs, numerator, denominator, bare)


def _of_parts(
    parts: Iterable[tuple[Decimal | None, Decimal | None]],
) -> tuple[Number | None, Decimal, Decimal]:
    """Return the ratio in per cent of summed parts, and the two sums."""
    pairs = list(parts)
    numerator = exact_sum(above for above, _ in pairs if above is not None)
    denominator = exact_sum(below for _, below in pairs if below is not None)
    amount = Fraction(numerator) * 100 / Fraction(denominator) if denominator else None
    return amount, numerator, denominator


def total_over_periods(
    indicator: Indicator, units: Sequence[str], periods: Sequence[str], values: ValueBook
) -> Number | None:
    """Return the figure over all of `periods`: the sum of periodic values, else the latest.

    Percentages that are periodic are summed by their parts and not by their shares.
    """
    if indicator.across_periods is not AcrossPeriods.PERIODIC:
        for end in range(len(periods), 0, -1):
            amount = aggregate(indicator, units, periods[:end], values).amount
            if amount is not None:
                return amount
        return None
    return added_up(indicator, [aggregate(indicator, units, [p], values) for p in periods])


def added_up(indicator: Indicator, figures: Sequence[Aggregate]) -> Number | None:
    """Return the sum of periodic figures, of percentages by their parts; None without any."""
    if indicator.across_units is AcrossUnits.RATIO:
        return _of_parts((entry.numerator, entry.denominator) for entry in figures)[0]
    amounts = [entry.amount for entry in figures if entry.amount is not None]
    return _added(amounts) if amounts else None


@dataclass(frozen=True, slots=True)
class Fall:
    """A cumulative figure that is lower than the one before it: seldom right, always shown.

    Attributes:
        unit: the code of the unit whose value falls; empty for the total of all units.
    """

    indicator: str
    unit: str
    earlier_period: str
    earlier: Number
    period: str
    now: Number


def falls(definition: FrameworkDefinition, values: ValueBook) -> Iterator[Fall]:
    """Yield every fall of a cumulative figure over the plan's periods, through all its versions.

    First those of units; then those of the total that no unit's fall explains, as when a mean sinks
    because a unit with a low value has begun to report.
    """
    for indicator in definition.indicators:
        if indicator.across_periods is AcrossPeriods.CUMULATIVE:
            of_units = list(_unit_falls(definition, indicator, values))
            yield from of_units
            explained = {fall.period for fall in of_units}
            for fall in _total_falls(definition, indicator, values):
                if fall.period not in explained:
                    yield fall


def _periods(definition: FrameworkDefinition, values: ValueBook) -> list[str]:
    return list(definition.period_by_code if values.plan is None else values.plan.periods)


def _unit_falls(
    definition: FrameworkDefinition, indicator: Indicator, values: ValueBook
) -> Iterator[Fall]:
    order = {code: place for place, code in enumerate(_periods(definition, values))}
    by_unit: dict[str, list[tuple[int, str, Number]]] = {}
    for (unit, period), value in values.of(indicator.code).items():
        amount = value.amount
        if amount is not None and period in order:
            by_unit.setdefault(unit, []).append((order[period], period, amount))
    place = {code: number for number, code in enumerate(definition.unit_by_code)}
    for unit in sorted(by_unit, key=lambda code: (place.get(code, len(place)), code)):
        series = by_unit[unit]
        series.sort(key=lambda entry: entry[0])
        for (_, before, earlier), (_, after, now) in pairwise(series):
            if now < earlier:
                yield Fall(indicator.code, unit, before, earlier, after, now)


def _total_falls(
    definition: FrameworkDefinition, indicator: Indicator, values: ValueBook
) -> Iterator[Fall]:
    periods = _periods(definition, values)
    now = definition.reporters[indicator.code]
    totals: list[tuple[str, Number]] = []
    for end, code in enumerate(periods, start=1):
        # Who is asked no more takes its figure out of the total, which falls by it.
        units = values.units_asked(indicator.code, code, now)
        amount = aggregate(indicator, units, periods[:end], values).amount
        if amount is not None:
            totals.append((code, amount))
    for (before, earlier), (after, now) in pairwise(totals):
        if now < earlier:
            yield Fall(indicator.code, "", before, earlier, after, now)
