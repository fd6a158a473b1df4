"""The submission of the sheet that is shown: its bar, its remarks, its steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.pages.entry.header import FilterBar
from ui.pages.entry.next_steps import NextStep, returned_text
from ui.pages.entry.side import RETURNED
from ui.pages.entry.standing import Stands, stands_of
from ui.pages.entry.steps import Steps
from ui.pages.entry.submission_bar import SubmissionBar
from ui.pages.entry.worktable import Worktable
from ui.widgets.banner import Caution


class SubmissionPart(QObject):
    """Shows how the submission stands wherever the page says so, and takes its steps.

    Attributes:
        bar: the bar under the title.
        stands: how the submission of the shown sheet stands; None while there is no sheet.
    """

    changed = Signal()
    """Emitted when the banner may have to say something else."""

    def __init__(
        self, context: Context, table: Worktable, filter_bar: FilterBar, page: QWidget
    ) -> None:
        super().__init__(page)
        self._context, self._table, self._filter_bar = context, table, filter_bar
        self.bar = SubmissionBar(context.theme)
        self.stands: Stands | None = None
        self._steps = Steps(context, table, page)
        self._request = 0
        self._is_locked = False
        self.bar.wanted.connect(self._take_step)
        table.side.returned.answered.connect(self._answer)

    @property
    def person(self) -> str:
        """The name of who is at work; empty before they were asked."""
        return self._context.settings.person[0]

    def forget(self) -> None:
        """Show nothing, as for another workspace."""
        self._table.side.returned.forget()
        self.show(None, is_locked=True)

    def show(self, stands: Stands | None, *, is_locked: bool) -> None:
        """Show how a submission stands.

        Args:
            stands: None where nothing is asked.
            is_locked: whether nothing can be entered in the sheet.
        """
        self._request += 1
        self.stands, self._is_locked = stands, is_locked
        remarks = () if stands is None else stands.remarks
        waiting = stands.open_remarks if stands is not None and remarks else None
        self._table.show_remarks(remarks, is_locked=is_locked)
        self._filter_bar.show_returned(waiting)
        workspace = self._context.workspace
        is_read_only = workspace is not None and workspace.access.is_read_only
        self.bar.show_stands(stands, is_read_only=is_read_only)
        self.changed.emit()

    def look_again(self) -> None:
        """Look again how it stands, after an answer of this sheet was saved."""
        workspace, stands = self._context.workspace, self.stands
        if workspace is None or stands is None:
            return
        unit, period = stands.submission.unit, stands.submission.period
        request, day, person = self._request, today(), self.person

        def done(found: Stands) -> None:
            if request == self._request:
                self.show(found, is_locked=self._is_locked)

        self._context.runner.read(
            lambda _: stands_of(workspace, unit, period, day, person), done, owner=self
        )

    def cautions(self) -> Iterator[Caution]:
        """Yield what the banner says of a return."""
        text = "" if self.stands is None else returned_text(self.stands)
        if text and self.stands is not None and self.stands.remarks:
            yield Caution(text, self.tr("Show the remarks"), self._show_remarks)
        elif text:
            yield Caution(text)

    def _show_remarks(self) -> None:
        self._table.open_panel(RETURNED)
        self._table.side.returned.focus_first()

    def _take_step(self, step: NextStep) -> None:
        if self.stands is not None:
            self._steps.take(step, self.stands)

    def _answer(self, indicator: str, text: str) -> None:
        if self.stands is not None:
            self._steps.answer(self.stands, indicator, text)


def today() -> date:
    """Return the day at the office."""
    return datetime.now().astimezone().date()
