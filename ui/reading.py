"""What people type, read with the signs of the app's locale."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale

from spa_me.domain.reading.signs import Signs, signs_of


def locale_signs() -> Signs:
    """Return how the app's locale writes numbers and dates."""
    locale = QLocale()
    return signs_of(locale.decimalPoint(), locale.groupSeparator(), short_date_form(locale))


def short_date_form(locale: QLocale) -> str:
    """Return the pattern of a locale's short dates, with all four digits of the year."""
    if locale.language() == QLocale.Language.C:  # nobody's: its own form is “21 11 2026”
        return "d MMMM yyyy"
    # Two digits are too few where three numbers in any order can be a date: 11/4/26.
    return re.sub(r"\by{1,2}\b", "yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))
