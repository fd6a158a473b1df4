"""Days as people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spa_me.domain.reading.errors import UnreadError, quoted
from spa_me.domain.reading.signs import DayOrder, Signs, common
from spa_me.domain.sentences import Sentence, say

BUDDHIST_ERA = 543
"""How many years the calendar of Thailand, Lao PDR, Cambodia and Myanmar is ahead."""
_BUDDHIST_YEARS = range(2443, 2644)
"""Years of that calendar for 1900 to 2100; nobody reports a day of the common era there."""

_NUMBERS = re.compile(r"(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})\.?\Z", re.ASCII)
_SPACED = re.compile(r"(\d{1,4})[ /.]+(\d{1,2})[ /.]+(\d{1,4})\.?(?: ?\u0433\.)?\Z", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})\Z", re.ASCII)
_CHINESE = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日\Z")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def in_common_era(day: date) -> date | None:
    """Return the day that is meant where its year is one of the Buddhist era: 2025 for 2568."""
    if day.year not in _BUDDHIST_YEARS:
        return None
    try:
        return day.replace(year=day.year - BUDDHIST_ERA)
    except ValueError:  # 29 February of a year that is none in the other calendar
        return None


def read_day(text: str, signs: Signs) -> date:
    """Return the day that a text writes: `2016-03-07`, `7 March 2016`, or in the locale's order.

    Years have four digits. A day whose parts can be read in two ways is none, unless the order
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
    return kept_day(found[0])


def kept_day(day: date) -> date:
    """Return a day whose year is one of the common era.

    Raises:
        UnreadError: with the day less 543 years, if it is one of the Buddhist era.
    """
    meant = in_common_era(day)
    if meant is None:
        return day
    what = say("{year} is a year of the Buddhist era", year=str(day.year))
    raise UnreadError(what, say("{day}, if that is meant", day=meant.isoformat()))


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
