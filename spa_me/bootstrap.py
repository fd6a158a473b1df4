"""Where services and exports meet: what window, command line and headless job do alike.

Exports see only the report book and services know no file format; here a workspace becomes a file.
"""

from __future__ import annotations

from pathlib import Path

from exports.donors import donor
from exports.form import write_form
from exports.xlsx import write_donor_workbook
from spa_me.domain.progress import Progress, silent
from spa_me.reports import BookQuestion
from spa_me.services.forms import form_content
from spa_me.services.reporting import book
from spa_me.services.workspace import Workspace


def write_workbook(
    workspace: Workspace,
    donor_code: str,
    question: BookQuestion,
    path: Path,
    *,
    progress: Progress = silent,
) -> Path:
    """Write a donor's workbook of an open workspace and return its path.

    Args:
        workspace: its actor stands on the cover as the one who made it.
        donor_code: who it is for: `sweden`.
        question: the period, and the currency to convert to; without one amounts stand as they
            were recorded.
        path: of the file, which is replaced as a whole or not at all.
        progress: told before each sheet and every few hundred rows.

    Raises:
        NotFoundError: if there is no such donor or period.
        UserError: if the file cannot be written.
        Cancelled: when a person asked to stop; no file is then left.
    """
    wanted = donor(donor_code)
    progress.step(0, 0, "")  # reading the workspace has no steps, and can be stopped before it
    found = book(workspace, question)
    maker = workspace.actor if workspace.actor.name else None
    return write_donor_workbook(found, wanted, path, maker=maker, progress=progress)


def write_excel_form(
    workspace: Workspace,
    unit: str,
    period: str,
    path: Path,
    *,
    language: str = "",
    progress: Progress = silent,
) -> Path:
    """Write the Excel form of a unit and period of an open workspace and return its path.

    Args:
        workspace: its actor stands in the form as the one who made it.
        unit: the code of the reporting unit that is asked.
        period: the code of the reporting period.
        path: of the file, which is replaced as a whole or not at all.
        language: of the framework's texts, as far as it has them; empty for their own.
        progress: told before each sheet and every few hundred rows.

    Raises:
        NotFoundError: if there is no such unit or period.
        UserError: if the file cannot be written.
        Cancelled: when a person asked to stop; no file is then left.
    """
    progress.step(0, 0, "")
    content = form_content(workspace, unit, period, language=language)
    return write_form(content, path, progress=progress)
