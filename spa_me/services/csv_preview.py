"""A CSV file of values, shown before it is recorded: every changed cell, everything found."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from spa_me.domain.changes import NO_CHANGE, ChangeSet
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, NotFoundError, Severity
from spa_me.domain.progress import Progress, silent, split
from spa_me.domain.submission import Lock
from spa_me.domain.values import ValueKey
from spa_me.reports.form import FormCell, answer_cells, cell_text, part_cells
from spa_me.services.csv_codes import with_codes
from spa_me.services.csv_file import CsvFile, CsvRow, read_csv
from spa_me.services.csv_versions import VERSION, in_force
from spa_me.services.entry import Compared, ValueChange, changed_values, write_changes
from spa_me.services.file_preview import (
    OFFERED,
    OFFERED_OTHERWISE,
    CellChange,
    FilePreview,
    other_parts,
    refuse_critical,
    refuse_stale,
    weightiest_first,
)
from spa_me.services.submissions.standing import Place, lock_for, today_of
from spa_me.services.suggestions import Acceptance, accepted_changes
from spa_me.services.value_rows import COLUMNS, NEEDED, values_in
from spa_me.services.workspace import Workspace
from spa_me.storage.writer import Writer

_WHOLE = ("", "")
"""The dimension and category of a row that is no part of a breakdown."""

_Rows = Mapping[ValueKey, Mapping[tuple[str, str], CsvRow]]
"""The rows that count, by value, then by dimension and category."""


@dataclass(frozen=True, kw_only=True)
class CsvPreview(FilePreview):
    """What taking a CSV file of values in would do; nothing is recorded yet.

    Attributes:
        units, periods: the names of those that the file speaks of, as far as they are known.
    """

    units: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


def read_values(path: Path) -> CsvFile:
    """Return the rows of a CSV file of values.

    Raises:
        InputError: if the file as a whole cannot be read.
        UserError: if it cannot be opened.
    """
    return read_csv(path, (*COLUMNS, VERSION), NEEDED)


def preview_csv(data: Dataset, file: CsvFile, name: str, today: date) -> CsvPreview:
    """Return what taking a CSV file in would do to a workspace with this content.

    Rows of units and periods that are locked are left out; where there are no others, the file is
    refused.

    Args:
        data: the workspace's content.
        file: its rows.
        name: of the file.
        today: the day at the office, on which a period may be closed.
    """
    file = in_force(with_codes(file, data), data)
    rows = _rows_of(file)
    read = values_in(file, data)
    compared = changed_values(data, read.changes)
    offered = read.suggestions
    wanted = dict.fromkeys(key for key in (*(c[0] for c in compared), *(s.key for s in offered)))
    locks = _locks(data, wanted, today)
    free = [one for one in compared if one[0][:2] not in locks]
    suggestions = tuple(offer for offer in offered if offer.key[:2] not in locks)
    severity = Severity.ERROR if free or suggestions else Severity.CRITICAL
    shut = _locked_rows(data, rows, {key: locks[key[:2]] for key in wanted if key[:2] in locks})
    shut = [replace(finding, severity=severity) for finding in shut]
    units, periods = _spoken_of(data, rows)
    varies = len(units) > 1, len(periods) > 1

    def cells(compared: Sequence[Compared]) -> tuple[CellChange, ...]:
        of_each = (_of_value(data, file, rows[one[0]], one, varies) for one in compared)
        return tuple(itertools.chain.from_iterable(of_each))

    return CsvPreview(
        name=name,
        changes=cells(free),
        findings=weightiest_first((*read.findings, *shut)),
        suggestions=suggestions,
        offered=cells(changed_values(data, [s.change(OFFERED) for s in suggestions])),
        offered_otherwise=cells(
            changed_values(data, [s.change(OFFERED_OTHERWISE) for s in suggestions])
        ),
        values=tuple(ValueChange(key, new) for key, new, _ in free),
        unchanged=len(read.changes) - len(compared),
        units=units,
        periods=periods,
    )


def take_csv(
    workspace: Workspace,
    file: CsvFile,
    preview: CsvPreview,
    *,
    accept: Acceptance | None = None,
    progress: Progress = silent,
) -> ChangeSet:
    """Record what a person has seen in the preview of a CSV file, in one command.

    Args:
        workspace: an open one.
        file: its rows.
        preview: what the person has seen of it.
        accept: what the person says of words in place of a figure; None leaves their rows out.
        progress: told every few thousand values.

    Raises:
        InputError: if a suggestion is accepted and no reason is given for it.
        RefusedError: if nothing of the file can be taken, or if the workspace was changed since the
            preview in a way that makes it come out differently.
        Cancelled: when the work is to stop; nothing is recorded then.
    """
    refuse_critical(preview, "Correct the file and look at it again.")
    accepted = accepted_changes(preview.suggestions, accept, preview.name)
    wanted = [*preview.values, *accepted]
    if not wanted:
        return NO_CHANGE

    checking, writing, sealing = split(
        progress, "check the values", "record the values", "write the audit"
    )

    def work(writer: Writer) -> None:
        checking.step(0, 1, "")
        data = workspace.dataset()
        now = preview_csv(data, file, preview.name, today_of(writer.at))
        refuse_stale(now, preview, "Look at the file again.")
        write_changes(writer, data, wanted, writing)

    return workspace.change("take in values", work, progress=sealing)


def _rows_of(file: CsvFile) -> _Rows:
    rows: dict[ValueKey, dict[tuple[str, str], CsvRow]] = {}
    for row in file.rows:
        of_value = rows.setdefault(ValueKey(row["unit"], row["period"], row["indicator"]), {})
        of_value.setdefault((row["dimension"], row["category"]), row)
    return rows


def _locks(data: Dataset, keys: Mapping[ValueKey, None], today: date) -> dict[Place, Lock]:
    found = {place: lock_for(data, *place, today) for place in dict.fromkeys(k[:2] for k in keys)}
    return {place: lock for place, lock in found.items() if lock is not None}


def _locked_rows(data: Dataset, rows: _Rows, locks: Mapping[ValueKey, Lock]) -> Iterator[Finding]:
    """Say of every row whose figures are locked why it is left out."""
    for key, lock in locks.items():
        name = f"{data.unit_name(key.unit)} ({key.unit})"
        what = f"the figures of {name} in {key.period} are locked: {lock.why}"
        for row in rows[key].values():
            yield Finding(row.place, what, str(lock.who))


def _spoken_of(data: Dataset, rows: _Rows) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the units and periods that the rows are about."""
    units, periods = dict[str, str](), dict[str, str]()
    for unit, period in dict.fromkeys(key[:2] for key in rows):
        try:
            definition = data.framework_for(period)
        except NotFoundError:
            continue
        periods[period] = str(definition.period_by_code[period].title)
        if unit in definition.unit_by_code:
            units[unit] = str(definition.unit_by_code[unit].name)
    return tuple(units.values()), tuple(periods.values())


