"""The one web view of a page: made after the first paint, offline, drawn anew in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from spa_me.dashboards.framing import Picture
from ui.web.payload import PageCard, PageLook

if TYPE_CHECKING:
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from ui.web.page import ChartPage
    from ui.web.profile import ChartProfile


class ChartView(QWidget):
    """Shows cards with charts; empty until the web engine has come up."""

    activated = Signal(dict)
    """Emitted with the target of what was clicked or chosen with the keyboard."""
    menu_wanted = Signal(str, QPoint)
    """Emitted with a card's name and the global point at which its menu should open."""
    pictured = Signal(int, str, str)
    """Emitted with a picture's number, the picture as a data address, and what went wrong."""
    appeared = Signal()
    """Emitted when the first of the charts that were last given stands."""
    drawn = Signal()
    """Emitted when the charts that were last given stand."""
    failed = Signal(str)
    """Emitted with the reason when charts cannot be shown."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty view; `name` says to a screen reader what it shows."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._view: QWebEngineView | None = None
        self._page: ChartPage | None = None
        self._profile: ChartProfile | None = None
        self._given: tuple[Sequence[PageCard], PageLook] | None = None
        self._serial = 0

    @property
    def page(self) -> ChartPage | None:
        """The page; None before the first paint."""
        return self._page

    def show_cards(self, cards: Sequence[PageCard], look: PageLook) -> None:
        """Draw cards in place of those that were there."""
        self._given = (cards, look)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the web engine up once this has been painted."""
        super().showEvent(event)
        if self._view is None:
            QTimer.singleShot(0, self, self._make)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let dropped files fall through to the window, which takes them wherever they fall.

        What draws inside the view takes drops by itself, and swallows them.
        """
        if isinstance(event, QChildEvent) and event.type() is QEvent.Type.ChildPolished:
            child = event.child()
            if isinstance(child, QWidget):
                child.setAcceptDrops(False)
        return super().eventFilter(watched, event)

    def _make(self) -> None:
        if self._view is not None:
            return
        from PySide6.QtWebEngineWidgets import QWebEngineView

        from ui.web.engine import take

        profile, page = take()
        view = QWebEngineView(self)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        view.installEventFilter(self)
        view.setAcceptDrops(False)
        # Children go in the order in which they came: the view with its page before the profile.
        page.setParent(view)
        profile.setParent(self)
        view.setPage(page)
        page.activated.connect(self.activated)
        page.menu_wanted.connect(self._open_menu)
        page.appeared.connect(self._appeared)
        page.drawn.connect(self._drawn)
        page.pictured.connect(self.pictured)
        page.failed.connect(self.failed)
        self._view, self._page, self._profile = view, page, profile
        self._layout.addWidget(view)
        self.setFocusProxy(view)
        view.setAccessibleName(self.accessibleName())
        self._draw()

    def restart(self) -> None:
        """Load the page again after it failed, and draw what was last given."""
        if self._page is not None:
            self._page.start()
            self._draw()

    def take_picture(self, picture: Picture, scale: float) -> int | None:
        """Draw a chart to a picture; `pictured` carries the number. None before the first paint."""
        if self._page is None:
            return None
        return self._page.take_picture(picture.chart, picture.width, picture.height, scale)

    def _draw(self) -> None:
        if self._page is not None and self._given is not None:
            self._serial = self._page.show_cards(*self._given)

    def _appeared(self, serial: int) -> None:
        if serial == self._serial:
            self.appeared.emit()

    def _drawn(self, serial: int) -> None:
        if serial == self._serial:
            self.drawn.emit()

    def _open_menu(self, card: str, x: int, y: int) -> None:
        if self._view is not None:
            self.menu_wanted.emit(card, self._view.mapToGlobal(QPoint(x, y)))
