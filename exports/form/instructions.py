"""The sheet *Instructions*: how to fill in the form, and what form it is."""

from __future__ import annotations

from collections.abc import Iterator

from exports.form.sheet import FormJob, FormSheet
from exports.xlsx.measure import height_of
from spa_me import __version__
from spa_me.domain.dataset import DataKind
from spa_me.reports.form import FormTable

TITLE = "Instructions"
_WIDTHS = (30, 100)

_STEPS = (
    ("Fill in", ("the white cells of the sheet Form. Grey cells are locked; the lock has no "
     "password and only guards against slips.")),
    ("Zero and nothing", ("0 is a figure. A cell that is left empty says nothing: what is recorded "
     "already stays.")),
    ("No figure", ("Choose a state (Not available, Not applicable, Not yet due) and write the "
     "reason. Please do not write words such as N/A into the column Value.")),
    ("Percentages", ("Write numerator and denominator; SPA-ME works out the percentage. Only where "
     "they are not known, write the percentage itself into the column Value.")),
    ("To remove a figure", "choose the state Blank."),
    ("To do", "The last column of Form says what is missing or contradicts itself."),
    ("Breakdown", "The parts of a figure, such as by sex or age, have a sheet of their own."),
    ("Activities, contributions", "Change what stands there or write into the empty rows."),
    ("Sorting, filtering", "Each row has a hidden key by which SPA-ME finds it again."),
    ("When it is done", ("Save it as .xlsx and send it back. In SPA-ME: File, Excel form, Take a "
     "filled form in. Every changed cell is shown before anything is recorded.")),
)  # fmt: skip


def write_instructions(job: FormJob) -> None:
    """Fill the first sheet."""
    about = job.content.about
    sheet = FormSheet(job, TITLE, _WIDTHS)
    sheet.raw.page_setup.fitToHeight = 1
    sheet.line(f"{about.unit_name}: {about.period_title}", "big", 20)
    sheet.line(f"A form of {about.framework_title}", "lead")
    sheet.line("How to fill it in", "section", 12)
    for label, text in _STEPS:
        _fact(sheet, label, text)
    sheet.line("About this form", "section", 12)
    for label, text in _about(job):
        _fact(sheet, label, text)
    sheet.finish()


def _fact(sheet: FormSheet, label: str, text: str) -> None:
    cells = sheet.job.cells
    height = max(height_of(text, _WIDTHS[1], 10), height_of(label, _WIDTHS[0], 10))
    sheet.add([cells.text(label, "fact"), cells.text(text, "fact value")], height + 3)


def _about(job: FormJob) -> Iterator[tuple[str, str]]:
    about, content = job.content.about, job.content
    yield "Reporting unit", f"{about.unit_name} ({about.unit})"
    yield "Reporting period", f"{about.period_title} ({about.period})"
    yield "Results framework", f"{about.framework_title}, version {about.version}"
    yield "Fingerprint of the framework", f"SHA-256 {about.digest[:16]}…"
    yield "Workspace", f"{about.workspace_title} ({about.workspace})"
    is_real = about.kind is DataKind.REAL
    yield "Data", "Real" if is_real else "Illustrative: the figures are invented"
    yield "Questions", str(sum(1 for _ in content.of(FormTable.QUESTIONS)))
    yield "Made on (UTC)", f"{about.made_at:%Y-%m-%d %H:%M}"
    maker = "" if content.maker is None else f" by {content.maker}"
    yield "Made with", f"SPA-ME {__version__}{maker}; form version {about.format}"
