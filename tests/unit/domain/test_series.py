"""Carrying forward, series and falls over the versions of a plan (rules, sections 2 and 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spa_me.domain.aggregation import aggregate, falls
from spa_me.domain.dataset import DataKind, Dataset, WorkspaceInfo
from spa_me.domain.framework import FrameworkDefinition, read_definition
from spa_me.domain.numbers import Number
from spa_me.domain.values import Value, ValueBook, ValueKey, ValueState, reported, reported_ratio
from spa_me.reports import BookQuestion, make_book
from spa_me.reports.entry import make_sheet
from tests.unit.domain.building import (
    framework,
    indicator,
    leg,
    marker,
    series,
    share,
    units,
    years,
)

INFO = WorkspaceInfo("id", "Test", "A", DataKind.ILLUSTRATIVE, datetime(2026, 1, 1, tzinfo=UTC))
TOTAL: Mapping[str, Any] = {"across_periods": "cumulative"}
REPORTED = {("A", "2024"): 3, ("B", "2024"): 4, ("A", "2025"): 5, ("A", "2026"): 6}


def version(
    name: str, since: str, periods: Sequence[str], *parts: Mapping[str, Any], **keys: Any
) -> FrameworkDefinition:
    """Return a version with an indicator of each part and a marker M<code> that asks it."""
    codes = [str(part["code"]) for part in parts]
    found = keys.pop("markers", [marker(f"M{code}", leg(code)) for code in codes])
    return framework(
        parts,
        found,
        version=name,
        in_force_from=since,
        periods=years(*periods),
        units=units("A", "B"),
        **keys,
    )


FIRST = version("1", "2024-01-01", ("2024", "2025", "2026"), indicator("C1", **TOTAL))
SAME = version("2", "2025-07-01", ("2026",), indicator("C1", **TOTAL))


def reworded(kind: str = "reworded", **keys: Any) -> FrameworkDefinition:
    changes = [{"kind": kind, "old": ["MC1"], "new": ["MC2"]}]
    raw = indicator("C2", **{**TOTAL, **keys})
    return version("2", "2025-07-01", ("2026",), raw, changes=changes)


def data(values: ValueBook, *versions: FrameworkDefinition) -> Dataset:
    return Dataset(INFO, versions, values)


def recorded(code_from_2026: str = "C1", first: str = "C1") -> ValueBook:
    return ValueBook(
        (ValueKey(unit, period, code_from_2026 if period == "2026" else first), reported(number))
        for (unit, period), number in REPORTED.items()
    )


def figure(
    found: Dataset, code: str, period: str = "2026", unit: str | None = None
) -> Number | None:
    line = make_book(found, BookQuestion(period, unit=unit)).marker(f"M{code}")
    return line.assessment.legs[0].actual


# --- Rows 1 and 2 of the issue --------------------------------------------------------------------


def test_carrying_follows_the_plan_and_not_the_list_of_the_version_that_judges() -> None:
    found = data(recorded(), FIRST, SAME)
    assert [figure(found, "C1", period) for period in ("2024", "2025", "2026")] == [7, 9, 10]
    book = make_book(found, BookQuestion("2026"))
    assert book.marker("MC1").assessment.missing_units == ()
    b = next(entry for entry in book.marker("MC1").derivation.inputs if entry.unit == "B")
    assert str(b.stands) == "Carried forward from 2024"


def test_carrying_goes_through_a_marker_that_was_reworded() -> None:
    found = data(recorded("C2"), FIRST, reworded())
    assert [figure(found, "C1", period) for period in ("2024", "2025")] == [7, 9]
    assert figure(found, "C2") == 10


def test_the_order_of_the_versions_changes_nothing() -> None:
    third = version("3", "2026-07-01", ("2027",), indicator("C2", **TOTAL))
    for versions in permutations((FIRST, reworded(), third)):
        assert figure(data(recorded("C2"), *versions), "C2", "2027") == 10


def test_a_fall_over_versions_is_told() -> None:
    values = ValueBook(
        [
            (ValueKey("A", "2024", "C1"), reported(7)),
            (ValueKey("A", "2026", "C2"), reported(6)),
        ]
    )
    found = data(values, FIRST, reworded())
    (fall,) = make_book(found, BookQuestion("2026")).falls
    assert (fall.unit, fall.earlier_period, fall.earlier, fall.period, fall.now) == (
        "A", "2024", 7, "2026", 6,
    )  # fmt: skip
    problems = make_sheet(found, "A", "2026").problems
    assert [problem.indicator for problem in problems if problem.kind == "fall"] == ["C2"]


def test_a_total_that_falls_since_a_unit_is_asked_no_more_is_told() -> None:
    only_a = version("2", "2025-07-01", ("2026",), indicator("C1", reporters=["A"], **TOTAL))
    (fall,) = make_book(data(recorded(), FIRST, only_a), BookQuestion("2026")).falls
    assert (fall.unit, fall.earlier, fall.now) == ("", 9, 6)


def test_the_entry_sheet_shows_the_period_before_over_versions() -> None:
    found = data(recorded("C2"), FIRST, reworded())
    sheet = make_sheet(found, "A", "2026")
    assert sheet.previous is not None
    assert sheet.previous.code == "2025"
    assert sheet.rows["C2"].previous.amount == 5
    carried = make_sheet(found, "B", "2026").rows["C2"].carried
    assert carried is not None
    assert (carried.period, carried.value.amount) == ("2024", 4)
    periods = [period.code for period, _ in sheet.history("MC2")]
    assert periods == ["2025", "2024"]


def test_a_period_that_only_the_first_version_lists_goes_on_after_the_second() -> None:
    first = version("1", "2024-01-01", ("2024", "2027"), indicator("C1", **TOTAL))
    values = ValueBook([(ValueKey("A", "2026", "C2"), reported(6))])
    found = data(values, first, reworded())
    assert list(found.periods) == ["2024", "2026", "2027"]
    assert figure(found, "C1", "2027") == 6


def test_a_figure_that_was_recorded_before_the_version_came_is_still_one() -> None:
    late = replace_dates(reworded(), "2024-01-01")
    found = data(recorded(), FIRST, late)
    assert figure(found, "C2") == 10
    assert make_sheet(found, "A", "2026").rows["C2"].value.amount == 6


def replace_dates(definition: FrameworkDefinition, since: str) -> FrameworkDefinition:
    content = definition.model_dump(mode="json", exclude_defaults=True)
    return read_definition({**content, "in_force_from": since}, "test")


# --- Where a series breaks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"unit": "hundreds"}, "unit of measure"),
        ({"measure": "amount"}, "amount"),
        ({"across_periods": "periodic"}, "periodic now and was cumulative"),
    ],
)
def test_a_series_breaks_visibly_where_the_meaning_is_another(
    keys: Mapping[str, Any], why: str
) -> None:
    found = data(recorded("C2"), FIRST, reworded(**keys))
    assert figure(found, "C2") == 6
    remarks = make_book(found, BookQuestion("2026")).marker("MC2").derivation.remarks
    assert any("version 2" in str(said) and why in str(said) for said in remarks)


def test_a_retired_and_a_new_marker_are_no_series() -> None:
    changes = [{"kind": "retired", "old": ["MC1"]}, {"kind": "added", "new": ["MC2"]}]
    new = version("2", "2025-07-01", ("2026",), indicator("C2", **TOTAL), changes=changes)
    assert figure(data(recorded("C2"), FIRST, new), "C2") == 6


# --- Merged and split -----------------------------------------------------------------------------


def merged(*parts: Mapping[str, Any], **change: Any) -> FrameworkDefinition:
    changes = [{"kind": "merged", "old": ["MP", "MQ"], "new": ["MR"], **change}]
    return version("2", "2025-07-01", ("2026",), *parts, changes=changes)


BOTH = version(
    "1", "2024-01-01", ("2024", "2025"), indicator("P", **TOTAL), indicator("Q", **TOTAL)
)


def parts_of(entered: Mapping[tuple[str, str, str], Value | int]) -> ValueBook:
    return ValueBook(
        (ValueKey(*key), value if isinstance(value, Value) else reported(value))
        for key, value in entered.items()
    )


def test_merged_counts_are_added_each_with_its_latest_value() -> None:
    values = parts_of({("A", "2024", "P"): 3, ("A", "2024", "Q"): 4, ("A", "2025", "P"): 5})
    found = data(values, BOTH, merged(indicator("R", **TOTAL)))
    assert figure(found, "R", unit="A") == 9
    sheet = make_sheet(found, "A", "2026")
    assert sheet.rows["R"].previous.amount == 9


def test_a_part_that_nobody_reported_is_not_taken_as_nothing() -> None:
    found = data(parts_of({("A", "2024", "P"): 3}), BOTH, merged(indicator("R", **TOTAL)))
    assert figure(found, "R", unit="A") is None


def test_a_part_that_does_not_apply_is_outside() -> None:
    none = Value(ValueState.NOT_APPLICABLE, reason="there is no sea coast")
    values = parts_of({("A", "2024", "P"): 3, ("A", "2024", "Q"): none})
    assert figure(data(values, BOTH, merged(indicator("R", **TOTAL))), "R", unit="A") == 3


def test_percentages_that_were_merged_go_on_only_where_the_version_says_how() -> None:
    old = version("1", "2024-01-01", ("2024",), share("P", **TOTAL), share("Q", **TOTAL))
    values = parts_of(
        {("A", "2024", "P"): reported_ratio(1, 2), ("A", "2024", "Q"): reported_ratio(9, 10)}
    )
    assert figure(data(values, old, merged(share("R", **TOTAL))), "R", unit="A") is None
    stated = merged(share("R", **TOTAL), series=[{"new": "R", "old": ["P", "Q"]}])
    amount = figure(data(values, old, stated), "R", unit="A")
    assert amount is not None
    assert amount * 12 == 1000


SEX = [
    {
        "code": "sex",
        "title": "Sex",
        "categories": [{"code": "f", "title": "Female"}, {"code": "m", "title": "Male"}],
    }
]


def split(**change: Any) -> FrameworkDefinition:
    changes = [{"kind": "split", "old": ["MC1"], "new": ["MW", "MX"], **change}]
    parts = (indicator("W", **TOTAL), indicator("X", **TOTAL))
    return version("2", "2025-07-01", ("2026",), *parts, changes=changes, dimensions=SEX)


def test_a_split_goes_on_by_the_rule_that_is_stated_and_else_breaks() -> None:
    by_sex = {"f": Decimal(4), "m": Decimal(3)}
    whole = Value(ValueState.REPORTED, Decimal(7), parts={"sex": by_sex})
    values = parts_of({("A", "2024", "C1"): whole})
    assert figure(data(values, FIRST, split()), "W", unit="A") is None
    remarks = make_book(data(values, FIRST, split()), BookQuestion("2026")).marker("MW").derivation
    assert any("split" in str(said) for said in remarks.remarks)
    rules = [
        {"new": "W", "old": ["C1"], "dimension": "sex", "category": "f"},
        {"new": "X", "old": ["C1"], "dimension": "sex", "category": "m"},
    ]
    found = data(values, FIRST, split(series=rules))
    assert (figure(found, "W", unit="A"), figure(found, "X", unit="A")) == (4, 3)


def test_a_series_can_be_stated_to_begin_anew() -> None:
    changes = [
        {"kind": "reworded", "old": ["MC1"], "new": ["MC2"], "series": [{"new": "C2", "old": []}]}
    ]
    new = version("2", "2025-07-01", ("2026",), indicator("C2", **TOTAL), changes=changes)
    assert figure(data(recorded("C2"), FIRST, new), "C2") == 6


# --- Properties -----------------------------------------------------------------------------------

CODES = ("2024", "2025", "2026", "2027")
SERIES = st.dictionaries(
    st.tuples(st.sampled_from(("A", "B")), st.sampled_from(CODES)), st.integers(0, 20)
)


@settings(max_examples=30)
@given(SERIES, st.sampled_from(["sum", "mean", "min", "max"]), st.sampled_from(["2025", "2026"]))
def test_renaming_a_question_on_the_way_changes_no_figure_and_no_fall(
    entered: dict[tuple[str, str], int], across: str, since: str
) -> None:
    """One version for all periods gives the same as two, whatever the question is called."""
    raw: dict[str, Any] = {"across_units": across, **TOTAL}
    one = version("1", "2024-01-01", CODES, indicator("C1", **raw))
    later = [code for code in CODES if code >= since]
    changes = [{"kind": "reworded", "old": ["MC1"], "new": ["MC2"]}]
    two = version("2", f"{since}-01-01", later, indicator("C2", **raw), changes=changes)
    alone = data(series("C1", dict(entered)), one)
    values = ValueBook(
        (ValueKey(unit, period, "C2" if period >= since else "C1"), reported(number))
        for (unit, period), number in entered.items()
    )
    both = data(values, one, two)
    for period in CODES:
        code = "C2" if period >= since else "C1"
        expected = make_book(alone, BookQuestion(period))
        found = make_book(both, BookQuestion(period))
        assert (
            found.marker(f"M{code}").assessment.legs[0].actual
            == expected.marker("MC1").assessment.legs[0].actual
        )
        assert [replace(fall, indicator="C1") for fall in found.falls] == list(expected.falls)


@settings(max_examples=30)
@given(SERIES, SERIES)
def test_another_unit_and_the_order_of_entry_change_no_units_own_figure(
    entered: dict[tuple[str, str], int], other: dict[tuple[str, str], int]
) -> None:
    own = {key: number for key, number in entered.items() if key[0] == "A"}
    more = {**own, **{key: number for key, number in other.items() if key[0] == "B"}}
    found: list[list[Number | None]] = []
    for numbers in (own, more, dict(reversed(list(more.items())))):
        values = ValueBook(
            (ValueKey(unit, period, "C2" if period >= "2026" else "C1"), reported(number))
            for (unit, period), number in numbers.items()
        )
        place = data(
            values, version("1", "2024-01-01", CODES, indicator("C1", **TOTAL)), reworded()
        )
        found.append([figure(place, "C2", unit="A"), figure(place, "C1", "2025", "A")])
    assert found[0] == found[1] == found[2]


def test_one_version_reads_what_was_recorded() -> None:
    values = recorded()
    found = data(values, FIRST)
    assert found.values_for("2026") is values
    assert list(falls(FIRST, values)) == []
    assert aggregate(FIRST.indicators[0], ("A", "B"), CODES[:3], values).amount == 10
