"""Achievement, with and without a baseline, and when there is none (rules, section 3)."""

from decimal import Decimal
from fractions import Fraction

import pytest

from spa_me.domain.assessment import NotComputable, achievement, holds
from spa_me.domain.assessment.achievement import judge
from spa_me.domain.framework import Comparator, Direction
from spa_me.domain.status import Status

RISING, FALLING = Direction.RISING, Direction.FALLING


@pytest.mark.parametrize(
    ("actual", "comparator", "target", "expected"),
    [
        ("70", ">=", "70", True),
        ("90.0", ">", "90", False),
        ("90.1", ">", "90", True),
        ("70", "<=", "70", True),
        ("70", "<", "70", False),
        ("69", "<", "70", True),
        ("70.00", "=", "70", True),
        ("71", "=", "70", False),
    ],
)
def test_a_comparator_holds_exactly(
    actual: str, comparator: str, target: str, expected: bool
) -> None:
    assert holds(Decimal(actual), Comparator(comparator), Decimal(target)) is expected


def test_a_fraction_is_held_against_a_decimal_without_rounding() -> None:
    assert not holds(Fraction(19_999_999_999, 10**9), Comparator.AT_LEAST, Decimal(20))
    assert holds(Fraction(20), Comparator.AT_LEAST, Decimal("20.0"))


@pytest.mark.parametrize(
    ("actual", "target", "baseline", "direction", "expected"),
    [
        (3, 5, None, RISING, Fraction(3, 5)),
        (25, 10, 40, FALLING, Fraction(1, 2)),
        (10, 10, 40, FALLING, Fraction(1)),
        (45, 10, 40, FALLING, Fraction(-1, 6)),
        (15, 20, 10, RISING, Fraction(1, 2)),
        (5, 20, 10, RISING, Fraction(-1, 2)),
        (-5, 5, None, RISING, Fraction(-1)),
        (0, 0, 4, FALLING, Fraction(1)),
        (7, 5, 5, RISING, NotComputable.TARGET_IS_BASELINE),
        (7, 0, None, RISING, NotComputable.TARGET_IS_ZERO),
        (7, 5, None, FALLING, NotComputable.FALLING_WITHOUT_BASELINE),
        (7, 0, None, FALLING, NotComputable.FALLING_WITHOUT_BASELINE),
    ],
)
def test_achievement(
    actual: int,
    target: int,
    baseline: int | None,
    direction: Direction,
    expected: Fraction | NotComputable,
) -> None:
    base = None if baseline is None else Decimal(baseline)
    assert achievement(Decimal(actual), Decimal(target), base, direction) == expected


@pytest.mark.parametrize(
    ("met", "achieved", "bound", "expected"),
    [
        (True, Fraction(0), "0", Status.FULLY),
        (True, NotComputable.TARGET_IS_ZERO, "0", Status.FULLY),
        (False, Fraction(1, 1000), "0", Status.PARTLY),
        (False, Fraction(0), "0", Status.NOT),
        (False, Fraction(-1), "0", Status.NOT),
        (False, Fraction(1, 2), "1/2", Status.NOT),  # the bound is exclusive
        (False, Fraction(51, 100), "1/2", Status.PARTLY),
        (False, NotComputable.FALLING_WITHOUT_BASELINE, "0", Status.NOT),
    ],
)
def test_partly_begins_above_the_bound(
    met: bool, achieved: Fraction | NotComputable, bound: str, expected: Status
) -> None:
    assert judge(met=met, achieved=achieved, partly_above=Fraction(bound)) is expected
