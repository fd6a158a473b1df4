"""The buttons for what people decide about the row that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.pages.results.allowed import Allowed
from ui.plain_text import as_tooltip, without_mnemonic
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label


class ActionBar(QFrame):
    """A button for each action; one that is not possible now says why."""

    declare = Signal()
    pro_rata = Signal()
    explain = Signal()
    rate = Signal()
    note = Signal()
    enter_data = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        buttons = QWidget()
        self._flow = FlowLayout(buttons)
        self.declare_button = self._button(self.tr("&Declare status…"), self.declare)
        self.pro_rata_button = self._button(self.tr("Pro ra&ta…"), self.pro_rata)
        self.explain_button = self._button(self.tr("E&xplain deviation…"), self.explain)
        self.rate_button = self._button(self.tr("&Rate result…"), self.rate)
        self.note_button = self._button(self.tr("Data n&ote…"), self.note)
        self.enter_button = self._button(self.tr("Go to its &data"), self.enter_data)
        self._why = label("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(buttons, 1)
        layout.addLayout(row)
        layout.addWidget(self._why)

    def _button(self, text: str, signal: SignalInstance) -> QPushButton:
        made = QPushButton(text)
        made.clicked.connect(signal)
        self._flow.addWidget(made)
        return made

    @property
    def why(self) -> str:
        """What is said against all actions, or against one that could be expected."""
        return self._why.text()

    def show_allowed(self, allowed: Allowed, *, has_marker: bool) -> None:
        """Show what may be done now."""
        pairs = (
            (self.declare_button, allowed.declare),
            (self.pro_rata_button, allowed.pro_rata),
            (self.explain_button, allowed.explain),
            (self.rate_button, allowed.rate),
            (self.note_button, allowed.note),
        )
        for button, against in pairs:
            button.setEnabled(not against)
            button.setToolTip(as_tooltip(against))
            button.setAccessibleDescription(against)
        self.enter_button.setEnabled(has_marker)
        said = allowed.common
        if not said and has_marker and allowed.pro_rata:
            said = self.tr("No pro rata: {why}").format(why=allowed.pro_rata)
        self._why.setText(said)
        self._why.setVisible(bool(said))

    def offer(self, button: QPushButton, entries: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Let a person choose what a button does; the texts are shown as they stand."""
        menu = QMenu(self)
        menu.setObjectName("choices")
        menu.aboutToHide.connect(menu.deleteLater)
        for text, run in entries:
            menu.addAction(without_mnemonic(text), run)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def open_menu(self, place: QPoint, copy: Callable[[], None]) -> None:
        """Offer the actions that are possible, where the row is."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        buttons = (
            self.declare_button,
            self.pro_rata_button,
            self.explain_button,
            self.rate_button,
            self.note_button,
            self.enter_button,
        )
        for button in buttons:
            action = menu.addAction(button.text(), button.click)
            action.setEnabled(button.isEnabled())
        menu.addSeparator()
        menu.addAction(self.tr("Copy rows"), copy)
        menu.popup(place)
