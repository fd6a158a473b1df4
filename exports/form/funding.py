"""The sheets *Activities* and *Contributions*: what is recorded, and empty rows for what is new."""

from __future__ import annotations

from exports.form.sheet import FormColumn, FormJob, FormSheet
from spa_me.domain.cofunding import Form, SourceType, Stage
from spa_me.reports.form import NO, YES, FormTable, in_words

ACTIVITIES = (
    FormColumn("code", "Code", 12, "input code"),
    FormColumn("title", "Activity", 56, "input"),
    FormColumn("result", "Result it serves", 12, "input code"),
    FormColumn("budget", "Budget", 15, "input number"),
    FormColumn("currency", "Currency", 10, "input choice"),
    FormColumn("shared", "Shared with other countries", 14, "input choice"),
    FormColumn("note", "Note", 40, "input"),
)
CONTRIBUTIONS = (
    FormColumn("source", "Source", 32, "input"),
    FormColumn("source_type", "Kind of source", 15, "input choice"),
    FormColumn("stage", "How firm", 12, "input choice"),
    FormColumn("form", "In what form", 12, "input choice"),
    FormColumn("activity", "Activity", 12, "input code"),
    FormColumn("amount", "Amount", 15, "input number"),
    FormColumn("currency", "Currency", 10, "input choice"),
    FormColumn("date", "Date", 12, "input date"),
    FormColumn("note", "Note", 40, "input"),
)
_LEADS = {
    FormTable.ACTIVITIES: "The activities of the work plan. Write new ones in the empty rows. "
    "Removing one is done in SPA-ME: a row that is emptied here says nothing.",
    FormTable.CONTRIBUTIONS: "Money and kind toward the activities or the plan as a whole. Write "
    "new ones in the empty rows. Removing one is done in SPA-ME: a row that is emptied here says "
    "nothing.",
}


def write_funding(job: FormJob) -> None:
    """Fill both sheets."""
    job.begin(FormTable.ACTIVITIES.value)
    sheet, first, last = _table(job, FormTable.ACTIVITIES, ACTIVITIES)
    codes = f"'{FormTable.ACTIVITIES.value}'!$B${first}:$B${last}"
    results = list(job.content.sheet.definition.result_by_code)
    sheet.choices(results, f"C{first}:C{last}", "Result", "The code of the result it serves.")
    _money(sheet, first, last, "D", "E")
    yes_no = "Yes where several countries report it, such as a joint meeting."
    sheet.choices([YES, NO], f"F{first}:F{last}", "Shared", yes_no)
    sheet.finish()
    job.begin(FormTable.CONTRIBUTIONS.value)
    sheet, first, last = _table(job, FormTable.CONTRIBUTIONS, CONTRIBUTIONS)
    for letter, words, title, message in (
        ("C", SourceType, "Kind of source", "What sort of body contributes."),
        ("D", Stage, "How firm", "Actual if nothing is chosen."),
        ("E", Form, "In what form", "Cash if nothing is chosen."),
    ):
        options = [in_words(word) for word in words]
        sheet.choices(options, f"{letter}{first}:{letter}{last}", title, message)
    message = "The code of an activity; empty where it is toward the plan as a whole."
    sheet.offer(codes, f"F{first}:F{last}", "Activity", message)
    _money(sheet, first, last, "G", "H")
    rule = {"type": "date", "operator": "greaterThan", "formula1": "1"}
    sheet.validate(f"I{first}:I{last}", "Date", "A day, such as 2016-03-07.", **rule)
    sheet.finish()


def _table(
    job: FormJob, table: FormTable, columns: tuple[FormColumn, ...]
) -> tuple[FormSheet, int, int]:
    sheet = FormSheet(job, table.value, [0, *(column.width for column in columns)])
    sheet.line(table.value, "big", 20)
    sheet.line(_LEADS[table], "lead")
    first = sheet.head(table, columns)
    for row in job.content.of(table):
        made = {column.key: sheet.cell(row.cells.get(column.key), column.style)
                for column in columns}  # fmt: skip
        sheet.record(row.key, columns, made)
    sheet.close(first - 1, columns, columns[1].key)
    return sheet, first, sheet.next_row - 1


def _money(sheet: FormSheet, first: int, last: int, amount: str, currency: str) -> None:
    rule = {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}
    message = "Write a number; leave it empty where no amount is known."
    sheet.validate(f"{amount}{first}:{amount}{last}", "Amount", message, **rule)
    rule = {"type": "textLength", "operator": "equal", "formula1": "3"}
    message = "The code of the currency, such as USD; empty where it is not known."
    sheet.validate(f"{currency}{first}:{currency}{last}", "Currency", message, **rule)
