"""The sheet *Breakdown*: one row for each question, dimension and category."""

from __future__ import annotations

from exports.form.questions import COLUMNS as QUESTION_COLUMNS
from exports.form.sheet import FormColumn, FormJob, FormSheet
from exports.xlsx.stream import LETTERS
from spa_me.reports.form import FormTable, category_title

TITLE = FormTable.BREAKDOWN.value

COLUMNS = (
    FormColumn("code", "Code", 10, "asked code"),
    FormColumn("asked", "What is asked", 52),
    FormColumn("dimension", "Dimension", 14),
    FormColumn("dimension_title", "Broken down by", 20),
    FormColumn("category", "Category", 14),
    FormColumn("category_title", "Of these", 24),
    FormColumn("value", "Value", 14, "input number"),
    FormColumn("check", "To do", 20, "check"),
)
_LETTER = {column.key: LETTERS[place] for place, column in enumerate(COLUMNS, 1)}
_FORM = {column.key: LETTERS[place] for place, column in enumerate(QUESTION_COLUMNS, 1)}


def write_breakdown(job: FormJob, questions: tuple[int, int]) -> None:
    """Fill the sheet; `questions` are the first and last row of the sheet *Form*."""
    rows = list(job.content.of(FormTable.BREAKDOWN))
    sheet = FormSheet(job, TITLE, [0, *(column.width for column in COLUMNS)])
    sheet.line("Breakdown of the figures", "big", 20)
    sheet.line(
        "The parts of a figure by sex, age and the like, Unknown included; they never change the "
        "total. Of a percentage, the parts of its numerator.",
        "lead",
    )
    first = sheet.head(FormTable.BREAKDOWN, COLUMNS)
    last = first + len(rows) - 1
    definition = job.content.sheet.definition
    for row in rows:
        code, dimension, category = row.identity
        known = definition.dimension_by_code[dimension]
        texts = {
            "code": code,
            "asked": str(definition.indicator_by_code[code].title),
            "dimension": dimension,
            "dimension_title": str(known.title),
            "category": category,
            "category_title": category_title(known, category),
        }
        cells = {key: job.cells.text(text, _style(key)) for key, text in texts.items()}
        cells["value"] = sheet.cell(row.cells["value"], "input number")
        formula = _check(sheet.next_row, first, last, questions)
        cells["check"] = job.cells.formula(formula, "check")
        sheet.record(row.key, COLUMNS, cells)
    if rows:
        _finish_table(sheet, first, last)
    else:
        sheet.line("No question of this form is broken down.", "lead")
    sheet.close(first - 1, COLUMNS, "dimension")
    sheet.finish()


def _style(key: str) -> str:
    return next(column.style for column in COLUMNS if column.key == key)


def _finish_table(sheet: FormSheet, first: int, last: int) -> None:
    letter = _LETTER["value"]
    message = "Write a number; 0 is one."
    rule = {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}
    sheet.validate(f"{letter}{first}:{letter}{last}", "Breakdown", message, **rule)
    cells = f"{letter}{first}:{_LETTER['check']}{last}"
    sheet.colour(cells, f'${_LETTER["check"]}{first}<>""', is_wrong=True)


def _check(row: int, first: int, last: int, questions: tuple[int, int]) -> str:
    """Return the formula that compares the parts of a dimension with the total.

    It compares codes as texts; SUMIFS would take 1.10 for 1.1.
    """
    top, bottom = questions

    def here(key: str) -> str:
        return f"${_LETTER[key]}${first}:${_LETTER[key]}${last}"

    def there(key: str) -> str:
        return f"'{QUESTIONS}'!${_FORM[key]}${top}:${_FORM[key]}${bottom}"

    code, dimension, value = (f"${_LETTER[key]}{row}" for key in ("code", "dimension", "value"))
    parts = f"SUMPRODUCT(({here('code')}={code})*({here('dimension')}={dimension}),{here('value')})"
    numerators, values = (
        f"SUMPRODUCT(--({there('code')}={code}),{there(key)})" for key in ("numerator", "value")
    )
    total = f"IF({numerators}<>0,{numerators},{values})"
    return f'=IF({value}="","",IF(ABS({parts}-{total})<0.000001,"","Total and parts differ"))'


QUESTIONS = FormTable.QUESTIONS.value
