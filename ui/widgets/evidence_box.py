"""A list of evidence with what can be done with the chosen piece: open it, or save a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.context import Context
from ui.evidence import EvidenceFiles
from ui.widgets.evidence_list import EvidenceList

if TYPE_CHECKING:
    from spa_me.domain.submission import Evidence


class EvidenceBox(QWidget):
    """Evidence to look at, not to change."""

    def __init__(
        self, context: Context, least: int, most: int = 0, parent: QWidget | None = None
    ) -> None:
        """Make it.

        Args:
            context: gives the workspace whose files are opened.
            least: how many lines the list shows at least.
            most: how many it shows at most; 0 for as many as there is room.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.files = EvidenceFiles(context, self)
        self.list = EvidenceList(least, most)
        self.open, self.save = QPushButton(self.tr("Open…")), QPushButton(self.tr("Save a copy…"))
        self._build()
        self.list.currentRowChanged.connect(self.show_buttons)
        self.list.opened.connect(self._open)
        self.open.clicked.connect(lambda: self._with_chosen(is_saved=False))
        self.save.clicked.connect(lambda: self._with_chosen(is_saved=True))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addWidget(self.save)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.list)
        layout.addLayout(row)

    def show_buttons(self) -> None:
        """Offer the buttons where the chosen piece is a file."""
        entry = self.list.chosen
        for button in (self.open, self.save):
            button.setEnabled(entry is not None and entry.is_file)

    def _with_chosen(self, *, is_saved: bool) -> None:
        if self.list.chosen is not None:
            (self.files.save if is_saved else self._open)(self.list.chosen)

    def _open(self, entry: Evidence) -> None:
        if entry.is_file:
            self.files.open(entry)
