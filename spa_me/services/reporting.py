"""The report book of an open workspace: what screen, workbook and command line show."""

from __future__ import annotations

from spa_me.domain import dataset
from spa_me.reports import BookQuestion, ReportBook, make_book
from spa_me.services.told_changes import told_changes
from spa_me.services.workspace import Workspace

CHANGES = 1_000
"""How many of the latest changes a book lists; the whole record stays in the workspace."""


def book(workspace: Workspace, question: BookQuestion) -> ReportBook:
    """Return the book that answers a question about the workspace as it is now.

    Raises:
        NotFoundError: if the framework has no such period, unit or result.
    """
    return make_book(workspace.dataset(), question, told_changes(workspace, CHANGES))


def own_country(workspace: Workspace) -> str | None:
    """Return the country that keeps a workspace of a region's plan; None for any other office.

    It has no figures of the other countries: all of them together would read as targets missed.
    """
    return dataset.own_country(workspace.info, workspace.frameworks[-1])
