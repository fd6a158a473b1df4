"""The panel beside the sheet: why a row stands as it does, its breakdown, the problems."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from spa_me.reports.entry_rows import EntryRow
from ui.context import Context
from ui.pages.entry.breakdown import BreakdownPanel
from ui.pages.entry.desk import Desk
from ui.pages.entry.evidence import EvidencePanel
from ui.pages.entry.evidence_work import EvidenceWork
from ui.pages.entry.looks import in_words
from ui.pages.entry.model import EntryModel
from ui.pages.entry.problems import ProblemList
from ui.pages.entry.returned import ReturnedPanel
from ui.widgets.flow import FlowLayout
from ui.widgets.why_panel import WhyPanel
from ui.widgets.why_text import past_period

WHY, BREAKDOWN, PROBLEMS, RETURNED, EVIDENCE = range(5)
_EXPLAIN_AFTER = 80
"""How long the cursor has to rest on a row before it is explained, in milliseconds."""


class SidePanel(QFrame):
    """Views of the current row and of the sheet, one at a time."""

    opened = Signal()
    """Emitted when another view is shown."""
    closed = Signal()
    """Emitted when the person closed it."""

    def __init__(
        self, context: Context, desk: Desk, model: EntryModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._code: str | None = None
        self._shown: EntryRow | None = None
        self.setProperty("role", "panel")
        self.why = WhyPanel(context)
        self.breakdown = BreakdownPanel(desk, model)
        self.problems, self.returned = ProblemList(), ReturnedPanel()
        self.evidence = EvidencePanel(context, EvidenceWork(context, desk, model), model)
        self.evidence.counted.connect(self._count_evidence)
        self._stack = QStackedWidget()
        for view in (self.why, self.breakdown, self.problems, self.returned, self.evidence):
            self._stack.addWidget(view)
        self._tabs = QButtonGroup(self)
        self.why.closed.connect(self._close)
        self._build()
        # The cursor often goes on before anybody could read what is explained.
        self._soon = QTimer(self, singleShot=True, interval=_EXPLAIN_AFTER)
        self._soon.timeout.connect(self._refresh)
        model.sheet_changed.connect(self._soon.start)

    def _build(self) -> None:
        row, head = FlowLayout(spacing=6), QVBoxLayout()
        head.setContentsMargins(12, 10, 8, 4)
        head.addLayout(row)
        for number, text in enumerate((self.tr("Why?"), self.tr("Breakdown"), "", "", "")):
            tab = QPushButton(text)
            tab.setCheckable(True)
            tab.setProperty("role", "chip")
            self._tabs.addButton(tab, number)
            row.addWidget(tab)
        self._tabs.idClicked.connect(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self.setMinimumWidth(280)
        self.count_problems(0)
        self.count_returned(None)
        self._count_evidence(0)

    @property
    def view(self) -> int:
        """Which of the views is shown."""
        return self._stack.currentIndex()

    def count_problems(self, count: int) -> None:
        """Show how many problems there are."""
        self._tabs.button(PROBLEMS).setText(self.tr("Problems {n}").format(n=count))

    def count_returned(self, waiting: int | None) -> None:
        """Show how many remarks of the region wait; None where nothing was returned."""
        tab = self._tabs.button(RETURNED)
        tab.setVisible(waiting is not None)
        if waiting is not None:
            tab.setText(self.tr("Returned {n}").format(n=waiting))
        elif self.view == RETURNED:
            self._stack.setCurrentIndex(WHY)
            self._tabs.button(WHY).setChecked(True)

    def _count_evidence(self, count: int) -> None:
        text = self.tr("Evidence {n}").format(n=count) if count else self.tr("Evidence")
        self._tabs.button(EVIDENCE).setText(text)

    def open(self, view: int) -> None:
        """Show one of the views."""
        self._tabs.button(view).setChecked(True)
        self._stack.setCurrentIndex(view)
        self.show()
        self._shown = None
        self._refresh()
        self.opened.emit()

    def show_question(self, code: str | None) -> None:
        """Show another question."""
        self._code = code
        self.returned.show_question(code)
        self._soon.start()

    def focus_view(self) -> None:
        """Go into the panel."""
        if self.view == BREAKDOWN:
            self.breakdown.focus_first()
        elif self.view == PROBLEMS and self.problems.entries:
            self.problems.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.view == RETURNED:
            self.returned.focus_first()
        elif self.view == EVIDENCE:
            self.evidence.focus_first()
        else:
            self._tabs.button(self.view).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refresh(self) -> None:
        sheet = self._model.sheet
        row = None if sheet is None or self._code is None else sheet.rows.get(self._code)
        has_parts = row is not None and bool(row.indicator.dimensions)
        self._tabs.button(BREAKDOWN).setEnabled(has_parts)
        if self.view == BREAKDOWN:
            self.breakdown.show_question(self._code)
        self.evidence.show_question(self._code)
        # Explaining takes a while, so it is done only for what can be seen and has changed.
        if self.isHidden() or self.view != WHY:
            return
        if row is None:
            self.why.clear()
        elif row is not self._shown:
            self._explain(row.code)
        self._shown = row

    def _explain(self, code: str) -> None:
        sheet = self._model.sheet
        assert sheet is not None  # noqa: S101 (asked by `_refresh` alone)
        row = sheet.rows[code]
        if not row.lines:
            said = self.tr("No progress marker rests on this answer, so it has no status.")
            self.why.show_text(f"{code} · {in_words(row.indicator.title)}", [said])
            return
        line = row.lines[0]
        past = [
            past_period(in_words(period.title), before)
            for period, before in sheet.history(line.code)
        ]
        self.why.show_line(line, past)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
