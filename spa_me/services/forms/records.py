"""The activities and contributions of a form: changed records and new ones."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import TypeVar

from spa_me.domain.cofunding import NO_CURRENCY, Activity, Contribution, Form, SourceType, Stage
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, Severity
from spa_me.domain.reading.cells import Cell, OddCell, day_in, known_cell, number_in, text_of
from spa_me.domain.reading.signs import ANY, without_unseen
from spa_me.domain.reading.words import no_figure
from spa_me.reports.form import (
    NO,
    YES,
    FormAbout,
    FormCell,
    FormTable,
    activity_cells,
    cell_text,
    contribution_cells,
    in_words,
)
from spa_me.services.cells import BrokenCellError, MergedRow, reading, text_at
from spa_me.services.forms.finding_rows import FilledRow, FormRows
from spa_me.services.funding_checks import activity_findings, contribution_findings

W = TypeVar("W", bound=StrEnum)
R = TypeVar("R", Activity, Contribution)

_COLUMN = {"is_shared": "shared"}
"""The form's column of a field that has another name."""


@dataclass
class Records:
    """What a form asks for beside values.

    Attributes:
        activities, contributions: those that are new or changed, each with its row.
        unchanged: how many rows nobody changed, empty ones left out.
    """

    activities: list[tuple[Activity, FilledRow]] = field(
        default_factory=list[tuple[Activity, FilledRow]]
    )
    contributions: list[tuple[Contribution, FilledRow]] = field(
        default_factory=list[tuple[Contribution, FilledRow]]
    )
    findings: list[Finding] = field(default_factory=list[Finding])
    unchanged: int = 0


def records_of(rows: FormRows, data: Dataset, about: FormAbout) -> Records:
    """Return the activities and contributions that a form changes or adds."""
    records = Records()
    reading = _Reading(about, records)
    place = (about.unit, about.period)
    # Those of other units and periods are not this form's to change, whatever it says.
    known = {a.id: a for a in data.activities if (a.unit, a.period) == place}
    for filled, cells in reading.changed(
        rows.of(FormTable.ACTIVITIES), known, activity_cells, "activity"
    ):
        findings = partial(activity_findings, data)
        activity = reading.checked(filled, cells, _activity, findings)
        if activity is not None:
            data = _with_activity(data, activity)
            if activity != known.get(activity.id):
                records.activities.append((activity, filled))
    codes = {activity.id: activity.code for activity in data.activities}
    given = {c.id: c for c in data.contributions if (c.unit, c.period) == place}
    ids = {a.code: a.id for a in data.activities if (a.unit, a.period) == place}

    def make(cells: MergedRow, identity: str, about: FormAbout) -> Contribution:
        return _contribution(cells, identity, about, ids)

    for filled, cells in reading.changed(
        rows.of(FormTable.CONTRIBUTIONS),
        given,
        lambda c: contribution_cells(c, codes),
        "contribution",
    ):
        found = reading.checked(filled, cells, make, partial(contribution_findings, data))
        if found is not None and found != given.get(found.id):
            records.contributions.append((found, filled))
    return records


def _with_activity(data: Dataset, activity: Activity) -> Dataset:
    others = [other for other in data.activities if other.id != activity.id]
    return replace(data, activities=[*others, activity])


