"""The paper-clip that stands for evidence."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPixmapCache

from spa_me.dashboards.theme import Palette

_SIZE, _RATIOS = 14, (1.0, 1.5, 2.0, 3.0)


def clip_icon(palette: Palette) -> QIcon:
    """Return the paper-clip as an icon, sharp at every device pixel ratio."""
    icon = QIcon()
    for ratio in _RATIOS:
        icon.addPixmap(_pixmap(palette, ratio))
    return icon


def _pixmap(palette: Palette, ratio: float) -> QPixmap:
    # Qt's own cache, since pixmaps in a cache of Python would outlive the application object.
    key, found = f"clip-{palette.is_dark}-{ratio}", QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap(round(_SIZE * ratio), round(_SIZE * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw_clip(painter, QRectF(0, 0, _SIZE, _SIZE), palette.text)
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def draw_clip(painter: QPainter, box: QRectF, colour: str) -> None:
    """Draw a paper-clip into the square in the middle of `box`."""
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 1.5)  # of the 16 that the wire is drawn in
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(box.center())
    painter.rotate(35)
    painter.scale(side / 16, side / 16)
    painter.drawPath(_clip())
    painter.restore()


def _clip() -> QPainterPath:
    """Return one wire, bent three times, in a square of 16 around the middle."""
    path = QPainterPath(QPointF(4, -3))
    path.lineTo(4, 3)
    path.arcTo(QRectF(-4, -1, 8, 8), 0, -180)
    path.lineTo(-4, -4)
    path.arcTo(QRectF(-4, -7, 5.4, 5.4), 180, -180)
    path.lineTo(1.4, 2.6)
    path.arcTo(QRectF(-1.4, 1.2, 2.8, 2.8), 0, -180)
    path.lineTo(-1.4, -2.6)
    return path
