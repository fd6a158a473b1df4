"""Putting the workbook together, sheet by sheet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook

from exports.donors import Donor
from exports.xlsx import (
    changes,
    checks,
    contributions,
    cover,
    funding,
    matrix,
    notes,
    scoreboard,
    values,
    workplan,
)
from exports.xlsx.archive import discard, save
from exports.xlsx.cells import Cells
from exports.xlsx.checks_money import check_countries, check_shares
from exports.xlsx.checks_results import (
    check_counts,
    check_results,
    check_rows,
    check_units,
    check_values,
)
from exports.xlsx.job import Job
from exports.xlsx.styles import Styles
from exports.xlsx.text import clean, shortened
from spa_me import __version__
from spa_me.atomic import replacing
from spa_me.domain.dataset import Actor
from spa_me.domain.progress import Progress, silent
from spa_me.reports import ReportBook


def write_donor_workbook(
    book: ReportBook,
    donor: Donor,
    path: Path,
    *,
    progress: Progress = silent,
    maker: Actor | None = None,
    made_at: datetime | None = None,
) -> Path:
    """Write the donor's workbook of a book and return its path.

    The same book, donor, maker and `made_at` give the same bytes.

    Args:
        book: what to write. Made with the donor's currency, it has converted amounts beside those
            in the currency of each record; made without one it has only these.
        donor: who it is for.
        path: of the file, which is replaced as a whole or not at all.
        progress: told before each sheet and every few hundred rows.
        maker: who makes it, for the cover.
        made_at: when, for the cover and the properties; now if not given.

    Raises:
        UserError: if the file cannot be written.
        Cancelled: when a person asked to stop; no file is then left.
    """
    moment = (made_at or datetime.now(UTC)).astimezone(UTC)
    workbook = Workbook(write_only=True)
    job = Job(book, donor, workbook, Cells(Styles(workbook)), moment, maker, progress)
    _properties(job)
    with replacing(path) as new:
        try:
            _fill(job)
            save(workbook, new, moment)
        except BaseException:
            discard(workbook)
            raise
    return path


def _properties(job: Job) -> None:
    properties, book = job.workbook.properties, job.book
    properties.title = shortened(
        clean(f"{book.definition.plan.title}: report to {job.donor.name}, {book.period.title}"), 250
    )
    properties.creator = f"SPA-ME {__version__}"
    properties.lastModifiedBy = properties.creator
    properties.subject = clean(f"{book.definition.title}, version {book.definition.version}")
    properties.language = job.donor.language
    # No formula has a stored result, so a program that calculates has to do so on opening.
    job.workbook.calculation.fullCalcOnLoad = True


def _fill(job: Job) -> None:
    has_workplan = any(entry.activity_list for entry in job.book.funding.units)
    titles = [title for title in cover.CONTENTS if has_workplan or title != workplan.TITLE]
    job.sheets = len(titles) + 1
    job.begin(cover.TITLE)
    cover.write_cover(job, titles)
    job.begin(scoreboard.TITLE)
    scoreboard.write_scoreboard(job)
    job.begin(matrix.TITLE)
    legs = matrix.write_matrix(job)
    job.begin(values.TITLE)
    reported = values.write_values(job)
    job.begin(funding.TITLE)
    money = funding.write_funding(job)
    job.begin(contributions.TITLE)
    given = contributions.write_contributions(job)
    if has_workplan:
        job.begin(workplan.TITLE)
    plan = workplan.write_workplan(job)
    noted = notes.sheet_for_notes(job)
    job.begin(changes.TITLE)
    changes.write_changes(job)
    job.begin(checks.TITLE)
    found = checks.CheckList(job)
    check_counts(found, legs)
    check_units(found, reported)
    check_results(found, legs)
    check_rows(found, legs, reported)
    check_values(found, legs, reported)
    check_countries(found, money.countries, reported, plan)
    check_shares(found, money, given)
    checks.write_checks(job, found)
    job.begin(notes.TITLE)
    notes.write_notes(job, noted)
