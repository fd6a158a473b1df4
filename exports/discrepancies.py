"""Everything a reader of the figures has to know, gathered from the whole book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from spa_me.domain.aggregation import Fall, InputKind
from spa_me.domain.assessment import LegAssessment
from spa_me.domain.derivation.words import leg_remarks, series_remarks
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.numbers import grouped, plain
from spa_me.domain.status import STATUS_TITLES
from spa_me.domain.values import STATE_TITLES, Value, ValueState, parts_mismatches
from spa_me.reports import ReportBook
from spa_me.reports.lines import MarkerLine


class Kind(StrEnum):
    """What sort of thing it is; the words stand in the export."""

    DIFFERENCE = "Computed and reported status differ"
    DECLARED = "Declared without a figure"
    PRECONDITION = "Precondition unmet"
    CALCULATION = "About the calculation"
    NO_FIGURE = "No figure"
    CARRIED = "Carried forward"
    PARTS = "Breakdown does not add up"
    FALL = "Cumulative value fell"
    MONEY = "Co-funding"
    LEFT_OUT = "Contribution not counted"
    NOTE = "Note"


_COUNTED_ONLY = "listed and not counted"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing to know.

    Attributes:
        about, title: the code and the words of what it is about.
        source: the document it is taken from; empty where the app found it.
    """

    kind: Kind
    about: str
    title: str
    text: str
    source: str = ""


def discrepancies(book: ReportBook) -> list[Discrepancy]:
    """Return every discrepancy, in the order of the framework; notes come last."""
    found: dict[Discrepancy, None] = {}
    for line in book.markers:
        found.update(dict.fromkeys(_of_marker(line)))
        found.update(dict.fromkeys(_of_series(line)))
        for leg in line.assessment.legs:
            found.update(dict.fromkeys(_of_leg(line, leg)))
    found.update(dict.fromkeys(_fall(book.definition, fall) for fall in book.falls))
    found.update(dict.fromkeys(_of_funding(book)))
    found.update(
        (Discrepancy(Kind.NOTE, note.about, note.title, note.text, note.source), None)
        for note in book.notes
    )
    return list(found)


def _of_marker(line: MarkerLine) -> Iterator[Discrepancy]:
    marker, code, title = line.assessment, line.code, line.title
    declaration = marker.declaration
    if declaration is None:
        return
    if marker.differs and marker.computed is not None:
        text = (
            f"The rule gives “{STATUS_TITLES[marker.computed]}”, declared is "
            f"“{STATUS_TITLES[declaration.status]}”: {declaration.reason}"
        )
        yield Discrepancy(Kind.DIFFERENCE, code, title, text)
    if marker.is_declared_only:
        text = f"“{STATUS_TITLES[declaration.status]}” rests on evidence alone: "
        yield Discrepancy(Kind.DECLARED, code, title, text + declaration.reason)
    if declaration.precondition:
        yield Discrepancy(Kind.PRECONDITION, code, title, f"{declaration.precondition}.")


def _of_series(line: MarkerLine) -> Iterator[Discrepancy]:
    for remark in series_remarks(line.assessment, line.breaks):
        yield Discrepancy(Kind.CALCULATION, line.code, line.title, str(remark))


def _of_leg(line: MarkerLine, leg: LegAssessment) -> Iterator[Discrepancy]:
    code, title = leg.indicator.code, str(leg.indicator.title)
    for remark in leg_remarks(leg):
        yield Discrepancy(Kind.CALCULATION, code, title, str(remark))
    for entry in leg.aggregate.inputs:
        unit = str(line.definition.unit_by_code[entry.unit].name)
        if entry.kind is InputKind.CARRIED:
            text = f"{unit} has not reported; its value of {entry.period} is carried forward."
            yield Discrepancy(Kind.CARRIED, code, title, text)
        elif not entry.has_figure and entry.value.state is not ValueState.BLANK:
            yield Discrepancy(Kind.NO_FIGURE, code, title, _no_figure(unit, entry.value))
        for mismatch in parts_mismatches(entry.value):
            text = (
                f"{unit}: the parts by {mismatch.dimension} add up to {plain(mismatch.parts)}, "
                f"the total is {plain(mismatch.total)}."
            )
            yield Discrepancy(Kind.PARTS, code, title, text)

    silent = [
        str(line.definition.unit_by_code[entry.unit].name)
        for entry in leg.aggregate.inputs
        if not entry.has_figure and entry.value.state is ValueState.BLANK
    ]
    if silent:
        yield Discrepancy(Kind.NO_FIGURE, code, title, f"Not reported: {', '.join(silent)}.")


def _no_figure(unit: str, value: Value) -> str:
    return f"{unit}: {STATE_TITLES[value.state].lower()}. {value.reason}".strip()


def _fall(definition: FrameworkDefinition, fall: Fall) -> Discrepancy:
    unit = definition.unit_by_code.get(fall.unit)
    name = "All units together" if unit is None else str(unit.name)
    text = (
        f"{name}: {grouped(fall.earlier)} in {fall.earlier_period}, {grouped(fall.now)} in "
        f"{fall.period}; a cumulative value should not fall."
    )
    title = str(definition.indicator_by_code[fall.indicator].title)
    return Discrepancy(Kind.FALL, fall.indicator, title, text)


def _of_funding(book: ReportBook) -> Iterator[Discrepancy]:
    for entry in book.funding.units:
        code, name = entry.unit.code, str(entry.unit.name)
        for remark in entry.remarks:
            if _COUNTED_ONLY in remark.template:
                continue  # each of them follows by its name
            text = str(remark)
            yield Discrepancy(
                Kind.MONEY, code, name, text if text.endswith((".", "?")) else f"{text}."
            )
        for left in (*entry.recorded.left_out, *entry.money.left_out):
            text = f"{left.contribution.source}: {left.why}. {left.contribution.note}".strip()
            yield Discrepancy(Kind.LEFT_OUT, code, name, text)
    for warning in book.funding.region.warnings:
        yield Discrepancy(Kind.MONEY, "funding", "All units together", f"{warning}.")
