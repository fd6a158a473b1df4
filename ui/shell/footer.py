"""The footer: what is saved, by which framework it is judged, and who is in the figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStatusBar, QWidget

from ui.widgets.labels import ElidedLabel, label

_SHOWN_FOR = 8_000
"""How long a message stays, in milliseconds."""
_KEPT_OF_INCLUDED = 60
"""Letters in which a count, a draft and two numbers can be read, at the largest text, too."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a workspace stands.

    Attributes:
        can_write: whether it is open for writing.
        framework: its title and version.
        included: how many units are in the figures, in words; empty while that is not known.
        not_included: the same with the names of those that are not.
    """

    can_write: bool
    framework: str
    included: str
    not_included: str
    saved_at: datetime | None
    backup_at: datetime | None


class Footer(QStatusBar):
    """The status bar; a message of what was done takes the place of the hint for a while."""

    undo_wanted = Signal(object)
    """Emitted with the callable that takes back what was done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._hint, self._framework = ElidedLabel("muted"), ElidedLabel("muted")
        # What the figures are made of gives way last.
        self._included = ElidedLabel("muted", keeps=_KEPT_OF_INCLUDED)
        self._saved = label(role="muted", wraps=False)
        self._undo = QPushButton(self.tr("Undo"))
        self._undo.setProperty("role", "link")
        self._undo.clicked.connect(self._take_back)
        self._undo.hide()
        self._run: Callable[[], object] | None = None
        self._standing: Standing | None = None
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._timer.timeout.connect(self._show_hint)
        self._build()

    def _build(self) -> None:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(14, 1, 8, 1)
        layout.setSpacing(16)
        for part in (self._hint, self._undo, self._framework, self._included):
            layout.addWidget(part)
        layout.addStretch()
        self.addWidget(row, 1)
        self._saved.setContentsMargins(0, 0, 12, 0)
        self.addPermanentWidget(self._saved)

    @property
    def text(self) -> str:
        """All that it shows, from left to right."""
        parts = (self._hint, self._framework, self._included, self._saved)
        return " · ".join(part.text() for part in parts if part.text())

    def show_standing(self, standing: Standing | None) -> None:
        """Show how the open workspace stands; None while none is open."""
        self._standing = standing
        self._framework.show_text(standing.framework if standing else "")
        self._included.show_text(
            standing.included if standing else "", standing.not_included if standing else ""
        )
        self._saved.setText(self._saved_text(standing))
        if not self._timer.isActive():
            self._show_hint()

    def _saved_text(self, standing: Standing | None) -> str:
        if standing is None or standing.saved_at is None:
            return ""
        from ui.i18n import show_time

        saved = self.tr("Saved {time}").format(time=show_time(standing.saved_at))
        if standing.backup_at is None:
            return saved
        backup = self.tr("backup {time}").format(time=show_time(standing.backup_at))
        return f"{saved} · {backup}"

    def say(self, text: str) -> None:
        """Show what was done, for a while."""
        self._run = None
        self._undo.hide()
        self._show_message(text)

    def offer_undo(self, text: str, undo: Callable[[], object]) -> None:
        """Show what was done with a button that takes it back, for a while."""
        self._run = undo
        self._undo.show()
        self._show_message(text)

    def _show_message(self, text: str) -> None:
        self._hint.show_text(text)
        self._hint.setProperty("role", "strong")
        self._polish()
        self._timer.start()

    def _show_hint(self) -> None:
        self._run = None
        self._undo.hide()
        self._hint.setProperty("role", "muted")
        self._polish()
        if self._standing is None:
            self._hint.show_text("")
        elif self._standing.can_write:
            self._hint.show_text(self.tr("Every value is saved when you leave its cell"))
        else:
            self._hint.show_text(self.tr("Open for reading only"))

    def _polish(self) -> None:
        self._hint.style().unpolish(self._hint)
        self._hint.style().polish(self._hint)

    def _take_back(self) -> None:
        run = self._run
        self._timer.stop()
        self._show_hint()
        if run is not None:
            self.undo_wanted.emit(run)
