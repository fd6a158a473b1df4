"""The entry sheet: all that is asked of one reporting unit in one period, with its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from spa_me.domain.assessment import Judgements, MarkerAssessment, assess_markers
from spa_me.domain.checks import Problem, check_unit, check_value
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError
from spa_me.domain.framework import FrameworkDefinition, Indicator, Period, ReportingUnit, Result
from spa_me.domain.judgements import Explanation
from spa_me.domain.status import NoStatus
from spa_me.domain.values import Value, ValueBook, ValueKey
from spa_me.reports.entry_rows import (
    NO_TARGET,
    EntryRow,
    carried_in,
    leg_of,
    standing,
    standing_of,
    target_of,
)
from spa_me.reports.lines import MarkerLine, marker_line


@dataclass(frozen=True, slots=True)
class EntrySection:
    """A result with the questions that stand under it.

    Attributes:
        result: the nearest result above the questions at the middle level of the tree, or higher.
        level: the name of its level, such as `Output`.
        rows: the codes of the questions, in the framework's order.
    """

    result: Result
    level: str
    rows: tuple[str, ...]


@dataclass(frozen=True)
class EntrySheet:
    """What one unit is asked in one period; made by `make_sheet`.

    Attributes:
        previous: the plan's period before, whatever version judges it; None for the first one.
        rows: every question by its indicator's code, in the order of the sheet.
    """

    definition: FrameworkDefinition
    unit: ReportingUnit
    period: Period
    previous: Period | None
    sections: tuple[EntrySection, ...]
    rows: Mapping[str, EntryRow]
    judgements: Judgements = field(repr=False)
    explanations: Sequence[Explanation] = field(repr=False)
    _earlier: Sequence[Period] = field(repr=False)
    _data: Dataset = field(repr=False)
    _values: ValueBook = field(repr=False)
    _markers_of: Mapping[str, frozenset[str]] = field(repr=False)

    @property
    def asked(self) -> int:
        """How many questions there are."""
        return len(self.rows)

    @cached_property
    def answered(self) -> int:
        """How many are answered: with a value, zero included, or with a reason for none."""
        return sum(row.is_answered for row in self.rows.values())

    @property
    def missing(self) -> tuple[EntryRow, ...]:
        """The questions without an answer."""
        return tuple(row for row in self.rows.values() if not row.is_answered)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, missing or unexplained in the whole sheet; some work at first use."""
        place = (self.unit.code, self.period.code)
        return tuple(check_unit(self._data, *place, self._values))

    def history(self, marker: str) -> tuple[tuple[Period, MarkerLine], ...]:
        """Return how a marker stood for this unit in earlier periods, latest first.

        It is judged by this period's framework version; periods without any figure are left out.
        """
        found: list[tuple[Period, MarkerLine]] = []
        for period in self._earlier:
            code, unit = period.code, self.unit.code
            assessed = assess_markers(
                self.definition, code, self._values, self.judgements, unit, frozenset({marker})
            )
            found.extend(
                (period, self._line(line))
                for line in assessed
                if any(entry.counts for leg in line.legs for entry in leg.aggregate.inputs)
            )
        return tuple(reversed(found))

    def key(self, indicator: str) -> ValueKey:
        """Return where the answer to a question belongs in the workspace."""
        return ValueKey(self.unit.code, self.period.code, indicator)

    def with_values(self, changes: Mapping[str, Value]) -> EntrySheet:
        """Return the sheet with other answers, by indicator; rows not concerned are the same."""
        values = self._values.with_values(
            {self.key(code): value for code, value in changes.items()}
        )
        markers = frozenset[str]().union(*(self._markers_of[code] for code in changes))
        concerned = [c for c in self.rows if c in changes or self._markers_of[c] & markers]
        sheet = replace(self, _values=values)
        made = sheet.make_rows(concerned, markers)
        return replace(sheet, rows={**self.rows, **made})

    def make_rows(self, codes: Iterable[str], markers: Iterable[str]) -> dict[str, EntryRow]:
        """Return the rows of some indicators, computed anew from the markers that they serve."""
        wanted = set(markers)
        assessed = assess_markers(
            self.definition,
            self.period.code,
            self._values,
            self.judgements,
            self.unit.code,
            wanted,
        )
        by_code = {marker.marker.code: marker for marker in assessed}
        return {code: self._row(code, by_code) for code in codes}

    def _row(self, code: str, assessed: Mapping[str, MarkerAssessment]) -> EntryRow:
        indicator = self.definition.indicator_by_code[code]
        value = self._values.get(code, self.unit.code, self.period.code)
        before = "" if self.previous is None else self.previous.code
        lines = tuple(self._line(m) for c, m in assessed.items() if c in self._markers_of[code])
        target, stands = NO_TARGET, standing(NoStatus.NO_TARGET)
        if lines:
            leg = leg_of(lines[0], code)
            target = target_of(lines[0], leg, self.unit.code)
            stands = standing_of(lines[0], leg)
        return EntryRow(
            indicator=indicator,
            section=_section_of(self.definition, indicator).code,
            target=target,
            previous=self._values.get(code, self.unit.code, before),
            value=value,
            carried=carried_in(lines, code, self.unit.code),
            standing=stands,
            lines=lines,
            findings=tuple(check_value(self.definition, self.key(code), value)),
        )

    def _line(self, marker: MarkerAssessment) -> MarkerLine:
        code = marker.marker.code
        texts = [
            e.text for e in self.explanations if e.marker == code and e.period == marker.period
        ]
        line = marker_line(self.definition, marker, texts[-1] if texts else "")
        return replace(line, breaks=self._values.breaks)


