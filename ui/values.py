"""Reported values and shares as people read them, on every page the same."""

from __future__ import annotations

import re
from decimal import Decimal

from spa_me.domain.framework import Indicator
from spa_me.domain.values import STATE_TITLES, Value, ValueState
from spa_me.services.exchange.share_changes import GovernmentShare
from ui.i18n import domain_text, show_number, show_percent, show_sentence

NOTHING = "–"
"""Stands where nothing was reported; never a zero."""
_MONEY = re.compile(r"(?:\A|(?<=; budget ))(?P<amount>\d+(?:\.\d+)?)(?= [A-Z]{3}(?:;|\Z))")
"""The amount of a contribution, and the budget of an activity, in the text of a record."""


def show_value(value: Value, indicator: Indicator | None = None) -> str:
    """Return a value in one line by locale: its figure with all decimals, or why there is none.

    Args:
        value: what was reported.
        indicator: for the words of its levels.
    """
    if value.state is ValueState.BLANK:
        return NOTHING
    if not value.is_reported:
        return domain_text(STATE_TITLES[value.state])
    if value.level is not None:
        level = None if indicator is None else indicator.level(value.level)
        return value.level if level is None else str(level.title)
    if value.numerator is not None and value.denominator is not None and value.amount is not None:
        ratio = f"{_exact(value.numerator)} / {_exact(value.denominator)}"
        return f"{ratio} ({show_number(value.amount, 1)} %)"
    return NOTHING if value.number is None else _exact(value.number)


def show_share(found: GovernmentShare) -> str:
    """Return a government's share in per cent, with what has to be known about it."""
    percent = "" if found.share is None else show_percent(found.share)
    remark = "" if found.remark is None else show_sentence(found.remark)
    return ", ".join(part for part in (percent, remark) if part) or NOTHING


def show_record(text: str) -> str:
    """Return the text of a record, as stored in the log and compared, with amounts by locale."""
    return _MONEY.sub(lambda found: _exact(Decimal(found["amount"])), text)


def _exact(number: Decimal) -> str:
    exponent = number.as_tuple().exponent
    return show_number(number, max(0, -exponent) if isinstance(exponent, int) else None)
