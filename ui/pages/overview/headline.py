"""The answer in one sentence, and the counts it is made from."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from spa_me.dashboards.theme import Palette
from spa_me.domain.status import NoStatus, Status
from spa_me.reports import ReportBook
from ui.i18n import domain_text, show_number, show_sentence, show_status
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.status_icon import status_icon

_SHORT: dict[Status | NoStatus, str] = {
    Status.FULLY: "fully",
    Status.PARTLY: "partly",
    Status.NOT: "not met",
    NoStatus.NO_TARGET: "no target",
    NoStatus.NOT_DUE: "not due",
    NoStatus.NOT_APPLICABLE: "not applicable",
    NoStatus.NOT_REPORTED: "not reported",
}


class Headline(QFrame):
    """How many markers are fully, partly and not met, who is included, and what else to know."""

    kind_chosen = Signal(str)
    """Emitted with the status of a count that was clicked."""
    data_wanted = Signal()
    """Emitted when the person wants to enter what is missing."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._palette = palette
        self._title = label("", "title", selectable=True)
        self._more = label("", "muted", selectable=True)
        self.included = label("", "muted", selectable=True)
        self._row = QWidget()
        self._flow = FlowLayout(self._row, spacing=4)
        self.counts: dict[Status | NoStatus, QPushButton] = {}
        for kind in _SHORT:
            self.counts[kind] = self._button(kind)
            self._flow.addWidget(self.counts[kind])
        self.enter_data = QPushButton(self.tr("Enter data"))
        self.enter_data.clicked.connect(self.data_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 10)
        layout.setSpacing(3)
        for part in (self._title, self._row, self._more, self.included):
            layout.addWidget(part)
        layout.addWidget(self.enter_data, 0, Qt.AlignmentFlag.AlignLeft)

    def _button(self, kind: Status | NoStatus) -> QPushButton:
        made = QPushButton()
        made.setProperty("role", "count")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda: self.kind_chosen.emit(kind.value))
        return made

    @property
    def title(self) -> str:
        """The answer as it is shown."""
        return self._title.text()

    def show_book(self, book: ReportBook) -> None:
        """Show a period."""
        self._title.setText(show_sentence(book.headline))
        self._more.setText(" ".join(show_sentence(sentence) for sentence in book.subline))
        self._more.setVisible(bool(book.subline))
        self.included.setText(show_sentence(book.inclusion.sentence))
        self.enter_data.setVisible(not book.counts.with_status)
        for kind, button in self.counts.items():
            count = book.counts.of(kind)
            button.setText(f"{show_number(Decimal(count))} {domain_text(_SHORT[kind])}")
            button.setToolTip(self.tr("Show these markers"))
            button.setAccessibleName(f"{count} {show_status(kind)}")
            button.setVisible(bool(count) or isinstance(kind, Status))
        self.show_palette(self._palette)

    def show_palette(self, palette: Palette) -> None:
        """Draw the shapes with another palette."""
        self._palette = palette
        side = self.fontMetrics().height()
        for kind, button in self.counts.items():
            button.setIcon(status_icon(kind, palette, side))
            button.setIconSize(QSize(side, side))
