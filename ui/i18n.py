"""What the domain says, in the app's language: sentences, numbers and dates by locale."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from spa_me.domain.numbers import Number, grouped
from spa_me.domain.sentences import Amount, Sentence
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from ui.reading import short_date_form


def domain_text(template: str) -> str:
    """Return a text of the domain, such as a status word or a template, in the app's language."""
    return QCoreApplication.translate("domain", template)


_ORIGINAL = "en"
# As `DEFAULT_LANGUAGE` of frameworks, which take longer to import than the window to show.
_chosen = ""


def use_framework_language(language: str) -> None:
    """Show the texts of frameworks in a language from now on; empty for that of the app."""
    global _chosen  # noqa: PLW0603 (one for the whole app, as its locale is)
    _chosen = language


def framework_language() -> str:
    """Return the language in which the texts of frameworks are shown; empty for their own."""
    language = _chosen or QLocale().bcp47Name()
    return "" if language.partition("-")[0] == _ORIGINAL else language


def language_title(language: str) -> str:
    """Return the name of a language in itself, such as `ខ្មែរ`, with its code."""
    known = QLocale(language)
    is_known = known.language() != QLocale.Language.C
    return f"{known.nativeLanguageName()} ({language})" if is_known else language


def show_sentence(sentence: Sentence | str) -> str:
    """Return a sentence of the domain in the app's language, its numbers by locale."""
    if isinstance(sentence, str):
        return sentence
    return sentence.render(domain_text, _show)


def show_status(kind: Status | NoStatus) -> str:
    """Return a status, or the reason for having none, in words."""
    return domain_text(STATUS_TITLES[kind])


def show_number(number: Number, decimals: int | None = None) -> str:
    """Return a number by locale; exact digits, never through a float.

    Args:
        number: what is shown, rounded half up.
        decimals: how many to show; None for up to two without trailing zeros.
    """
    return _localised(grouped(number, decimals))


def show_amount(amount: Amount) -> str:
    """Return a number with its sign by locale: `37 %`, `2 units`."""
    return show_sentence(amount.words)


def show_percent(fraction: Fraction, decimals: int = 1) -> str:
    """Return a fraction as per cent: 1/2 as `50.0 %`."""
    return f"{show_number(fraction * 100, decimals)} %"


def show_date(day: date) -> str:
    """Return a day by locale in its short form with all four digits of the year."""
    return _short_day(QDate(day.year, day.month, day.day))


def show_day(moment: datetime) -> str:
    """Return the local date of a moment (in UTC), as `show_date` writes it."""
    return _short_day(_local(moment).date())


def show_moment(moment: datetime) -> str:
    """Return a moment (in UTC) as the local date, as `show_date` writes it, and the time."""
    local = _local(moment)
    time = QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)
    return f"{_short_day(local.date())} {time}"


def longest_day() -> str:
    """Return a day that is as long as any where the month is written as a word."""
    return show_date(date(2026, 9, 28))


def longest_moment() -> str:
    """Return a moment that is as long as any where the month is written as a word."""
    return show_moment(datetime(2026, 9, 28, 20, 58, tzinfo=UTC))


def _short_day(day: QDate) -> str:
    locale = QLocale()
    named = QLocale(QLocale.Language.English) if locale.language() == QLocale.Language.C else locale
    return named.toString(day, short_date_form(locale))


def show_time(moment: datetime) -> str:
    """Return the local time of a moment (in UTC); with its date unless that is today."""
    local = _local(moment)
    if local.date() != QDate.currentDate():
        return show_moment(moment)
    return QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)


def _local(moment: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(round(moment.timestamp() * 1000))


def _show(value: object) -> str:
    if isinstance(value, Decimal | Fraction | int):
        return show_number(Fraction(value))
    if isinstance(value, datetime):
        return show_moment(value)
    if isinstance(value, date):
        return show_date(value)
    return domain_text(str(value)) if str(value) else ""


def _localised(english: str) -> str:
    locale = QLocale()
    zero = locale.zeroDigit()
    signs = {",": locale.groupSeparator(), ".": locale.decimalPoint(), "-": locale.negativeSign()}
    if zero != "0":
        signs |= {str(digit): chr(ord(zero) + digit) for digit in range(10)}
    return "".join(signs.get(sign, sign) for sign in english)
