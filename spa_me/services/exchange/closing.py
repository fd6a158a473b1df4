"""A period that is closed to an office: what comes all the same is taken in, and says so."""

from __future__ import annotations

from spa_me.domain.dataset import Dataset
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import Lock, LockKind, ReportingWindow, Right
from spa_me.services.exchange.region import keeper_of_list
from spa_me.services.submissions.standing import today_of


def closed_to(dataset: Dataset, unit: str, period: str) -> Lock | None:
    """Return that a period is closed and was not reopened for an office; None where it can report.

    Until which day it was reopened does not matter: what was sealed in time may arrive later.
    """
    records, place = dataset.submissions, (unit, period)
    window = records.window(period)
    is_reopened = any((entry.unit, entry.period) == place for entry in records.reopenings)
    if window is None or not window.is_closed or is_reopened:
        return None
    return Lock(LockKind.PERIOD_CLOSED, closed_since(window), _who(dataset))


def closed_since(window: ReportingWindow) -> Sentence:
    """Return since when a period is closed, and why."""
    if window.at is None:
        return say("The period is closed: {reason}", reason=window.reason)
    day = today_of(window.at)
    return say("The period has been closed since {day}: {reason}", day=day, reason=window.reason)


def _who(dataset: Dataset) -> Sentence:
    if keeper_of_list(dataset) != dataset.info.home_unit:
        return say("The regional secretariat can reopen it for one reporting unit until a day.")
    able = (m.name for m in dataset.submissions.members if Right.ADMINISTER in m.rights)
    names = ", ".join(sorted(able))
    if not names:
        return say("Whoever works here can reopen it for this reporting unit until a day.")
    return say("{names} can reopen it for this reporting unit until a day.", names=names)
