"""Checks of the statuses: rows of the matrix, counts, the tree of results, who reported."""

from __future__ import annotations

from fractions import Fraction

from exports.xlsx.checks import LETTER, Check, CheckList, Formula, differs_where
from exports.xlsx.matrix import COMBINED, ONE_UNIT, UNITS_REACHING
from exports.xlsx.scoreboard import card_of
from exports.xlsx.sheet import Table
from exports.xlsx.statuses import KINDS
from spa_me.domain.assessment import ResultAssessment
from spa_me.domain.framework import AcrossUnits
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status

_COUNTS, _ROWS = "Counts", "Rows of the matrix"
_RESULTS, _UNITS = "Results", "Reporting units"
_NO_STATUS = "no status"
_SUM, _NUMBER = "achievement", "with achievement"


def check_counts(checks: CheckList, matrix: Table) -> None:
    """Check how many markers have each status, and the shares of those that have one."""
    counts, cells = checks.job.book.counts, checks.job.cells
    status = matrix.range("status")
    for kind in KINDS:
        title = STATUS_TITLES[kind]
        formula = f'=COUNTIF({status},"{title}")'
        figure = cells.in_style(counts.of(kind), "whole")
        checks.add(Check(_COUNTS, f"Markers: {title}", figure, formula, "whole"))
    total = cells.in_style(counts.total, "whole")
    # Each marker has exactly one row that is the row of its first leg.
    formula = f"=COUNTIF({matrix.range('leg')},1)"
    checks.add(Check(_COUNTS, "Markers in all", total, formula, "whole"))
    judged = "+".join(f'COUNTIF({status},"{STATUS_TITLES[kind]}")' for kind in Status)
    for kind in Status:
        if counts.with_status:
            title = STATUS_TITLES[kind]
            share = cells.percent(Fraction(counts.of(kind), counts.with_status))
            formula = f'=COUNTIF({status},"{title}")/({judged})'
            what = f"Share of the markers with a status: {title}"
            checks.add(Check(_COUNTS, what, share, formula, "percent"))


def check_rows(checks: CheckList, matrix: Table) -> None:
    """Check what follows within each row of the matrix."""
    of = matrix.range
    actual, target, baseline = of("actual"), of("target"), of("baseline")
    deviation, achievement = of("deviation"), of("achievement")
    checks.rows_that_differ(
        _ROWS,
        "Rows in which the deviation is not actual − target in use",
        differs_where(f"ISNUMBER({deviation})", deviation, f"{actual}-{target}", actual, target),
    )
    checks.rows_that_differ(
        _ROWS,
        "Rows in which the achievement is not (actual − baseline) ÷ (target − baseline)",
        differs_where(
            f'({of("combined")}<>"{UNITS_REACHING}")*ISNUMBER({achievement})',
            f"{achievement}*({target}-{baseline})",
            f"{actual}-{baseline}",
            actual,
            target,
        ),
    )
    checks.rows_that_differ(
        _ROWS,
        "Rows in which the target in use is not the agreed target × the pro-rata factor",
        differs_where(
            f"ISNUMBER({of('factor')})", target, f"{of('agreed')}*{of('factor')}", target
        ),
    )
    reported, status, computed = of("reported"), of("status"), of("computed")
    checks.rows_that_differ(
        _ROWS,
        "Rows in which the status is neither the one declared nor, without one, the computed one",
        f'SUMPRODUCT(({reported}<>"None declared")*({status}<>{reported})'
        f'+({reported}="None declared")*({status}<>{computed}))',
    )


def check_values(checks: CheckList, matrix: Table, values: Table) -> None:
    """Check the actuals of the matrix against the values of the reporting units."""
    number, actual, how = matrix.range("number"), matrix.range("actual"), matrix.range("combined")
    row = values.range("number")
    total = f"SUMIF({row},{number},{values.range('value')})"
    reaching = f'COUNTIFS({row},{number},{values.range("reaches")},"yes")'
    counted = f'COUNTIFS({row},{number},{values.range("included")},"yes")'
    asked = f'COUNTIFS({row},{number},{values.range("asked")},"yes")'
    numerators = f"SUMIF({row},{number},{values.range('numerator')})"
    denominators = f"SUMIF({row},{number},{values.range('denominator')})"
    is_known = f"ISNUMBER({actual})"
    words = {label: f'({how}="{label}")*{is_known}' for label in (*COMBINED.values(), ONE_UNIT)}
    is_sum = f'(({how}="{ONE_UNIT}")+({how}="{COMBINED[AcrossUnits.SUM]}"))*{is_known}'
    is_reaching = f'({how}="{UNITS_REACHING}")*{is_known}'
    achieved = matrix.range("achievement")
    for what, formula in (
        ("the sum of the units’ values", differs_where(is_sum, actual, total)),
        (
            "the units’ numerators ÷ their denominators",
            differs_where(
                words[COMBINED[AcrossUnits.RATIO]],
                f"{actual}*{denominators}",
                numerators,
                numerators,
            ),
        ),
        (
            "the mean of the units’ values",
            differs_where(words[COMBINED[AcrossUnits.MEAN]], f"{actual}*{counted}", total, total),
        ),
        (
            "the number of units that reach their target",
            differs_where(is_reaching, actual, reaching),
        ),
        (
            "(achievement) units that reach ÷ units that have to report",
            differs_where(is_reaching, f"{achieved}*{asked}", reaching),
        ),
    ):
        checks.rows_that_differ(_ROWS, f"Rows in which the figure is not {what}", formula)


