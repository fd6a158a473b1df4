"""Totals over periods, and change since the period before (rules, sections 2 and 11)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest

from spa_me.domain.dataset import DataKind, Dataset, WorkspaceInfo
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.over_time import Course
from spa_me.domain.values import Value, ValueBook, ValueKey, reported, reported_ratio
from spa_me.reports import BookQuestion, make_book
from spa_me.reports.over_time import OverTime
from tests.unit.domain.building import framework, indicator, marker, series, share, units, years

INFO = WorkspaceInfo("id", "Test", "A", DataKind.ILLUSTRATIVE, datetime(2026, 1, 1, tzinfo=UTC))
YEARS = ("2024", "2025", "2026")
TARGETS = {"2024": 5, "2025": 6, "2026": 7}
Entered = Mapping[tuple[str, str], Value | int]


def plan(raw: Mapping[str, Any], targets: Mapping[str, int] = TARGETS, **keys: Any) -> Any:
    code = str(raw["code"])
    found = marker("m", {"indicator": code, "targets": dict(targets)}, **keys.pop("rule", {}))
    return framework([raw], [found], units=units("A", "B"), periods=years(*YEARS), **keys)


def stands(
    entered: Entered,
    raw: Mapping[str, Any],
    period: str = "2026",
    unit: str | None = None,
    **keys: Any,
) -> OverTime:
    found = series("i", entered)
    return over(found, plan(raw, **keys), period=period, unit=unit)


def over(
    values: ValueBook,
    *versions: FrameworkDefinition,
    period: str = "2026",
    unit: str | None = None,
) -> OverTime:
    book = make_book(Dataset(INFO, versions, values), BookQuestion(period, unit=unit))
    return book.marker("m").over_time[0]


def test_periodic_figures_are_added_up_and_what_is_missing_is_named() -> None:
    found = stands({("A", "2024"): 3, ("B", "2024"): 4, ("A", "2026"): 6}, indicator())
    assert found.total is not None
    assert (found.total.amount, found.total.periods) == (13, ("2024", "2026"))
    assert found.total.missing == (("2026", "B"),)
    assert any("Country B 2026" in str(sentence) for sentence in found.sentences)


def test_percentages_are_added_up_by_their_parts() -> None:
    entered = {("A", "2025"): reported_ratio(1, 2), ("A", "2026"): reported_ratio(9, 10)}
    found = stands(entered, share())
    assert found.total is not None
    assert found.total.amount == Fraction(1000, 12)


@pytest.mark.parametrize(
    "keys",
    [
        {"across_periods": "cumulative"},
        {"across_units": "max"},
        {"across_units": "count_reaching", "reaching": 2},
    ],
)
def test_what_means_nothing_added_up_has_no_total(keys: Mapping[str, Any]) -> None:
    assert stands({("A", "2025"): 3, ("A", "2026"): 6}, indicator(**keys)).total is None


def test_a_unit_looked_at_alone_has_its_own_total() -> None:
    entered = {("A", "2025"): 3, ("B", "2025"): 9, ("A", "2026"): 6}
    found = stands(entered, indicator(), unit="A")
    assert found.total is not None
    assert (found.total.amount, found.total.missing) == (9, ())


def test_only_units_in_both_figures_are_compared_and_the_others_are_named() -> None:
    entered = {("A", "2025"): 4, ("B", "2025"): 10, ("A", "2026"): 6}
    change = stands(entered, indicator()).change
    assert change is not None
    assert (change.course, change.before, change.now) == (Course.BETTER, 4, 6)
    assert (change.by, change.relative) == (2, Fraction(1, 2))
    assert (change.only_before, change.only_now) == (("B",), ())
    said = [str(sentence) for sentence in stands(entered, indicator()).sentences]
    assert "i: 2 more than for 2025 (50 %): 4, then 6." in said
    assert "i: only in the figure of 2025: Country B." in said


def test_from_nothing_a_count_changes_in_numbers_only() -> None:
    change = stands({("A", "2025"): 0, ("A", "2026"): 6}, indicator()).change
    assert change is not None
    assert (change.by, change.relative) == (6, None)


def test_percentages_change_in_points() -> None:
    entered = {("A", "2025"): reported_ratio(1, 5), ("A", "2026"): reported_ratio(6, 25)}
    found = stands(entered, share())
    assert found.change is not None
    assert (found.change.by, found.change.relative) == (4, None)
    assert "i: 4 points more than for 2025: 20 %, then 24 %." in map(str, found.sentences)


@pytest.mark.parametrize(
    ("before", "now", "direction", "course"),
    [
        (3, 4, "rising", Course.BETTER),
        (4, 3, "rising", Course.WORSE),
        (4, 3, "falling", Course.BETTER),
        (3, 3, "rising", Course.SAME),
        (None, 3, "rising", Course.NEW),
        (3, None, "rising", Course.GONE),
    ],
)
def test_the_course_follows_the_way_of_progress(
    before: int | None, now: int | None, direction: str, course: Course
) -> None:
    pairs = {("A", "2025"): before, ("A", "2026"): now}
    entered = {key: number for key, number in pairs.items() if number is not None}
    change = stands(entered, indicator(direction=direction)).change
    assert change is not None
    assert change.course is course


def test_no_unit_in_both_figures_is_not_comparable() -> None:
    change = stands({("A", "2025"): 3, ("B", "2026"): 6}, indicator()).change
    assert change is not None
    assert change.course is Course.NOT_COMPARABLE
    assert (change.only_before, change.only_now) == (("A",), ("B",))


def test_units_that_reach_their_target_are_compared_by_their_number() -> None:
    entered = {("A", "2025"): 6, ("B", "2025"): 1, ("A", "2026"): 7, ("B", "2026"): 9}
    change = stands(entered, indicator(), rule={"rule": "k_of_n"}).change
    assert change is not None
    assert (change.course, change.before, change.now) == (Course.BETTER, 1, 2)


def test_the_first_period_has_no_change_and_no_total() -> None:
    found = stands({("A", "2024"): 3}, indicator(), "2024")
    assert (found.total, found.change, found.sentences) == (None, None, ())


# --- Over versions --------------------------------------------------------------------------------


def second(raw: Mapping[str, Any], targets: Mapping[str, int] = TARGETS) -> FrameworkDefinition:
    return plan(raw, targets, version="2", in_force_from="2025-07-01")


def both(code: str = "i") -> ValueBook:
    return ValueBook(
        [(ValueKey("A", "2025", "i"), reported(4)), (ValueKey("A", "2026", code), reported(6))]
    )


def first(**keys: Any) -> FrameworkDefinition:
    return plan(indicator(), in_force_from="2024-01-01", **keys)


def test_a_series_that_goes_on_is_compared_over_versions() -> None:
    found = over(both(), first(), second(indicator()))
    assert found.change is not None
    assert found.change.by == 2
    assert found.total is not None
    assert found.total.amount == 10


@pytest.mark.parametrize(
    ("raw", "targets"),
    [
        (indicator(), {**TARGETS, "2026": 9}),
        (indicator(direction="falling"), TARGETS),
    ],
)
def test_a_revised_target_or_direction_is_not_comparable(
    raw: Mapping[str, Any], targets: Mapping[str, int]
) -> None:
    change = over(both(), first(), second(raw, targets)).change
    assert change is not None
    assert change.course is Course.NOT_COMPARABLE
    assert "version 2" in str(change.why)
    assert change.by is None


def test_another_unit_of_measure_begins_a_series_anew() -> None:
    found = over(both(), first(), second(indicator(unit="hundreds")))
    assert found.total is None
    assert found.change is not None
    assert found.change.course is Course.NOT_COMPARABLE
    assert "unit of measure" in str(found.change.why)
