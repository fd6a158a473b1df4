"""The activities and contributions of a form: changed records and new ones."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from spa_me.domain.cofunding import Activity, Contribution
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, Severity
from spa_me.domain.reading.cells import Cell, known_cell, text_of
from spa_me.reports.form import (
    FormAbout,
    FormCell,
    FormTable,
    activity_cells,
    cell_text,
    contribution_cells,
)
from spa_me.services.cells import BrokenCellError, MergedRow
from spa_me.services.forms.finding_rows import FilledRow, FormRows
from spa_me.services.funding_checks import activity_findings, contribution_findings
from spa_me.services.money_rows import COLUMN_OF, activity_from, contribution_from

R = TypeVar("R", Activity, Contribution)


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
        activity = reading.checked(filled, cells, activity_from, findings)
        if activity is not None:
            data = _with_activity(data, activity)
            if activity != known.get(activity.id):
                records.activities.append((activity, filled))
    codes = {activity.id: activity.code for activity in data.activities}
    given = {c.id: c for c in data.contributions if (c.unit, c.period) == place}
    ids = {a.code: a.id for a in data.activities if (a.unit, a.period) == place}

    def make(cells: MergedRow, identity: str, about: FormAbout) -> Contribution:
        return contribution_from(cells, identity, about, ids)

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
            where = filled.row.where(COLUMN_OF.get(finding.where, finding.where))
            self._find(where, finding.what, finding.expected, finding.severity)
        is_wrong = any(finding.severity is not Severity.WARNING for finding in wrong)
        return None if is_wrong else record

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
