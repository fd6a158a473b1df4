"""The entry page: one unit's sheet for one period, answered as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from spa_me.domain.changes import ChangeSet, Topic
from ui.context import Context
from ui.i18n import show_sentence
from ui.page import Page
from ui.pages.entry.empty import nothing_asked
from ui.pages.entry.header import FilterBar, TitleBar
from ui.pages.entry.leaving import may_go
from ui.pages.entry.loading import Loaded, Wanted, load
from ui.pages.entry.looks import Column, in_words
from ui.pages.entry.next_steps import lock_text
from ui.pages.entry.pending import keep_undoing, with_pending
from ui.pages.entry.submission import SubmissionPart, today
from ui.pages.entry.worktable import Worktable
from ui.widgets.banner import Banner, Caution
from ui.widgets.cards import EmptyState
from ui.widgets.elided import ElidedLabel

_CONCERNS = {
    Topic.VALUES,
    Topic.FRAMEWORK,
    Topic.JUDGEMENTS,
    Topic.WORKSPACE,
    Topic.SUBMISSIONS,
    Topic.OFFICE,
}


class EntryPage(Page):
    """Asks what a reporting unit has to report and takes its answers.

    Attributes:
        table: the sheet with the panel beside it.
    """

    name = "entry"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title_bar, self.filter_bar, self.banner = TitleBar(), FilterBar(), Banner()
        self.table = Worktable(context)
        self.submission = SubmissionPart(context, self.table, self.filter_bar, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty: EmptyState | None = None
        self._wanted = Wanted()
        self._indicator = ""
        self._request = 0
        self._is_loading = False
        self._is_picked = False
        self._is_stale = True
        self._is_filled_in = False
        self._lock = ""
        self._build()
        self._connect()
        self._keys()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Enter data")

    def _build(self) -> None:
        foot = ElidedLabel("", "small")
        foot.setContentsMargins(16, 4, 16, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.title_bar, self.submission.bar, self.banner, self.filter_bar):
            layout.addWidget(part)
        layout.addWidget(self._stack, 1)
        layout.addWidget(foot)
        self._foot = foot
        self._show_foot()

    def _connect(self) -> None:
        table = self.table
        self.title_bar.chosen.connect(self._pick)
        self.title_bar.check_wanted.connect(table.check)
        self.title_bar.form.clicked.connect(self._excel_form)
        self.title_bar.why.clicked.connect(table.toggle_panel)
        self.filter_bar.changed.connect(self._filter)
        table.counted.connect(self._count)
        table.panel_shown.connect(self.title_bar.why.setHidden)
        table.side.why.go_to.connect(self.go_to)
        table.side.problems.money_chosen.connect(self._go_to_money)
        table.view.refused.connect(self._refuse)
        table.view.compacted.connect(self._show_foot)
        table.view.went_to.connect(self._show_foot)
        table.desk.noticed.connect(self.context.notices.say)
        table.commands.noticed.connect(self.context.notices.say)
        table.desk.saver.changed.connect(self._show_cautions)
        self.submission.changed.connect(self._show_cautions)

    def _keys(self) -> None:
        runs = {
            "Ctrl+F": self.filter_bar.search.setFocus,
            "F8": lambda: self._next_problem(back=False),
            "Shift+F8": lambda: self._next_problem(back=True),
            "F9": self.table.toggle_panel,
            "F6": self.table.next_pane,
        }
        for keys, run in runs.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # --- What the window asks -------------------------------------------------------------------

    def show_workspace(self) -> None:
        """Forget the sheet of another workspace; a new one is loaded when the page is entered."""
        self.table.desk.saver.forget()
        self.table.model.forget()
        self.table.desk.undo_stack.clear()
        self._wanted, self._indicator = Wanted(), ""
        self._is_stale = True
        self._request += 1
        self.submission.forget()
        self.table.show_sheet(None, is_locked=True)
        if self.is_in_front and self.context.workspace is not None:
            self._load()

    def enter(self, arguments: dict[str, object]) -> None:
        """Come to the front; `unit`, `period` and `indicator` say which cell to go to."""
        super().enter(arguments)
        unit, period, indicator = (
            str(arguments.get(name) or "") for name in ("unit", "period", "indicator")
        )
        self._indicator = indicator
        wanted = Wanted(unit or self._wanted.unit, period or self._wanted.period)
        if wanted != self._wanted and not may_go(self.context, self.table):
            return
        if self._is_stale or wanted != self._wanted:
            self._wanted = wanted
            self._load()
        else:
            self._arrive()

    def leave(self) -> bool:
        """Take what is being typed, and wait until it is saved; ask where something is not."""
        return may_go(self.context, self.table)

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Load again what somebody else changed; what was typed here is known already."""
        if not changes.topics & _CONCERNS:
            return
        if self.table.desk.is_telling:
            self.submission.look_again()
            return
        self._is_filled_in = changes.is_filled_in and (self._is_filled_in or not self._is_stale)
        self._is_stale = True
        if self.is_in_front:
            self._load()

    # --- Loading --------------------------------------------------------------------------------

    @property
    def is_loading(self) -> bool:
        """Whether a sheet is on its way."""
        return self._is_loading

    def _pick(self, unit: str, period: str) -> None:
        if may_go(self.context, self.table):
            self._wanted = Wanted(unit, period)
            self._is_picked = True
            self._load()
        elif self.table.model.sheet is not None:
            self.title_bar.pick_back()

    def _load(self) -> None:
        workspace = self.context.workspace
        if workspace is None:
            return
        self._request += 1
        request, wanted = self._request, self._wanted
        if not wanted.period:
            wanted = Wanted(wanted.unit, self.context.view.question.period)
        day, person = today(), self.submission.person

        self._is_loading = True

        def done(loaded: Loaded) -> None:
            if request == self._request:
                self._is_loading = False
                self._show(loaded)

        def failed(error: Exception) -> None:
            self._is_loading = False
            self.context.notices.complain(error)

        self.context.runner.read(
            lambda _: load(workspace, wanted, day, person),
            done,
            owner=self,
            failed=failed,
        )

    def _show(self, loaded: Loaded) -> None:
        self._is_stale = False
        sheet = None if loaded.sheet is None else with_pending(loaded.sheet, self.table.desk)
        self._lock = self._why_locked(loaded)
        before, is_filled_in = self.table.model.sheet, self._is_filled_in
        self._is_filled_in = False
        units = [(unit.code, in_words(unit.name)) for unit in loaded.units]
        periods = [(period.code, in_words(period.title)) for period in loaded.periods]
        unit, period = ("", "") if sheet is None else (sheet.unit.code, sheet.period.code)
        self._wanted = Wanted(unit, period)
        self.title_bar.show_sheet(units, unit, periods, period)
        sections = () if sheet is None else sheet.sections
        self.filter_bar.show_sections(
            [
                (s.result.code, f"{s.level} {s.result.code} · {in_words(s.result.title)}")
                for s in sections
            ]
        )
        self.table.show_sheet(sheet, is_locked=bool(self._lock))
        keep_undoing(self.table.desk, before, sheet, is_filled_in=is_filled_in)
        # What a country's own office does with its submission is not known in another country.
        knows = sheet is not None and bool(sheet.rows) and loaded.is_own
        self.submission.show(loaded.stands if knows else None, is_locked=bool(self._lock))
        self._show_empty(loaded)
        self._show_cautions()
        self._arrive()

    def _why_locked(self, loaded: Loaded) -> str:
        workspace = self.context.open_workspace
        if workspace.access.is_read_only:
            why = workspace.access.why
            said = self.tr("This workspace is open for reading only, so nothing can be changed.")
            return f"{said} {show_sentence(why)}" if why is not None else said
        if loaded.sheet is not None and not loaded.is_own:
            unit = in_words(loaded.sheet.unit.name)
            text = self.tr(
                "These are the answers of {unit}. They are changed there or by the regional "
                "secretariat; here they can be read."
            )
            return text.format(unit=unit)
        return "" if loaded.stands is None else lock_text(loaded.stands)

    def _show_empty(self, loaded: Loaded) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        said = nothing_asked(loaded)
        if said is not None:
            self._empty = EmptyState(*said)
            self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty or self.table)
        for part in (self.filter_bar, self._foot, self.title_bar.check):
            part.setVisible(said is None)
        self.title_bar.why.setVisible(said is None and self.table.side.isHidden())

    def _show_foot(self) -> None:
        """Show the keys, or what the chosen question says more than its shortened row has room for.

        It does so under the sheet, since rows that grew under the cursor would move the others.
        """
        said = self.tr(
            "Enter: next · F2: change · Alt+Down: there is no figure · Ctrl+V: paste from Excel · "
            "Ctrl+Z: undo · F8: next problem · F6: to the panel and back"
        )
        current = self.table.view.current()
        if current is not None and self.table.view.delegate.is_compact:
            more = self.table.model.look(current[0], Column.ASKED).small
            said = " · ".join(text for text, _ in more) or said
        self._foot.setText(said)

    def _arrive(self) -> None:
        code, self._indicator = self._indicator, ""
        # A picker keeps the focus: its next letter or arrow is not meant for the sheet.
        is_picked, self._is_picked = self._is_picked, False
        if code and not self.table.go_to(code):
            self.filter_bar.clear()
            self.table.go_to(code)
        elif not is_picked and not self.table.isAncestorOf(self.focusWidget() or self):
            self.table.view.setFocus()

    # --- Showing what is so ---------------------------------------------------------------------

    def _excel_form(self) -> None:
        if self.context.files is not None:
            self.context.files.form(self._wanted.unit, self._wanted.period)

    def _filter(self) -> None:
        self.table.view.finish_editing()
        shown = self.table.show_only(self.filter_bar.filter)
        if not shown and self.table.model.sheet is not None:
            self.context.notices.say(self.tr("No question fits this filter."))

    def _count(self) -> None:
        sheet = self.table.model.sheet
        problems = len(self.table.codes_with_problems())
        answered, asked = (0, 0) if sheet is None else (sheet.answered, sheet.asked)
        self.filter_bar.show_counts(answered, asked, problems)
        self.title_bar.count_problems(self.table.problem_count)

    def _next_problem(self, *, back: bool) -> None:
        self.table.view.finish_editing()
        entry = self.table.next_problem(back=back)
        if entry is None:
            self.context.notices.say(self.tr("Everything is answered, and nothing looks wrong."))
            return
        if not entry.is_money and not self.table.go_to(entry.code, entry.column):
            self.filter_bar.clear()
            self.table.go_to(entry.code, entry.column)
        about = self.tr("Co-funding") if entry.is_money else entry.code
        self.context.notices.say(f"{about}: {entry.text}")

    def _go_to_money(self) -> None:
        sheet = self.table.model.sheet
        if sheet is not None:
            self.go_to.emit("cofunding", {"unit": sheet.unit.code, "tab": "problems"})

    def _refuse(self) -> None:
        self.context.notices.say(self._lock)

    def _show_cautions(self) -> None:
        unsaved = self.table.desk.saver.unsaved
        cautions: list[Caution] = []
        if unsaved:
            error = next(reversed(unsaved.values())).error
            many = self.tr("{n} answers are on the screen and not saved.").format(n=len(unsaved))
            one = self.tr("1 answer is on the screen and not saved.")
            text = f"{one if len(unsaved) == 1 else many} {error}"
            cautions.append(Caution(text, self.tr("Try again"), self.table.desk.saver.retry))
        workspace, stands = self.context.workspace, self.submission.stands
        # A lock of the submission stands in its bar; a sheet that is read only has the window's.
        is_elsewhere = workspace is None or workspace.access.is_read_only
        if self._lock and not is_elsewhere and (stands is None or stands.lock is None):
            cautions.append(Caution(self._lock))
        cautions.extend(self.submission.cautions())
        if [caution.text for caution in cautions] != list(self.banner.texts):
            self.banner.show_cautions(cautions)
