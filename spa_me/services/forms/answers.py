"""The questions and breakdowns of a form: what was changed in it becomes rows of values.

Three states are compared: what the form held when it was made, what it holds now, and what is
recorded. Only a cell that was changed in the form counts, so a form that lay around undoes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, Severity
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.reading.cells import Cell, known_cell, text_of
from spa_me.domain.reading.signs import ANY, Signs
from spa_me.domain.values import STATE_TITLES, Value, ValueKey, ValueState
from spa_me.reports.form import (
    ANSWER,
    FormCell,
    FormTable,
    answer_cells,
    cell_text,
    part_cells,
)
from spa_me.services.cells import FORM_NO_FIGURE, MergedRow
from spa_me.services.forms.finding_rows import FilledRow, FormRows
from spa_me.services.forms.mapping import CodeMap
from spa_me.services.value_rows import COLUMNS

_BLANK = STATE_TITLES[ValueState.BLANK]
_STAYS = "the state Blank, if what is recorded is to be removed"


@dataclass
class Answers:
    """The rows of values that a form asks for; a `RowFile` for `values_in`.

    Attributes:
        places: the form's row of each question, and of each part of a breakdown.
        unchanged: how many rows nobody changed.
    """

    rows: list[MergedRow] = field(default_factory=list[MergedRow])
    findings: list[Finding] = field(default_factory=list[Finding])
    places: dict[tuple[str, ...], FilledRow] = field(
        default_factory=dict[tuple[str, ...], FilledRow]
    )
    unchanged: int = 0
    columns: frozenset[str] = frozenset(COLUMNS)
    signs: Signs = ANY
    no_figure_as: str = FORM_NO_FIGURE


@dataclass
class _Reading:
    data: Dataset
    definition: FrameworkDefinition
    unit: str
    period: str
    codes: CodeMap
    answers: Answers

    def recorded(self, code: str) -> Value:
        return self.data.values.get(code, self.unit, self.period)

    def row(self, filled: FilledRow, code: str, cells: Mapping[str, Cell]) -> None:
        place = {"unit": self.unit, "period": self.period, "indicator": code}
        self.answers.rows.append(MergedRow(filled.row, {**place, **cells}))

    def warn(self, filled: FilledRow, column: str, what: str, expected: str = "") -> None:
        where = filled.row.where(column)
        self.answers.findings.append(Finding(where, what, expected, Severity.WARNING))

    def code_of(self, filled: FilledRow) -> str | None:
        """Return the question's code now; a changed row of a question that is gone is an error."""
        old = filled.known.identity[0]
        code = self.codes.codes.get(old)
        if code is None and filled.touched:
            why = self.codes.differences.get(old, "it is not asked")
            self.answers.findings.append(Finding(filled.row.place, f"{old}: {why}"))
        return code


def answers_of(
    rows: FormRows, data: Dataset, definition: FrameworkDefinition, place: ValueKey, codes: CodeMap
) -> Answers:
    """Return what the questions and breakdowns of a form ask for.

    Args:
        rows: of the form.
        data: the workspace's content.
        definition: the framework version in use.
        place: unit and period; its indicator is not used.
        codes: the form's questions in that version.
    """
    reading = _Reading(data, definition, place.unit, place.period, codes, Answers())
    for filled in rows.of(FormTable.QUESTIONS):
        code = reading.code_of(filled)
        if code is not None:
            reading.answers.places[code,] = filled
            _read_question(reading, filled, code)
    parts: dict[tuple[str, str], list[FilledRow]] = {}
    for filled in rows.of(FormTable.BREAKDOWN):
        code = reading.code_of(filled)
        if code is not None:
            _, dimension, category = filled.known.identity
            reading.answers.places[code, dimension, category] = filled
            parts.setdefault((code, dimension), []).append(filled)
    for (code, dimension), of_dimension in parts.items():
        _read_parts(reading, code, dimension, of_dimension)
    return reading.answers


def _read_question(reading: _Reading, filled: FilledRow, code: str) -> None:
    touched = filled.touched
    if not touched:
        reading.answers.unchanged += 1
        return
    recorded = answer_cells(reading.definition.indicator_by_code[code], reading.recorded(code))
    now = {column: filled.row[column] for column in (*ANSWER, "note")}
    said = {column: _said(now[column], column in touched) for column in ANSWER}
    touched_answer = [column for column in ANSWER if column in touched]
    if touched_answer and _says_nothing(said, touched_answer):
        what = "the answer was cleared; an empty cell changes nothing: what is recorded stays"
        reading.warn(filled, touched_answer[0], what, _STAYS)
        touched_answer = []
    if touched_answer:
        _warn_of_others(reading, filled, touched_answer, recorded)
    else:
        said = {column: known_cell(recorded[column]) for column in ANSWER}
    note = _note(reading, filled, recorded) if "note" in touched else known_cell(recorded["note"])
    if note and not any(cell != "" for cell in said.values()):
        said["state"] = _BLANK  # a remark may come before its figure
    reading.row(filled, code, {**said, "note": note})


def _said(cell: Cell, is_touched: bool) -> Cell:  # noqa: FBT001 (read where it is called)
    """Return a cell; a number that nobody touched is as the form had it and is not asked about."""
    return known_cell(cell) if isinstance(cell, Decimal) and not is_touched else cell


def _says_nothing(said: Mapping[str, Cell], touched: Sequence[str]) -> bool:
    """Return whether an answer was emptied; a state that nobody touched stood there before."""
    is_old_state = "state" not in touched
    return not any(cell != "" for name, cell in said.items() if name != "state" or not is_old_state)


def _note(reading: _Reading, filled: FilledRow, recorded: Mapping[str, FormCell]) -> Cell:
    note = filled.row["note"]
    if note == "":
        what = "the note was cleared; an empty cell changes nothing: what is recorded stays"
        reading.warn(filled, "note", what)
        return known_cell(recorded["note"])
    _warn_of_others(reading, filled, ["note"], recorded)
    return note


def _warn_of_others(
    reading: _Reading,
    filled: FilledRow,
    touched: Sequence[str],
    recorded: Mapping[str, FormCell],
) -> None:
    """Say where the workspace was changed after the form was made, and says something else."""
    for column in touched:
        now = cell_text(recorded[column])
        if now not in {filled.known.stood.get(column, ""), text_of(filled.row[column])}:
            what = f"it was changed in the workspace after the form was made: “{now[:60]}”"
            reading.warn(filled, column, what, "one of the two; the form counts if it is taken in")


def _read_parts(
    reading: _Reading, code: str, dimension: str, of_dimension: Sequence[FilledRow]
) -> None:
    """Read a breakdown as a whole: the parts that nobody changed are those recorded."""
    if not any(filled.touched for filled in of_dimension):
        reading.answers.unchanged += len(of_dimension)
        return
    for filled in of_dimension:
        category = filled.known.identity[2]
        recorded = part_cells(reading.recorded(code), dimension, category)
        said = filled.row["value"]
        if not filled.touched:
            said = known_cell(recorded["value"])
        elif said == "":
            what = "the part was cleared; an empty cell changes nothing: what is recorded stays"
            reading.warn(filled, "value", what)
            said = known_cell(recorded["value"])
        else:
            _warn_of_others(reading, filled, ["value"], recorded)
        reading.row(filled, code, {"dimension": dimension, "category": category, "value": said})
