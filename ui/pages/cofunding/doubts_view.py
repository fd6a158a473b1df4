"""What is doubtful in the money of a unit: gone to, or confirmed as right with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from spa_me.domain.checks import Problem
from spa_me.domain.submission import Confirmation
from spa_me.reports.funding import UnitFunding
from ui.i18n import show_sentence
from ui.models.rows import Column, RowsModel
from ui.pages.cofunding.words import tr
from ui.widgets.cards import EmptyState
from ui.widgets.tables import DataTable


@dataclass(frozen=True)
class DoubtRow:
    """Something doubtful.

    Attributes:
        confirmation: what a person said about it; None while nobody did.
    """

    unit: str
    unit_name: str
    problem: Problem
    confirmation: Confirmation | None


def doubt_rows(units: Sequence[UnitFunding]) -> Iterator[DoubtRow]:
    """Yield what is doubtful in the money of some units, then what was confirmed."""
    for unit in units:
        for problem in unit.check.problems:
            yield DoubtRow(unit.unit.code, str(unit.unit.name), problem, None)
    for unit in units:
        for problem, said in unit.check.confirmed:
            yield DoubtRow(unit.unit.code, str(unit.unit.name), problem, said)


def _state(row: DoubtRow) -> str:
    return tr("⚠ open") if row.confirmation is None else tr("confirmed")


def _what(row: DoubtRow) -> str:
    return show_sentence(row.problem.what)


def _reason(row: DoubtRow) -> str:
    said = row.confirmation
    return "" if said is None else f"{said.reason} ({said.person})"


def _columns() -> list[Column[DoubtRow]]:
    return [
        Column(tr("State"), _state, width=90),
        Column(tr("What"), _what, tooltip=_what, width=420, grows=True),
        Column(tr("Country"), lambda row: row.unit_name, width=95),
        Column(tr("Why it is right"), _reason, tooltip=_reason, width=220, grows=True),
    ]


class DoubtsView(QWidget):
    """A list of what is doubtful; Enter leads to the record."""

    record_asked = Signal(object)
    """Emitted with the record that a row is about."""
    question_asked = Signal()
    """Emitted where a row is about a question of the sheet."""
    right_asked = Signal(object)
    """Emitted with a `DoubtRow` that is to be confirmed."""
    again_asked = Signal(object)
    """Emitted with a `Confirmation` that is to be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = DataTable(self.tr("What is doubtful in the money"))
        self.model: RowsModel[DoubtRow] = RowsModel(_columns(), key=_key, parent=self.table)
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self.table.opened.connect(self._go)
        self.go = QPushButton(self.tr("Go to it"))
        self.is_right = QPushButton(self.tr("It is right…"))
        self.again = QPushButton(self.tr("Ask again"))
        self.go.clicked.connect(self._go)
        self.is_right.clicked.connect(lambda: self.right_asked.emit(self.row))
        self.again.clicked.connect(self._ask_again)
        self._is_read_only = True
        self._build()

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                self.tr("Nothing looks wrong"),
                self.tr(
                    "Money that may be counted twice, days outside the period and shares that "
                    "differ from the work plan are listed here."
                ),
            )
        )
        bar = QHBoxLayout()
        for button in (self.go, self.is_right, self.again):
            bar.addWidget(button)
        bar.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)

    @property
    def row(self) -> DoubtRow | None:
        """The row that is chosen."""
        row = self.table.current_row()
        return row if isinstance(row, DoubtRow) else None

    @property
    def count(self) -> int:
        """How many wait for an answer."""
        return sum(row.confirmation is None for row in self.model.rows)

    def show_units(self, units: Sequence[UnitFunding], *, is_read_only: bool) -> None:
        """List what is doubtful in the money of some units."""
        self._is_read_only = is_read_only
        self.model.show(doubt_rows(units))
        self._stack.setCurrentIndex(0 if self.model.rows else 1)
        if self.model.rows and self.row is None:
            self.table.selectRow(0)
        self._offer()

    def _offer(self) -> None:
        row = self.row
        may_change = row is not None and not self._is_read_only
        self.go.setEnabled(row is not None)
        self.is_right.setEnabled(may_change and row is not None and row.confirmation is None)
        self.again.setEnabled(may_change and row is not None and row.confirmation is not None)

    def _go(self, _row: object = None) -> None:
        if self.row is None:
            return
        if self.row.problem.record is None:
            self.question_asked.emit()
        else:
            self.record_asked.emit(self.row.problem.record)

    def _ask_again(self) -> None:
        if self.row is not None and self.row.confirmation is not None:
            self.again_asked.emit(self.row.confirmation)


def _key(row: DoubtRow) -> object:
    doubt = row.problem.doubt
    return row.unit, doubt and (doubt.finding, doubt.about)
