"""Reported values: a number, a ratio or a level, or why there is none (rules, section 1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from spa_me.domain.framework.parts import UNKNOWN
from spa_me.domain.numbers import Number, exact_difference, exact_sum

Parts = Mapping[str, Mapping[str, Decimal]]
"""A breakdown: dimension code to category code to number."""


class ValueState(StrEnum):
    """Whether a value is there and, if not, why."""

    REPORTED = "reported"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET_DUE = "not_yet_due"
    BLANK = "blank"

    @property
    def needs_reason(self) -> bool:
        """Whether the state has to be explained."""
        return self not in {ValueState.REPORTED, ValueState.BLANK}


# Every rule asks every value: a name of the module takes a tenth of a look into an enumeration.
_REPORTED = ValueState.REPORTED

STATE_TITLES: dict[ValueState, str] = {
    ValueState.REPORTED: "Reported",
    ValueState.NOT_AVAILABLE: "Not available",
    ValueState.NOT_APPLICABLE: "Not applicable",
    ValueState.NOT_YET_DUE: "Not yet due",
    ValueState.BLANK: "Blank",
}


class ValueKey(NamedTuple):
    """Where a value belongs."""

    unit: str
    period: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Value:
    """What one reporting unit says about one indicator in one period.

    Attributes:
        number: the figure; for a percentage in per cent, and only where its parts are not known.
        numerator, denominator: the parts of a percentage; both or neither.
        level: the code of a rubric level or of a declared status.
        reason: why there is no figure; required for the three states that are not reported.
        note: the reporter's remark, such as the explanation of a deviation.
        parts: the breakdown; it never changes the total.
        entered_by, entered_at: who typed it, and when in UTC.
    """

    state: ValueState
    number: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    level: str | None = None
    reason: str = ""
    note: str = ""
    parts: Parts = field(default_factory=dict[str, Mapping[str, Decimal]])
    entered_by: str = ""
    entered_at: datetime | None = None

    @property
    def is_reported(self) -> bool:
        """Whether this is a value; zero is one."""
        return self.state is _REPORTED

    @property
    def is_ratio(self) -> bool:
        """Whether numerator and denominator are known and can be summed with others."""
        return self.numerator is not None and bool(self.denominator)

    @property
    def amount(self) -> Number | None:
        """The figure in the indicator's unit (per cent for a ratio); None without one."""
        if self.state is not _REPORTED:
            return None
        if self.numerator is not None and self.denominator:
            return Fraction(self.numerator) * 100 / Fraction(self.denominator)
        return self.number


BLANK = Value(ValueState.BLANK)


def reported(number: Decimal | int, note: str = "") -> Value:
    """Return a reported figure."""
    return Value(ValueState.REPORTED, number=Decimal(number), note=note)


def reported_ratio(numerator: Decimal | int, denominator: Decimal | int) -> Value:
    """Return a reported percentage with its parts."""
    return Value(
        ValueState.REPORTED, numerator=Decimal(numerator), denominator=Decimal(denominator)
    )


def reported_level(level: str) -> Value:
    """Return a reported level of a rubric, or a declared status."""
    return Value(ValueState.REPORTED, level=level)


def differ(new: Value, old: Value) -> bool:
    """Return whether two values say something else, whoever said it."""
    if old is BLANK or new is BLANK:  # as in a large import, where nothing has to be compared
        return (new.state, new.note) != (old.state, old.note)  # a blank one may have a note
    return content_of(new) != content_of(old)


def content_of(value: Value) -> tuple[object, ...]:
    """Return what a value says, whoever said it."""
    figures = (value.number, value.numerator, value.denominator, value.level)
    return (value.state, *figures, value.reason, value.note, value.parts)


@dataclass(frozen=True, slots=True)
class PartsMismatch:
    """A breakdown that does not add up to its total."""

    dimension: str
    total: Decimal
    parts: Decimal

    @property
    def difference(self) -> Decimal:
        """Total less the sum of the parts."""
        return exact_difference(self.total, self.parts)


