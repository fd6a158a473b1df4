"""Shares drawn as bars against the line of the target."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from spa_me.dashboards.theme import Palette
from ui.models.rows import SORT_ROLE
from ui.pages.cofunding.words import NOTHING

_TEXT, _BAR = 62, 10
"""Room for the figure before the bar, and the bar's height, at 100 % text size."""


class ShareBars(QStyledItemDelegate):
    """Draws a share as its figure, a bar from 0 to 100 %, and the target as a line across it.

    Where there is no share, a hatched strip up to the line says that none was reported; where
    there is a reason for it, that stands in the place of both.
    """

    def __init__(self, palette: Callable[[], Palette], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self.target: Fraction | None = None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell."""
        self._ground(painter, option, index)
        rect, palette = QRectF(option.rect), self._palette()
        scale = option.fontMetrics.height() / 17
        figure = rect.adjusted(6, 0, 0, 0)
        figure.setWidth(_TEXT * scale - 12)
        track = QRectF(0, 0, rect.width() - _TEXT * scale - 10, _BAR * scale)
        track.moveCenter(rect.center())
        track.moveLeft(rect.left() + _TEXT * scale)
        share = index.data(SORT_ROLE)
        painter.save()
        painter.setPen(QColor(palette.text if isinstance(share, Fraction) else palette.muted))
        if not isinstance(share, Fraction) and str(index.data()) != NOTHING:
            self._reason(painter, option, rect.adjusted(6, 0, -6, 0), str(index.data()))
            painter.restore()
            return
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(figure, align, str(index.data()))
        if isinstance(share, Fraction):
            self._bar(painter, track, min(share, Fraction(1)), palette)
        else:
            self._missing(painter, track, palette)
        self._line(painter, track, palette)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Let the style draw selection and focus, without the text."""
        empty = QStyleOptionViewItem(option)
        self.initStyleOption(empty, index)
        empty.text = ""
        view = empty.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, empty, painter, view)

    @staticmethod
    def _bar(painter: QPainter, track: QRectF, share: Fraction, palette: Palette) -> None:
        painter.fillRect(track, QColor(palette.border))
        filled = QRectF(track)
        filled.setWidth(track.width() * float(share))
        painter.fillRect(filled, QColor(palette.accent))

    @staticmethod
    def _reason(painter: QPainter, option: QStyleOptionViewItem, room: QRectF, reason: str) -> None:
        mode = Qt.TextElideMode.ElideRight
        shown = option.fontMetrics.elidedText(f"⚠ {reason}", mode, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _missing(self, painter: QPainter, track: QRectF, palette: Palette) -> None:
        painter.fillRect(track, QColor(palette.hatch_ground))
        painter.fillRect(track, QBrush(QColor(palette.hatch), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(palette.hatch), 1))
        painter.drawRect(track)

    def _line(self, painter: QPainter, track: QRectF, palette: Palette) -> None:
        if self.target is None:
            return
        place = track.left() + track.width() * float(min(self.target, Fraction(1)))
        painter.setPen(QPen(QColor(palette.text), 2))
        painter.drawLine(
            round(place), round(track.top() - 3), round(place), round(track.bottom() + 3)
        )
