"""Languages: plurals, sentences of the domain, numbers and dates by locale."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from spa_me.domain.sentences import Amount, say
from spa_me.domain.status import STATUS_TITLES
from ui import i18n
from ui.translators import TRANSLATIONS, install_translators

ROOT = Path(__file__).parents[2]
PLURAL = re.compile(r'tr\(\s*"([^"]*%n[^"]*)"')
UseLocale = Callable[[str], None]


@pytest.fixture
def use_locale() -> Iterator[UseLocale]:
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


KNOWN = {"{unit} reaches {words} {target}.", "at least", *STATUS_TITLES.values()}


@pytest.fixture
def shouting(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Install a language in which what is known of the domain is said in capitals."""
    messages = "".join(
        f"<message><source>{text}</source><translation>{_capitals(text)}</translation></message>"
        for text in KNOWN
    )
    file = tmp_path / "loud.ts"
    file.write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="en">'
        f"<context><name>domain</name>{messages}</context></TS>",
        encoding="utf-8",
    )
    lrelease = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([lrelease, "-silent", file, "-qm", tmp_path / "loud.qm"], check=True)
    translator = QTranslator()
    assert translator.load(str(tmp_path / "loud.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def _capitals(text: str) -> str:
    return re.sub(r"(\{\w+\})|(.)", lambda m: m[1] or m[2].upper(), text)


@pytest.mark.parametrize(
    ("locale", "shown"),
    [("en_GB", "1,234.5"), ("de_DE", "1.234,5"), ("vi_VN", "1.234,5"), ("my_MM", "၁,၂၃၄.၅")],
)
def test_numbers_are_written_as_the_locale_does(
    use_locale: UseLocale, locale: str, shown: str
) -> None:
    use_locale(locale)

    assert i18n.show_number(Decimal("1234.5")) == shown


def test_numbers_keep_every_digit(use_locale: UseLocale) -> None:
    use_locale("en_GB")

    assert i18n.show_number(Decimal("12345678901234567890.25")) == "12,345,678,901,234,567,890.25"
    assert i18n.show_percent(Fraction(2, 3)) == "66.7 %"
    assert i18n.show_amount(Amount(Decimal(37), "%")) == "37 %"


def test_times_of_today_are_short_and_others_carry_their_date(use_locale: UseLocale) -> None:
    use_locale("en_GB")
    now = datetime.now(UTC)

    assert len(i18n.show_time(now)) == 5
    assert i18n.show_time(now - timedelta(days=2)) == i18n.show_moment(now - timedelta(days=2))
    assert i18n.show_date(date(2014, 4, 1)) == "01/04/2014"


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en_US", "11/4/2026"),
        ("th_TH", "4/11/2026"),
        ("sv_SE", "2026-11-04"),
        ("zh_CN", "2026/11/4"),
        ("C", "4 November 2026"),
    ],
)
def test_years_have_four_digits(use_locale: UseLocale, locale: str, shown: str) -> None:
    use_locale(locale)

    assert i18n.show_date(date(2026, 11, 4)) == shown
    assert i18n.show_moment(datetime(2026, 11, 4, 12, tzinfo=UTC)).startswith(f"{shown} ")


@pytest.mark.usefixtures("shouting")
def test_sentences_and_their_words_are_translated_and_names_are_not() -> None:
    target = Amount(Decimal(20), "%")
    sentence = say(
        "{unit} reaches {words} {target}.", unit="China", words="at least", target=target
    )

    assert i18n.show_sentence(sentence) == "China REACHES AT LEAST 20 %."


@pytest.mark.usefixtures("shouting")
def test_statuses_are_translated() -> None:
    assert [i18n.show_status(kind) for kind in STATUS_TITLES] == [
        title.upper() for title in STATUS_TITLES.values()
    ]


def test_every_plural_has_its_english_forms() -> None:
    """`python scripts/translations.py` makes them."""
    translator = QTranslator()
    assert translator.load(QLocale("en"), "spa_me", "_", str(TRANSLATIONS))
    sources = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "ui").rglob("*.py"))]
    texts = {text for source in sources for text in PLURAL.findall(source)}
    compiled = (TRANSLATIONS / "spa_me_en.ts").read_text(encoding="utf-8")

    assert texts
    assert [text for text in texts if f"<source>{text}</source>" not in compiled] == []


def test_plurals_are_shown_in_any_language(qapp: QApplication) -> None:
    """A language without a file shows English, and not `change(s)`."""
    before, known = QLocale(), set(qapp.findChildren(QTranslator))
    install_translators(qapp, "km")
    shown = [
        QCoreApplication.translate("ActivityPage", "%n change(s) shown", "", n) for n in (1, 2)
    ]
    for translator in set(qapp.findChildren(QTranslator)) - known:
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)

    assert shown == ["1 change shown", "2 changes shown"]