def check_units(checks: CheckList, values: Table) -> None:
    """Check how many figures each unit reported, and how many units are included."""
    cells, units = checks.job.cells, checks.job.book.inclusion.units
    if not units:
        return

    def reported(row: int, _last: int) -> str:
        return (
            f"=SUMPRODUCT(EXACT({values.range('unit code')},${LETTER['code']}{row})"
            f'*({values.range("once")}=1)*({values.range("included")}="yes"))'
        )

    def included(row: int, _last: int) -> str:
        letter = LETTER["again"]
        return f'=COUNTIF({letter}{row - len(units)}:{letter}{row - 1},">0")'

    for entry in units:
        figure = cells.in_style(entry.reported, "whole")
        what = f"Figures reported by {entry.unit.name}, of {entry.expected} asked for"
        checks.add(Check(_UNITS, what, figure, reported, "whole", entry.unit.code))
    figure = cells.in_style(len(checks.job.book.inclusion.included), "whole")
    what = f"Reporting units included, of {len(units)}"
    checks.add(Check(_UNITS, what, figure, included, "whole"))


def check_results(checks: CheckList, matrix: Table) -> None:
    """Check each result: its markers by status and its card, those below it included."""
    for entry in checks.job.book.results:
        _check_result(checks, matrix, entry)


def _check_result(checks: CheckList, matrix: Table, entry: ResultAssessment) -> None:
    cells, code = checks.job.cells, entry.result.code
    parent, counts = entry.result.parent or "", entry.counts
    status = matrix.range("status")
    measured = [
        (STATUS_TITLES[kind], counts.of(kind), f'({status}="{STATUS_TITLES[kind]}")')
        for kind in Status
    ]
    without = "+".join(f'({status}="{STATUS_TITLES[kind]}")' for kind in NoStatus)
    measured.append((_NO_STATUS, counts.without_status, f"({without})"))
    for measure, number, condition in measured:
        what = f"Result {code} and below: {measure}"
        formula = _with_those_below(matrix, condition)
        figure = cells.in_style(number, "whole")
        checks.add(Check(_RESULTS, what, figure, formula, "whole", code, parent, measure))
    card = card_of(checks.job, entry)
    if card.achievement is None:
        return
    achieved = matrix.range("marker achievement")
    used = f"(({achieved}<=1)*{achieved}+({achieved}>1))" if card.is_capped else achieved
    total = card.achievement * len(card.markers)
    for measure, figure, condition, style in (
        (_NUMBER, cells.in_style(len(card.markers), "whole"), f"ISNUMBER({achieved})", "whole"),
        (_SUM, cells.in_style(total, "decimal 9"), used, "decimal 9"),
    ):
        what = f"Result {code} and below: {'sum of ' * (measure == _SUM)}{measure}"
        formula = _with_those_below(matrix, condition)
        checks.add(Check(_RESULTS, what, figure, formula, style, code, parent, measure))
    what = f"Result {code}: mean achievement, {'capped' if card.is_capped else 'not capped'}"
    checks.add(Check(_RESULTS, what, cells.percent(card.achievement), _mean, "percent"))


def _mean(row: int, _last: int) -> str:
    again = LETTER["again"]
    return f"={again}{row - 1}/{again}{row - 2}"


def _with_those_below(matrix: Table, condition: str) -> Formula:
    """Return the formula of a result's own markers and of the results right below it.

    Results stand after the one above them, so each formula looks only at rows further down, and
    none refers to itself.
    """

    def formula(row: int, last: int) -> str:
        below = {
            key: f"${LETTER[key]}${row + 1}:${LETTER[key]}${last + 1}"
            for key in ("again", "parent", "measure")
        }
        code, measure = f"${LETTER['code']}{row}", f"${LETTER['measure']}{row}"
        own = f"SUMPRODUCT(EXACT({matrix.range('result')},{code})*{condition})"
        children = (
            f"SUMPRODUCT(EXACT({below['parent']},{code})*({below['measure']}={measure}),"
            f"{below['again']})"
        )
        return f"={own}+{children}"

    return formula
