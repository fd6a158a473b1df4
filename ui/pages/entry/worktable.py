"""The sheet with the panel beside it, and the check that runs along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from spa_me.domain.checks import Problem
from spa_me.reports.entry import EntrySheet
from spa_me.services.submissions.remarks import Remark
from ui.confirming import Confirming
from ui.context import Context
from ui.pages.entry import header
from ui.pages.entry.commands import SheetCommands
from ui.pages.entry.desk import Desk
from ui.pages.entry.header import Filter
from ui.pages.entry.looks import Column, in_words
from ui.pages.entry.model import EntryModel
from ui.pages.entry.problems import Entry, entries_of, entries_of_check
from ui.pages.entry.side import BREAKDOWN, EVIDENCE, PROBLEMS, RETURNED, WHY, SidePanel
from ui.pages.entry.view import SheetView
from ui.reading import locale_signs

_CHECK_AFTER = 300
"""How long after a change the whole sheet is checked, in milliseconds."""
_ROOM_FOR_PANEL = 1_000
"""The width, at 100 % text, from which the panel is open without being asked for."""
_PANEL = 318
"""The width of the panel at 100 % text, and its least one."""


class Worktable(QWidget):
    """Model, view, desk and panel of one sheet, wired together."""

    counted = Signal()
    """Emitted when the number of answers or of problems changed."""
    panel_shown = Signal(bool)
    """Emitted when the panel was opened or closed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._confirming = Confirming(context, self)
        self.model = EntryModel(locale_signs(), self)
        self.desk = Desk(context, self.model, self)
        self.view = SheetView(self.model, context.theme)
        self.commands = SheetCommands(self.view, self.model, self.desk)
        self.side = SidePanel(context, self.desk, self.model)
        self._found: list[Entry] = []
        self._check_soon = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._check_soon.timeout.connect(self._check)
        self._checked: EntrySheet | None = None
        self._is_checking = False
        self._panel_wanted: bool | None = None
        self._filter = Filter()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.view)
        self._splitter.addWidget(self.side)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setCollapsible(0, False)
        self._splitter.setCollapsible(1, False)
        self._splitter.setHandleWidth(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._connect()

    def _connect(self) -> None:
        self.view.went_to.connect(self.side.show_question)
        self.view.delegate.typed.connect(self._preview)
        self.desk.wants_reason.connect(self.view.ask_reason)
        self.desk.went_to.connect(self._go_to_undone)
        self.desk.saver.changed.connect(self._count)
        self.commands.why_wanted.connect(lambda: self.open_panel(WHY))
        self.side.evidence.wants.connect(self.commands.run)
        self.commands.evidence_wanted.connect(self._open_evidence)
        self.commands.breakdown_wanted.connect(self._open_breakdown)
        self.side.closed.connect(self._panel_closed)
        self.side.opened.connect(self._count)
        self.side.breakdown.left.connect(self.view.setFocus)
        self.side.problems.chosen.connect(self._go_to_problem)
        self.side.problems.right_asked.connect(self._ask_why_right)
        self.side.problems.offer_taken.connect(self.desk.answer)
        self.side.returned.chosen.connect(self.go_to)
        self.model.sheet_changed.connect(self._changed)
        self._context.theme.changed.connect(self.model.refresh)

    # --- Showing --------------------------------------------------------------------------------

    def show_sheet(self, sheet: EntrySheet | None, *, is_locked: bool) -> None:
        """Show a sheet; the cursor stays on its question if that is asked here, too."""
        before = self.view.current()
        self._found = []
        self.model.is_locked = is_locked
        self.side.problems.show_locked(is_locked=is_locked)
        self.model.show(sheet)
        self.show_only(self._filter)
        if self.view.current() is None:
            questions = self.view.questions()
            code = before[0] if before and before[0] in questions else next(iter(questions), None)
            if code is not None:
                self.view.go(code)
            self.side.show_question(code)
        self._fit_panel()

    def _fit_panel(self) -> None:
        scale = self.fontMetrics().height() / 17
        fits = self.width() >= _ROOM_FOR_PANEL * scale
        wanted = fits if self._panel_wanted is None else self._panel_wanted
        if wanted and self.side.isHidden():
            self._show_panel(self.side.view)
        elif not wanted:
            self.side.hide()
        self.panel_shown.emit(wanted)

    def _show_panel(self, view: int) -> None:
        was_hidden = self.side.isHidden()
        self.side.open(view)
        if was_hidden:
            wide = round(_PANEL * self.fontMetrics().height() / 17)
            # At large text it is narrower rather than that the sheet does not fit beside it.
            beside = self.width() - self.view.least_width() - self._splitter.handleWidth()
            wide = max(_PANEL, min(wide, beside))
            self._splitter.setSizes([max(1, self.width() - wide), wide])

    def open_panel(self, view: int) -> None:
        """Open the panel on one of its views."""
        self._panel_wanted = True
        self._show_panel(view)
        self.panel_shown.emit(True)

    def toggle_panel(self) -> None:
        """Open the panel, or close it."""
        if self.side.isHidden():
            self.open_panel(WHY)
        else:
            self.side.hide()
            self._panel_closed()

    def _panel_closed(self) -> None:
        self._panel_wanted = False
        self.panel_shown.emit(False)
        self.view.setFocus()

    def _open_breakdown(self) -> None:
        current = self.view.current()
        if current is not None and self.model.row(current[0]).indicator.dimensions:
            self.open_panel(BREAKDOWN)
            self.side.breakdown.focus_first()
        else:
            self._context.notices.say(self.tr("This question is not broken down."))

    def _open_evidence(self) -> None:
        self.open_panel(EVIDENCE)
        self.side.evidence.focus_first()

    def next_pane(self) -> None:
        """Go from the sheet to the panel and back."""
        if self.window().focusWidget() is self.view and not self.side.isHidden():
            self.side.focus_view()
        else:
            self.view.setFocus()

    # --- Filtering and going --------------------------------------------------------------------

    def show_only(self, wanted: Filter) -> int:
        """Show the questions that a filter lets through; return how many they are.

        Answering does not take a row away at once: it would go from under the cursor.
        """
        self._filter = wanted
        text = wanted.text.casefold()
        with_problems = self.codes_with_problems()

        def lets_through(code: str) -> bool:
            row = self.model.row(code)
            by_kind = {
                header.MISSING: not row.is_answered,
                header.PROBLEMS: code in with_problems,
                header.RETURNED: code in self.model.remarks,
            }
            return (
                by_kind.get(wanted.kind, True)
                and wanted.section in {"", row.section}
                and (not text or text in self._searched(code))
            )

        return self.view.show_only(lets_through)

    def _searched(self, code: str) -> str:
        row = self.model.row(code)
        indicator = row.indicator
        texts = [code, *indicator.title.root.values(), row.value.note, row.value.reason]
        more = (indicator.guidance, indicator.numerator, indicator.denominator)
        return " ".join([*texts, *(in_words(text) for text in more)]).casefold()

    def go_to(self, code: str, column: Column = Column.MINE) -> bool:
        """Put the cursor on a cell; return False where the filter hides it or nobody asks it."""
        index = self.model.place(code, column)
        if not index.isValid() or self.view.isRowHidden(index.row()):
            return False
        self.view.go(code, column)
        self.view.setFocus()
        return True

    def _go_to_problem(self, code: str, column: Column) -> None:
        """Go to a problem's cell; a remark about the whole submission has none."""
        if not self.go_to(code, column) and code in self.model.remarks:
            self.open_panel(RETURNED)
            self.side.returned.show_question(code)
            self.side.returned.focus_first()

    def _ask_why_right(self, entry: Entry) -> None:
        sheet = self.model.sheet
        if sheet is not None and entry.doubt is not None:
            place = (sheet.unit.code, sheet.period.code)
            self._confirming.ask(*place, entry.doubt, entry.text)

    def show_remarks(self, remarks: Sequence[Remark], *, is_locked: bool) -> None:
        """Show what the region asks about single answers."""
        by_field = {remark.remark.indicator: remark for remark in remarks}
        self.model.show_remarks(by_field)
        sheet = self.model.sheet
        known = () if sheet is None else by_field.keys() & sheet.rows.keys()
        titles = {code: in_words(self.model.row(code).indicator.title) for code in known}
        self.side.returned.show_remarks(remarks, titles, is_locked=is_locked)
        self.side.count_returned(sum(remark.is_open for remark in remarks) if remarks else None)
        self._count()

    def _go_to_undone(self, codes: list[str]) -> None:
        shown = set(self.view.questions())
        current = self.view.current()
        touched = [code for code in codes if code in shown]
        if touched and (current is None or current[0] not in touched):
            self.view.go(touched[0])

    # --- Typing and checking --------------------------------------------------------------------

    def _preview(self, text: str) -> None:
        current = self.view.current()
        if current is not None and current[1] is Column.MINE:
            self.model.preview(current[0], self.desk.read(current[0], text))

    def _changed(self) -> None:
        self._count()
        self._check_soon.start()

    def _check(self) -> None:
        """Check the whole sheet beside the window; once more if it changed in the meantime."""
        sheet = self.model.sheet
        if sheet is None or sheet is self._checked or self._is_checking:
            return
        self._is_checking = True

        def done(found: Sequence[Problem]) -> None:
            self._is_checking = False
            self._checked = sheet
            self._found = entries_of_check(found)
            self._count()
            if sheet is not self.model.sheet:
                self._check_soon.start()

        def failed(error: Exception) -> None:
            self._is_checking = False
            self._context.notices.complain(error)

        self._context.runner.read(lambda _: sheet.problems, done, owner=self, failed=failed)

    def _count(self) -> None:
        self.side.count_problems(self.problem_count)
        if not self.side.isHidden() and self.side.view == PROBLEMS:
            self._list_problems()
        self.counted.emit()

    @property
    def _entries(self) -> list[Entry]:
        unsaved = self.tr("It is on the screen and not saved yet.")
        return entries_of(self.model, self._found, unsaved)

    def _list_problems(self) -> None:
        self.side.problems.show_entries(self._entries)

    @property
    def problem_count(self) -> int:
        """How many entries the problems list has, apart from missing answers."""
        return sum(not entry.is_missing for entry in self._entries)

    def codes_with_problems(self) -> set[str]:
        """Return the questions with anything but a missing answer in the list."""
        rows = () if self.model.sheet is None else self.model.sheet.rows
        return {e.code for e in self._entries if not e.is_missing and e.code in rows}

    def check(self) -> None:
        """Show the problems list."""
        self.open_panel(PROBLEMS)
        self._list_problems()

    def next_problem(self, *, back: bool = False) -> Entry | None:
        """Return the entry of the problems list that comes next from the cursor."""
        self._list_problems()
        current = self.view.current()
        order = list(self.model.sheet.rows) if self.model.sheet is not None else []
        code = current[0] if current else None
        return self.side.problems.next_from(code, order, back=back)
