"""One figure over units and periods (rules, section 2)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from spa_me.domain.aggregation import (
    Fall,
    InputKind,
    aggregate,
    combine,
    falls,
    reaches,
    total_over_periods,
)
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.numbers import Number, rounded
from spa_me.domain.values import (
    Value,
    ValueBook,
    ValueState,
    reported,
    reported_level,
    reported_ratio,
)
from tests.unit.domain.building import framework, indicator, series, share, units, years

PERIODS = ("2026", "2027")
NOT_AVAILABLE = Value(ValueState.NOT_AVAILABLE, reason="the register was lost")
NOT_APPLICABLE = Value(ValueState.NOT_APPLICABLE, reason="there is no sea coast")
NOT_DUE = Value(ValueState.NOT_YET_DUE, reason="the law enters into force next year")


def _framework(raw: Mapping[str, Any], *codes: str, periods: tuple[str, ...] = PERIODS) -> Any:
    return framework([raw], units=units(*(codes or ("A", "B"))), periods=years(*periods))


def _total(definition: FrameworkDefinition, values: ValueBook, period: str) -> Number | None:
    periods = list(definition.period_by_code)
    upto = periods[: periods.index(period) + 1]
    return aggregate(definition.indicators[0], definition.reporters["i"], upto, values).amount


def test_a_ratio_sums_numerators_and_denominators() -> None:
    definition = _framework(share())
    values = series(
        "i", {("A", "2026"): reported_ratio(1, 2), ("B", "2026"): reported_ratio(9, 10)}
    )
    found = aggregate(definition.indicators[0], ("A", "B"), ("2026",), values)
    assert (found.numerator, found.denominator) == (10, 12)
    assert found.amount == Fraction(1000, 12)
    assert str(rounded(Fraction(1000, 12), 1)) == "83.3"


def test_one_bare_percentage_stands_alone_and_is_marked() -> None:
    definition = _framework(share())
    found = aggregate(
        definition.indicators[0], ("A", "B"), ("2026",), series("i", {("A", "2026"): 33})
    )
    assert (found.amount, found.no_denominator) == (33, ("A",))


def test_bare_percentages_are_never_averaged() -> None:
    definition = _framework(share(), "A", "B", "C")
    values = series("i", {(unit, "2026"): n for unit, n in zip("ABC", (33, 37, 45), strict=True)})
    found = aggregate(definition.indicators[0], ("A", "B", "C"), ("2026",), values)
    assert found.amount is None
    assert found.no_denominator == ("A", "B", "C")
    assert found.not_included == found.expected == ("A", "B", "C")
    assert found.missing == ()


def test_a_bare_percentage_is_left_out_of_a_ratio_and_named() -> None:
    definition = _framework(share())
    values = series("i", {("A", "2026"): reported_ratio(1, 4), ("B", "2026"): 90})
    found = aggregate(definition.indicators[0], ("A", "B"), ("2026",), values)
    assert (found.amount, found.no_denominator) == (25, ("B",))
    assert [entry.kind for entry in found.inputs] == [InputKind.REPORTED, InputKind.NO_PARTS]
    assert (found.missing, found.not_included) == ((), ("B",))
    assert [entry.counts for entry in found.inputs] == [True, False]


@pytest.mark.parametrize(
    ("across", "keys", "expected"),
    [
        ("sum", {}, 12),
        ("mean", {}, 4),
        ("min", {}, 0),
        ("max", {}, 10),
        ("count_reaching", {"reaching": 2}, 2),
    ],
)
def test_units_are_combined_as_the_indicator_says(
    across: str, keys: Mapping[str, Any], expected: int
) -> None:
    definition = _framework(indicator(across_units=across, **keys), "A", "B", "C", "D")
    values = series("i", {("A", "2026"): 2, ("B", "2026"): 10, ("C", "2026"): 0})
    found = aggregate(definition.indicators[0], definition.reporters["i"], ("2026",), values)
    assert found.amount == expected
    assert found.missing == ("D",)
    assert len(found.expected) == 4


@pytest.mark.parametrize(
    ("direction", "amount", "expected"),
    [("rising", 2, True), ("rising", 1, False), ("falling", 2, True), ("falling", 3, False)],
)
def test_a_unit_is_counted_from_the_value_on(direction: str, amount: int, expected: bool) -> None:
    raw = indicator(across_units="count_reaching", reaching=2, direction=direction)
    assert reaches(_framework(raw).indicators[0], Decimal(amount)) is expected


def test_nothing_reaches_a_value_that_is_not_given() -> None:
    assert not reaches(_framework(indicator()).indicators[0], Decimal(5))


def test_who_is_included_is_said_by_name() -> None:
    definition = _framework(indicator(), "A", "B", "C", "D", "E")
    values = series(
        "i",
        {
            ("A", "2026"): 0,
            ("B", "2026"): NOT_AVAILABLE,
            ("C", "2026"): NOT_APPLICABLE,
            ("D", "2026"): NOT_DUE,
        },
    )
    found = aggregate(definition.indicators[0], definition.reporters["i"], ("2026",), values)
    assert found.amount == 0
    assert [entry.kind for entry in found.inputs] == [
        InputKind.REPORTED,
        InputKind.MISSING,
        InputKind.NOT_APPLICABLE,
        InputKind.NOT_DUE,
        InputKind.MISSING,
    ]
    assert found.expected == ("A", "B", "E")
    assert found.missing == ("B", "E")


def test_t7_a_zero_that_is_carried_forward_is_a_zero() -> None:
    """T7: two units, cumulative 0 and 5, then 0 and blank: total 5 in both periods."""
    definition = _framework(indicator(across_periods="cumulative"))
    values = series("i", {("A", "2026"): 0, ("B", "2026"): 5, ("A", "2027"): 0})
    assert [_total(definition, values, period) for period in PERIODS] == [5, 5]
    found = aggregate(definition.indicators[0], ("A", "B"), PERIODS, values)
    a, b = found.inputs
    assert (a.kind, a.value.amount) == (InputKind.REPORTED, 0)
    assert (b.kind, b.period, b.value.amount) == (InputKind.CARRIED, "2026", 5)
    assert found.missing == ()


def test_only_cumulative_values_are_carried_forward() -> None:
    for across_periods in ("periodic", "snapshot"):
        definition = _framework(indicator(across_periods=across_periods))
        values = series("i", {("A", "2026"): 3, ("B", "2026"): 5, ("A", "2027"): 1})
        assert _total(definition, values, "2027") == 1


def test_a_value_that_is_not_available_does_not_hide_the_one_before() -> None:
    definition = _framework(indicator(across_periods="cumulative"), "A")
    values = series("i", {("A", "2026"): 4, ("A", "2027"): NOT_AVAILABLE})
    assert _total(definition, values, "2027") == 4


def test_nothing_is_carried_backward() -> None:
    definition = _framework(indicator(across_periods="cumulative"), "A")
    assert _total(definition, series("i", {("A", "2027"): 4}), "2026") is None


def test_graded_values_have_no_figure() -> None:
    definition = _framework(indicator(measure="declaration"), "A")
    values = series("i", {("A", "2026"): reported_level("fully")})
    found = aggregate(definition.indicators[0], ("A",), ("2026",), values)
    assert found.amount is None
    assert found.units(InputKind.REPORTED) == ("A",)


def test_reported_values_without_a_figure_give_none() -> None:
    definition = _framework(indicator(), "A")
    values = series("i", {("A", "2026"): Value(ValueState.REPORTED)})
    assert _total(definition, values, "2026") is None


def test_no_units_give_no_figure() -> None:
    definition = _framework(indicator())
    assert combine(definition.indicators[0], ()).amount is None


@pytest.mark.parametrize(
    ("across_periods", "expected"), [("periodic", 9), ("cumulative", 7), ("snapshot", 6)]
)
def test_the_total_over_periods(across_periods: str, expected: int) -> None:
    definition = _framework(indicator(across_periods=across_periods))
    values = series("i", {("A", "2026"): 2, ("B", "2026"): 1, ("A", "2027"): 6})
    total = total_over_periods(definition.indicators[0], ("A", "B"), PERIODS, values)
    assert total == expected


def test_means_of_periods_are_added_without_rounding() -> None:
    definition = _framework(indicator(across_units="mean"), "A", "B", "C")
    values = series("i", {(unit, "2026"): n for unit, n in zip("ABC", (1, 0, 0), strict=True)})
    total = total_over_periods(definition.indicators[0], ("A", "B", "C"), PERIODS, values)
    assert total == Fraction(1, 3)


def test_a_long_sum_is_exact() -> None:
    definition = _framework(indicator())
    values = series(
        "i", {("A", "2026"): Decimal(10**18 - 1), ("B", "2026"): Decimal("0.000000001")}
    )
    assert _total(definition, values, "2026") == Decimal("999999999999999999.000000001")


def test_the_parts_of_a_ratio_are_added_exactly() -> None:
    definition = _framework(share(), "A", "B", "C")
    most, least = Decimal(10**18 - 1), Decimal("0.000000001")
    whole = reported_ratio(most, most)
    values = series(
        "i",
        {
            ("A", "2026"): whole,
            ("B", "2026"): reported_ratio(most - 1 + least, most),
            ("C", "2026"): whole,
            ("A", "2027"): reported_ratio(least, most),
        },
    )
    three = aggregate(definition.indicators[0], ("A", "B", "C"), ("2026",), values)
    numerator = 3 * Fraction(most) - 1 + Fraction(least)
    assert three.numerator == numerator
    total = total_over_periods(definition.indicators[0], ("A", "B", "C"), PERIODS, values)
    assert total == 100 * (numerator + Fraction(least)) / (4 * Fraction(most))


def test_a_billionth_short_of_the_whole_is_not_the_whole() -> None:
    """Issue 10, 1.10: 28 digits, of which Python's own context keeps 28 and a sum needs more."""
    definition = _framework(share(), "A", "B")
    whole, short = Decimal(10**18 - 1), Decimal(10**18 - 1) - Decimal("0.000000001")
    values = series(
        "i",
        {("A", "2026"): reported_ratio(whole, whole), ("B", "2026"): reported_ratio(short, whole)},
    )
    found = aggregate(definition.indicators[0], ("A", "B"), ("2026",), values)
    assert found.amount is not None
    assert 0 < 100 - Fraction(found.amount) < Fraction(1, 10**20)


