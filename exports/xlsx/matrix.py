"""The sheet *Results matrix*: one row for each leg of each progress marker."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from exports.xlsx.job import Job
from exports.xlsx.pages import Spread
from exports.xlsx.sheet import Column, Sheet, Table
from exports.xlsx.statuses import colour_statuses
from exports.xlsx.stream import Cell, Row
from spa_me.domain.assessment import AchievedOf
from spa_me.domain.derivation import COMPARATOR_WORDS, of_values
from spa_me.domain.derivation.words import answer_of
from spa_me.domain.framework import AcrossUnits, MarkerRule
from spa_me.domain.numbers import Number
from spa_me.domain.status import STATUS_TITLES
from spa_me.reports.lines import LegLine, MarkerLine

TITLE = "Results matrix"

NONE_DECLARED = "None declared"
ONE_UNIT = "One unit"
UNITS_REACHING = "Units that reach the target"
COMBINED = {
    AcrossUnits.SUM: "Sum",
    AcrossUnits.RATIO: "Ratio of sums",
    AcrossUnits.MEAN: "Mean",
    AcrossUnits.MIN: "Lowest",
    AcrossUnits.MAX: "Highest",
    AcrossUnits.COUNT_REACHING: "Units counted",
}

COLUMNS = (
    Column("number", "No.", 5, "count"),
    Column("marker", "Marker", 7, "code"),
    Column("marker title", "Progress marker, and the indicator of each leg", 29),
    Column("result", "Result", 6.5, "code"),
    Column("result title", "Title of the result", 22),
    Column("leg", "Leg", 5, "count"),
    Column("unit", "Unit of measure", 12),
    Column("baseline", "Base-\nline", 7, "whole"),
    Column("year", "Year of base-\nline", 7, "year"),
    Column("agreed", "Target agreed", 8, "whole"),
    Column("factor", "Pro-rata factor", 7, "factor"),
    Column("target", "Target in use", 8, "whole"),
    Column("actual", "Actual", 8, "whole"),
    Column("deviation", "Devia-\ntion", 8, "change whole"),
    Column("achievement", "Achieve-\nment", 8.5, "percent"),
    Column("marker achievement", "Marker’s achieve-\nment", 8.5, "percent"),
    Column("of", "Achieve-\nment is part of", 8, "centre"),
    Column("status", "Status", 9.5, "status"),
    Column("leg status", "Status of the leg", 9.5, "status"),
    Column("computed", "Computed status", 9.5, "status"),
    Column("reported", "Reported status", 9.5, "status"),
    Column("included", "Units included", 13),
    Column("reason", "Reason for the status", 40),
    Column("explanation", "Explanation of the deviation", 40),
)
WIDTH = {column.key: column.width for column in COLUMNS}

SPREAD = Spread(keep=3, first=[column.key for column in COLUMNS].index("status") + 1)

OF_FIGURES = (
    "A marker with several legs has a row for each; its status stands in the first. Achievement is "
    "part of the target in use: actual ÷ target; or of the way: (actual − baseline) ÷ (target − "
    "baseline); or of the units needed: units that reach ÷ units needed. A marker’s is that of its "
    "lowest leg. Deviations of percentages are in points."
)
OF_WORDS = {
    AchievedOf.TARGET: "target",
    AchievedOf.WAY: "way",
    AchievedOf.UNITS: "units",
}
WHY = "Why each marker stands so"
OF_STATUSES = (
    "Status is the reported one where one was declared, else the computed one. No target, Not due, "
    "Not applicable and Not reported are four reasons for having no status; none is Not met."
)


@dataclass(frozen=True, slots=True)
class LegFigures:
    """The numbers of a row.

    For `k_of_n` the row counts reporting units: the target is how many have to reach theirs, the
    actual is how many do.

    Attributes:
        sign: of the figures: `%` for percentages, `units` for a count of reporting units.
        of: what the achievement is a part of; empty without one.
        combined: how the units' figures became one, in words; empty for levels.
    """

    unit: str
    sign: str
    baseline: Number | None
    year: int | None
    agreed: Number | None
    factor: Fraction | None
    target: Number | None
    actual: Number | None
    achievement: Fraction | None
    of: str
    combined: str

    @property
    def deviation(self) -> Number | None:
        """Actual less target in use; None without both."""
        if self.actual is None or self.target is None:
            return None
        return Fraction(self.actual) - Fraction(self.target)


def figures_of(line: LegLine) -> LegFigures:
    """Return the numbers of a row of the matrix."""
    if line.marker.assessment.marker.rule is MarkerRule.K_OF_N:
        return _units_reaching(line)
    leg, indicator, target = line.leg, line.leg.indicator, line.leg.target
    baseline = None if leg.baseline is None else indicator.baseline
    combined = COMBINED[indicator.across_units]
    if len(line.leg.aggregate.inputs) == 1:
        combined = ONE_UNIT
    elif indicator.measure.is_graded:
        combined = ""
    return LegFigures(
        unit=line.unit,
        sign=line.sign,
        baseline=None if baseline is None else baseline.value,
        year=None if baseline is None else baseline.year,
        agreed=None if target is None else target.original,
        factor=None if target is None or leg.pro_rata is None else target.factor,
        target=None if target is None else target.used,
        actual=line.actual,
        achievement=line.achievement,
        of="" if line.achievement is None else OF_WORDS[leg.achieved_of],
        combined=combined,
    )


def _units_reaching(line: LegLine) -> LegFigures:
    marker, leg = line.marker.assessment, line.leg
    with_target = [unit for unit in marker.units if unit.target is not None]
    is_known = any(unit.reached is not None for unit in marker.units)
    target = Fraction(marker.needed) if with_target else None
    own = {unit.target for unit in marker.units if unit.target is not None}
    reach = "that reach their own target"
    if len(own) == 1:
        target_of_all = of_values(own.pop(), leg.indicator)
        reach = f"with {COMPARATOR_WORDS[leg.comparator]} {target_of_all}"
    return LegFigures(
        unit=f"reporting units {reach}" if with_target else str(leg.indicator.unit),
        sign="",
        baseline=None,
        year=None,
        agreed=target,
        factor=None,
        target=target,
        actual=Fraction(marker.reaching) if is_known else None,
        achievement=line.marker.achievement,
        of="" if line.marker.achievement is None else OF_WORDS[AchievedOf.UNITS],
        combined=UNITS_REACHING,
    )


def write_matrix(job: Job) -> Table:
    """Make the sheet and return where its table stands."""
    sheet = Sheet(job, TITLE, [column.width for column in COLUMNS], SPREAD)
    included = f"{job.book.inclusion.sentence}."
    sheet.headings((str(job.book.headline), WHY), included, (OF_FIGURES, OF_STATUSES))
    rows = [_row(job, number, line) for number, line in enumerate(job.book.legs, 1)]
    nothing = "There are no progress markers to show."
    table = sheet.table(COLUMNS, rows, nothing)
    sheet.freeze(table, "result")
    sheet.filter(table)
    colour_statuses(sheet.raw, table.local("leg status", "reported"), softly=True)
    colour_statuses(sheet.raw, table.local("status", "status"))
    sheet.finish()
    return table


def _row(job: Job, number: int, line: LegLine) -> Row:
    cells = job.cells
    marker, leg, figures = line.marker, line.leg, figures_of(line)
    place = next(i for i, other in enumerate(marker.assessment.legs, 1) if other is leg)
    # A marker's texts stand in full once; below they only say what the further legs belong to.
    style = "text" if line.is_first else "muted"
    about = (marker.code, marker.title)
    return [
        cells.in_style(number, "count"),
        cells.text(marker.code, "code"),
        job.fitted(_title(line), WIDTH["marker title"], about),
        cells.text(marker.result_code, "code"),
        job.fitted(_result_title(marker), WIDTH["result title"], about, style),
        cells.in_style(place, "count"),
        job.fitted(figures.unit, WIDTH["unit"], about),
        cells.figure(figures.baseline, figures.sign),
        cells.in_style(figures.year, "year"),
        cells.figure(figures.agreed, figures.sign),
        cells.percent(figures.factor, "factor"),
        cells.figure(figures.target, figures.sign),
        cells.figure(figures.actual, figures.sign),
        cells.change(figures.deviation, figures.sign),
        cells.percent(figures.achievement),
        cells.percent(marker.achievement if line.is_first else None),
        cells.text(figures.of, "centre"),
        *_statuses(job, line),
        job.fitted(_included(line), WIDTH["included"], about),
        job.fitted(_reason(line), WIDTH["reason"], about),
        job.fitted(line.explanation, WIDTH["explanation"], about),
    ]


def _result_title(marker: MarkerLine) -> str:
    by_code = marker.definition.result_by_code
    codes: list[str] = []
    parent = by_code[marker.result_code].parent
    while parent is not None:
        codes.insert(0, parent)
        parent = by_code[parent].parent
    if not codes:
        return marker.result_title
    path = "\u00a0>\u00a0".join(codes)  # spaces that do not break keep it on one line
    return f"{marker.result_title} ({path})"


def _title(line: LegLine) -> str:
    """Return the marker's title, and of several legs the indicator of this one."""
    indicator = str(line.leg.indicator.title)
    if len(line.marker.assessment.legs) == 1:
        return line.marker.title
    return f"{line.marker.title}\n– {indicator}" if line.is_first else f"– {indicator}"


