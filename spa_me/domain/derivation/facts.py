"""A derivation's bare facts as plain data, and the status they give when computed again.

Facts hold only text, numbers as text, lists and tables, so that they can be written as JSON, read
by somebody else and checked without this program's other code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypedDict

from spa_me.domain.assessment import LegAssessment, MarkerAssessment, UnitJudgement
from spa_me.domain.assessment.achievement import Scale, holds
from spa_me.domain.derivation.words import is_of_one_unit
from spa_me.domain.framework import Comparator, Direction, MarkerRule
from spa_me.domain.numbers import Number
from spa_me.domain.status import Status


class LegFacts(TypedDict):
    """A leg: exact numbers as `a` or `a/b`, in the figure's unit; empty where there is none.

    `target` is the one in use: what was agreed, times `factor`. `keep` says whether a target that
    the baseline meets already is to be kept.
    """

    indicator: str
    direction: str
    comparator: str
    baseline: str
    keep: bool
    target: str
    factor: str
    actual: str
    is_missing: bool


class UnitFacts(TypedDict):
    """One unit of a marker that is judged unit by unit."""

    unit: str
    amount: str
    target: str
    level_status: str
    is_expected: bool


class Facts(TypedDict):
    """All that a marker's computed status follows from."""

    marker: str
    period: str
    rule: str
    k: int | None
    partly_above: str
    legs: list[LegFacts]
    units: list[UnitFacts]
    computed: str | None


def exact(number: Number | None) -> str:
    """Return a number as `3`, `3.5` or `2000/3`; empty for None."""
    return "" if number is None else str(Fraction(number))


def facts_of(marker: MarkerAssessment) -> Facts:
    """Return the facts of an assessed marker."""
    is_by_legs = marker.marker.rule is MarkerRule.ALL_OF
    bound = marker.legs[0].partly_above if is_by_legs else Fraction(0)
    expected = set(marker.expected_units)
    return Facts(
        marker=marker.marker.code,
        period=marker.period,
        rule=marker.marker.rule,
        k=None if is_of_one_unit(marker) else marker.marker.k,
        partly_above=exact(bound),
        legs=[_leg_facts(marker, leg) for leg in marker.legs],
        units=[_unit_facts(unit, expected) for unit in marker.units],
        computed=marker.computed,
    )


def _leg_facts(marker: MarkerAssessment, leg: LegAssessment) -> LegFacts:
    target = None if leg.target is None else leg.target.used
    if marker.marker.rule is MarkerRule.K_OF_N:
        target = marker.common_target
    return LegFacts(
        indicator=leg.indicator.code,
        direction=leg.direction,
        comparator=leg.comparator,
        baseline=exact(leg.baseline),
        keep=leg.leg.keep,
        target=exact(target),
        factor=exact(leg.factor),
        actual=exact(leg.actual),
        is_missing=leg.actual is None and bool(leg.aggregate.expected),
    )


def _unit_facts(unit: UnitJudgement, expected: set[str]) -> UnitFacts:
    amount = unit.entry.value.amount if unit.entry.counts else None
    return UnitFacts(
        unit=unit.unit,
        amount=exact(amount),
        target=exact(unit.target),
        level_status="" if unit.status is None else unit.status,
        is_expected=unit.unit in expected,
    )


def recompute(facts: Facts) -> Status | None:
    """Return the status that the facts give, by the rules of section 4 and from nothing else."""
    match MarkerRule(facts["rule"]):
        case MarkerRule.ALL_OF:
            return _all_of(facts["legs"], Fraction(facts["partly_above"]))
        case MarkerRule.K_OF_N:
            return _k_of_n(facts)
        case _:
            return _graded(facts["units"])


def _all_of(legs: Sequence[LegFacts], bound: Fraction) -> Status | None:
    with_target = [leg for leg in legs if leg["target"]]
    found = [_leg_status(leg, bound) for leg in with_target if leg["actual"]]
    if not found:
        return None
    is_missing = any(leg["is_missing"] for leg in with_target)
    return _together(found, is_missing=is_missing)


def _leg_status(leg: LegFacts, bound: Fraction) -> Status:
    baseline = Fraction(leg["baseline"]) if leg["baseline"] else None
    comparator, direction = Comparator(leg["comparator"]), Direction(leg["direction"])
    scale = Scale(comparator, Fraction(leg["target"]), baseline, direction, leg["keep"])
    return scale.status(Fraction(leg["actual"]), bound)


def _k_of_n(facts: Facts) -> Status | None:
    comparator = Comparator(facts["legs"][0]["comparator"])
    judged = [
        holds(Fraction(unit["amount"]), comparator, Fraction(unit["target"]))
        for unit in facts["units"]
        if unit["amount"] and unit["target"]
    ]
    if not judged:
        return None
    needed = facts["k"] or sum(unit["is_expected"] for unit in facts["units"])
    reaching = sum(judged)
    if reaching >= needed:
        return Status.FULLY
    return Status.PARTLY if reaching else Status.NOT


def _graded(units: Sequence[UnitFacts]) -> Status | None:
    found = [Status(unit["level_status"]) for unit in units if unit["level_status"]]
    if not found:
        return None
    is_missing = any(unit["is_expected"] and not unit["level_status"] for unit in units)
    return _together(found, is_missing=is_missing)


def _together(found: list[Status], *, is_missing: bool) -> Status:
    kinds: Mapping[Status, None] = dict.fromkeys(found)
    if len(kinds) > 1 or (is_missing and Status.FULLY in kinds):
        return Status.PARTLY
    return found[0]
