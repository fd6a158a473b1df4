"""From the start of the process to the first paint of the window, against a bare one."""

import sys
from pathlib import Path

from tests.bench.measuring import Spent
from tests.bench.sides.main import run, since_start


def ours(folder: Path) -> Spent:
    """Start the app as a person does, up to the first paint."""
    return _start(folder, is_filled=False)


def filled(folder: Path) -> Spent:
    """Start the app up to the moment when the start page can be used."""
    return _start(folder, is_filled=True)


def _start(folder: Path, *, is_filled: bool) -> Spent:
    del folder
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication

    from ui import app

    found: list[Spent] = []

    def tell() -> None:
        if not found:
            found.append(since_start())
            QApplication.exit(0)

    class Timed(app.MainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if not is_filled:
                tell()

        def start(self, path: Path | None = None, *, example: bool = False) -> None:
            super().start(path, example=example)
            if is_filled:
                tell()

    app.MainWindow = Timed
    app.main([])
    return found[0]


def bare(folder: Path) -> Spent:
    """Show an empty QMainWindow of the same size."""
    del folder
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    found: list[Spent] = []

    class Bare(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if not found:
                found.append(since_start())
                QApplication.exit(0)

    application = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1280, 740)
    window.show()
    application.exec()
    return found[0]


if __name__ == "__main__":
    run({"ours": ours, "filled": filled, "bare": bare})
