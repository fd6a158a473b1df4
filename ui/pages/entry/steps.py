"""The steps of a submission, as buttons of the entry page: checked, asked about, taken, told."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spa_me.domain.errors import InputError
from spa_me.domain.submission import SubmissionState
from ui.context import Context
from ui.pages.entry.leaving import may_go
from ui.pages.entry.next_steps import NextStep
from ui.pages.entry.sealing import Sealing
from ui.pages.entry.standing import Stands
from ui.pages.entry.worktable import Worktable

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet
    from spa_me.services.submissions import Check
    from spa_me.services.workspace import Workspace

Service = Callable[["Workspace", str, str, str], "ChangeSet"]
"""A step of the core: workspace, unit, period, reason."""


class Steps(QObject):
    """Takes the steps that a person asks for with the bar's buttons."""

    def __init__(self, context: Context, table: Worktable, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._table, self._page = context, table, page
        self._sealing = Sealing(context, page)

    def take(self, step: NextStep, stands: Stands) -> None:
        """Take a step, or ask what it needs first."""
        runs: dict[NextStep, Callable[[Stands], None]] = {
            NextStep.READY: self._ready,
            NextStep.RECALL: self._recall,
            NextStep.SEAL: self._seal,
            NextStep.FILE: self._file,
            NextStep.WITHDRAW: self._withdraw,
            NextStep.CORRECT: self._correct,
        }
        runs[step](stands)

    # --- Ready for approval ---------------------------------------------------------------------

    def _ready(self, stands: Stands) -> None:
        table = self._table
        for part in (table.view, table.side.breakdown):
            part.finish_editing()
        table.side.returned.finish()
        if table.model.unread or table.desk.saver.unsaved:
            self._refuse()
            return
        if not may_go(self._context, table):
            return
        workspace, place = self._context.open_workspace, _place(stands)

        def check() -> Check:
            from spa_me.services.submissions import check_submission

            return check_submission(workspace, *place)

        def done(found: Check) -> None:
            if not found.may_be_sealed:
                self._refuse(found)
            elif found.problems:
                self._ask_about(found, stands)
            else:
                self._make_ready(stands)

        # After an answer that was typed until now, which is being written.
        self._context.runner.write(lambda _: check(), done, owner=self)

    def _refuse(self, found: Check | None = None) -> None:
        self._table.check(None if found is None else found.problems)
        self._table.side.problems.show_first()
        self._context.notices.say(
            self.tr("Not ready for approval yet: do what is marked ✕ in the list first.")
        )

    def _ask_about(self, check: Check, stands: Stands) -> None:
        from spa_me.domain.checks import ProblemKind
        from ui.dialogs.message import MessageDialog

        missing = sum(p.kind is ProblemKind.MISSING for p in check.problems)
        said: list[str] = []
        if missing:
            one, many = (
                self.tr("1 question has no answer."),
                self.tr("{n} questions have no answer."),
            )
            said.append(one if missing == 1 else many.format(n=missing))
        if doubtful := len(check.problems) - missing:
            one, many = (
                self.tr("1 problem is to be looked at"),
                self.tr("{n} problems are to be looked at"),
            )
            which = self.tr("{problems}: a figure looks unusual, or a status is not explained.")
            said.append(which.format(problems=one if doubtful == 1 else many.format(n=doubtful)))
        dialog = MessageDialog(
            self.tr("Make it ready for approval as it is?"),
            [
                " ".join(said),
                self.tr(
                    "Whoever approves sees this, too. A blank answer is reported as not reported, "
                    "never as zero."
                ),
            ],
            parent=self._page.window(),
        )
        dialog.add_button(self.tr("Look at them first"), self._table.check, is_primary=True)
        dialog.add_button(self.tr("Ready as it is"), partial(self._make_ready, stands))
        dialog.add_button(self.tr("Cancel"))
        dialog.open()

    def _make_ready(self, stands: Stands) -> None:
        from spa_me.services.submissions import mark_ready

        def failed(error: Exception) -> None:
            if isinstance(error, InputError):
                self._refuse()
            else:
                self._context.notices.complain(error)

        def done() -> None:
            said = self.tr("Ready for approval. The sheet is locked until it is sealed.")
            self._context.notices.undoable.emit(said, partial(self._recall, stands))

        self._run(stands, lambda w, unit, period, _: mark_ready(w, unit, period), "", done, failed)

    def _recall(self, stands: Stands) -> None:
        from spa_me.services.submissions import recall

        said = self.tr("It is a draft again.")
        self._run(stands, recall, "", partial(self._context.notices.say, said))

    # --- Steps with a reason --------------------------------------------------------------------

    def _withdraw(self, stands: Stands) -> None:
        from spa_me.services.submissions import withdraw

        head = stands.submission.head
        number = head.number if head is not None else 0
        self._ask_reason(
            stands,
            withdraw,
            self.tr("Withdraw revision {number}?").format(number=number),
            [
                self.tr(
                    "The sheet is a draft again. The sealed file stays in the record, and your "
                    "next revision says that it was withdrawn."
                ),
                self.tr("If the file was sent already, tell the region not to take it in."),
            ],
            self.tr("Withdraw"),
        )

    def _correct(self, stands: Stands) -> None:
        from spa_me.services.submissions import begin_correction

        head = stands.submission.head
        number = head.number if head is not None else 0
        said = [
            self.tr(
                "Revision {number} stays as it is. It counts until the next one is taken in."
            ).format(number=number)
        ]
        if stands.submission.state is SubmissionState.ACCEPTED:
            said.append(
                self.tr("A figure that was used already and changes is shown as a restatement.")
            )
        self._ask_reason(
            stands, begin_correction, self.tr("Begin a correction?"), said, self.tr("Begin")
        )

    def _ask_reason(
        self, stands: Stands, service: Service, title: str, said: list[str], action: str
    ) -> None:
        from ui.dialogs.reason import ReasonDialog

        dialog = ReasonDialog(title, said, action, self._page.window())

        def given(reason: str) -> None:
            told = self.tr("The sheet can be changed again.")
            self._run(stands, service, reason, partial(self._context.notices.say, told))

        dialog.given.connect(given)
        dialog.open()

    # --- Answers --------------------------------------------------------------------------------

    def answer(self, stands: Stands, indicator: str, text: str) -> None:
        """Record what the country says to a remark."""
        from spa_me.services.submissions import answer

        def write(workspace: Workspace, unit: str, period: str, said: str) -> ChangeSet:
            return answer(workspace, unit, period, indicator, said, key=str(uuid.uuid4()))

        told = self.tr("The answer is saved.")
        self._run(stands, write, text, partial(self._context.notices.say, told))

    # --- Sealing --------------------------------------------------------------------------------

    def _seal(self, stands: Stands) -> None:
        self._sealing.seal(*_place(stands))

    def _file(self, stands: Stands) -> None:
        self._sealing.show_file(*_place(stands))

    # --- What they share ------------------------------------------------------------------------

    def _run(
        self,
        stands: Stands,
        service: Service,
        reason: str,
        done: Callable[[], object],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        workspace, (unit, period) = self._context.open_workspace, _place(stands)

        def told(changes: ChangeSet) -> None:
            self._context.hub.tell(changes)
            done()

        self._context.runner.write(
            lambda _: service(workspace, unit, period, reason), told, owner=self, failed=failed
        )


def _place(stands: Stands) -> tuple[str, str]:
    return stands.submission.unit, stands.submission.period
