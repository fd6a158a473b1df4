"""The tree of results and markers: read, searched, copied, and walked with the arrows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from spa_me.dashboards.theme import Palette
from spa_me.domain.assessment import CardColour
from ui.pages.results.model import Column, ResultTreeModel, Shape, heading
from ui.pages.results.nodes import Node
from ui.widgets.status_icon import status_pixmap
from ui.widgets.tables import tab_separated

_GAP = 6
_WIDTHS = {
    Column.TARGET: 104,
    Column.ACTUAL: 90,
    Column.ACHIEVEMENT: 186,
    Column.STATUS: 204,
    Column.REMARK: 170,
    Column.UNITS: 64,
}
_TITLE = 250
"""What the titles need at least, in pixels at 100 % text size."""
_GIVE_WAY = (Column.UNITS, Column.REMARK, Column.ACHIEVEMENT, Column.TARGET, Column.ACTUAL)
"""Which columns are hidden, and in which order, where there is no room for all."""


class _Delegate(QStyledItemDelegate):
    """Draws shapes before words: a marker's status, a result's counts, the square of a card."""

    def __init__(self, palette: Callable[[], Palette], tree: QTreeView) -> None:
        super().__init__(tree)
        self._palette = palette
        self._tree = tree
        self.measures_width = False
        """Whether sizes are asked for to fit a column, and not only for the heights of rows."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of one line, or of two where a title needs them.

        The width is asked for only when a column is fitted to its texts; to find it takes longer.
        """
        given: Any = option
        line = given.fontMetrics.height()
        width = super().sizeHint(option, index).width() if self.measures_width else 0
        if index.column() == Column.TITLE and self._room(index) < self._title_width(given, index):
            return QSize(width, 2 * line + 12)
        return QSize(width, line + 12)

    def _room(self, index: QModelIndex | QPersistentModelIndex) -> int:
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return self._tree.columnWidth(Column.TITLE) - depth * self._tree.indentation() - 3 * _GAP

    @staticmethod
    def _title_width(option: Any, index: QModelIndex | QPersistentModelIndex) -> int:
        font = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(font) if isinstance(font, QFont) else option.fontMetrics
        return metrics.horizontalAdvance(str(index.data() or ""))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a cell."""
        given: Any = option
        model = index.model()
        parts = model.shapes(index) if isinstance(model, ResultTreeModel) else []
        if not parts:
            super().paint(painter, option, index)
            return
        # The background of the row first, then shapes and words in one line.
        empty: Any = QStyleOptionViewItem(option)
        self.initStyleOption(empty, index)
        empty.text = ""
        style = given.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, empty, painter, given.widget)
        painter.save()
        painter.setClipRect(given.rect)
        left = given.rect.left() + _GAP
        for shape, text in parts:
            left = self._draw(painter, given, left, shape, text)
        painter.restore()

    def _draw(
        self,
        painter: QPainter,
        option: Any,
        left: int,
        shape: Shape,
        text: str,
    ) -> int:
        palette, rect = self._palette(), option.rect
        side = round(option.fontMetrics.height() * 0.8)
        top = rect.center().y() - side // 2 + 1
        if isinstance(shape, CardColour):
            painter.fillRect(QRect(left, top, side, side), QColor(_card_fill(shape, palette)))
        else:
            ratio = option.widget.devicePixelRatioF()
            painter.drawPixmap(left, top, status_pixmap(shape, palette, side, ratio))
        left += side + _GAP
        width = option.fontMetrics.horizontalAdvance(text)
        room = QRect(left, rect.top(), rect.right() - left, rect.height())
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(QColor(palette.text))
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown
        )
        return left + width + 2 * _GAP


def _card_fill(colour: CardColour, palette: Palette) -> str:
    return {
        CardColour.GREEN: palette.fully,
        CardColour.AMBER: palette.partly,
        CardColour.RED: palette.unmet,
        CardColour.GREY: palette.hatch,
    }[colour]


