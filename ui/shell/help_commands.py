"""Help: the guide, the keys, the report of a problem, what the app is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.context import Context


class HelpCommands(QObject):
    """What the help menu does."""

    def __init__(self, context: Context, page: Callable[[], str], window: QWidget) -> None:
        """Make the commands of a window; `page` returns the name of the page in front."""
        super().__init__(window)
        self._context = context
        self._page = page
        self._window = window

    def guide(self) -> None:
        """Show beside the window what the user guide says about the page in front."""
        from ui.dialogs.guide import GuideWindow

        GuideWindow.show_beside(self._window, self._context.theme, self._page())

    def keys(self) -> None:
        """List the keys."""
        from ui.dialogs.keys import KeysDialog

        KeysDialog(self._window).open()

    def report(self) -> None:
        """Put a report of versions and the log on the clipboard, and show what is in it."""
        from ui.dialogs.message import MessageDialog
        from ui.report import problem_report

        report = problem_report(self._context.settings)
        QGuiApplication.clipboard().setText(report)
        dialog = MessageDialog(
            self.tr("The report is on the clipboard."),
            [
                self.tr(
                    "Paste it into a message to those who look after SPA-ME, and add what you did "
                    "and what you expected. It holds versions and the log, and no data of any "
                    "workspace. This is the whole of it:"
                )
            ],
            details=report.splitlines(),
            parent=self._window,
        )
        dialog.add_button(self.tr("Close"), is_primary=True)
        dialog.open()

    def about(self) -> None:
        """Say what the app is, its version and its licence."""
        from spa_me import __version__
        from ui.dialogs.message import MessageDialog
        from ui.report import versions

        dialog = MessageDialog(
            self.tr("SPA-ME {version}").format(version=__version__),
            [
                self.tr(
                    "Monitoring and evaluation of shared programmes: results against agreed "
                    "targets, and who pays for them. It works offline: no window of it ever opens "
                    "a network connection."
                ),
                self.tr("Free software under the Apache License, version 2.0."),
            ],
            details=versions(self._context.settings).splitlines(),
            parent=self._window,
        )
        dialog.add_button(self.tr("Close"), is_primary=True)
        dialog.open()
