"""The sentences of a derivation about rules and legs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from spa_me.domain.assessment import LegAssessment, MarkerAssessment, NotComputable
from spa_me.domain.derivation.figures import achieved, of_figure, of_values
from spa_me.domain.framework import Comparator, Direction, FrameworkDefinition, MarkerRule, UnitKind
from spa_me.domain.judgements import ProRata
from spa_me.domain.numbers import rounded
from spa_me.domain.sentences import PER_CENT, UNITS, Amount, Sentence, say
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.domain.values import SeriesBreak

_GRADED_RULES: dict[MarkerRule, Sentence] = {
    MarkerRule.RUBRIC: say("Each level of the rubric names the status it gives."),
    MarkerRule.DECLARED: say("The reporting unit says which status it is, and gives evidence."),
}

_SEVERAL_LEGS = say(
    "Fully when every leg meets its target, not when every reported leg is not, otherwise partly."
)

_REACHED_WORDS: dict[Comparator, str] = {
    Comparator.AT_LEAST: "{target} or more",
    Comparator.MORE_THAN: "more than {target}",
    Comparator.AT_MOST: "{target} or less",
    Comparator.LESS_THAN: "less than {target}",
    Comparator.EXACTLY: "exactly {target}",
}

COMPARATOR_WORDS: dict[Comparator, str] = {
    Comparator.AT_LEAST: "at least",
    Comparator.MORE_THAN: "more than",
    Comparator.AT_MOST: "at most",
    Comparator.LESS_THAN: "less than",
    Comparator.EXACTLY: "exactly",
}

DIRECTION_SENTENCES: dict[Direction, Sentence] = {
    Direction.RISING: say("a higher figure is progress"),
    Direction.FALLING: say("a lower figure is progress"),
}

_LEG_STANDS_WORDS = {
    Status.FULLY: "met",
    Status.PARTLY: "partly met",
    Status.NOT: "not met",
}

_WITHOUT_WORDS = {
    NoStatus.NO_TARGET: "no target",
    NoStatus.NOT_DUE: "not due",
    NoStatus.NOT_APPLICABLE: "not applicable",
    NoStatus.NOT_REPORTED: "not reported",
}

_NO_STATUS_ANSWERS = {
    NoStatus.NO_TARGET: say("No status: no target is agreed for this period."),
    NoStatus.NOT_DUE: say("No status: it is not due in this period."),
    NoStatus.NOT_APPLICABLE: say("No status: it does not apply to those who are asked."),
    NoStatus.NOT_REPORTED: say("No status: nothing has been reported."),
}

_NOT_COMPUTABLE_WORDS = {
    NotComputable.TARGET_IS_ZERO: "{code}: no achievement can be computed, since the target is 0.",
    NotComputable.TARGET_IS_BASELINE: (
        "{code}: no achievement can be computed, since the target equals the baseline."
    ),
    NotComputable.NEGATIVE_TARGET: (
        "{code}: no achievement can be computed, since the target is below 0 and has no baseline."
    ),
    NotComputable.FALLING_WITHOUT_BASELINE: (
        "{code}: a falling indicator without a baseline can only be met or not met."
    ),
    NotComputable.BASELINE_MEETS_TARGET: (
        "{code}: no achievement can be computed, since the baseline meets the target already and "
        "the framework does not say that the level is to be kept."
    ),
    NotComputable.KEPT_FROM_ABOVE: (
        "{code}: a level that is not to be exceeded can only be met or not met."
    ),
    NotComputable.EXACTLY: "{code}: a figure that has to be exact can only be met or not met.",
    NotComputable.AT_TARGET_NOT_MET: (
        "{code}: it stands at the target, which has to be passed; this has no per cent."
    ),
}


RULE_FOR_ONE_UNIT = say("Met when this reporting unit, looked at alone, reaches the target.")


def is_of_one_unit(marker: MarkerAssessment) -> bool:
    """Return whether a marker that is judged unit by unit is looked at for a single one."""
    is_by_count = marker.marker.rule is MarkerRule.K_OF_N
    return is_by_count and len(marker.legs[0].aggregate.inputs) == 1


def rule_of(marker: MarkerAssessment) -> Sentence:
    """Return how the status of a marker follows, with the figures at which it changes."""
    rule = marker.marker.rule
    if marker.is_shared:
        return say("It is judged over all reporting units together; this one adds its part.")
    if rule in _GRADED_RULES:
        return _GRADED_RULES[rule]
    if rule is MarkerRule.K_OF_N:
        return RULE_FOR_ONE_UNIT if is_of_one_unit(marker) else _rule_of_units(marker)
    if len(marker.legs) != 1:
        return _SEVERAL_LEGS
    return _rule_of_leg(marker.legs[0])


def _rule_of_units(marker: MarkerAssessment) -> Sentence:
    units = len(marker.expected_units)
    needed = marker.needed
    if needed <= 1:
        return say("Fully when a reporting unit reaches the target, otherwise not.", needed=needed)
    template = (
        "Fully when all {units} reporting units reach the target, not when none does, "
        "otherwise partly."
        if needed == units
        else "Fully when at least {needed} of {units} reporting units reach the target, not when "
        "none does, otherwise partly."
    )
    return say(template, needed=needed, units=units)


def _rule_of_leg(leg: LegAssessment) -> Sentence:
    """Return between which figures a single leg changes from *not* to *partly* to *fully*."""
    if leg.target is None:
        return say("Without a target for the period there is no status.")
    reached = say(_REACHED_WORDS[leg.comparator], target=of_figure(leg.target.used, leg))
    measured_from = None if leg.scale is None else leg.scale.measured_from
    target, start = Fraction(leg.target.used), Fraction(measured_from or 0)
    bound = start + leg.partly_above * (target - start)
    if leg.status_at((bound + target) / 2) is not Status.PARTLY:  # nothing counts as on the way
        return say("Fully at {reached}, otherwise not.", reached=reached)
    nothing = "{bound}" if bound == start == 0 else "{bound} or less"
    return say(
        "Fully at {reached}, not at {nothing}, otherwise partly.",
        reached=reached,
        nothing=say(nothing if bound < target else "{bound} or more", bound=of_figure(bound, leg)),
    )


def status_words(definition: FrameworkDefinition, marker: MarkerAssessment) -> Sentence:
    """Return a marker's status in words; of one unit's part in a common target, who judges it."""
    if marker.is_shared:
        return _judged(definition)
    kind = marker.status or marker.no_status or NoStatus.NOT_REPORTED
    return say(STATUS_TITLES[kind])


def _judged(definition: FrameworkDefinition) -> Sentence:
    """Return who judges what several units reach together."""
    kinds = {unit.kind for unit in definition.units}
    return say("Judged by the region") if UnitKind.REGION in kinds else say("Judged together")


def shared_target(leg: LegAssessment) -> Sentence | None:
    """Return the target of all units together where one alone is looked at: `100 for all …`."""
    if leg.shared is None:
        return None
    return say("{target} for all together", target=of_figure(leg.shared.used, leg))


def unit_target(leg: LegAssessment) -> tuple[Comparator, Amount] | None:
    """Return what a unit's own answer is held against in a leg, where that is one value.

    A unit is counted from a value of the indicator on, whichever number of units is the target.
    """
    indicator = leg.indicator
    if leg.counts_units and indicator.reaching is not None:
        is_falling = indicator.direction is Direction.FALLING
        comparator = Comparator.AT_MOST if is_falling else Comparator.AT_LEAST
        return comparator, of_values(indicator.reaching, indicator)
    if leg.target is None:
        return None
    return leg.comparator, of_values(leg.target.used, indicator)


def figure_words(leg: LegAssessment) -> Sentence | Amount | None:
    """Return a leg's figure: `12`, `40 %`, `1 of 2 units`; None without one."""
    if leg.actual is None:
        return None
    if leg.counts_units:
        expected = len(leg.aggregate.expected)
        units = Amount(Decimal(expected), UNITS)
        return say("{count} of {units}", count=leg.actual, units=units)
    return of_figure(leg.actual, leg)


