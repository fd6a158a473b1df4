"""Rows of a CSV file that were written for another framework version than the one in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, NotFoundError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.successors import steps_between, successor
from spa_me.domain.versions import VersionMap
from spa_me.services.csv_file import CsvFile, CsvRow

VERSION = "framework_version"
"""The optional column that says for which version a row was written."""


def in_force(file: CsvFile, data: Dataset) -> CsvFile:
    """Return a file with its rows as the framework version that judges their period asks them.

    A row of an earlier version gets the code that its question has now; where that is not clear,
    and for a version that is not known, it is left out with the reason.
    """
    if VERSION not in file.columns:
        return file
    versions = _Versions(data)
    rows: list[CsvRow] = []
    findings = list(file.findings)
    for row in file.rows:
        code, why = versions.code_now(row)
        if code is None:
            findings.append(Finding(row.where("indicator"), why, "a question that is asked now"))
        else:
            rows.append(replace(row, cells={**row.cells, "indicator": code}))
    return replace(file, rows=tuple(rows), findings=tuple(findings))


@dataclass
class _Versions:
    """The way from each earlier version to the one in force, found once."""

    data: Dataset
    steps: dict[tuple[str, str], Sequence[VersionMap] | str] = field(
        default_factory=dict[tuple[str, str], Sequence[VersionMap] | str]
    )

    def code_now(self, row: CsvRow) -> tuple[str | None, str]:
        """Return the code of a row's question now, or None and why there is none."""
        version, code = row[VERSION], row["indicator"]
        try:
            now = self.data.framework_for(row["period"])
        except NotFoundError:
            return code, ""  # said of the period, where the row is read
        if version in {"", now.version}:
            return code, ""
        key = (version, now.version)
        if key not in self.steps:
            self.steps[key] = self._steps(version, now)
        steps = self.steps[key]
        if isinstance(steps, str):
            return None, steps
        if code not in steps[0].old.indicator_by_code:
            return None, f"version {version} does not ask it"
        return successor(code, steps)

    def _steps(self, version: str, now: FrameworkDefinition) -> Sequence[VersionMap] | str:
        known = self.data.frameworks
        old = next((f for f in known if (f.code, f.version) == (now.code, version)), None)
        if old is None:
            return f"framework version “{version}” is not known in this workspace"
        later = f"version {version} is later than {now.version}, which judges this period"
        return steps_between(old, now, known) or later
