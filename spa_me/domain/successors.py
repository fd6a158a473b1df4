"""Which question became which in a later framework version, where that is unambiguous."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from spa_me.domain.framework import FrameworkDefinition, Indicator
from spa_me.domain.versions import MarkerMatch, VersionMap, map_versions


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
    before = step.old.indicator_by_code[code]
    serving = [
        match
        for match in step.matches
        if any(leg.indicator == code for marker in match.old for leg in marker.legs)
    ]
    candidates = {_in_match(code, match) for match in serving} or {code}
    if len(candidates) != 1 or None in candidates:
        kinds = ", ".join(dict.fromkeys(match.kind.value for match in serving))
        return None, f"its progress marker was {kinds}, so it is not clear what it became"
    became = candidates.pop() or code
    after = step.new.indicator_by_code.get(became)
    if after is None:
        return None, f"version {step.new.version} does not ask it"
    why = _changed(before, after)
    return (None, why) if why else (became, "")


def _in_match(code: str, match: MarkerMatch) -> str | None:
    """Return what a marker's indicator became where the marker has one successor."""
    if len(match.old) != 1 or len(match.new) != 1:
        return None
    before, after = match.old[0].legs, match.new[0].legs
    if any(leg.indicator == code for leg in after):
        return code
    return after[0].indicator if len(before) == len(after) == 1 else None


def _changed(before: Indicator, after: Indicator) -> str:
    """Return in what a question is no longer the same; empty where it is."""
    if before.measure is not after.measure:
        return f"it asks for a {after.measure.value} now and no longer for a {before.measure.value}"
    if str(before.unit) != str(after.unit):
        return f"its unit of measure is “{after.unit}” now and was “{before.unit}”"
    if [level.code for level in before.scale] != [level.code for level in after.scale]:
        return "its levels are others now"
    return ""
