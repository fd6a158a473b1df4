"""Units × periods: where each submission stands, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from spa_me.reports.standing import has_come
from ui.context import Context
from ui.models.rows import RowsModel
from ui.pages.inbox.columns import DAY, board_columns, day_title
from ui.pages.inbox.rows import Board, BoardRow
from ui.plain_text import as_tooltip
from ui.widgets.cards import EmptyState
from ui.widgets.elided import ElidedLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.tables import DataTable

_PERIOD = 1
"""The column of the period."""
_ABOVE, _BETWEEN, _BESIDE, _ANY_HEIGHT = 6, 4, 12, 16_777_215
"""Pixels above, between and beside the parts; the greatest height, which is none."""


class _Tools(QWidget):
    """The buttons above the table, in as many lines as its width asks for; none is cut off."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of all lines, however low the window is."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))


class BoardView(QWidget):
    """The table of submissions with its filter and its buttons.

    While files are looked at, it can be folded: its heading and what it says in a line are left.
    """

    folded = Signal(bool)
    """Emitted when the person folded or unfolded it."""
    opened = Signal(object)
    """Emitted with the row whose submission is to be reviewed, or whose sheet is to be opened."""
    files_wanted = Signal(object)
    """Emitted with the row about which this office has answers to send, or is to seal one."""
    remind_wanted = Signal(object)
    """Emitted with the rows whose offices are to be reminded."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._context = context
        palette = context.theme
        self.model = RowsModel[BoardRow](
            board_columns(lambda: palette.palette),
            key=lambda row: (row.unit, row.period),
            parent=self,
        )
        self.table = DataTable(self.tr("Submissions by reporting unit and period"))
        self.table.setModel(self.model)
        self.question = label(role="heading", wraps=False)
        self.answer = ElidedLabel(role="muted")
        self.period = QComboBox()
        self.period.setAccessibleName(self.tr("Period"))
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.review = self._button(self.tr("Re&view"), self._open)
        self.files = self._button(self.tr("&Files for this office…"), self._files)
        self.remind = self._button(self.tr("Reminder te&xt"), self._remind)
        self.remind_all = self._button("", self._remind_all)
        self.fold = self._button("", lambda: self.folded.emit(not self.is_folded))
        self.fold.setProperty("role", "link")
        self._tools = _Tools()
        self._head, self._column = QHBoxLayout(), QVBoxLayout(self)
        self._empty = EmptyState(self.tr("No submission is expected"))
        self._stack = QStackedWidget()
        self._build()
        self.period.currentIndexChanged.connect(self._show_rows)
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self.table.opened.connect(self.opened)

    def _button(self, text: str, run: Callable[[], None]) -> QPushButton:
        made = QPushButton(text)
        made.clicked.connect(run)
        return made

    def _build(self) -> None:
        head = self._head
        head.setSpacing(_BESIDE)
        head.addWidget(self.question)
        head.addWidget(self.fold)
        head.addStretch(1)
        head.addWidget(self._tools)
        tools = FlowLayout(self._tools)
        for part in (self.period, self.review, self.files, self.remind, self.remind_all):
            tools.addWidget(part)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        layout = self._column
        layout.setContentsMargins(0, _ABOVE, 0, 0)
        layout.setSpacing(_BETWEEN)
        layout.addLayout(head)
        layout.addWidget(self.answer)
        layout.addWidget(self._stack, 1)
        self.show_folded(is_folded=False, may_fold=False)

    def show_board(self, board: Board) -> None:
        """Show how submissions stand now; the chosen row and period stay."""
        before, self._board = self._board, board
        self._show_periods(board, is_first=before is None)
        region = board.is_region
        own, others = self.tr("How do our submissions stand?"), self.tr("Who has reported?")
        self.question.setText(others if region else own)
        self.model.rename(DAY, day_title(is_region=region))
        self._empty.explanation.setText(self._about_none(is_region=region))
        self.review.setText(self.tr("Re&view") if region else self.tr("Open the sh&eet"))
        to_office, to_region = (
            self.tr("&Files for this office…"),
            self.tr("Recei&pt for the region…"),
        )
        self.files.setText(to_office if region else to_region)
        for button in (self.remind, self.remind_all):
            button.setVisible(region)
        self._show_rows()

    def _about_none(self, *, is_region: bool) -> str:
        if is_region:
            return self.tr(
                "Once the framework asks a reporting unit for figures, every unit and period "
                "stands here: what has come, what is due, what is to be reviewed."
            )
        return self.tr(
            "Once the framework asks this office for figures, every period stands here: what was "
            "sealed, what is due, what the region has answered."
        )

    def _show_periods(self, board: Board, *, is_first: bool) -> None:
        wanted = self._context.view.question.period if is_first else self.period.currentData()
        with QSignalBlocker(self.period):
            self.period.clear()
            self.period.addItem(self.tr("All periods"), "")
            for code, title in board.periods:
                self.period.addItem(title, code)
            self.period.setCurrentIndex(max(0, self.period.findData(wanted or "")))

    def forget(self) -> None:
        """Show nothing, as before another workspace is read."""
        self._board = None
        self.model.show([])

    def wanted_height(self) -> int:
        """Return the height in pixels that shows every row."""
        table = self.table
        headings = table.horizontalHeader().sizeHint().height()
        rows = table.verticalHeader().length() + headings + 2 * table.frameWidth()
        said = self.answer.sizeHint().height()
        tools = self._tools.heightForWidth(self._tools.width())  # in as many lines as they take
        return max(self._head_height(), _ABOVE + tools) + _BETWEEN + said + _BETWEEN + rows

    def _head_height(self) -> int:
        return _ABOVE + max(part.sizeHint().height() for part in (self.question, self.fold))

    @property
    def is_folded(self) -> bool:
        """Whether only its heading is left."""
        return self._stack.isHidden()

    def show_folded(self, *, is_folded: bool, may_fold: bool) -> None:
        """Leave only the heading, or show the table; a button for it stands where one may."""
        self.fold.setVisible(may_fold or is_folded)
        self.fold.setText(self.tr("Show the ta&ble") if is_folded else self.tr("Hide the ta&ble"))
        if is_folded:
            self._head.insertWidget(2, self.answer, 9)
        else:
            self._column.insertWidget(1, self.answer)
        self._tools.setVisible(not is_folded)
        self._stack.setVisible(not is_folded)
        self.setMaximumHeight(self._head_height() if is_folded else _ANY_HEIGHT)

    def choose(self, unit: str, period: str) -> None:
        """Go to a submission, and to its period where another one is filtered for."""
        if self.period.currentData() not in {"", period}:
            self.period.setCurrentIndex(max(0, self.period.findData(period)))
        self.table.select((unit, period))

    @property
    def current(self) -> BoardRow | None:
        """The chosen submission."""
        return self.model.row(self.table.currentIndex())

    @property
    def overdue(self) -> list[BoardRow]:
        """The submissions in view that are expected and have not come."""
        return [row for row in self.model.given if row.is_overdue]

    def _show_rows(self) -> None:
        board, period = self._board, self.period.currentData()
        rows = () if board is None else board.rows
        self.model.show(row for row in rows if period in {"", row.period})
        self.table.setColumnHidden(_PERIOD, bool(period))  # the same in every row
        self.table.fit_columns()
        self._stack.setCurrentIndex(0 if self.model.given else 1)
        if self.model.given and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.answer.setText(self._said())
        self._offer()

    def _said(self) -> str:
        rows = self.model.given
        came = sum(has_come(row.submission) for row in rows)
        parts = [self.tr("{came} of {all} received").format(came=came, all=len(rows))]
        waiting, late = sum(row.waits_for_review for row in rows), len(self.overdue)
        if board := self._board:
            if not board.is_region:
                parts = [self.tr("{came} of {all} sealed").format(came=came, all=len(rows))]
            elif waiting:
                parts.append(self.tr("{n} to review").format(n=waiting))
        if late:
            parts.append(self.tr("{n} overdue").format(n=late))
        return ", ".join(parts) + "."

    def _offer(self) -> None:
        row = self.current
        is_region = self._board is not None and self._board.is_region
        self.review.setEnabled(row is not None and (not is_region or row.shown is not None))
        self._offer_files(row, is_region=is_region)
        is_late = row is not None and row.is_overdue
        self.remind.setEnabled(is_late)
        why = "" if is_late else self.tr("Only an office that is overdue is reminded.")
        self.remind.setToolTip(as_tooltip(why))
        late = len(self.overdue)
        self.remind_all.setText(self.tr("Remind all overdue ({n})").format(n=late))
        self.remind_all.setEnabled(late > 0)

    def _offer_files(self, row: BoardRow | None, *, is_region: bool) -> None:
        """Offer what the region sealed about a submission; a country its receipt for a decision."""
        if is_region:
            self.files.setEnabled(row is not None and row.shown is not None)
            return
        review = None if row is None else row.review
        has_one = review is not None and bool(review.answered_by)
        may_make = review is not None and not self._context.open_workspace.access.is_read_only
        self.files.setEnabled(has_one or may_make)
        why = (
            "" if review else self.tr("Once the region has decided, a receipt tells that it came.")
        )
        self.files.setToolTip(as_tooltip(why))

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

    def _files(self) -> None:
        if self.current is not None:
            self.files_wanted.emit(self.current)

    def _remind(self) -> None:
        if self.current is not None:
            self.remind_wanted.emit([self.current])

    def _remind_all(self) -> None:
        self.remind_wanted.emit(self.overdue)
