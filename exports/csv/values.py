"""One row for each marker, leg and reporting unit.

The file is UTF-8 with a byte order mark, so that Excel reads Khmer and Lao right, and comma
separated. Text that a spreadsheet could run as a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from exports.number_texts import exact_ratio, number_text
from spa_me.atomic import replacing
from spa_me.domain.aggregation import UnitInput
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Declaration
from spa_me.domain.numbers import Number
from spa_me.reports import ReportBook
from spa_me.reports.lines import LegLine

COLUMNS: tuple[str, ...] = (
    "id",
    "workspace",
    "framework",
    "framework_version",
    "period",
    "data_as_of",
    "is_illustrative",
    "result",
    "marker",
    "marker_title",
    "leg",
    "indicator",
    "indicator_title",
    "unit_of_measure",
    "reporting_unit",
    "reporting_unit_name",
    "state",
    "kind",
    "value",
    "numerator",
    "denominator",
    "level",
    "comparator",
    "target",
    "target_used",
    "target_unit",
    "unit_target",
    "pro_rata_factor",
    "baseline",
    "computed",
    "reported",
    "status",
    "no_status",
    "declared_because",
    "reason",
    "note",
    "entered_by",
    "entered_at",
)

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(book: ReportBook, folder_or_file: Path) -> Path:
    """Write the book's values and return the path of the file.

    Args:
        book: what to write.
        folder_or_file: a file's path, or a folder that exists; the file is then named after
            framework, version and period.

    Raises:
        UserError: if the file cannot be written; nothing is then left behind.
    """
    path = folder_or_file
    if path.is_dir():
        path /= _file_name(book.definition, book.period.code)
    with (
        replacing(path) as new,
        new.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(_rows(book))
    return path


def _file_name(definition: FrameworkDefinition, period: str) -> str:
    codes = (definition.code, definition.version, period)
    return "-".join(code.replace("/", "-") for code in codes) + ".csv"


def safe(text: str) -> str:
    """Return text that no spreadsheet runs: an apostrophe comes before what looks like a formula.

    Numbers never pass through here, so a negative one stays a number.
    """
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text


def _rows(book: ReportBook) -> Iterator[dict[str, str]]:
    as_of = book.data_as_of
    shared = {
        "workspace": book.info.id,
        "framework": safe(book.definition.code),
        "framework_version": safe(book.definition.version),
        "period": safe(book.period.code),
        "data_as_of": "" if as_of is None else as_of.isoformat(),
        "is_illustrative": str(book.is_illustrative).lower(),
    }
    for line in book.legs:
        legs = line.marker.assessment.legs
        place = next(number for number, leg in enumerate(legs, 1) if leg is line.leg)
        of_leg = {**shared, **_of_marker(line), **_of_leg(line), "leg": str(place)}
        for entry in line.leg.aggregate.inputs:
            key = f"{book.period.code}:{line.marker.code}:{place}:{entry.unit}"
            yield {"id": safe(key), **of_leg, **_of_value(line, entry)}


def _of_marker(line: LegLine) -> dict[str, str]:
    marker = line.marker.assessment
    declaration: Declaration | None = marker.declaration
    return {
        "result": safe(line.marker.result_code),
        "marker": safe(line.marker.code),
        "marker_title": safe(line.marker.title),
        "computed": marker.computed or "",
        "reported": marker.reported or "",
        "status": marker.status or "",
        "no_status": marker.no_status or "",
        "declared_because": "" if declaration is None else safe(declaration.reason),
    }


def _of_leg(line: LegLine) -> dict[str, str]:
    leg, indicator, target = line.leg, line.leg.indicator, line.leg.target
    return {
        "indicator": safe(indicator.code),
        "indicator_title": safe(str(indicator.title)),
        "unit_of_measure": safe(str(indicator.unit)),
        "comparator": safe(line.leg.comparator),
        "target": "" if target is None else _text(target.original),
        "target_used": "" if target is None else _text(target.used),
        "target_unit": safe(line.unit),
        "pro_rata_factor": "" if leg.pro_rata is None else exact_ratio(leg.factor) or "",
        "baseline": "" if leg.baseline is None else _text(leg.baseline),
    }


def _of_value(line: LegLine, entry: UnitInput) -> dict[str, str]:
    value = entry.value
    judged = {unit.unit: unit.target for unit in line.marker.assessment.units}
    return {
        "reporting_unit": safe(entry.unit),
        "reporting_unit_name": safe(str(line.marker.definition.unit_by_code[entry.unit].name)),
        "state": value.state,
        "kind": entry.kind,
        "value": _text(value.amount),
        "numerator": _text(value.numerator),
        "denominator": _text(value.denominator),
        "level": safe(value.level or ""),
        "unit_target": _text(judged.get(entry.unit)),
        "reason": safe(value.reason),
        "note": safe(value.note),
        "entered_by": safe(value.entered_by),
        "entered_at": "" if value.entered_at is None else value.entered_at.isoformat(),
    }


def _text(number: Number | None) -> str:
    return number_text(number) or ""
