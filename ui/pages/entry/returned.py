"""What the region asks about a returned submission, and what the country answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spa_me.services.submissions.remarks import Remark
from ui.pages.entry.remarks import MARKS, done_text, spoken
from ui.plain_text import as_tooltip
from ui.widgets.labels import label

_ANSWER_LINES, _LIST_LINES = 4, 6


class _AnswerField(QPlainTextEdit):
    """A text of a few lines that is kept when it is left, as the cells of the sheet are."""

    left = Signal()
    """Emitted when the focus goes elsewhere, or with Ctrl+Enter."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter as the end of the answer."""
        if QKeySequence(event.keyCombination()) in {
            QKeySequence("Ctrl+Return"),
            QKeySequence("Ctrl+Enter"),
        }:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ReturnedPanel(QWidget):
    """The remarks of a return as a list, and under it one of them with a field for its answer."""

    chosen = Signal(str)
    """Emitted with the indicator of a remark that was clicked."""
    answered = Signal(str, str)
    """Emitted with an indicator and the answer to the remark about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remarks: Sequence[Remark] = ()
        self._titles: Mapping[str, str] = {}
        self._shown: str | None = None
        self._saved = ""
        self.is_locked = False
        self._summary = label("", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Remarks of the region"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.currentRowChanged.connect(self._row_changed)
        self.list.itemClicked.connect(self._click)
        self.list.itemActivated.connect(self._click)
        self._question = label("", "strong")
        self._asked, self._done = label("", selectable=True), label("", "muted")
        self._field_name = label(self.tr("Your &answer"), "strong")
        self.field = _AnswerField()
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(self.tr("Your answer to the remark"))
        self.field.setPlaceholderText(self.tr("Why the figure stands, or what was changed"))
        self.field.left.connect(self.finish)
        self._field_name.setBuddy(self.field)
        self.save = QPushButton(self.tr("Save the answer"))
        self.save.clicked.connect(self.finish)
        self._build()

    def _build(self) -> None:
        line = self.field.fontMetrics().lineSpacing()
        self.field.setFixedHeight(_ANSWER_LINES * line + 18)
        self.list.setFixedHeight(_LIST_LINES * line + 8)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._summary)
        column.addWidget(self.list)
        for part in (self._question, self._asked, self._done, self._field_name, self.field):
            column.addWidget(part)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        # On a small screen with large text not all of it is in sight at once.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for the same number of lines when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "field"):
            line = self.fontMetrics().lineSpacing()
            self.field.setFixedHeight(_ANSWER_LINES * line + 18)
            self.list.setFixedHeight(_LIST_LINES * line + 8)

    # --- Showing --------------------------------------------------------------------------------

    def show_remarks(
        self, remarks: Sequence[Remark], titles: Mapping[str, str], *, is_locked: bool
    ) -> None:
        """Show the remarks of a return.

        Args:
            remarks: in the order of the region.
            titles: what is asked, by indicator.
            is_locked: whether nothing can be answered now.
        """
        self.is_locked, self._titles = is_locked, titles
        if tuple(remarks) != tuple(self._remarks):
            self._remarks = tuple(remarks)
            self._fill()
        for part in (self.field, self.save):
            part.setEnabled(not is_locked)
        waiting = sum(remark.is_open for remark in remarks)
        self._summary.setText(
            self.tr("{n} of {all} remarks are open").format(n=waiting, all=len(remarks))
            if waiting
            else self.tr("Nothing that was asked is open")
        )

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for remark in self._remarks:
            item = QListWidgetItem(spoken(remark))
            item.setToolTip(as_tooltip(remark.remark.text))
            item.setSizeHint(QSize())
            self.list.addItem(item)
        codes = [remark.remark.indicator for remark in self._remarks]
        row = codes.index(self._shown) if self._shown in codes else 0 if codes else -1
        self.list.setCurrentRow(row)  # nobody left the field: what is being typed goes on
        self.list.blockSignals(False)
        self._show_row(row)

    def show_question(self, code: str | None) -> None:
        """Show the remark about a question, if there is one; else the one that is shown stays."""
        for row, remark in enumerate(self._remarks):
            if remark.remark.indicator == code:
                self.list.setCurrentRow(row)

    def focus_first(self) -> None:
        """Go to the remarks."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _row_changed(self, row: int) -> None:
        self.finish()
        self._show_row(row)

    def _show_row(self, row: int) -> None:
        remark = self._remarks[row] if 0 <= row < len(self._remarks) else None
        parts = (self._question, self._asked, self._done, self._field_name, self.field, self.save)
        for part in parts:
            part.setVisible(remark is not None)
        if remark is None:
            return
        code = remark.remark.indicator
        typed = self.field.toPlainText()
        keeps = code == self._shown and typed != self._saved  # still being written
        self._shown, self._saved = code, remark.answer
        whole = self.tr("The submission as a whole")
        title = self._titles.get(code, "")
        self._question.setText(" · ".join(part for part in (code, title) if part) or whole)
        self._asked.setText(f"{MARKS[remark.is_open]} {remark.remark.text}")
        self._done.setText(done_text(remark))
        if not keeps:
            self.field.setPlainText(remark.answer)

    # --- Answering ------------------------------------------------------------------------------

    def _click(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self._remarks[self.list.row(item)].remark.indicator)

    def finish(self) -> None:
        """Hand on an answer that was typed; an empty one stays as it was, since it stands."""
        typed = " ".join(self.field.toPlainText().split(" ")).strip()
        if self.is_locked or not self._remarks or typed == self._saved.strip():
            return
        if not typed:
            self.field.setPlainText(self._saved)
            return
        self._saved = typed
        self.answered.emit(self._shown or "", typed)

    def forget(self) -> None:
        """Drop what was typed, as for another sheet."""
        self._remarks, self._shown, self._saved = (), None, ""
        self.field.clear()
        self.list.clear()
