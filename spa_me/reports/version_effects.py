"""What another framework version makes of the figures and statuses of periods so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spa_me.domain.assessment import Card, MarkerAssessment, assess
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError
from spa_me.domain.framework import ChangeKind, FrameworkDefinition
from spa_me.domain.numbers import rounded
from spa_me.domain.sentences import Amount
from spa_me.domain.status import STATUS_TITLES, NoStatus
from spa_me.domain.versions import map_versions
from spa_me.reports.lines import actual_text, target_text


@dataclass(frozen=True, slots=True)
class VersionEffect:
    """A marker or result that would stand otherwise in a period that has figures.

    Attributes:
        unit: the only unit that is looked at; None for all together.
        part: `marker` or `result`.
        code: in the version that would judge, or the old one where it has none.
        before, after: how it stands, in words; empty where no version judges it.
    """

    period: str
    unit: str | None
    part: str
    code: str
    before: str
    after: str


_Standing = Mapping[tuple[str, str], str]
"""How markers and results stand, by part and code."""


def version_effects(data: Dataset, definition: FrameworkDefinition) -> Iterator[VersionEffect]:
    """Yield what adding a version would change in all periods up to the last one with figures."""
    after = replace(data, frameworks=(*data.frameworks, definition))
    used = {key.period for key, _ in data.values.items()}
    used.update(declaration.period for declaration in data.judgements.declarations)
    periods = list(after.periods)
    last = max((periods.index(code) for code in used if code in periods), default=-1)
    for period in periods[: last + 1]:
        names = _names(data, after, period)
        units = dict.fromkeys([*_units(after, period), *_units(data, period)])
        for unit in (None, *units):
            new = _standing(after, period, unit, {})
            old = _standing(data, period, unit, names)
            for part, code in dict.fromkeys([*new, *old]):
                before, then = old.get((part, code), ""), new.get((part, code), "")
                if before != then:
                    yield VersionEffect(period, unit, part, code, before, then)


def _units(data: Dataset, period: str) -> Sequence[str]:
    try:
        return list(data.framework_for(period).unit_by_code)
    except NotFoundError:
        return ()


def _standing(data: Dataset, period: str, unit: str | None, names: Mapping[str, str]) -> _Standing:
    """Return how everything stands in a period; nothing where no version has period and unit.

    Args:
        data: a dataset with the versions that would judge.
        period: the code of a period.
        unit: the only unit that is looked at.
        names: codes of markers that stand under another one in what is returned.
    """
    try:
        definition = data.framework_for(period)
        assessed = assess(definition, period, data.values_for(period), data.judgements, unit)
    except NotFoundError:
        return {}
    found: dict[tuple[str, str], str] = {}
    for marker in assessed.markers:
        code = marker.marker.code
        found["marker", names.get(code, code)] = _marker_stands(marker)
    for result in assessed.results:
        card = result.capped if definition.rules.cap_achievement else result.uncapped
        found["result", result.result.code] = _card_stands(card)
    return found


def _marker_stands(marker: MarkerAssessment) -> str:
    kind = marker.status or marker.no_status or NoStatus.NOT_REPORTED
    title, actual, target = STATUS_TITLES[kind].lower(), actual_text(marker), target_text(marker)
    return f"{title}, {actual} of {target}"


def _card_stands(card: Card) -> str:
    if card.achievement is None:
        return card.colour
    return f"{card.colour}, {Amount(rounded(card.achievement * 100, 1), '%')}"


def _names(before: Dataset, after: Dataset, period: str) -> Mapping[str, str]:
    """Return the codes of markers that the version which would judge has under another one."""
    try:
        old, new = before.framework_for(period), after.framework_for(period)
    except NotFoundError:
        return {}
    if old.digest == new.digest:
        return {}
    same = {ChangeKind.KEPT, ChangeKind.REWORDED}
    found = (match for match in map_versions(old, new).matches if match.kind in same)
    return {match.old[0].code: match.new[0].code for match in found if match.old}
