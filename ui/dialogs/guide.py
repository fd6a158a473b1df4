"""The user guide, in a window of its own: the Markdown pages that come with the app."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QShortcut,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Theme

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
CONTENTS = "README.md"
CHAPTERS = {
    "welcome": "first-minute.md",
    "overview": "read-the-overview-and-why.md",
    "results": "read-the-overview-and-why.md",
    "entry": "enter-data.md",
    "cofunding": "co-funding.md",
    "inbox": "review-as-the-region.md",
    "review": "review-as-the-region.md",
    "activity": "keep-your-file-safe.md",
    "office": "report-as-a-country.md",
}
"""The chapter that F1 opens on each page of the app; the contents on any other."""

_NAME = "guide"
_MARGIN, _GAP = 24, 4
_PAUSE = 120
"""How long the width has to stay before the pictures are fitted to it, in milliseconds."""
_MARKS = (
    (re.compile(r"""<span style=" font-family:'[^']*';[^"]*">(.*?)</span>"""), "code"),
    (re.compile(r"""<span style=" font-weight:700;[^"]*">(.*?)</span>"""), "b"),
)
_STYLE = re.compile(r' style="[^"]*"')


class GuidePages(QTextBrowser):
    """Shows a page of the guide; its pictures are no wider than the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenExternalLinks(False)
        self.setAccessibleName(self.tr("User guide"))
        self.document().setDocumentMargin(_MARGIN)
        # Always there, since its coming would change the width while a page is being laid out.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._width = 0
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.render_again)
        theme.changed.connect(self.render_again)

    def open(self, page: str) -> None:
        """Show a page by the name of its file."""
        self.setSource(QUrl.fromLocalFile(str(GUIDE / page)))

    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.HtmlResource,  # noqa: A002
    ) -> None:
        """Show a page as HTML, since only that takes a style sheet."""
        self.document().setDefaultStyleSheet(self._style_sheet())
        super().doSetSource(name, QTextDocument.ResourceType.HtmlResource)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a page made from its Markdown, or a picture made to fit."""
        path = Path(self.source().resolved(QUrl(name)).toLocalFile())
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._fitted(QImage(str(path)))
        return _as_html(path.read_text(encoding="utf-8")) if path.suffix == ".md" else ""

    def _fitted(self, picture: QImage) -> QImage:
        ratio = self.devicePixelRatioF()
        widest = round((self.viewport().width() - 2 * _MARGIN - _GAP) * ratio)
        if picture.width() > widest > 0:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(widest, smooth)
            picture.setDevicePixelRatio(ratio)
        framed = picture.convertToFormat(QImage.Format.Format_RGB32)
        painter = QPainter(framed)
        painter.setPen(QColor(self._theme.palette.border))
        painter.drawRect(QRectF(0, 0, framed.width() / ratio - 1, framed.height() / ratio - 1))
        painter.end()
        return framed

    def _style_sheet(self) -> str:
        palette, size = self._theme.palette, self.font().pointSizeF()
        return (
            f"h1 {{ font-size: {size * 1.7:.1f}pt; margin: 0 0 12px 0; }}"
            f"h2 {{ font-size: {size * 1.25:.1f}pt; margin: 22px 0 6px 0; }}"
            f"p {{ margin: 7px 0 7px 0; }} li {{ margin: 0 0 4px 0; }}"
            f"a {{ color: {palette.accent}; }} pre {{ white-space: pre-wrap; margin: 0; }}"
            f"code, pre {{ font-family: monospace; background-color: {palette.border}; }}"
            f"td, th {{ padding: 4px 16px 4px 0; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to another width, and stay where the person reads."""
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._width = self.viewport().width()
            self._soon.start()

    def render_again(self) -> None:
        """Lay the page out anew."""
        if self.source().isEmpty():
            return
        bar = self.verticalScrollBar()
        part = bar.value() / max(1, bar.maximum())
        self.reload()
        bar.setValue(round(part * bar.maximum()))


def _as_html(markdown: str) -> str:
    """Return a page as plain HTML: what Qt makes of it, without the sizes that it writes in."""
    document = QTextDocument()
    document.setMarkdown(markdown)
    body = document.toHtml().partition("<body")[2].partition(">")[2].partition("</body>")[0]
    for pattern, tag in _MARKS:
        body = pattern.sub(rf"<{tag}>\1</{tag}>", body)
    return _STYLE.sub("", body).replace('<table border="1"', '<table border="0"')


class GuideWindow(QDialog):
    """Shows the guide beside the main window; a second call brings the same window to the front."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("User guide"))
        self.pages = GuidePages(theme)
        self.contents = self._button(self.tr("&Contents"))
        self.back = self._button(self.tr("&Back"))
        self.contents.clicked.connect(lambda: self.pages.open(CONTENTS))
        self.back.clicked.connect(self.pages.backward)
        self.pages.backwardAvailable.connect(self.back.setEnabled)
        self.back.setEnabled(False)
        self._build()
        self._fit()
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            QShortcut(QKeySequence(key), self).activated.connect(self.close)

    def _button(self, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        return made

    def _build(self) -> None:
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        for button in (self.contents, self.back):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.pages)
        self.pages.setFocus()

    def _fit(self) -> None:
        """Give room to lines of about a hundred letters, within the screen."""
        line, room = self.fontMetrics().height(), self.screen().availableGeometry()
        self.resize(min(48 * line, room.width() - 60), min(39 * line, room.height() - 60))

    @classmethod
    def show_beside(cls, window: QWidget, theme: Theme, chapter: str) -> None:
        """Show a chapter beside a window.

        Args:
            window: whose guide it is.
            theme: the looks.
            chapter: the name of the page of the app in front; any other shows the contents.
        """
        guide = window.findChild(cls, _NAME) or cls(theme, window)
        guide.show()
        guide.pages.open(CHAPTERS.get(chapter, CONTENTS))
        guide.raise_()
        guide.activateWindow()