def test_the_latest_value_counts_where_the_last_period_has_none() -> None:
    definition = _framework(indicator(across_periods="snapshot"), "A")
    values = series("i", {("A", "2026"): 2})
    assert total_over_periods(definition.indicators[0], ("A",), PERIODS, values) == 2


@pytest.mark.parametrize("across_periods", ["periodic", "cumulative", "snapshot"])
def test_the_total_of_nothing_is_none(across_periods: str) -> None:
    for raw in (indicator(across_periods=across_periods), share(across_periods=across_periods)):
        found = _framework(raw).indicators[0]
        assert total_over_periods(found, ("A", "B"), PERIODS, ValueBook()) is None


def test_percentages_over_periods_are_summed_by_their_parts() -> None:
    definition = _framework(share(), "A")
    values = series(
        "i", {("A", "2026"): reported_ratio(1, 2), ("A", "2027"): reported_ratio(9, 10)}
    )
    total = total_over_periods(definition.indicators[0], ("A",), PERIODS, values)
    assert total == Fraction(1000, 12)


def test_a_cumulative_value_that_falls_is_told() -> None:
    definition = _framework(
        indicator(across_periods="cumulative"), periods=("2026", "2027", "2028")
    )
    values = series("i", {("A", "2026"): 5, ("A", "2028"): 4, ("B", "2026"): 1, ("B", "2027"): 1})
    told = Fall("i", "A", "2026", Decimal(5), "2028", Decimal(4))
    assert list(falls(definition, values)) == [told]


def test_a_total_that_falls_because_a_low_reporter_joins_is_told() -> None:
    definition = _framework(indicator(across_periods="cumulative", across_units="mean"))
    values = series("i", {("A", "2026"): 10, ("B", "2027"): 2})
    (fall,) = falls(definition, values)
    assert (fall.unit, fall.earlier, fall.now) == ("", 10, 6)


def test_other_values_may_fall_and_unknown_periods_are_left_out() -> None:
    definition = _framework(indicator())
    assert list(falls(definition, series("i", {("A", "2026"): 5, ("A", "2027"): 4}))) == []
    definition = _framework(indicator(across_periods="cumulative"))
    values = series("i", {("A", "2026"): 5, ("A", "1999"): 9, ("A", "2027"): NOT_AVAILABLE})
    assert list(falls(definition, values)) == []


def test_a_reported_value_is_not_replaced_by_a_later_one() -> None:
    definition = _framework(indicator(across_periods="cumulative"), "A")
    values = series("i", {("A", "2026"): reported(4), ("A", "2027"): reported(9)})
    assert _total(definition, values, "2026") == 4
