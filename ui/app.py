"""Starting the app: the window first, what is heavy after it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.settings import Settings

if TYPE_CHECKING:
    import argparse

    from PySide6.QtCore import SignalInstance

    from spa_me.domain.progress import Progress

_HEAVY = (
    "spa_me.reports",
    "spa_me.dashboards",
    "spa_me.services.workspace",
    "spa_me.services.reporting",
    "exports.xlsx",
)
"""Imported beside the window once it is there, so that the first click need not wait for them."""

_IDLE = 3_000
"""Milliseconds after which they are: not before the first page, which waits in the same lane."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the app until its window is closed; return the exit code.

    Args:
        argv: the arguments without the program's name; None for those of the process.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    arguments = _parsed(given) if given else None
    # What is imported stays: to look through it for rubbish again and again takes an eighth of the
    # start. The collector comes back with `_warm_up_rest`.
    gc.disable()
    try:
        application = make_application()
        settings = Settings()
        show_ground(settings)
        window = MainWindow(settings)
        window.painted.connect(lambda: _begin(application, window, arguments))
        window.show_empty()
        return application.exec()
    finally:
        gc.enable()


def make_application() -> QApplication:
    """Return the application object, as every start of the app and every picture of it needs it."""
    # For the web view, which is imported only when a page with charts is first shown.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("SPA-ME")
    application.setApplicationDisplayName("SPA-ME")
    application.setStyle("Fusion")
    return application


def show_ground(settings: Settings) -> None:
    """Give the empty window the ground of the theme that was chosen; the system's is there."""
    from spa_me.dashboards.theme import DARK, LIGHT

    chosen = {"dark": DARK, "light": LIGHT}.get(settings.theme)
    if chosen is not None:
        QApplication.setPalette(QPalette(QColor(chosen.background)))


def _begin(
    application: QApplication, window: MainWindow, arguments: argparse.Namespace | None
) -> None:
    from ui.logs import start_log
    from ui.offline import go_offline
    from ui.translators import install_translators

    start_log()
    go_offline()
    install_translators(application, window.settings.language)
    if arguments is not None:
        # First of all: its processes start and load the chart library beside all that follows.
        # The window has to stay free to hand them out; then it makes the page that shows charts.
        _warm_up_charts().connect(lambda: window.pages.prepare("overview"))
    window.fill()
    window.errors.catch_all()
    if arguments is None:
        window.start()
        QTimer.singleShot(0, window, _warm_up_charts)  # while the person reads the start page
    else:
        window.start(arguments.workspace, example=arguments.example)
    QTimer.singleShot(_IDLE, window, lambda: _warm_up_rest(window))


def _warm_up_charts() -> SignalInstance:
    """Bring the web engine up; return the signal that its page is loaded."""
    from ui.web.engine import warm_up

    return warm_up().ready


def _warm_up_rest(window: MainWindow) -> None:
    gc.freeze()
    gc.enable()
    window.context.runner.read(_warm_up, lambda _: None, owner=window)


def _warm_up(progress: Progress) -> None:
    from ui.shell.navigation import PAGES

    names = (*_HEAVY, *(entry.module for entry in PAGES))
    for number, name in enumerate(names):
        progress.step(number, len(names), name)
        import_module(name)


def _parsed(given: Sequence[str]) -> argparse.Namespace:
    import argparse

    parser = argparse.ArgumentParser(
        prog="spa-me-app", description="Monitoring and evaluation of shared programmes, offline."
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("workspace", nargs="?", type=Path, help="a workspace file (.spame) to open")
    chosen.add_argument("--example", action="store_true", help="open the example, UN-ACT 2014")
    return parser.parse_args(given)
