"""Laying out the texts of a cell: wrapped, in two sizes, in any script."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTextOption

from spa_me.dashboards.theme import Palette
from spa_me.domain.status import NoStatus, Status
from ui.pages.entry.looks import Look, Tone
from ui.widgets.clip_icon import draw_clip
from ui.widgets.status_icon import draw_status

PAD_X, PAD_Y = 8.0, 4.0
_MAX_KEPT = 4_000


class Lines(NamedTuple):
    """How many lines a cell shows at the most; 0 for any number.

    Attributes:
        each: of each piece of small print.
        whole: of all together; where there is a limit each piece of small print gets one line.
    """

    each: int = 0
    whole: int = 0


class Paragraphs:
    """Lays out and draws looks; what was laid out is kept, since a sheet is drawn often."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, int, bool], QStaticText] = {}

    def forget(self) -> None:
        """Lay everything out anew, as after a change of the text size."""
        self._kept.clear()

    def height(self, look: Look, font: QFont, width: float, most: Lines) -> float:
        """Return how high a cell has to be for a look."""
        inside = _inside(look, font, width)
        clips = QFontMetricsF(small_font(font)).height() if look.clips else 0.0
        laid = self._laid(look, font, inside, is_right=False, most=most)
        return 2 * PAD_Y + clips + sum(paragraph.size().height() for paragraph, _, _ in laid)

    def draw(  # noqa: PLR0913 (a painter's business)
        self,
        painter: QPainter,
        box: QRectF,
        look: Look,
        font: QFont,
        palette: Palette,
        *,
        is_right: bool,
        most: Lines,
    ) -> None:
        """Draw a look into a cell, from its top."""
        width = _inside(look, font, box.width())
        left = box.left() + PAD_X + _icon_width(look, font)
        top = box.top() + PAD_Y
        if look.kind is not None:
            _draw_kind(painter, QPointF(box.left() + PAD_X, top), look.kind, font, palette)
        painter.save()
        painter.setClipRect(box)
        laid = self._laid(look, font, width, is_right=is_right, most=most)
        for paragraph, its_font, tone in laid:
            painter.setFont(its_font)
            painter.setPen(QColor(_COLOURS[tone](palette)))
            painter.drawStaticText(QPointF(left, top), paragraph)
            top += paragraph.size().height()
        if look.clips:
            _draw_clips(painter, QPointF(left, top), look.clips, font, palette)
        painter.restore()

    def text_height(self, text: str, font: QFont, width: float) -> float:
        """Return how high one text is."""
        return self._laid_out(text, font, width, is_right=False).size().height()

    def draw_text(
        self, painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor
    ) -> None:
        """Draw one text from the top left of a box."""
        painter.setFont(font)
        painter.setPen(colour)
        laid_out = self._laid_out(text, font, box.width(), is_right=False)
        painter.drawStaticText(box.topLeft(), laid_out)

    def _laid(
        self, look: Look, font: QFont, width: float, *, is_right: bool, most: Lines
    ) -> list[tuple[QStaticText, QFont, Tone]]:
        found: list[tuple[QStaticText, QFont, Tone]] = []
        left = most.whole - bool(look.clips)
        if look.main:
            line = QFontMetricsF(font).height()
            main = self._laid_out(look.main, font, width, is_right=is_right)
            if most.whole and main.size().height() > (left + 0.5) * line:
                shown = _shortened(look.main, font, width, left)
                main = self._laid_out(shown, font, width, is_right=is_right)
            left -= round(main.size().height() / line)
            found.append((main, font, look.tone))
        small = small_font(font)
        prints = [(text, tone) for text, tone in look.small if text]
        if most.whole:  # what is wrong is seen first
            prints = sorted(prints, key=lambda said: -said[1].value)[: max(0, left)]
        lines = 1 if most.whole else most.each
        for text, tone in prints:
            shown = _shortened(text, small, width, lines) if lines else text
            found.append((self._laid_out(shown, small, width, is_right=is_right), small, tone))
        return found

    def _laid_out(self, text: str, font: QFont, width: float, *, is_right: bool) -> QStaticText:
        key = (text, font.key(), round(width), is_right)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MAX_KEPT:
                self._kept.clear()
            self._kept[key] = found = _static(text, font, max(1.0, width), is_right=is_right)
        return found


def _static(text: str, font: QFont, width: float, *, is_right: bool) -> QStaticText:
    made = QStaticText()
    made.setTextFormat(Qt.TextFormat.PlainText)
    alignment = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(alignment)
    # Khmer, Lao and Thai have no spaces between words, so a long word may break anywhere.
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setTextOption(option)
    made.setTextWidth(width)
    made.setText(text)
    made.prepare(font=font)
    return made


def _shortened(text: str, font: QFont, width: float, lines: int) -> str:
    flat = " ".join(text.split())
    # A little less than the lines hold, since words do not fill them to the end.
    room = width * lines * 0.85
    return QFontMetricsF(font).elidedText(flat, Qt.TextElideMode.ElideRight, room)


def small_font(font: QFont) -> QFont:
    """Return the font of the small print beside a font."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.87)
    return small


def _inside(look: Look, font: QFont, width: float) -> float:
    return width - 2 * PAD_X - _icon_width(look, font)


def _icon_size(font: QFont) -> float:
    return round(QFontMetricsF(font).height() * 0.8)


def _icon_width(look: Look, font: QFont) -> float:
    return 0.0 if look.kind is None else _icon_size(font) + 6


def _draw_kind(
    painter: QPainter, at: QPointF, kind: Status | NoStatus, font: QFont, palette: Palette
) -> None:
    size = _icon_size(font)
    line = QFontMetricsF(font).height()
    draw_status(painter, QRectF(at.x(), at.y() + (line - size) / 2, size, size), kind, palette)


def _draw_clips(painter: QPainter, at: QPointF, number: int, font: QFont, palette: Palette) -> None:
    small = small_font(font)
    metrics = QFontMetricsF(small)
    side = metrics.height()
    draw_clip(painter, QRectF(at.x(), at.y(), side, side), palette.text)
    painter.setFont(small)
    painter.setPen(QColor(palette.text))
    painter.drawText(QPointF(at.x() + side + 3, at.y() + metrics.ascent()), str(number))


_COLOURS: dict[Tone, Callable[[Palette], str]] = {
    Tone.PLAIN: lambda palette: palette.text,
    Tone.MUTED: lambda palette: palette.muted,
    Tone.DOUBT: lambda palette: palette.warning,
    Tone.WRONG: lambda palette: palette.error,
}
