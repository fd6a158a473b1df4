"""What the person looks at: period, result, unit and currency, shared by all pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from spa_me.reports import BookQuestion


class ViewState(QObject):
    """The question that overview, results and co-funding answer."""

    changed = Signal(object)
    """Emitted with the new `BookQuestion`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question = BookQuestion("")

    @property
    def question(self) -> BookQuestion:
        """The current question; its period is empty while no workspace is open."""
        return self._question

    def ask(self, question: BookQuestion) -> None:
        """Look at something else."""
        if question != self._question:
            self._question = question
            self.changed.emit(question)

    def refine(self, **changes: Any) -> None:
        """Change some fields of the question: `refine(unit="KH")`."""
        self.ask(replace(self._question, **changes))
