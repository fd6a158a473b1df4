"""The list of keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from ui.dialogs.base import Dialog
from ui.widgets.labels import label


class KeysDialog(Dialog):
    """Lists what the keys do, for the window and for its tables."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 640, parent)
        self.setWindowTitle(self.tr("Keys"))
        layout = self.column
        columns = QHBoxLayout()
        columns.setSpacing(36)
        for groups in (self._window_keys(), self._work_keys()):
            columns.addLayout(self._column(groups))
        layout.addLayout(columns)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _window_keys(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                self.tr("Go to"),
                [
                    ("Ctrl+1", self.tr("Overview")),
                    ("Ctrl+2", self.tr("Results")),
                    ("Ctrl+3", self.tr("Enter data")),
                    ("Ctrl+4", self.tr("Co-funding")),
                    ("Ctrl+5", self.tr("Inbox")),
                    ("Ctrl+6", self.tr("Activity log")),
                    ("Ctrl+7", self.tr("Office")),
                    ("Ctrl+,", self.tr("Settings")),
                    ("F1", self.tr("User guide")),
                ],
            ),
            (
                self.tr("Workspace"),
                [
                    ("Ctrl+N", self.tr("New workspace for my country")),
                    ("Ctrl+O", self.tr("Open a workspace")),
                    ("Ctrl+W", self.tr("Close it")),
                    ("Ctrl+Shift+X", self.tr("Export a donor workbook")),
                    ("Ctrl+Shift+F", self.tr("Save an Excel form, or take one in")),
                    ("Ctrl+T", self.tr("Take in files of other offices")),
                    ("Ctrl+B", self.tr("Back up now")),
                    ("F5", self.tr("Read the workspace again")),
                ],
            ),
        ]

    def _work_keys(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                self.tr("In tables"),
                [
                    (self.tr("Arrows"), self.tr("The next cell or row")),
                    ("Home, End", self.tr("The first and the last row")),
                    (self.tr("Enter"), self.tr("Open the row; in a cell: save it and go down")),
                    ("F2", self.tr("Change the cell")),
                    ("Ctrl+C, Ctrl+V", self.tr("Copy, and paste a block from Excel")),
                    ("Ctrl+Z, Ctrl+Y", self.tr("Undo and redo")),
                    ("Ctrl+D", self.tr("Fill down")),
                    ("Alt+↓", self.tr("Entry: there is no figure, and why")),
                    ("F4, F8", self.tr("Entry: the breakdown, the next problem")),
                    ("F6, F9", self.tr("Entry: to the panel and back, open or close it")),
                ],
            ),
            (
                self.tr("Anywhere"),
                [
                    ("Tab", self.tr("The next control")),
                    ("Esc", self.tr("Close the explanation or the dialog")),
                    ("Alt", self.tr("With a marked letter: that menu or field")),
                    ("Ctrl++, Ctrl+−, Ctrl+0", self.tr("Larger, smaller, usual text")),
                    ("Ctrl+?", self.tr("This list")),
                    ("Ctrl+Q", self.tr("Quit")),
                ],
            ),
        ]

    def _column(self, groups: list[tuple[str, list[tuple[str, str]]]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        for heading, keys in groups:
            title = label(heading, "heading", wraps=False)
            title.setContentsMargins(0, 6, 0, 2)
            grid.addWidget(title, grid.rowCount(), 0, 1, 2)
            for key, text in keys:
                row = grid.rowCount()
                grid.addWidget(label(key, "strong", wraps=False), row, 0)
                grid.addWidget(label(text, wraps=False), row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid
