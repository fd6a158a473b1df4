"""One value held against its indicator, on every way in."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.checks import MAX_TEXT, check_value
from spa_me.domain.checks.values import every_finding
from spa_me.domain.errors import Severity
from spa_me.domain.values import (
    BLANK,
    Value,
    ValueKey,
    ValueState,
    reported,
    reported_level,
    reported_ratio,
)
from tests.unit.domain.building import framework, indicator, share, units

LEVELS = [
    {"code": "in-force", "title": "In force", "status": "fully"},
    {"code": "none", "title": "None", "status": "not"},
]
SEX = {
    "code": "sex",
    "title": "Sex",
    "categories": [{"code": code, "title": code} for code in ("female", "male")],
}
DEFINITION = framework(
    [
        indicator("count", dimensions=["sex"]),
        indicator("amount", measure="amount"),
        share("share", dimensions=["sex"]),
        indicator("scale", measure="scale", levels=LEVELS),
        indicator("declared", measure="declaration"),
        indicator("own", reporters=["B"]),
    ],
    units=units("A", "B"),
    dimensions=[SEX, {**SEX, "code": "age", "title": "Age"}],
)


def check(code: str, value: Value, unit: str = "A", period: str = "2026") -> list[str]:
    found = check_value(DEFINITION, ValueKey(unit, period, code), value)
    return [f"{'!' if f.severity is Severity.ERROR else '?'} {f}" for f in found]


def parts(number: int, **categories: int) -> Value:
    broken_down = {"sex": {code: Decimal(n) for code, n in categories.items()}}
    return replace(reported(number), parts=broken_down)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("count", reported(0)),
        ("count", reported(10**17)),
        ("count", BLANK),
        ("count", Value(ValueState.BLANK, note="still to be counted")),
        ("count", Value(ValueState.NOT_AVAILABLE, reason="lost in the flood")),
        ("count", Value(ValueState.NOT_APPLICABLE, reason="no coast")),
        ("count", Value(ValueState.NOT_YET_DUE, reason="next year")),
        ("count", parts(5, female=3, male=1, unknown=1)),
        ("amount", reported(Decimal("-1.25"))),
        ("share", reported_ratio(0, 10)),
        ("share", reported_ratio(10, 10)),
        ("share", replace(reported_ratio(1, 3), number=Decimal("33.3"))),
        ("scale", reported_level("in-force")),
        ("declared", reported_level("partly")),
    ],
)
def test_nothing_is_wrong_with(code: str, value: Value) -> None:
    assert check(code, value) == []


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"unit": "X"}, "! unit: there is no reporting unit “X”; expected one of A, B"),
        ({"period": "1999"}, "! period: there is no reporting period “1999”; expected one of 2026"),
        ({"code": "own"}, "! unit: “A” is not asked for own; expected one of B"),
    ],
)
def test_the_place_of_a_value_exists(keys: dict[str, Any], expected: str) -> None:
    assert check(**{"code": "count", "value": reported(1), **keys}) == [expected]


def test_an_unknown_indicator_is_the_only_thing_said_of_its_value() -> None:
    (finding,) = check("x", reported(-1))
    assert finding.startswith("! indicator: there is no indicator “x”; expected one of count, ")


def test_a_long_list_of_codes_is_cut() -> None:
    many = framework([indicator(f"i{n}") for n in range(20)])
    (finding,) = check_value(many, ValueKey("A", "2026", "x"), reported(1))
    assert finding.expected.endswith("i11, …")


@pytest.mark.parametrize(
    "state", [ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE, ValueState.NOT_YET_DUE]
)
def test_a_state_without_a_figure_needs_a_reason(state: ValueState) -> None:
    for reason in ("", "  \n"):
        (finding,) = check("count", Value(state, reason=reason))
        assert finding.startswith("! reason: ")
        assert "needs a reason" in finding


@pytest.mark.parametrize(
    "figure",
    [
        {"number": Decimal(0)},
        {"numerator": Decimal(1)},
        {"denominator": Decimal(1)},
        {"level": "none"},
        {"parts": {"sex": {"female": Decimal(1)}}},
    ],
)
def test_a_value_that_is_not_reported_has_no_figure(figure: dict[str, Any]) -> None:
    (finding,) = check("count", Value(ValueState.NOT_APPLICABLE, reason="no coast", **figure))
    assert finding.startswith("! state: there is a figure although the value is “Not applicable”")


@pytest.mark.parametrize("code", ["count", "amount", "share"])
def test_a_reported_value_has_a_figure(code: str) -> None:
    (finding,) = check(code, Value(ValueState.REPORTED))
    assert finding.startswith("! value: the value is reported without a figure; expected a number")


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("count", reported(-1), "! value: -1 is below zero; expected a count from 0"),
        ("count", reported(Decimal("1.5")), "? value: 1.5 is not a whole number"),
        ("count", reported_ratio(1, 2), "! numerator: count is not a percentage"),
        ("count", reported_level("none"), "! value: count takes numbers, not levels"),
        ("share", reported_level("none"), "! value: share takes numbers, not levels"),
        ("scale", reported(1), "! value: scale takes levels, not numbers"),
        ("scale", reported_level("x"), "! value: there is no level “x”; expected one of in-force"),
        ("scale", Value(ValueState.REPORTED), "! value: scale takes a level and none is given"),
        (
            "declared",
            reported_level("yes"),
            "! value: there is no level “yes”; expected one of fully",
        ),
    ],
)
def test_the_measure_decides_what_a_value_is(code: str, value: Value, expected: str) -> None:
    found = check(code, value)
    assert any(finding.startswith(expected) for finding in found), found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (reported(33), ["? denominator: no denominator: it can be neither added"]),
        (reported(101), ["? value: 101 % is more than 100 %", "? denominator: no denominator"]),
        (reported(-1), ["! value: -1 % is below zero", "? denominator: no denominator"]),
        (reported_ratio(3, 2), ["? numerator: 3 of 2 is more than 100 %"]),
        (reported_ratio(-1, 2), ["! numerator: -1 is below zero"]),
        (reported_ratio(0, 0), ["! denominator: the denominator is 0; expected a number above 0"]),
        (reported_ratio(1, -2), ["! denominator: the denominator is -2"]),
        (
            Value(ValueState.REPORTED, numerator=Decimal(1)),
            ["! denominator: there is a numerator without a denominator; expected both or neither"],
        ),
        (
            Value(ValueState.REPORTED, denominator=Decimal(1)),
            ["! numerator: there is a denominator without a numerator"],
        ),
        (
            replace(reported_ratio(1, 2), number=Decimal(70)),
            ["! value: 70 % does not agree with 1 of 2, which is 50 %; expected the parts alone"],
        ),
    ],
)
def test_percentages(value: Value, expected: list[str]) -> None:
    found = check("share", value)
    assert len(found) == len(expected), found
    for finding, beginning in zip(found, expected, strict=True):
        assert finding.startswith(beginning)


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        (
            "count",
            parts(5, female=3, male=1),
            "? parts[sex]: Sex: the parts add up to 4 and the total is 5",
        ),
        ("count", parts(5, female=5, other=0), "! parts[sex]: there is no category “other”"),
        ("count", parts(5, female=6, male=-1), "! parts[sex]: male: -1 is below zero"),
        (
            "count",
            replace(reported(5), parts={"age": {"female": Decimal(5)}}),
            "! parts[age]: count is not broken down by “age”; expected one of sex",
        ),
        (
            "amount",
            parts(5, female=5),
            "! parts[sex]: amount is not broken down by “sex”; expected no breakdown",
        ),
        (
            "share",
            replace(reported_ratio(4, 9), parts={"sex": {"female": Decimal(3)}}),
            "? parts[sex]: Sex: the parts add up to 3 and the total is 4",
        ),
    ],
)
def test_breakdowns(code: str, value: Value, expected: str) -> None:
    (finding,) = check(code, value)
    assert finding.startswith(expected)


def test_texts_have_a_limit() -> None:
    assert check("count", replace(reported(1), note="x" * MAX_TEXT)) == []
    value = replace(reported(1), note="x" * (MAX_TEXT + 1), reason="y" * (MAX_TEXT + 1))
    assert check("count", value) == [
        "! reason: it has 5,001 characters; expected at most 5,000 characters",
        "! note: it has 5,001 characters; expected at most 5,000 characters",
    ]


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (reported(Decimal("NaN")), "value"),
        (reported(Decimal("1e999999999")), "value"),
        (reported_ratio(Decimal("Infinity"), 1), "numerator"),
        (reported_ratio(1, Decimal("1e-99")), "denominator"),
        (replace(reported(1), parts={"sex": {"female": Decimal("NaN")}}), "parts[sex]"),
    ],
)
def test_numbers_that_cannot_be_kept_are_refused_before_anything_is_computed(
    value: Value, field: str
) -> None:
    (finding,) = check("count", value)
    assert finding.startswith(f"! {field}: ")


FIGURES = st.none() | st.decimals(allow_nan=True, allow_infinity=True) | st.integers().map(Decimal)
VALUES = st.builds(
    Value,
    st.sampled_from(ValueState),
    number=FIGURES,
    numerator=st.none() | st.just(Decimal(1)),
    level=st.none() | st.just("none"),
    note=st.sampled_from(["", "a note"]),
)
KEYS = st.builds(
    ValueKey,
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from(["2014", "1900"]),
    st.sampled_from(["count", "amount", "share", "own", "none"]),
)


@given(KEYS, VALUES | FIGURES.map(lambda number: Value(ValueState.REPORTED, number=number)))
def test_the_short_way_finds_what_the_long_one_does(key: ValueKey, value: Value) -> None:
    assert check_value(DEFINITION, key, value) == every_finding(DEFINITION, key, value)
