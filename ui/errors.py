"""Errors on screen: a person's own in sentences, the app's own with a report to send."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from spa_me.domain.errors import UserError
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.dialogs.message import MessageDialog

_log = logging.getLogger(__name__)
translate = QCoreApplication.translate


class ErrorDesk(QObject):
    """Shows whatever goes wrong over the window, one fault at a time.

    `catch_all` makes it the last resort for exceptions that nobody handled, on any thread.
    """

    _caught = Signal(object)

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._fault: MessageDialog | None = None
        # A thread that fails must not touch a window; the signal is queued to the window's thread.
        self._caught.connect(self.show)

    def show(self, error: Exception) -> None:
        """Show an error: a `UserError` in its own words, anything else as a fault of the app."""
        from ui.dialogs.message import message_for

        if isinstance(error, UserError):
            message_for(error, self._window).open()
            return
        _log.error("A fault of the app", exc_info=error)
        if self._fault is None:
            self._fault = fault_message(error, self._settings, self._window)
            self._fault.destroyed.connect(self._fault_closed)
            self._fault.open()

    def _fault_closed(self) -> None:
        self._fault = None

    def catch_all(self) -> None:
        """Take over the exceptions that nobody handled."""
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def _take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self._caught.emit(error)
        else:
            sys.__excepthook__(kind, error, trace)

    def _take_from_thread(self, found: threading.ExceptHookArgs) -> None:
        if isinstance(found.exc_value, Exception):
            self._caught.emit(found.exc_value)


def fault_message(
    error: BaseException, settings: Settings, parent: QWidget | None = None
) -> MessageDialog:
    """Return the dialog for a fault of the app, from which its report can be copied."""
    from ui.dialogs.message import MessageDialog
    from ui.report import problem_report

    dialog = MessageDialog(
        translate("Errors", "Something in SPA-ME did not work as it should."),
        [
            translate("Errors", "What was saved before is kept. You can go on working."),
            translate(
                "Errors",
                "Please copy the report and send it to those who look after SPA-ME. It names "
                "versions and places in the program, and holds no data of any workspace.",
            ),
        ],
        details=problem_report(settings, error).splitlines(),
        parent=parent,
    )
    report = problem_report(settings, error)

    def copy() -> None:
        QGuiApplication.clipboard().setText(report)

    dialog.add_button(translate("Errors", "Copy report"), copy, closes=False)
    dialog.add_button(translate("Errors", "Close"), is_primary=True)
    return dialog
