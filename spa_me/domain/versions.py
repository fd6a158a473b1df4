"""Framework versions: which one judges a period, and how old markers map to new (rules, 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spa_me.domain.errors import NotFoundError
from spa_me.domain.framework import ChangeKind, FrameworkDefinition, Marker


def version_in_force(versions: Sequence[FrameworkDefinition], period: str) -> FrameworkDefinition:
    """Return the version in force at the start of a period (rules, section 7).

    A period that starts before every version is judged by the first one.

    Raises:
        NotFoundError: if no version knows the period.
    """
    known = [definition for definition in versions if period in definition.period_by_code]
    if not known:
        periods = dict.fromkeys(code for d in versions for code in d.period_by_code)
        message = f"There is no reporting period “{period}”."
        raise NotFoundError(message, do=f"Known periods: {', '.join(periods)}.")
    start = min(definition.period_by_code[period].start for definition in known)
    return _in_force_on(known, start)


def _in_force_on(versions: Sequence[FrameworkDefinition], day: date) -> FrameworkDefinition:
    ordered = sorted(versions, key=lambda definition: definition.in_force_from)
    in_force = [definition for definition in ordered if definition.in_force_from <= day]
    return in_force[-1] if in_force else ordered[0]


@dataclass(frozen=True, slots=True)
class MarkerMatch:
    """Markers of an older version beside those of a newer one that they became.

    Attributes:
        old: empty for a marker that was added.
        new: empty for one that was retired.
        reason: why, in the words of the revision; empty where it does not say.
        is_stated: whether the revision says so; else it follows from equal or missing codes.
    """

    kind: ChangeKind
    old: tuple[Marker, ...]
    new: tuple[Marker, ...]
    reason: str = ""
    is_stated: bool = True


@dataclass(frozen=True, slots=True)
class VersionMap:
    """How the markers of one version correspond to those of the next.

    Attributes:
        matches: side by side, in the order of the new version, what was retired last: both views.
    """

    old: FrameworkDefinition
    new: FrameworkDefinition
    matches: tuple[MarkerMatch, ...]

    def successors(self, code: str) -> tuple[str, ...]:
        """Return the codes of the new markers that an old one became; none if it was retired."""
        return _codes(m for match in self.matches if _holds(match.old, code) for m in match.new)

    def predecessors(self, code: str) -> tuple[str, ...]:
        """Return the codes of the old markers that a new one comes from; none if it was added."""
        return _codes(m for match in self.matches if _holds(match.new, code) for m in match.old)

    @property
    def retired(self) -> tuple[str, ...]:
        """Codes of old markers that have no successor; their data is kept."""
        return tuple(m.code for m in self.old.markers if not self.successors(m.code))

    @property
    def added(self) -> tuple[str, ...]:
        """Codes of new markers that have no predecessor."""
        return tuple(m.code for m in self.new.markers if not self.predecessors(m.code))


def map_versions(old: FrameworkDefinition, new: FrameworkDefinition) -> VersionMap:
    """Return how the markers of `old` map to those of `new`, the version that revises it.

    What `new.changes` states comes first. A marker that it does not mention is kept or reworded
    where the other version has its code, else retired or added.
    """
    matches = [*_stated(old, new), *_implied(old, new)]
    place = {marker.code: position for position, marker in enumerate(new.markers)}
    matches.sort(key=lambda match: min((place[m.code] for m in match.new), default=len(place)))
    return VersionMap(old, new, tuple(matches))


def _stated(old: FrameworkDefinition, new: FrameworkDefinition) -> Iterator[MarkerMatch]:
    for change in new.changes:
        before = tuple(old.marker_by_code[c] for c in change.old if c in old.marker_by_code)
        after = tuple(new.marker_by_code[code] for code in change.new)
        reason = "" if change.reason is None else str(change.reason)
        if before or after:  # a change may speak of a version still older than `old`
            yield MarkerMatch(change.kind, before, after, reason)


def _implied(old: FrameworkDefinition, new: FrameworkDefinition) -> Iterator[MarkerMatch]:
    left = {code for change in new.changes for code in change.old}
    right = {code for change in new.changes for code in change.new}
    for marker in old.markers:
        if marker.code in left:
            continue
        successor = new.marker_by_code.get(marker.code)
        if successor is None or successor.code in right:
            yield MarkerMatch(ChangeKind.RETIRED, (marker,), (), is_stated=False)
        else:
            kind = ChangeKind.KEPT if successor.title == marker.title else ChangeKind.REWORDED
            yield MarkerMatch(kind, (marker,), (successor,), is_stated=False)
    for marker in new.markers:
        known = marker.code in right or (
            marker.code in old.marker_by_code and marker.code not in left
        )
        if not known:
            yield MarkerMatch(ChangeKind.ADDED, (), (marker,), is_stated=False)


def _holds(markers: tuple[Marker, ...], code: str) -> bool:
    return any(marker.code == code for marker in markers)


def _codes(markers: Iterator[Marker]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(marker.code for marker in markers))
