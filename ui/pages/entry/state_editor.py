"""The editor for an answer without a figure: which kind, and why."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.checks import MAX_TEXT
from spa_me.domain.values import STATE_TITLES, Value, ValueState
from ui.i18n import domain_text
from ui.pages.entry.cell_editor import CellEditor, Move
from ui.pages.entry.reading import Content
from ui.widgets.labels import label


class StateEditor(CellEditor):
    """Asks which of the three states without a figure it is, and for the reason."""

    stands_beside = True

    def __init__(self, code: str, content: Content, parent: QWidget) -> None:
        """Make the editor for the answer to a question as it is."""
        super().__init__(parent)
        self._heading = self.tr("There is no figure for {code}, because it is").format(code=code)
        self._content = content
        self.buttons = {
            state: QRadioButton(text)
            for state, text in (
                (ValueState.NOT_AVAILABLE, self.tr("Not &available")),
                (ValueState.NOT_APPLICABLE, self.tr("Not a&pplicable")),
                (ValueState.NOT_YET_DUE, self.tr("Not &yet due")),
            )
        }
        self.reason = QLineEdit()
        self.reason.setMaxLength(MAX_TEXT)
        self.reason.setProperty("role", "boxed")
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why is there no figure?"))
        self.wrong = label("", "wrong")
        self.wrong.hide()
        self.save = QPushButton(self.tr("Save"))
        self.save.setProperty("role", "primary")
        self.save.clicked.connect(self._save)
        self._build()
        self._watch(*self.buttons.values(), self.reason, self.save)
        self._begin()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(5)
        layout.addWidget(label(self._heading, "strong"))
        for button in self.buttons.values():
            layout.addWidget(button)
        layout.addWidget(self.reason)
        layout.addWidget(self.wrong)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("No names, case numbers or stories."), "small"), 1)
        foot.addWidget(self.save)
        layout.addLayout(foot)

    def _begin(self) -> None:
        value = self._content.value
        word = self._content.word
        state = word.states[0] if word else value.state
        self.buttons.get(state, self.buttons[ValueState.NOT_AVAILABLE]).setChecked(True)
        self.reason.setText(value.reason or (word.reason if word else ""))
        # A state that was typed is known already; only the reason is left to ask for. A word that
        # can mean two of them, such as n/a, is asked first: one leaves the count, the other not.
        is_known = word is not None and len(word.states) == 1
        first = self.reason if is_known else self.buttons[self.state]
        self.setFocusProxy(first)

    @property
    def state(self) -> ValueState:
        """The chosen state."""
        return next(state for state, button in self.buttons.items() if button.isChecked())

    def wanted_size(self, cell: QSize) -> QSize:
        """Return room for all of it."""
        wide = self.fontMetrics().horizontalAdvance("0") * 46
        return QSize(max(cell.width(), wide), self.sizeHint().height())

    def fill(self, text: str) -> None:
        """Begin as the content says; the text of the cell is not needed."""

    def seed(self, text: str) -> None:
        """Begin as the content says; this editor is not opened by typing."""

    def answer(self) -> Value | str:
        """Return the state with its reason; without a reason what the cell held before."""
        reason = self.reason.text().strip()
        if not reason:
            return self._content.unread or self._content.value
        return Value(self.state, reason=reason)

    def take_key(self, field: QObject, event: QKeyEvent) -> bool:
        """Take Enter from the kinds to the reason, and from the reason to the next cell."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return False  # as in any dialog
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if isinstance(field, QRadioButton):
                self.reason.setFocus()
            else:
                self._save()
            return True
        return super().take_key(field, event)

    def _save(self) -> None:
        if self.reason.text().strip():
            self.finish(Move.DOWN)
            return
        name = domain_text(STATE_TITLES[self.state])
        self.wrong.setText(self.tr("“{state}” needs a reason.").format(state=name))
        self.wrong.show()
        self.reason.setFocus()
        self.adjustSize()
