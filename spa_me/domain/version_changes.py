"""What a version of a framework changes beside the one before it: everything that it can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, cast

from spa_me.domain.framework import ChangeKind, FrameworkDefinition, Text
from spa_me.domain.framework.text import DEFAULT_LANGUAGE
from spa_me.domain.successors import Origin, origins
from spa_me.domain.versions import MarkerMatch, VersionMap, map_versions


class _Titled(Protocol):
    @property
    def title(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """Codes of one kind that one of two versions has alone, or words otherwise, with their titles.

    Attributes:
        renamed: what became another code, old to new; neither stands in `new` or `gone`.
        reworded: those with another title; the title is that of the new version.
    """

    new: dict[str, str]
    gone: dict[str, str]
    renamed: dict[str, str]
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
class Difference:
    """One thing that two versions say otherwise about the same part.

    Attributes:
        part: which list of the framework file it stands in, such as `indicators`; `framework` for
            the file itself, `plan` and `rules` for these tables.
        code: of the part in the new version; empty where it has none.
        field: the keys down to what differs, such as `baseline`, `value`.
        old, new: as text; empty where a version says nothing.
    """

    part: str
    code: str
    field: tuple[str, ...]
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """How a version differs from the one before it.

    Attributes:
        results, indicators, markers: codes and titles.
        targets: of markers that both have.
        matches: what the revision says became of markers, but for what was kept as it was.
        unknown: codes of markers that the revision speaks of and the version before does not have.
        series: from what the figures of questions go on, or why they begin anew, by code; those
            that go on as they are or are new are left out.
        differences: everything else, in the order of the new version.
    """

    old: FrameworkDefinition
    new: FrameworkDefinition
    results: CodeChanges
    indicators: CodeChanges
    markers: CodeChanges
    targets: tuple[TargetChange, ...]
    matches: tuple[MarkerMatch, ...]
    unknown: tuple[str, ...]
    series: Mapping[str, Origin]
    differences: tuple[Difference, ...]


def compare_versions(old: FrameworkDefinition, new: FrameworkDefinition) -> VersionChanges:
    """Return what `new` changes beside `old`, each in its order."""
    step = map_versions(old, new)
    markers, indicators = _renamed_markers(step), _renamed_indicators(step)
    renamed = {"markers": markers, "indicators": indicators}
    return VersionChanges(
        old,
        new,
        _codes(old.result_by_code, new.result_by_code, {}),
        _codes(old.indicator_by_code, new.indicator_by_code, indicators),
        _codes(old.marker_by_code, new.marker_by_code, markers),
        tuple(_targets(old, new, renamed)),
        tuple(match for match in step.matches if _is_told(match)),
        tuple(c for change in new.changes for c in change.old if c not in old.marker_by_code),
        {c: o for c, o in origins(step).items() if o.why or (o.sources and not o.is_plain(c))},
        tuple(_differences(old, new, renamed)),
    )


def _is_told(match: MarkerMatch) -> bool:
    """Return whether a match says more than that a code is new, gone, kept or worded anew."""
    codes = ([m.code for m in match.old], [m.code for m in match.new])
    return match.is_stated and (codes[0] != codes[1] or bool(match.reason))


def _renamed_markers(step: VersionMap) -> dict[str, str]:
    """Return the markers that became another code and are the same: old to new."""
    same = {ChangeKind.KEPT, ChangeKind.REWORDED}
    pairs = [(m.old[0].code, m.new[0].code) for m in step.matches if m.kind in same and m.old]
    return {old: new for old, new in pairs if old != new}


def _renamed_indicators(step: VersionMap) -> dict[str, str]:
    """Return the questions that became another code, where that is clear: old to new."""
    found: dict[str, list[str]] = {}
    for new, origin in origins(step).items():
        codes = [source.indicator for source in origin.sources]
        if len(codes) == 1 and codes[0] != new and codes[0] not in step.new.indicator_by_code:
            found.setdefault(codes[0], []).append(new)
    return {old: codes[0] for old, codes in found.items() if len(codes) == 1}


def _codes(
    old: Mapping[str, _Titled], new: Mapping[str, _Titled], renamed: Mapping[str, str]
) -> CodeChanges:
    before = {**{code: code for code in old}, **renamed}
    came = {after: code for code, after in before.items() if after in new}
    return CodeChanges(
        new={code: str(part.title) for code, part in new.items() if code not in came},
        gone={code: str(part.title) for code, part in old.items() if before[code] not in new},
        renamed=dict(renamed),
        reworded={
            code: str(part.title)
            for code, part in new.items()
            if code in came and old[came[code]].title != part.title
        },
    )


_Renamed = Mapping[str, Mapping[str, str]]


def _targets(
    old: FrameworkDefinition, new: FrameworkDefinition, renamed: _Renamed
) -> Iterator[TargetChange]:
    before, after = _targets_of(old, renamed), _targets_of(new, {})
    known = {renamed["markers"].get(code, code) for code in old.marker_by_code}
    for key in dict.fromkeys([*after, *before]):
        marker, indicator, period, unit = key
        is_in_both = marker in known and marker in new.marker_by_code
        # A period that the new version does not list stays judged by the old one, by its targets.
        is_judged = period in new.period_by_code
        if is_in_both and is_judged and before.get(key) != after.get(key):
            values = before.get(key), after.get(key)
            yield TargetChange(marker, indicator, period, unit, *values)


def _targets_of(
    definition: FrameworkDefinition, renamed: _Renamed
) -> dict[tuple[str, str, str, str], Decimal]:
    """Return each target by marker, indicator, period and unit, under the codes of the new one."""
    markers, indicators = renamed.get("markers", {}), renamed.get("indicators", {})
    found: dict[tuple[str, str, str, str], Decimal] = {}
    for marker in definition.markers:
        for leg in marker.legs:
            place = (
                markers.get(marker.code, marker.code),
                indicators.get(leg.indicator, leg.indicator),
            )
            for unit, targets in {"": leg.targets, **leg.unit_targets}.items():
                for period, target in targets.items():
                    found[(*place, period, unit)] = target
    return found


# --- Everything else ------------------------------------------------------------------------------

_SINGLE = ("plan", "rules")
_CODED = ("levels", "units", "periods", "dimensions", "results", "indicators", "markers")
_TOLD_ELSEWHERE = {"version", "in_force_from", "format", "changes", *_SINGLE, *_CODED}
_TITLED = {"results", "indicators", "markers"}

Leaves = dict[tuple[str, ...], str]


def _differences(
    old: FrameworkDefinition, new: FrameworkDefinition, renamed: _Renamed
) -> Iterator[Difference]:
    before, after = (known.model_dump(mode="json") for known in (old, new))
    became = renamed["indicators"]
    for leg in (leg for marker in before["markers"] for leg in marker["legs"]):
        leg["indicator"] = became.get(leg["indicator"], leg["indicator"])
    whole = [
        _leaves({key: value for key, value in known.items() if key not in _TOLD_ELSEWHERE})
        for known in (before, after)
    ]
    yield from _leaf_differences("framework", "", *whole)
    for part in _SINGLE:
        yield from _leaf_differences(part, "", _leaves(before[part]), _leaves(after[part]))
    for part in _CODED:
        became = renamed.get(part, {})
        was = {became.get(one["code"], one["code"]): one for one in before[part]}
        now = {one["code"]: one for one in after[part]}
        yield from _part_differences(part, was, now)
        order = [code for code in was if code in now]
        if order != [code for code in now if code in was]:
            yield Difference(part, "", ("order",), ", ".join(order), ", ".join(now))


def _part_differences(
    part: str, was: Mapping[str, dict[str, Any]], now: Mapping[str, dict[str, Any]]
) -> Iterator[Difference]:
    for code in dict.fromkeys([*now, *was]):
        if code in was and code in now:
            old, new = _leaves(was[code]), _leaves(now[code])
            yield from _leaf_differences(part, code, old, new)
        elif part not in _TITLED:
            titles = [_title(known.get(code)) for known in (was, now)]
            yield Difference(part, code, (), *titles)


def _title(part: Mapping[str, Any] | None) -> str:
    if part is None:
        return ""
    texts = part.get("title") or part.get("name") or part["code"]
    if isinstance(texts, dict):
        known = cast("dict[str, str]", texts)
        return known.get(DEFAULT_LANGUAGE) or next(iter(known.values()), "")
    return str(texts)


def _leaf_differences(part: str, code: str, old: Leaves, new: Leaves) -> Iterator[Difference]:
    for field in dict.fromkeys([*new, *old]):
        if old.get(field) != new.get(field) and not _is_told_otherwise(part, field):
            yield Difference(part, code, field, old.get(field, ""), new.get(field, ""))


def _is_told_otherwise(part: str, field: tuple[str, ...]) -> bool:
    """Return whether titles, codes and targets are listed by themselves."""
    if part in _TITLED and field == ("title", DEFAULT_LANGUAGE):
        return True
    if field == ("code",) and part in _CODED:
        return True
    is_target = field[2:3] in {("targets",), ("unit_targets",)}
    return part == "markers" and field[0] == "legs" and is_target


def _leaves(value: object, field: tuple[str, ...] = ()) -> Leaves:
    """Return every text, number and answer below a part by its keys; absent ones are left out."""
    if isinstance(value, dict):
        return {
            leaf: text
            for key, one in cast("dict[str, object]", value).items()
            for leaf, text in _leaves(one, (*field, key)).items()
        }
    if isinstance(value, list):
        parts = cast("list[object]", value)
        keys = _keys(parts)
        found = {
            leaf: text
            for key, one in zip(keys, parts, strict=True)
            for leaf, text in _leaves(one, (*field, key)).items()
        }
        if parts and not isinstance(parts[0], dict):
            return {field: ", ".join(map(str, parts))}
        if len(keys) > 1:
            found[(*field, "order")] = ", ".join(keys)
        return found
    return {} if value is None or value == "" else {field: str(value)}


def _keys(parts: Sequence[object]) -> list[str]:
    """Return by what the entries of a list are known: their code or indicator, else their place."""
    found: list[str] = []
    for place, part in enumerate(parts, 1):
        known = cast("dict[str, object]", part) if isinstance(part, dict) else {}
        found.append(str(known.get("code") or known.get("indicator") or place))
    return found if len(set(found)) == len(found) else [str(n) for n in range(1, len(parts) + 1)]
