"""The shape of a status: filled circle, half circle, ring, or hatched circle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from spa_me.dashboards.theme import Palette
from spa_me.domain.status import NoStatus, Status

SIZE = 14
"""The side of an icon beside text of the usual size, in device-independent pixels."""

_RATIOS = (1.0, 1.5, 2.0, 3.0)


def draw_status(painter: QPainter, box: QRectF, kind: Status | NoStatus, palette: Palette) -> None:
    """Draw the shape of a status into the square in the middle of `box`."""
    side = min(box.width(), box.height())
    width = max(1.0, side / 7)
    square = QRectF(0, 0, side - width, side - width)
    square.moveCenter(box.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = QColor(palette.fill(kind))
    if isinstance(kind, NoStatus):
        _draw_hatched(painter, square, palette, width)
    else:
        painter.setPen(QPen(fill, width))
        painter.setBrush(fill if kind is Status.FULLY else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(square)
        if kind is Status.PARTLY:
            painter.setBrush(fill)
            painter.drawPie(square, 90 * 16, 180 * 16)
    painter.restore()


def _draw_hatched(painter: QPainter, square: QRectF, palette: Palette, width: float) -> None:
    # The outline is darker than the hatch, or the shape would be lost on a white row.
    outline = QPainterPath()
    outline.addEllipse(square)
    painter.fillPath(outline, QColor(palette.hatch_ground))
    painter.save()
    painter.setClipPath(outline)
    painter.setPen(QPen(QColor(palette.muted), max(1.0, width * 0.6)))
    step = square.width() / 3
    for number in range(-3, 4):
        start = QPointF(square.left() + number * step, square.top())
        painter.drawLine(start, start + QPointF(square.width(), square.height()))
    painter.restore()
    painter.setPen(QPen(QColor(palette.muted), max(1.0, width * 0.6)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(square)


def status_pixmap(
    kind: Status | NoStatus, palette: Palette, size: int = SIZE, ratio: float = 1.0
) -> QPixmap:
    """Return the shape of a status on a transparent ground.

    Args:
        kind: which shape.
        palette: its colours.
        size: its side in device-independent pixels.
        ratio: the device pixel ratio of the screen it is for.
    """
    # Qt's own cache, since pixmaps in a cache of Python would outlive the application object.
    key = f"status-{kind}-{palette.is_dark}-{size}-{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw_status(painter, QRectF(0, 0, size, size), kind, palette)
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def status_icon(kind: Status | NoStatus, palette: Palette, size: int = SIZE) -> QIcon:
    """Return the shape of a status as an icon that is sharp at every device pixel ratio."""
    icon = QIcon()
    for ratio in _RATIOS:
        icon.addPixmap(status_pixmap(kind, palette, size, ratio))
    return icon
