"""Worst and best case while units are missing (rules, section 4)."""

from collections.abc import Mapping
from typing import Any

import pytest

from spa_me.domain.status import Status
from spa_me.domain.values import Value, reported_ratio
from tests.unit.domain.building import (
    PERIOD,
    framework,
    indicator,
    judged,
    leg,
    marker,
    share,
    units,
)

FULLY, PARTLY, NOT = Status.FULLY, Status.PARTLY, Status.NOT
BASE_FALLING = {"direction": "falling", "baseline": {"value": 40}}


def _cases(
    raw: Mapping[str, Any], target: int | None, entered: int | Value, **leg_keys: Any
) -> tuple[Status | None, Status | None, Status | None]:
    """Return worst, computed and best while Country A has reported and Country B has not."""
    definition = framework(
        [raw], [marker("m", leg("i", target, **leg_keys))], units=units("A", "B")
    )
    found = judged(definition, {("A", "i"): entered})
    assert found.missing_units == ("B",)
    return found.worst, found.computed, found.best


def own(*targets: tuple[str, int]) -> dict[str, dict[str, int]]:
    return {unit: {PERIOD: target} for unit, target in targets}


@pytest.mark.parametrize(
    ("keys", "target", "entered", "expected"),
    [
        # A sum stays where it is at worst; how far the total's target is B's is not known.
        ({}, 10, 4, (PARTLY, PARTLY, FULLY)),
        ({}, 10, 10, (FULLY, FULLY, FULLY)),
        # A mean is pulled down by nothing, and lifted to the target at most.
        ({"across_units": "mean"}, 10, 10, (PARTLY, FULLY, FULLY)),
        ({"across_units": "mean"}, 10, 20, (FULLY, FULLY, FULLY)),
        ({"across_units": "mean"}, 10, 4, (PARTLY, PARTLY, PARTLY)),
        ({"across_units": "mean"}, 10, 0, (NOT, NOT, PARTLY)),
        ({"across_units": "min"}, 10, 12, (NOT, FULLY, FULLY)),
        ({"across_units": "min"}, 10, 4, (NOT, PARTLY, PARTLY)),
        ({"across_units": "max"}, 10, 4, (PARTLY, PARTLY, FULLY)),
        ({"across_units": "count_reaching", "reaching": 5}, 2, 5, (PARTLY, PARTLY, FULLY)),
        ({"across_units": "count_reaching", "reaching": 5}, 3, 5, (PARTLY, PARTLY, PARTLY)),
        ({"across_units": "count_reaching", "reaching": 5}, 2, 4, (NOT, NOT, PARTLY)),
        # What no progress would be is not known of a falling indicator.
        ({"across_units": "mean", **BASE_FALLING}, 10, 10, (NOT, FULLY, FULLY)),
        ({"across_units": "mean", **BASE_FALLING}, 10, 25, (NOT, PARTLY, PARTLY)),
    ],
)
def test_worst_and_best_case(
    keys: Mapping[str, Any],
    target: int,
    entered: int,
    expected: tuple[Status, Status, Status],
) -> None:
    assert _cases(indicator(**keys), target, entered) == expected


@pytest.mark.parametrize(
    ("numerator", "expected"),
    [(9, (PARTLY, FULLY, FULLY)), (3, (PARTLY, PARTLY, PARTLY)), (0, (NOT, NOT, PARTLY))],
)
def test_a_ratio_can_be_pulled_down_and_is_never_lifted_to_its_target(
    numerator: int, expected: tuple[Status, Status, Status]
) -> None:
    assert _cases(share(), 50, reported_ratio(numerator, 10)) == expected


def test_a_ratio_can_fall_below_its_baseline_or_the_lower_bound() -> None:
    based = share(baseline={"value": 30})
    assert _cases(based, 50, reported_ratio(4, 10)) == (NOT, PARTLY, PARTLY)
    definition = framework(
        [share()],
        [marker("m", leg("i", 50))],
        units=units("A", "B"),
        rules={"partly_above": 10},
    )
    assert judged(definition, {("A", "i"): reported_ratio(4, 10)}).worst is NOT


@pytest.mark.parametrize(
    ("across", "entered", "b_target", "best"),
    [
        ("sum", 4, 6, FULLY),
        ("sum", 4, 5, PARTLY),
        ("mean", 4, 16, FULLY),
        ("mean", 4, 15, PARTLY),
        ("max", 4, 10, FULLY),
        ("min", 12, 9, FULLY),  # it is met already: a case never lies below what is known
    ],
)
def test_a_missing_unit_comes_in_at_its_own_target(
    across: str, entered: int, b_target: int, best: Status
) -> None:
    cases = _cases(indicator(across_units=across), 10, entered, unit_targets=own(("B", b_target)))
    assert cases[2] is best


def test_a_target_of_one_missing_unit_does_not_bound_the_other() -> None:
    definition = framework(
        [indicator()],
        [marker("m", leg("i", 10, unit_targets=own(("B", 1))))],
        units=units("A", "B", "C"),
    )
    found = judged(definition, {("A", "i"): 4})
    assert found.best is FULLY


def test_nothing_missing_leaves_nothing_open() -> None:
    definition = framework([indicator()], [marker("m", leg("i", 10))])
    found = judged(definition, {("A", "i"): 4})
    assert (found.worst, found.best) == (PARTLY, PARTLY)
