"""What is done with the days of a period: set, close, open again, open for one country."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.dialogs.reason import ReasonDialog
from ui.pages.office.facts import PeriodFacts
from ui.pages.office.table_card import TableCard

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet
    from spa_me.services.workspace import Workspace

Change = Callable[[Callable[["Workspace"], "ChangeSet"]], None]
"""Runs a service that changes the workspace, beside the window."""


class DaysWork(QObject):
    """Asks what each step with a period needs, and takes it."""

    def __init__(self, card: TableCard[PeriodFacts], change: Change) -> None:
        """Make it.

        Args:
            card: whose chosen period is worked on.
            change: carries a step out.
        """
        super().__init__(card)
        self._card, self._change = card, change

    def ask_days(self) -> None:
        """Ask for the first day and the due day."""
        from spa_me.services.submissions import set_window
        from ui.dialogs.reporting_days import ReportingDaysDialog

        row = self._card.row
        if row is None:
            return
        dialog = ReportingDaysDialog(row.title, row.window, self._card.window())

        def given(opens: date | None, due: date | None) -> None:
            self._change(lambda workspace: set_window(workspace, row.code, opens, due))

        dialog.given.connect(given)
        dialog.open()

    def ask_close(self) -> None:
        """Ask why the period is closed."""
        from spa_me.services.submissions import close_period

        title, said = self.tr("Close {period}?"), self.tr("No figure of it changes any more.")
        self._ask_reason(title, said, self.tr("Close it"), close_period)

    def ask_open(self) -> None:
        """Ask why the period is opened again."""
        from spa_me.services.submissions import open_period

        title = self.tr("Open {period} again?")
        said = self.tr("Every country can report on it again.")
        self._ask_reason(title, said, self.tr("Open it"), open_period)

    def _ask_reason(
        self, title: str, said: str, action: str, service: Callable[..., ChangeSet]
    ) -> None:
        row = self._card.row
        if row is None:
            return
        dialog = ReasonDialog(title.format(period=row.title), [said], action, self._card.window())

        def given(reason: str) -> None:
            self._change(lambda workspace: service(workspace, row.code, reason))

        dialog.given.connect(given)
        dialog.open()

    def ask_reopen(self, units: Sequence[tuple[str, str]], *, sends: bool) -> None:
        """Ask for whom the closed period is opened again, until when, and why.

        Args:
            units: for whom it may be.
            sends: whether the days have to be sent to them.
        """
        from spa_me.services.submissions import reopen_for
        from ui.dialogs.reporting_days import ReopeningDialog

        row = self._card.row
        if row is None:
            return
        dialog = ReopeningDialog(row.title, units, self._card.window(), sends=sends)

        def given(unit: str, until: date, reason: str) -> None:
            self._change(lambda workspace: reopen_for(workspace, unit, row.code, until, reason))

        dialog.given.connect(given)
        dialog.open()
