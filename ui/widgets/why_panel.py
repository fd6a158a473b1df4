"""The panel beside a page that answers "why?"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.sentences import Sentence
from spa_me.domain.status import NoStatus, Status
from spa_me.reports.book import NoteLine
from spa_me.reports.lines import MarkerLine
from ui.context import Context
from ui.i18n import show_sentence, show_status
from ui.widgets.labels import label
from ui.widgets.status_icon import status_pixmap
from ui.widgets.why_evidence import WhyEvidence
from ui.widgets.why_text import (
    Explanation,
    PastPeriod,
    Row,
    Section,
    as_html,
    as_plain_text,
    explanation_of,
)

_WIDTH = 340


class WhyPanel(QFrame):
    """Explains a status or a number in sentences and as a table; hidden until asked.

    The text can be marked, and copied as a whole. A click on a figure asks for the cell it comes
    from. Escape closes the panel wherever the focus is.
    """

    closed = Signal()
    """Emitted when the person closed it."""
    go_to = Signal(str, dict)
    """Asks the page to ask the window for another page, as `Page.go_to` does."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._explanation: Explanation | None = None
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Why?"))
        self.setMinimumWidth(280)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._title = label("", "heading")
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.setProperty("role", "plain")
        self._text.setAccessibleName(self.tr("Explanation"))
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.anchorClicked.connect(self._follow)
        self.evidence = WhyEvidence(context)
        self._build()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.close_panel)
        self._theme.changed.connect(self._render)
        self.hide()

    def _build(self) -> None:
        close = QPushButton("✕")
        close.setProperty("role", "flat")
        close.setAccessibleName(self.tr("Close the explanation"))
        close.setToolTip(self.tr("Close (Esc)"))
        close.clicked.connect(self.close_panel)
        copy = QPushButton(self.tr("Copy"))
        copy.setProperty("role", "flat")
        copy.setToolTip(self.tr("Copy the whole explanation as text"))
        copy.clicked.connect(self.copy)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 8, 8)
        layout.addLayout(head)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.evidence)
        self.setTabOrder(self._text, copy)
        self.setTabOrder(copy, close)

    def show_line(
        self,
        line: MarkerLine,
        history: Sequence[PastPeriod] = (),
        notes: Sequence[NoteLine] = (),
    ) -> None:
        """Explain a marker's status.

        Args:
            line: the marker.
            history: how it stood in earlier periods, latest first.
            notes: the book's notes; those about the marker, its indicators or its result are shown.
        """
        about = {line.code, line.result_code}
        about.update(leg.indicator.code for leg in line.assessment.legs)
        mine = [note for note in notes if note.about in about]
        self._show(explanation_of(line, history, mine))
        supported = about - {line.result_code}
        self.evidence.show_about(supported, line.assessment.period, line.assessment.expected_units)

    def show_text(
        self,
        title: Sentence | str,
        sentences: Sequence[Sentence | str],
        rows: Sequence[tuple[str, str]] = (),
        *,
        kind: Status | NoStatus | None = None,
    ) -> None:
        """Explain another number, such as a share.

        Args:
            title: the question.
            sentences: the answer first, then what it rests on.
            rows: what went in, each with its figure.
            kind: the status that is explained, if it is one.
        """
        shown = [show_sentence(sentence) for sentence in sentences]
        sections: list[Section] = []
        if len(shown) > 1:
            sections.append(Section(self.tr("How it follows"), tuple(shown[1:])))
        if rows:
            table = tuple(Row(name, figure) for name, figure in rows)
            sections.append(Section(self.tr("Figures"), (), table))
        answer = shown[0] if shown else ""
        self.evidence.clear()
        status = "" if kind is None else show_status(kind)
        self._show(Explanation(show_sentence(title), answer, kind, status, tuple(sections)))

    def _show(self, explanation: Explanation) -> None:
        self._explanation = explanation
        self._render()
        self._text.verticalScrollBar().setValue(0)
        self.show()

    def clear(self) -> None:
        """Explain nothing and hide; without `closed`, as the person did not ask for it."""
        self._explanation = None
        self._text.clear()
        self.evidence.clear()
        self.hide()

    def close_panel(self) -> None:
        """Hide, as the person asked."""
        self.clear()
        self.closed.emit()

    def plain_text(self) -> str:
        """Return the explanation as it is copied; empty while there is none."""
        return "" if self._explanation is None else as_plain_text(self._explanation)

    def copy(self) -> None:
        """Put the whole explanation on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(self.plain_text())

    def _render(self) -> None:
        if self._explanation is None:
            return
        palette = self._theme.palette
        document = self._text.document()
        image = QTextDocument.ResourceType.ImageResource
        for kind in (*Status, *NoStatus):
            picture = status_pixmap(kind, palette, 12, self.devicePixelRatioF())
            document.addResource(image, QUrl(f"status:{kind}"), picture)
        position = self._text.verticalScrollBar().value()
        self._title.setText(self._explanation.title)
        self._text.setHtml(as_html(self._explanation, palette))
        self._text.verticalScrollBar().setValue(position)
        self.setAccessibleDescription(self._explanation.answer)

    def _follow(self, address: QUrl) -> None:
        page, unit, period, indicator = address.toString().split("/", 3)
        self.go_to.emit(page, {"unit": unit, "period": period, "indicator": indicator})

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the height to the explanation."""
        super().resizeEvent(event)
        self.evidence.fit(self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Draw the shapes anew when the text size or the screen changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._render()
