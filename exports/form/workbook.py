"""Putting the form together, sheet by sheet."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from exports.form.breakdown import TITLE as BREAKDOWN
from exports.form.breakdown import write_breakdown
from exports.form.data import write_data, write_lists
from exports.form.funding import write_funding
from exports.form.instructions import TITLE as INSTRUCTIONS
from exports.form.instructions import write_instructions
from exports.form.looks import FORM_LOOKS
from exports.form.questions import TITLE as QUESTIONS
from exports.form.questions import write_questions
from exports.form.sheet import FormJob
from exports.xlsx.archive import discard, save
from exports.xlsx.cells import Cells
from exports.xlsx.styles import Styles
from exports.xlsx.text import clean, shortened
from spa_me import __version__
from spa_me.atomic import replacing
from spa_me.domain.progress import Progress, silent
from spa_me.reports.form import FormContent


def write_form(content: FormContent, path: Path, *, progress: Progress = silent) -> Path:
    """Write the form and return its path; the same content gives the same bytes.

    Args:
        content: what it holds.
        path: of the file, which is replaced as a whole or not at all.
        progress: told before each sheet and every few hundred rows.

    Raises:
        UserError: if the file cannot be written.
        Cancelled: when a person asked to stop; no file is then left.
    """
    workbook = Workbook(write_only=True)
    job = FormJob(content, workbook, Cells(Styles(workbook, FORM_LOOKS)), progress)
    _properties(job)
    with replacing(path) as new:
        try:
            _fill(job)
            save(workbook, new, content.about.made_at)
        except BaseException:
            discard(workbook)
            raise
    return path


def _fill(job: FormJob) -> None:
    job.begin(INSTRUCTIONS)
    write_instructions(job)
    job.begin(QUESTIONS)
    questions = write_questions(job)
    job.begin(BREAKDOWN)
    write_breakdown(job, questions)
    write_funding(job)
    write_lists(job)
    write_data(job)
    job.workbook.active = 1


def _properties(job: FormJob) -> None:
    properties, about = job.workbook.properties, job.content.about
    title = f"Form of {about.unit_name}, {about.period_title}"
    properties.title = shortened(clean(title), 250)
    properties.creator = f"SPA-ME {__version__}"
    properties.lastModifiedBy = properties.creator
    properties.subject = clean(f"{about.framework_title}, version {about.version}")
    # No formula has a stored result, so a program that calculates has to do so on opening.
    job.workbook.calculation.fullCalcOnLoad = True
