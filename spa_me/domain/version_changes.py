"""What a version of a framework changes beside the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from spa_me.domain.framework import FrameworkDefinition, Text


class _Titled(Protocol):
    @property
    def title(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """Codes of one kind that one of two versions has alone, or words otherwise, with their titles.

    Attributes:
        reworded: those with another title; the title is that of the new version.
    """

    new: dict[str, str]
    gone: dict[str, str]
    reworded: dict[str, str]


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target of a marker that both versions have.

    Attributes:
        unit: whose own target it is; empty for the common one.
        old, new: None where a version sets none.
    """

    marker: str
    indicator: str
    period: str
    unit: str
    old: Decimal | None
    new: Decimal | None


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """How a version differs from the one before it."""

    old: FrameworkDefinition
    new: FrameworkDefinition
    results: CodeChanges
    indicators: CodeChanges
    markers: CodeChanges
    targets: tuple[TargetChange, ...]


def compare_versions(old: FrameworkDefinition, new: FrameworkDefinition) -> VersionChanges:
    """Return what `new` changes beside `old`: codes, titles and targets, each in its order."""
    return VersionChanges(
        old,
        new,
        _codes(old.result_by_code, new.result_by_code),
        _codes(old.indicator_by_code, new.indicator_by_code),
        _codes(old.marker_by_code, new.marker_by_code),
        tuple(_targets(old, new)),
    )


def _codes(old: Mapping[str, _Titled], new: Mapping[str, _Titled]) -> CodeChanges:
    return CodeChanges(
        new={code: str(part.title) for code, part in new.items() if code not in old},
        gone={code: str(part.title) for code, part in old.items() if code not in new},
        reworded={
            code: str(part.title)
            for code, part in new.items()
            if code in old and old[code].title != part.title
        },
    )


def _targets(old: FrameworkDefinition, new: FrameworkDefinition) -> Iterator[TargetChange]:
    before, after = _targets_of(old), _targets_of(new)
    for key in dict.fromkeys([*after, *before]):
        marker, indicator, period, unit = key
        is_in_both = marker in old.marker_by_code and marker in new.marker_by_code
        if is_in_both and before.get(key) != after.get(key):
            values = before.get(key), after.get(key)
            yield TargetChange(marker, indicator, period, unit, *values)


def _targets_of(definition: FrameworkDefinition) -> dict[tuple[str, str, str, str], Decimal]:
    found: dict[tuple[str, str, str, str], Decimal] = {}
    for marker in definition.markers:
        for leg in marker.legs:
            for unit, targets in {"": leg.targets, **leg.unit_targets}.items():
                for period, target in targets.items():
                    found[marker.code, leg.indicator, period, unit] = target
    return found
