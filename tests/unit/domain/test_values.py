"""Values: a zero is a value, a blank is none, and breakdowns are compared and never corrected."""

from decimal import Decimal
from fractions import Fraction

import pytest

from spa_me.domain.values import (
    BLANK,
    Value,
    ValueBook,
    ValueKey,
    ValueState,
    parts_mismatches,
    reported,
    reported_level,
    reported_ratio,
)

STATES_WITHOUT_FIGURE = [state for state in ValueState if state is not ValueState.REPORTED]
KEY = ValueKey("A", "2026", "i")


def test_zero_is_a_value() -> None:
    assert reported(0).is_reported
    assert reported(0).amount == 0


@pytest.mark.parametrize("state", STATES_WITHOUT_FIGURE)
def test_only_reported_values_have_an_amount(state: ValueState) -> None:
    assert Value(state, number=Decimal(5)).amount is None
    assert not Value(state).is_reported


@pytest.mark.parametrize("state", ValueState)
def test_the_three_states_between_reported_and_blank_need_a_reason(state: ValueState) -> None:
    expected = state not in {ValueState.REPORTED, ValueState.BLANK}
    assert state.needs_reason is expected


def test_a_ratio_is_kept_as_its_parts() -> None:
    value = reported_ratio(1, 3)
    assert value.is_ratio
    assert value.amount == Fraction(100, 3)


def test_a_bare_percentage_has_an_amount_and_is_no_ratio() -> None:
    assert not reported(33).is_ratio
    assert reported(33).amount == 33


def test_a_denominator_of_zero_gives_no_amount_and_no_crash() -> None:
    value = reported_ratio(0, 0)
    assert not value.is_ratio
    assert value.amount is None


def test_a_level_has_no_amount() -> None:
    assert reported_level("fully").amount is None


def test_parts_with_unknown_that_add_up_are_no_mismatch() -> None:
    parts = {"sex": {"female": Decimal(3), "male": Decimal(1), "unknown": Decimal(1)}}
    value = Value(ValueState.REPORTED, number=Decimal(5), parts=parts)
    assert list(parts_mismatches(value)) == []


def test_parts_that_do_not_add_up_are_shown_and_not_corrected() -> None:
    parts = {"sex": {"female": Decimal(3)}, "age": {"adult": Decimal(5)}}
    value = Value(ValueState.REPORTED, number=Decimal(5), parts=parts)
    (mismatch,) = parts_mismatches(value)
    assert (mismatch.dimension, mismatch.total, mismatch.parts) == ("sex", 5, 3)
    assert mismatch.difference == 2
    assert value.amount == 5


def test_the_parts_of_a_ratio_add_up_to_its_numerator() -> None:
    parts = {"sex": {"female": Decimal(3)}}
    value = Value(ValueState.REPORTED, numerator=Decimal(4), denominator=Decimal(10), parts=parts)
    assert [m.total for m in parts_mismatches(value)] == [4]


@pytest.mark.parametrize(
    "value",
    [
        Value(ValueState.NOT_AVAILABLE, parts={"sex": {"female": Decimal(3)}}),
        Value(ValueState.REPORTED, parts={"sex": {"female": Decimal(3)}}),
        Value(ValueState.REPORTED, number=Decimal(5), parts={"sex": {}}),
    ],
    ids=["not reported", "no total", "no parts given"],
)
def test_there_is_nothing_to_compare_without_a_total_and_parts(value: Value) -> None:
    assert list(parts_mismatches(value)) == []


def test_a_key_that_is_missing_is_blank() -> None:
    book = ValueBook([(KEY, reported(0))])
    assert book.get("i", "A", "2026").is_reported
    assert book.get("i", "B", "2026") is BLANK
    assert book.get("other", "A", "2026") is BLANK


def test_a_book_gives_back_what_went_in_and_the_last_value_stands() -> None:
    book = ValueBook([(KEY, reported(1)), (KEY._replace(unit="B"), BLANK), (KEY, reported(2))])
    assert dict(book.items()) == {KEY: reported(2), KEY._replace(unit="B"): BLANK}
