"""The banner: what has to be known about the open workspace before any figure is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.labels import label


@dataclass(frozen=True)
class Caution:
    """A sentence of the banner, and what can be done about it.

    Attributes:
        action: what its button does; empty for no button.
    """

    text: str
    action: str = ""
    run: Callable[[], object] | None = None


class Banner(QFrame):
    """Sentences over the page; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 6, 12, 6)
        self._rows.setSpacing(4)
        self._texts: list[str] = []
        self.hide()

    @property
    def texts(self) -> Sequence[str]:
        """What it says now."""
        return tuple(self._texts)

    def show_cautions(self, cautions: Sequence[Caution]) -> None:
        """Say these and nothing else."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._texts = [caution.text for caution in cautions]
        for caution in cautions:
            self._rows.addWidget(self._row(caution))
        self.setAccessibleName(" ".join(self._texts))
        self.setVisible(bool(cautions))

    def _row(self, caution: Caution) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        mark = label("⚠", "warning", wraps=False)
        mark.setAccessibleName(self.tr("Warning"))
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label(caution.text, selectable=True), 1)
        run = caution.run
        if run is not None:
            button = QPushButton(caution.action)
            button.setProperty("role", "link")
            button.clicked.connect(run)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row
