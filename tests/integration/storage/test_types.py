"""What goes into a column comes out again: exact numbers, times in UTC, composed text."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from spa_me.domain.status import Status
from spa_me.storage.types import (
    ComposedText,
    ExactDecimal,
    OptionalReference,
    UtcTime,
    WordText,
    read_time,
    time_text,
)

TABLE = Table(
    "sample",
    MetaData(),
    Column("number", ExactDecimal),
    Column("at", UtcTime),
    Column("text", ComposedText),
    Column("status", WordText(Status)),
    Column("reference", OptionalReference),
)


def kept(**cells: object) -> dict[str, object]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        TABLE.create(connection)
        connection.execute(insert(TABLE), cells)
        row = connection.execute(select(TABLE)).mappings().one()
    engine.dispose()
    return dict(row)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**27), max_value=10**27))
def test_decimals_are_exact(number: Decimal) -> None:
    assert kept(number=number)["number"] == number


def test_a_number_that_sqlite_would_round_is_kept() -> None:
    number = Decimal("12345678901234567.891234567")

    assert kept(number=number)["number"] == number


def test_trailing_zeros_and_exponents() -> None:
    assert str(kept(number=Decimal("12.50"))["number"]) == "12.50"
    assert str(kept(number=Decimal("1E+3"))["number"]) == "1000"
    assert str(kept(number=Decimal(0))["number"]) == "0"


@given(st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(9000, 1, 1)))  # noqa: DTZ001
def test_times_are_the_same_moment(naive: datetime) -> None:
    at = naive.replace(tzinfo=timezone(timedelta(hours=7)))

    assert read_time(time_text(at)) == at
    assert time_text(at).endswith("Z")


@given(st.datetimes(min_value=datetime(1900, 1, 2)), st.datetimes(min_value=datetime(1900, 1, 2)))  # noqa: DTZ001
def test_times_sort_as_text(one: datetime, other: datetime) -> None:
    one, other = one.replace(tzinfo=UTC), other.replace(tzinfo=UTC)

    assert (time_text(one) < time_text(other)) == (one < other)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(StatementError, match="does not say its time zone"):
        kept(at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_text_is_composed() -> None:
    found = kept(text="e\u0301te\u0301")["text"]

    assert found == "été"
    assert unicodedata.is_normalized("NFC", str(found))


def test_words_of_a_closed_list() -> None:
    assert kept(status=Status.PARTLY)["status"] is Status.PARTLY
    with pytest.raises(StatementError):
        kept(status="nearly")


def test_an_empty_reference_is_null_in_the_file_and_empty_outside() -> None:
    assert kept(reference="")["reference"] == ""
    assert kept(reference="x")["reference"] == "x"


def test_every_year_has_four_digits() -> None:
    moments = [datetime(year, 3, 31, 8, 15, tzinfo=UTC) for year in (1, 26, 999, 1000, 2026, 9999)]
    texts = [time_text(moment) for moment in moments]

    assert texts[1] == "0026-03-31T08:15:00.000000Z"
    assert texts == sorted(texts)
    assert [read_time(text) for text in texts] == moments