class ResultTree(QTreeView):
    """Shows a `ResultTreeModel`; what is open and chosen stays so when its rows are made anew."""

    chosen = Signal(object)
    """Emitted with the `Node` that was gone to; None for none."""

    def __init__(self, palette: Callable[[], Palette], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree_model = ResultTreeModel(self)
        self.setModel(self.tree_model)
        self._delegate = _Delegate(palette, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Results and progress markers"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setIndentation(16)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self._closed: set[tuple[str, str]] = set()
        self._is_showing = False
        self.collapsed.connect(self._note_closed)
        self.expanded.connect(self._note_open)
        self.selectionModel().currentChanged.connect(self._moved)
        copy = QAction(self.tr("Copy"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_rows)
        self.addAction(copy)
        self.copy_action = copy
        self.header().sectionResized.connect(self.scheduleDelayedItemsLayout)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give columns their widths at the current text size; the titles take the rest."""
        headings = self.header()
        headings.setStretchLastSection(False)
        headings.setMinimumSectionSize(60)
        scale = self.fontMetrics().height() / 17
        for column in Column:
            if column is Column.TITLE:
                headings.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                headings.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
                headings.resizeSection(column, round(_WIDTHS[column] * scale))
        self._hide_columns()

    def sizeHintForColumn(self, column: int) -> int:
        """Return the width that the texts of a column need."""
        self._delegate.measures_width = True
        try:
            return super().sizeHintForColumn(column)
        finally:
            self._delegate.measures_width = False

    def _hide_columns(self) -> None:
        """Hide where there is no room what the explanation beside the tree says anyway."""
        scale = self.fontMetrics().height() / 17
        needed = (_TITLE + sum(_WIDTHS.values())) * scale
        for column in _GIVE_WAY:
            is_hidden = needed > self.viewport().width()
            self.setColumnHidden(column, is_hidden)
            if is_hidden:
                needed -= _WIDTHS[column] * scale

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as there is room for."""
        super().resizeEvent(event)
        self._hide_columns()
        if self.currentIndex().isValid():
            # The explanation that opens beside it makes the rows higher: the chosen one stays seen.
            self.executeDelayedItemsLayout()
            self.scrollTo(self.currentIndex())

    def show_tree(self, root: Node, *, is_capped: bool) -> None:
        """Show other rows, open but for those that the person has closed."""
        current = self.current_node()
        self._is_showing = True
        self.tree_model.show(root, is_capped=is_capped)
        for node in root.walk():
            if node.children and node.key not in self._closed:
                self.setExpanded(self.tree_model.place_of(node), True)
        self._is_showing = False
        if current is None or not self.go_to(current.key):
            self.chosen.emit(None)

    def current_node(self) -> Node | None:
        """Return the row with the focus."""
        return self.tree_model.node(self.currentIndex())

    def go_to(self, key: tuple[str, str]) -> bool:
        """Go to a row and open what it is in; return whether it is shown."""
        index = self.tree_model.index_of(key)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.setExpanded(above, True)
            above = above.parent()
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, or all rows with headings if none is."""
        nodes = [self.tree_model.node(i) for i in self.selectionModel().selectedRows()]
        found = [node for node in nodes if node is not None]
        head: list[list[str]] = []
        if not found:
            head, found = (
                [[heading(c, is_capped=self.tree_model.is_capped) for c in Column]],
                list(self.tree_model.root.walk()),
            )
        rows = [[self._text(node, column) for column in Column] for node in found]
        QGuiApplication.clipboard().setText(tab_separated([*head, *rows]))

    def _text(self, node: Node, column: Column) -> str:
        index = self.tree_model.place_of(node)
        return str(index.siblingAtColumn(column).data() or "")

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._is_showing:
            self.chosen.emit(self.tree_model.node(current))

    def _note_closed(self, index: QModelIndex) -> None:
        node = self.tree_model.node(index)
        if node is not None:
            self._closed.add(node.key)

    def _note_open(self, index: QModelIndex) -> None:
        node = self.tree_model.node(index)
        if node is not None:
            self._closed.discard(node.key)
