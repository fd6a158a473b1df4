"""Writes what people decide, beside the window; what is taken away can be brought back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import DataNote
from spa_me.domain.errors import UserError
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.services import judging, notes
from spa_me.services.workspace import Workspace
from ui.context import Context

Done = Callable[[], None]
Refused = Callable[[UserError], None]


class Judge(QObject):
    """Stands between the dialogs and the service."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def declare(self, wanted: Declaration, done: Done, refused: Refused) -> None:
        """Declare a status."""
        said = self.tr("The status of {code} is declared.").format(code=wanted.marker)
        self._write(lambda w: judging.declare(w, wanted), said, done, refused)

    def set_pro_rata(
        self, wanted: ProRata, before: ProRata | None, done: Done, refused: Refused
    ) -> None:
        """Shorten a target; one that was shortened for other legs before is not any more."""
        said = self.tr("The target of {code} is prorated.").format(code=wanted.marker)

        def work(workspace: Workspace) -> ChangeSet:
            made = judging.set_pro_rata(workspace, wanted)
            if before is not None and before.indicator != wanted.indicator:
                judging.remove_pro_rata(workspace, before.marker, before.period, before.indicator)
            return made

        self._write(work, said, done, refused)

    def explain(self, wanted: Explanation, done: Done, refused: Refused) -> None:
        """Explain a deviation; an empty text takes the explanation back."""
        said = self.tr("The explanation of {code} is saved.").format(code=wanted.marker)
        self._write(lambda w: judging.explain(w, wanted), said, done, refused)

    def rate(self, wanted: ResultRating, done: Done, refused: Refused) -> None:
        """Rate a result."""
        said = self.tr("{code} is rated.").format(code=wanted.result)
        self._write(lambda w: judging.rate_result(w, wanted), said, done, refused)

    def keep_note(
        self, wanted: DataNote, before: DataNote | None, done: Done, refused: Refused
    ) -> None:
        """Write a data note, in the place of another one where there is one."""

        def work(workspace: Workspace) -> ChangeSet:
            if before is None:
                return notes.add_note(workspace, wanted)
            return notes.change_note(workspace, before, wanted)

        self._write(work, self.tr("The note is saved."), done, refused)

    def remove_note(self, old: DataNote, done: Done, refused: Refused) -> None:
        """Remove a data note."""
        self._remove(
            lambda w: notes.remove_note(w, old),
            lambda w: notes.add_note(w, old),
            self.tr("The note is removed."),
            done,
            refused,
        )

    def withdraw_declaration(self, old: Declaration, done: Done, refused: Refused) -> None:
        """Let the computed status count again."""
        self._remove(
            lambda w: judging.withdraw_declaration(w, old.marker, old.period),
            lambda w: judging.declare(w, old),
            self.tr("The declared status of {code} is withdrawn.").format(code=old.marker),
            done,
            refused,
        )

    def remove_pro_rata(self, old: ProRata, done: Done, refused: Refused) -> None:
        """Judge by the full target again."""
        self._remove(
            lambda w: judging.remove_pro_rata(w, old.marker, old.period, old.indicator),
            lambda w: judging.set_pro_rata(w, old),
            self.tr("{code} is judged by its full target again.").format(code=old.marker),
            done,
            refused,
        )

    def withdraw_rating(self, old: ResultRating, done: Done, refused: Refused) -> None:
        """Take a result's own rating back."""
        self._remove(
            lambda w: judging.withdraw_rating(w, old.result, old.period),
            lambda w: judging.rate_result(w, old),
            self.tr("The rating of {code} is withdrawn.").format(code=old.result),
            done,
            refused,
        )

    def _remove(
        self,
        remove: Callable[[Workspace], ChangeSet],
        restore: Callable[[Workspace], ChangeSet],
        said: str,
        done: Done,
        refused: Refused,
    ) -> None:
        def undo() -> None:
            self._write(restore, self.tr("It stands again."), lambda: None, self._complain)

        def removed() -> None:
            done()
            self._context.notices.undoable.emit(said, undo)

        self._write(remove, "", removed, refused)

    def _write(
        self, work: Callable[[Workspace], ChangeSet], said: str, done: Done, refused: Refused
    ) -> None:
        workspace = self._context.open_workspace

        def keep(changes: ChangeSet) -> None:
            done()
            if said:
                self._context.notices.say(said)
            self._context.hub.tell(changes)

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                refused(error)
            else:
                self._complain(error)

        self._context.runner.write(lambda _: work(workspace), keep, owner=self, failed=failed)

    def _complain(self, error: Exception) -> None:
        self._context.notices.complain(error)
