"""What figures and the chart page are drawn with: the window's palette, font and language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from spa_me.dashboards.look import Look
from spa_me.dashboards.theme import Palette
from ui.i18n import show_sentence
from ui.web.payload import PageLook


def font_family() -> str:
    """Return the window's font as CSS names it, with others to fall back on."""
    family = QFontInfo(QApplication.font()).family().replace('"', "")
    return f'"{family}", "Noto Sans", sans-serif'


def text_size() -> float:
    """Return the window's size of text in pixels."""
    info = QFontInfo(QApplication.font())
    return float(info.pixelSize())


def figure_look(palette: Palette) -> Look:
    """Return what figures are made with."""
    return Look(palette, show_sentence, font_family(), text_size())


def page_look(palette: Palette) -> PageLook:
    """Return what the chart page is dressed with."""
    translate = QCoreApplication.translate
    words = {
        "copy": translate("ChartPage", "Copy"),
        "choose": translate("ChartPage", "Whose money"),
        "why": translate("ChartPage", "why?"),
    }
    return PageLook(palette, font_family(), text_size(), QLocale().bcp47Name(), words)
