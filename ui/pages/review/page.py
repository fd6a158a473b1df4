"""The review page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.changes import ChangeSet
from spa_me.domain.errors import UserError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.submission import Verdict
from spa_me.services.exchange.review_sheet import ReviewRow, ReviewSheet
from spa_me.services.exchange.reviewing import Reviewed
from spa_me.services.submissions import today_of
from ui.context import Context
from ui.models.rows import RowsModel
from ui.page import Page
from ui.pages.review.columns import BEFORE, LAST, MAY_BE_EMPTY, review_columns
from ui.pages.review.decisions import (
    AcceptDialog,
    ChooseDialog,
    DecisionDialog,
    ReturnDialog,
    Words,
)
from ui.pages.review.presenter import WHOLE, ReviewPresenter
from ui.pages.review.side import ReviewSide
from ui.pages.review.words import count_text, people_text, revision_title, warning_text
from ui.widgets.cards import EmptyState
from ui.widgets.elided import ElidedLabel
from ui.widgets.labels import label
from ui.widgets.submission_icon import submission_pixmap
from ui.widgets.tables import DataTable

if TYPE_CHECKING:
    from spa_me.packages.keys import OfficeKey


class ReviewPage(Page):
    """A submission's sheet beside what was accepted before; a person accepts or returns it."""

    name = "review"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.presenter = ReviewPresenter(context, self)
        self._is_stale = True
        self._unit = ""
        self._written: dict[tuple[Verdict, str], Words] = {}
        self.model = RowsModel[ReviewRow](
            review_columns(
                lambda: context.theme.palette, lambda: self.presenter.remarks, self._definition
            ),
            key=lambda row: row.code,
            parent=self,
        )
        self.table = DataTable(self.tr("Fields of the submission"))
        self.table.setModel(self.model)
        self.back = QPushButton(self.tr("← &Inbox"))
        self.heading = label(role="title", wraps=False)
        self.shape = label(wraps=False)
        self.people = ElidedLabel(role="muted")
        self.warning = ElidedLabel(role="strong")
        self.revision = QComboBox()
        self.only_changed = QCheckBox(self.tr("&Only what changed"))
        self.count = label(role="muted")
        self.accept = QPushButton(self.tr("&Accept…"))
        self.give_back = QPushButton(self.tr("Re&turn…"))
        self.choose = QPushButton(self.tr("&Choose this revision…"))
        self.side = ReviewSide(context)
        self._empty = EmptyState(
            self.tr("No submission is chosen"),
            self.tr(
                "Choose one in the table of the Inbox and press Review. Its figures stand here "
                "beside those that were accepted before."
            ),
        )
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Review")

    def _definition(self) -> FrameworkDefinition | None:
        sheet = self.presenter.sheet
        return None if sheet is None else sheet.definition

    # --- Making ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.accept.setProperty("role", "primary")
        self.back.setProperty("role", "link")
        self.revision.setAccessibleName(self.tr("Revision"))
        self.revision.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._empty.add_action(self.tr("Go to the Inbox"), self._go_back, primary=True)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(self._main())
        beside.addWidget(self.side)
        beside.setStretchFactor(0, 1)
        beside.setSizes([873, 300])
        beside.setChildrenCollapsible(False)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self._stack, 1)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        first, second = QHBoxLayout(), QHBoxLayout()
        for part in (self.back, self.shape, self.heading):
            first.addWidget(part)
        first.addSpacing(8)
        first.addWidget(self.revision)
        first.addStretch(1)
        for part in (self.choose, self.give_back, self.accept):
            first.addWidget(part)
        second.addWidget(self.people, 1)
        column = QVBoxLayout(bar)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.warning)
        return bar

    def _main(self) -> QWidget:
        made = QWidget()
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.only_changed)
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 8, 8, 12)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        return made

    def _connect(self) -> None:
        self.presenter.answered.connect(self._show)
        self.presenter.failed.connect(self._show_failure)
        self.presenter.decided.connect(self._decided)
        self.back.clicked.connect(self._go_back)
        self.only_changed.toggled.connect(self._show_rows)
        self.revision.activated.connect(self._choose_revision)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.table.opened.connect(self.side.write_remark)
        self.side.remarked.connect(self._remark)
        self.accept.clicked.connect(self._ask_to_accept)
        self.give_back.clicked.connect(self._ask_to_return)
        self.choose.clicked.connect(self._ask_to_choose)
        self.context.theme.changed.connect(self._restyle)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.side)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.table.setFocus)

    def _restyle(self) -> None:
        self.table.viewport().update()
        self.side.setMinimumWidth(round(280 * self.context.theme.scale))

    # --- What the window calls -------------------------------------------------------------------

    def show_workspace(self) -> None:
        """Show nothing until a submission is chosen."""
        self.presenter.forget()
        self._show_nothing()

    def enter(self, arguments: dict[str, object]) -> None:
        """Show a submission: `{"unit": "A", "period": "2014"}`, perhaps with a `"revision"`."""
        super().enter(arguments)
        unit, period = arguments.get("unit"), arguments.get("period")
        if isinstance(unit, str) and isinstance(period, str):
            if (unit, period) != self.presenter.place:
                self.only_changed.setChecked(False)  # rows of another office would be out of sight
            self.presenter.show(unit, period, str(arguments.get("revision", "")))
        elif self._is_stale:
            self.presenter.ask()
        self._is_stale = False

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Ask again: a further revision may have come."""
        del changes
        self._is_stale = True
        if self.is_in_front:
            self._is_stale = False
            self.presenter.ask()

    def _go_back(self) -> None:
        self.go_to.emit("inbox", {})

    # --- Showing ---------------------------------------------------------------------------------

    def _show_nothing(self) -> None:
        self._stack.setCurrentIndex(0)
        self.heading.setText(self.title())
        self.people.setText("")
        self.shape.setPixmap(QPixmap())
        for part in (self.revision, self.accept, self.give_back, self.choose):
            part.hide()

    def _show_failure(self, error: Exception) -> None:
        self._show_nothing()
        if not isinstance(error, UserError):
            self.context.notices.complain(error)

    def _show(self, sheet: ReviewSheet) -> None:
        self._stack.setCurrentIndex(1)
        definition, revision = sheet.definition, sheet.revision
        self._unit = str(definition.unit_by_code[revision.unit].name)
        period = str(definition.period_by_code[revision.period].title)
        self.heading.setText(f"{self._unit}, {period}")
        palette = self.context.theme.palette
        self.shape.setPixmap(submission_pixmap(sheet.submission.state, palette, ratio=2.0))
        self.people.setText(people_text(sheet, self._unit))
        self.warning.setText(warning_text(sheet))
        self.warning.setVisible(bool(self.warning.text()))
        with QSignalBlocker(self.revision):
            self.revision.clear()
            for choice in sheet.choices:
                self.revision.addItem(revision_title(sheet, choice), choice.digest)
            self.revision.setCurrentIndex(self.revision.findData(revision.digest))
        self.revision.show()
        is_read_only = self.context.open_workspace.access.is_read_only
        self.accept.setVisible(sheet.may_decide)
        self.give_back.setVisible(sheet.may_return)
        self.choose.setVisible(sheet.revision in sheet.rivals)
        for button in (self.accept, self.give_back, self.choose):
            button.setEnabled(not is_read_only)
        self.side.show_sheet(sheet, self.presenter.remarks.get(WHOLE, ""))
        self._show_rows()
        self._show_columns(sheet)

    def _show_columns(self, sheet: ReviewSheet) -> None:
        """Show the columns that say something, so that the questions have the room."""
        self.table.setColumnHidden(LAST, sheet.last_period is None)
        self.table.setColumnHidden(BEFORE, not sheet.against)
        for column in MAY_BE_EMPTY:
            cells = (self.model.index(row, column) for row in range(self.model.rowCount()))
            roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole)
            is_empty = not any(cell.data(role) for cell in cells for role in roles)
            self.table.setColumnHidden(column, is_empty)
        self.table.fit_columns()

    def _show_rows(self) -> None:
        sheet = self.presenter.sheet
        if sheet is None:
            return
        only = self.only_changed.isChecked()
        self.model.show(row for row in sheet.rows if row.is_news or not only)
        self.count.setText(count_text(sheet))
        if self.model.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_row()

    def _show_row(self) -> None:
        row = self.model.row(self.table.currentIndex())
        remark = "" if row is None else self.presenter.remarks.get(row.code, "")
        self.side.show_row(row, self.presenter.sheet, remark)

    def _remark(self, code: str, text: str) -> None:
        self.presenter.remark(code, text)
        self.model.refresh()
        if self.presenter.sheet is not None:
            self._show_columns(self.presenter.sheet)

    def _choose_revision(self) -> None:
        self.presenter.show(*self.presenter.place, str(self.revision.currentData()))

    # --- Deciding --------------------------------------------------------------------------------

    def _sign(self, run: Callable[[OfficeKey | None], object]) -> None:
        from ui.dialogs.signing import with_signer

        why = self.tr("The decision is signed with it, so that the country takes it in.")
        with_signer(self.context, self.window(), why, run)

    # The key comes first: nobody writes to a country and then finds that nothing can be signed.

    def _ask_to_accept(self) -> None:
        if self.presenter.sheet is not None:
            self._sign(self._accept_with)

    def _accept_with(self, signer: OfficeKey | None) -> None:
        sheet = self.presenter.sheet
        if sheet is None:
            return
        digest = sheet.revision.digest  # another one may come in while the dialog is open
        dialog = AcceptDialog(sheet, self._unit, len(self.presenter.remarks), self.window())

        def decided(reason: str) -> None:
            self.presenter.accept(signer, digest, reason)

        dialog.decided.connect(decided)
        self._ask(dialog, Verdict.ACCEPTED, digest)

    def _ask(self, dialog: DecisionDialog, verdict: Verdict, digest: str) -> None:
        """Open a dialog with what was written in it before; it is kept until it is sealed."""
        key = verdict, digest
        if key in self._written:
            dialog.go_on_from(self._written[key])
        dialog.left.connect(partial(self._written.__setitem__, key))
        dialog.open()

    def _ask_to_return(self) -> None:
        if self.presenter.sheet is not None:
            self._sign(self._return_with)

    def _return_with(self, signer: OfficeKey | None) -> None:
        sheet = self.presenter.sheet
        if sheet is None:
            return
        digest = sheet.revision.digest
        remarks, today = self.presenter.field_remarks(), today_of(self.context.open_workspace.now())
        dialog = ReturnDialog(sheet, self._unit, remarks, today, self.window())

        def decided(reason: str, day: date | None) -> None:
            self.presenter.give_back(signer, digest, reason, remarks, day)

        dialog.decided.connect(decided)
        self._ask(dialog, Verdict.RETURNED, digest)

    def _ask_to_choose(self) -> None:
        if self.presenter.sheet is not None:
            self._sign(self._choose_with)

    def _choose_with(self, signer: OfficeKey | None) -> None:
        sheet = self.presenter.sheet
        if sheet is None:
            return
        dialog = ChooseDialog(sheet, self._unit, self.window())

        def decided(digest: str, reason: str) -> None:
            self.presenter.choose(signer, digest, reason)

        dialog.decided.connect(decided)
        self._ask(dialog, Verdict.CHOSEN, sheet.revision.supersedes)

    def _decided(self, reviewed: Reviewed) -> None:
        from ui.dialogs.send_packages import SendPackagesDialog

        self._written.clear()  # it is sealed, and said
        headings = {
            Verdict.ACCEPTED: self.tr("The submission of {unit} is accepted"),
            Verdict.RETURNED: self.tr("The submission of {unit} is returned"),
            Verdict.CHOSEN: self.tr("The revision of {unit} is chosen"),
        }
        heading = headings[reviewed.decision.verdict].format(unit=self._unit)
        said = self.tr(
            "Send the review to the office, for every computer on which it uses SPA-ME: each "
            "knows of the decision once it has taken in the file. “Files for this office…” on the "
            "Inbox saves it again."
        )
        digests = [reviewed.package.digest]
        dialog = SendPackagesDialog(
            self.context, digests, heading, said, self.window(), saves_now=True
        )
        dialog.open()
