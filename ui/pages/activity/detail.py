"""One change in full: long texts are read here, not in a row."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from spa_me.domain.dataset import AuditEntry
from ui.i18n import show_moment
from ui.pages.activity.columns import person_of
from ui.values import show_record

_LINES = 7


class EntryDetail(QFrame):
    """Shows who changed what, and the whole text before and after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._text = QTextBrowser()
        self._text.setProperty("role", "plain")
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setAccessibleName(self.tr("The change in full"))
        self._text.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 6, 8)
        layout.addWidget(self._text)

    def show_entry(self, entry: AuditEntry | None, names: str = "") -> None:
        """Show a change, and what its codes stand for; None for nothing."""
        self.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        self._text.setHtml("" if entry is None else self._html(entry, names))

    def _html(self, entry: AuditEntry, names: str) -> str:
        head = f"{entry.number} · {show_moment(entry.at)} · {person_of(entry)}"
        what = f"{entry.action}: {entry.subject}"
        known = f"<br>{escape(names)}" if names else ""
        cells = "".join(
            f'<td width="50%"><b>{escape(title)}</b><br>{_text(text)}</td>'
            for title, text in ((self.tr("Before"), entry.old), (self.tr("After"), entry.new))
        )
        return (
            f"<p style='margin:0'><b>{escape(what)}</b>{known}<br>{escape(head)}</p>"
            f"<table width='100%' style='margin-top:8px'><tr>{cells}</tr></table>"
        )


def _text(text: str) -> str:
    return escape(show_record(text)).replace("\n", "<br>") or "–"
