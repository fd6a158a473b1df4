"""The answer in one sentence, and the counts it is made from."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from spa_me.dashboards.theme import Palette
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.reports import ReportBook
from ui.i18n import show_number, show_sentence, show_status
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.status_icon import status_icon


class Headline(QFrame):
    """How many markers are fully, partly and not met, who is included, and what else to know."""

    kind_chosen = Signal(str)
    """Emitted with the status of a count that was clicked."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._palette = palette
        self._title = label("", "title", selectable=True)
        self._more = label("", "muted", selectable=True)
        self.included = label("", "muted", selectable=True)
        self._counts = QWidget()
        self._flow = FlowLayout(self._counts, spacing=4)
        self._buttons: dict[Status | NoStatus, QPushButton] = {}
        for kind in STATUS_TITLES:
            self._buttons[kind] = self._button(kind)
            self._flow.addWidget(self._buttons[kind])
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for part in (self._title, self._more, self.included):
            texts.addWidget(part)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(16)
        layout.addLayout(texts, 3)
        layout.addWidget(self._counts, 2, Qt.AlignmentFlag.AlignVCenter)

    def _button(self, kind: Status | NoStatus) -> QPushButton:
        made = QPushButton()
        made.setProperty("role", "count")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda: self.kind_chosen.emit(kind.value))
        return made

    def show_book(self, book: ReportBook) -> None:
        """Show a period."""
        self._title.setText(show_sentence(book.headline))
        self._more.setText(" ".join(show_sentence(sentence) for sentence in book.subline))
        self._more.setVisible(bool(book.subline))
        self.included.setText(show_sentence(book.inclusion.sentence))
        for kind, button in self._buttons.items():
            count = book.counts.of(kind)
            words = show_status(kind)
            button.setText(f"{show_number(Decimal(count))}  {words.lower()}")
            button.setToolTip(self.tr("Show these markers"))
            button.setAccessibleName(f"{count} {words}")
            button.setEnabled(bool(count))
            button.setVisible(bool(count) or isinstance(kind, Status))
        self.show_palette(self._palette)

    def show_palette(self, palette: Palette) -> None:
        """Draw the shapes with another palette."""
        self._palette = palette
        side = self.fontMetrics().height()
        for kind, button in self._buttons.items():
            button.setIcon(status_icon(kind, palette, side))
            button.setIconSize(QSize(side, side))
