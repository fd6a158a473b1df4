"""Checks of the statuses: rows of the matrix, counts, the tree of results, who reported."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from exports.xlsx.checks import LETTER, Check, CheckList, Formula, differs_where
from exports.xlsx.matrix import COMBINED, NONE_DECLARED, OF_WORDS, ONE_UNIT, UNITS_REACHING
from exports.xlsx.scoreboard import card_of
from exports.xlsx.sheet import Table
from exports.xlsx.statuses import KINDS
from exports.xlsx.stream import Cell
from exports.xlsx.values import CARRIED
from spa_me.domain.assessment import AchievedOf, ResultAssessment
from spa_me.domain.framework import AcrossUnits
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status

_COUNTS, _ROWS = "Counts", "Rows of the matrix"
_RESULTS, _UNITS = "Results", "Reporting units"
_NO_STATUS = "no status"
_NUMBER, _SUM = "achieved", "sum"
_MEASURE_WORDS = {_NUMBER: "markers with an achievement", _SUM: "sum of their achievements"}


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


def _combined_by(matrix: Table, values: Table, words: str) -> str:
    """Return an expression that is true in rows of the matrix whose units are combined so."""
    how = values.range("combined")
    return f'(COUNTIFS({values.range("number")},{matrix.range("number")},{how},"{words}")>0)'


def check_rows(checks: CheckList, matrix: Table, values: Table) -> None:
    """Check what follows within each row of the matrix."""
    of = matrix.range
    actual, target, baseline = of("actual"), of("target"), of("baseline")
    deviation, achievement = of("deviation"), of("achievement")
    checks.rows_that_differ(
        _ROWS,
        "Rows in which the deviation is not actual − target in use",
        differs_where(f"ISNUMBER({deviation})", deviation, f"{actual}-{target}", actual, target),
    )
    # A level that is kept is held against its target, although it has a baseline.
    start = f'({baseline}*({of("of")}="{OF_WORDS[AchievedOf.WAY]}"))'
    by_unit = _combined_by(matrix, values, UNITS_REACHING)
    checks.rows_that_differ(
        _ROWS,
        "Rows in which the achievement is not actual ÷ target, each less the baseline where it is "
        "part of the way",
        differs_where(
            f"ISNUMBER({achievement})*(1-{by_unit})",
            f"{achievement}*({target}-{start})",
            f"{actual}-{start}",
            actual,
            target,
        ),
    )
    checks.rows_that_differ(
        _ROWS,
        "Rows in which the achievement is not units that reach ÷ units needed, at most 100 %",
        differs_where(
            f"ISNUMBER({achievement})*{by_unit}",
            f"{achievement}*{target}",
            f"(({actual}<={target})*{actual}+({actual}>{target})*{target})",
            target,
        ),
    )
    agreed, factor = of("agreed"), of("factor")
    checks.rows_that_differ(
        _ROWS,
        "Rows in which the target in use is not the agreed target × the pro-rata factor",
        differs_where(f"ISNUMBER({factor})", target, f"{agreed}*{factor}", target),
    )
    reported, status, computed = of("reported"), of("status"), of("computed")
    checks.rows_that_differ(
        _ROWS,
        "Rows in which the status is neither the one declared nor, without one, the computed one",
        f'SUMPRODUCT(({reported}<>"{NONE_DECLARED}")*({status}<>{reported})'
        f'+({reported}="{NONE_DECLARED}")*({status}<>{computed}))',
    )


def check_values(checks: CheckList, matrix: Table, values: Table) -> None:
    """Check the actuals of the matrix against the values of the reporting units."""
    actual = matrix.range("actual")
    rows = f"{values.range('number')},{matrix.range('number')}"
    total = f"SUMIF({rows},{values.range('value')})"
    numerators = f"SUMIF({rows},{values.range('numerator')})"
    denominators = f"SUMIF({rows},{values.range('denominator')})"
    counted, reaching = (
        f'COUNTIFS({rows},{values.range(key)},"yes")' for key in ("included", "reaches")
    )
    for words, what, one, other in (
        (ONE_UNIT, "figure is not the unit’s value", actual, total),
        (COMBINED[AcrossUnits.SUM], "figure is not the sum of the units’ values", actual, total),
        (
            COMBINED[AcrossUnits.RATIO],
            "figure is not the units’ numerators ÷ their denominators",
            f"{actual}*{denominators}",
            numerators,
        ),
        (COMBINED[AcrossUnits.MEAN], "figure is not the units’ mean", f"{actual}*{counted}", total),
        (
            UNITS_REACHING,
            "figure is not the number of units that reach their target",
            actual,
            reaching,
        ),
    ):
        where = f"ISNUMBER({actual})*{_combined_by(matrix, values, words)}"
        formula = differs_where(where, one, other, total if other == total else one)
        checks.rows_that_differ(_ROWS, f"Rows in which the {what}", formula)


def check_units(checks: CheckList, values: Table) -> None:
    """Check how many figures each unit reported, and how many units are included."""
    cells, units = checks.job.cells, checks.job.book.inclusion.units
    if not units:
        return

    def reported(row: int) -> str:
        return (
            f"=SUMPRODUCT(EXACT({values.range('unit code')},${LETTER['code']}{row})"
            f'*({values.range("once")}=1)*({values.range("included")}="yes")'
            f'*(LEFT({values.range("state")},{len(CARRIED)})<>"{CARRIED}"))'
        )

    def included(row: int) -> str:
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
    results = checks.job.book.results
    above = {entry.result.parent for entry in results}
    sums: list[tuple[ResultAssessment, int]] = []
    end = len(checks.entries) + sum(len(list(_measures(checks, matrix, e))) for e in results)
    for entry in results:
        code = entry.result.code
        for measure, figure, condition, style in _measures(checks, matrix, entry):
            place = len(checks.entries)
            below = end - place - 1 if code in above else 0
            formula = _with_those_below(matrix, condition, below)
            what = f"Result {code} and below: {_MEASURE_WORDS.get(measure, measure)}"
            parent = entry.result.parent or ""
            checks.add(Check(_RESULTS, what, figure, formula, style, code, parent, measure))
            if measure == _SUM:
                sums.append((entry, place))
    for entry, place in sums:
        if card_of(checks.job, entry).achievement is not None:
            _check_mean(checks, entry, len(checks.entries) - place)


def _measures(
    checks: CheckList, matrix: Table, entry: ResultAssessment
) -> Iterator[tuple[str, Cell, str, str]]:
    """Yield what is counted of a result: word, the app's figure, condition, style."""
    cells, counts = checks.job.cells, entry.counts
    status = matrix.range("status")
    for kind in Status:
        title = STATUS_TITLES[kind]
        yield title, cells.in_style(counts.of(kind), "whole"), f'({status}="{title}")', "whole"
    without = "+".join(f'({status}="{STATUS_TITLES[kind]}")' for kind in NoStatus)
    figure = cells.in_style(counts.without_status, "whole")
    yield _NO_STATUS, figure, f"({without})", "whole"
    card = card_of(checks.job, entry)
    if card.mean is None:
        return
    achieved = matrix.range("marker achievement")
    number = cells.in_style(len(card.markers), "whole")
    yield _NUMBER, number, f"ISNUMBER({achieved})", "whole"
    used = f"(({achieved}<=1)*{achieved}+({achieved}>1))" if card.is_capped else achieved
    total = card.mean * len(card.markers)
    yield _SUM, cells.in_style(total, "decimal 9"), used, "decimal 9"


