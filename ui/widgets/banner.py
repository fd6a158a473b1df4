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
        can_hide: whether the person may put it away until the next start.
    """

    text: str
    action: str = ""
    run: Callable[[], object] | None = None
    can_hide: bool = False


class Banner(QFrame):
    """Sentences over the page; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 6, 12, 6)
        self._rows.setSpacing(4)
        self._cautions: Sequence[Caution] = ()
        self._hidden: set[str] = set()
        self.hide()

    @property
    def texts(self) -> Sequence[str]:
        """What it says now."""
        return tuple(caution.text for caution in self._shown())

    def _shown(self) -> list[Caution]:
        return [caution for caution in self._cautions if caution.text not in self._hidden]

    def show_cautions(self, cautions: Sequence[Caution]) -> None:
        """Say these and nothing else."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cautions = tuple(cautions)
        for caution in self._shown():
            self._rows.addWidget(self._row(caution))
        self.setAccessibleName(" ".join(self.texts))
        self.setVisible(bool(self.texts))

    def _row(self, caution: Caution) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        mark = label("⚠", "warning", wraps=False)
        mark.setAccessibleName(self.tr("Warning"))
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label(caution.text, selectable=True), 1)
        if caution.run is not None:
            self._add_link(layout, caution.action, caution.run)
        if caution.can_hide:
            self._add_link(layout, self.tr("Hide"), lambda: self._put_away(caution))
        return row

    def _add_link(self, layout: QHBoxLayout, text: str, run: Callable[[], object]) -> None:
        button = QPushButton(text)
        button.setProperty("role", "link")
        button.clicked.connect(run)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _put_away(self, caution: Caution) -> None:
        self._hidden.add(caution.text)
        self.show_cautions(self._cautions)
