"""Words for what is recorded about money, in the app's language."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from spa_me.domain.cofunding import (
    FORM_TITLES,
    NO_CURRENCY,
    SOURCE_TYPE_TITLES,
    STAGE_TITLES,
    ExchangeRate,
    Form,
    SourceType,
)
from spa_me.domain.cofunding import Stage as MoneyStage
from spa_me.domain.numbers import exact_text
from ui.i18n import domain_text, show_date, show_number, show_percent

NOTHING = "–"
"""Stands where there is no figure; never a zero."""


def tr(text: str) -> str:
    """Return a text of this page in the app's language."""
    return QCoreApplication.translate("CofundingPage", text)


def stage_title(stage: MoneyStage) -> str:
    """Return how firm a contribution is, in a word."""
    return domain_text(STAGE_TITLES[stage])


def form_title(form: Form) -> str:
    """Return the form of a contribution in words."""
    return domain_text(FORM_TITLES[form])


def source_type_title(source_type: SourceType) -> str:
    """Return what sort of body a source is."""
    return domain_text(SOURCE_TYPE_TITLES[source_type])


def currency_title(currency: str) -> str:
    """Return a currency's code, or that the source does not print one."""
    return tr("not printed") if currency == NO_CURRENCY else currency


def in_currency(currency: str) -> str:
    """Return what money is in, for a sentence: `in SEK`, `in a currency that is not printed`."""
    if currency == NO_CURRENCY:
        return tr("in a currency that is not printed")
    return tr("in {currency}").format(currency=currency)


def money_text(amount: Decimal | Fraction, currency: str) -> str:
    """Return an amount with its currency; none for money whose currency is not printed."""
    shown = show_number(amount)
    return shown if currency in {"", NO_CURRENCY} else f"{shown} {currency}"


def rate_text(rate: ExchangeRate) -> str:
    """Return a rate with its date and its source, as it has to stand beside what it converted."""
    said = tr("1 {base} = {rate} {quote} of {day} ({document})")
    return said.format(
        base=rate.base,
        rate=exact_text(rate.rate),
        quote=rate.quote,
        day=show_date(rate.date),
        document=rate.document,
    )


def percent_text(share: Fraction | None) -> str:
    """Return a share in per cent with one decimal; a dash for none."""
    return NOTHING if share is None else show_percent(share)


def number_text(number: Decimal | None) -> str:
    """Return a figure by locale; a dash for none."""
    return NOTHING if number is None else show_number(number)
