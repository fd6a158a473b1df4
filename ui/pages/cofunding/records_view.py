"""A list of records with the buttons that add, change and remove them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.models.rows import RowsModel
from ui.plain_text import as_tooltip
from ui.widgets.cards import EmptyState
from ui.widgets.grid import GridTable
from ui.widgets.labels import label
from ui.widgets.tables import DataTable


class RecordsView(QWidget):
    """A table of records; Insert adds one, Enter changes one, Delete removes one."""

    add_asked = Signal()
    edit_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(
        self,
        table: DataTable,
        add: str,
        empty: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty list.

        Args:
            table: its rows; a `GridTable` where they are typed in place.
            add: the words of the button that adds a record.
            empty: title and text that stand where there is no record.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.table = table
        self.table.opened.connect(self.edit_asked)
        self.add = self._button(add, self._add, self.tr("Add (Insert)"))
        self.edit = self._button(self.tr("Change…"), self._edit, self.tr("Change (Enter)"))
        keys = self.tr("Ctrl+Delete") if isinstance(table, GridTable) else self.tr("Delete")
        tip = self.tr("Remove ({keys})").format(keys=keys)
        self.remove = self._button(self.tr("Remove"), self._remove, tip)
        self._note = label("", "muted")
        self._empty = EmptyState(*empty)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._build()
        self._is_read_only = False
        insert = QShortcut(QKeySequence(Qt.Key.Key_Insert), self)
        insert.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert.activated.connect(self.add.click)
        is_grid = isinstance(table, GridTable)
        delete = QShortcut(QKeySequence("Ctrl+Del" if is_grid else "Del"), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove.click)

    def _button(self, text: str, run: Callable[[], None], tip: str) -> QPushButton:
        made = QPushButton(text)
        made.setToolTip(as_tooltip(tip))
        made.clicked.connect(run)
        return made

    def _build(self) -> None:
        bar = QHBoxLayout()
        for part in (self.add, self.edit, self.remove):
            bar.addWidget(part)
        bar.addSpacing(8)
        bar.addWidget(self._note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    def show_rows(self, model: RowsModel[Any], *, is_read_only: bool, note: str = "") -> None:
        """Show the rows of a model; a new model replaces the one before.

        Args:
            model: the rows.
            is_read_only: whether nothing can be changed.
            note: a sentence beside the buttons.
        """
        before = self.table.model()
        if before is not model:
            self.table.setModel(model)
            self.table.selectionModel().currentRowChanged.connect(self._offer)
        self._is_read_only = is_read_only
        self._note.setText(note)
        self._stack.setCurrentWidget(self.table if model.rows else self._empty)
        self._offer()

    @property
    def note(self) -> str:
        """What is said beside the buttons."""
        return self._note.text()

    def say(self, note: str) -> None:
        """Show a sentence beside the buttons."""
        self._note.setText(note)

    def _offer(self) -> None:
        has_row = self.table.current_row() is not None
        self.add.setEnabled(not self._is_read_only)
        for button in (self.edit, self.remove):
            button.setEnabled(has_row and not self._is_read_only)

    def _add(self) -> None:
        self.add_asked.emit()

    def _edit(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.edit_asked.emit(row)

    def _remove(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.remove_asked.emit(row)
