"""The panel beside the page: an explanation or a form, one at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Context
from ui.pages.cofunding.explaining import Why
from ui.pages.cofunding.forms import RecordForm
from ui.widgets.why_panel import WhyPanel


class SidePanel(QWidget):
    """Hidden until something is asked; an explanation follows what changes."""

    go_to = Signal(str, dict)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.why = WhyPanel(context)
        self._explain: Callable[[], Why | None] | None = None
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.why)
        self.why.closed.connect(self.close_panel)
        self.why.go_to.connect(self.go_to)
        self.hide()

    def explain(self, explain: Callable[[], Why | None]) -> None:
        """Show an explanation, and show it again whenever `explain_again` is called."""
        self._explain = explain
        self.explain_again()

    def explain_again(self) -> None:
        """Show the explanation that was asked for, as it is now; close where there is none."""
        if self._explain is None:
            return
        why = self._explain()
        if why is None:
            self.close_panel()
            return
        self.show()
        self.why.show_text(why.title, why.sentences, why.rows)

    def make_room(self, form: RecordForm) -> None:
        """Let a form take the place of an explanation."""
        if form.parentWidget() is not self:
            self._layout.addWidget(form)
        self._explain = None
        self.why.clear()
        self.show()

    def close_panel(self) -> None:
        """Show nothing."""
        self._explain = None
        self.why.clear()
        self.hide()