def _of_value(
    data: Dataset,
    file: CsvFile,
    rows: Mapping[tuple[str, str], CsvRow],
    compared: Compared,
    varies: tuple[bool, bool],
) -> Iterator[CellChange]:
    """Return the cells in which a value would change.

    `varies` says whether the file is about several units, and about several periods; where it is
    about one, that is named once for all.
    """
    key, new, old = compared
    definition = data.framework_for(key.period)
    indicator = definition.indicator_by_code[key.indicator]
    title = str(indicator.title)
    unit, period = definition.unit_by_code[key.unit], definition.period_by_code[key.period]
    which = [str(n) for n, shown in zip((unit.name, period.title), varies, strict=True) if shown]
    if which:
        title = f"{title} ({', '.join(which)})"
    blank = CellChange(where="", code=key.indicator, title=title, column="", old="", new="")
    first = next(iter(rows.values()))
    gone = dict.fromkeys(other_parts((old, new), rows), first)
    for part, row in {**rows, **gone}.items():
        if part == _WHOLE:
            before, after = (answer_cells(indicator, value) for value in (old, new))
            yield from _cells(blank, file, row, before, after)
        else:
            before, after = (part_cells(value, *part) for value in (old, new))
            of_part = replace(blank, title=f"{title}: {', '.join(part)}")
            yield from _cells(of_part, file, row, before, after)


def _cells(
    blank: CellChange,
    file: CsvFile,
    row: CsvRow,
    before: Mapping[str, FormCell],
    after: Mapping[str, FormCell],
) -> Iterator[CellChange]:
    for column in before:
        was, now = cell_text(before[column]), cell_text(after[column])
        if was != now:
            where = row.where(column) if column in file.columns else row.place
            yield replace(blank, where=where, column=column, old=was, new=now)
