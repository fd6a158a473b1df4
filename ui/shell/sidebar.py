"""The side bar: what is open, and the way to every page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ui.shell.navigation import SETTINGS, WELCOME, WORKSPACE_PAGES, page_title
from ui.widgets.cards import line
from ui.widgets.labels import label

_WIDTH = 188


class SideBar(QFrame):
    """The workspace's name, a button for each page, and below them settings and help."""

    wanted = Signal(str)
    """Emitted with the name of the page that was asked for."""
    help_wanted = Signal()
    """Emitted when help was asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAccessibleName(self.tr("Pages"))
        self._title = label(role="heading")
        self._place = label(role="small")
        self._marked = ""
        self._buttons: dict[str, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 14, 8, 10)
        layout.setSpacing(3)
        for part in (self._title, self._place):
            part.setContentsMargins(8, 0, 4, 0)
            layout.addWidget(part)
        layout.addSpacing(10)
        for name in (WELCOME, *WORKSPACE_PAGES):
            layout.addWidget(self._button(name))
        layout.addStretch()
        layout.addWidget(line())
        layout.addSpacing(4)
        layout.addWidget(self._button(SETTINGS))
        self.help = QPushButton(self.tr("Help"))
        self.help.setProperty("role", "nav")
        self.help.clicked.connect(self.help_wanted)
        layout.addWidget(self.help)
        self.set_scale(1.0)
        self.show_workspace("", "")

    def _button(self, name: str) -> QPushButton:
        made = QPushButton(page_title(name))
        made.setProperty("role", "nav")
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self._want(name))
        self._buttons[name] = made
        return made

    def _want(self, name: str) -> None:
        # No button group: it would leave all but one button out of the Tab order. A click checks
        # its button, and only the page that comes to the front may be marked.
        self.mark(self._marked)
        self.wanted.emit(name)

    def show_workspace(self, title: str, place: str) -> None:
        """Show what is open; an empty title for nothing."""
        self._title.setText(title or "SPA-ME")
        self._place.setText(place or self.tr("No workspace is open"))
        self._buttons[WELCOME].setVisible(not title)
        for name in WORKSPACE_PAGES:
            self._buttons[name].setVisible(bool(title))

    def mark(self, name: str) -> None:
        """Show which page is in front; an empty name for none yet."""
        self._marked = name
        for known, button in self._buttons.items():
            button.setChecked(known == name)

    def set_scale(self, scale: float) -> None:
        """Grow with the size of the text, though less than it."""
        self.setFixedWidth(round(_WIDTH * (1 + (scale - 1) * 0.75)))
