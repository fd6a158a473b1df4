"""Texts with translations, and codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from spa_me.domain.framework import Text, clean_name, clean_text
from spa_me.domain.framework.text import Code

CODE = TypeAdapter(Code)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  plain  ", "plain"),
        ("e\u0301", "\u00e9"),  # NFC
        ("a\x00b\x07c", "abc"),
        ("\x00 a \x1f", "a"),
        ("e\x00\u0301", "\u00e9"),
        ("a\ud800b", "ab"),  # half a character, which no file can hold
        ("two\nlines\tand tab", "two\nlines\tand tab"),
        ("កម្ពុជា", "កម្ពុជា"),
        ("zero\u200bwidth", "zero\u200bwidth"),  # Thai and Khmer break lines by it
        ("gpj\u202eexe.", "gpjexe."),  # shown as `gpj.exe` backwards
        ("\u2066aside\u2069", "aside"),
    ],
)
def test_clean_text(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    "name", ["Sok Dara", " Sok\u200b Dara\ufeff", "Sok\u202e\nDara", "Sok\u2028Dara"]
)
def test_a_name_of_a_person_has_no_sign_that_nobody_sees(name: str) -> None:
    assert clean_name(name) == "Sok Dara"


def test_what_a_framework_says_is_no_other_text_than_before() -> None:
    """Its digest would change, and a published version never does."""
    assert str(Text({"en": "A \u2066plan\u2069"})) == "A \u2066plan\u2069"


@given(st.text())
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("entered", "code"),
    [
        ("1.2", "1.2"),
        (" KH ", "KH"),
        (2014, "2014"),
        ("3.1a-completed", "3.1a-completed"),
        ("ក", "ក"),
    ],
)
def test_codes(entered: object, code: str) -> None:
    assert CODE.validate_python(entered) == code


@pytest.mark.parametrize(
    "entered", ["", "  ", "a b", "a" * 41, "a,b", "a;b", "=1", True, 1.5, None]
)
def test_what_is_no_code(entered: object) -> None:
    with pytest.raises(ValidationError):
        CODE.validate_python(entered)


def test_a_plain_text_is_english() -> None:
    text = Text.model_validate("Cambodia")
    assert (str(text), text.root) == ("Cambodia", {"en": "Cambodia"})
    assert text == Text.of("Cambodia")


@pytest.mark.parametrize(
    ("language", "shown"),
    [("km", "កម្ពុជា"), ("km-KH", "កម្ពុជា"), ("en", "Cambodia"), ("fr", "Cambodia")],
)
def test_a_translation_falls_back_to_english(language: str, shown: str) -> None:
    text = Text.model_validate({"en": "Cambodia", "km": "កម្ពុជា"})
    assert text.in_language(language) == shown


def test_without_english_the_first_language_stands() -> None:
    text = Text.model_validate({"km": "កម្ពុជា", "th": "กัมพูชา"})
    assert str(text) == "កម្ពុជា"
    assert text.in_language("th") == "กัมพูชา"


@pytest.mark.parametrize("entered", ["", "  ", {}, {"en": ""}, {"en": " "}, 5, None, ["a"]])
def test_what_is_no_text(entered: object) -> None:
    with pytest.raises(ValidationError):
        Text.model_validate(entered)
