"""Nothing is written without a name: the first change waits until the person has given it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.context import Context

if TYPE_CHECKING:
    from ui.dialogs.person import PersonDialog


class PersonGate(QObject):
    """Holds writes while nobody is known, asks, and lets them go on or fail."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._dialog: PersonDialog | None = None
        context.runner.guard_writing(self._may_write)

    def use_person(self) -> None:
        """Let the open workspace's next changes carry the person of the settings."""
        actor, workspace = self._context.settings.actor, self._context.workspace
        if actor is not None and workspace is not None:
            workspace.actor = actor

    def _may_write(self) -> bool:
        workspace = self._context.workspace
        if workspace is None or workspace.access.is_read_only or workspace.actor.name:
            return True
        self._ask()
        return False

    def _ask(self) -> None:
        if self._dialog is not None:
            return
        from ui.dialogs.person import PersonDialog

        self._dialog = PersonDialog(self._context.settings, self._window)
        self._dialog.answered.connect(self._answered)
        self._dialog.declined.connect(self._declined)
        # Once the key that asked is done with: a cell's editor closes first, so that the focus
        # is on its sheet again when the dialog goes.
        QTimer.singleShot(0, self._dialog.open)

    def _answered(self) -> None:
        self._dialog = None
        self.use_person()
        self._context.runner.release_held()

    def _declined(self) -> None:
        from spa_me.domain.errors import RefusedError

        self._dialog = None
        error = RefusedError(
            self.tr("Nothing was changed, since nobody's name was given for it."),
            do=self.tr("Do it again, and enter your name when you are asked."),
        )
        self._context.runner.refuse_held(error)
