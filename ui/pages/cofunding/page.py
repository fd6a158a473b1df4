"""The co-funding page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedLayout,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.changes import ChangeSet
from spa_me.domain.cofunding import SourceShare
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding
from ui.context import Context
from ui.i18n import show_percent
from ui.models.rows import RowsModel
from ui.page import Page
from ui.pages.cofunding.bars import ShareBars
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
from ui.pages.cofunding.share_columns import UNIT_ACTIVITIES, UNIT_MONEY, unit_columns
from ui.pages.cofunding.shares_view import SharesView
from ui.widgets.cards import EmptyState
from ui.widgets.labels import label
from ui.widgets.tables import DataTable
from ui.widgets.why_panel import WhyPanel


class CofundingPage(Page):
    """Countries against the target, who pays in one of them, and the records behind it."""

    name = "cofunding"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = CofundingPresenter(context, self)
        self._book: ReportBook | None = None
        self._unit: str | None = None
        self._is_stale = True
        self._explain: Callable[[], Why | None] | None = None
        self.bar = QuestionBar()
        self.units = DataTable(self.tr("Countries and their shares"))
        self.shares = SharesView()
        self.editor = RecordsEditor(context, self._presenter, self)
        self.why = WhyPanel(context)
        self.tabs = QTabWidget()
        self._question = label(self.tr("Do the governments pay their share?"), "title")
        self._answer = label("", "muted")
        self._side = QWidget()
        self._stack = QStackedLayout(self)
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Co-funding")

    def _build(self) -> None:
        self._bars = ShareBars(lambda: self.context.theme.palette, self.units)
        self.units.setItemDelegateForColumn(UNIT_MONEY, self._bars)
        self.units.setItemDelegateForColumn(UNIT_ACTIVITIES, self._bars)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.shares, self.tr("Who pays"))
        for desk in self.editor.desks:
            self.tabs.addTab(desk.view, desk.title)
        self.tabs.setCornerWidget(self._undo_buttons())
        content = QSplitter(Qt.Orientation.Vertical)
        content.addWidget(self.units)
        content.addWidget(self.tabs)
        content.setSizes([270, 340])
        content.setChildrenCollapsible(False)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._question)
        column.addWidget(self._answer)
        column.addWidget(self.bar)
        column.addWidget(content, 1)
        self._stack.addWidget(self._beside(main))
        self._stack.addWidget(
            EmptyState(
                self.tr("No workspace is open"),
                self.tr("Open a workspace, and this page shows who pays for its plan."),
            )
        )
        self._stack.setCurrentIndex(1)

    def _beside(self, main: QWidget) -> QSplitter:
        """Return the content with the panel for forms and explanations at its right."""
        layout = QHBoxLayout(self._side)
        layout.setContentsMargins(0, 0, 0, 0)
        for panel in (self.why, *(desk.form for desk in self.editor.desks)):
            layout.addWidget(panel)
        self._side.setMinimumWidth(300)
        self._side.hide()
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(main)
        beside.addWidget(self._side)
        beside.setStretchFactor(0, 1)
        beside.setSizes([800, 360])
        beside.setChildrenCollapsible(False)
        return beside

    def _undo_buttons(self) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        stack = self._presenter.undo_stack
        undo = stack.createUndoAction(self, self.tr("Undo"))
        redo = stack.createRedoAction(self, self.tr("Redo"))
        undo.setShortcuts(QKeySequence.StandardKey.Undo)
        redo.setShortcuts(QKeySequence.StandardKey.Redo)
        for action, text in ((undo, self.tr("Undo")), (redo, self.tr("Redo"))):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
            line.addWidget(_button(action, text))
        return made

    def _connect(self) -> None:
        self._presenter.answered.connect(self._show_book)
        self.context.view.changed.connect(self._look_again)
        self.context.theme.changed.connect(self._restyle)
        self.bar.refined.connect(self._refine)
        self.units.opened.connect(self._why_unit)
        self.units.clicked.connect(self._unit_clicked)
        self.shares.money_asked.connect(self._why_money)
        self.shares.activities_asked.connect(self._why_activities)
        self.why.closed.connect(self._close_why)
        self.why.go_to.connect(self.go_to)
        self.editor.form_opened.connect(self._show_side)
        self.editor.form_closed.connect(self._side.hide)

    def show_workspace(self) -> None:
        """Show the workspace that is open now."""
        self._book, self._unit = None, None
        self._presenter.forget()
        self.editor.close_form()
        self._close_why()
        self._stack.setCurrentIndex(0 if self.context.workspace is not None else 1)
        self._look_again()

    def enter(self, arguments: dict[str, object]) -> None:
        """Show a country's records, such as `{"unit": "CN"}`."""
        unit = arguments.get("unit")
        if isinstance(unit, str):
            self._unit = unit
            self.units.select(unit)
        if self._is_stale:
            self._presenter.ask()

    def leave(self) -> bool:
        """Stay while a form holds what is not saved."""
        return self.editor.may_leave()

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Ask again; every change can touch what is said here."""
        del changes
        self._look_again()

    def _refine(self, changes: dict[str, object]) -> None:
        self.context.view.refine(**changes)

    def _look_again(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._presenter.ask()

    def _show_book(self, book: ReportBook) -> None:
        self._is_stale = False
        is_new = self._book is None or self._book.question.currency != book.question.currency
        self._book = book
        self.bar.show_book(book)
        self._answer.setText(self._headline(book))
        self._bars.target = book.funding.target
        rows = list(unit_rows(book, self.tr("All together")))
        if self._unit is None:
            self._unit = _starting_unit(book)
        if is_new:
            self._make_units(book)
        model = self.units.rows
        assert model is not None  # noqa: S101 (made above)
        model.show(rows)
        self.units.select(self._unit)
        self._show_unit()
        self._explain_again()

    def _make_units(self, book: ReportBook) -> None:
        before = self.units.rows
        columns = unit_columns(book.question.currency)
        self.units.setModel(RowsModel(columns, key=lambda row: row.code, parent=self.units))
        self.units.selectionModel().currentRowChanged.connect(self._unit_chosen)
        if before is not None:
            before.deleteLater()

    def _headline(self, book: ReportBook) -> str:
        funding = book.funding
        if funding.target is None:
            return self.tr("The framework names no target for the governments’ share.")
        said = self.tr(
            "{reaching} of {all} countries reach the target of {target} of activities; "
            "{silent} gave no share. Shares of money stand beside them, on their own base."
        )
        return said.format(
            reaching=funding.reaching,
            all=len(funding.units),
            target=show_percent(funding.target),
            silent=len(funding.units) - funding.reported,
        )

    def _row(self) -> UnitRow | None:
        model = self.units.rows
        rows = () if model is None else model.rows
        return next((row for row in rows if row.code == self._unit), None)

    def _unit_chosen(self) -> None:
        row = self.units.current_row()
        if isinstance(row, UnitRow) and row.code != self._unit:
            self._unit = row.code
            self._show_unit()

    def _funding(self) -> Sequence[UnitFunding]:
        """Return the units whose records are shown: the chosen one, or all."""
        if self._book is None:
            return ()
        units = self._book.funding.units
        return [unit for unit in units if self._unit in {"", unit.unit.code}]

    def _show_unit(self) -> None:
        row = self._row()
        if self._book is None or row is None:
            return
        self.shares.show_unit(self._book, row)
        is_read_only = self.context.open_workspace.access.is_read_only
        self.editor.show(self._book, row.code, self._funding(), is_read_only=is_read_only)
        for number, desk in enumerate(self.editor.desks, start=1):
            count = 0 if desk.model is None else len(desk.model.rows)
            self.tabs.setTabText(number, f"{desk.title} ({count})")

    def _unit_clicked(self, index: QModelIndex) -> None:
        """Explain the row whose “Why?” was clicked; a click elsewhere only selects."""
        if index.column() == index.model().columnCount() - 1:
            self._why_unit(self.units.current_row())

    def _why_unit(self, row: object) -> None:
        if isinstance(row, UnitRow):
            self._answer_why(lambda: self._explained_unit(row.code))

    def _explained_unit(self, code: str) -> Why | None:
        model = self.units.rows
        rows = () if model is None else model.rows
        found = next((row for row in rows if row.code == code), None)
        return None if self._book is None or found is None else why_unit(self._book, found)

    def _why_money(self, source: SourceShare) -> None:
        self._answer_why(lambda: self._explained_source(source, of_money=True))

    def _why_activities(self, source: SourceShare) -> None:
        self._answer_why(lambda: self._explained_source(source, of_money=False))

    def _explained_source(self, source: SourceShare, *, of_money: bool) -> Why | None:
        row = self._row()
        if self._book is None or row is None:
            return None
        if of_money:
            table, explain = row.table, why_source
        else:
            table, explain = self.shares.activities_table(self._book, row), why_source_of_activities
        wanted = (source.source, source.source_type)
        found = next((s for s in table.sources if (s.source, s.source_type) == wanted), None)
        return None if found is None else explain(table, found, self._funding())

    def _answer_why(self, explain: Callable[[], Why | None]) -> None:
        if self.editor.may_leave():
            self.editor.close_form()
            self._explain = explain
            self._explain_again()

    def _explain_again(self) -> None:
        """Show the explanation that was asked for, as it is now."""
        if self._explain is None:
            return
        why = self._explain()
        if why is None:
            self._close_why()
            return
        self._show_side(self.why)
        self.why.show_text(why.title, why.sentences, why.rows)

    def _close_why(self) -> None:
        self._explain = None
        self.why.clear()
        self._side.hide()

    def _show_side(self, panel: QWidget) -> None:
        """Show the explanation or a form; only one of them is there at a time."""
        if panel is not self.why:
            self._explain = None
            self.why.clear()
        self._side.show()

    def _restyle(self) -> None:
        tables = (self.units, self.shares.money, self.shares.activities)
        for table in (*tables, *(desk.view.table for desk in self.editor.desks)):
            table.fit_columns()
            table.viewport().update()


def _starting_unit(book: ReportBook) -> str:
    """Return the country to look at first: the own one, else one with money, else all."""
    units = book.funding.units
    own = next((u.unit.code for u in units if u.unit.code == book.info.home_unit), None)
    return own or next((unit.unit.code for unit in units if unit.has_money), "")


def _button(action: QAction, text: str) -> QToolButton:
    made = QToolButton()
    made.setDefaultAction(action)
    made.setText(text)
    made.setProperty("role", "button")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
