"""What of the tree is shown: chips for statuses, a search box, and how the card is counted."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.pages.results.nodes import Narrowing
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

_PAUSE = 150
"""Milliseconds without a key after which a search begins."""


class FilterBar(QWidget):
    """Chips of which one is chosen, words that are searched for, and the cap of the card.

    Attributes:
        included: who is in the figures; it stands beside the search.
    """

    changed = Signal()
    """Emitted when other rows are wanted."""
    capped = Signal(bool)
    """Emitted when the person wants achievement capped at 100 %, or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = {
            Narrowing.ALL: self.tr("All"),
            Narrowing.FULLY: self.tr("Fully met"),
            Narrowing.PARTLY: self.tr("Partly met"),
            Narrowing.NOT: self.tr("Not met"),
            Narrowing.NO_STATUS: self.tr("No status"),
            Narrowing.ATTENTION: self.tr("Needs attention"),
            Narrowing.DIFFERS: self.tr("Computed differs"),
        }
        self.included = label("", "muted", selectable=True)
        self.cap = QCheckBox(self.tr("Cap at 100 %"))
        self.cap.setToolTip(
            self.tr("Whether a marker counts at most 100 % in the mean achievement of its results")
        )
        self.cap.clicked.connect(self.capped)
        chips = self._make_chips()
        self._make_search()
        below = QHBoxLayout()
        below.setSpacing(10)
        for part in (self.included, self.cap, self.search):
            below.addWidget(part, 1 if part is self.included else 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(chips)
        layout.addLayout(below)

    def _make_chips(self) -> QWidget:
        self.chips: dict[Narrowing, QPushButton] = {}
        group = QButtonGroup(self)
        row = QWidget()
        flow = FlowLayout(row)
        for which, title in self._titles.items():
            chip = QPushButton(title)
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            group.addButton(chip)
            flow.addWidget(chip)
            self.chips[which] = chip
        self.chips[Narrowing.ALL].setChecked(True)
        group.buttonClicked.connect(self._clicked)
        return row

    def _make_search(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a code or words"))
        self.search.setAccessibleName(self.tr("Find a marker"))
        self.search.setToolTip(self.tr("Ctrl+F; titles are searched in every language they have"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(self._typed)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self.parentWidget() or self)
        find.activated.connect(self._find)

    @property
    def which(self) -> Narrowing:
        """The chip that is chosen."""
        return next(which for which, chip in self.chips.items() if chip.isChecked())

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.search.text()

    def choose(self, which: Narrowing) -> None:
        """Choose a chip and search for nothing."""
        self.search.blockSignals(True)  # one change, not two
        self.search.clear()
        self.search.blockSignals(False)
        self.chips[which].setChecked(True)
        self.changed.emit()

    def show_counts(self, counts: dict[Narrowing, int], *, is_capped: bool) -> None:
        """Show how many markers each chip would leave, and how the card is counted."""
        for which, chip in self.chips.items():
            chip.setText(f"{self._titles[which]}  {counts[which]}")
        self.cap.setChecked(is_capped)

    def _clicked(self) -> None:
        self.changed.emit()

    def _typed(self) -> None:
        self._pause.start()

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
