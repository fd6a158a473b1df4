"""Where files are dropped while none has arrived: what will be here, and how to get it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.labels import label


class DropArea(QFrame):
    """A dashed frame with a button; the window itself takes what is dropped anywhere on it."""

    files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self.setAccessibleName(self.tr("Take in files"))
        heading = label(self.tr("Drop the files here that other offices sent you"), "heading")
        said = label(
            self.tr(
                "Several at once, as they came by e-mail or on a USB stick (they end in .spapkg). "
                "Each is looked at first; nothing is recorded before you decide."
            ),
            "muted",
        )
        self.choose = QPushButton(self.tr("&Take in files…"))
        self.choose.setProperty("role", "primary")
        self.choose.clicked.connect(self.files_wanted)
        texts = QVBoxLayout()
        texts.setSpacing(3)
        texts.addStretch()
        texts.addWidget(heading)
        texts.addWidget(said)
        texts.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(22, 14, 22, 14)
        layout.addLayout(texts, 1)
        layout.addWidget(self.choose)
