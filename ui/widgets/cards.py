"""Cards: a question, the answer made from the data, and what shows it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.labels import label


class Card(QFrame):
    """A framed part of a page: the question as its title, the answer under it, then a body.

    Attributes:
        body: the layout that takes the card's content.
        head: the layout at the right of the title, for buttons.
    """

    def __init__(self, question: str = "", answer: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._question = label(question, "heading")
        self._answer = label(answer, "muted")
        self.head = QHBoxLayout()
        self.head.addWidget(self._question, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(2)
        layout.addLayout(self.head)
        layout.addWidget(self._answer)
        layout.addSpacing(8)
        layout.addLayout(self.body, 1)
        self.ask(question, answer)

    def ask(self, question: str, answer: str = "") -> None:
        """Show another question and its answer."""
        self._question.setText(question)
        self._question.setVisible(bool(question))
        self.setAccessibleName(question)
        self.answer(answer)

    def answer(self, text: str) -> None:
        """Show another answer; nothing is shown for an empty one."""
        self._answer.setText(text)
        self._answer.setVisible(bool(text))
        self.setAccessibleDescription(text)


class EmptyState(QWidget):
    """What stands on a page without content: what will be here, and how to get it.

    Attributes:
        explanation: the text below the title.
    """

    def __init__(self, title: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout()
        column.setSpacing(8)
        heading, self.explanation = label(title, "heading"), label(text, "muted")
        for part in (heading, self.explanation):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part.setMinimumWidth(420)
            part.setMaximumWidth(560)
            column.addWidget(part)
        self._actions = QHBoxLayout()
        self._actions.addStretch()
        self._actions.addStretch()
        column.addLayout(self._actions)
        # Centred by what is beside it: a label aligned in its cell does not get all of its lines.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def add_action(self, text: str, run: Callable[[], object], *, primary: bool = False) -> None:
        """Offer a way to get content."""
        made = QPushButton(text)
        if primary:
            made.setProperty("role", "primary")
        made.clicked.connect(run)
        self._actions.insertWidget(self._actions.count() - 1, made)


def line() -> QFrame:
    """Return a thin line that sets parts of a page off from each other."""
    made = QFrame()
    made.setProperty("role", "line")
    return made
