"""Starting the app: the window first, what is heavy after it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication

from spa_me.domain.progress import Progress
from ui.i18n import install_translators
from ui.logs import start_log
from ui.main_window import MainWindow
from ui.settings import Settings

_HEAVY = (
    "spa_me.reports",
    "spa_me.dashboards",
    "spa_me.services.workspace",
    "spa_me.services.reporting",
    "exports.xlsx",
)
"""Imported beside the window once it is there, so that the first click need not wait for them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the app until its window is closed; return the exit code.

    Args:
        argv: the arguments without the program's name; None for those of the process.
    """
    arguments = _parser().parse_args(sys.argv[1:] if argv is None else argv)
    application = make_application()
    start_log()
    settings = Settings()
    install_translators(application, settings.language)
    window = MainWindow(settings)
    window.errors.catch_all()
    window.show()
    # After the first paint: opening a workspace begins with imports that take longer than it.
    QTimer.singleShot(0, lambda: _begin(window, arguments.workspace, example=arguments.example))
    return application.exec()


def make_application() -> QApplication:
    """Return the application object, as every start of the app and every picture of it needs it."""
    # For the web view, which is imported only when a page with charts is first shown.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("SPA-ME")
    application.setApplicationDisplayName("SPA-ME")
    application.setStyle("Fusion")
    return application


def _begin(window: MainWindow, workspace: Path | None, *, example: bool) -> None:
    window.start(workspace, example=example)
    window.context.runner.read(_warm_up, lambda _: None, owner=window)


def _warm_up(progress: Progress) -> None:
    for number, name in enumerate(_HEAVY):
        progress.step(number, len(_HEAVY), name)
        import_module(name)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="spa-me-app", description="Monitoring and evaluation of shared programmes, offline."
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("workspace", nargs="?", type=Path, help="a workspace file (.spame) to open")
    chosen.add_argument("--example", action="store_true", help="open the example, UN-ACT 2014")
    return parser
