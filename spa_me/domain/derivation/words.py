"""The sentences of a derivation about rules and legs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from spa_me.domain.assessment import LegAssessment, MarkerAssessment, NotComputable
from spa_me.domain.framework import Comparator, Indicator, MarkerRule, Measure
from spa_me.domain.numbers import Number, rounded
from spa_me.domain.sentences import Amount, Sentence, say
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.values import SeriesBreak

_GRADED_RULES: dict[MarkerRule, Sentence] = {
    MarkerRule.RUBRIC: say("Each level of the rubric names the status it gives."),
    MarkerRule.DECLARED: say("The reporting unit says which status it is, and gives evidence."),
}

_SEVERAL_LEGS = say(
    "Fully when every leg meets its target, not when every reported leg is not, otherwise partly."
)

_REACHED: dict[Comparator, str] = {
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

_LEG_STANDS = {
    Status.FULLY: "met",
    Status.PARTLY: "partly met",
    Status.NOT: "not met",
}

_NO_STATUS_ANSWERS = {
    NoStatus.NO_TARGET: say("No status: no target is agreed for this period."),
    NoStatus.NOT_DUE: say("No status: it is not due in this period."),
    NoStatus.NOT_APPLICABLE: say("No status: it does not apply to those who are asked."),
    NoStatus.NOT_REPORTED: say("No status: nothing has been reported."),
}

_NOT_COMPUTABLE = {
    NotComputable.TARGET_IS_ZERO: "{code}: no achievement can be computed, since the target is 0.",
    NotComputable.TARGET_IS_BASELINE: (
        "{code}: no achievement can be computed, since the target equals the baseline."
    ),
    NotComputable.FALLING_WITHOUT_BASELINE: (
        "{code}: a falling indicator without a baseline can only be met or not met."
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
    if rule in _GRADED_RULES:
        return _GRADED_RULES[rule]
    if rule is MarkerRule.K_OF_N:
        return RULE_FOR_ONE_UNIT if is_of_one_unit(marker) else _rule_of_units(marker)
    if len(marker.legs) != 1:
        return _SEVERAL_LEGS
    return _rule_of_leg(marker.legs[0])


def _rule_of_units(marker: MarkerAssessment) -> Sentence:
    units = len(marker.expected_units)
    needed = marker.marker.k or units
    if needed <= 1:
        return say("Fully when a reporting unit reaches the target, otherwise not.")
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
    reached = say(_REACHED[leg.comparator], target=amount(leg.target.used, leg.indicator))
    target, start = Fraction(leg.target.used), Fraction(leg.baseline or 0)
    bound = start + leg.partly_above * (target - start)
    if leg.status_at((bound + target) / 2) is not Status.PARTLY:  # nothing counts as on the way
        return say("Fully at {reached}, otherwise not.", reached=reached)
    nothing = "{bound}" if bound == start == 0 else "{bound} or less"
    return say(
        "Fully at {reached}, not at {nothing}, otherwise partly.",
        reached=reached,
        nothing=say(
            nothing if bound < target else "{bound} or more", bound=amount(bound, leg.indicator)
        ),
    )


def percent_sign(indicator: Indicator) -> str:
    """Return `%` for percentages, nothing for other figures."""
    return "%" if indicator.measure is Measure.PERCENTAGE else ""


def amount(number: Number, indicator: Indicator) -> Amount:
    """Return a figure with its sign."""
    return Amount(number, percent_sign(indicator))


def percent(fraction: Fraction) -> Amount:
    """Return a fraction as per cent with one decimal."""
    return Amount(rounded(fraction * 100, 1), "%")


def comparison(leg: LegAssessment) -> Sentence:
    """Return how a leg's actual stands against its target."""
    code = leg.indicator.code
    if leg.target is None:
        if leg.actual is None:
            return say("{code}: no target for this period.", code=code)
        actual = amount(leg.actual, leg.indicator)
        return say("{code}: {actual}; no target for this period.", code=code, actual=actual)
    target = amount(leg.target.used, leg.indicator)
    words = COMPARATOR_WORDS[leg.comparator]
    bare = leg.aggregate.without_parts
    if leg.actual is None and bare:
        return say(
            "{code}: no figure, since {units} gave no parts; the target is {words} {target}.",
            code=code,
            units=", ".join(bare),
            words=words,
            target=target,
        )
    if leg.actual is None or leg.status is None:
        return say(
            "{code}: not reported; the target is {words} {target}.",
            code=code,
            words=words,
            target=target,
        )
    achieved = leg.achievement
    template = "{code}: {actual} against {words} {target} is {stands}."
    if isinstance(achieved, Fraction):
        template = "{code}: {actual} against {words} {target} is {stands} ({achieved})."
    return say(
        template,
        code=code,
        actual=amount(leg.actual, leg.indicator),
        words=words,
        target=target,
        stands=_LEG_STANDS[leg.status],
        achieved=percent(achieved) if isinstance(achieved, Fraction) else "",
    )


def answer_of(marker: MarkerAssessment) -> Sentence:
    """Return the status and its main reason in one sentence."""
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
    target = leg.target
    if target is not None and target.pro_rata is not None:
        yield say(
            "{code}: the target of {original} is prorated to {used} for {months} tracked months "
            "({factor} of the period): {reason}",
            code=leg.indicator.code,
            original=target.original,
            used=rounded(target.used, 1),
            months=target.pro_rata.months,
            factor=str(target.factor),
            reason=target.pro_rata.reason,
        )
    for unit in leg.aggregate.no_denominator:
        yield say(
            "{code}: the percentage of {unit} is given without numerator and denominator.",
            code=leg.indicator.code,
            unit=unit,
        )
    if isinstance(leg.achievement, NotComputable):
        yield say(_NOT_COMPUTABLE[leg.achievement], code=leg.indicator.code)
