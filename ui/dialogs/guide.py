"""The user guide, in a window of its own, from a file that comes with the app."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from ui.theme import Theme

GUIDE = Path(__file__).parents[1] / "help" / "guide.html"
_NAME = "guide"


class GuideWindow(QDialog):
    """Shows the guide beside the main window; a second call brings the same window to the front."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("User guide"))
        self._theme = theme
        self._text = QTextBrowser()
        self._text.setOpenExternalLinks(False)
        self._text.setAccessibleName(self.tr("User guide"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            QShortcut(QKeySequence(key), self).activated.connect(self.close)
        theme.changed.connect(self._render)
        self._render()
        self.resize(680, 640)

    @classmethod
    def show_beside(cls, window: QWidget, theme: Theme) -> None:
        """Show the guide of a window."""
        guide = window.findChild(cls, _NAME) or cls(theme, window)
        guide.show()
        guide.raise_()
        guide.activateWindow()

    def _render(self) -> None:
        palette = self._theme.palette
        sheet = (
            f"h1, h2 {{ color: {palette.text}; margin-top: 18px; }}"
            f"a {{ color: {palette.accent}; }} li {{ margin-bottom: 4px; }}"
            f"td {{ padding: 2px 14px 2px 0; }}"
        )
        self._text.document().setDefaultStyleSheet(sheet)
        self._text.document().setDocumentMargin(20)
        self._text.setHtml(GUIDE.read_text(encoding="utf-8"))
