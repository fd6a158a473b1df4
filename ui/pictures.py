"""Pictures of the real window, taken without a display: for `make run` and for the documents."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import shiboken6
from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSettings,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from spa_me.domain.dataset import Actor
from ui.app import make_application
from ui.main_window import MainWindow
from ui.offline import go_offline
from ui.page import Page
from ui.settings import Settings
from ui.translators import install_translators
from ui.web.chart_view import ChartView

SIZE = (1366, 768)
"""The smallest screen on which nothing may be cut off."""

_PATIENCE = 60_000
_LOOK_EVERY = 50
_SETTLE = 400
"""Milliseconds: how long to wait at most, between looks, and between two equal pictures."""
_MOST_LOOKS = 20


_kept: list[str] = []


def _keep(kind: QtMsgType, place: QMessageLogContext, text: str) -> None:
    """Keep what Qt says about the machine until it explains why a picture failed."""
    del kind, place
    _kept.append(text)


class PicturesFailedError(Exception):
    """A page did not come up; its text says which one and why."""

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *_kept[-20:]])


def prepare_headless() -> None:
    """Let Qt draw without a display; to be called before the first Qt object is made.

    Chromium refuses to run as root with its sandbox on. It is off in this job only, which shows
    nothing but the example, and never in the app that people use.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # There is no graphics card to be found, and looking for one would be told line by line.
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--disable-gpu --disable-logging --log-level=3"
    qInstallMessageHandler(_keep)
    if sys.platform == "linux" and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"


class Photographer:
    """Holds a window, and takes pictures of its pages.

    Its settings are its own, so that nobody's recent workspaces or looks are touched.
    """

    def __init__(self, actor: Actor) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="spa-me-pictures-")
        file = str(Path(self._folder.name) / "settings.ini")
        settings = Settings(QSettings(file, QSettings.Format.IniFormat))
        settings.actor, settings.theme = actor, "light"
        self._application = make_application()
        go_offline()
        self._application.setCursorFlashTime(0)
        # Not the system's: a server without a locale would write days as `31 12 2014`.
        install_translators(self._application, "en_GB")
        self._window = MainWindow(settings)
        self._window.resize(*SIZE)
        self._window.fill()
        self._problem = ""
        self._undrawn: set[ChartView] = set()
        self._window.pages.created.connect(self._watch)
        self._window.session.refused.connect(self._refused)
        self._window.context.runner.failed.connect(self._failed)
        self._window.show()
        self._window.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._window.close()
        # At once, not when the interpreter ends: a web page has to go before its profile.
        shiboken6.delete(self._window)
        self._folder.cleanup()

    @property
    def window(self) -> MainWindow:
        """The window, to be brought into the state that a picture shows."""
        return self._window

    def open(self, workspace: Path) -> None:
        """Open a workspace; raises `PicturesFailedError` if that fails."""
        self._window.start(workspace)
        self.wait(lambda: self._window.context.workspace is not None, str(workspace))

    def dress(self, theme: str) -> None:
        """Change to `light` or `dark`, and show every page from the start again."""
        self._undrawn.update(self._window.findChildren(ChartView))  # they are drawn anew
        self._window.context.theme.choose(theme=theme)
        _pass_time(_LOOK_EVERY)  # it is put on in steps
        self._window.pages.show_workspace()

    def take(self, page: str, path: Path, arguments: Mapping[str, object] | None = None) -> Path:
        """Bring a page to the front, wait until it stands, and save its picture.

        Args:
            page: its name, such as `overview`.
            path: of the PNG file.
            arguments: what the page is to show, as in `Page.go_to`.

        Raises:
            PicturesFailedError: if the page did not come up in time.
        """
        self.show(page, arguments)
        if not self.still().save(str(path)):
            message = f"{path} could not be written."
            raise PicturesFailedError(message)
        return path

    def show(self, page: str, arguments: Mapping[str, object] | None = None) -> None:
        """Bring a page to the front and wait until it stands; arguments as in `take`."""
        if not self._window.pages.go_to(page, dict(arguments or {})):
            message = f"The page {page} could not be shown."
            raise PicturesFailedError(message)
        self.wait(self._is_at_rest, page)

    def still(self, part: QWidget | None = None) -> QImage:
        """Return the picture of the window, or of a dialog, once it no longer changes.

        Charts follow a new width a little late.
        """
        shown = part or self._window
        _pass_time(_SETTLE)
        before, now = QImage(), shown.grab().toImage()
        for _ in range(_MOST_LOOKS):
            if now == before:
                break
            _pass_time(_SETTLE)
            before, now = now, shown.grab().toImage()
        return now

    def _watch(self, page: Page) -> None:
        for charts in page.findChildren(ChartView):
            self._undrawn.add(charts)
            charts.drawn.connect(partial(self._undrawn.discard, charts))
            charts.failed.connect(self._charts_failed)

    def _is_at_rest(self) -> bool:
        page = self._window.pages.page
        waits = page is None or any(charts in self._undrawn for charts in _charts_of(page))
        return not waits and not self._window.context.runner.is_busy

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        """Let the window work until something is so; raises `PicturesFailedError` if it fails."""
        waited = 0
        while not is_so():
            if self._problem or waited >= _PATIENCE:
                message = f"{what} did not come up: {self._problem or 'it took too long'}"
                raise PicturesFailedError(message)
            _pass_time(_LOOK_EVERY)
            waited += _LOOK_EVERY

    def _refused(self, path: Path, error: Exception) -> None:
        self._problem = f"{path}: {error}"

    def _charts_failed(self, reason: str) -> None:
        self._problem = reason

    def _failed(self, error: Exception) -> None:
        self._problem = str(error)


def _charts_of(page: Page) -> list[ChartView]:
    return page.findChildren(ChartView)


def _pass_time(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
