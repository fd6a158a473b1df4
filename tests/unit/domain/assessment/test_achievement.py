"""Achievement, with and without a baseline, and when there is none (rules, section 3)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.assessment import NotComputable, Scale, holds
from spa_me.domain.framework import Comparator, Direction
from spa_me.domain.status import Status

RISING, FALLING = Direction.RISING, Direction.FALLING
USUAL = {RISING: Comparator.AT_LEAST, FALLING: Comparator.AT_MOST}
FULLY, PARTLY, NOT = Status.FULLY, Status.PARTLY, Status.NOT


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


def _scale(
    target: int,
    baseline: int | None,
    direction: Direction,
    comparator: str | None = None,
    *,
    keeps: bool = False,
) -> Scale:
    chosen = USUAL[direction] if comparator is None else Comparator(comparator)
    base = None if baseline is None else Decimal(baseline)
    return Scale(chosen, Decimal(target), base, direction, keeps)


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
        (-7, -5, -10, RISING, Fraction(3, 5)),
        (0, 0, 4, FALLING, Fraction(1)),
        (7, 5, 5, RISING, NotComputable.TARGET_IS_BASELINE),
        (7, 0, None, RISING, NotComputable.TARGET_IS_ZERO),
        (-10, -5, None, RISING, NotComputable.NEGATIVE_TARGET),
        (7, 5, None, FALLING, NotComputable.FALLING_WITHOUT_BASELINE),
        (7, 0, None, FALLING, NotComputable.FALLING_WITHOUT_BASELINE),
        (70, 50, 60, RISING, NotComputable.BASELINE_MEETS_TARGET),
        (80, 60, 100, RISING, NotComputable.BASELINE_MEETS_TARGET),
        (5, 10, 8, FALLING, NotComputable.BASELINE_MEETS_TARGET),
    ],
)
def test_achievement(
    actual: int,
    target: int,
    baseline: int | None,
    direction: Direction,
    expected: Fraction | NotComputable,
) -> None:
    assert _scale(target, baseline, direction).achievement(Decimal(actual)) == expected


@pytest.mark.parametrize("actual", [3, 5, 7])
@pytest.mark.parametrize("baseline", [None, 2, 5])
def test_exactly_is_met_or_not_and_has_no_achievement(actual: int, baseline: int | None) -> None:
    """`= 5` with 7 was "partly 140 %"."""
    scale = _scale(5, baseline, RISING, "=")
    assert scale.achievement(Decimal(actual)) is NotComputable.EXACTLY
    assert scale.status(Decimal(actual), Fraction(0)) is (FULLY if actual == 5 else NOT)


@pytest.mark.parametrize(
    ("direction", "comparator", "target", "baseline"),
    [(RISING, ">", 90, None), (RISING, ">", 90, 40), (FALLING, "<", 10, 40)],
)
def test_what_is_at_its_target_and_not_met_is_partly_and_has_no_per_cent(
    direction: Direction, comparator: str, target: int, baseline: int | None
) -> None:
    scale = _scale(target, baseline, direction, comparator)
    assert scale.status(Decimal(target), Fraction(0)) is PARTLY
    assert scale.achievement(Decimal(target)) is NotComputable.AT_TARGET_NOT_MET


def test_a_negative_target_without_baseline_is_met_or_not_met() -> None:
    """It was "partly 200 %"."""
    scale = _scale(-5, None, RISING)
    assert scale.status(Decimal(-10), Fraction(0)) is NOT
    assert scale.status(Decimal(-5), Fraction(0)) is FULLY


@pytest.mark.parametrize(
    ("actual", "status", "achieved"),
    [(70, FULLY, Fraction(7, 5)), (50, FULLY, Fraction(1)), (45, PARTLY, Fraction(9, 10))],
)
def test_a_level_that_is_kept_is_held_against_its_target(
    actual: int, status: Status, achieved: Fraction
) -> None:
    """Keep at least 50, baseline 60: with 70 it was "fully" with -100 %."""
    scale = _scale(50, 60, RISING, keeps=True)
    assert scale.status(Decimal(actual), Fraction(0)) is status
    assert scale.achievement(Decimal(actual)) == achieved


def test_a_level_that_is_kept_from_above_is_met_or_not_met() -> None:
    scale = _scale(10, 8, FALLING, keeps=True)
    assert scale.achievement(Decimal(9)) is NotComputable.KEPT_FROM_ABOVE
    assert scale.status(Decimal(9), Fraction(0)) is FULLY
    assert scale.status(Decimal(11), Fraction(0)) is NOT


def test_a_target_that_the_baseline_does_not_meet_yet_is_no_level_to_keep() -> None:
    scale = _scale(60, 40, RISING, keeps=True)
    assert scale.achievement(Decimal(50)) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("actual", "bound", "expected"),
    [("0.01", "0", PARTLY), ("0", "0", NOT), ("-1", "0", NOT), ("5", "1/2", NOT)],
)
def test_partly_begins_above_the_bound(actual: str, bound: str, expected: Status) -> None:
    assert _scale(10, None, RISING).status(Decimal(actual), Fraction(bound)) is expected
    assert _scale(10, None, RISING).status(Decimal("5.1"), Fraction(1, 2)) is PARTLY


WHOLE = st.integers(-20, 20)


@given(WHOLE, WHOLE, st.none() | WHOLE, st.sampled_from([*Comparator]), st.booleans())
def test_an_achievement_of_100_per_cent_stands_beside_fully_and_nothing_else(
    actual: int, target: int, baseline: int | None, comparator: Comparator, keeps: bool
) -> None:
    is_falling = comparator in {Comparator.AT_MOST, Comparator.LESS_THAN}
    direction = FALLING if is_falling else RISING
    scale = _scale(target, baseline, direction, comparator, keeps=keeps)
    achieved = scale.achievement(Decimal(actual))
    if isinstance(achieved, Fraction):
        status = scale.status(Decimal(actual), Fraction(0))
        expected = FULLY if achieved >= 1 else PARTLY if achieved > 0 else NOT
        assert status is expected
