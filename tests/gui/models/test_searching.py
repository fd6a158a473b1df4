"""Search in texts of any script."""

import pytest

from ui.models.searching import folded, matches


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("viet nam", "Việt Nam"),
        ("da nang", "Đà Nẵng"),
        ("ASEAN", "asean"),
        ("គេហទំព័រ", "ទស្សនាគេហទំព័រ"),
        ("ผู้เข้าชม", "ข้อมูลผู้เข้าชม"),
        ("ຜູ້ເຂົ້າຊົມ", "ສະຖິຕິຜູ້ເຂົ້າຊົມ"),
        ("ဝက်ဘ်", "ဝက်ဘ်ဆိုဒ်"),
        ("人口", "打击人口贩运"),
        ("two one", "one and two"),
        ("", "anything"),
    ],
)
def test_what_is_typed_is_found(words: str, text: str) -> None:
    assert matches(words, [text])


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("three", "one and two"),
        ("one three", "one and two"),
        ("มา", "ม้า"),
        ("កា", "កី"),
    ],
)
def test_what_is_not_there_is_not_found(words: str, text: str) -> None:
    assert not matches(words, [text])


def test_vowels_and_tones_stay() -> None:
    assert folded("ม้า") == "ม้า"
    assert folded("ខ្មែរ") == "ខ្មែរ"
