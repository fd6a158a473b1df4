"""From rows that people wrote to values, with the place of everything that is wrong.

The rows come from a CSV file or from an Excel form; both are read in this one way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Protocol

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, NotFoundError, Severity
from spa_me.domain.framework import FrameworkDefinition, Indicator, Measure
from spa_me.domain.reading.cells import (
    Cell,
    fraction_in,
    is_empty,
    number_in,
    signs_shown,
    text_of,
)
from spa_me.domain.reading.numbers import NumberRead
from spa_me.domain.reading.signs import Signs
from spa_me.domain.reading.words import NoFigure, no_figure
from spa_me.domain.values import BLANK, STATE_TITLES, Value, ValueKey, ValueState
from spa_me.services.cells import (
    BrokenCellError,
    SourceRow,
    reading,
    text_at,
)
from spa_me.services.entry import ValueChange, findings_of
from spa_me.services.suggestions import Suggestion, errors_left

COLUMNS = (
    "unit",
    "indicator",
    "period",
    "state",
    "value",
    "numerator",
    "denominator",
    "reason",
    "note",
    "dimension",
    "category",
)
"""The header, in its order; the last two are optional."""

NEEDED = ("unit", "indicator", "period", "value")

_FIGURES = frozenset({"value", "numerator", "denominator"})
_PLACE = ("unit", "period", "indicator", "dimension", "category")
"""The columns that say together what a row is about."""


class RowFile(Protocol):
    """Rows with the columns above.

    Attributes:
        columns: those that the file has; what stands in none stays as it is recorded.
        findings: what is wrong with the file itself.
        signs: with which its numbers are likely to be written, before one looks at them.
        no_figure_as: how it says that there is no figure, for people.
    """

    @property
    def columns(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def rows(self) -> Sequence[SourceRow]: ...  # noqa: D102
    @property
    def findings(self) -> Sequence[Finding]: ...  # noqa: D102
    @property
    def signs(self) -> Signs: ...  # noqa: D102
    @property
    def no_figure_as(self) -> str: ...  # noqa: D102


@dataclass
class _Draft:
    """What the rows of one key say, until all are read."""

    first: SourceRow
    total: Value | None = None
    parts: dict[str, dict[str, Decimal]] = field(default_factory=dict[str, dict[str, Decimal]])
    part_rows: dict[str, SourceRow] = field(default_factory=dict[str, SourceRow])
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class ValueRows:
    """What a file asks for.

    Attributes:
        changes: the values that can be taken; also those that are recorded so already.
        findings: everything that is wrong or doubtful, with its place.
        rows: how many rows were read.
        suggestions: cells that say in words that there is no figure.
    """

    changes: tuple[ValueChange, ...]
    findings: tuple[Finding, ...]
    rows: int
    suggestions: tuple[Suggestion, ...] = ()

    def errors_left(self, *, accepted: bool = False) -> tuple[Finding, ...]:
        """Return what keeps rows out, suggestions left aside once they are accepted."""
        return errors_left(self.findings, self.suggestions if accepted else ())


def values_in(file: RowFile, dataset: Dataset) -> ValueRows:
    """Return what the rows of a file say; a row with an error is left out, others stay."""
    return _Reading(file, dataset).result()


def _said(row: SourceRow) -> tuple[str, ...]:
    return tuple(text_of(row[column]) for column in COLUMNS if column not in _PLACE)


def _repeated(rows: Sequence[SourceRow]) -> Iterator[Finding]:
    """Yield what there is to say of rows about the same thing; none counts where they differ."""
    first, *others = rows
    says = [" ".join(filter(None, _said(row)))[:60] or "nothing" for row in rows]
    for row, said in zip(others, says[1:], strict=True):
        if said == says[0] and len(set(says)) == 1:
            what = f"it says the same as {first.place}"
            yield Finding(row.place, what, "each value once", Severity.WARNING)
        else:
            what = f"it says “{said}” where {first.place} says “{says[0]}”, so neither counts"
            yield Finding(row.place, what, "each value once")


class _Reading:
    """The rows of one file on their way to values."""

    def __init__(self, file: RowFile, dataset: Dataset) -> None:
        self._file, self._dataset = file, dataset
        self._findings = list(file.findings)
        self._drafts: dict[ValueKey, _Draft] = {}
        self._suggestions: list[Suggestion] = []
        figures = (row[column] for row in file.rows for column in _FIGURES)
        self._signs = signs_shown(figures, file.signs)
        if file.signs.decides and self._signs.point not in {"", file.signs.point}:
            what = f"its cells show “{self._signs.point}” as the decimal sign, and are read so"
            self._findings.append(Finding("file", what, "", Severity.WARNING))

    def result(self) -> ValueRows:
        of_place: dict[tuple[str, ...], list[SourceRow]] = {}
        for row in self._file.rows:
            place = tuple(text_of(row[name]) for name in _PLACE)
            of_place.setdefault(place, []).append(row)
        for (unit, period, code, *_), rows in of_place.items():
            key = ValueKey(unit, period, code)
            if len(rows) > 1:
                self._findings.extend(_repeated(rows))
            if len(rows) > 1 and len({_said(row) for row in rows}) > 1:
                self._drafts.setdefault(key, _Draft(rows[0])).is_broken = True
            else:
                self._read(rows[0], key)
        changes: list[ValueChange] = []
        for key, draft in self._drafts.items():
            if draft.is_broken:
                self._findings.extend(_placed(draft, findings_of(self._dataset, key, BLANK)))
            else:
                changes.extend(self._checked(key, draft))
        rows = len(self._file.rows)
        return ValueRows(tuple(changes), tuple(self._findings), rows, tuple(self._suggestions))

    def _read(self, row: SourceRow, key: ValueKey) -> None:
        draft = self._drafts.setdefault(key, _Draft(row))
        try:
            self._take(row, draft, key)
        except BrokenCellError as problem:
            draft.is_broken = True
            where = row.where(problem.column)
            self._findings.append(Finding(where, problem.what, problem.expected))
            if problem.word is not None and problem.word.states and not row["dimension"]:
                self._suggest(row, key, problem.column, problem.word)

    def _suggest(self, row: SourceRow, key: ValueKey, column: str, word: NoFigure) -> None:
        note, reason = text_of(row["note"]), word.reason or text_of(row["reason"])
        written = text_of(row[column])
        if not any(
            f.severity is not Severity.WARNING
            for f in findings_of(self._dataset, key, Value(word.states[0], reason="-"))
        ):
            kept = note or self._note_that_stays(key)
            self._suggestions.append(
                Suggestion(key, row.where(column), written, word.states, reason or note, kept)
            )

    def _checked(self, key: ValueKey, draft: _Draft) -> Iterator[ValueChange]:
        value = _value(key, draft, self._dataset)
        if value is None:
            return
        found = _placed(draft, findings_of(self._dataset, key, value))
        self._findings.extend(found)
        if all(finding.severity is Severity.WARNING for finding in found):
            yield ValueChange(key, value)

    def _take(self, row: SourceRow, draft: _Draft, key: ValueKey) -> None:
        """Read one row into the draft of its key."""
        indicator = _indicator(self._dataset, key)
        if row["dimension"] or row["category"]:
            self._take_part(row, draft)
            return
        state = _state(row)
        if state is None:
            if row["reason"] or row["note"]:
                what = "there is a reason or note and no value"
                raise BrokenCellError("value", what, "a value, or a state")
            return
        reason = text_at(row, "reason")
        note = text_at(row, "note") or self._note_that_stays(key)
        if state is ValueState.BLANK:
            draft.total = replace(BLANK, note=note)
            return
        if indicator is not None and indicator.measure.is_graded:
            level = self._level(row, indicator)
            draft.total = Value(state, level=level, reason=reason, note=note)
            return
        number, numerator, denominator = self._figures(row, indicator)
        draft.total = Value(state, number, numerator, denominator, None, reason, note)

    def _note_that_stays(self, key: ValueKey) -> str:
        """Return the note that is recorded, where the file has no column for one."""
        old = self._dataset.values.get(key.indicator, key.unit, key.period)
        return "" if "note" in self._file.columns else old.note

    def _take_part(self, row: SourceRow, draft: _Draft) -> None:
        draft.part_rows.setdefault(text_of(row["dimension"]), row)
        for column in ("dimension", "category"):
            if not row[column]:
                what = "a breakdown needs a dimension and a category"
                raise BrokenCellError(column, what, "both or neither")
        number = self._number(row, "value")
        if number is not None:
            of_dimension = draft.parts.setdefault(text_of(row["dimension"]), {})
            of_dimension[text_of(row["category"])] = number

    def _figures(
        self, row: SourceRow, indicator: Indicator | None
    ) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """Return number, numerator and denominator."""
        is_percentage = indicator is not None and indicator.measure is Measure.PERCENTAGE
        if is_percentage and not (row["numerator"] or row["denominator"]):
            self._refuse_word("value", row["value"])
            with reading("value"):
                both = fraction_in(row["value"], self._signs)
            if both is not None:
                numerator, denominator = both
                return (
                    None,
                    self._noted(row, "value", numerator),
                    self._noted(row, "value", denominator),
                )
        number = self._number(row, "value", is_percentage=is_percentage)
        return number, self._number(row, "numerator"), self._number(row, "denominator")

    def _number(
        self, row: SourceRow, column: str, *, is_percentage: bool = False
    ) -> Decimal | None:
        cell = row[column]
        if is_empty(cell):
            return None
        self._refuse_word(column, cell)
        with reading(column):
            read = number_in(cell, self._signs, is_percentage=is_percentage)
        return self._noted(row, column, read)

    def _level(self, row: SourceRow, indicator: Indicator) -> str | None:
        """Return the level in the column value."""
        text = text_at(row, "value")
        if not text:
            return None
        level = _levels_by_name(indicator).get(text.casefold())
        if level is None:
            self._refuse_word("value", text)
        return level or text

    def _refuse_word(self, column: str, cell: Cell) -> None:
        """Refuse a word that says that there is no figure, with the states that it can mean."""
        word = no_figure(cell) if isinstance(cell, str) else None
        if word is None:
            return
        written = text_of(cell)[:40]
        if word.states:
            names = " or ".join(STATE_TITLES[state] for state in word.states)
            what, expected = f"“{written}” is no figure: {names}", self._file.no_figure_as
        else:
            what = f"“{written}” can be 0 and can be no figure"
            expected = f"0, or {self._file.no_figure_as}"
        raise BrokenCellError(column, what, expected, word=word)

    def _noted(self, row: SourceRow, column: str, read: NumberRead) -> Decimal:
        if read.doubt:
            self._findings.append(
                Finding(row.where(column), str(read.doubt), "a number", Severity.WARNING)
            )
        return read.number


def _placed(draft: _Draft, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of a value with the cell that they are about."""
    return [replace(finding, where=_where(draft, finding.where)) for finding in findings]