def _check_mean(checks: CheckList, entry: ResultAssessment, distance: int) -> None:
    """Check a card; the sum of achievements stands `distance` rows above, their number over it."""
    card = card_of(checks.job, entry)
    what = f"Result {entry.result.code}: mean achievement, "
    what += "capped at 100 %" if card.is_capped else "not capped"

    def mean(row: int) -> str:
        again = LETTER["again"]
        return f"={again}{row - distance}/{again}{row - distance - 1}"

    figure = checks.job.cells.percent(card.achievement)
    checks.add(Check(_RESULTS, what, figure, mean, "percent"))


def _with_those_below(matrix: Table, condition: str, below: int) -> Formula:
    """Return the formula of a result's own markers and of the results right below it.

    Results stand after the one above them, so each formula looks only at rows further down, and
    none refers to itself.

    Args:
        matrix: the table of markers.
        condition: what is counted or summed in it.
        below: how many rows further down the results end; 0 if there is none below this one.
    """

    def formula(row: int) -> str:
        code = f"${LETTER['code']}{row}"
        own = f"=SUMPRODUCT(EXACT({matrix.range('result')},{code})*{condition})"
        if not below:
            return own
        again, parent, measure = (
            f"${LETTER[key]}${row + 1}:${LETTER[key]}${row + below}"
            for key in ("again", "parent", "measure")
        )
        same = f"EXACT({parent},{code})*({measure}=${LETTER['measure']}{row})"
        return f"{own}+SUMPRODUCT({same},{again})"

    return formula
