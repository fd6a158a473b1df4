"""A table that is typed in like a spreadsheet, cell by cell or by pasting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.clipboard import read_block
from ui.models.grid import GridModel
from ui.models.rows import COPY_ROLE
from ui.widgets.enter_key import ENTER
from ui.widgets.tables import DataTable, tab_separated

Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemDelegate.EndEditHint
_STEPS = {
    _Hint.EditNextItem: (0, 1),
    _Hint.EditPreviousItem: (0, -1),
    _Hint.SubmitModelCache: (1, 0),
}
"""Where Tab, Shift+Tab and Enter go from an editor: rows down, columns to the right."""


class GridTable(DataTable):
    """A table for a `GridModel`.

    Typing, F2 or a double click edits a cell, Enter goes down, Tab to the right, Delete empties the
    selected cells, Ctrl+V pastes a block, Escape gives up what is not recorded in a line.
    """

    not_pasted = Signal(str)
    """Emitted with a sentence when the clipboard holds no cells."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        trigger = QAbstractItemView.EditTrigger
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.setShowGrid(True)
        self.setItemDelegate(_CellDelegate(self))

    @property
    def grid(self) -> GridModel[Any]:
        """The model."""
        return cast("GridModel[Any]", self.model())

    def current_row(self) -> object | None:
        """Return the recorded row with the focus; None in a line that is not recorded."""
        line = self.grid.row(self.currentIndex()) if self.rows is not None else None
        return None if line is None else line.row

    def _open(self, index: QModelIndex) -> None:
        """Do nothing: Enter goes down, and a double click edits the cell."""

    def event(self, event: QEvent) -> bool:
        """Keep the grid's own keys from being taken as shortcuts, and Tab as a way out of it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            is_own = event.matches(QKeySequence.StandardKey.Paste) or (
                event.key() in _OWN and not event.modifiers()
            )
            if is_own:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key does in a spreadsheet."""
        if self.state() is QAbstractItemView.State.EditingState and not self.hasFocus():
            event.ignore()  # it comes from the editor, which takes it by itself
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in ENTER and event.modifiers() in _PLAIN:
            self._step(-1 if shift else 1, 0)
        elif event.key() == Qt.Key.Key_Tab and event.modifiers() in _PLAIN:
            self._step(0, 1)
        elif event.key() == Qt.Key.Key_Backtab:
            self._step(0, -1)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not event.modifiers():
            self.grid.clear(self.selectedIndexes())
        elif event.key() == Qt.Key.Key_Escape and self._is_pending():
            self.grid.give_up(self.grid.rows[self.currentIndex().row()])
        else:
            super().keyPressEvent(event)

    def _is_pending(self) -> bool:
        line = self.grid.row(self.currentIndex())
        return line is not None and line.is_pending

    def _step(self, down: int, right: int) -> None:
        """Go to another cell; beyond the last column that shows, to the next row."""
        current, headings = self.currentIndex(), self.horizontalHeader()
        shown = [n for n in range(headings.count()) if not self.isColumnHidden(n)]
        if not current.isValid() or current.column() not in shown:
            return
        place = shown.index(current.column()) + right
        row = current.row() + down + place // len(shown)
        if 0 <= row < self.grid.rowCount():
            self.setCurrentIndex(self.grid.index(row, shown[place % len(shown)]))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on as a spreadsheet does, without opening the next editor."""
        if isinstance(editor, _Words):
            editor.close_list()
        super().closeEditor(editor, _Hint.NoHint)
        if hint in _STEPS:
            self._step(*_STEPS[hint])

    def paste(self) -> None:
        """Put the clipboard's cells in, from the current one on."""
        corner = self.currentIndex()
        if not corner.isValid() or not self.grid.can_edit:
            return
        try:
            block = read_block(QGuiApplication.clipboard().text())
        except ValueError as error:
            self.not_pasted.emit(str(error))
            return
        self.grid.put(corner, block)

    def copy_selection(self) -> None:
        """Put the selected cells on the clipboard."""
        places = self.selectedIndexes()
        rows = sorted({index.row() for index in places})
        chosen = {index.column() for index in places}
        columns = sorted(number for number in chosen if not self.isColumnHidden(number))
        cells = [[str(self.grid.index(r, c).data(COPY_ROLE) or "") for c in columns] for r in rows]
        QGuiApplication.clipboard().setText(tab_separated(cells))


_PLAIN = {
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
}
_OWN = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class _CellDelegate(QStyledItemDelegate):
    """Edits a cell as text, with the words that are offered where there are some."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        table, model = self.parent(), index.model()
        if not isinstance(table, GridTable) or not isinstance(model, GridModel):
            return
        if index == table.currentIndex():
            # The option's own description for Python leaves its box untyped.
            box: Any = option
            palette = model.palette()
            colour = QColor(palette.accent if table.hasFocus() else palette.muted)
            painter.save()
            painter.setPen(QPen(colour, 2))
            painter.drawRect(QRectF(box.rect).adjusted(1, 1, -1, -1))
            painter.restore()

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        del option
        model = index.model()
        part = cast("GridModel[Any]", model).field_at(index)
        if part is None or part.choices is None:
            editor: QWidget = QLineEdit(parent)
        else:
            editor = _Words(part.choices(), parent, is_open=part.is_open)
        heading = model.headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(heading))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        field = editor.lineEdit() if isinstance(editor, QComboBox) else editor
        if isinstance(field, QLineEdit):
            field.setText(text)
            field.selectAll()

    def setModelData(
        self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        text = editor.currentText() if isinstance(editor, QComboBox) else ""
        if isinstance(editor, QLineEdit):
            text = editor.text()
        model.setData(index, text.strip(), Qt.ItemDataRole.EditRole)


class _Words(QComboBox):
    """A text that is typed, or chosen from a list."""

    def __init__(self, words: Sequence[str], parent: QWidget, *, is_open: bool) -> None:
        super().__init__(parent)
        self.addItems(words)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        mode = QCompleter.CompletionMode
        # Completed in the line only where nothing else may stand: a new name may begin like one
        # that is known.
        completer.setCompletionMode(mode.PopupCompletion if is_open else mode.InlineCompletion)
        self._list = completer.popup() if is_open else None
        self.setCompleter(completer)

    def close_list(self) -> None:
        """Close the list of words that fit what is typed; else it would keep the keyboard."""
        if self._list is not None:
            self._list.hide()
