"""Who pays: the sources of a country or of all, on both bases, with what has to be known."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.cofunding import ShareTable, SourceShare
from spa_me.reports import ReportBook
from ui.i18n import show_sentence
from ui.models.rows import RowsModel
from ui.pages.cofunding.incomplete import IncompleteLine
from ui.pages.cofunding.rows import UnitRow
from ui.pages.cofunding.share_columns import activity_share_columns, money_columns
from ui.pages.cofunding.words import in_currency, money_text, rate_text, stage_title
from ui.widgets.labels import label
from ui.widgets.tables import DataTable

_REMARKS_IN_SIGHT = 6
"""How many lines at most stand below one table before they scroll."""


_BESIDE = 1000
"""From this width on, at 100 % text size, both tables stand beside each other."""


class SharesView(QWidget):
    """Two tables of sources beside each other, and warnings under them."""

    money_asked = Signal(object)
    """Emitted with a `SourceShare` of the money that is to be explained."""
    add_asked = Signal()
    """Emitted when a person wants to record a contribution."""
    activities_asked = Signal(object)
    """Emitted with a `SourceShare` of the activities that is to be explained."""

    rate_asked = Signal(object)
    """Emitted with a `MissingRate` that is to be added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.money = DataTable(self.tr("Shares of money"))
        self.activities = DataTable(self.tr("Shares of activities"))
        self._money_title, self._activities_title = label("", "strong"), label("", "strong")
        self.money_empty = label("", "muted")
        self.incomplete = IncompleteLine()
        self.incomplete.rate_asked.connect(self.rate_asked)
        self.remarks = label("", "", selectable=True)
        self.add = QPushButton(self.tr("Add contribution…"))
        self.add.setProperty("role", "link")
        self.add.clicked.connect(self.add_asked)
        self._build()
        self.money.opened.connect(self.money_asked)
        self.activities.opened.connect(self.activities_asked)
        self.money.clicked.connect(partial(self._clicked, self.money))
        self.activities.clicked.connect(partial(self._clicked, self.activities))

    def _build(self) -> None:
        self._tables = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tables.setSpacing(14)
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._money_title, 1)
        line.addWidget(self.add)
        self._tables.addWidget(_titled(head, self.incomplete, self.money_empty, self.money), 1)
        self._activities_box = _titled(self._activities_title, self.activities)
        self._tables.addWidget(self._activities_box, 1)
        self._area = QScrollArea()
        self._area.setWidget(self.remarks)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remarks.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._tables, 1)
        layout.addWidget(self._area)

    @property
    def _scale(self) -> float:
        """The text size as a factor; about 1 at 100 %."""
        return self.fontMetrics().height() / 17

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tables beside each other where there is room, else below each other."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_wide = self.width() >= _BESIDE * self._scale
        self._tables.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    @staticmethod
    def _clicked(table: DataTable, index: QModelIndex) -> None:
        """Explain the share whose “Why?” was clicked; a click elsewhere only selects."""
        if index.column() == index.model().columnCount() - 1:
            table.opened.emit(table.current_row())

    def show_unit(self, book: ReportBook, row: UnitRow) -> None:
        """Show the sources of a country, or of all together."""
        table = row.table
        activities = self.activities_table(book, row)
        said = (
            self.tr("{stage} money {currency}: {total} in all")
            if table.incomplete is None
            else self.tr("{stage} money {currency}: {total} counted so far")
        )
        self._money_title.setText(
            said.format(
                stage=stage_title(table.stage),
                total=money_text(table.total, ""),
                currency=in_currency(table.currency),
            )
        )
        said = self.tr("Activities of the work plan: {count}")
        self._activities_title.setText(said.format(count=int(activities.total)))
        self._fill(self.money, RowsModel(money_columns(), key=_key), table)
        self._fill(self.activities, RowsModel(activity_share_columns(), key=_key), activities)
        self.incomplete.show_table(table)
        self.money_empty.setText(self._why_no_money(table))
        self.money_empty.setHidden(bool(table.sources))
        self._activities_box.setVisible(bool(activities.sources))
        remarks = self._to_be_known(row)
        if not activities.sources:
            remarks.insert(0, self._why_no_activities(activities, row))
        self.remarks.setText("\n".join(remarks))
        # The tables need the room more where there are two, or where the text is large.
        most = _REMARKS_IN_SIGHT / (1 + bool(activities.sources)) / self._scale
        lines = min(len(remarks), max(2, round(most)))
        self._area.setFixedHeight(lines * self.remarks.fontMetrics().lineSpacing() + 4)

    @staticmethod
    def activities_table(book: ReportBook, row: UnitRow) -> ShareTable:
        """Return the shares of activities of a country, or of all together."""
        return book.funding.region_activities if row.funding is None else row.funding.activities

    @staticmethod
    def _fill(view: DataTable, model: RowsModel[SourceShare], table: ShareTable) -> None:
        model.setParent(view)
        before = view.rows
        model.show(table.sources)
        view.setModel(model)
        view.setVisible(bool(table.sources))
        if before is not None:
            before.deleteLater()

    def _why_no_money(self, table: ShareTable) -> str:
        if not table.left_out:
            return self.tr("No contribution is recorded at this stage.")
        one = self.tr("The only contribution cannot be counted: {reasons}.")
        many = self.tr("None of the {count} contributions can be counted: {reasons}.")
        said = one if len(table.left_out) == 1 else many
        reasons = dict.fromkeys(show_sentence(left.why) for left in table.left_out)
        return said.format(count=len(table.left_out), reasons="; ".join(reasons))

    def _why_no_activities(self, table: ShareTable, row: UnitRow) -> str:
        if table.total:
            return self.tr("No contribution at this stage is tied to an activity.")
        if row.funding is not None and row.funding.reported_share is not None:
            return self.tr(
                "No work plan is recorded. The share above is the one that the country reported."
            )
        return self.tr("No work plan is recorded for this period.")

    def _to_be_known(self, row: UnitRow) -> list[str]:
        table = row.table
        remarks = table.warnings if row.funding is None else row.funding.to_know
        warnings = list(table.warnings)
        if row.funding is not None:
            doubts = [problem.what for problem in row.funding.check.problems]
            warnings = [*row.funding.recorded.warnings, *doubts]
        sentences = [
            f"⚠ {show_sentence(remark)}" if remark in warnings else show_sentence(remark)
            for remark in remarks
        ]
        sentences += [
            self.tr("Converted with {rate}").format(rate=rate_text(rate)) for rate in table.rates
        ]
        return sentences


def _titled(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, DataTable) else 0)
    column.addStretch()
    return made


def _key(share: SourceShare) -> object:
    return share.source, share.source_type
