"""Assessment: from values and targets to the status of every marker and result."""

from spa_me.domain.assessment.achievement import NotComputable, achievement, holds
from spa_me.domain.assessment.legs import LegAssessment, Target
from spa_me.domain.assessment.markers import MarkerAssessment, MissingInput
from spa_me.domain.assessment.period import Judgements, PeriodAssessment, assess, assess_markers
from spa_me.domain.assessment.results import (
    Card,
    CardColour,
    ResultAssessment,
    StatusCounts,
    card,
    count,
)
from spa_me.domain.assessment.units import UnitJudgement

__all__ = [
    "Card",
    "CardColour",
    "Judgements",
    "LegAssessment",
    "MarkerAssessment",
    "MissingInput",
    "NotComputable",
    "PeriodAssessment",
    "ResultAssessment",
    "StatusCounts",
    "Target",
    "UnitJudgement",
    "achievement",
    "assess",
    "assess_markers",
    "card",
    "count",
    "holds",
]
