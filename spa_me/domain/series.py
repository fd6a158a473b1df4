"""All figures of a plan as one of its framework versions asks them (rules, sections 2 and 7).

A plan goes on over its versions, and so do its periods and series. What a rule reads is a value
book in which earlier figures stand under the codes that they have in the version that judges; where
a series breaks, they do not, and the book says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spa_me.domain.aggregation import unit_inputs
from spa_me.domain.framework import FrameworkDefinition, Indicator, Period
from spa_me.domain.numbers import exact_sum
from spa_me.domain.successors import NEW, Origin, Source, origins, steps_between, successor
from spa_me.domain.values import (
    BLANK,
    PlanView,
    SeriesBreak,
    Value,
    ValueBook,
    ValueState,
)
from spa_me.domain.versions import VersionMap, version_in_force

Table = dict[tuple[str, str], Value]
"""The values of one indicator by unit and period."""


def plan_periods(versions: Sequence[FrameworkDefinition]) -> dict[str, Period]:
    """Return the periods of a plan in time order, each as the version that judges it says.

    A period that only an earlier version lists is still one of the plan.
    """
    codes = dict.fromkeys(code for version in versions for code in version.period_by_code)
    found = [version_in_force(versions, code).period_by_code[code] for code in codes]
    return {period.code: period for period in sorted(found, key=lambda p: (p.start, p.end))}


def as_asked(
    versions: Sequence[FrameworkDefinition], now: FrameworkDefinition, values: ValueBook
) -> ValueBook:
    """Return the values of a plan under the codes that they have in one of its versions.

    Args:
        versions: all that are known.
        now: the one that judges.
        values: as they were recorded.
    """
    ours = [version for version in versions if version.code == now.code]
    return values if len(ours) < 2 else _Plan(ours, values).book(now)


@dataclass(frozen=True, slots=True)
class _Way:
    """How the questions of one version stand in another: by the code of the question that is asked.

    Attributes:
        version: in which the figures were recorded.
    """

    version: FrameworkDefinition
    origins: Mapping[str, Origin]


class _Plan:
    """A plan's versions and values; every version's book is made once."""

    def __init__(self, versions: Sequence[FrameworkDefinition], values: ValueBook) -> None:
        self.versions = sorted(versions, key=lambda version: version.in_force_from)
        self.values = values
        self.periods = list(plan_periods(versions))
        self.judges = {code: version_in_force(versions, code) for code in self.periods}
        self._books: dict[str, ValueBook] = {}

    def book(self, now: FrameworkDefinition) -> ValueBook:
        """Return all values as `now` asks them."""
        if now.version not in self._books:
            ways = [self._way(version, now) for version in self.versions]
            tables = {code: self._table(code, ways) for code in now.indicator_by_code}
            view = PlanView(tuple(self.periods), self._breaks(now, ways), self._asked(now, ways))
            self._books[now.version] = ValueBook.of_plan(tables, view)
        return self._books[now.version]

    def _way(self, version: FrameworkDefinition, now: FrameworkDefinition) -> _Way:
        if version is now:
            return _Way(now, {code: Origin((Source(code),)) for code in now.indicator_by_code})
        path = steps_between(version, now, self.versions)
        if path is not None:
            return _Way(version, _composed(path, now))
        back = steps_between(now, version, self.versions) or []
        return _Way(version, {code: _later(code, back) for code in now.indicator_by_code})

    def _table(self, code: str, ways: Sequence[_Way]) -> Mapping[tuple[str, str], Value]:
        """Return the values of one question: as its period's version has them, else an older one.

        An older one has them where its period came to be judged by a version that was added later.
        """
        if all(way.origins[code].is_plain(code) for way in ways):
            return self.values.of(code)
        table: Table = {}
        for way in reversed(ways):
            origin = way.origins[code]
            if origin.goes_on:
                judged = {p for p in self.periods if self.judges[p] is way.version}
                table.update(self._recorded(way.version, origin, judged))
        for way in reversed(ways):
            origin = way.origins[code]
            if origin.goes_on:
                for key, value in self._recorded(way.version, origin, self._left(way)):
                    if table.get(key, BLANK).state is ValueState.BLANK:
                        table[key] = value
        return table

    def _left(self, way: _Way) -> set[str]:
        """Return the periods of a version that a later one judges now."""
        since = way.version.in_force_from
        return {
            code
            for code in way.version.period_by_code
            if self.judges[code] is not way.version and self.judges[code].in_force_from >= since
        }

    def _recorded(
        self, version: FrameworkDefinition, origin: Origin, periods: set[str]
    ) -> Iterator[tuple[tuple[str, str], Value]]:
        """Yield by unit and period the figures of an origin in some periods."""
        if not periods:
            return
        first = origin.sources[0]
        if len(origin.sources) == 1 and not first.category:
            known = self.values.of(first.indicator).items()
            yield from ((key, value) for key, value in known if key[1] in periods)
            return
        book = self.book(version)
        parts = [(version.indicator_by_code[s.indicator], s) for s in origin.sources]
        keys = {key for indicator, _ in parts for key in book.of(indicator.code)}
        for unit, period in sorted(key for key in keys if key[1] in periods):
            value = _added(self._part(book, *part, unit, period) for part in parts)
            if value is not None:
                yield (unit, period), value

    def _part(
        self, book: ValueBook, indicator: Indicator, source: Source, unit: str, period: str
    ) -> Value:
        upto = self.periods[: self.periods.index(period) + 1]
        (entry,) = unit_inputs(indicator, (unit,), upto, book)
        return _of_category(entry.value, source) if source.category else entry.value

    def _breaks(self, now: FrameworkDefinition, ways: Sequence[_Way]) -> dict[str, SeriesBreak]:
        """Return where the series of a question begins anew, latest break first."""
        before = [way for way in ways if way.version.in_force_from < now.in_force_from]
        found: dict[str, SeriesBreak] = {}
        for way in reversed(before):
            for code, origin in way.origins.items():
                if origin.why:
                    found.setdefault(code, SeriesBreak(origin.version, origin.why))
        return found

    def _asked(
        self, now: FrameworkDefinition, ways: Sequence[_Way]
    ) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return by question and period the units that another version asked then."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for way in ways:
            periods = [p for p in self.periods if self.judges[p] is way.version]
            if way.version is now or not periods:
                continue
            for code, origin in way.origins.items():
                units = _asked_units(way.version, origin) if origin.goes_on else ()
                found.setdefault(code, {}).update(dict.fromkeys(periods, units))
        return found


def _asked_units(version: FrameworkDefinition, origin: Origin) -> tuple[str, ...]:
    asked = {unit for s in origin.sources for unit in version.reporters[s.indicator]}
    return tuple(unit for unit in version.unit_by_code if unit in asked)


def _composed(path: Sequence[VersionMap], now: FrameworkDefinition) -> dict[str, Origin]:
    """Return what each question was some versions before."""
    found = {code: Origin((Source(code),)) for code in now.indicator_by_code}
    for step in reversed(path):
        known = origins(step)
        found = {code: _before(origin, known) for code, origin in found.items()}
    return found


def _before(origin: Origin, known: Mapping[str, Origin]) -> Origin:
    """Return what a question was one version before that in which it has this origin."""
    if not origin.goes_on:
        return origin
    sources: list[Source] = []
    for source in origin.sources:
        earlier = known[source.indicator]
        if earlier.why:
            return earlier
        if source.category and any(part.category for part in earlier.sources):
            return Origin(origin.sources, "it is a category of a category", earlier.version)
        sources += [
            part if part.category else source._replace(indicator=part.indicator)
            for part in earlier.sources
        ]
    # One part that is new leaves the others: there is nothing of it before.
    return Origin(tuple(sources)) if sources else NEW


def _later(code: str, path: Sequence[VersionMap]) -> Origin:
    """Return what a question became in a later version, as the origin of its later figures."""
    became, _ = successor(code, path)
    return NEW if became is None else Origin((Source(became),))


def _of_category(value: Value, source: Source) -> Value:
    """Return the part of a value in one category of a breakdown; not available without it."""
    if not value.is_reported:
        return value
    part = value.parts.get(source.dimension, {}).get(source.category)
    if part is None:
        why = f"no breakdown by {source.dimension} was reported"
        return Value(ValueState.NOT_AVAILABLE, reason=why)
    return Value(
        ValueState.REPORTED, part, entered_by=value.entered_by, entered_at=value.entered_at
    )


def _added(parts: Iterable[Value]) -> Value | None:
    """Return the sum of the values of several questions; None where one that applies is missing."""
    applying = [value for value in parts if value.state is not ValueState.NOT_APPLICABLE]
    if not applying or not all(value.is_reported for value in applying):
        return None
    if len(applying) == 1:
        return applying[0]
    if any(value.level is not None for value in applying):
        return None
    people = dict.fromkeys(value.entered_by for value in applying if value.entered_by)
    times = [value.entered_at for value in applying if value.entered_at is not None]
    numbers = [value.number for value in applying if value.number is not None]
    ratios = [value for value in applying if value.is_ratio]
    if len(numbers) == len(applying):
        figure = Value(ValueState.REPORTED, exact_sum(numbers))
    elif len(ratios) == len(applying):
        above = exact_sum(v.numerator for v in ratios if v.numerator is not None)
        below = exact_sum(v.denominator for v in ratios if v.denominator is not None)
        figure = Value(ValueState.REPORTED, numerator=above, denominator=below)
    else:
        return None
    return Value(
        ValueState.REPORTED,
        figure.number,
        figure.numerator,
        figure.denominator,
        entered_by=", ".join(people),
        entered_at=max(times, default=None),
    )
