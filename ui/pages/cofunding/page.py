"""The co-funding page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from spa_me.dashboards.theme import Palette
from spa_me.domain.changes import ChangeSet
from spa_me.domain.cofunding import ShareTable, SourceShare
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding
from ui.confirming import Confirming
from ui.context import Context
from ui.i18n import show_number, show_sentence
from ui.models.rows import RowsModel
from ui.page import Page
from ui.pages.cofunding.bars import ShareBars
from ui.pages.cofunding.doubts_view import DoubtRow, DoubtsView
from ui.pages.cofunding.editor import RecordsEditor
from ui.pages.cofunding.explaining import (
    Why,
    why_source,
    why_source_of_activities,
    why_unit,
)
from ui.pages.cofunding.presenter import CofundingPresenter
from ui.pages.cofunding.question_bar import QuestionBar
from ui.pages.cofunding.rows import UnitRow, unit_rows
from ui.pages.cofunding.share_columns import SOURCE_SHARE, UNIT_ACTIVITIES, UNIT_MONEY, unit_columns
from ui.pages.cofunding.shares_view import SharesView
from ui.pages.cofunding.side import SidePanel
from ui.plain_text import as_tooltip
from ui.widgets.labels import label
from ui.widgets.scrolling import scrolled
from ui.widgets.tables import DataTable

_ANY_HEIGHT = 16_777_215
"""The greatest height of a widget, which is none."""
_LINES_OF_UNITS, _LINES_OF_TABS = 7, 14
"""How many lines of text high both are at the least; where that is too much, all is scrolled."""


class CofundingPage(Page):
    """Countries against the target, who pays in one of them, and the records behind it."""

    name = "cofunding"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.presenter = CofundingPresenter(context, self)
        self._book: ReportBook | None = None
        self._unit: str | None = None
        self._is_stale = True
        self.bar = QuestionBar(self.title(), context)
        self.units = DataTable(self.tr("Countries and their shares"))
        self.shares = SharesView()
        self.editor = RecordsEditor(context, self.presenter, self)
        self.doubts, self._confirming = DoubtsView(), Confirming(context, self)
        self.side = SidePanel(context)
        self.tabs = QTabWidget()
        self.answer = label("", "muted")
        self.included = label("", "muted", selectable=True)
        self._bars = ShareBars(self._palette, self.units)
        self._build()
        self._connect()
        self._restyle()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Co-funding")

    def _palette(self) -> Palette:
        return self.context.theme.palette

    # --- Making ----------------------------------------------------------------------------------

    def _build(self) -> None:
        for table in (self.shares.money, self.shares.activities):
            table.setItemDelegateForColumn(SOURCE_SHARE, ShareBars(self._palette, table))
        self.units.setItemDelegateForColumn(UNIT_MONEY, self._bars)
        self.units.setItemDelegateForColumn(UNIT_ACTIVITIES, self._bars)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)  # its line is white in the dark
        self.tabs.addTab(self.shares, self.tr("Who pays"))
        for desk in self.editor.desks:
            self.tabs.addTab(desk.view, desk.title)
        self.tabs.addTab(self.doubts, self.tr("Problems"))
        self.tabs.setCornerWidget(self._undo_buttons())
        content = QSplitter(Qt.Orientation.Vertical)
        content.addWidget(self.units)
        content.addWidget(self.tabs)
        content.setSizes([300, 310])
        content.setChildrenCollapsible(False)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(label(self.tr("Do the governments pay their share?"), "heading"))
        column.addWidget(self.answer)
        column.addWidget(self.included)
        column.addSpacing(4)
        column.addWidget(content, 1)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(scrolled(main))
        beside.addWidget(self.side)
        beside.setStretchFactor(0, 1)
        beside.setSizes([800, 360])
        beside.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(beside, 1)

    def _undo_buttons(self) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 1, 0, 3)
        stack = self.presenter.undo_stack
        undo, redo = stack.createUndoAction(self), stack.createRedoAction(self)
        steps = (
            (undo, QKeySequence.StandardKey.Undo, self.tr("Undo"), stack.undoTextChanged),
            (redo, QKeySequence.StandardKey.Redo, self.tr("Redo"), stack.redoTextChanged),
        )
        for action, keys, text, text_changed in steps:
            action.setShortcuts(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
            button = QPushButton(text)
            button.setProperty("role", "link")  # the row of tabs is lower than other buttons
            button.setEnabled(action.isEnabled())
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            text_changed.connect(partial(_show_tip, button))
            line.addWidget(button)
        return made

    def _connect(self) -> None:
        self.presenter.answered.connect(self._show_book)
        self.context.view.changed.connect(self._look_again)
        self.context.theme.changed.connect(self._restyle)
        self.units.opened.connect(self._why_unit)
        self.units.clicked.connect(self._unit_clicked)
        self.shares.money_asked.connect(self._why_money)
        self.shares.activities_asked.connect(self._why_activities)
        self.shares.add_asked.connect(self.editor.add_contribution)
        self.shares.rate_asked.connect(self.editor.add_rate)
        self.doubts.record_asked.connect(self.editor.go_to)
        self.doubts.right_asked.connect(self._ask_why_right)
        self.doubts.again_asked.connect(self._confirming.take_back)
        self.doubts.question_asked.connect(self._go_to_question)
        self.side.go_to.connect(self.go_to)
        self.editor.form_opened.connect(self.side.make_room)
        self.editor.form_closed.connect(self.side.hide)
        self.editor.wanted.connect(self.tabs.setCurrentWidget)

    # --- What the window calls -------------------------------------------------------------------

    def show_workspace(self) -> None:
        """Show the workspace that is open now from the start."""
        self._book, self._unit = None, None
        self.presenter.forget()
        self.editor.close_form()
        self.side.close_panel()
        self._look_again()

    def enter(self, arguments: dict[str, object]) -> None:
        """Show a country's records, such as `{"unit": "CN"}`."""
        super().enter(arguments)
        unit = arguments.get("unit")
        if isinstance(unit, str):
            self._unit = unit
            if self.units.select(unit):
                self._show_unit()
        if arguments.get("tab") == "problems":
            self.tabs.setCurrentWidget(self.doubts)
        if self._is_stale:
            self.presenter.ask()

    def leave(self) -> bool:
        """Stay while a form holds what is not saved."""
        return self.editor.may_leave()

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Ask again; every change can touch what is said here."""
        del changes
        self._look_again()

    def _look_again(self) -> None:
        self._is_stale = True
        if self.is_in_front:
            self.presenter.ask()

    # --- The book --------------------------------------------------------------------------------

    def _show_book(self, book: ReportBook) -> None:
        self._book, self._is_stale = book, False
        self.bar.show_book(book)
        self.answer.setText(self._headline(book))
        self.included.setText(show_sentence(book.funding.included))
        self._bars.target = book.funding.target
        if self._unit is None:
            self._unit = _starting_unit(book)
        self._units_model(book).show(unit_rows(book, self._together(book)))
        self._fit_units()
        self.units.select(self._unit)
        self._show_unit()
        self.side.explain_again()

    def _fit_units(self) -> None:
        """Leave the room to what is below where a country looks at itself alone."""
        is_alone = self.units.rows is not None and self.units.rows.rowCount() == 1
        head, row = self.units.horizontalHeader(), self.units.verticalHeader()
        needed = head.sizeHint().height() + row.defaultSectionSize() + 2 * self.units.frameWidth()
        line = self.fontMetrics().lineSpacing()
        self.units.setMinimumHeight(needed if is_alone else _LINES_OF_UNITS * line)
        self.units.setMaximumHeight(needed if is_alone else _ANY_HEIGHT)
        self.tabs.setMinimumHeight(_LINES_OF_TABS * line)

    def _together(self, book: ReportBook) -> str:
        """Return the name of the row of all units, with how many are in its money."""
        funding = book.funding
        text = self.tr("All ({count} of {all} with money)")
        return text.format(count=funding.with_money, all=len(funding.units))

    def _units_model(self, book: ReportBook) -> RowsModel[UnitRow]:
        """Return the rows of the countries; new ones where other columns are asked for."""
        before = self.units.rows
        columns = unit_columns(book)
        titles = [column.title for column in columns]
        if before is not None and [column.title for column in before.columns] == titles:
            return before
        made = RowsModel(columns, key=lambda row: row.code, parent=self.units)
        self.units.setModel(made)
        self.units.selectionModel().currentRowChanged.connect(self._unit_chosen)
        if before is not None:
            before.deleteLater()
        return made

    def _headline(self, book: ReportBook) -> str:
        funding = book.funding
        if funding.target is None:
            return self.tr("The framework names no target for the governments’ share.")
        if len(funding.units) == 1:
            return self._headline_of_one(funding.units[0], funding.target)
        said = self.tr(
            "{reaching} of {all} countries reach the target of {target} % of activities, the line "
            "in each bar; {silent} gave no share. Shares of money have another base."
        )
        return said.format(
            reaching=funding.reaching,
            all=len(funding.units),
            target=show_number(funding.target * 100),
            silent=len(funding.units) - funding.reported,
        )

    def _headline_of_one(self, unit: UnitFunding, target: Fraction) -> str:
        share = unit.share_of_activities
        said = self.tr(
            "{name} reaches the target of {target} % of activities, the line in each bar. Shares "
            "of money have another base."
        )
        if share is None:
            said = self.tr(
                "{name} gave no share of activities; the target is {target} %, the line in each "
                "bar."
            )
        elif share < target:
            said = self.tr(
                "{name} does not reach the target of {target} % of activities, the line in each "
                "bar. Shares of money have another base."
            )
        return said.format(name=unit.unit.name, target=show_number(target * 100))

    def _row(self, code: str | None) -> UnitRow | None:
        model = self.units.rows
        rows = () if model is None else model.rows
        return next((row for row in rows if row.code == code), None)

    def _funding(self) -> Sequence[UnitFunding]:
        """Return the units whose records are shown: the chosen one, or all."""
        units = () if self._book is None else self._book.funding.units
        return [unit for unit in units if self._unit in {"", unit.unit.code}]

    def _unit_chosen(self) -> None:
        row = self.units.current_row()
        if isinstance(row, UnitRow) and row.code != self._unit:
            self._unit = row.code
            self._show_unit()

    def _show_unit(self) -> None:
        row = self._row(self._unit)
        if self._book is None or row is None:
            return
        self.shares.show_unit(self._book, row)
        is_read_only = self.context.open_workspace.access.is_read_only
        self.shares.add.setEnabled(not is_read_only)
        self.editor.show(self._book, row.code, self._funding(), is_read_only=is_read_only)
        for number, desk in enumerate(self.editor.desks, start=1):
            self.tabs.setTabText(number, f"{desk.title} ({desk.count})")
        self.doubts.show_units(self._funding(), is_read_only=is_read_only)
        title = self.tr("Problems ({count})").format(count=self.doubts.count)
        self.tabs.setTabText(self.tabs.indexOf(self.doubts), title)

    # --- What is doubtful ------------------------------------------------------------------------

    def _ask_why_right(self, row: DoubtRow) -> None:
        if self._book is not None and row.problem.doubt is not None:
            place = (row.unit, self._book.period.code)
            self._confirming.ask(*place, row.problem.doubt, show_sentence(row.problem.what))

    def _go_to_question(self) -> None:
        row = self.doubts.row
        if row is not None and self._book is not None:
            place = {"unit": row.unit, "period": self._book.period.code}
            self.go_to.emit("entry", {**place, "indicator": row.problem.indicator})

    # --- Why -------------------------------------------------------------------------------------

    def _unit_clicked(self, index: QModelIndex) -> None:
        """Explain the row whose “Why?” was clicked; a click elsewhere only selects."""
        if index.column() == index.model().columnCount() - 1:
            self._why_unit(self.units.current_row())

    def _why_unit(self, row: object) -> None:
        if not isinstance(row, UnitRow):
            return
        code = row.code

        def explain() -> Why | None:
            found = self._row(code)
            return None if self._book is None or found is None else why_unit(self._book, found)

        self._explain(explain)

    def _why_money(self, source: SourceShare) -> None:
        def explain() -> Why | None:
            row = self._row(self._unit)
            table = None if row is None else row.table
            found = _again(table, source)
            return found and table and why_source(table, found, self._funding())

        self._explain(explain)

    def _why_activities(self, source: SourceShare) -> None:
        def explain() -> Why | None:
            row = self._row(self._unit)
            table = row and self._book and self.shares.activities_table(self._book, row)
            found = _again(table, source)
            return found and table and why_source_of_activities(table, found, self._funding())

        self._explain(explain)

    def _explain(self, explain: Callable[[], Why | None]) -> None:
        if self.editor.may_leave():
            self.editor.close_form()
            self.side.explain(explain)

    def _restyle(self) -> None:
        scale = self.context.theme.scale
        self.side.setMinimumWidth(round(300 * scale))
        for table, least in (
            (self.units, 70),
            (self.shares.money, 50),
            (self.shares.activities, 50),
        ):
            table.horizontalHeader().setMinimumSectionSize(round(least * scale))
        tables = (self.units, self.shares.money, self.shares.activities)
        for table in (*tables, *(desk.view.table for desk in self.editor.desks)):
            table.viewport().update()
        self._fit_units()


def _again(table: ShareTable | None, source: SourceShare) -> SourceShare | None:
    """Return a source as it stands in a table now; None if it is no longer there."""
    wanted = (source.source, source.source_type)
    sources = () if table is None else table.sources
    return next((s for s in sources if (s.source, s.source_type) == wanted), None)


def _starting_unit(book: ReportBook) -> str:
    """Return the country to look at first: the own one, else one with money, else all."""
    units = book.funding.units
    own = next((u.unit.code for u in units if u.unit.code == book.info.home_unit), None)
    return own or next((unit.unit.code for unit in units if unit.has_money), "")


def _show_tip(button: QPushButton, text: str) -> None:
    button.setToolTip(as_tooltip(text))
