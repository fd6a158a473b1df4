"""Assessment: from values and targets to the status of every marker and result."""

from spa_me.domain.assessment.achievement import AchievedOf, NotComputable, Scale, holds
from spa_me.domain.assessment.legs import LegAssessment, Target
from spa_me.domain.assessment.markers import MarkerAssessment, MissingInput
from spa_me.domain.assessment.period import Judgements, PeriodAssessment, assess, assess_markers
from spa_me.domain.assessment.results import (
    Card,
    CardColour,
    NoLight,
    ResultAssessment,
    StatusCounts,
    card,
    count,
)
from spa_me.domain.assessment.units import UnitJudgement

__all__ = [
    "AchievedOf",
    "Card",
    "CardColour",
    "Judgements",
    "LegAssessment",
    "MarkerAssessment",
    "MissingInput",
    "NoLight",
    "NotComputable",
    "PeriodAssessment",
    "ResultAssessment",
    "Scale",
    "StatusCounts",
    "Target",
    "UnitJudgement",
    "assess",
    "assess_markers",
    "card",
    "count",
    "holds",
]
