"""What typed and pasted texts mean, in English and in other locales."""

from decimal import Decimal

import pytest

from spa_me.domain.reading.signs import Signs, signs_of
from spa_me.domain.values import (
    BLANK,
    Value,
    ValueKey,
    ValueState,
    reported,
    reported_level,
    reported_ratio,
)
from tests.countries import countries_definition
from ui.pages.entry.reading import edit_text, read_answer, spreadsheet_text

ENGLISH, VIETNAMESE, BURMESE = signs_of(".", ","), signs_of(",", "."), signs_of(".", ",")


def _read(code: str, text: str, signs: Signs = ENGLISH, old: Value = BLANK):  # noqa: ANN202
    return read_answer(countries_definition(), ValueKey("A", "2016", code), old, text, signs)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("1,500", "1500"),
        ("1 500", "1500"),
        ("1\u00a0500.25", "1500.25"),
        (" 7 ", "7"),
        ("\u221240", "-40"),
    ],
)
def test_numbers_as_people_and_spreadsheets_write_them(text: str, number: str) -> None:
    assert _read("2.4", text).value.number == Decimal(number)


@pytest.mark.parametrize(
    ("text", "number"), [("1.500", "1500"), ("12,5", "12.5"), ("1.234.567,8", "1234567.8")]
)
def test_numbers_in_a_locale_with_a_decimal_comma(text: str, number: str) -> None:
    content = _read("2.4", text, VIETNAMESE)
    assert content.value.number == Decimal(number)
    indicator = countries_definition().indicator_by_code["2.4"]
    again = edit_text(indicator, content.value, VIETNAMESE)
    assert _read("2.4", again, VIETNAMESE).value == content.value


def test_digits_of_the_locale_are_read() -> None:
    assert _read("2.1", "\u1041\u1042", BURMESE).value.number == 12


@pytest.mark.parametrize("text", ["abc", "1,5", "12%", "1.2.3", "#DIV/0!", "TRUE", "12 persons"])
def test_other_texts_are_kept_as_they_are_with_a_sentence(text: str) -> None:
    content = _read("2.1", text, old=reported(5, "note"))
    assert (content.unread, content.value) == (text, reported(5, "note"))
    assert content.why


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9/20", reported_ratio(9, 20)),
        ("9 / 20", reported_ratio(9, 20)),
        ("9 of 20", reported_ratio(9, 20)),
        ("1,200/2,400", reported_ratio(1200, 2400)),
        ("45%", reported(45)),
        ("45.5 %", reported(Decimal("45.5"))),
        ("45", reported(45)),
    ],
)
def test_percentages_with_and_without_their_parts(text: str, value: Value) -> None:
    assert _read("1.2", text).value == value


@pytest.mark.parametrize(
    ("text", "says"),
    [("9/", "has no denominator"), ("9/0", "denominator is 0"), ("1/2/3", "is not a number")],
)
def test_percentages_that_cannot_be(text: str, says: str) -> None:
    content = _read("1.2", text)
    assert content.unread == text
    assert says in content.why


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("not applicable", ValueState.NOT_APPLICABLE),
        ("-", ValueState.NOT_AVAILABLE),
        ("TBC", ValueState.NOT_AVAILABLE),
        ("គ្មានទិន្នន័យ", ValueState.NOT_AVAILABLE),
        ("Not  available", ValueState.NOT_AVAILABLE),
        ("not yet due", ValueState.NOT_YET_DUE),
    ],
)
def test_words_for_having_no_figure_need_a_reason(text: str, state: ValueState) -> None:
    for code in ("2.1", "1.2", "2.2"):
        content = _read(code, text)
        assert content.word is not None
        assert (content.word.states, content.value) == ((state,), BLANK)
        assert content.unread == text
    given = _read("2.1", f"{text}: because")
    assert (given.value.state, given.value.reason) == (state, "because")


@pytest.mark.parametrize("text", ["n/a", "N.A.", "n/a: the law is not adopted"])
def test_a_word_that_can_mean_two_states_is_asked_and_none_is_chosen(text: str) -> None:
    content = _read("2.1", text)
    assert content.word is not None
    assert content.word.states == (ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE)
    assert (content.value, content.unread) == (BLANK, text)


def test_a_word_that_can_mean_zero_is_none_and_no_state() -> None:
    content = _read("2.1", "nil")
    assert (content.value, content.unread, content.word) == (BLANK, "nil", None)
    assert "0" in content.why


@pytest.mark.parametrize("text", ["pilot", "Pilot in some provinces", "PILOT"])
def test_levels_by_code_and_by_title(text: str) -> None:
    assert _read("2.2", text).value == reported_level("pilot")


def test_a_level_that_there_is_not_names_those_that_there_are() -> None:
    assert "Running in every province" in _read("2.2", "half").why


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("2.4", reported(Decimal("1500.25"))),
        ("1.2", reported_ratio(9, 20)),
        ("1.2", reported(45)),
        ("2.2", reported_level("pilot")),
        ("2.1", Value(ValueState.NOT_YET_DUE, reason="next year: maybe")),
        ("2.1", BLANK),
    ],
)
def test_what_is_edited_reads_back_the_same(code: str, value: Value) -> None:
    indicator = countries_definition().indicator_by_code[code]
    for signs in (ENGLISH, VIETNAMESE):
        assert _read(code, edit_text(indicator, value, signs), signs).value == value


def test_a_ratio_goes_to_a_spreadsheet_in_per_cent() -> None:
    indicator = countries_definition().indicator_by_code["1.2"]
    assert spreadsheet_text(indicator, reported_ratio(1, 3), ENGLISH) == "33.333333333%"
