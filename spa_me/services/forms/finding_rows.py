"""From the sheets of a form to its rows: each found by its key, whatever order it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spa_me.domain.errors import Finding, Severity
from spa_me.domain.reading.cells import text_of
from spa_me.reports.form import CODES, INPUTS, KEY, FormTable
from spa_me.services.forms.recognising import FormFile, FoundTable, KnownRow, SheetRow

_ADDS_ROWS = {FormTable.ACTIVITIES, FormTable.CONTRIBUTIONS}


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of the form with what the form knew of it.

    Attributes:
        key: empty for a row that somebody added.
    """

    key: str
    row: SheetRow
    known: KnownRow

    def is_touched(self, column: str) -> bool:
        """Return whether a cell is no longer what it was when the form was made."""
        return text_of(self.row[column]) != self.known.stood.get(column, "")

    @property
    def touched(self) -> tuple[str, ...]:
        """The columns that somebody changed."""
        return tuple(column for column in INPUTS[self.known.table] if self.is_touched(column))

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the columns that are filled in."""
        return not any(self.row.texts(self.known.table))


@dataclass
class FormRows:
    """The rows of a form, each once, and what is wrong with the others."""

    rows: list[FilledRow] = field(default_factory=list[FilledRow])
    findings: list[Finding] = field(default_factory=list[Finding])

    def of(self, table: FormTable) -> Iterator[FilledRow]:
        """Yield the rows of one table."""
        return (row for row in self.rows if row.known.table is table)


def rows_of(form: FormFile) -> FormRows:
    """Return the rows of a form.

    A row is known by its hidden key and has to show the codes that belong to it. Where several rows
    have the same key, those that say what the form said when it was made do not count.
    """
    found = FormRows()
    for table in FormTable:
        places = [place for place in form.tables if place.table is table]
        if not places:
            what = f"the sheet {table.value} is not there; nothing was read from it"
            expected = "all sheets of the form"
            found.findings.append(Finding("file", what, expected, Severity.WARNING))
            continue
        by_key: dict[str, list[FilledRow]] = {}
        for place in places:
            for row in _recognised(form, place, found):
                by_key.setdefault(row.key, []).append(row)
        added = by_key.pop("", [])
        for rows in by_key.values():
            found.rows.extend(_one_of(rows, found.findings))
        found.rows.extend(added)
        found.findings.extend(_about_copies(table, places))
    return found


def _recognised(form: FormFile, place: FoundTable, found: FormRows) -> Iterator[FilledRow]:
    strangers: list[SheetRow] = []
    for row in place.rows:
        key = text_of(row[KEY])
        known = form.known.get(key)
        if not key:
            yield from _added(place, row, found.findings)
        elif known is None or known.table is not place.table:
            strangers.append(row)
        elif _agrees(row, known, found.findings):
            yield FilledRow(key, row, known)
    if strangers:
        first = strangers[0]
        many = "1 row belongs" if len(strangers) == 1 else f"{len(strangers)} rows belong"
        what = f"{many} to another form and cannot be read here"
        found.findings.append(Finding(first.place, what, "the rows of this form only"))


def _added(place: FoundTable, row: SheetRow, findings: list[Finding]) -> Iterator[FilledRow]:
    if place.table in _ADDS_ROWS:
        if any(row.texts(place.table)):
            yield FilledRow("", row, KnownRow(place.table, (), {}))
        return
    if any(row.texts(place.table)):
        what = "the row has lost its hidden key, so it is not known what it answers"
        findings.append(Finding(row.place, what, "the row as the form had it"))


def _agrees(row: SheetRow, known: KnownRow, findings: list[Finding]) -> bool:
    """Return whether a row shows the codes that belong to its key."""
    for column, code in zip(CODES[known.table], known.identity, strict=False):
        shown = text_of(row[column])
        if shown != code:
            what = f"the row shows “{shown[:40]}”, but by its hidden key it is {code}"
            findings.append(Finding(row.where(column), what, f"{code}, as the form had it"))
            return False
    return True


def _one_of(rows: list[FilledRow], findings: list[Finding]) -> Iterator[FilledRow]:
    """Yield the row that counts among those with the same key, if it is clear which one does."""
    table = rows[0].known.table
    if len({row.row.texts(table) for row in rows}) == 1:
        yield rows[0]
        return
    places = " and ".join(row.row.place for row in rows[:3])
    sheets = {row.row.sheet for row in rows}
    if len(sheets) == len(rows):  # copied sheets: one that nobody filled in says nothing
        changed = [row for row in rows if row.touched]
        if len({row.row.texts(table) for row in changed}) == 1:
            yield changed[0]
            return
        what = f"{places} are the same row and say different things; none was read"
        expected = "one sheet with each question"
    elif table in _ADDS_ROWS:
        what = f"{places} are copies of one row and say different things; none was read"
        expected = "a new record in one of the empty rows"
    else:
        what = f"{places} answer the same question and say different things; none was read"
        expected = "each question once"
    findings.append(Finding(rows[-1].row.place, what, expected))


def _about_copies(table: FormTable, places: Iterable[FoundTable]) -> Iterator[Finding]:
    """Yield what there is to know of sheets that hold the same table."""
    names = [place.sheet for place in places]
    main = table.value if table.value in names else names[0]
    for name in names:
        if name != main:
            what = f"it is a copy of the sheet {main}; only what was changed in it was read"
            yield Finding(name, what, "each sheet once", Severity.WARNING)