def make_sheet(data: Dataset, unit: str, period: str) -> EntrySheet:
    """Return what a unit is asked in a period, with its answers so far.

    Raises:
        NotFoundError: if the framework of the period has no such period or unit.
    """
    definition = data.framework_for(period)
    if unit not in definition.unit_by_code:
        message = f"{definition.title} has no reporting unit “{unit}”."
        raise NotFoundError(message, do="Choose another one.")
    here = definition.period_by_code[period]
    codes = list(data.periods)
    before = codes[codes.index(period) - 1] if codes[0] != period else None
    asked = [code for code, units in definition.reporters.items() if unit in units]
    sections = _sections(definition, asked)
    sheet = EntrySheet(
        definition=definition,
        unit=definition.unit_by_code[unit],
        period=here,
        previous=None if before is None else data.periods[before],
        sections=sections,
        rows={},
        judgements=data.judgements,
        explanations=data.explanations,
        _earlier=[known for known in data.periods.values() if known.end < here.start],
        _data=data,
        _values=data.values_for(period).of_unit(unit),
        _markers_of=_markers_of(definition, asked),
    )
    in_order = [code for section in sections for code in section.rows]
    return replace(sheet, rows=sheet.make_rows(in_order, definition.marker_by_code))


def _markers_of(definition: FrameworkDefinition, asked: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {code: set() for code in asked}
    for marker in definition.markers:
        for leg in marker.legs:
            if leg.indicator in found:
                found[leg.indicator].add(marker.code)
    return {code: frozenset(markers) for code, markers in found.items()}


def _sections(definition: FrameworkDefinition, asked: Sequence[str]) -> tuple[EntrySection, ...]:
    by_result: dict[str, list[str]] = {}
    for code in asked:
        result = _section_of(definition, definition.indicator_by_code[code])
        by_result.setdefault(result.code, []).append(code)
    titles = {level.code: str(level.title) for level in definition.levels}
    return tuple(
        EntrySection(result, titles[result.level], tuple(by_result[result.code]))
        for result in definition.results
        if result.code in by_result
    )


def _section_of(definition: FrameworkDefinition, indicator: Indicator) -> Result:
    """Return the nearest result at the middle level of the framework, or above it."""
    levels = [level.code for level in definition.levels]
    deepest = len(levels) // 2
    result = definition.result_by_code[indicator.result]
    while levels.index(result.level) > deepest and result.parent is not None:
        result = definition.result_by_code[result.parent]
    return result
