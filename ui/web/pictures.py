"""Pictures of figures, drawn in a hidden page; works without a window and without a display."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from spa_me.dashboards.figure import Json
from ui.web.engine import take

_PNG = "data:image/png;base64,"


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """A picture that is wanted.

    Attributes:
        chart: as Plotly takes it.
        width, height: in pixels before `scale`.
        scale: how many times finer the picture is.
    """

    chart: Json
    width: int
    height: int
    scale: float = 2


class PictureError(Exception):
    """A picture that could not be drawn, with what the chart library said."""


class PictureMaker(QObject):
    """Draws charts to PNG, one after the other, in a page that is never shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile, self._page = take()
        # Children go in the order in which they came: the page before its profile.
        self._page.setParent(self)
        self._profile.setParent(self)
        self._page.pictured.connect(self._pictured)
        self._page.failed.connect(self._failed)
        self._wanted: dict[int, Callable[[bytes | PictureError], None]] = {}

    def draw(
        self,
        orders: Sequence[PictureOrder],
        done: Callable[[list[bytes]], None],
        failed: Callable[[PictureError], None],
    ) -> None:
        """Call `done` with a PNG for each order, in their order; or `failed` once."""
        found: dict[int, bytes] = {}
        has_failed = False

        def take(number: int, picture: bytes | PictureError) -> None:
            nonlocal has_failed
            if has_failed:
                return
            if isinstance(picture, PictureError):
                has_failed = True
                failed(picture)
                return
            found[number] = picture
            if len(found) == len(orders):
                done([found[place] for place in range(len(orders))])

        if not orders:
            done([])
        for number, order in enumerate(orders):
            serial = self._page.take_picture(order.chart, order.width, order.height, order.scale)
            self._wanted[serial] = lambda picture, number=number: take(number, picture)

    def _pictured(self, serial: int, image: str, error: str) -> None:
        give = self._wanted.pop(serial, None)
        if give is None:
            return
        if image.startswith(_PNG):
            give(base64.b64decode(image.removeprefix(_PNG)))
        else:
            give(PictureError(error or "The chart library gave no picture."))

    def _failed(self, reason: str) -> None:
        waiting, self._wanted = self._wanted, {}
        for give in waiting.values():
            give(PictureError(reason))
