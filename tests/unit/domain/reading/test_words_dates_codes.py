"""Words in place of a figure, days, and codes that spreadsheets make alike."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.reading.codes import alike, as_number, is_kept, read_code
from spa_me.domain.reading.dates import in_common_years, read_day
from spa_me.domain.reading.errors import UnreadError
from spa_me.domain.reading.signs import ENGLISH, DayOrder, Signs, signs_of
from spa_me.domain.reading.words import no_figure
from spa_me.domain.values import STATE_TITLES, ValueState

AVAILABLE, APPLICABLE, DUE = (
    ValueState.NOT_AVAILABLE,
    ValueState.NOT_APPLICABLE,
    ValueState.NOT_YET_DUE,
)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        *((sign, [AVAILABLE]) for sign in ("-", "–", "—", "--", "…", "...", "?", "－")),
        *((word, [AVAILABLE]) for word in ("tbc", "TBC", "t.b.d.", "No  data", "Not available")),
        *((word, [AVAILABLE]) for word in ("see description", "unknown", "n.d.", "pending")),
        *((word, [AVAILABLE, APPLICABLE]) for word in ("n/a", "N/A", "N.A.", "n a", "Ｎ／Ａ")),
        *((word, [APPLICABLE]) for word in ("not applicable", "Sans objet", "no aplica")),
        *((word, [DUE]) for word in ("not due", "Not yet due", "ยังไม่ถึงกำหนด")),
        *((word, []) for word in ("none", "nil", "néant", "無", "ไม่มี")),
        *((word, [AVAILABLE]) for word in ("គ្មានទិន្នន័យ", "គ្មាន\u200bទិន្នន័យ", "ບໍ່ມີຂໍ້ມູນ")),
        *((word, [AVAILABLE]) for word in ("ไม่มีข้อมูล", "အချက်အလက် မရှိပါ", "không có số liệu")),
        *((word, [AVAILABLE]) for word in ("暂无数据", "待定", "non disponible", "sin datos")),
        *((word, [APPLICABLE]) for word in ("មិនពាក់ព័ន្ធ", "ບໍ່ກ່ຽວຂ້ອງ", "ไม่เกี่ยวข้อง")),
        *((word, [APPLICABLE]) for word in ("မသက်ဆိုင်ပါ", "không áp dụng", "不适用", "não aplicável")),
    ],
)  # fmt: skip
def test_words_say_which_states_they_can_mean(text: str, states: list[ValueState]) -> None:
    word = no_figure(text)
    assert word is not None
    assert list(word.states) == states
    assert word.reason == ""


def test_a_reason_may_follow() -> None:
    word = no_figure("Not available: the file was lost: sorry")
    assert word is not None
    assert (word.states, word.reason) == ((AVAILABLE,), "the file was lost: sorry")


@pytest.mark.parametrize("text", ["0", "12", "-5", "1.500", "45%", "3/7", "", "Nay", "é"])
def test_other_texts_are_no_such_words(text: str) -> None:
    assert no_figure(text) is None


def test_every_title_of_a_state_and_those_of_another_language() -> None:
    for state, title in STATE_TITLES.items():
        word = no_figure(title)
        assert (word is not None) == state.needs_reason
    named = no_figure("Nicht verfügbar", [("Nicht verfügbar", AVAILABLE)])
    assert named is not None
    assert named.states == (AVAILABLE,)


def test_a_sign_alone_never_leaves_the_count() -> None:
    """A dash is never *not applicable* by itself."""
    for sign in "-–—―−…?*":
        word = no_figure(sign)
        assert word is None or APPLICABLE not in word.states


# --- Days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("2016-03-07", "7 March 2016", "7 Mar 2016", "2016/3/7", "2016年3月7日", "2016. 3. 7."),
        *("07.03.2016", "7. 3. 2016", "7.3.2016.", "២០១៦-០៣-០៧", "\u200e2016-03-07"),
    ],
)
def test_days_with_one_meaning(text: str) -> None:
    assert read_day(text, ENGLISH) == date(2016, 3, 7)


def test_a_day_with_two_meanings_is_asked_unless_the_order_is_known() -> None:
    with pytest.raises(UnreadError) as asked:
        read_day("3/4/2025", ENGLISH)
    assert "2025-04-03" in str(asked.value)
    assert "2025-03-04" in str(asked.value)
    assert read_day("3/4/2025", Signs(order=DayOrder.DAY_FIRST)) == date(2025, 4, 3)
    assert read_day("3/4/2025", Signs(order=DayOrder.MONTH_FIRST)) == date(2025, 3, 4)
    assert read_day("13/4/2025", ENGLISH) == date(2025, 4, 13)
    assert read_day("4/4/2025", ENGLISH) == date(2025, 4, 4)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "7/3/16", "2016-02-30", "31.4.2016", "2016", "3/7", "7 Foo 2016", "99/99/2016"],
)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(UnreadError):
        read_day(text, ENGLISH)


def test_a_year_of_the_buddhist_calendar_stays_for_the_checks_of_records() -> None:
    for text in ("2568-03-01", "1.3.2568", "๑.๓.๒๕๖๘"):
        assert read_day(text, ENGLISH) == date(2568, 3, 1)
    assert in_common_years(date(2568, 3, 1)) == date(2025, 3, 1)
    assert in_common_years(date(200, 3, 1)) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_iso_days_are_read_back(day: date) -> None:
    assert read_day(day.isoformat(), ENGLISH) == day


@pytest.mark.parametrize(
    ("form", "order"),
    [
        ("dd.MM.yy", DayOrder.DAY_FIRST),
        ("M/d/yy", DayOrder.MONTH_FIRST),
        ("yyyy-MM-dd", DayOrder.YEAR_FIRST),
        ("", DayOrder.NOT_KNOWN),
    ],
)
def test_the_order_of_a_locale(form: str, order: DayOrder) -> None:
    assert signs_of(".", ",", form).order is order


# --- Codes ----------------------------------------------------------------------------------------


def test_codes_that_a_spreadsheet_makes_alike() -> None:
    found = alike(["1.1", "1.10", "1.2", "3.1a", "007", "7", "1.100", "KH"])
    assert {code: set(others) for code, others in found.items()} == {
        "1.1": {"1.10", "1.100"},
        "1.10": {"1.1", "1.100"},
        "1.100": {"1.1", "1.10"},
        "007": {"7"},
        "7": {"007"},
    }


@pytest.mark.parametrize("code", ["1.10", "2.30", "007", "1.0"])
def test_codes_that_no_spreadsheet_leaves_as_they_are(code: str) -> None:
    assert is_kept(code)


@pytest.mark.parametrize("code", ["1.1", "10", "100", "2014", "0", "3.1a", "KH", "1-1"])
def test_codes_that_say_nothing_of_a_spreadsheet(code: str) -> None:
    assert not is_kept(code)


@given(st.decimals(0, 10**6, places=3))
def test_what_a_spreadsheet_writes_of_a_code_is_alike(number: object) -> None:
    code = str(number)
    value = as_number(code)
    assert value is not None
    short = format(value.normalize(), "f")
    assert short == code or set(alike([code, short])) == {code, short}


def test_codes_in_other_digits_and_with_unseen_signs() -> None:
    assert read_code("1.1\u200b", ["1.1"]) == "1.1"
    assert read_code("១.១", ["1.1"]) == "1.1"
    assert read_code("១.១", ["១.១", "1.1"]) == "១.១"
    assert read_code("ខ\u200bក", []) == "ខក"
