"""What the tests of the chart page share: the application as the app makes it, and a window."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spa_me.dashboards.look import Look
from spa_me.dashboards.overview import overview
from spa_me.dashboards.theme import LIGHT
from spa_me.reports import ReportBook
from tests.unit.dashboards.pictures import un_act_book
from ui.web.chart_view import ChartView
from ui.web.page import ChartPage
from ui.web.payload import PageCard, PageLook

# As ui.app does before the application object exists; test modules are read before it is made.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

PAGE_LOOK = PageLook(
    LIGHT, "sans-serif", 12, "en", {"copy": "Copy", "choose": "Choose", "why": "why?"}
)
Evaluate = Callable[[str], Any]


def cards_of(book: ReportBook) -> list[PageCard]:
    """Return the overview's cards."""
    spans = (7, 5, 7, 5, 12)
    figures = overview(book, Look())
    return [PageCard(f, s, asks=f.name == "attention") for f, s in zip(figures, spans, strict=True)]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ChartView]:
    """Return a window with the example's charts, drawn."""
    made = ChartView("Charts")
    made.resize(1100, 1500)
    made.show_cards(cards_of(un_act_book()), PAGE_LOOK)
    with qtbot.waitSignal(made.drawn, timeout=20_000):
        made.show()
    yield made
    shiboken6.delete(made)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(view: ChartView) -> ChartPage:
    """Return the page of the drawn view."""
    assert view.page is not None
    return view.page


@pytest.fixture
def evaluate(page: ChartPage, qtbot: QtBot) -> Evaluate:
    """Return a way to ask the page for a text, a number or a yes or no."""

    def ask(script: str) -> Any:
        found: list[Any] = []
        page.runJavaScript(script, found.append)
        qtbot.waitUntil(lambda: bool(found), timeout=10_000)
        return found[0]

    return ask


class Server:
    """A server of this machine that counts who comes by, and answers each with 1."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self.visits = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = self._socket.accept()
                self.visits += 1
                visitor.recv(4096)
                visitor.sendall(
                    b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n"
                    b"Content-Type: text/javascript\r\nAccess-Control-Allow-Origin: *\r\n\r\n1"
                )
                visitor.close()

    def close(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that a page which is not shut off would reach."""
    made = Server()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _no_windows_left(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window behind."""
    yield
    left = [w for w in QApplication.topLevelWidgets() if shiboken6.isValid(w) and w.isVisible()]
    assert not left
