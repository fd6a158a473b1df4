"""The overview's figures as tables: to be read, sorted, copied and reached by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from spa_me.dashboards.figure import FigureSpec, TableRow
from ui.context import Context
from ui.models.figure_rows import figure_columns
from ui.models.rows import RowsModel
from ui.widgets.labels import label
from ui.widgets.tables import DataTable


class TablesView(QWidget):
    """A list of the questions at the left, the chosen one's table at the right."""

    activated = Signal(dict)
    """Emitted with the target of a row that was opened."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._figures: Sequence[FigureSpec] = ()
        self.questions = QListWidget()
        self.questions.setAccessibleName(self.tr("Figures"))
        self.questions.setWordWrap(True)
        self.questions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.questions.currentRowChanged.connect(self._show)
        self.table = DataTable(self.tr("The figure as a table"))
        self.table.opened.connect(self._open)
        self._title, self._answer = label("", "heading"), label("", "muted")
        self._remarks = label("", "muted", selectable=True)
        self._copy = QPushButton(self.tr("Copy table"))
        self._copy.clicked.connect(self.table.copy_all)
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._answer)
        head.addLayout(texts, 1)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.table, 1)
        right.addWidget(self._remarks)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.questions)
        layout.addLayout(right, 1)

    def show_figures(self, figures: Sequence[FigureSpec]) -> None:
        """Show figures; the chosen question stays chosen."""
        self._figures = figures
        place = max(0, self.questions.currentRow())
        self.questions.blockSignals(True)  # the list is filled before anything is chosen in it
        self.questions.clear()
        width = self.fontMetrics().averageCharWidth() * 27
        self.questions.setFixedWidth(width)
        for figure in figures:
            item = QListWidgetItem(figure.title)
            box = self.fontMetrics().boundingRect(
                0, 0, width - 34, 0, Qt.TextFlag.TextWordWrap, figure.title
            )
            item.setSizeHint(QSize(width - 8, box.height() + 14))
            self.questions.addItem(item)
        self.questions.blockSignals(False)
        self.questions.setCurrentRow(min(place, len(figures) - 1))
        self._show(self.questions.currentRow())

    def choose(self, name: str) -> None:
        """Show one figure's table."""
        for place, figure in enumerate(self._figures):
            if figure.name == name:
                self.questions.setCurrentRow(place)

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._figures):
            return
        figure = self._figures[place]
        self._title.setText(figure.title)
        self._answer.setText(figure.answer or figure.empty)
        remarks = [f"⚠ {r.text}" if r.is_warning else r.text for r in figure.remarks]
        self._remarks.setText("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))
        columns = figure_columns(figure.table, lambda: self._context.theme.palette)
        before = self.table.rows
        model: RowsModel[TableRow] = RowsModel(columns, parent=self.table)
        model.show(figure.table.rows)
        self.table.setModel(model)
        self.table.setAccessibleName(figure.title)
        self._copy.setEnabled(bool(figure.table.rows))
        if before is not None:
            before.deleteLater()

    def _open(self, row: object) -> None:
        if isinstance(row, TableRow) and row.target is not None:
            self.activated.emit(dict(row.target))
