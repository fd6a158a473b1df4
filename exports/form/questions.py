"""The sheet *Form*: one row for each question."""

from __future__ import annotations

from collections.abc import Mapping

from exports.form.sheet import FormColumn, FormJob, FormSheet
from exports.xlsx.stream import LETTERS, Cell
from spa_me.domain.checks import MAX_TEXT
from spa_me.domain.framework import Indicator, Measure
from spa_me.domain.numbers import plain
from spa_me.domain.sentences import Amount
from spa_me.domain.values import STATE_TITLES, ValueState
from spa_me.reports.entry_rows import EntryRow, RowTarget
from spa_me.reports.form import FormRow, FormTable, answer_cells, cell_text

TITLE = FormTable.QUESTIONS.value

COLUMNS = (
    FormColumn("result", "Result", 8, "asked centre"),
    FormColumn("code", "Code", 11, "asked code"),
    FormColumn("asked", "What is asked", 38),
    FormColumn("unit", "Unit of measure", 13),
    FormColumn("target", "Target", 11, "asked centre"),
    FormColumn("last", "Last period", 11, "asked centre"),
    FormColumn("state", "State", 13, "input choice"),
    FormColumn("value", "Value", 12, "input number"),
    FormColumn("numerator", "Numerator", 11, "input number"),
    FormColumn("denominator", "Denominator", 12, "input number"),
    FormColumn("reason", "Reason, if there is no figure", 20, "input"),
    FormColumn("note", "Note", 22, "input"),
    FormColumn("check", "To do", 14, "check"),
)
_LETTER = {column.key: LETTERS[place] for place, column in enumerate(COLUMNS, 1)}
_NO_FIGURE = tuple(STATE_TITLES[state] for state in ValueState if state.needs_reason)


def write_questions(job: FormJob) -> tuple[int, int]:
    """Fill the sheet and return the first and the last row of its questions."""
    sheet = FormSheet(job, TITLE, [0, *(column.width for column in COLUMNS)])
    about = job.content.about
    sheet.line(f"{about.unit_name}: {about.period_title}", "big", 20)
    sheet.line(
        "Fill in the white cells. Zero is a figure; an empty cell says nothing. Where there is no "
        "figure, choose a state and write the reason. The column To do says what is missing.",
        "lead",
    )
    first = sheet.head(FormTable.QUESTIONS, COLUMNS)
    last = first - 1
    for row in job.content.of(FormTable.QUESTIONS):
        asked = job.content.sheet.rows[row.identity[0]]
        last = sheet.record(row.key, COLUMNS, _cells(sheet, row, asked, sheet.next_row))
    if last < first:
        last = first
        sheet.line("Nothing is asked of this reporting unit in this period.", "lead")
    sheet.close(first - 1, COLUMNS, "unit")
    _validate(sheet, first)
    _colour(sheet, first, last)
    sheet.finish()
    return first, last


def _cells(sheet: FormSheet, row: FormRow, asked: EntryRow, number: int) -> Mapping[str, Cell]:
    indicator, cells = asked.indicator, sheet.job.cells
    styles = {column.key: column.style for column in COLUMNS}
    if indicator.measure.is_graded:
        styles["value"] = "input choice"
    if indicator.measure is not Measure.PERCENTAGE:
        styles["numerator"] = styles["denominator"] = "closed"
    made = {key: sheet.cell(content, styles[key]) for key, content in row.cells.items()}
    return {
        "result": cells.text(indicator.result, "asked centre"),
        "code": cells.text(indicator.code, "asked code"),
        "asked": cells.text(what_is_asked(indicator), "asked"),
        "unit": cells.text(str(indicator.unit), "asked"),
        "target": cells.text(_target(asked.target), "asked centre"),
        "last": cells.text(_last(asked), "asked centre"),
        **made,
        "check": cells.formula(_check(number), "check"),
    }


def what_is_asked(indicator: Indicator) -> str:
    """Return a question with how it is to be answered."""
    parts = [str(indicator.title)]
    if indicator.numerator is not None:
        parts.append(f"Numerator: {indicator.numerator}")
    if indicator.denominator is not None:
        parts.append(f"Denominator: {indicator.denominator}")
    if indicator.guidance is not None:
        parts.append(str(indicator.guidance))
    return "\n".join(parts)


