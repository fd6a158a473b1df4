"""A person at work in a process of their own, to be killed in the middle of a word.

Types 1, 2, 3 … into the answers of a workspace, one after the other, and prints `left N` when the
cell with N is left. Run as `python -m tests.gui.entry.typist FILE SETTINGS`.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

CODES = ("1.1a", "1.1b", "1.3", "2.1", "2.4", "3.1", "3.2")
"""The questions that take a plain number."""


class Typist(QObject):
    """Presses a key each time the event loop comes round, as fast as answers are saved."""

    def __init__(self, page, application: QApplication) -> None:  # noqa: ANN001
        super().__init__(application)
        self._page = page
        self._number = 0
        self._keys: list[Qt.Key | str] = []
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._press)
        self._timer.start()

    def _press(self) -> None:
        if self._page.is_loading:
            return
        table = self._page.table
        if not self._keys:
            self._number += 1
            table.go_to(CODES[self._number % len(CODES)])
            self._keys = [*str(self._number), Qt.Key.Key_Return]
        key = self._keys[0]
        field = self._page.window().focusWidget() or table.view
        if isinstance(key, str):
            QTest.keyClicks(field, key)
        elif table.desk.saver.is_busy:
            return  # a person takes longer to type a number than the one before to be saved
        else:
            QTest.keyClick(field, key)
            print(f"left {self._number}", flush=True)  # noqa: T201 (that is what it is for)
        self._keys.pop(0)


def main(path: Path, settings_path: str) -> None:
    """Type until killed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    from spa_me.services.workspace import Workspace
    from tests.gui.conftest import OFFICER
    from ui.context import make_context
    from ui.pages.entry import EntryPage
    from ui.settings import Settings

    settings = Settings(QSettings(settings_path, QSettings.Format.IniFormat))
    context = make_context(settings, application)
    context.workspace = Workspace.open(path, OFFICER)
    page = EntryPage(context)
    page.show_workspace()
    page.show()
    page.enter({"period": "2016"})
    Typist(page, application)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
