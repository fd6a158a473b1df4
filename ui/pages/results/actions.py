"""What follows when a person decides something about a row: the dialog, then the change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spa_me.domain.dataset import DataNote
from spa_me.reports import ReportBook
from ui.context import Context
from ui.pages.results.dialogs import DeclareDialog, ExplainDialog, JudgeDialog, RateDialog
from ui.pages.results.judging import Judge
from ui.pages.results.nodes import Node
from ui.pages.results.note_dialog import NoteDialog
from ui.pages.results.pro_rata_dialog import ProRataDialog

Action = Callable[[Node, ReportBook], None]


class Actions(QObject):
    """Opens the dialogs; each stays open until what was entered is taken."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._judge = Judge(context, self)

    def declare(self, node: Node, book: ReportBook) -> None:
        """Declare a marker's status, or withdraw what was declared."""
        del book
        if node.marker is None:
            return
        dialog = DeclareDialog(node.marker, self._context.theme.palette, self._page)
        before = node.marker.assessment.declaration
        dialog.saved.connect(
            lambda: self._judge.declare(dialog.declaration, dialog.accept, dialog.refuse)
        )
        if before is not None:
            dialog.removed.connect(
                lambda: self._judge.withdraw_declaration(before, dialog.accept, dialog.refuse)
            )
        _open(dialog)

    def pro_rata(self, node: Node, book: ReportBook) -> None:
        """Shorten a target to the tracked period, or use the full one again."""
        if node.marker is None:
            return
        dialog = ProRataDialog(node.marker, book.period, self._page)
        before = dialog.before
        dialog.saved.connect(
            lambda: self._judge.set_pro_rata(dialog.pro_rata, before, dialog.accept, dialog.refuse)
        )
        if before is not None:
            dialog.removed.connect(
                lambda: self._judge.remove_pro_rata(before, dialog.accept, dialog.refuse)
            )
        _open(dialog)

    def explain(self, node: Node, book: ReportBook) -> None:
        """Explain why the actual deviates from the target."""
        del book
        if node.marker is None:
            return
        dialog = ExplainDialog(node.marker, self._page)
        dialog.saved.connect(
            lambda: self._judge.explain(dialog.explanation, dialog.accept, dialog.refuse)
        )
        _open(dialog)

    def rate(self, node: Node, book: ReportBook) -> None:
        """Rate a result, or withdraw its rating."""
        if node.result is None:
            return
        palette = self._context.theme.palette
        dialog = RateDialog(node.result, book.period.code, palette, self._page)
        before = node.result.rating
        dialog.saved.connect(lambda: self._judge.rate(dialog.rating, dialog.accept, dialog.refuse))
        if before is not None:
            dialog.removed.connect(
                lambda: self._judge.withdraw_rating(before, dialog.accept, dialog.refuse)
            )
        _open(dialog)

    def note(self, node: Node, book: ReportBook, before: DataNote | None = None) -> None:
        """Write a data note on a row, or change or remove the one that is there."""
        dialog = NoteDialog(node, book, before, self._page)
        dialog.saved.connect(
            lambda: self._judge.keep_note(dialog.note, before, dialog.accept, dialog.refuse)
        )
        if before is not None:
            dialog.removed.connect(
                lambda: self._judge.remove_note(before, dialog.accept, dialog.refuse)
            )
        _open(dialog)


def _open(dialog: JudgeDialog) -> None:
    dialog.open()
    dialog.form.setFocus()
