"""What a reader has to know to read a package rightly, beside its format: `must_understand`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from spa_me.domain.fields.kinds import is_first_code
from spa_me.packages import checks
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import CODES, PRINTED_SHARE_TYPES, Manifest
from spa_me.packages.rows import Rows
from spa_me.packages.shapes import FRAMEWORK_PART, PARTS

_CODES = (checks.code, checks.label)


def needs_of(manifest: Manifest, rows: Mapping[str, Rows]) -> tuple[str, ...]:
    """Return the names of what a reader of the first format would not understand, in order.

    Args:
        manifest: of the package; what it says that it needs is not looked at.
        rows: of each part; of a framework its one row.
    """
    found: list[str] = []
    if not all(map(is_first_code, filter(None, _codes(manifest, rows)))):
        found.append(CODES)
    sources = [row.get("source") for row in rows.get("printed_shares", ())]
    if len(set(sources)) < len(sources):
        found.append(PRINTED_SHARE_TYPES)
    return tuple(found)


def check_needs(manifest: Manifest, rows: Mapping[str, Rows]) -> None:
    """Refuse a package that does not say what a reader has to know.

    An older version would refuse it for another reason, which nobody could make sense of.
    """
    unsaid = set(needs_of(manifest, rows)) - set(manifest.must_understand)
    if unsaid:
        what = f"it does not say that a reader has to know {', '.join(sorted(unsaid))}"
        raise PackageRefusedError(Refusal.MANIFEST, what, "the manifest, must_understand")


def _codes(manifest: Manifest, rows: Mapping[str, Rows]) -> set[str]:
    framework = manifest.framework
    found = {manifest.unit, manifest.period, manifest.sender}
    if framework is not None:
        found.update((framework.code, framework.version))
    for part, listed in rows.items():
        if part == FRAMEWORK_PART:
            found.update(_declared(listed))
        else:
            found.update(_in_fields(manifest.kind, part, listed))
    return found


def _in_fields(kind: str, part: str, rows: Rows) -> Iterator[str]:
    shape = PARTS[kind].get(part)
    if shape is None:  # of a later version
        return
    fields = shape.fields
    names = [name for name, check in fields.items() if check in _CODES]
    for row in rows:
        yield from (row[name] for name in names if name in row)
        if fields.get("parts") is checks.breakdown:
            for dimension, category, _ in row.get("parts", ()):
                yield from (dimension, category)


def _declared(rows: Rows) -> Iterator[str]:
    """Yield every code that a framework gives to something, however deep it stands."""
    left: list[Any] = list(rows)
    while left:
        entry = left.pop()
        if isinstance(entry, dict):
            table = cast("dict[str, Any]", entry)
            named = (table.get(name) for name in ("code", "version"))
            yield from (code for code in named if type(code) is str)
            left.extend(table.values())
        elif isinstance(entry, list):
            left.extend(cast("list[Any]", entry))
