"""“It is right…”: asks why something that a check doubts is right, and records it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from spa_me.domain.changes import ChangeSet
from spa_me.domain.checks import Doubt
from spa_me.domain.submission import Confirmation
from spa_me.services.workspace import Workspace
from ui.context import Context


class Confirming(QObject):
    """Records confirmations for a page, and takes them back."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page

    def ask(self, unit: str, period: str, doubt: Doubt, said: str) -> None:
        """Ask for the reason, then record it.

        Args:
            unit: code of the unit whose submission it belongs to.
            period: code of the period.
            doubt: what is confirmed.
            said: what the check says about it.
        """
        from ui.dialogs.reason import ReasonDialog

        about = self.tr(
            "It is not asked about again, unless something of it changes. The reason goes with the "
            "submission."
        )
        title, action = self.tr("Is it right?"), self.tr("It is right")
        dialog = ReasonDialog(title, [said, about], action, self._page.window())

        def given(reason: str) -> None:
            self._confirm(doubt.confirmed(unit, period, reason))

        dialog.given.connect(given)
        dialog.open()

    def _confirm(self, confirmation: Confirmation) -> None:
        from spa_me.services.confirming import confirm

        def done() -> None:
            said = self.tr("Confirmed as right.")
            self._context.notices.undoable.emit(said, lambda: self.take_back(confirmation))

        self._write(lambda workspace: confirm(workspace, confirmation), done)

    def take_back(self, confirmation: Confirmation) -> None:
        """Let it be asked about again."""
        from spa_me.services.confirming import take_back_confirmation

        self._write(lambda workspace: take_back_confirmation(workspace, confirmation), lambda: None)

    def _write(self, service: Callable[[Workspace], ChangeSet], done: Callable[[], None]) -> None:
        workspace = self._context.open_workspace

        def finish(changes: ChangeSet) -> None:
            self._context.hub.tell(changes)
            done()

        self._context.runner.write(
            lambda _: service(workspace),
            finish,
            owner=self,
            failed=self._context.notices.complain,
        )
