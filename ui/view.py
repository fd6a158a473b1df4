"""What the person looks at: period, result, unit and currency, shared by all pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from spa_me.reports import BookQuestion


class ViewState(QObject):
    """The question that overview, results and co-funding answer."""

    changed = Signal(object)
    """Emitted with the new `BookQuestion`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question: BookQuestion | None = None

    @property
    def question(self) -> BookQuestion:
        """The current question; its period is empty while no workspace is open."""
        if self._question is None:
            from spa_me.reports import BookQuestion

            self._question = BookQuestion("")
        return self._question

    def ask(self, question: BookQuestion) -> None:
        """Look at something else."""
        if question != self.question:
            self._question = question
            self.changed.emit(question)

    def refine(self, **changes: Any) -> None:
        """Change some fields of the question: `refine(unit="KH")`."""
        self.ask(replace(self.question, **changes))