def comparison(leg: LegAssessment) -> Sentence:
    """Return how a leg's actual stands against its target."""
    code, actual = leg.indicator.code, figure_words(leg)
    if leg.target is None:
        template, shared = "{code}: no target for this period.", shared_target(leg)
        if shared is not None:
            template = "{code}: {actual}, of {shared}." if actual else "{code}: {shared}."
        elif actual is not None:
            template = "{code}: {actual}; no target for this period."
        return say(template, code=code, actual=actual, shared=shared)
    values = {
        "code": code,
        "actual": actual,
        "words": COMPARATOR_WORDS[leg.comparator],
        "target": of_figure(leg.target.used, leg),
    }
    bare = leg.aggregate.without_parts
    if leg.status is None and bare:
        return say(
            "{code}: no figure, since {units} gave no parts; the target is {words} {target}.",
            units=", ".join(bare),
            **values,
        )
    if leg.status is None:
        reason = _WITHOUT_WORDS[leg.no_status or NoStatus.NOT_REPORTED]
        return say("{code}: {reason}; the target is {words} {target}.", reason=reason, **values)
    values["stands"] = _LEG_STANDS_WORDS[leg.status]
    share = leg.achievement
    if not isinstance(share, Fraction):
        return say("{code}: {actual} against {words} {target} is {stands}.", **values)
    return say(
        "{code}: {actual} against {words} {target} is {stands} ({achieved}).",
        achieved=achieved(share, leg.achieved_of),
        **values,
    )


