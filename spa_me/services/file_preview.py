"""What taking a filled-in file would change, whatever kind of file it is; nothing is recorded."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from spa_me.domain.errors import Finding, RefusedError, Severity
from spa_me.domain.values import Value, ValueState
from spa_me.services.entry import ValueChange
from spa_me.services.suggestions import (
    REASON_TO_GIVE,
    Acceptance,
    Suggestion,
    errors_left,
    findings_left,
)

_CELL = re.compile(r"(.+)![A-Z]+(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell that would change what is recorded.

    Attributes:
        where: the cell as its program names it: `Form!H12`, or `row 7, column value`.
        code: of the question or activity; the source of a contribution.
        title: what it is about.
        column: the name of its column: `value`, `note`, `amount`.
        old, new: as a file shows it; empty for nothing.
    """

    where: str
    code: str
    title: str
    column: str
    old: str
    new: str


C = TypeVar("C", bound=CellChange)


@dataclass(frozen=True, kw_only=True)
class FilePreview:
    """What taking a file in would do.

    Attributes:
        name: of the file.
        changes: every cell that would change what is recorded.
        findings: critical ones say why nothing of the file can be taken; errors leave out a row.
        suggestions: words in place of a figure, offered as the state that they name.
        offered: every cell that would change beside them if the suggestions are accepted.
        offered_otherwise: the same where words that can mean two states, such as N/A, are taken
            as *not applicable*.
        values: what would be recorded.
        unchanged: rows or values that say nothing, or what is recorded already.
        asked: what is asked in a row, by how the row is called: `Form, row 12`.
    """

    name: str
    changes: tuple[CellChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    offered: tuple[CellChange, ...] = ()
    offered_otherwise: tuple[CellChange, ...] = ()
    values: tuple[ValueChange, ...] = ()
    unchanged: int = 0
    asked: Mapping[str, str] = field(default_factory=dict[str, str])

    def asked_at(self, where: str) -> str:
        """Return what is asked in the row of a cell or a row; empty where nothing is known."""
        cell = _CELL.fullmatch(where)
        return self.asked.get(where if cell is None else f"{cell[1]}, row {cell[2]}", "")

    def findings_when(self, accept: Acceptance | None) -> tuple[Finding, ...]:
        """Return what was found; what an accepted suggestion answers is found no more."""
        return findings_left(self.findings, () if accept is None else self.suggestions)

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file can be taken."""
        return self.count(Severity.CRITICAL) > 0

    @property
    def records(self) -> int:
        """How many records would be written, suggestions left aside."""
        return len(self.values)

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def changes_when(self, accept: Acceptance | None) -> tuple[CellChange, ...]:
        """Return every cell that changes, with those of the suggestions where they are accepted."""
        return (*self.changes, *offered_when(accept, self.offered, self.offered_otherwise))

    def errors_left(self, accept: Acceptance | None) -> tuple[Finding, ...]:
        """Return what keeps rows out, suggestions left aside once they are accepted."""
        return errors_left(self.findings, () if accept is None else self.suggestions)


OFFERED = Acceptance(REASON_TO_GIVE)
OFFERED_OTHERWISE = Acceptance(REASON_TO_GIVE, ValueState.NOT_APPLICABLE)
"""With what suggestions are shown before a person says anything of them."""


def offered_when(
    accept: Acceptance | None, offered: tuple[C, ...], otherwise: tuple[C, ...]
) -> Iterator[C]:
    """Yield the cells of suggestions as a person accepts them, with the reason that they write."""
    if accept is None:
        return
    of_state = otherwise if accept.unclear_as is ValueState.NOT_APPLICABLE else offered
    for change in of_state:
        is_open = change.column == "reason" and change.new == REASON_TO_GIVE
        yield replace(change, new=accept.reason) if is_open and accept.reason else change


def other_parts(
    values: Iterable[Value], known: Container[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield dimension and category of parts that a file has no row for, such as those that go."""
    found = ((d, c) for value in values for d, entries in value.parts.items() for c in entries)
    yield from (part for part in dict.fromkeys(found) if part not in known)


def weightiest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by their severity, otherwise in the order of the file."""
    weights = list(Severity)
    return tuple(sorted(findings, key=lambda finding: weights.index(finding.severity)))


def refuse_critical(preview: FilePreview, do: str) -> None:
    """Raise `RefusedError` if nothing of a file can be taken; `do` says what helps."""
    if preview.is_refused:
        what = preview.findings[0].what
        raise RefusedError(
            f"{preview.name} cannot be taken in. {what[:1].upper()}{what[1:].rstrip('.')}.",
            kept="Nothing was changed.",
            do=do,
        )


def refuse_stale(now: FilePreview, seen: FilePreview, do: str) -> None:
    """Raise `RefusedError` if a file comes out otherwise by now than a person has seen it."""
    if now != seen:
        raise RefusedError(
            "The workspace was changed since the file was looked at.",
            kept="Nothing was changed.",
            do=do,
        )
