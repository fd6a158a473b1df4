"""Why there is no share of money, and the buttons that lead to the rates which are missing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from spa_me.domain.cofunding import MissingRate, ShareTable
from ui.i18n import show_date, show_sentence
from ui.widgets.labels import label

_MOST = 3
"""How many rates are offered at once; the others follow when these are there."""


class IncompleteLine(QWidget):
    """Hidden while all money of the base is counted."""

    rate_asked = Signal(object)
    """Emitted with a `MissingRate` that is to be added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.why = label("", "wrong")
        self.buttons: list[QPushButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._layout.addWidget(self.why)
        self.hide()

    def show_table(self, table: ShareTable) -> None:
        """Say of a table of shares what is missing in it."""
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        wanted = {(rate.base, rate.quote): rate for rate in reversed(table.missing_rates)}
        self.buttons = [self._button(rate) for rate in list(wanted.values())[:_MOST]]
        if table.incomplete is not None:
            said = self.tr("There is no share of money: {why}.")
            self.why.setText(said.format(why=show_sentence(table.incomplete)))
        self.setVisible(table.incomplete is not None)

    def _button(self, rate: MissingRate) -> QPushButton:
        said = self.tr("Add the rate of {base} in {quote}, of {day} or earlier…")
        text = said.format(base=rate.base, quote=rate.quote, day=show_date(rate.day))
        made = QPushButton(text)
        made.setProperty("role", "link")
        made.clicked.connect(partial(self.rate_asked.emit, rate))
        self._layout.addWidget(made)
        return made
