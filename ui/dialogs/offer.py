"""The offer to record words in place of a figure, such as N/A, as the states that they name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from spa_me.domain.values import STATE_TITLES, ValueState
from ui.i18n import domain_text
from ui.plain_text import without_mnemonic
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.services.suggestions import Acceptance, Suggestion


class Offer(QWidget):
    """A tick, what a word that can mean two states is recorded as, and the reason."""

    changed = Signal()
    """Emitted when the person says something else."""

    def __init__(self, suggestions: Sequence[Suggestion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggestions = suggestions
        one = self.tr("&Record 1 answer without a figure, because")
        many = self.tr("&Record {n} answers without a figure, because")
        count = len(suggestions)
        self.accept = QCheckBox((one if count == 1 else many).format(n=count))
        self.unclear_as = QComboBox()
        # First the one that leaves nobody out of the count; the other one a person has to choose.
        for state in (ValueState.NOT_AVAILABLE, ValueState.NOT_APPLICABLE):
            self.unclear_as.addItem(domain_text(STATE_TITLES[state]), state)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("the reason, where a row gives none"))
        self.reason.setAccessibleName(self.tr("Reason why there is no figure"))
        self.accept.toggled.connect(self._changed)
        self.unclear_as.currentIndexChanged.connect(self._changed)
        self.reason.textChanged.connect(self._changed)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addWidget(self.accept)
        lines.addWidget(label(self._words(suggestions), "muted"))
        lines.addWidget(self._unclear_line())
        lines.addWidget(self.reason)
        self._enable()

    def _words(self, suggestions: Iterable[Suggestion]) -> str:
        """Return some of the words that the file has, and what each says."""
        said: dict[str, str] = {}
        for offer in suggestions:
            states = (domain_text(STATE_TITLES[state]).lower() for state in offer.states)
            said.setdefault(offer.written, self.tr(" or ").join(states))
        examples = [
            self.tr("“{word}” as {state}").format(word=word, state=state)
            for word, state in list(said.items())[:3]
        ]
        return self.tr(", ").join(examples)

    def _unclear_line(self) -> QWidget:
        line = QWidget()
        words = list(dict.fromkeys(s.written for s in self._suggestions if s.is_unclear))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        said = self.tr("“{word}” means").format(word=without_mnemonic(words[0]) if words else "")
        name = label(said, wraps=False)
        name.setBuddy(self.unclear_as)
        self.unclear_as.setAccessibleName(said)
        layout.addWidget(name)
        layout.addWidget(self.unclear_as)
        note = self.tr("Not applicable leaves a unit out of the count; not available does not.")
        layout.addWidget(label(note, "small"), 1)
        line.setVisible(bool(words))
        return line

    @property
    def acceptance(self) -> Acceptance | None:
        """What the person says; None where the rows are to be left out."""
        from spa_me.services.suggestions import Acceptance

        if not self.accept.isChecked():
            return None
        # Qt keeps a bare text of it.
        return Acceptance(self.reason.text().strip(), ValueState(self.unclear_as.currentData()))

    @property
    def lacks_reason(self) -> bool:
        """Whether rows are accepted that give no reason, and the person has written none."""
        bare = any(not suggestion.reason for suggestion in self._suggestions)
        return self.accept.isChecked() and bare and not self.reason.text().strip()

    def _changed(self) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        for field in (self.unclear_as, self.reason):
            field.setEnabled(self.accept.isChecked())
