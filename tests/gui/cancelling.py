"""A person who presses Cancel in the middle of long work."""

import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.shell.progress_strip import ProgressStrip
from ui.tasks.job import Job, Step

SLOW = 20


class Person:
    """Presses Cancel at the strip while a worker is at a certain step, and waits there until then.

    Attributes:
        shares: of the bar, as it was seen to move.
        said: what the window said.
    """

    def __init__(self, words: str, context: Context, strip: ProgressStrip, bot: QtBot) -> None:
        self._words, self.strip, self._bot = words, strip, bot
        self._pressed = threading.Event()
        self.shares: list[float] = []
        self.said: list[str] = []
        runner = context.runner
        runner.progressed.connect(self._see, Qt.ConnectionType.QueuedConnection)
        # After those that the window's thread hears of it by: it is called in the worker.
        runner.progressed.connect(self._wait, Qt.ConnectionType.DirectConnection)
        context.notices.said.connect(self.said.append)

    def _wait(self, _job: Job, step: Step) -> None:
        """Let the worker wait where it is."""
        if self._words in step.what:
            self._pressed.wait(SLOW)

    def _see(self, _job: Job, step: Step) -> None:
        (bar,) = self.strip.findChildren(QProgressBar)
        self.shares.append(bar.value() / (bar.maximum() or 1))
        if self._words in step.what and not self._pressed.is_set():
            assert self._words in bar.accessibleName()
            (cancel,) = self.strip.findChildren(QPushButton)
            self._bot.mouseClick(cancel, Qt.MouseButton.LeftButton)
            self._pressed.set()
