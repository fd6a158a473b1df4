"""The sheet *Checks*: live formulas that recompute figures from the rows and say if they agree.

It is the only sheet with formulas. Nobody's text becomes part of one: texts are compared through
the cells that hold them. Codes are compared with EXACT, since Excel takes "1.1" and "1.10" for the
same number elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from exports.xlsx.job import Job
from exports.xlsx.sheet import Column, Sheet
from exports.xlsx.statuses import AGREES, DIFFERS, colour_words
from exports.xlsx.stream import Cell, Row
from spa_me.domain.status import Status

TITLE = "Checks"

COLUMNS = (
    Column("number", "No.", 6, "count"),
    Column("part", "Part", 24),
    Column("what", "What is recomputed", 62),
    Column("app", "The app’s figure", 15, "whole"),
    Column("again", "Recomputed from the rows", 15, "whole"),
    Column("difference", "Difference", 13, "difference"),
    Column("says", "They say", 11, "status"),
    Column("code", "Code", 9, "code"),
    Column("parent", "Result above", 9, "code"),
    Column("measure", "Counted", 13, "code"),
)
LETTER = {column.key: "ABCDEFGHIJ"[place] for place, column in enumerate(COLUMNS)}

TOLERANCE = "1E-9"
"""Floating point keeps some 15 digits; figures that agree lie far closer than this, relatively."""

Formula = Callable[[int], str]
"""Gives the formula of a check from its own row."""


@dataclass(frozen=True, slots=True)
class Check:
    """One figure and the formula that recomputes it.

    Attributes:
        figure: the app's figure, as a cell.
        style: of the recomputed figure.
        code, parent, measure: what the formulas of the results tree look for.
    """

    part: str
    what: str
    figure: Cell
    formula: str | Formula
    style: str
    code: str = ""
    parent: str = ""
    measure: str = ""


@dataclass
class CheckList:
    """Checks as they are gathered from the parts of the workbook."""

    job: Job
    entries: list[Check] = field(default_factory=list[Check])

    def rows_that_differ(self, part: str, what: str, formula: str) -> None:
        """Add a check that counts the rows in which something does not hold: there are none."""
        figure = self.job.cells.in_style(0, "whole")
        self.entries.append(Check(part, what, figure, f"={formula}", "whole"))

    def add(self, check: Check) -> None:
        """Add a check."""
        self.entries.append(check)


def differs_where(condition: str, one: str, other: str, *sizes: str) -> str:
    """Return a formula that counts the rows in which two expressions over columns differ.

    Args:
        condition: an expression that is 1 in the rows that are looked at.
        one: the first expression.
        other: the second expression.
        sizes: ranges of the numbers behind them; their size is the measure of what is close.
    """
    size = "+".join(f"ABS({name})" for name in sizes) or f"ABS({one})"
    return f"SUMPRODUCT(({condition})*(ABS(({one})-({other}))>{TOLERANCE}*(1+{size})))"


def write_checks(job: Job, checks: CheckList) -> None:
    """Make the sheet from the gathered checks."""
    sheet = Sheet(job, TITLE, [column.width for column in COLUMNS])
    sheet.spanned(TITLE, "title", size=16)
    overall = sheet.add([None])
    sheet.merge(overall, 1, len(COLUMNS))
    sheet.spanned(
        "These formulas recompute the app’s figures from the rows of the other sheets. Change a "
        "row and they say that it differs. Programs that only show files (Protected View, phones) "
        "leave the recomputed columns empty; choose Enable Editing to see them.",
        "lead",
    )
    first = sheet.next_row + 1
    rows = [
        _row(job, place + 1, check, first + place) for place, check in enumerate(checks.entries)
    ]
    table = sheet.table(COLUMNS, rows, "There is nothing to check.")
    says = f"{LETTER['says']}{table.first}:{LETTER['says']}{table.last}"
    text = (
        f'=IF(COUNTIF({says},"{AGREES}")=ROWS({says}),"All "&ROWS({says})&" checks agree.",'
        f'COUNTIF({says},"{DIFFERS}")&" of "&ROWS({says})&" checks differ.")'
    )
    sheet.replace(overall, 1, job.cells.formula(text, "answer"), height=24)
    sheet.freeze(table, "app")
    sheet.filter(table)
    colour_words(sheet.raw, says, {AGREES: Status.FULLY}, softly=True)
    colour_words(sheet.raw, says, {DIFFERS: Status.NOT})
    sheet.finish()


def _row(job: Job, number: int, check: Check, row: int) -> Row:
    cells = job.cells
    formula = check.formula if isinstance(check.formula, str) else check.formula(row)
    app, again, gap = (f"{LETTER[key]}{row}" for key in ("app", "again", "difference"))
    says = (
        f'=IF(ISNUMBER({gap}),IF(ABS({gap})<={TOLERANCE}*(1+ABS({app})),"{AGREES}","{DIFFERS}"),'
        f'"{DIFFERS}")'
    )
    return [
        cells.in_style(number, "count"),
        cells.text(check.part),
        job.fitted(check.what, 70, ("checks", check.part)),
        check.figure,
        cells.formula(formula, check.style),
        cells.formula(f"=ROUND({again}-{app},9)", "difference"),
        cells.formula(says, "status"),
        cells.text(check.code, "code"),
        cells.text(check.parent, "code"),
        cells.text(check.measure, "code"),
    ]
