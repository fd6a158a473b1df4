"""What the services that save single records share: clean, check, compare, write, audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from spa_me.domain.checks import MAX_TEXT
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, InputError, NotFoundError, Severity
from spa_me.domain.fields.kinds import LABEL, PERSON
from spa_me.domain.fields.records import FIELDS
from spa_me.domain.framework import FrameworkDefinition, Marker, clean_name, clean_text
from spa_me.services import wording
from spa_me.storage.records import Kind
from spa_me.storage.writer import Writer

R = TypeVar("R")


def cleaned(record: R) -> R:
    """Return a record whose texts are composed and free of control characters.

    In what an office calls its own things, and in names of people, every sign is seen.
    """
    known = FIELDS.get(cast("Any", type(record)), {})
    seen = {name for name, field in known.items() if field.kind in {LABEL, PERSON}}
    texts = {
        field.name: (clean_name if field.name in seen else clean_text)(value)
        for field in fields(cast("Any", record))
        if type(value := getattr(record, field.name)) is str
    }
    return cast("R", replace(cast("Any", record), **texts))


def save(
    writer: Writer, kind: Kind[R], record: R, action: str, *, as_stamped: bool = False
) -> None:
    """Write a record and its audit row, unless it says what is stored already.

    Args:
        writer: of the command.
        kind: of the record.
        record: as it is to be.
        action: for the audit.
        as_stamped: whether who said it and when must be as in the record, too.
    """
    old = writer.find(kind, kind.key_of(record))
    if old is not None and (old == record if as_stamped else kind.same(old, record)):
        return
    writer.put(kind, record, old)
    before = "" if old is None else wording.text(old)
    writer.note(action, wording.subject(record), before, wording.text(record))


def drop(writer: Writer, kind: Kind[R], key: dict[str, object], action: str, missing: str) -> None:
    """Remove a record and say so in the audit.

    Raises:
        NotFoundError: with the sentence `missing`, if there is none.
    """
    old = writer.find(kind, key)
    if old is None:
        raise NotFoundError(missing, do="Look again; it may have been removed already.")
    writer.remove(kind, old)
    writer.note(action, wording.subject(old), wording.text(old), "")


def refuse(what: str, findings: Iterable[Finding]) -> None:
    """Raise `InputError` if there is any finding that is more than a warning."""
    found = [finding for finding in findings if finding.severity is not Severity.WARNING]
    if found:
        raise InputError(what, found, kept="Nothing was changed.")


def needed(field: str, text: str, why: str) -> Iterator[Finding]:
    """Yield a finding if a text that is needed is empty."""
    if not text:
        yield Finding(field, "it is empty", why)


def too_long(record: object) -> Iterator[Finding]:
    """Yield a finding for each text that is longer than what is kept."""
    for field in fields(cast("Any", record)):
        value = getattr(record, field.name)
        if isinstance(value, str) and len(value) > MAX_TEXT:
            problem = f"it has {len(value):,} characters"
            yield Finding(field.name, problem, f"at most {MAX_TEXT:,} characters")


def known_marker(dataset: Dataset, marker: str, period: str) -> Marker:
    """Return a marker of the framework version that judges a period, or raise `NotFoundError`."""
    definition = dataset.framework_for(period)
    found = definition.marker_by_code.get(marker)
    if found is None:
        message = f"{definition.title} has no progress marker “{marker}”."
        raise NotFoundError(message, do=f"Known markers: {_some(definition.marker_by_code)}.")
    return found


def refuse_unknown_result(definition: FrameworkDefinition, result: str) -> None:
    """Raise `NotFoundError` unless the framework has a result."""
    if result not in definition.result_by_code:
        message = f"{definition.title} has no result “{result}”."
        raise NotFoundError(message, do=f"Known results: {_some(definition.result_by_code)}.")


def _some(codes: Iterable[str]) -> str:
    listed = list(codes)
    return ", ".join(listed[:12]) + (", …" if len(listed) > 12 else "")
