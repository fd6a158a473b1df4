"""Which rolling backups are kept: the latest, then one a day, then one a month."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

LATEST = 10
DAYS = 14
MONTHS = 12

Name = TypeVar("Name", bound=Hashable)


def to_keep(backups: Iterable[tuple[Name, datetime]], now: datetime) -> set[Name]:
    """Return the names of the backups to keep.

    These are the ten latest, the latest of each day of the last 14 days, and the latest of each
    month of the last 12 months. The earliest backup of all is kept, too: what a workspace was at
    first is found nowhere else.
    """
    newest_first = sorted(backups, key=lambda backup: backup[1], reverse=True)
    kept = {name for name, _ in [*newest_first[:LATEST], *newest_first[-1:]]}
    days: set[object] = set()
    months: set[object] = set()
    for name, at in newest_first:
        day, month = at.date(), (at.year, at.month)
        is_recent = at > now - timedelta(days=DAYS)
        is_of_this_year = _months_ago(at, now) < MONTHS
        if (is_recent and day not in days) or (is_of_this_year and month not in months):
            kept.add(name)
        days.add(day)
        months.add(month)
    return kept


def _months_ago(at: datetime, now: datetime) -> int:
    return (now.year - at.year) * 12 + now.month - at.month
