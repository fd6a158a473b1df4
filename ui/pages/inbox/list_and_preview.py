"""The list of files with what is in the chosen one: beside it, or below it where that is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from ui.pages.inbox.preview_panel import PreviewPanel
from ui.widgets.tables import DataTable

_LEAST_WIDTH = 1360
"""Pixels at the usual text size from which both have room beside each other."""
_LIST_BESIDE, _LIST_BELOW = 0.54, 0.45
"""The part of the width that the list has, and the greatest part of the height."""


class ListAndPreview(QSplitter):
    """Shares the room between both until a person moves the line between them."""

    def __init__(self, table: DataTable, preview: PreviewPanel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._table, self._preview = table, preview
        self._is_set_by_hand = False
        self.addWidget(table)
        self.addWidget(preview)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._moved)

    def _moved(self) -> None:
        self._is_set_by_hand = True

    def share(self) -> None:
        """Put the preview where it is wide enough to be read, and give the list what it needs."""
        is_wide = self.width() >= _LEAST_WIDTH * self._table.fontMetrics().height() / 17
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self._preview.lay_out(is_wide=not is_wide)
            self._is_set_by_hand = False
        if self._is_set_by_hand:
            return
        if is_wide:
            room = self.width() - self.handleWidth()
            part = round(room * _LIST_BESIDE)
        else:
            room = self.height() - self.handleWidth()
            part = min(self._list_height(), round(room * _LIST_BELOW))
        self.setSizes([part, room - part])

    def _list_height(self) -> int:
        table = self._table
        headings = table.horizontalHeader().sizeHint().height()
        return table.verticalHeader().length() + headings + 2 * table.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share what room there is now."""
        super().resizeEvent(event)
        self.share()