def about_leg(leg: LegAssessment) -> Iterator[Sentence]:
    """Yield what a leg's status follows from beside actual and target."""
    code, indicator = leg.indicator.code, leg.indicator
    direction = DIRECTION_SENTENCES[leg.direction]
    counted = unit_target(leg) if leg.counts_units else None
    if counted is not None:
        words, value = COMPARATOR_WORDS[counted[0]], counted[1]
        yield say(
            "{code}: a unit counts with {words} {value}.", code=code, words=words, value=value
        )
    if leg.baseline is not None:
        year = None if indicator.baseline is None else indicator.baseline.year
        template = "{code}: the baseline is {baseline}; {direction}."
        if year is not None:
            template = "{code}: the baseline of {year} is {baseline}; {direction}."
        baseline = of_figure(leg.baseline, leg)
        yield say(template, code=code, year=str(year), baseline=baseline, direction=direction)
    elif leg.direction is Direction.FALLING:
        yield say("{code}: {direction}.", code=code, direction=direction)
    if leg.leg.keep:
        yield say("{code}: a level that the baseline has already is to be kept.", code=code)


def about_partly(marker: MarkerAssessment) -> Iterator[Sentence]:
    """Yield from where on a leg is partly met, unless that is from nothing on."""
    bound = marker.legs[0].partly_above
    if bound and marker.marker.rule is MarkerRule.ALL_OF:
        amount = Amount(bound * 100, PER_CENT)
        yield say("A leg that is not met is partly met above {bound}.", bound=amount)


def answer_of(definition: FrameworkDefinition, marker: MarkerAssessment) -> Sentence:
    """Return the status and its main reason in one sentence."""
    if marker.is_shared:
        return _shared_answer(definition, marker)
    if marker.status is None:
        reason = marker.no_status or NoStatus.NOT_REPORTED
        bare = ", ".join(marker.units_without_parts)
        if reason is NoStatus.NOT_REPORTED and bare:
            return say(
                "No status: {units} gave no parts, and percentages without their parts cannot be "
                "combined.",
                units=bare,
            )
        return _NO_STATUS_ANSWERS[reason]
    if marker.is_declared_only:
        return say("It was declared so; no value is recorded from which it could be computed.")
    if marker.differs:
        return say("It was declared so, although the rule gives another status.")
    return _by_rule(marker)


def _shared_answer(definition: FrameworkDefinition, marker: MarkerAssessment) -> Sentence:
    targets = joined([words for leg in marker.legs if (words := shared_target(leg)) is not None])
    judged = _judged(definition)
    return say("{judged}: {targets}.", judged=judged, targets=targets)


def joined(parts: Sequence[Sentence]) -> Sentence:
    """Return texts as one: `2 and 10`."""
    return reduce(lambda one, other: say("{one} and {other}", one=one, other=other), parts)


def _by_rule(marker: MarkerAssessment) -> Sentence:
    if is_of_one_unit(marker):
        return say("It reaches the target." if marker.reaching else "It does not reach the target.")
    if marker.marker.rule is MarkerRule.K_OF_N:
        return say(
            "{reaching} of {expected} reporting units reach the target.",
            reaching=marker.reaching,
            expected=len(marker.expected_units),
        )
    if marker.marker.rule is not MarkerRule.ALL_OF:
        return say("The level that was reported gives this status.")
    if len(marker.legs) == 1:
        return comparison(marker.legs[0])
    met = sum(leg.status is Status.FULLY for leg in marker.legs)
    return say("{met} of {legs} legs meet their target.", met=met, legs=len(marker.legs))


def series_remarks(
    marker: MarkerAssessment, breaks: Mapping[str, SeriesBreak]
) -> Iterator[Sentence]:
    """Yield where the figures of a marker do not go on from those of earlier periods, and why."""
    for leg in marker.legs:
        found = breaks.get(leg.indicator.code)
        if found is not None:
            yield say(
                "{code}: its figures begin anew with version {version} of the framework: {why}.",
                code=leg.indicator.code,
                version=found.version,
                why=found.why,
            )


def leg_remarks(leg: LegAssessment) -> Iterator[Sentence]:
    """Yield what has to be known about a leg: pro rata, bare percentages, no achievement."""
    if leg.pro_rata is not None:
        yield _prorated(leg, leg.pro_rata)
    for unit in leg.aggregate.no_denominator:
        yield say(
            "{code}: the percentage of {unit} is given without numerator and denominator.",
            code=leg.indicator.code,
            unit=unit,
        )
    if isinstance(leg.achievement, NotComputable):
        yield say(_NOT_COMPUTABLE_WORDS[leg.achievement], code=leg.indicator.code)


def _prorated(leg: LegAssessment, pro_rata: ProRata) -> Sentence:
    values: dict[str, object] = {
        "code": leg.indicator.code,
        "months": pro_rata.months,
        "factor": str(leg.factor),
        "reason": pro_rata.reason,
    }
    target = leg.target or leg.shared
    if target is None:
        return say(
            "{code}: the targets of units are prorated for {months} tracked months ({factor} of "
            "the period): {reason}",
            **values,
        )
    return say(
        "{code}: the target of {original} is prorated to {used} for {months} tracked months "
        "({factor} of the period): {reason}",
        original=target.original,
        used=rounded(target.used, 1),
        **values,
    )
