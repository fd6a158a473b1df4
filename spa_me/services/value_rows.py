"""From the rows of a CSV file to values, with the row and column of everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, NotFoundError, Severity
from spa_me.domain.framework import FrameworkDefinition, Indicator, Measure
from spa_me.domain.numbers import NotANumberError, parse_decimal
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState
from spa_me.services.csv_file import CsvFile, CsvRow
from spa_me.services.entry import ValueChange, findings_of

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

_NO_FIGURE = {"n/a", "na", "n.a.", "n.a", "not applicable", "not available", "none", "nil", "-",
              "--", "–", "—", "...", "…", "tbd", "tbc", "see description", "see note", "unknown",
              "x", "?"}  # fmt: skip
"""What people write in a number column when there is no number; never read as zero."""


@dataclass
class _Draft:
    """What the rows of one key say, until all are read."""

    first: CsvRow
    total: Value | None = None
    parts: dict[str, dict[str, Decimal]] = field(default_factory=dict[str, dict[str, Decimal]])
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class ValueRows:
    """What a file asks for.

    Attributes:
        changes: the values that can be taken; also those that are recorded so already.
        findings: everything that is wrong or doubtful, with its row and column.
        rows: how many rows were read.
    """

    changes: tuple[ValueChange, ...]
    findings: tuple[Finding, ...]
    rows: int

    @property
    def has_errors(self) -> bool:
        """Whether a row has to be left out."""
        return any(finding.severity is not Severity.WARNING for finding in self.findings)


class _Broken(Exception):  # noqa: N818 (only carries a finding out of the reading of a cell)
    def __init__(self, column: str, what: str, expected: str = "") -> None:
        super().__init__(what)
        self.column, self.what, self.expected = column, what, expected


def values_in(file: CsvFile, dataset: Dataset) -> ValueRows:
    """Return what the rows of a file say; a row with an error is left out, others stay."""
    findings = list(file.findings)
    drafts: dict[ValueKey, _Draft] = {}
    seen: dict[tuple[str, ...], int] = {}
    for row in file.rows:
        key = ValueKey(row["unit"], row["period"], row["indicator"])
        place = (*key, row["dimension"], row["category"])
        if place in seen:
            what = f"it says the same thing as row {seen[place]}, which counts"
            findings.append(Finding(f"row {row.number}", what, "each value once"))
            continue
        seen[place] = row.number
        draft = drafts.setdefault(key, _Draft(row))
        try:
            _take(row, draft, key, dataset, file.columns)
        except _Broken as problem:
            draft.is_broken = True
            where = f"row {row.number}, column {problem.column}"
            findings.append(Finding(where, problem.what, problem.expected))
    changes: list[ValueChange] = []
    for key, draft in drafts.items():
        if draft.is_broken:
            findings.extend(_placed(draft, findings_of(dataset, key, BLANK)))
        else:
            changes.extend(_checked(key, draft, dataset, findings))
    return ValueRows(tuple(changes), tuple(findings), len(file.rows))


def _checked(
    key: ValueKey, draft: _Draft, dataset: Dataset, findings: list[Finding]
) -> Iterator[ValueChange]:
    value = _value(key, draft, dataset)
    if value is None:
        return
    found = _placed(draft, findings_of(dataset, key, value))
    findings.extend(found)
    if all(finding.severity is Severity.WARNING for finding in found):
        yield ValueChange(key, value)


def _placed(draft: _Draft, findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of a value with the row and column that they are about."""
    row = draft.first.number
    return [replace(f, where=f"row {row}, column {_column(f.where)}") for f in findings]


def _column(where: str) -> str:
    return "dimension" if where.startswith("parts[") else where


def _take(
    row: CsvRow, draft: _Draft, key: ValueKey, dataset: Dataset, columns: frozenset[str]
) -> None:
    """Read one row into the draft of its key."""
    indicator = _indicator(dataset, key)
    if row["dimension"] or row["category"]:
        _take_part(row, draft)
        return
    state = _state(row)
    if state is None:
        if row["reason"] or row["note"]:
            raise _Broken("value", "there is a reason or note and no value", "a value, or a state")
        return
    if state is ValueState.BLANK:
        draft.total = replace(BLANK, note=row["note"])
        return
    old = dataset.values.get(key.indicator, key.unit, key.period)
    level, number = _figure(row, indicator)
    draft.total = Value(
        state,
        number,
        _number(row, "numerator"),
        _number(row, "denominator"),
        level,
        row["reason"] if "reason" in columns else "",
        row["note"] if "note" in columns else old.note,
    )


def _take_part(row: CsvRow, draft: _Draft) -> None:
    for column in ("dimension", "category"):
        if not row[column]:
            raise _Broken(column, "a breakdown needs a dimension and a category", "both or neither")
    number = _number(row, "value")
    if number is not None:
        draft.parts.setdefault(row["dimension"], {})[row["category"]] = number


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


def _state(row: CsvRow) -> ValueState | None:
    """Return the state of a row; without one it is reported if there is a figure."""
    word = row["state"].casefold().replace(" ", "_")
    if not word:
        has_figure = row["value"] or row["numerator"] or row["denominator"]
        return ValueState.REPORTED if has_figure else None
    if word not in _STATES:
        raise _Broken("state", f"“{row['state'][:40]}” is no state", f"one of {', '.join(_STATES)}")
    return _STATES[word]


def _figure(row: CsvRow, indicator: Indicator | None) -> tuple[str | None, Decimal | None]:
    """Return the level or the number in the column value."""
    text = row["value"]
    if not text:
        return None, None
    if indicator is not None and indicator.measure.is_graded:
        if text.casefold() in _NO_FIGURE and indicator.level(text) is None:
            raise _no_figure("value", text)
        by_name = {name.casefold(): level.code for level in indicator.scale
                   for name in (str(level.title), level.code)}  # fmt: skip
        return by_name.get(text.casefold(), text), None
    if indicator is not None and indicator.measure is Measure.PERCENTAGE:
        text = text.removesuffix("%").rstrip()
    return None, _parsed("value", text)


def _number(row: CsvRow, column: str) -> Decimal | None:
    return _parsed(column, row[column]) if row[column] else None


def _parsed(column: str, text: str) -> Decimal:
    if text.casefold() in _NO_FIGURE:
        raise _no_figure(column, text)
    try:
        return parse_decimal(text)
    except NotANumberError as error:
        raise _Broken(column, str(error), "digits like 1500 or 12.5") from error


def _no_figure(column: str, text: str) -> _Broken:
    return _Broken(
        column,
        f"“{text}” is no figure",
        "an empty value with the state not_applicable or not_available, and the reason",
    )
