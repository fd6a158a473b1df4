"""The shape of a submission's state: a sheet of paper, each state with a mark of its own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPixmapCache, QPolygonF

from spa_me.dashboards.theme import Palette
from spa_me.domain.submission import SubmissionState

SIZE = 18
"""The side of an icon beside text of the usual size, in device-independent pixels."""

LOCK = "lock"
"""The padlock of a sheet that nothing can be entered in."""

_State = SubmissionState
_CHECK = ((0.26, 0.55), (0.44, 0.72), (0.76, 0.32))
_SEND = ((0.3, 0.3), (0.3, 0.74), (0.76, 0.52))
_BACK = ((0.72, 0.28), (0.72, 0.56), (0.3, 0.56))
_BACK_HEAD = ((0.48, 0.38), (0.28, 0.56), (0.48, 0.74))


def submission_pixmap(
    kind: SubmissionState | str, palette: Palette, size: int = SIZE, ratio: float = 1.0
) -> QPixmap:
    """Return the shape of a state, or the padlock, on a transparent ground.

    Args:
        kind: the state, or `LOCK`.
        palette: its colours.
        size: its side in device-independent pixels.
        ratio: the device pixel ratio of the screen it is for.
    """
    key = f"submission-{kind}-{palette.is_dark}-{size}-{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(kind, SubmissionState):
        _draw_state(painter, size, kind, palette)
    else:
        _draw_lock(painter, size, palette)
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def _colours(kind: SubmissionState, palette: Palette) -> tuple[str, str]:
    """Return the colour of the sheet and of what stands on it."""
    filled = {
        _State.SUBMITTED: (palette.accent, palette.on_accent),
        _State.RETURNED: (palette.partly, palette.on_partly),
        _State.ACCEPTED: (palette.fully, palette.on_fully),
    }
    outlined = {_State.READY: palette.accent, _State.DRAFT: palette.text}
    return filled.get(kind, ("", outlined.get(kind, palette.muted)))


def _draw_state(painter: QPainter, size: int, kind: SubmissionState, palette: Palette) -> None:
    fill, ink = _colours(kind, palette)
    width = max(1.2, size / 11)
    paper = QRectF(size * 0.08, size * 0.04, size * 0.84, size * 0.92)
    outline = QPen(QColor(fill or ink), width)
    if kind is _State.NOT_STARTED:
        outline.setDashPattern([1.6, 1.6])
    painter.setPen(outline)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(paper.adjusted(width / 2, width / 2, -width / 2, -width / 2), 2.5, 2.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(ink), width * 1.15)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    match kind:
        case _State.DRAFT:
            for height in (0.32, 0.5):
                painter.drawLine(_at(size, 0.3, height), _at(size, 0.7, height))
        case _State.READY | _State.ACCEPTED:
            painter.drawPolyline(_line(size, _CHECK))
        case _State.SUBMITTED:
            painter.setBrush(QColor(ink))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(_line(size, _SEND))
        case _State.RETURNED:
            painter.drawPolyline(_line(size, _BACK))
            painter.drawPolyline(_line(size, _BACK_HEAD))
        case _:
            pass


def _draw_lock(painter: QPainter, size: int, palette: Palette) -> None:
    ink = QColor(palette.muted)
    painter.setPen(QPen(ink, max(1.2, size / 9)))
    painter.drawArc(QRectF(size * 0.29, size * 0.1, size * 0.42, size * 0.62), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(size * 0.16, size * 0.42, size * 0.68, size * 0.5), 2, 2)


def _at(size: int, across: float, down: float) -> QPointF:
    return QPointF(size * across, size * down)


def _line(size: int, places: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([_at(size, across, down) for across, down in places])
