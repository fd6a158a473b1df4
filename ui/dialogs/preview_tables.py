"""The tables of a preview: what was found in a file, and every cell that it would change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from spa_me.domain.errors import Finding, Severity
from ui.models.rows import Column, Index
from ui.widgets.tables import DataTable

if TYPE_CHECKING:
    from spa_me.services.file_preview import CellChange

_MARKS = {Severity.CRITICAL: "■", Severity.ERROR: "✕", Severity.WARNING: "△"}
_PADDING = 18
_AHEAD, _MOST_ROWS = 4, 60
_SENTENCE, _NARROW = 190, 120
"""How wide a sentence usually is, and how narrow it may get: then it has more lines."""


class _Roomy(QStyledItemDelegate):
    """Measures texts as narrow as they are drawn: inside the padding of the style sheet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that a cell needs at its column's width."""
        narrow = QStyleOptionViewItem(option)
        shown: Any = narrow
        shown.rect = shown.rect.adjusted(0, 0, -_PADDING, 0)
        return super().sizeHint(narrow, index)


class WrappedTable(DataTable):
    """A table whose texts break into lines, so that a sentence can be read to its end."""

    def __init__(self, name: str, part: float, parent: QWidget | None = None) -> None:
        """Make an empty table.

        Args:
            name: what it lists.
            part: of the screen's height that it asks for at most.
            parent: Qt's owner.
        """
        super().__init__(name, parent)
        self._part = part
        self.setItemDelegate(_Roomy(self))
        self.verticalScrollBar().valueChanged.connect(self.fit_rows)
        self.setWordWrap(True)
        self.setSizeAdjustPolicy(DataTable.SizeAdjustPolicy.AdjustIgnored)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let each row be as high as its texts at the columns' new widths."""
        super().resizeEvent(event)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Measure the rows that can be seen; a thousand others would hold the window."""
        model = self.rows
        if model is None:
            return
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        beyond = model.rowCount() if last < 0 else min(model.rowCount(), last + _AHEAD)
        for row in range(max(0, first), min(beyond, max(0, first) + _MOST_ROWS)):
            self.resizeRowToContents(row)

    @property
    def content_height(self) -> int:
        """The height at which every row shows."""
        model = self.rows
        rows = 0 if model is None else model.rowCount()
        high = sum(self.rowHeight(row) for row in range(min(rows, _MOST_ROWS)))
        return self.horizontalHeader().height() + high + 2 * self.frameWidth()

    def sizeHint(self) -> QSize:
        """Return room for as many rows as fit a small screen beside everything else."""
        room = round(self.screen().availableGeometry().height() * self._part)
        return QSize(600, min(room, self.content_height))

    def minimumSizeHint(self) -> QSize:
        """Return room for two rows."""
        return QSize(300, min(self.sizeHint().height(), 110))


def finding_columns(asked: Callable[[str], str] | None = None) -> list[Column[Finding]]:
    """Return the columns of what was found, the severity as mark and word.

    Args:
        asked: gives the question of a cell or row; None to leave that column out.
    """
    translate = QCoreApplication.translate
    weights = list(Severity)
    found = Column[Finding](
        translate("FilePreview", "Found"),
        _severity,
        sort=lambda finding: weights.index(finding.severity),
        width=92,
    )
    cell = Column[Finding](translate("FilePreview", "Cell"), lambda f: f.where, width=138, least=84)

    def sentence(title: str, text: Callable[[Finding], str]) -> Column[Finding]:
        return Column(title, text, width=_SENTENCE, least=_NARROW, grows=True)

    said = [
        sentence(translate("FilePreview", "What it is"), lambda finding: finding.what),
        sentence(translate("FilePreview", "Expected"), lambda finding: finding.expected),
    ]
    if asked is None:
        return [found, cell, *said]
    title = translate("FilePreview", "Question")
    question = sentence(title, lambda finding: asked(finding.where) or "–")
    return [found, cell, question, *said]


def change_columns(new_title: str) -> list[Column[CellChange]]:
    """Return the columns of changed cells; `new_title` stands above what the file says."""
    translate = QCoreApplication.translate
    return [
        Column(translate("FilePreview", "Cell"), lambda change: change.where, width=138),
        Column(
            translate("FilePreview", "Question or record"),
            lambda change: change.code
            if change.code == change.title
            else f"{change.code} · {change.title}",
            grows=True,
        ),
        Column(translate("FilePreview", "Column"), _column_title, width=98),
        Column(translate("FilePreview", "Recorded"), lambda change: change.old or "–", width=130),
        Column(new_title, lambda change: change.new or "–", width=160,
               grows=True),
    ]  # fmt: skip


def _column_title(change: CellChange) -> str:
    translate = QCoreApplication.translate
    titles = {
        "state": translate("FilePreview", "State"),
        "value": translate("FilePreview", "Value"),
        "numerator": translate("FilePreview", "Numerator"),
        "denominator": translate("FilePreview", "Denominator"),
        "reason": translate("FilePreview", "Reason"),
        "note": translate("FilePreview", "Note"),
        "code": translate("FilePreview", "Code"),
        "title": translate("FilePreview", "Activity"),
        "result": translate("FilePreview", "Result"),
        "budget": translate("FilePreview", "Budget"),
        "currency": translate("FilePreview", "Currency"),
        "shared": translate("FilePreview", "Shared"),
        "source": translate("FilePreview", "Source"),
        "source_type": translate("FilePreview", "Kind of source"),
        "stage": translate("FilePreview", "How firm"),
        "form": translate("FilePreview", "In what form"),
        "activity": translate("FilePreview", "Activity"),
        "amount": translate("FilePreview", "Amount"),
        "date": translate("FilePreview", "Date"),
    }
    return titles[change.column]


def _severity(finding: Finding) -> str:
    translate = QCoreApplication.translate
    words = {
        Severity.CRITICAL: translate("FilePreview", "Critical"),
        Severity.ERROR: translate("FilePreview", "Error"),
        Severity.WARNING: translate("FilePreview", "Warning"),
    }
    return f"{_MARKS[finding.severity]} {words[finding.severity]}"