def _statuses(job: Job, line: LegLine) -> list[Cell | None]:
    cells, marker, leg = job.cells, line.marker.assessment, line.leg
    kind = leg.status or leg.no_status or marker.computed or marker.computed_no_status
    own = cells.text("" if kind is None else STATUS_TITLES[kind], "status")
    if not line.is_first:
        none = cells.empty("status")
        return [none, own, none, none]
    computed = marker.computed or marker.computed_no_status
    reported = NONE_DECLARED if marker.reported is None else STATUS_TITLES[marker.reported]
    return [
        cells.text(line.marker.status_title, "status"),
        own,
        cells.text("" if computed is None else STATUS_TITLES[computed], "status"),
        cells.text(reported, "centre" if marker.reported is None else "status"),
    ]


def _included(line: LegLine) -> str:
    marker, names = line.marker.assessment, line.marker.definition.unit_names
    expected, missing = marker.expected_in(line.leg), marker.missing_in(line.leg)
    bare = line.leg.aggregate.without_parts
    text = f"{len(expected) - len({*missing, *bare})} of {len(expected)}"
    if missing:
        text += f"; not reported: {names(missing)}"
    return f"{text}; without parts: {names(bare)}" if bare else text


def _reason(line: LegLine) -> str:
    parts: list[str] = []
    marker = line.marker.assessment
    if line.is_first:
        declaration = marker.declaration
        if declaration is None:
            parts.append(str(answer_of(line.marker.definition, marker)))
        else:
            parts.append(declaration.reason)
            if declaration.precondition:
                parts.append(f"Precondition unmet: {declaration.precondition}.")
        levels = {
            str(level.title)
            for entry in line.leg.aggregate.inputs
            if entry.counts
            and entry.value.level is not None
            and (level := line.leg.indicator.level(entry.value.level)) is not None
        }
        if levels:
            parts.append(f"Level reported: {', '.join(sorted(levels))}.")
    if line.leg.pro_rata is not None:
        parts.append(f"Target prorated: {line.leg.pro_rata.reason}")
    return "\n".join(parts)