def _target(target: RowTarget) -> str:
    if target.used is not None:
        return f"{target.words} {target.used}".strip()
    return "" if target.shared is None else f"{target.shared} together"


def _last(row: EntryRow) -> str:
    value = row.previous
    if not value.is_reported:
        return STATE_TITLES[value.state] if value.state.needs_reason else ""
    if value.numerator is not None and value.denominator is not None:
        percent = "" if value.amount is None else f" ({Amount(value.amount, '%')})"
        return f"{plain(value.numerator)} of {plain(value.denominator)}{percent}"
    if value.number is not None:
        return str(Amount(value.number, row.sign))
    return cell_text(answer_cells(row.indicator, value)["value"])


def _check(row: int) -> str:
    """Return the formula that says what is still to be done in a row."""
    at = {key: f"${letter}{row}" for key, letter in _LETTER.items()}
    state, value, reason = at["state"], at["value"], at["reason"]
    above, below = at["numerator"], at["denominator"]
    no_figure = ",".join(f'{state}="{title}"' for title in _NO_FIGURE)
    nothing = f'AND({value}="",{above}="",{below}="")'
    return (
        f'=IF(AND({state}="",{nothing}),"Missing",'
        f'IF(AND(OR({no_figure}),NOT({nothing})),"Figure and state contradict",'
        f'IF(AND(OR({no_figure}),{reason}=""),"Reason missing",'
        f'IF(({above}="")<>({below}=""),"Numerator and denominator",'
        f'IF(AND({state}="{STATE_TITLES[ValueState.REPORTED]}",{nothing}),"Figure missing","")))))'
    )


def _validate(sheet: FormSheet, first: int) -> None:
    rows = list(sheet.job.content.of(FormTable.QUESTIONS))
    if not rows:
        return
    last = first + len(rows) - 1
    sheet.choices(
        list(STATE_TITLES.values()),
        f"{_LETTER['state']}{first}:{_LETTER['state']}{last}",
        "State",
        "Leave it empty where there is a figure. Choose why there is none and write the reason. "
        "Blank removes what is recorded.",
    )
    for column in ("reason", "note"):
        cells = f"{_LETTER[column]}{first}:{_LETTER[column]}{last}"
        message = f"At most {MAX_TEXT:,} characters."
        rule = {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(MAX_TEXT)}
        sheet.validate(cells, column.capitalize(), message, **rule)
    for number, row in enumerate(rows, first):
        _validate_figure(sheet, sheet.job.content.sheet.rows[row.identity[0]].indicator, number)


def _validate_figure(sheet: FormSheet, indicator: Indicator, row: int) -> None:
    value = f"{_LETTER['value']}{row}"
    title = f"{indicator.code}: {indicator.unit}"
    if indicator.measure.is_graded:
        levels = [str(level.title) for level in indicator.scale]
        sheet.choices(levels, value, title, "Choose one of the levels.")
        return
    message = "Write a number; 0 is one. Where there is none, choose a state and write the reason."
    if indicator.measure is Measure.PERCENTAGE:
        message = (
            "Write numerator and denominator in the next two columns. Only where they are not "
            "known, write the percentage here: 45 is 45 %."
        )
        for column in ("numerator", "denominator"):
            words = getattr(indicator, column)
            about = f"{column.capitalize()}{f': {words}' if words is not None else ''}"
            sheet.validate(f"{_LETTER[column]}{row}", title, about, **_from(0))
    sheet.validate(value, title, message, **_from(0 if _counts(indicator) else -(10**18)))


def _counts(indicator: Indicator) -> bool:
    return indicator.measure in {Measure.COUNT, Measure.PERCENTAGE}


def _from(least: int) -> dict[str, str]:
    return {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": str(least)}


def _colour(sheet: FormSheet, first: int, last: int) -> None:
    check = f"${_LETTER['check']}{first}"
    answer = f"{_LETTER['state']}{first}:{_LETTER['value']}{last}"
    sheet.colour(answer, f'{check}="Missing"', is_wrong=False)
    reason = f"{_LETTER['reason']}{first}:{_LETTER['reason']}{last}"
    sheet.colour(reason, f'{check}="Reason missing"', is_wrong=False)
    every = f"{_LETTER['state']}{first}:{_LETTER['check']}{last}"
    wrong = f'AND({check}<>"",{check}<>"Missing",{check}<>"Reason missing")'
    sheet.colour(every, wrong, is_wrong=True)
