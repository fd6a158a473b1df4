"""Records as a reader finds them: in an order, and with the titles of what their codes name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from spa_me.domain.cofunding import (
    Activity,
    Contribution,
    ExchangeRate,
    PrintedShare,
    SourceType,
    Stage,
)
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.submission import Confirmation, Evidence
from spa_me.services import wording

Record = Activity | Contribution | PrintedShare | ExchangeRate | Evidence | Confirmation
_DIGITS = re.compile(r"(\d+)")
_TYPES, _STAGES = list(SourceType), list(Stage)


class RecordTitles:
    """Says the records of a submission with the titles of their codes, and orders them."""

    def __init__(self, definition: FrameworkDefinition, activities: Iterable[Activity]) -> None:
        """Take what the codes mean.

        Args:
            definition: with the results, markers and questions.
            activities: to which contributions belong.
        """
        self._activities = {activity.id: activity for activity in activities}
        results = {code: str(result.title) for code, result in definition.result_by_code.items()}
        self._results: Mapping[str, str] = results
        asked = {**definition.indicator_by_code, **definition.marker_by_code}
        self._asked = {code: str(found.title) for code, found in asked.items()}
        self._order = {code: place for place, code in enumerate(self._asked)}

    def said(self, record: Record | None) -> tuple[str, str]:
        """Return what a record is called and what it says; both empty without one."""
        if record is None:
            return "", ""
        named = self._named(record)
        text = wording.text(named)
        if isinstance(record, Contribution):
            activity = self._activities.get(record.activity)
            about = "" if activity is None else f"{activity.code} {activity.title}"
            text = "; ".join(filter(None, (text, wording.named("for", about))))
        return name_of(named), text

    def _named(self, record: Record) -> Record:
        match record:
            case Activity():
                return replace(record, result=_titled(record.result, self._results))
            case Evidence() | Confirmation():
                return replace(record, about=_titled(record.about, self._asked))
            case _:
                return record

    def place(self, record: Record) -> tuple[Any, ...]:
        """Return by what records of one kind are ordered: by their codes, sources and days."""
        match record:
            case Activity():
                return (natural(record.code),)
            case Contribution():
                activity = self._activities.get(record.activity)
                code = "" if activity is None else activity.code
                kind, stage = _TYPES.index(record.source_type), _STAGES.index(record.stage)
                day = record.date or date.min
                return kind, natural(record.source), stage, natural(code), day
            case PrintedShare():
                return natural(record.source), record.source_type or ""
            case ExchangeRate():
                return record.base, record.quote, record.date
            case Evidence():
                place = self._order.get(record.about, len(self._order))
                return place, natural(record.about), natural(record.title)
            case Confirmation():
                return record.finding, natural(record.about)


def name_of(record: Record) -> str:
    """Return how a record is called without unit and period, those of all that is compared."""
    return wording.subject(record).replace(f" {record.unit} {record.period}", "", 1).strip()


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return by what a text is ordered so that `1.9` comes before `1.10`.

    A number is compared by its length first: as an integer it could be too long to read.
    """
    parts = (part.lstrip("0") if part.isdecimal() else part for part in _DIGITS.split(text))
    return tuple((len(part), part) if part.isdecimal() else (0, part) for part in parts)


def _titled(code: str, titles: Mapping[str, str]) -> str:
    return f"{code} {titles[code]}" if code in titles else code
