"""Short messages to the person: what was done, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Notices(QObject):
    """Pages say something; the window shows it."""

    said = Signal(str)
    """A thing that was done: shown in the status bar for a while."""
    undoable = Signal(str, object)
    """A thing that was done and a callable that takes it back."""
    went_wrong = Signal(object)
    """An exception: a `UserError` is shown in its own words, others as a fault of the app."""

    def say(self, text: str) -> None:
        """Show what was done."""
        self.said.emit(text)

    def complain(self, error: Exception) -> None:
        """Show what went wrong."""
        self.went_wrong.emit(error)
