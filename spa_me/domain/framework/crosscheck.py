"""What has to hold between the parts of a framework: codes refer, rules can be applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from spa_me.domain.errors import Finding
from spa_me.domain.framework.definition import ChangeKind, FrameworkDefinition, SeriesRule
from spa_me.domain.framework.indicators import AcrossUnits, Direction, Indicator, Measure
from spa_me.domain.framework.markers import Comparator, Leg, Marker, MarkerRule

_WRONG_WAY = {
    Direction.RISING: {Comparator.AT_MOST, Comparator.LESS_THAN},
    Direction.FALLING: {Comparator.AT_LEAST, Comparator.MORE_THAN},
}
_GRADED_MEASURE = {MarkerRule.RUBRIC: Measure.SCALE, MarkerRule.DECLARED: Measure.DECLARATION}


def cross_check(definition: FrameworkDefinition) -> list[Finding]:
    """Return every place where the parts of `definition` do not fit together."""
    return [
        *_repeated(definition),
        *_plan_and_periods(definition),
        *_results(definition),
        *_indicators(definition),
        *_markers(definition),
        *_notes_and_changes(definition),
    ]


def _repeated(definition: FrameworkDefinition) -> Iterator[Finding]:
    for key in ("levels", "units", "periods", "dimensions", "results", "indicators", "markers"):
        counts = Counter(part.code for part in getattr(definition, key))
        for code, count in counts.items():
            if count > 1:
                yield Finding(f"{key}[{code}]", f"the code is used {count} times", "each code once")
    for dimension in definition.dimensions:
        counts = Counter(category.code for category in dimension.categories)
        for code, count in counts.items():
            if count > 1:
                place = f"dimensions[{dimension.code}].categories[{code}]"
                yield Finding(place, f"the code is used {count} times", "each code once")


def _plan_and_periods(definition: FrameworkDefinition) -> Iterator[Finding]:
    plan = definition.plan
    if plan.start and plan.end and plan.end < plan.start:
        yield Finding("plan.end", "it is before plan.start", "a later day")
    before = None
    for period in definition.period_by_code.values():
        if period.end < period.start:
            yield Finding(f"periods[{period.code}].end", "it is before the start", "a later day")
        elif before is not None and period.start <= before.end:
            problem = f"it overlaps with period {before.code}"
            yield Finding(f"periods[{period.code}].start", problem, "a day after that period's end")
        before = period


def _results(definition: FrameworkDefinition) -> Iterator[Finding]:
    levels = {level.code for level in definition.levels}
    seen: set[str] = set()
    for result in definition.results:
        place = f"results[{result.code}]"
        if result.level not in levels:
            yield _unknown(f"{place}.level", "level", result.level, levels)
        if result.parent is not None and result.parent not in seen:
            problem = f"there is no result “{result.parent}” above it"
            yield Finding(f"{place}.parent", problem, "the code of a result that stands earlier")
        seen.add(result.code)


def _indicators(definition: FrameworkDefinition) -> Iterator[Finding]:
    for indicator in definition.indicators:
        place = f"indicators[{indicator.code}]"
        if indicator.result not in definition.result_by_code:
            yield _unknown(f"{place}.result", "result", indicator.result, definition.result_by_code)
        for unit in indicator.reporters:
            if unit not in definition.unit_by_code:
                yield _unknown(f"{place}.reporters", "unit", unit, definition.unit_by_code)
        for dimension in indicator.dimensions:
            if dimension not in definition.dimension_by_code:
                known = definition.dimension_by_code
                yield _unknown(f"{place}.dimensions", "dimension", dimension, known)
        if definition.units and not definition.reporters[indicator.code]:
            problem = f"nobody is asked: no unit is in scope “{indicator.scope}”"
            yield Finding(f"{place}.scope", problem, "a scope or reporters with at least one unit")
        yield from _measure(indicator, place)


def _measure(indicator: Indicator, place: str) -> Iterator[Finding]:
    if (indicator.measure is Measure.SCALE) != bool(indicator.levels):
        yield Finding(f"{place}.levels", "it does not fit the measure", "levels for a scale only")
    is_counting = indicator.across_units is AcrossUnits.COUNT_REACHING
    if is_counting != (indicator.reaching is not None):
        problem = "it does not fit across_units"
        yield Finding(f"{place}.reaching", problem, "a value with count_reaching, and only there")
    is_percentage = indicator.measure is Measure.PERCENTAGE
    if indicator.across_units is AcrossUnits.RATIO and not is_percentage:
        yield Finding(f"{place}.across_units", "a ratio needs a percentage", "measure percentage")
    if is_percentage and indicator.across_units in {AcrossUnits.SUM, AcrossUnits.MEAN}:
        problem = "percentages are never summed or averaged"
        yield Finding(f"{place}.across_units", problem, "ratio, min, max or count_reaching")


def _markers(definition: FrameworkDefinition) -> Iterator[Finding]:
    for marker in definition.markers:
        place = f"markers[{marker.code}]"
        if marker.result not in definition.result_by_code:
            yield _unknown(f"{place}.result", "result", marker.result, definition.result_by_code)
        yield from _rule(definition, marker, place)
        for leg in marker.legs:
            yield from _leg(definition, marker, leg, f"{place}.legs[{leg.indicator}]")


def _rule(definition: FrameworkDefinition, marker: Marker, place: str) -> Iterator[Finding]:
    if marker.rule is not MarkerRule.ALL_OF and len(marker.legs) > 1:
        yield Finding(f"{place}.legs", f"{marker.rule} takes one leg", "one leg, or rule all_of")
    if marker.k is not None and marker.rule is not MarkerRule.K_OF_N:
        yield Finding(f"{place}.k", "it has no meaning here", "rule k_of_n")
    asked = min(len(definition.reporters.get(leg.indicator, ())) for leg in marker.legs)
    if marker.rule is MarkerRule.K_OF_N and marker.k is not None and 0 < asked < marker.k:
        yield Finding(f"{place}.k", f"only {asked} units are asked", f"at most {asked}")
    repeated = [code for code, n in Counter(leg.indicator for leg in marker.legs).items() if n > 1]
    if repeated:
        problem = f"indicator {repeated[0]} stands in two legs"
        yield Finding(f"{place}.legs", problem, "a different indicator in each leg")


def _leg(
    definition: FrameworkDefinition, marker: Marker, leg: Leg, place: str
) -> Iterator[Finding]:
    indicator = definition.indicator_by_code.get(leg.indicator)
    if indicator is None:
        known = definition.indicator_by_code
        yield _unknown(f"{place}.indicator", "indicator", leg.indicator, known)
        return
    wanted = _GRADED_MEASURE.get(marker.rule)
    if wanted is not None and indicator.measure is not wanted:
        yield Finding(
            f"{place}.indicator", f"rule {marker.rule} cannot judge it", f"measure {wanted}"
        )
    if wanted is None and indicator.measure.is_graded:
        problem = f"rule {marker.rule} needs numbers"
        yield Finding(f"{place}.indicator", problem, "a count, an amount or a percentage")
    yield from _comparator(marker, leg, indicator, f"{place}.comparator")
    periods = definition.period_by_code
    for period in [*leg.targets, *(p for own in leg.unit_targets.values() for p in own)]:
        if period not in periods:
            yield _unknown(f"{place}.targets", "period", period, periods)
    for unit in leg.unit_targets:
        if unit not in definition.reporters[indicator.code]:
            problem = f"“{unit}” is not asked for {indicator.code}"
            yield Finding(f"{place}.unit_targets", problem, "the code of a unit that reports it")


def _comparator(marker: Marker, leg: Leg, indicator: Indicator, place: str) -> Iterator[Finding]:
    direction, figure = indicator.direction, f"a {indicator.direction} indicator"
    is_count = indicator.across_units is AcrossUnits.COUNT_REACHING
    if (
        is_count and marker.rule is MarkerRule.ALL_OF
    ):  # more units are progress, whatever they reach
        direction, figure = Direction.RISING, "a count of units"
    if leg.comparator in _WRONG_WAY[direction]:
        problem = f"{leg.comparator} goes against {figure}"
        yield Finding(place, problem, "a comparator in the direction of progress")


_ONE, _SOME, _SEVERAL, _NONE = "one", "some", "several", "none"
_FITS = {_ONE: {1}, _SOME: {1, 2}, _SEVERAL: {2}, _NONE: {0}}
_CHANGES = {
    ChangeKind.KEPT: (_ONE, _ONE),
    ChangeKind.REWORDED: (_ONE, _ONE),
    ChangeKind.SPLIT: (_ONE, _SEVERAL),
    ChangeKind.MERGED: (_SEVERAL, _ONE),
    ChangeKind.RETIRED: (_SOME, _NONE),
    ChangeKind.ADDED: (_NONE, _SOME),
}


def _notes_and_changes(definition: FrameworkDefinition) -> Iterator[Finding]:
    known = definition.notable
    for position, note in enumerate(definition.notes, start=1):
        if note.about not in known:
            yield _unknown(f"notes[{position}].about", "part", note.about, known)
    for position, change in enumerate(definition.changes, start=1):
        old, new = _CHANGES[change.kind]
        if min(len(change.old), 2) not in _FITS[old] or min(len(change.new), 2) not in _FITS[new]:
            names = f"{len(change.old)} old and {len(change.new)} new markers"
            problem = f"“{change.kind}” names {names}"
            yield Finding(f"changes[{position}]", problem, f"{old} old, {new} new")
        for code in change.new:
            if code not in definition.marker_by_code:
                place = f"changes[{position}].new"
                yield _unknown(place, "marker", code, definition.marker_by_code)
        yield from _series(definition, change.series, f"changes[{position}].series")
    code = definition.rules.co_funding_indicator
    if code is not None and code not in definition.indicator_by_code:
        known = definition.indicator_by_code
        yield _unknown("rules.co_funding_indicator", "indicator", code, known)


def _series(
    definition: FrameworkDefinition, rules: Sequence[SeriesRule], place: str
) -> Iterator[Finding]:
    for rule in rules:
        if rule.new not in definition.indicator_by_code:
            known = definition.indicator_by_code
            yield _unknown(f"{place}.new", "indicator", rule.new, known)
        if (rule.dimension is None) != (rule.category is None):
            problem = "one of dimension and category stands alone"
            yield Finding(f"{place}[{rule.new}]", problem, "both, or neither")
    for one, other in combinations(rules, 2):
        asked = [set(definition.reporters.get(rule.new, ())) for rule in (one, other)]
        parts = [(rule.dimension, rule.category) for rule in (one, other)]
        is_apart = None not in {one.category, other.category} and parts[0] != parts[1]
        if one.new == other.new or is_apart or not asked[0] & asked[1]:
            continue
        for old in sorted(set(one.old) & set(other.old)):
            problem = f"figures of {old} would count twice, in {one.new} and in {other.new}"
            yield Finding(place, problem, "categories that do not overlap, or different reporters")


def _unknown(place: str, what: str, code: str, known: Iterable[str]) -> Finding:
    examples = ", ".join(sorted(known)[:8]) or "none are defined"
    return Finding(place, f"there is no {what} “{code}”", f"a known {what} ({examples})")
