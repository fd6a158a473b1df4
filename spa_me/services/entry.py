"""Recording reported values, from the entry sheet and from files alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spa_me.domain.changes import ChangeSet
from spa_me.domain.checks import check_value
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, InputError, NotFoundError, Severity
from spa_me.domain.framework import clean_text
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState
from spa_me.services.requests import request_digest
from spa_me.services.wording import value_subject, value_text
from spa_me.services.workspace import Workspace
from spa_me.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value as it is to be from now on; a blank one without a note removes what is there."""

    key: ValueKey
    value: Value


def record_values(
    workspace: Workspace, changes: Sequence[ValueChange], *, key: str | None = None
) -> ChangeSet:
    """Record values, all of them or none.

    Who entered them and when is set here. A value that says what is recorded already is no change.

    Args:
        workspace: an open one.
        changes: the values; the last one counts where a key comes twice.
        key: makes the command idempotent: the same key again changes nothing.

    Raises:
        InputError: with every finding, if a value cannot be taken.
    """
    wanted = {change.key: cleaned(change.value) for change in changes}

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        _refuse_errors(dataset, wanted.items())
        as_kept = [(key, without_doubles(value)) for key, value in wanted.items()]
        stamped = _stamped(writer, dataset, as_kept)
        writer.write_values([(key, new) for key, new, _ in stamped])
        for at, new, old in stamped:
            writer.note("record value", value_subject(at), value_text(old), value_text(new))

    request = request_digest(sorted(wanted.items())) if key else ""
    return workspace.change("record values", work, key=key, request=request)


def cleaned(value: Value) -> Value:
    """Return a value with composed texts and without a stamp."""
    if value.state is ValueState.BLANK:
        # A remark may come before its figure, or outlive it; everything else goes.
        return replace(BLANK, note=clean_text(value.note))
    return replace(
        value,
        reason=clean_text(value.reason),
        note=clean_text(value.note),
        parts={dimension: dict(parts) for dimension, parts in value.parts.items() if parts},
        entered_by="",
        entered_at=None,
    )


def without_doubles(value: Value) -> Value:
    """Return a checked percentage with its parts alone, from which it follows exactly."""
    doubled = value.numerator is not None and value.number is not None
    return replace(value, number=None) if doubled else value


def _refuse_errors(dataset: Dataset, values: Iterable[tuple[ValueKey, Value]]) -> None:
    findings = [
        replace(finding, where=f"{value_subject(key)}, {finding.where}")
        for key, value in values
        for finding in findings_of(dataset, key, value)
        if finding.severity is not Severity.WARNING
    ]
    if findings:
        raise InputError("The input", findings, kept="Nothing was written.")


def findings_of(dataset: Dataset, key: ValueKey, value: Value) -> list[Finding]:
    """Return what is wrong or doubtful about a value, by the framework that judges its period."""
    try:
        definition = dataset.framework_for(key.period)
    except NotFoundError as error:
        return [Finding("period", error.what, error.do)]
    return check_value(definition, key, value)


def _stamped(
    writer: Writer, dataset: Dataset, values: Iterable[tuple[ValueKey, Value]]
) -> list[tuple[ValueKey, Value, Value]]:
    """Return the values that are not recorded so already, as new and old."""
    person, at = writer.actor.name, writer.at
    found: list[tuple[ValueKey, Value, Value]] = []
    for key, value in values:
        old = dataset.values.get(key.indicator, key.unit, key.period)
        if not _same(value, old):
            new = replace(value, entered_by=person, entered_at=at) if value != BLANK else BLANK
            found.append((key, new, old))
    return found


def _same(new: Value, old: Value) -> bool:
    return replace(old, entered_by="", entered_at=None) == new
