"""Recording reported values, from the entry sheet and from files alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spa_me.domain.changes import ChangeSet
from spa_me.domain.checks import check_value
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, InputError, NotFoundError, Severity
from spa_me.domain.framework import FrameworkDefinition, clean_text
from spa_me.domain.progress import Progress, silent, split
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState, content_of, differ
from spa_me.services.requests import request_digest
from spa_me.services.submissions.standing import refuse_locked, today_of
from spa_me.services.wording import value_subject, value_text
from spa_me.services.workspace import Workspace
from spa_me.storage.collector import collector_paused
from spa_me.storage.writer import Writer

Compared = tuple[ValueKey, Value, Value]
"""A key, its new and its old value."""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value as it is to be from now on; a blank one without a note removes what is there."""

    key: ValueKey
    value: Value


def record_values(
    workspace: Workspace,
    changes: Sequence[ValueChange],
    *,
    key: str | None = None,
    progress: Progress = silent,
) -> ChangeSet:
    """Record values, all of them or none.

    Who entered them and when is set here. A value that says what is recorded already is no change.

    Args:
        workspace: an open one.
        changes: the values; the last one counts where a key comes twice.
        key: makes the command idempotent: the same key again changes nothing.
        progress: told every few thousand values.

    Raises:
        InputError: with every finding, if a value cannot be taken.
        Cancelled: when the work is to stop; nothing is recorded then.
    """
    writing, sealing = split(progress, "record the values", "write the audit")

    def work(writer: Writer) -> None:
        write_changes(writer, workspace.dataset(), changes, writing)

    request = request_digest([(c.key, content_of(c.value)) for c in changes]) if key else ""
    return workspace.change("record values", work, key=key, request=request, progress=sealing)


def write_changes(
    writer: Writer, dataset: Dataset, changes: Sequence[ValueChange], progress: Progress = silent
) -> None:
    """Check and write values inside a command; see `record_values`."""
    with collector_paused():
        _refuse_errors(dataset, changes)
        compared = changed_values(dataset, changes)
        refuse_locked(dataset, (key[:2] for key, _, _ in compared), today_of(writer.at))
        writer.write_values(((at, new) for at, new, _ in compared), progress=progress)
        writer.note_all(
            ("record value", value_subject(at), value_text(old), value_text(new))
            for at, new, old in compared
        )


def changed_values(dataset: Dataset, changes: Iterable[ValueChange]) -> list[Compared]:
    """Return the values that are not recorded so already, cleaned, beside what is recorded."""
    wanted = {change.key: change.value for change in changes}
    found: list[Compared] = []
    for key, value in wanted.items():
        new = _cleaned(value)
        old = dataset.values.get(key.indicator, key.unit, key.period)
        if differ(new, old):
            found.append((key, new, old))
    return found


def _cleaned(value: Value) -> Value:
    """Return a checked value with composed texts, and of a percentage only its parts."""
    if value.state is ValueState.BLANK:
        # A remark may come before its figure, or outlive it; everything else goes.
        note = clean_text(value.note)
        return replace(BLANK, note=note) if note else BLANK
    number = None if value.numerator is not None else value.number
    reason = clean_text(value.reason) if value.reason else ""
    note = clean_text(value.note) if value.note else ""
    parts = value.parts
    if not all(parts.values()):
        parts = {dimension: numbers for dimension, numbers in parts.items() if numbers}
    if (
        number is value.number
        and reason == value.reason
        and note == value.note
        and parts is value.parts
    ):
        return value  # as most are; a copy of each would take longer than all the rest
    return replace(value, number=number, reason=reason, note=note, parts=parts)


def _refuse_errors(dataset: Dataset, changes: Iterable[ValueChange]) -> None:
    findings = [
        replace(finding, where=f"{value_subject(key)}, {finding.where}")
        for key, found in _findings(dataset, changes)
        for finding in found
        if finding.severity is not Severity.WARNING
    ]
    if findings:
        raise InputError("The input", findings, kept="Nothing was written.")


def _findings(
    dataset: Dataset, changes: Iterable[ValueChange]
) -> Iterator[tuple[ValueKey, list[Finding]]]:
    judged_by: dict[str, FrameworkDefinition] = {}
    for change in changes:
        key = change.key
        definition = judged_by.get(key.period)
        if definition is None:
            try:
                definition = judged_by[key.period] = dataset.framework_for(key.period)
            except NotFoundError:
                known = dataset.periods
                problem = f"there is no reporting period “{key.period}”"
                yield key, [Finding("period", problem, f"one of {', '.join(known)}")]
                continue
        found = check_value(definition, key, change.value)
        if found:
            yield key, found


def findings_of(dataset: Dataset, key: ValueKey, value: Value) -> list[Finding]:
    """Return what is wrong or doubtful about a value, by the framework that judges its period."""
    return [f for _, found in _findings(dataset, [ValueChange(key, value)]) for f in found]
