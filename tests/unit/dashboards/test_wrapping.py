"""Labels in lines, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spa_me.dashboards.wrapping import wrapped


def test_lines_break_at_spaces() -> None:
    text = "Countries report back on the agreed framework"

    assert wrapped(text, 24, 2) == ["Countries report back on", "the agreed framework"]


def test_what_does_not_fit_is_cut_with_a_sign() -> None:
    text = "The COMMIT Process is strengthened to become sustainable and self-reliant"

    assert wrapped(text, 20, 2) == ["The COMMIT Process", "is strengthened to…"]


def test_short_text_stays() -> None:
    assert wrapped("China", 11, 2) == ["China"]
    assert wrapped("", 11, 2) == [""]


@pytest.mark.parametrize(
    "text",
    [
        "ទស្សនាគេហទំព័ររបស់គម្រោងប្រឆាំងការជួញដូរមនុស្ស",
        "ข้อมูลผู้เข้าชมเว็บไซต์ของโครงการต่อต้านการค้ามนุษย์",
        "ສະຖິຕິຜູ້ເຂົ້າຊົມເວັບໄຊຂອງໂຄງການຕ້ານການຄ້າມະນຸດ",
        "လူကုန်ကူးမှုတိုက်ဖျက်ရေးစီမံကိန်း၏ဝက်ဘ်ဆိုဒ်",
        "打击人口贩运合作项目网站的访问次数和新访客人数统计",
    ],
)
def test_scripts_without_spaces_break_between_letters(text: str) -> None:
    lines = wrapped(text, 18, 3)

    assert len(lines) > 1
    for line in lines:
        assert not unicodedata.category(line[0]).startswith("M"), "a mark lost its letter"
        assert line.rstrip("…")[-1] not in "เแโใไເແໂໃໄ", "a vowel lost its consonant"


def test_letters_of_east_asia_count_twice() -> None:
    assert wrapped("打击人口贩运", 8, 2) == ["打击人口", "贩运"]


@given(st.text(max_size=200), st.integers(4, 40), st.integers(1, 4))
def test_there_are_never_more_lines_than_asked_for(text: str, width: int, lines: int) -> None:
    found = wrapped(text, width, lines)

    assert 1 <= len(found) <= lines
    if not any(line.endswith("…") for line in found):
        kept = [letter for letter in text if not letter.isspace()]
        assert [letter for line in found for letter in line if letter != " "] == kept
