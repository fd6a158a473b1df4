"""The bar at the top of a page: what it is, and what can be chosen, in as many lines as needed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.elided import ElidedLabel
from ui.widgets.flow import FlowLayout


class PageBar(QFrame):
    """A title, which gives way first, and controls, which go on in a next line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")

    @classmethod
    def of(cls, title: QWidget, controls: Iterable[QWidget]) -> Self:
        """Return a bar that is filled already."""
        made = cls()
        made.fill(title, controls)
        return made

    def fill(self, title: QWidget, controls: Iterable[QWidget]) -> None:
        """Put a title and controls into it, once."""
        chosen = QWidget()
        flow = FlowLayout(chosen, spacing=8)
        for control in controls:
            flow.addWidget(control)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        row.addWidget(title, 1)
        row.addWidget(chosen, 0, Qt.AlignmentFlag.AlignVCenter)


class BarTitle(ElidedLabel):
    """A title that is shortened, though not to nothing, before a control goes into a next line."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, "title")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Ask for no more than a few letters; the bar gives it what is left."""
        return self.minimumSizeHint()
