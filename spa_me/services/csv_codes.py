"""The codes in a CSV file: whatever a spreadsheet, a keyboard or a copy made of them.

A spreadsheet that opens and saves a CSV file keeps 1.10 as the number 1.1, which is then another
question. The file does not say so; whether it was saved by one shows only in codes that are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, NotFoundError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.reading.codes import as_number, is_kept, read_code
from spa_me.services.csv_file import CsvFile, CsvRow
from spa_me.services.csv_versions import VERSION

_TITLE = 60


def with_codes(file: CsvFile, data: Dataset) -> CsvFile:
    """Return a file with its codes as the framework has them.

    A row whose code can be that of several questions is left out, and says so with all of them.
    """
    codes = _Codes(data)
    rows = [codes.read(row) for row in file.rows]
    findings = list(file.findings)
    if not any(is_kept(row["indicator"]) for row in rows):
        doubtful = [(row, meant) for row in rows if len(meant := codes.meant(row)) > 1]
        findings.extend(_told(doubtful, codes))
        left_out = {row.number for row, _ in doubtful}
        rows = [row for row in rows if row.number not in left_out]
    return replace(file, rows=tuple(rows), findings=tuple(findings))


@dataclass
class _Codes:
    """The codes of the framework versions that the rows are about."""

    data: Dataset
    _definitions: dict[tuple[str, str], FrameworkDefinition | None] = field(
        default_factory=dict[tuple[str, str], "FrameworkDefinition | None"]
    )
    _alike: dict[str, Mapping[object, Sequence[str]]] = field(
        default_factory=dict[str, Mapping[object, Sequence[str]]]
    )

    def read(self, row: CsvRow) -> CsvRow:
        """Return a row with its codes in the framework's own digits and signs."""
        if all(row[name].isascii() for name in ("unit", "period", "indicator")):
            return row
        periods = {code for f in self.data.frameworks for code in f.period_by_code}
        cells = {**row.cells, "period": read_code(row["period"], periods)}
        definition = self.definition(replace(row, cells=cells))
        if definition is not None:
            cells["unit"] = read_code(row["unit"], definition.unit_by_code)
            cells["indicator"] = read_code(row["indicator"], definition.indicator_by_code)
        return replace(row, cells=cells)

    def definition(self, row: CsvRow) -> FrameworkDefinition | None:
        """Return the version that a row was written for; None where there is none."""
        place = row["period"], row[VERSION]
        if place not in self._definitions:
            self._definitions[place] = self._find(*place)
        return self._definitions[place]

    def _find(self, period: str, version: str) -> FrameworkDefinition | None:
        try:
            now = self.data.framework_for(period)
        except NotFoundError:
            return None
        named = (f for f in self.data.frameworks if (f.code, f.version) == (now.code, version))
        return next(named, now)

    def meant(self, row: CsvRow) -> Sequence[str]:
        """Return the codes of all questions that a row's code can be meant for."""
        definition, code = self.definition(row), row["indicator"]
        number = as_number(code)
        if definition is None or number is None:
            return ()
        alike = self._alike.get(definition.digest)
        if alike is None:
            alike = self._alike[definition.digest] = _by_number(definition)
        others = alike.get(number, ())
        return others if code in others else (code, *others)

    def title(self, row: CsvRow, code: str) -> str:
        """Return a code with what it asks."""
        definition = self.definition(row)
        asked = None if definition is None else definition.indicator_by_code.get(code)
        return f"{code} ({'not asked' if asked is None else str(asked.title)[:_TITLE]})"


def _by_number(definition: FrameworkDefinition) -> Mapping[object, Sequence[str]]:
    found: dict[object, list[str]] = {}
    for code in definition.indicator_by_code:
        number = as_number(code)
        if number is not None:
            found.setdefault(number, []).append(code)
    return found


def _told(doubtful: Sequence[tuple[CsvRow, Sequence[str]]], codes: _Codes) -> Iterator[Finding]:
    """Yield why each row is left out, with the figures of all rows that it is mixed up with."""
    same: dict[tuple[str, ...], list[CsvRow]] = {}
    for row, _ in doubtful:
        same.setdefault(_place(row), []).append(row)
    for row, meant in doubtful:
        titles = " or ".join(codes.title(row, code) for code in meant)
        what = f"a spreadsheet writes {' and '.join(meant)} alike; meant is {titles}"
        alike = same[_place(row)]
        if len(alike) > 1:
            figures = ", ".join(f"{_figure(r)} in {r.place}" for r in alike)
            what = f"{what}; there are {figures}"
        longest = max(meant, key=len)
        expected = (
            f"the codes as they were; a row for {longest}, with or without a figure, shows that no "
            "spreadsheet has changed them"
        )
        yield Finding(row.where("indicator"), what, expected)


def _place(row: CsvRow) -> tuple[str, ...]:
    names = ("unit", "period", "indicator", "dimension", "category")
    return tuple(row[name] for name in names)


def _figure(row: CsvRow) -> str:
    if row["numerator"] or row["denominator"]:
        return f"{row['numerator']} of {row['denominator']}"
    return row["value"] or row["state"] or "nothing"
