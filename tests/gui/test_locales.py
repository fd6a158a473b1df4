"""What the app shows is read as shown, in every locale that it can have."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from spa_me.domain.reading.dates import read_day
from spa_me.domain.reading.errors import UnreadError
from spa_me.domain.reading.numbers import read_number, read_percentage, written
from ui.i18n import show_date, show_number
from ui.reading import locale_signs


def _locales() -> dict[tuple[str, ...], QLocale]:
    """Return one locale for each way to write numbers and dates; there are some dozens."""
    every = QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    )
    return {
        (
            *(locale.decimalPoint(), locale.groupSeparator(), locale.zeroDigit()),
            *(locale.negativeSign(), locale.dateFormat(QLocale.FormatType.ShortFormat)),
        ): locale
        for locale in every
    }


LOCALES = list(_locales().values())
NUMBERS = st.decimals(-(10**12), 10**12, places=3)
FIXED = ["0", "1.5", "1500", "70000", "-1234567.891", "0.001", "1234", "999999999999999999"]


@pytest.fixture(autouse=True)
def _default_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


def test_there_are_locales_of_every_kind() -> None:
    assert len(LOCALES) > 60
    assert {locale.decimalPoint() for locale in LOCALES} == {".", ",", "٫"}


@given(NUMBERS)
def test_numbers_are_read_as_shown(number: Decimal) -> None:
    for locale in LOCALES:
        QLocale.setDefault(locale)
        signs = locale_signs()
        for text in (show_number(number, 3), written(number, signs)):
            assert read_number(text, signs).number == number, (locale.name(), text)


@pytest.mark.parametrize("text", FIXED)
def test_some_numbers_are_read_as_shown(text: str) -> None:
    number = Decimal(text)
    for locale in LOCALES:
        QLocale.setDefault(locale)
        shown = show_number(number, len(text.partition(".")[2]))
        assert read_number(shown, locale_signs()).number == number, (locale.name(), shown)
        percent = f"{shown} {locale.percent()}"
        assert read_percentage(percent, locale_signs()).number == number, (locale.name(), percent)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("vi", "70.000"),
        ("lo", "70.000"),
        ("de", "70.000"),
        ("km", "70,000"),
        ("th", "70,000"),
        ("my", "၇၀,၀၀၀"),
        ("fr", "70\u202f000"),
        ("zh", "70,000"),
    ],
)
def test_seventy_thousand_as_the_countries_write_it(name: str, shown: str) -> None:
    QLocale.setDefault(QLocale(name))
    assert show_number(Decimal(70_000)) == shown
    assert read_number(shown, locale_signs()).number == 70_000


@pytest.mark.parametrize("day", [date(2016, 3, 7), date(2025, 4, 3), date(2026, 12, 31)])
def test_days_are_read_as_shown(day: date) -> None:
    for locale in LOCALES:
        QLocale.setDefault(locale)
        shown = show_date(day)
        try:
            assert read_day(shown, locale_signs()) == day, (locale.name(), shown)
        except UnreadError:
            pytest.fail(f"{locale.name()}: {shown}")
