"""What each question of a framework version was in the version before (rules, sections 2 and 7).

A revision speaks of progress markers; their questions follow from them, or from the `series` that
it states. This is the only place that decides it: figures that are carried forward, series, rows of
a file and forms of another version all go by `origins` and `successor`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from spa_me.domain.framework import (
    AcrossUnits,
    FrameworkDefinition,
    Indicator,
    Marker,
    Measure,
)
from spa_me.domain.versions import MarkerMatch, VersionMap, map_versions


class Source(NamedTuple):
    """A question of the version before, whose figures are those of a later question.

    Attributes:
        dimension, category: of its breakdown, where only this part went on; empty for all of it.
    """

    indicator: str
    dimension: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a question was in the version before.

    Attributes:
        sources: whose figures, added up where they are several, are its own; none for a new one.
        why: why the figures do not go on although there were some; empty where they do.
        version: the version with which they begin anew; empty where they go on.
    """

    sources: tuple[Source, ...] = ()
    why: str = ""
    version: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether figures from before are its own."""
        return bool(self.sources) and not self.why

    def is_plain(self, code: str) -> bool:
        """Whether its figures are those of one question as they are."""
        return self.goes_on and self.sources == (Source(code),)


NEW = Origin()
"""The origin of a question that the version before did not ask."""


def steps_between(
    old: FrameworkDefinition, now: FrameworkDefinition, versions: Iterable[FrameworkDefinition]
) -> list[VersionMap] | None:
    """Return the steps from a framework version to a later one; None where there are none.

    Args:
        old: the version to begin with.
        now: the version to end with.
        versions: all that are known.
    """
    if old.code != now.code or old.in_force_from > now.in_force_from:
        return None
    between = [
        version
        for version in versions
        if version.code == now.code
        and old.in_force_from < version.in_force_from < now.in_force_from
    ]
    between.sort(key=lambda version: version.in_force_from)
    return [map_versions(one, other) for one, other in pairwise([old, *between, now])]


def origins(step: VersionMap) -> dict[str, Origin]:
    """Return for every question of a version what it was in the version before it."""
    after: dict[str, list[MarkerMatch]] = {}
    before: dict[str, list[MarkerMatch]] = {}
    for match in step.matches:
        for markers, found in ((match.new, after), (match.old, before)):
            for code in dict.fromkeys(_asked(markers)):
                found.setdefault(code, []).append(match)
    return {
        code: _stated(code, step) or _implied(code, step, after.get(code, ()), before.get(code, ()))
        for code in step.new.indicator_by_code
    }


def successor(code: str, path: Sequence[VersionMap]) -> tuple[str | None, str]:
    """Return the code that a question has after some steps, or None and why there is none."""
    for step in path:
        became, why = _next(code, step)
        if became is None:
            return None, why
        code = became
    return code, ""


def _next(code: str, step: VersionMap) -> tuple[str | None, str]:
    """Return what a question became in the next version, or None and why there is none."""
    found = [
        (new, origin)
        for new, origin in origins(step).items()
        if any(source.indicator == code for source in origin.sources)
    ]
    if len(found) == 1:
        new, origin = found[0]
        if origin.sources == (Source(code),):
            return (None, origin.why) if origin.why else (new, "")
    serving = [match for match in step.matches if code in _asked(match.old)]
    if serving:
        return None, f"{_kinds(serving)}, so it is not clear what it became"
    return None, f"version {step.new.version} does not ask it"


def _asked(markers: Iterable[Marker]) -> list[str]:
    return [leg.indicator for marker in markers for leg in marker.legs]


def _kinds(matches: Iterable[MarkerMatch]) -> str:
    return f"its progress marker was {', '.join(dict.fromkeys(m.kind.value for m in matches))}"


def _stated(code: str, step: VersionMap) -> Origin | None:
    """Return the origin that the revision states; None where it says nothing of this question."""
    rules = [
        rule
        for change in step.new.changes
        for rule in change.series
        # A change may speak of a version still older than the one before.
        if rule.new == code and all(old in step.old.indicator_by_code for old in rule.old)
    ]
    if not rules:
        return None
    sources = tuple(
        Source(old, rule.dimension or "", rule.category or "") for rule in rules for old in rule.old
    )
    if not sources:
        why = f"version {step.new.version} says that its figures begin anew"
        return Origin((), why, step.new.version)
    return _checked(code, sources, step, is_stated=True)


def _implied(
    code: str, step: VersionMap, after: Sequence[MarkerMatch], before: Sequence[MarkerMatch]
) -> Origin:
    """Return the origin that follows from the markers which the question serves, else its code."""
    is_known = code in step.old.indicator_by_code
    came = [match for match in after if match.old]
    if not came:
        ended = is_known and bool(before) and all(not m.new and m.is_stated for m in before)
        if ended:
            return _broken(code, f"{_kinds(before)}, so it is not clear what it became", step)
        return _checked(code, (Source(code),), step) if is_known else NEW
    found = {_through(code, match, step) for match in came}
    codes = found.pop() if len(found) == 1 else None
    if codes is None:
        why = f"{_kinds(came)}, and the version does not say from which question it goes on"
        return _broken(code, why, step)
    return _checked(code, tuple(map(Source, codes)), step)


def _through(code: str, match: MarkerMatch, step: VersionMap) -> tuple[str, ...] | None:
    """Return which questions became this one where a marker was changed; None if unclear."""
    old, new = _asked(match.old), _asked(match.new)
    is_one_to_one = len(match.old) == len(match.new) == 1
    if code in old and (is_one_to_one or _is_same_question(code, step)):
        return (code,)
    if len(match.new) > 1 or len(new) > 1 or len(old) > len(match.old):
        return None
    return tuple(dict.fromkeys(old))  # one leg each: of one marker, or of several that were merged


def _is_same_question(code: str, step: VersionMap) -> bool:
    return step.old.indicator_by_code[code].title == step.new.indicator_by_code[code].title


def _broken(code: str, why: str, step: VersionMap) -> Origin:
    sources = (Source(code),) if code in step.old.indicator_by_code else ()
    return Origin(sources, why, step.new.version)


def _checked(
    code: str, sources: tuple[Source, ...], step: VersionMap, *, is_stated: bool = False
) -> Origin:
    """Return an origin, broken where a figure of the sources does not mean the same."""
    after = step.new.indicator_by_code[code]
    for source in sources:
        before = step.old.indicator_by_code[source.indicator]
        why = _changed(before, after, is_stated=is_stated)
        if not why and (len(sources) > 1 or source.category) and not is_stated:
            why = _cannot_be_added(before, after)
        if not why and source.category and before.measure is Measure.PERCENTAGE:
            why = "the parts of a percentage say nothing of a category by itself"
        if why:
            return Origin(sources, why, step.new.version)
    return Origin(sources)


def _changed(before: Indicator, after: Indicator, *, is_stated: bool) -> str:
    """Return in what a figure no longer means the same; empty where it does.

    A revision that states the series may word the unit of measure anew.
    """
    if before.measure is not after.measure:
        return f"it asks for a {after.measure.value} now and no longer for a {before.measure.value}"
    if before.across_periods is not after.across_periods:
        return f"it is {after.across_periods.value} now and was {before.across_periods.value}"
    if not is_stated and str(before.unit) != str(after.unit):
        return f"its unit of measure is “{after.unit}” now and was “{before.unit}”"
    if [level.code for level in before.scale] != [level.code for level in after.scale]:
        return "its levels are others now"
    return ""


def _cannot_be_added(before: Indicator, after: Indicator) -> str:
    is_sum = before.across_units is after.across_units is AcrossUnits.SUM
    if is_sum and before.measure in {Measure.COUNT, Measure.AMOUNT}:
        return ""
    return "several were merged that cannot be added, and the version does not say how it goes on"
