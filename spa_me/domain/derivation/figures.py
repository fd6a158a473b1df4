"""Figures with the sign that belongs to them, which is not always that of their indicator.

What units report is in the indicator's unit of measure. The figure of a leg that counts the units
that reach a value is a number of units, whatever they were counted by.
"""

from __future__ import annotations

from fractions import Fraction

from spa_me.domain.assessment import AchievedOf, Card, LegAssessment, NoLight
from spa_me.domain.framework import Indicator, Measure
from spa_me.domain.numbers import Number, rounded
from spa_me.domain.sentences import PER_CENT, POINTS, UNITS, Amount, Sentence, say


def sign_of_values(indicator: Indicator) -> str:
    """Return the sign of what units report: `%` for percentages, none for other figures."""
    return PER_CENT if indicator.measure is Measure.PERCENTAGE else ""


def sign_of_figure(leg: LegAssessment) -> str:
    """Return the sign of a leg's figure and of its target."""
    return UNITS if leg.counts_units else sign_of_values(leg.indicator)


def of_values(number: Number, indicator: Indicator) -> Amount:
    """Return what a unit reported, or its own target, with its sign."""
    return Amount(number, sign_of_values(indicator))


def of_figure(number: Number, leg: LegAssessment) -> Amount:
    """Return a leg's figure, or its target, with its sign."""
    return Amount(number, sign_of_figure(leg))


def distance(number: Number, leg: LegAssessment) -> Amount:
    """Return a difference between figures of a leg: of percentages in points."""
    sign = sign_of_figure(leg)
    return Amount(number, POINTS if sign == PER_CENT else sign)


def percent(fraction: Fraction) -> Amount:
    """Return a fraction as per cent with one decimal."""
    return Amount(rounded(fraction * 100, 1), PER_CENT)


_ACHIEVED_WORDS = {
    AchievedOf.TARGET: "{achieved} of the target",
    AchievedOf.WAY: "{achieved} of the way",
    AchievedOf.UNITS: "{achieved} of the units needed",
}


def achieved(fraction: Fraction, of: AchievedOf) -> Sentence:
    """Return an achievement with what it is a part of: `86.1 % of the target`."""
    return say(_ACHIEVED_WORDS[of], achieved=percent(fraction))


def no_light(card: Card) -> Sentence | None:
    """Return why a card has no colour; None where it has one."""
    match card.no_light:
        case None:
            return None
        case NoLight.NOTHING:
            return say("nothing to go on")
        case NoLight.MUCH_MISSING:
            return say("{share} is missing", share=percent(card.missing))
        case NoLight.FEW_PER_CENTS:
            template = "{with_per_cent} of {judged} markers have a per cent"
            return say(template, with_per_cent=len(card.markers), judged=card.judged)
