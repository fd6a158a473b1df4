"""The sheet *Reported values*: every figure that was asked for, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from exports.xlsx.cells import is_exact
from exports.xlsx.job import Job
from exports.xlsx.matrix import figures_of
from exports.xlsx.sheet import Column, Sheet, Table
from exports.xlsx.stream import Row
from spa_me.domain.aggregation import InputKind, UnitInput
from spa_me.domain.derivation import of_values, sign_of_values
from spa_me.domain.framework import Indicator
from spa_me.domain.numbers import Number, plain
from spa_me.domain.values import STATE_TITLES, Value, ValueState
from spa_me.reports.lines import LegLine

TITLE = "Reported values"
YES, NO = "yes", "no"

COLUMNS = (
    Column("number", "Row of the matrix", 6, "count"),
    Column("marker", "Marker", 6, "code"),
    Column("indicator", "Indicator", 9.5, "code"),
    Column("title", "Title of the indicator", 17),
    Column("unit code", "Unit", 5, "code"),
    Column("unit", "Reporting unit", 11.5),
    Column("state", "What was reported", 11.5),
    Column("value", "Value", 8.5, "whole"),
    Column("numerator", "Numer-\nator", 7.5, "whole"),
    Column("denominator", "Denomi-\nnator", 7.5, "whole"),
    Column("target", "Target of this unit", 7.5, "whole"),
    Column("reaches", "Reaches it", 7.5, "centre"),
    Column("asked", "Has to report", 7, "centre"),
    Column("included", "In the figure", 7, "centre"),
    Column("combined", "Units are combined by", 8.5, "centre"),
    Column("once", "Counted once", 7.5, "count"),
    Column("reason", "Reason, breakdown, note", 21),
    Column("person", "Entered by", 11.5),
    Column("time", "Entered at (UTC)", 14, "time"),
)
CARRIED = "Carried forward"
"""How the state of a figure begins that was reported in an earlier period."""
WIDTH = {column.key: column.width for column in COLUMNS}

HOW_TO_READ = (
    "A reported zero is a value. Where there is no value the column “What was reported” says why. "
    "An indicator that serves several markers is listed with each of them and counted once. "
    "Percentages are kept with their numerator and denominator where these are known."
)


def write_values(job: Job) -> Table:
    """Make the sheet and return where its table stands."""
    sheet = Sheet(job, TITLE, [column.width for column in COLUMNS])
    sheet.spanned(TITLE, "title", size=16)
    sheet.spanned(f"{job.book.inclusion.sentence}.", "answer", size=13)
    sheet.spanned(HOW_TO_READ, "lead")
    table = sheet.table(COLUMNS, list(_rows(job)), "Nobody is asked to report in this period.")
    sheet.freeze(table, "title")
    sheet.filter(table)
    sheet.finish()
    return table


def _rows(job: Job) -> Iterator[Row]:
    once = _counted_once(job)
    for number, line in enumerate(job.book.legs, 1):
        combined = figures_of(line).combined
        for entry in line.leg.aggregate.inputs:
            is_once = once[line.leg.indicator.code, entry.unit] == number
            yield [
                job.cells.in_style(number, "count"),
                *_row(job, line, entry, combined, is_once=is_once),
            ]


def _counted_once(job: Job) -> Mapping[tuple[str, str], int]:
    """Return by indicator and unit the row of the matrix with which the figure is counted.

    The first one, or the first of those where the figure entered the actual.
    """
    entries = [
        (entry, (line.leg.indicator.code, entry.unit), number)
        for number, line in enumerate(job.book.legs, 1)
        for entry in line.leg.aggregate.inputs
    ]
    found: dict[tuple[str, str], int] = {}
    for _, key, number in sorted(entries, key=lambda known: (not known[0].counts, known[2])):
        found.setdefault(key, number)
    return found


def _row(job: Job, line: LegLine, entry: UnitInput, combined: str, *, is_once: bool) -> Row:
    cells, indicator, value = job.cells, line.leg.indicator, entry.value
    about = (indicator.code, str(indicator.title))
    target, reaches = _own_target(line, entry)
    unit = line.marker.definition.unit_by_code[entry.unit]
    is_asked = entry.unit in line.marker.assessment.expected_in(line.leg)
    sign = sign_of_values(indicator)
    return [
        cells.text(line.marker.code, "code"),
        cells.text(indicator.code, "code"),
        job.fitted(str(indicator.title), WIDTH["title"], about),
        cells.text(unit.code, "code"),
        job.fitted(str(unit.name), WIDTH["unit"], about),
        job.fitted(_state(indicator, entry), WIDTH["state"], about),
        cells.figure(value.amount if entry.counts else None, sign),
        cells.number(value.numerator),
        cells.number(value.denominator),
        cells.figure(target, sign),
        cells.text("" if reaches is None else _yes(reaches), "centre"),
        cells.text(_yes(is_asked), "centre"),
        cells.text(_yes(entry.counts), "centre"),
        cells.text(combined, "centre"),
        cells.in_style(int(is_once), "count"),
        job.fitted(_remark(indicator, value), WIDTH["reason"], about),
        job.fitted(value.entered_by, WIDTH["person"], about),
        cells.time(value.entered_at),
    ]


def _yes(answer: object) -> str:
    return YES if answer else NO


def _own_target(line: LegLine, entry: UnitInput) -> tuple[Number | None, bool | None]:
    for judged in line.marker.assessment.units:
        if judged.unit == entry.unit:
            return judged.target, judged.reached
    return None, None


def _state(indicator: Indicator, entry: UnitInput) -> str:
    if entry.kind is InputKind.CARRIED:
        return f"{CARRIED} from {entry.period}"
    if entry.value.state is ValueState.BLANK:
        return "Not reported"
    if entry.kind is InputKind.NO_PARTS and entry.value.amount is not None:
        share = of_values(entry.value.amount, indicator)
        return f"{share} without numerator and denominator, not in the figure"
    level = None if entry.value.level is None else indicator.level(entry.value.level)
    title = STATE_TITLES[entry.value.state]
    return title if level is None else f"{title}: {level.title}"


def breakdown_text(indicator: Indicator, value: Value) -> str:
    """Return a value's parts in one text: `sex: female 3, male 4, unknown 0`."""
    return "\n".join(
        f"{dimension}: " + ", ".join(f"{code} {plain(number)}" for code, number in parts.items())
        for dimension, parts in value.parts.items()
        if dimension in indicator.dimensions and parts
    )


def _remark(indicator: Indicator, value: Value) -> str:
    numbers = (value.number, value.numerator, value.denominator)
    exact = [plain(n) for n in numbers if isinstance(n, Decimal) and not is_exact(n)]
    parts = [value.reason, breakdown_text(indicator, value), value.note]
    if exact:
        parts.append(f"Exactly {', '.join(exact)}: Excel keeps 15 digits of a number.")
    return "\n".join(part for part in parts if part)