@dataclass
class _Reading:
    about: FormAbout
    records: Records
    _added: dict[tuple[str, ...], int] = field(default_factory=dict[tuple[str, ...], int])
    _seen: dict[str, int] = field(default_factory=dict[str, int])

    def changed(
        self,
        rows: Iterable[FilledRow],
        known: Mapping[str, R],
        cells_of: Callable[[R], Mapping[str, FormCell]],
        name: str,
    ) -> Iterator[tuple[FilledRow, MergedRow]]:
        """Yield the rows that somebody changed, with what is recorded where they say nothing."""
        for filled in rows:
            if not filled.touched:
                self.records.unchanged += not filled.is_empty
                continue
            recorded = known.get(self.identity(filled))
            if filled.known.identity and recorded is None:
                what = f"the {name} was removed in the workspace after the form was made"
                self._find(filled.row.place, what, "a new one in an empty row")
            elif filled.is_empty:
                what = "the row was cleared; an empty row changes nothing: what is recorded stays"
                expected = "removing it in SPA-ME"
                self._find(filled.row.place, what, expected, Severity.WARNING)
            else:
                yield filled, self._merged(filled, cells_of(recorded) if recorded else {})

    def _merged(self, filled: FilledRow, recorded: Mapping[str, FormCell]) -> MergedRow:
        cells: dict[str, Cell] = dict(filled.row.cells)
        if not recorded:
            return MergedRow(filled.row, cells)
        touched = filled.touched
        for column, stands in recorded.items():
            cell = filled.row[column]
            if column in touched and cell != "":
                self._warn_of_others(filled, column, cell_text(stands))
                continue
            if column in touched:
                what = "the cell was cleared; an empty cell changes nothing: what is recorded stays"
                self._find(filled.row.where(column), what, "", Severity.WARNING)
            cells[column] = known_cell(stands)
        return MergedRow(filled.row, cells)

    def _warn_of_others(self, filled: FilledRow, column: str, now: str) -> None:
        stood = filled.known.stood.get(column, "")
        if filled.known.identity and now not in {stood, text_of(filled.row[column])}:
            what = f"it was changed in the workspace after the form was made: “{now[:60]}”"
            self._find(filled.row.where(column), what, "one of the two", Severity.WARNING)

    def checked(
        self,
        filled: FilledRow,
        cells: MergedRow,
        make: Callable[[MergedRow, str, FormAbout], R],
        findings: Callable[[R], Iterable[Finding]],
    ) -> R | None:
        """Return the record in a row, or None where something is wrong with it."""
        try:
            record = make(cells, self.identity(filled), self.about)
        except BrokenCellError as error:
            self._find(filled.row.where(error.column), error.what, error.expected)
            return None
        wrong = list(findings(record))
        for finding in wrong:
            where = filled.row.where(_COLUMN.get(finding.where, finding.where))
            self._find(where, finding.what, finding.expected)
        return None if wrong else record

    def identity(self, filled: FilledRow) -> str:
        """Return a record's id; that of a new one follows from its row, so that it stays the same.

        The same form taken in twice therefore adds nothing twice.
        """
        if filled.known.identity:
            return filled.known.identity[0]
        if filled.key:
            return str(uuid.uuid5(uuid.UUID(self.about.instance), filled.key))
        content = (filled.known.table.value, *filled.row.texts(filled.known.table))
        if (number := self._seen.get(filled.row.place)) is None:
            number = self._added[content] = self._added.get(content, 0) + 1
            self._seen[filled.row.place] = number
        text = "\x1f".join((*content, str(number)))
        return str(uuid.uuid5(uuid.UUID(self.about.instance), text))

    def _find(
        self, where: str, what: str, expected: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        self.records.findings.append(Finding(where, what, expected, severity))


def _activity(cells: MergedRow, identity: str, about: FormAbout) -> Activity:
    return Activity(
        id=identity,
        unit=about.unit,
        period=about.period,
        code=_code(cells, "code"),
        title=text_at(cells, "title"),
        result=_code(cells, "result"),
        budget=_amount(cells, "budget"),
        currency=text_at(cells, "currency").upper() or NO_CURRENCY,
        is_shared=_yes(cells, "shared"),
        note=text_at(cells, "note"),
    )


def _contribution(
    cells: MergedRow, identity: str, about: FormAbout, activities: Mapping[str, str]
) -> Contribution:
    code = _code(cells, "activity")
    if code and code not in activities:
        what = f"there is no activity “{code[:40]}” in the work plan"
        raise BrokenCellError("activity", what, "the code of an activity, or nothing")
    return Contribution(
        id=identity,
        unit=about.unit,
        period=about.period,
        source=text_at(cells, "source"),
        source_type=_word(cells, "source_type", SourceType, None),
        stage=_word(cells, "stage", Stage, Stage.ACTUAL),
        form=_word(cells, "form", Form, Form.CASH),
        activity=activities[code] if code else "",
        amount=_amount(cells, "amount"),
        currency=text_at(cells, "currency").upper() or NO_CURRENCY,
        date=_day(cells, "date"),
        note=text_at(cells, "note"),
    )


def _code(cells: MergedRow, column: str) -> str:
    """Return a code; one that a program made a number of is none where it may have lost a zero."""
    cell = cells[column]
    if isinstance(cell, Decimal) and cell != cell.to_integral_value():
        what = f"the program keeps {text_of(cell)} as a number, and would keep {cell}0 just so"
        raise BrokenCellError(column, what, "the code as a text")
    return without_unseen(text_at(cells, column))


def _amount(cells: MergedRow, column: str) -> Decimal | None:
    cell = cells[column]
    if cell == "":
        return None
    if isinstance(cell, str) and no_figure(cell) is not None:
        raise BrokenCellError(column, f"“{cell[:40]}” is no figure", "a number, or an empty cell")
    with reading(column):
        return number_in(cell, ANY).number


def _yes(cells: MergedRow, column: str) -> bool:
    cell = cells[column]
    # Yes and no become truth values where a program keeps them so.
    said = cell.shown if isinstance(cell, OddCell) and cell.kind == "truth" else None
    word = (text_at(cells, column) if said is None else said).casefold()
    if word not in {"", YES.casefold(), NO.casefold(), "true", "false"}:
        raise BrokenCellError(column, f"“{word[:40]}” is neither yes nor no", f"{YES} or {NO}")
    return word in {YES.casefold(), "true"}


def _word(cells: MergedRow, column: str, words: type[W], otherwise: W | None) -> W:
    said = text_at(cells, column)
    known = {name.casefold(): word for word in words for name in (in_words(word), word.value)}
    if not said and otherwise is not None:
        return otherwise
    if said.casefold() not in known:
        what = f"“{said[:40]}” is not one of the choices" if said else "it is empty"
        expected = ", ".join(in_words(word) for word in words)
        raise BrokenCellError(column, what, f"one of {expected}")
    return known[said.casefold()]


def _day(cells: MergedRow, column: str) -> date | None:
    if cells[column] == "":
        return None
    with reading(column):
        return day_in(cells[column], ANY)
