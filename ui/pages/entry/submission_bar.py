"""The bar under the title: where the submission stands, what comes next, and the next steps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from spa_me.domain.submission import STATE_TITLES, Timing
from ui.i18n import domain_text
from ui.pages.entry.next_steps import NextStep, facts_of, next_steps, sentence_of, step_title
from ui.pages.entry.standing import Stands
from ui.theme import Theme
from ui.widgets.labels import label
from ui.widgets.submission_icon import LOCK, SIZE, submission_pixmap


class SubmissionBar(QFrame):
    """State as shape and word, revision and due day, one sentence, and at most two buttons."""

    wanted = Signal(object)
    """Emitted with the `NextStep` whose button was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._theme = theme
        self._stands: Stands | None = None
        self._is_read_only = False
        self._icon, self._padlock = QLabel(), QLabel()
        self.state = label("", "strong", wraps=False)
        self.facts = label("", "muted", wraps=False)
        self.sentence = label("", "muted")
        self.buttons = {step: QPushButton(step_title(step)) for step in NextStep}
        self._build()
        theme.changed.connect(self._draw)
        self.hide()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(8)
        for part in (self._icon, self.state, self._padlock, self.facts):
            layout.addWidget(part)
        layout.addWidget(self.sentence, 1)
        for step, button in self.buttons.items():
            button.clicked.connect(lambda _=False, step=step: self.wanted.emit(step))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_stands(self, stands: Stands | None, *, is_read_only: bool) -> None:
        """Show how a submission stands; nothing for None."""
        self._stands, self._is_read_only = stands, is_read_only
        self.setVisible(stands is not None)
        if stands is None:
            self._show_buttons(())
            return
        self.state.setText(domain_text(STATE_TITLES[stands.submission.state]))
        self.facts.setText(facts_of(stands))
        self.facts.setProperty("role", "warning" if stands.timing is Timing.OVERDUE else "muted")
        self.facts.style().unpolish(self.facts)
        self.facts.style().polish(self.facts)
        self.sentence.setText(sentence_of(stands, is_read_only=is_read_only))
        self._show_buttons(() if is_read_only else next_steps(stands))
        said = (self.state.text(), self.facts.text(), self.sentence.text())
        self.setAccessibleName(self.tr("Submission"))
        self.setAccessibleDescription(". ".join(part for part in said if part))
        self._draw()

    def _show_buttons(self, steps: tuple[NextStep, ...]) -> None:
        for step, button in self.buttons.items():
            button.setVisible(step in steps)
            button.setProperty("role", "primary" if step in self._usual(steps) else "")
            button.style().unpolish(button)
            button.style().polish(button)

    def _usual(self, steps: tuple[NextStep, ...]) -> tuple[NextStep, ...]:
        """Return the step that comes next, unless the office only waits or is done."""
        waits = {NextStep.CORRECT} & {*steps}
        return () if waits else steps[:1]

    @property
    def shown_steps(self) -> tuple[NextStep, ...]:
        """The steps that can be pressed."""
        return tuple(step for step, button in self.buttons.items() if not button.isHidden())

    def _draw(self) -> None:
        if self._stands is None:
            return
        palette, ratio = self._theme.palette, self.devicePixelRatioF()
        size = round(SIZE * self._theme.scale)
        state = self._stands.submission.state
        self._icon.setPixmap(submission_pixmap(state, palette, size, ratio))
        is_locked = self._stands.lock is not None or self._is_read_only
        self._padlock.setVisible(is_locked)
        if is_locked:
            self._padlock.setPixmap(submission_pixmap(LOCK, palette, size, ratio))
            self._padlock.setToolTip(self.tr("Locked"))
            self._padlock.setAccessibleName(self.tr("Locked"))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the shapes anew when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._draw()
