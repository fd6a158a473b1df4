"""Checks of what people enter: one value on every way in, and a unit's whole period."""

from spa_me.domain.checks.period import Problem, ProblemKind, check_period
from spa_me.domain.checks.values import MAX_TEXT, check_value

__all__ = ["MAX_TEXT", "Problem", "ProblemKind", "check_period", "check_value"]
