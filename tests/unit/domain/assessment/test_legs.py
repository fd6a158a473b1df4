"""A leg in a period: targets, directions, pro rata, and why there may be no status."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from spa_me.domain.assessment import Judgements, LegAssessment, NotComputable, assess
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import ProRata
from spa_me.domain.numbers import rounded
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.values import Value, ValueState
from tests.unit.domain.building import (
    COUNTRIES,
    PERIOD,
    book,
    framework,
    indicator,
    judged,
    leg,
    marker,
    share,
    units,
    years,
)

FULLY, PARTLY, NOT = Status.FULLY, Status.PARTLY, Status.NOT
FOUR_OF_TWELVE = ProRata("m", PERIOD, date(2026, 9, 1), date(2026, 12, 31), "tracked late")


def _one(raw: Mapping[str, Any], **leg_keys: Any) -> FrameworkDefinition:
    return framework([raw], [marker("m", leg("i", **leg_keys))])


def _leg(definition: FrameworkDefinition, entered: object, **keys: Any) -> LegAssessment:
    entered = {("A", "i"): entered} if entered is not None else {}
    return judged(definition, entered, **keys).legs[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("actual", "target", "status", "per_cent"),
    [(3, 5, FULLY.PARTLY, 60), (70, 70, FULLY, 100), (0, 1, NOT, 0), (8, 5, FULLY, 160)],
)
def test_t1_count(actual: int, target: int, status: Status, per_cent: int) -> None:
    """T1: 3 of 5 is partly, 60 %; 70 of 70 fully; 0 of 1 not."""
    found = judged(_one(indicator(), target=target), {("A", "i"): actual})
    assert found.computed is status
    assert found.achievement == Fraction(per_cent, 100)


def test_t1_blank_has_no_status() -> None:
    """T1: blank of 5 has no status: not reported."""
    found = judged(_one(indicator(), target=5), {})
    assert (found.computed, found.computed_no_status) == (None, NoStatus.NOT_REPORTED)
    assert found.achievement is None
    assert (found.worst, found.best) == (NOT, FULLY)


@pytest.mark.parametrize(
    ("actual", "status", "achieved"),
    [(25, PARTLY, Fraction(1, 2)), (10, FULLY, Fraction(1)), (45, NOT, Fraction(-1, 6))],
)
def test_t6_direction(actual: int, status: Status, achieved: Fraction) -> None:
    """T6: baseline 40, target 10: 25 is partly 50 %; 10 fully; 45 not."""
    raw = indicator(direction="falling", baseline={"value": 40, "year": 2025})
    found = judged(_one(raw, target=10), {("A", "i"): actual})
    assert found.computed is status
    assert found.achievement == achieved


@pytest.mark.parametrize(("actual", "status"), [(10, FULLY), (11, NOT), (1_000, NOT)])
def test_a_falling_indicator_without_baseline_is_met_or_not_met(
    actual: int, status: Status
) -> None:
    found = _leg(_one(indicator(direction="falling"), target=10), actual)
    assert found.status is status
    assert found.achievement is NotComputable.FALLING_WITHOUT_BASELINE


@pytest.mark.parametrize(
    ("raw", "target", "actual", "status", "why"),
    [
        (indicator(), 0, 0, FULLY, NotComputable.TARGET_IS_ZERO),
        (indicator(baseline={"value": 5}), 5, 4, NOT, NotComputable.TARGET_IS_BASELINE),
        (indicator(baseline={"value": 5}), 5, 5, FULLY, NotComputable.TARGET_IS_BASELINE),
    ],
)
def test_achievement_that_cannot_be_computed_says_so(
    raw: Mapping[str, Any], target: int, actual: int, status: Status, why: NotComputable
) -> None:
    found = _leg(_one(raw, target=target), actual)
    assert (found.status, found.achievement) == (status, why)


def test_more_than_90_is_not_met_at_90() -> None:
    definition = _one(indicator(), target=90, comparator=">")
    assert _leg(definition, Decimal("90.0")).status is PARTLY
    assert _leg(definition, Decimal("90.000000001")).status is FULLY


def test_the_lower_bound_of_partly_is_a_setting() -> None:
    definition = framework([indicator()], [marker("m", leg("i", 10))], rules={"partly_above": 50})
    assert [_leg(definition, n).status for n in (5, 6)] == [NOT, PARTLY]


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (ValueState.NOT_AVAILABLE, NoStatus.NOT_REPORTED),
        (ValueState.BLANK, NoStatus.NOT_REPORTED),
        (ValueState.NOT_YET_DUE, NoStatus.NOT_DUE),
        (ValueState.NOT_APPLICABLE, NoStatus.NOT_APPLICABLE),
    ],
)
def test_why_there_is_no_status(state: ValueState, reason: NoStatus) -> None:
    found = _leg(_one(indicator(), target=5), Value(state, reason="because"))
    assert (found.status, found.no_status) == (None, reason)


def test_no_target_is_not_the_same_as_not_due() -> None:
    later = framework(
        [indicator()],
        [marker("m", {"indicator": "i", "targets": {"2027": 5}})],
        periods=years("2026", "2027"),
    )
    assert _leg(later, 7).no_status is NoStatus.NOT_DUE
    earlier = framework(
        [indicator()],
        [marker("m", {"indicator": "i", "targets": {"2025": 5}})],
        periods=years("2025", "2026"),
    )
    assert _leg(earlier, 7).no_status is NoStatus.NO_TARGET
    assert _leg(_one(indicator()), None).no_status is NoStatus.NO_TARGET


def test_a_target_of_ones_own_that_comes_later_is_not_due() -> None:
    definition = framework(
        [indicator()],
        [marker("m", {"indicator": "i", "unit_targets": {"A": {"2027": 5}}})],
        periods=years("2026", "2027"),
    )
    assert _leg(definition, 7, unit="A").no_status is NoStatus.NOT_DUE


def test_a_leg_without_a_target_has_no_achievement() -> None:
    assert _leg(_one(indicator()), 7).achievement is None


def test_pro_rata_shows_original_factor_and_prorated_target() -> None:
    judgements = Judgements(pro_ratas=(FOUR_OF_TWELVE,))
    found = _leg(_one(indicator(), target=10), 4, judgements=judgements)
    assert found.target is not None
    assert (found.target.original, found.target.factor) == (10, Fraction(1, 3))
    assert found.target.used == Fraction(10, 3)
    assert str(rounded(found.target.used, 1)) == "3.3"
    assert found.status is FULLY


def test_pro_rata_is_off_by_default() -> None:
    found = _leg(_one(indicator(), target=10), 4)
    assert found.target is not None
    assert (found.target.used, found.target.factor, found.pro_rata) == (10, 1, None)


@pytest.mark.parametrize(
    "raw",
    [
        indicator(across_periods="cumulative"),
        indicator(across_periods="snapshot"),
        indicator(measure="amount"),
        share(),
    ],
    ids=["cumulative", "snapshot", "amount", "percentage"],
)
def test_pro_rata_never_shortens_other_than_periodic_counts(raw: Mapping[str, Any]) -> None:
    judgements = Judgements(pro_ratas=(FOUR_OF_TWELVE,))
    found = _leg(_one(raw, target=10), 4, judgements=judgements)
    assert found.target is not None
    assert found.target.used == 10


def test_pro_rata_never_shortens_a_number_of_units() -> None:
    raw = indicator(across_units="count_reaching", reaching=5)
    definition = framework([raw], [marker("m", leg("i", 2))], units=units("A", "B"))
    found = judged(definition, {}, judgements=Judgements(pro_ratas=(FOUR_OF_TWELVE,))).legs[0]
    assert found.target is not None
    assert (found.target.used, found.pro_rata) == (2, None)


def test_pro_rata_can_be_for_one_leg_only() -> None:
    definition = framework(
        [indicator("i"), indicator("j")], [marker("m", leg("i", 9), leg("j", 9))]
    )
    only_j = ProRata("m", PERIOD, date(2026, 9, 1), date(2026, 12, 31), "late", indicator="j")
    found = judged(definition, {}, judgements=Judgements(pro_ratas=(only_j,)))
    assert [leg.target.used for leg in found.legs if leg.target] == [9, 3]


def test_pro_rata_of_another_marker_or_period_changes_nothing() -> None:
    others = (
        ProRata("other", PERIOD, date(2026, 9, 1), date(2026, 12, 31), "late"),
        ProRata("m", "2025", date(2025, 9, 1), date(2025, 12, 31), "late"),
    )
    found = _leg(_one(indicator(), target=10), 4, judgements=Judgements(pro_ratas=others))
    assert found.target is not None
    assert found.target.used == 10


COUNTRY_VIEW = [
    # across_units, the common target, what Country A alone has to reach
    ("sum", None),
    ("mean", 10),
    ("min", 10),
    ("max", 10),
    ("count_reaching", 1),
]


@pytest.mark.parametrize(("across", "expected"), COUNTRY_VIEW)
def test_the_target_of_one_unit_out_of_several(across: str, expected: int | None) -> None:
    keys = {"reaching": 3} if across == "count_reaching" else {}
    definition = framework(
        [{**indicator(across_units=across), **keys}],
        [marker("m", leg("i", 10))],
        units=units("A", "B"),
    )
    found = assess(definition, PERIOD, book({("A", "i"): 4}), unit="A").marker("m").legs[0]
    assert (None if found.target is None else found.target.original) == expected


def test_a_count_of_units_without_a_target_gives_a_unit_none() -> None:
    raw = indicator(across_units="count_reaching", reaching=3)
    definition = framework([raw], [marker("m", leg("i"))], units=units("A", "B"))
    found = assess(definition, PERIOD, book({}), unit="A").marker("m").legs[0]
    assert found.target is None


def test_a_unit_keeps_its_own_target_and_a_single_reporter_the_common_one() -> None:
    own = leg("i", 10, unit_targets={"A": {PERIOD: 4}})
    definition = framework([indicator()], [marker("m", own)], units=units("A", "B"))
    found = assess(definition, PERIOD, book({("A", "i"): 4}), unit="A").marker("m")
    assert found.computed is FULLY

    single = framework(
        [indicator(reporters=["A"])], [marker("m", leg("i", 10))], units=units("A", "B")
    )
    found = assess(single, PERIOD, book({("A", "i"): 4}), unit="A").marker("m")
    assert found.computed is PARTLY


@pytest.mark.parametrize("direction", ["rising", "falling"])
def test_a_count_of_units_rises_even_where_the_indicator_falls(direction: str) -> None:
    """More units that reach a low value is progress."""
    raw = indicator(
        across_units="count_reaching", reaching=10, direction=direction, baseline={"value": 10}
    )
    definition = framework([raw], [marker("m", leg("i", 2))], units=units(*COUNTRIES))
    low_is_good = direction == "falling"
    good, bad = (9, 11) if low_is_good else (11, 9)
    three = {("A", "i"): good, ("B", "i"): good, ("C", "i"): good, ("D", "i"): bad}
    found = judged(definition, three)
    assert (found.computed, found.legs[0].actual) == (FULLY, 3)
    assert found.achievement == Fraction(3, 2)
    one = judged(definition, {("A", "i"): good, ("D", "i"): bad})
    assert (one.computed, one.achievement, one.best) == (PARTLY, Fraction(1, 2), FULLY)