def parts_mismatches(value: Value) -> Iterator[PartsMismatch]:
    """Yield each dimension whose parts, unknown included, do not add up to the value's total.

    The total of a ratio is its numerator. Nothing is refused or corrected (rules, section 1).
    """
    total = value.numerator if value.numerator is not None else value.number
    if not value.is_reported or total is None:
        return
    for dimension, parts in value.parts.items():
        added = exact_sum(parts.values())
        if parts and added != total:
            yield PartsMismatch(dimension, total, added)


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """Why the figures of a question do not go on from those of earlier periods.

    Attributes:
        version: of the framework, with which they begin anew.
    """

    version: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """What a book of values over several framework versions says beside the values.

    It is made by `series.as_asked`.

    Attributes:
        periods: codes of the plan's periods over all its versions, in time order.
        breaks: by indicator, where a series begins anew.
        asked: by indicator and period the units that another version asked in a period of its own;
            none where it did not ask this, or something else under this code.
    """

    periods: tuple[str, ...]
    breaks: Mapping[str, SeriesBreak]
    asked: Mapping[str, Mapping[str, tuple[str, ...]]]


class ValueBook:
    """Values by indicator, unit and period; what the rules read from.

    Blank values need not be in it: a key that is missing is blank.

    Attributes:
        plan: in the book of a plan with several framework versions (see `series`) what else there
            is to know; None where one version says everything.
    """

    plan: PlanView | None = None

    def __init__(self, values: Iterable[tuple[ValueKey, Value]] = ()) -> None:
        tables: dict[str, dict[tuple[str, str], Value]] = {}
        for key, value in values:
            tables.setdefault(key.indicator, {})[key.unit, key.period] = value
        self._by_indicator: dict[str, Mapping[tuple[str, str], Value]] = dict(tables)

    @classmethod
    def of_plan(
        cls, tables: Mapping[str, Mapping[tuple[str, str], Value]], plan: PlanView
    ) -> ValueBook:
        """Return a book of the values of each indicator, which are taken over and not copied."""
        book = ValueBook()
        book._by_indicator = dict(tables)
        book.plan = plan
        return book

    def of_unit(self, unit: str) -> ValueBook:
        """Return a book of the values of one unit alone."""
        book = ValueBook((key, value) for key, value in self.items() if key.unit == unit)
        book.plan = self.plan
        return book

    def with_values(self, changes: Mapping[ValueKey, Value]) -> ValueBook:
        """Return a book with some values more, or others; this one stays as it is."""
        tables = dict(self._by_indicator)
        for key, value in changes.items():
            known = tables.get(key.indicator, {})
            tables[key.indicator] = {**known, (key.unit, key.period): value}
        book = ValueBook()
        book._by_indicator, book.plan = tables, self.plan
        return book

    @property
    def breaks(self) -> Mapping[str, SeriesBreak]:
        """By indicator, where figures do not go on from those of earlier periods."""
        return {} if self.plan is None else self.plan.breaks

    def units_asked(self, indicator: str, period: str, now: tuple[str, ...]) -> tuple[str, ...]:
        """Return the units that were asked in a period: those of its version, else those `now`."""
        if self.plan is None:
            return now
        return self.plan.asked.get(indicator, {}).get(period, now)

    def get(self, indicator: str, unit: str, period: str) -> Value:
        """Return one value, blank if there is none."""
        return self.of(indicator).get((unit, period), BLANK)

    @property
    def by_indicator(self) -> Mapping[str, Mapping[tuple[str, str], Value]]:
        """The values of each indicator by unit and period."""
        return self._by_indicator

    def of(self, indicator: str) -> Mapping[tuple[str, str], Value]:
        """Return the values of one indicator by unit and period."""
        return self._by_indicator.get(indicator, {})

    def items(self) -> Iterator[tuple[ValueKey, Value]]:
        """Yield every value with its key."""
        for indicator, values in self._by_indicator.items():
            for (unit, period), value in values.items():
                yield ValueKey(unit, period, indicator), value


__all__ = [
    "BLANK",
    "STATE_TITLES",
    "UNKNOWN",
    "Parts",
    "PartsMismatch",
    "PlanView",
    "SeriesBreak",
    "Value",
    "ValueBook",
    "ValueKey",
    "ValueState",
    "content_of",
    "differ",
    "parts_mismatches",
    "reported",
    "reported_level",
    "reported_ratio",
]
