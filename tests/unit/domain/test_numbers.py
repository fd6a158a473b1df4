"""Exact numbers: what can be kept, and rounding for display only."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.numbers import (
    NotANumberError,
    checked_decimal,
    exact_text,
    grouped,
    plain,
    round_half_up,
    rounded,
)

KEPT = st.decimals(
    min_value=Decimal(-999999999999999999),
    max_value=Decimal(999999999999999999),
    places=9,
    allow_nan=False,
    allow_infinity=False,
)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1E+18", "1E-10"])
def test_a_decimal_that_cannot_be_kept_is_refused(text: str) -> None:
    with pytest.raises(NotANumberError):
        checked_decimal(Decimal(text))


def test_minus_zero_is_zero() -> None:
    assert str(checked_decimal(Decimal("-0"))) == "0"
    assert plain(Decimal("-0.0")) == "0"


@given(KEPT)
def test_plain_has_no_exponent_and_no_trailing_zero(number: Decimal) -> None:
    text = plain(number)
    assert "E" not in text
    assert text == "0" or not (text.endswith("0") and "." in text)


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(5, 2), 0, "3"),  # half up, not to even
        (Decimal("0.125"), 2, "0.13"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(14000, 9), 1, "1555.6"),
        (Decimal("99.95"), 1, "100.0"),
        (Decimal(0), 1, "0.0"),
        (Fraction(-1, 1000), 2, "0.00"),
    ],
)
def test_rounding_is_half_up(number: Decimal | Fraction, decimals: int, shown: str) -> None:
    assert str(rounded(number, decimals)) == shown


@given(st.fractions(min_value=-(10**12), max_value=10**12), st.integers(0, 6))
def test_rounding_moves_by_at_most_half_a_step(number: Fraction, decimals: int) -> None:
    assert abs(Fraction(rounded(number, decimals)) - number) <= Fraction(1, 2 * 10**decimals)


@given(KEPT, st.integers(0, 9))
def test_both_ways_to_round_agree(number: Decimal, decimals: int) -> None:
    assert round_half_up(number, decimals) == rounded(number, decimals)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Decimal("1500.00"), "1,500"),
        (Decimal("12.50"), "12.5"),
        (Fraction(1, 3), "0.33"),
        (Decimal(0), "0"),
        (Decimal(-1234567), "-1,234,567"),
    ],
)
def test_numbers_are_grouped_for_reading(number: Decimal | Fraction, shown: str) -> None:
    assert grouped(number) == shown


def test_a_fixed_number_of_decimals_is_kept_in_reading() -> None:
    assert grouped(Decimal(20), 1) == "20.0"


@pytest.mark.parametrize(
    ("number", "text"),
    [(Decimal("1.50"), "1.5"), (Fraction(1, 8), "0.125"), (Fraction(1, 3), "0.333333333333")],
)
def test_exact_text_is_exact_where_the_digits_end(number: Decimal | Fraction, text: str) -> None:
    assert exact_text(number) == text
