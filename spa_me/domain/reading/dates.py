"""Days as people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spa_me.domain.reading.errors import UnreadError, quoted
from spa_me.domain.reading.signs import DayOrder, Signs, common
from spa_me.domain.sentences import Sentence, say

BUDDHIST_YEARS = 543
"""How far the calendar of Thailand, Lao PDR, Cambodia and Myanmar is ahead: 2568 is 2025."""

_NUMBERS = re.compile(r"(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})\.?\Z", re.ASCII)
_SPACED = re.compile(r"(\d{1,4})[ /.]+(\d{1,2})[ /.]+(\d{1,4})\.?(?: ?\u0433\.)?\Z", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})\Z", re.ASCII)
_CHINESE = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日\Z")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def in_common_years(day: date) -> date | None:
    """Return what a day of the Buddhist calendar is in the common one; None where none fits."""
    try:
        return day.replace(year=day.year - BUDDHIST_YEARS)
    except ValueError:  # before its first year, or 29 February of a year that is none in the other
        return None


def read_day(text: str, signs: Signs) -> date:
    """Return the day that a text writes: `2016-03-07`, `7 March 2016`, or in the locale's order.

    Years have four digits; one of the Buddhist calendar stays as it is, and the checks of records
    offer the other one. A day whose parts can be read in two ways is none, unless the order
    in force decides.

    Raises:
        UnreadError: with every meaning that the text could have.
    """
    found = list(dict.fromkeys(_meanings(common(text), signs)))
    if not found:
        raise UnreadError(say("“{text}” is not a date", text=quoted(text)), date_wanted())
    if len(found) > 1:
        what = say("“{text}” can be read as {one} and as {other}", text=quoted(text),
                   one=found[0].isoformat(), other=found[1].isoformat())  # fmt: skip
        raise UnreadError(what, date_wanted())
    return found[0]


def date_wanted() -> Sentence:
    """Return how a date is to be written."""
    return say("a date such as 2016-03-07")


def _meanings(text: str, signs: Signs) -> Iterator[date]:
    word = _WORDS.match(text)
    if word is not None:
        months = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(word[2].lower())]
        yield from _day(word[3], str(months[0]) if months else "", word[1])
        return
    parts = _CHINESE.match(text) or _NUMBERS.match(text) or _SPACED.match(text)
    if parts is None:
        return
    one, two, three = parts.groups()
    if len(one) == 4:
        yield from _day(one, two, three)
        return
    # With points, the day comes first wherever dates are written so.
    order = DayOrder.DAY_FIRST if "." in text else signs.order
    if order is not DayOrder.MONTH_FIRST:
        yield from _day(three, two, one)
    if order is not DayOrder.DAY_FIRST:
        yield from _day(three, one, two)


def _day(year: str, month: str, day: str) -> Iterator[date]:
    """Yield the day, if there is one."""
    if len(year) != 4:
        return
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
