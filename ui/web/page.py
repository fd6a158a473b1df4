"""The chart page: loads once, draws what it is given, tells what was clicked."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEnginePermission, QWebEngineProfile

from ui.web.payload import PageCard, PageLook, page_json
from ui.web.scheme import PAGE_ADDRESS

_log = logging.getLogger(__name__)


class _Bridge(QObject):
    """All that the page's script can reach of this program."""

    told = Signal(str, object)

    @Slot(str, str)
    def tell(self, topic: str, content: str) -> None:
        """Take a message of the page: its topic and its content as JSON."""
        self.told.emit(topic, json.loads(content))


class ChartPage(QWebEnginePage):
    """A page that cannot be left, opens no window and is granted nothing."""

    ready = Signal()
    """Emitted once its script is there; what was given before is drawn then."""
    appeared = Signal(int)
    """Emitted with the number of the drawing when its first chart stands."""
    drawn = Signal(int)
    """Emitted with the number of the drawing when all its charts stand."""
    activated = Signal(dict)
    """Emitted with the target of what was clicked or chosen with the keyboard."""
    menu_wanted = Signal(str, int, int)
    """Emitted with a card's name and where on the page its menu should open."""
    pictured = Signal(int, str, str)
    """Emitted with a picture's number, the picture as a data address, and what went wrong."""
    failed = Signal(str)
    """Emitted with the reason when charts cannot be shown."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject | None = None) -> None:
        """Make the page; `profile` has to outlive it."""
        super().__init__(profile, parent)
        self.is_ready = False
        self._waiting: list[str] = []
        self._serial = 0
        self._bridge = _Bridge(self)
        self._bridge.told.connect(self._told)
        self._channel = QWebChannel(self)
        self._channel.registerObject("bridge", self._bridge)
        self.setWebChannel(self._channel)
        self.permissionRequested.connect(_deny)
        self.loadFinished.connect(self._loaded)
        self.renderProcessTerminated.connect(self._terminated)

    def start(self) -> None:
        """Load the page; it takes its time."""
        self.load(QUrl(PAGE_ADDRESS))

    def show_cards(self, cards: Sequence[PageCard], look: PageLook) -> int:
        """Draw cards in place of those that were there; return the number of the drawing."""
        self._serial += 1
        self.setBackgroundColor(QColor(look.palette.background))
        self._run("show", self._serial, *page_json(cards, look))
        return self._serial

    def take_picture(self, chart: dict[str, Any], width: int, height: int, scale: float) -> int:
        """Draw a chart to a picture; `pictured` carries the number that is returned."""
        self._serial += 1
        size = {"width": width, "height": height, "scale": scale}
        self._run("picture", self._serial, chart, size)
        return self._serial

    def _run(self, function: str, *arguments: object) -> None:
        # As JSON and nothing else: no text of a person is ever read as a program.
        given = ", ".join(json.dumps(argument) for argument in arguments)
        script = f"spame.{function}({given}); true"
        if self.is_ready:
            self.runJavaScript(script)
        else:
            self._waiting.append(script)

    def _told(self, topic: str, content: dict[str, Any]) -> None:
        match topic:
            case "ready":
                self.is_ready = True
                for script in self._waiting or ["spame.warm(); true"]:
                    self.runJavaScript(script)
                self._waiting.clear()
                self.ready.emit()
            case "appeared":
                self.appeared.emit(content["serial"])
            case "drawn":
                self.drawn.emit(content["serial"])
            case "activated":
                self.activated.emit({str(key): str(value) for key, value in content.items()})
            case "menu":
                self.menu_wanted.emit(content["card"], content["x"], content["y"])
            case "picture":
                self.pictured.emit(
                    content["serial"], content["image"], str(content.get("error", ""))
                )
            case _:
                _log.warning("The chart page said something unknown: %s", topic)

    def _loaded(self, is_loaded: bool) -> None:
        if not is_loaded:
            self.failed.emit(self.tr("The charts could not be loaded."))

    def _terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        self.is_ready = False
        if status is not QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            _log.error("The process that draws charts ended: %s (%s)", status.name, code)
            self.failed.emit(self.tr("The part of the app that draws charts has stopped."))

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Stay on the one page there is."""
        del kind
        return is_main_frame and QUrl(url) == QUrl(PAGE_ADDRESS)

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """Open no window."""
        del kind
        return None  # pyright: ignore[reportReturnType] (Qt takes no page for an answer)

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """Keep what the page complains of in the log."""
        if level is not QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
            _log.warning("Chart page, %s line %s: %s", source, line, message)


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()
