"""The first column of a table, kept in sight while the others are scrolled sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


class FirstColumn(QTableView):
    """Lies over a table while that is scrolled sideways, and shows its first column alone.

    It has the table's model and selection; what is done to it is done to the table.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.setProperty("role", "first column")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the table's own comes up
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._connect()
        table.installEventFilter(self)
        self.hide()

    def _connect(self) -> None:
        table = self._table
        table.horizontalScrollBar().valueChanged.connect(self._lay)
        table.horizontalHeader().sectionResized.connect(self._lay)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        self.horizontalHeader().sectionClicked.connect(self._sort)
        self.clicked.connect(table.clicked)
        self.activated.connect(table.activated)

    def show_model(self) -> None:
        """Take over the table's model, selection and sorting."""
        table = self._table
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        headings, own = table.horizontalHeader(), self.horizontalHeader()
        own.setDefaultAlignment(headings.defaultAlignment())
        own.setSectionsClickable(True)
        own.setHighlightSections(False)
        for column in range(1, table.model().columnCount()):
            self.hideColumn(column)
        self._lay()

    def _sort(self, column: int) -> None:
        headings = self._table.horizontalHeader()
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        is_up = headings.sortIndicatorSection() == column and headings.sortIndicatorOrder() == up
        headings.setSortIndicator(column, down if is_up else up)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the table's size and letters."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._lay()
        return super().eventFilter(watched, event)

    def _lay(self) -> None:
        table = self._table
        is_scrolled = table.horizontalScrollBar().value() > 0
        self.setVisible(is_scrolled)
        if not is_scrolled:
            return
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        width = table.columnWidth(0)
        self.setColumnWidth(0, width)
        frame = table.frameWidth()
        height = table.viewport().height() + table.horizontalHeader().height()
        self.setGeometry(frame, frame, width, height)
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
