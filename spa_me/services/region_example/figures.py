"""Invented figures of six countries that do not exist: the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from spa_me.domain.cofunding import Activity, Contribution, SourceType, Stage
from spa_me.domain.framework import FrameworkDefinition, Indicator, Measure
from spa_me.domain.values import (
    Value,
    ValueKey,
    ValueState,
    reported,
    reported_level,
    reported_ratio,
)

STRENGTH = {"A": 1.3, "B": 1.15, "C": 0.85, "D": 1.05, "E": 1.2, "F": 0.6, "RS": 1.0}
"""How far a country is, beside the others: some are ahead of their targets, some far behind."""

_START: dict[str, tuple[int, int]] = {
    "1.1": (75, 15),
    "1.2a": (3, 1),
    "2.1": (40, 10),
    "2.4": (3, 1),
    "3.1": (14, 5),
    "3.2": (8, 3),
    "3.4": (2, 1),
    "3.5": (1, 1),
    "4.1": (2, 1),
    "4.3": (1800, 600),
    "R.1": (1, 1),
    "R.2": (2, 0),
}
"""What a country reports in the first year, and by how much more in each further one."""

_RATIOS: dict[str, tuple[int, int, int]] = {
    "O-1": (18, 40, 6),
    "1.2b": (20, 58, 8),
    "1.4": (20, 20, 5),
    "2.2": (45, 62, 8),
    "2.6": (900, 70, 6),
    "3.3": (24, 50, 7),
    "4.4": (18, 45, 12),
}
"""The denominator, the share in per cent of the first year, and its growth in points a year."""

_ACTIVITIES = (
    ("1.1", "1", "Training of police officers and social workers", 60_000),
    ("1.2", "1", "Meetings of the national task force", 12_000),
    ("2.1", "2", "Support to shelters", 90_000),
    ("3.1", "3", "Meeting of investigators from two countries", 25_000),
    ("4.1", "4", "Study on recruitment through the internet", 30_000),
)
_SHARED = "3.1"
_SOURCES = (
    ("Government of Country {unit}", SourceType.GOVERNMENT, 30),
    ("Illustrative UN agency", SourceType.UN_AGENCY, 25),
    ("Illustrative programme", SourceType.PROGRAMME, 20),
    ("Illustrative donor", SourceType.DONOR, 25),
)
_NO_RECORD = "The ministry keeps no record of it yet; it begins next year."


def _dice(*place: str) -> random.Random:
    # A text as the seed gives the same numbers on every computer.
    return random.Random("illustrative region: " + " ".join(place))  # noqa: S311 (no secret)


def values_of(
    definition: FrameworkDefinition, unit: str, period: str
) -> list[tuple[ValueKey, Value]]:
    """Return what a unit reports for a period: an answer to every question that it is asked."""
    return [
        (ValueKey(unit, period, indicator.code), _value(definition, indicator, unit, period))
        for indicator in definition.indicators
        if unit in definition.reporters[indicator.code]
    ]


def _value(definition: FrameworkDefinition, indicator: Indicator, unit: str, period: str) -> Value:
    code, dice = indicator.code, _dice(unit, period, indicator.code)
    year = list(definition.period_by_code).index(period)
    strength = STRENGTH[unit]
    if (unit, code) == ("F", "2.6") or (unit, code, period) == ("C", "3.3", "2023"):
        return Value(ValueState.NOT_AVAILABLE, reason=_NO_RECORD)
    if indicator.measure is Measure.PERCENTAGE:
        whole, share, growth = _RATIOS[code]
        per_cent = min(97.0, (share + growth * year) * strength + dice.randrange(-4, 5))
        return reported_ratio(round(whole * per_cent / 100), whole)
    if indicator.measure is Measure.SCALE:
        steps = [level.code for level in indicator.levels]
        return reported_level(steps[_place(strength, year, len(steps))])
    if indicator.measure is Measure.DECLARATION:
        return reported_level(("fully", "partly", "not")[_place(strength, year, 3)])
    if code == "2.3":
        return reported(max(5, round((36 - 9 * year) / strength) + dice.randrange(-2, 3)))
    start, growth = _START[code]
    number = max(0, round((start + growth * year) * strength) + dice.randrange(-1, 2))
    return _broken_down(definition, indicator, reported(number), dice)


def _place(strength: float, year: int, steps: int) -> int:
    """Return which step of a ladder a country stands on, from the top."""
    return min(steps - 1, max(0, round(steps - 1 - (strength - 0.7) * 2 - year * 0.6)))


def _broken_down(
    definition: FrameworkDefinition, indicator: Indicator, value: Value, dice: random.Random
) -> Value:
    if value.number is None or not indicator.dimensions:
        return value
    parts: dict[str, dict[str, Decimal]] = {}
    for code in indicator.dimensions:
        first, second = definition.dimension_by_code[code].categories[:2]
        some = round(int(value.number) * dice.randrange(35, 66) / 100)
        parts[code] = {first.code: Decimal(some), second.code: value.number - some}
    return replace(value, parts=parts)


def work_plan(unit: str, period: str) -> Iterator[tuple[Activity, list[Contribution]]]:
    """Yield the activities of a unit's work plan, each with the money toward it."""
    for code, result, title, budget in _ACTIVITIES:
        dice = _dice(unit, period, "activity", code)
        amount = Decimal(round(budget * STRENGTH[unit] * dice.randrange(80, 121) / 100, -2))
        activity = Activity(
            _id(unit, period, code),
            unit,
            period,
            code,
            title,
            result,
            amount,
            "USD",
            is_shared=code == _SHARED,
        )
        yield activity, list(_money(activity, amount, dice))


def _money(activity: Activity, budget: Decimal, dice: random.Random) -> Iterator[Contribution]:
    for name, kind, share in dice.sample(_SOURCES, 2):
        part = share * (STRENGTH[activity.unit] if kind is SourceType.GOVERNMENT else 1)
        amount = Decimal(round(float(budget) * part / 100 * dice.randrange(12, 22) / 10, -2))
        yield Contribution(
            _id(activity.id, name),
            activity.unit,
            activity.period,
            name.format(unit=activity.unit),
            kind,
            Stage.ACTUAL,
            activity=activity.id,
            amount=amount,
            currency="USD",
        )


def _id(*place: str) -> str:
    return str(uuid5(NAMESPACE_URL, "illustrative region/" + "/".join(place)))
