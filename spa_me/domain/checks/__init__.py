"""Checks of what people enter: one value on every way in, and a unit's whole period."""

from spa_me.domain.checks.doubts import Doubt, FindingKind
from spa_me.domain.checks.period import Problem, ProblemKind, check_period
from spa_me.domain.checks.values import MAX_TEXT, check_value
from spa_me.domain.checks.whole import MoneyCheck, check_money, check_unit, confirmed_of

__all__ = [
    "MAX_TEXT",
    "Doubt",
    "FindingKind",
    "MoneyCheck",
    "Problem",
    "ProblemKind",
    "check_money",
    "check_period",
    "check_unit",
    "check_value",
    "confirmed_of",
]
