"""Leads from a row to its form, and from the form to the presenter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from spa_me.dashboards.theme import Palette
from spa_me.domain.cofunding import MissingRate
from spa_me.domain.errors import RefusedError, UserError
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding
from ui.context import Context
from ui.pages.cofunding.choices import Choices, choices_of
from ui.pages.cofunding.desks import Desk, all_desks
from ui.pages.cofunding.grid_work import GridWork
from ui.pages.cofunding.presenter import Change, CofundingPresenter, Record, key_of
from ui.pages.cofunding.rate_form import RateForm
from ui.pages.cofunding.words import tr


class RecordsEditor(QObject):
    """Holds the desks and writes one record at a time."""

    form_opened = Signal(object)
    """Emitted with a `RecordForm` that is to be seen."""
    form_closed = Signal()
    wanted = Signal(object)
    """Emitted with the list that is to be in front."""

    def __init__(self, context: Context, presenter: CofundingPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._presenter = presenter
        self._choices: Choices | None = None
        self._unit = ""
        self._is_read_only = True
        self._before: Record | None = None
        self._open: Desk | None = None
        self._wanted: tuple[Desk, object] | None = None
        self._with_form: set[Desk] = set()
        self.desks = all_desks()
        self._works = {d: GridWork(d.grid, presenter, self) for d in self.desks if d.grid}
        for desk in self.desks:
            self._connect(desk)

    def _connect(self, desk: Desk) -> None:
        def edit(row: object) -> None:
            self.write(desk, desk.record_of(row))

        def remove(row: object) -> None:
            self._remove(desk, desk.record_of(row))

        if desk in self._works:
            self._works[desk].told.connect(desk.view.say)
        desk.view.add_asked.connect(lambda: self.write(desk, None))
        desk.view.edit_asked.connect(edit)
        desk.view.remove_asked.connect(remove)

    def _connect_form(self, desk: Desk) -> None:
        if desk not in self._with_form:
            self._with_form.add(desk)
            desk.form.submitted.connect(partial(self._save, desk))
            desk.form.cancelled.connect(self.close_form)

    def show(
        self, book: ReportBook, unit: str, funding: Sequence[UnitFunding], *, is_read_only: bool
    ) -> None:
        """List the records of some units; a new record begins with `unit`, if it is not empty."""
        self._choices, self._unit = choices_of(book), unit
        self._is_read_only = is_read_only
        alone = funding[0].unit.code if len(funding) == 1 else ""
        for desk in self.desks:
            desk.show(book, funding, self._choices, self._palette, is_read_only=is_read_only)
            work = self._works.get(desk)
            if work is not None and desk.lines is not None:
                work.use(desk.lines, self._choices, alone)
        if self._wanted is not None:
            desk, key = self._wanted
            if desk.view.table.select(key):
                self._wanted = None

    def add_contribution(self) -> None:
        """Open the form for a new contribution, with the list that it comes into in front."""
        desk = self.desks[0]
        self.wanted.emit(desk.view)
        self.write(desk, None)

    def write(self, desk: Desk, record: Record | None) -> None:
        """Open the form of a desk for a record, or for a new one."""
        if self._choices is None or self._is_read_only or not self.may_leave():
            return
        self.close_form()
        self._before, self._open = record, desk
        self._connect_form(desk)
        desk.form.save.setEnabled(True)
        self.form_opened.emit(desk.form)
        desk.form.edit(record, self._choices, self._unit)

    def _palette(self) -> Palette:
        return self._context.theme.palette

    def go_to(self, record: Record) -> None:
        """Choose a record in its list."""
        for desk in self.desks:
            if desk.view.table.select(key_of(record)):
                self.wanted.emit(desk.view)

    def add_rate(self, missing: MissingRate) -> None:
        """Open the form of a rate with all but the rate itself filled in."""
        desk = self.desks[-1]
        self.write(desk, None)
        if self._open is desk and isinstance(desk.form, RateForm):
            desk.form.start_with(missing)

    def may_leave(self) -> bool:
        """Return whether nothing that was typed is not saved; else say so, and go there."""
        for desk, work in self._works.items():
            if work.is_pending:
                self._show_pending(desk)
                return False
        if self._open is None or not self._open.form.is_touched:
            return True
        unsaved = tr("This record is not saved yet.")
        self._open.form.refuse(RefusedError(unsaved, do=tr("Save it or cancel it first.")))
        return False

    def _show_pending(self, desk: Desk) -> None:
        """Go to the first row that is not recorded."""
        model = desk.lines
        if model is not None:
            line = model.pending[0]
            desk.view.table.setCurrentIndex(model.place_of(line, next(iter(line.wrong), "")))
        self.wanted.emit(desk.view)
        said = tr("Some rows are not recorded yet. Correct them, or give them up with Esc.")
        self._context.notices.say(said)

    def close_form(self) -> None:
        """Close the form, if one is open; what was typed in it is given up."""
        if self._open is None:
            return
        desk, self._open, self._before = self._open, None, None
        desk.form.hide()
        self.form_closed.emit()
        desk.view.table.setFocus()

    def _save(self, desk: Desk, record: Record) -> None:
        desk.form.save.setEnabled(False)  # until the service has answered
        words = tr("Change {record}") if self._before else tr("Add {record}")
        change = Change(words.format(record=desk.name_of(record)), self._before, record)

        def done() -> None:
            self._wanted = (desk, key_of(record))
            self.close_form()

        self._presenter.make(change, done, self._refused)

    def _remove(self, desk: Desk, record: Record) -> None:
        if self._open is not None and self._before == record:
            self.close_form()
        words = tr("Remove {record}").format(record=desk.name_of(record))

        def done() -> None:
            undo = self._presenter.undo_stack.undo
            self._context.notices.undoable.emit(words, undo)

        self._presenter.make(Change(words, record, None), done)

    def _refused(self, error: UserError) -> None:
        if self._open is not None:
            self._open.form.save.setEnabled(True)
            self._open.form.refuse(error)
