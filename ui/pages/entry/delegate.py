"""Drawing the sheet's cells, and opening the right editor in them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from spa_me.dashboards.theme import Palette
from spa_me.domain.framework import Indicator, Measure
from spa_me.reports.entry import EntrySection
from ui.pages.entry.cell_editor import CellEditor, Move, NumberEditor
from ui.pages.entry.editors import LevelEditor, NoteEditor, PercentEditor
from ui.pages.entry.looks import EDITABLE, NUMBERS, Column
from ui.pages.entry.model import EntryModel
from ui.pages.entry.paragraphs import PAD_X, PAD_Y, Lines, Paragraphs
from ui.pages.entry.state_editor import StateEditor
from ui.theme import Theme
from ui.widgets.status_icon import status_icon

Index = QModelIndex | QPersistentModelIndex

_MOST_LINES = {Column.NOTE: Lines(each=3), Column.MINE: Lines(each=4)}
"""How many lines of small print a cell shows; the rest is in the tool tip and in the editor."""
_COMPACT = Lines(whole=2)


class SheetDelegate(QStyledItemDelegate):
    """Draws looks and keeps track of the one editor that is open."""

    left = Signal(object)
    """Emitted with a `Move` after an answer was taken."""
    typed = Signal(str)
    """Emitted with the text of the open editor after each key."""
    dropped = Signal()
    """Emitted after an editor was left without an answer."""

    def __init__(self, view: QTableView, model: EntryModel, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._palette = theme.palette
        theme.changed.connect(self._use)
        self._paragraphs = Paragraphs()
        self.asks_state = False
        self.editor: CellEditor | None = None
        self.is_compact = False
        """Whether each row has two lines at the most, so that several questions are seen."""

    def _most(self, column: Column) -> Lines:
        return _COMPACT if self.is_compact else _MOST_LINES.get(column, Lines())

    def _use(self, palette: Palette) -> None:
        self._palette = palette

    def forget_layout(self) -> None:
        """Lay all texts out anew."""
        self._paragraphs.forget()

    # --- Drawing --------------------------------------------------------------------------------

    def row_height(self, row: int) -> int:
        """Return how high a row has to be for all of its cells."""
        font = self._view.font()
        line = self._model.lines[row]
        if isinstance(line, EntrySection):
            width = self._view.horizontalHeader().length() - 2 * PAD_X
            bold = _bold(font)
            text = str(self._model.index(row, 0).data())
            if self.is_compact:
                return round(QFontMetricsF(bold).height() + 2 * PAD_Y)
            return round(self._paragraphs.text_height(text, bold, width) + 2 * PAD_Y)
        heights = [
            self._paragraphs.height(
                self._model.look(line, column),
                font,
                self._view.columnWidth(column),
                self._most(column),
            )
            for column in Column
            if not self._view.isColumnHidden(column)
        ]
        return round(max(heights)) + 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: its ground, its look, its line below, and the frame of the cursor."""
        # The option's own description for Python leaves its state and box untyped.
        given: Any = option
        if (
            given.rect.height() <= 0
        ):  # Qt draws the cells of hidden sections, too: they go over columns
            return
        is_selected = QStyle.StateFlag.State_Selected in given.state
        palette, box = self._palette, QRectF(given.rect)
        line = self._model.line(index)
        painter.save()
        if isinstance(line, EntrySection):
            painter.fillRect(box, QColor(palette.raised))
            inside = box.adjusted(PAD_X, PAD_Y, -PAD_X, 0)
            font, colour = _bold(self._view.font()), QColor(palette.text)
            said = str(index.data())
            if self.is_compact:
                mode = Qt.TextElideMode.ElideRight
                said = QFontMetricsF(font).elidedText(said, mode, inside.width())
            self._paragraphs.draw_text(painter, inside, said, font, colour)
        elif line is not None:
            self._draw_answer(painter, box, index, line, is_selected=is_selected)
        painter.fillRect(box.adjusted(0, box.height() - 1, 0, 0), QColor(palette.border))
        painter.restore()

    def _draw_answer(
        self, painter: QPainter, box: QRectF, index: Index, code: str, *, is_selected: bool
    ) -> None:
        palette, column = self._palette, Column(index.column())
        is_current = self._view.currentIndex() == index
        ground = palette.accent_soft if is_selected and not is_current else palette.surface
        remark = self._model.remarks.get(code)
        if column is Column.MINE and remark is not None and remark.is_open:
            ground = palette.warning_soft
        painter.fillRect(box, QColor(ground))
        if column is Column.MINE:
            for side in (
                box.adjusted(0, 0, 1 - box.width(), 0),
                box.adjusted(box.width() - 1, 0, 0, 0),
            ):
                painter.fillRect(side, QColor(palette.border))
        self._paragraphs.draw(
            painter,
            box,
            self._model.look(code, column),
            self._view.font(),
            palette,
            is_right=column in NUMBERS,
            most=self._most(column),
        )
        if is_current:
            has_focus = self._view.hasFocus() or self.editor is not None
            frame = QColor(palette.accent if has_focus else palette.muted)
            painter.setPen(QPen(frame, 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))

    # --- Editing --------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor for a cell: by its column and by what its indicator measures."""
        indicator, code = self._model.indicator(index), self._model.code(index)
        if indicator is None or code is None or index.column() not in EDITABLE:
            return super().createEditor(parent, option, index)
        editor = self._editor_for(indicator, code, index, parent)
        editor.done.connect(self._take)
        editor.cancelled.connect(self._drop)
        editor.typed.connect(self.typed)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        self.editor = editor
        return editor

    def _editor_for(
        self, indicator: Indicator, code: str, index: Index, parent: QWidget
    ) -> CellEditor:
        if index.column() == Column.NOTE:
            return NoteEditor(parent)
        if self.asks_state:
            return StateEditor(code, self._model.content(code), parent)
        content = self._model.content(code)
        is_word = bool(content.unread) or content.value.state.needs_reason
        if indicator.measure.is_graded and not is_word:
            icons = {
                level.code: status_icon(level.status, self._palette) for level in indicator.scale
            }
            return LevelEditor(indicator, icons, parent)
        if indicator.measure is Measure.PERCENTAGE:
            return PercentEditor(indicator, self._model.signs, parent)
        return NumberEditor(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill an editor once; changes around it do not touch what is being typed."""
        if isinstance(editor, CellEditor) and not editor.is_filled:
            editor.is_filled = True
            editor.fill(str(self._model.data(index, Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the answer on."""
        if isinstance(editor, CellEditor):
            model.setData(index, editor.answer())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put the editor over its cell, inside the visible part of the sheet."""
        del option
        cell, room = self._view.visualRect(index), self._view.viewport().rect()
        if isinstance(editor, CellEditor):
            size, beside = editor.wanted_size(cell.size()), editor.stands_beside
            editor.setGeometry(_placed(cell, size, room, beside=beside))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave all keys to the editors, which know what they mean."""
        del editor, event
        return False

    def _take(self, move: Move) -> None:
        editor = self._gone()
        if editor is not None:
            self.commitData.emit(editor)
            self._close(editor)
            self.left.emit(move)

    def _drop(self) -> None:
        editor = self._gone()
        if editor is not None:
            self._close(editor)
            self.dropped.emit()

    def _close(self, editor: CellEditor) -> None:
        # Qt gives the focus back to the sheet only from the first field of an editor.
        focus = QApplication.focusWidget()
        if focus is not None and editor.isAncestorOf(focus):
            self._view.setFocus()
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _gone(self) -> CellEditor | None:
        editor, self.editor = self.editor, None
        return editor


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _placed(cell: QRect, size: QSize, room: QRect, *, beside: bool) -> QRect:
    """Return where an editor stands: from the cell's right edge, moved into what is visible."""
    placed = QRect(QPoint(cell.right() - size.width() + 1, cell.top()), size)
    if beside:
        is_low = cell.bottom() + size.height() > room.bottom()
        placed.moveTop(cell.top() - size.height() if is_low else cell.bottom() + 1)
    placed.moveLeft(max(room.left(), min(placed.left(), room.right() - size.width() + 1)))
    placed.moveTop(max(room.top(), min(placed.top(), room.bottom() - size.height() + 1)))
    return placed
