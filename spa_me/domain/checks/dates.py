"""Days of money outside the reporting period, perhaps for the calendar they were written in."""

from __future__ import annotations

from datetime import date, timedelta

from spa_me.domain.cofunding import Contribution, ExchangeRate
from spa_me.domain.framework import Period
from spa_me.domain.reading.dates import in_common_years
from spa_me.domain.sentences import Sentence, say

_BEFORE = timedelta(days=366)
"""How long before its period a rate may be dated: that of the year before serves."""


def day_meant(record: Contribution | ExchangeRate, period: Period) -> date | None:
    """Return the day that fits the period once its year is read in the Buddhist calendar."""
    day = None if record.date is None else in_common_years(record.date)
    return day if day is not None and _fits(record, day, period) else None


def doubt_of_day(record: Contribution | ExchangeRate, period: Period) -> Sentence | None:
    """Return what is doubtful about the day of a record; None where nothing is.

    A contribution belongs into its period. A rate may be older, but not by more than a year.
    """
    if record.date is None or _fits(record, record.date, period):
        return None
    meant = day_meant(record, period)
    if meant is None:
        return say(
            "it is dated {day}, outside the period {start} to {end}",
            day=record.date,
            start=period.start,
            end=period.end,
        )
    return say(
        "it is dated {day}, outside the period {start} to {end}; in the Buddhist calendar that is "
        "{meant}",
        day=record.date,
        start=period.start,
        end=period.end,
        meant=meant,
    )


def _fits(record: Contribution | ExchangeRate, day: date, period: Period) -> bool:
    if isinstance(record, Contribution):
        return period.start <= day <= period.end
    return period.start - _BEFORE <= day <= period.end
