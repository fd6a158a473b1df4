"""Frameworks: their definition, their file format and the check of both."""

from spa_me.domain.framework.definition import (
    ChangeKind,
    FrameworkDefinition,
    MarkerChange,
    Result,
    Rules,
    SeriesRule,
)
from spa_me.domain.framework.indicators import (
    AcrossPeriods,
    AcrossUnits,
    Baseline,
    Direction,
    Indicator,
    Measure,
    ScaleLevel,
    Scope,
)
from spa_me.domain.framework.markers import Comparator, Grade, Leg, Marker, MarkerRule
from spa_me.domain.framework.parts import (
    UNKNOWN,
    Category,
    Dimension,
    Level,
    Note,
    Period,
    Plan,
    PlanKind,
    ReportingUnit,
    UnitKind,
    months_between,
)
from spa_me.domain.framework.reading import read_definition, read_framework
from spa_me.domain.framework.text import Text, clean_name, clean_text

__all__ = [
    "UNKNOWN",
    "AcrossPeriods",
    "AcrossUnits",
    "Baseline",
    "Category",
    "ChangeKind",
    "Comparator",
    "Dimension",
    "Direction",
    "FrameworkDefinition",
    "Grade",
    "Indicator",
    "Leg",
    "Level",
    "Marker",
    "MarkerChange",
    "MarkerRule",
    "Measure",
    "Note",
    "Period",
    "Plan",
    "PlanKind",
    "ReportingUnit",
    "Result",
    "Rules",
    "ScaleLevel",
    "Scope",
    "SeriesRule",
    "Text",
    "UnitKind",
    "clean_name",
    "clean_text",
    "months_between",
    "read_definition",
    "read_framework",
]