def _where(draft: _Draft, field_name: str) -> str:
    if not field_name.startswith("parts["):
        return draft.first.where(field_name)
    dimension = field_name.removeprefix("parts[").removesuffix("]")
    return draft.part_rows.get(dimension, draft.first).where("dimension")


def _value(key: ValueKey, draft: _Draft, dataset: Dataset) -> Value | None:
    """Return the value of a key; what the file does not speak of stays as it is."""
    old = dataset.values.get(key.indicator, key.unit, key.period)
    total = draft.total
    if total is None:
        if not draft.parts:
            return None
        total = old
    if not total.is_reported and not draft.parts:
        return total
    return replace(total, parts={**old.parts, **draft.parts})


def _indicator(dataset: Dataset, key: ValueKey) -> Indicator | None:
    definition = _definition(dataset, key.period)
    return None if definition is None else definition.indicator_by_code.get(key.indicator)


def _definition(dataset: Dataset, period: str) -> FrameworkDefinition | None:
    try:
        return dataset.framework_for(period)
    except NotFoundError:
        return None


_STATES: Mapping[str, ValueState] = {state.value: state for state in ValueState}


def _state(row: SourceRow) -> ValueState | None:
    """Return the state of a row; without one it is reported if there is a figure."""
    said = text_at(row, "state")
    word = said.casefold().replace(" ", "_")
    if not word:
        has_figure = not all(is_empty(row[column]) for column in _FIGURES)
        return ValueState.REPORTED if has_figure else None
    if word not in _STATES:
        expected = f"one of {', '.join(word.replace('_', ' ') for word in _STATES)}"
        raise BrokenCellError("state", f"“{said[:40]}” is no state", expected)
    return _STATES[word]


def _levels_by_name(indicator: Indicator) -> dict[str, str]:
    """Return levels by all that they are called; codes and the original's titles come first."""
    names = [(name, level.code) for level in indicator.scale for name in level.title.root.values()]
    names += [(str(level.title), level.code) for level in indicator.scale]
    names += [(level.code, level.code) for level in indicator.scale]
    return {name.casefold(): code for name, code in names}
