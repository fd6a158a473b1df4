"""What holds for every framework and all values, whatever they are."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spa_me.domain.aggregation import InputKind, aggregate, falls, total_over_periods
from spa_me.domain.assessment import MarkerAssessment, assess, count
from spa_me.domain.cofunding import largest_remainder
from spa_me.domain.derivation import facts_of, recompute
from spa_me.domain.framework import AcrossPeriods, FrameworkDefinition
from spa_me.domain.numbers import Number
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.values import Value, ValueBook, ValueKey, ValueState, reported, reported_ratio
from tests.unit.domain.building import (
    COUNTRIES,
    PERIOD,
    framework,
    indicator,
    judged,
    leg,
    marker,
    share,
    units,
    years,
)
from tests.unit.domain.drawing import NUMBERS, PERIODS, TARGETS, Case, cases, ratios

MANY = settings(max_examples=max(400, settings().max_examples))
SHARES = st.lists(ratios(), min_size=1, max_size=6)


def assessed(case: Case, unit: str | None = None) -> dict[str, MarkerAssessment]:
    found = assess(case.definition, PERIOD, case.book, case.judgements, unit)
    return {entry.marker.code: entry for entry in found.markers}


def figure(definition: FrameworkDefinition, code: str, values: ValueBook) -> Number | None:
    asked = definition.reporters[code]
    return aggregate(definition.indicator_by_code[code], asked, PERIODS[:2], values).amount


# --- Values ---------------------------------------------------------------------------------------


@given(NUMBERS, st.sampled_from(["sum", "mean", "min", "max"]), st.sampled_from([*AcrossPeriods]))
def test_zero_survives_and_a_blank_never_becomes_zero(
    other: Decimal, across: str, periods: AcrossPeriods
) -> None:
    raw = indicator(across_units=across, across_periods=periods.value)
    definition = framework([raw], units=units("A", "B"), periods=years(*PERIODS))
    zero = (ValueKey("A", PERIOD, "i"), reported(0))
    alone = ValueBook([zero])
    assert figure(definition, "i", alone) == 0
    assert total_over_periods(definition.indicators[0], ("A", "B"), PERIODS, alone) == 0
    assert figure(definition, "i", ValueBook()) is None
    both = aggregate(
        definition.indicators[0],
        ("A", "B"),
        PERIODS[:2],
        ValueBook([zero, (ValueKey("B", PERIOD, "i"), reported(other))]),
    )
    assert both.inputs[0].counts
    assert both.inputs[0].value.amount == 0
    expected = {"sum": other, "mean": other / 2, "min": min(other, Decimal(0)), "max": other}
    assert both.amount == expected[across]


@given(SHARES)
def test_a_ratio_lies_between_its_parts(values: list[Value]) -> None:
    names = COUNTRIES[: len(values)]
    definition = framework([share()], units=units(*names), periods=years(*PERIODS))
    book = ValueBook(
        (ValueKey(unit, PERIOD, "i"), value) for unit, value in zip(names, values, strict=True)
    )
    together = figure(definition, "i", book)
    parts = [amount for value in values if (amount := value.amount) is not None]
    assert together is not None
    assert min(parts) <= together <= max(parts)


# --- Order and independence -----------------------------------------------------------------------


@MANY
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_units_and_of_input_changes_nothing(case: Case, random: object) -> None:
    shuffle: Callable[[list[object]], None] = random.shuffle  # type: ignore[attr-defined]
    values = [*case.values]
    shuffle(values)  # type: ignore[arg-type]
    names = [*case.definition.units]
    shuffle(names)  # type: ignore[arg-type]
    other = case.definition.model_copy(update={"units": tuple(names)})
    moved = replace(case, definition=other, values=tuple(values))
    before, after = assessed(case), assessed(moved)
    for code, marker_before in before.items():
        marker_after = after[code]
        assert marker_before.computed == marker_after.computed
        assert marker_before.computed_no_status == marker_after.computed_no_status
        assert marker_before.achievement == marker_after.achievement
        assert (marker_before.worst, marker_before.best) == (marker_after.worst, marker_after.best)
        assert set(marker_before.missing) == set(marker_after.missing)


@MANY
@given(cases(), NUMBERS)
def test_adding_a_unit_changes_no_other_units_figures(case: Case, number: Decimal) -> None:
    newcomer = case.definition.units[0].model_copy(update={"code": "NEW"})
    larger = case.definition.model_copy(update={"units": (*case.definition.units, newcomer)})
    new_values = tuple(
        (ValueKey("NEW", PERIOD, entry.code), reported(number))
        for entry in larger.indicators
        if not entry.measure.is_graded
    )
    grown = replace(case, definition=larger, values=(*case.values, *new_values))
    # A total that the only reporter had to reach alone is one that two reach together from now on.
    assume(len(case.definition.units) > 1)
    for unit in case.definition.unit_by_code:
        before, after = assessed(case, unit), assessed(grown, unit)
        for code, marker_before in before.items():
            marker_after = after[code]
            assert marker_before.status == marker_after.status
            assert marker_before.no_status == marker_after.no_status
            assert [x.actual for x in marker_before.legs] == [x.actual for x in marker_after.legs]
            assert marker_before.units == marker_after.units


@MANY
@given(cases())
def test_another_units_value_changes_no_units_own_standing(case: Case) -> None:
    first = case.definition.units[0].code
    only_own = replace(case, values=tuple((k, v) for k, v in case.values if k.unit == first))
    assert assessed(case, first) == assessed(only_own, first)


# --- Periods --------------------------------------------------------------------------------------

SERIES = st.dictionaries(
    st.tuples(st.sampled_from(("A", "B", "C")), st.sampled_from(PERIODS)), NUMBERS
)


@given(SERIES, st.sampled_from(["sum", "mean", "min", "max"]))
def test_a_cumulative_figure_never_falls_unseen(
    entered: dict[tuple[str, str], Decimal], across: str
) -> None:
    raw = indicator(across_units=across, across_periods="cumulative")
    definition = framework([raw], units=units("A", "B", "C"), periods=years(*PERIODS))
    values = ValueBook(
        (ValueKey(unit, period, "i"), reported(n)) for (unit, period), n in entered.items()
    )
    told = list(falls(definition, values))
    for unit in definition.unit_by_code:
        own = [(p, entered[unit, p]) for p in PERIODS if (unit, p) in entered]
        fell = {now for (_, earlier), (now, later) in pairwise(own) if later < earlier}
        assert fell == {fall.period for fall in told if fall.unit == unit}
    totals = [
        aggregate(definition.indicators[0], ("A", "B", "C"), PERIODS[:end], values).amount
        for end in (1, 2, 3)
    ]
    for period, (earlier, later) in zip(PERIODS[1:], pairwise(totals), strict=True):
        if earlier is not None and later is not None and later < earlier:
            assert period in {fall.period for fall in told}


@given(SERIES)
def test_a_cumulative_sum_that_did_not_fall_by_a_unit_did_not_fall(
    entered: dict[tuple[str, str], Decimal],
) -> None:
    definition = framework(
        [indicator(across_periods="cumulative")],
        units=units("A", "B", "C"),
        periods=years(*PERIODS),
    )
    values = ValueBook(
        (ValueKey(unit, period, "i"), reported(n)) for (unit, period), n in entered.items()
    )
    assert all(fall.unit for fall in falls(definition, values))


# --- Statuses -------------------------------------------------------------------------------------


def _rank(status: Status | None) -> int:
    assert status is not None
    return status.rank


@given(
    TARGETS,
    st.none() | TARGETS,
    st.sampled_from(["rising", "falling"]),
    st.sampled_from([0, 50]),
    NUMBERS,
    NUMBERS,
)
def test_status_is_monotone_in_the_actual(
    target: Decimal,
    baseline: Decimal | None,
    direction: str,
    bound: int,
    one: Decimal,
    other: Decimal,
) -> None:
    # A baseline beyond the target is a contradiction in the framework, and no direction.
    is_rising = direction == "rising"
    assume(baseline is None or (baseline < target if is_rising else baseline > target))
    raw = indicator(direction=direction, baseline=None if baseline is None else {"value": baseline})
    definition = framework([raw], [marker("m", leg("i", target))], rules={"partly_above": bound})
    less, more = sorted((one, other), reverse=not is_rising)
    worse = judged(definition, {("A", "i"): less}).computed
    better = judged(definition, {("A", "i"): more}).computed
    assert _rank(worse) <= _rank(better)


@MANY
@given(cases())
def test_worst_is_not_above_and_best_not_below_the_computed_status(case: Case) -> None:
    for unit in (None, *case.definition.unit_by_code):
        for found in assessed(case, unit).values():
            if found.computed is None:
                is_open = found.computed_no_status is NoStatus.NOT_REPORTED
                assert (found.worst is not None) == (found.best is not None) == is_open
            else:
                assert _rank(found.worst) <= found.computed.rank <= _rank(found.best)


@MANY
@given(cases())
def test_nothing_missing_leaves_nothing_open(case: Case) -> None:
    for found in assessed(case).values():
        # Percentages without denominators are there and still cannot be combined.
        is_bare = any(entry.aggregate.no_denominator for entry in found.legs)
        if found.computed is not None and not found.missing and not is_bare:
            assert found.worst == found.computed == found.best


@MANY
@given(cases())
def test_every_marker_has_a_status_or_one_reason_for_having_none(case: Case) -> None:
    found = assessed(case).values()
    for entry in found:
        assert (entry.computed is None) != (entry.computed_no_status is None)
        assert (entry.status is None) != (entry.no_status is None)
    counts = count(found)
    assert counts.total == len(found)
    assert counts.with_status + counts.without_status == counts.total


@MANY
@given(cases())
def test_a_derivation_recomputes_to_what_it_explains(case: Case) -> None:
    for unit in (None, *case.definition.unit_by_code):
        for found in assessed(case, unit).values():
            assert recompute(facts_of(found)) == found.computed


@MANY
@given(cases())
def test_what_is_included_and_what_is_missing_make_up_what_is_expected(case: Case) -> None:
    for found in assessed(case).values():
        for entry in found.legs:
            there = entry.aggregate.units(InputKind.REPORTED, InputKind.CARRIED)
            outside = entry.aggregate.not_included
            assert set(entry.aggregate.expected) == {*there, *outside}
            assert not {*there} & {*outside}
            assert {*entry.aggregate.missing} <= {*outside}
            assert not set(there) & set(entry.aggregate.missing)
        assert set(found.missing_units) <= set(found.expected_units)


@given(st.lists(ratios(), max_size=4), st.integers(0, 100))
def test_k_of_n_counts_the_units_that_reach_the_target(values: list[Value], target: int) -> None:
    definition = framework(
        [share()], [marker("m", leg("i", target), rule="k_of_n")], units=units(*COUNTRIES)
    )
    entered = {(unit, "i"): value for unit, value in zip(COUNTRIES, values, strict=False)}
    found = judged(definition, entered)
    reaching = [v for v in values if v.amount is not None and v.amount >= target]
    assert found.reaching == len(reaching)
    assert found.legs[0].actual is None


# --- Money ----------------------------------------------------------------------------------------


@given(st.lists(st.fractions(min_value=0, max_value=10**9), min_size=1, max_size=12))
def test_largest_remainder_adds_up_to_100_and_stays_within_one_point(
    amounts: list[Fraction],
) -> None:
    assume(sum(amounts) > 0)
    wholes = largest_remainder(amounts)
    total = sum(amounts, Fraction(0))
    assert sum(wholes) == 100
    for whole, amount in zip(wholes, amounts, strict=True):
        assert abs(whole - amount * 100 / total) < 1


@given(st.integers(1, 50), st.integers(0, 50))
def test_a_reported_ratio_is_exact(denominator: int, numerator: int) -> None:
    value = reported_ratio(numerator, denominator)
    assert value.state is ValueState.REPORTED
    assert value.amount == Fraction(100 * numerator, denominator)
