"""What it would take to change a marker's status."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from spa_me.domain.assessment import LegAssessment, MarkerAssessment
from spa_me.domain.derivation.figures import distance, of_figure, of_values
from spa_me.domain.derivation.words import COMPARATOR_WORDS, is_of_one_unit
from spa_me.domain.framework import FrameworkDefinition, MarkerRule
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.status import NoStatus, Status


def what_would_change(
    definition: FrameworkDefinition, marker: MarkerAssessment
) -> Iterator[Sentence]:
    """Yield what would lead to another computed status, most telling first."""
    if marker.marker.rule is MarkerRule.K_OF_N:
        yield from _units(definition, marker)
    elif marker.marker.rule is MarkerRule.ALL_OF:
        for leg in marker.legs:
            yield from _leg(leg)
    elif marker.computed is not Status.FULLY:
        yield say("Another level, reported with its evidence, would change it.")


def _leg(leg: LegAssessment) -> Iterator[Sentence]:
    if leg.target is None:
        if leg.no_status is NoStatus.NO_TARGET and leg.shared is None:
            yield say("{code} needs a target in the framework.", code=leg.indicator.code)
        return
    words = COMPARATOR_WORDS[leg.comparator]
    target = of_figure(leg.target.used, leg)
    code = leg.indicator.code
    if leg.actual is None or leg.status is None:
        yield say("{code}: {words} {target} would meet it.", code=code, words=words, target=target)
    elif leg.status is Status.FULLY:
        yield say(
            "{code}: it stays met as long as it is {words} {target}.",
            code=code,
            words=words,
            target=target,
        )
    else:
        gap = Fraction(leg.target.used) - Fraction(leg.actual)
        yield say(
            _template(gap),
            code=code,
            words=words,
            target=target,
            distance=distance(abs(gap), leg),
        )


def _template(gap: Fraction) -> str:
    if gap > 0:
        return "{code}: to be met it would have to be {words} {target}, {distance} more than now."
    if gap < 0:
        return "{code}: to be met it would have to be {words} {target}, {distance} less than now."
    return "{code}: to be met it would have to be {words} {target}."


def _units(definition: FrameworkDefinition, marker: MarkerAssessment) -> Iterator[Sentence]:
    if is_of_one_unit(marker):
        yield from _only_unit(marker)
        return
    left = marker.needed - marker.reaching
    if left > 0:
        template = (
            "1 more reporting unit would have to reach the target."
            if left == 1
            else "{left} more reporting units would have to reach the target."
        )
        yield say(template, left=left)
    elif left == 0 and marker.computed is Status.FULLY:
        yield say("It is no longer fully met when one unit no longer reaches the target.")
    (leg,) = marker.legs
    for unit in marker.units:
        if unit.reached is False and unit.target is not None:
            yield say(
                "{unit} would have to reach {words} {target}.",
                unit=str(definition.unit_by_code[unit.unit].name),
                words=COMPARATOR_WORDS[leg.comparator],
                target=of_values(unit.target, leg.indicator),
            )


def _only_unit(marker: MarkerAssessment) -> Iterator[Sentence]:
    unit = marker.units[0]
    if unit.target is None:
        return
    template = (
        "It stays met as long as it is {words} {target}."
        if unit.reached
        else "To be met it would have to be {words} {target}."
    )
    leg = marker.legs[0]
    words = COMPARATOR_WORDS[leg.comparator]
    yield say(template, words=words, target=of_values(unit.target, leg.indicator))
