"""A list of evidence: what each is, how large, who added it and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from ui.evidence import show_size, shown_name
from ui.i18n import show_date
from ui.plain_text import as_tooltip

if TYPE_CHECKING:
    from spa_me.domain.submission import Evidence

_BESIDE, _AROUND = 28, 10
"""What an entry needs beside its lines, and above and below them, in pixels."""


class EvidenceList(QListWidget):
    """Shows evidence; Enter or a double click opens, Del removes."""

    opened = Signal(object)
    """Emitted with the `Evidence` that is to be opened."""
    removed = Signal(object)
    """Emitted with the `Evidence` that is to be removed."""

    def __init__(self, least: int, most: int = 0, parent: QWidget | None = None) -> None:
        """Make the list.

        Args:
            least: how many lines it shows at least.
            most: how many it shows at most; 0 for as many as there is room.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._least, self._most = least, most
        self.entries: tuple[Evidence, ...] = ()
        self.setAccessibleName(self.tr("Evidence"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemActivated.connect(self._open)

    def show_evidence(
        self, entries: Sequence[Evidence], about: str = "", names: Mapping[str, str] | None = None
    ) -> None:
        """Show evidence.

        Args:
            entries: in the order in which they are to stand.
            about: what supports something else says what; empty where nothing has to.
            names: of the reporting units, where it has to be said whose each is.
        """
        if tuple(entries) == self.entries:
            return
        chosen = self.chosen
        self.entries = tuple(entries)
        self.clear()
        for entry in self.entries:
            item = QListWidgetItem("\n".join(self._lines(entry, about, names or {})))
            item.setToolTip(as_tooltip(item.text()))
            self.addItem(item)
        self._fit()
        ids = [entry.id for entry in self.entries]
        if ids:
            self.setCurrentRow(ids.index(chosen.id) if chosen and chosen.id in ids else 0)

    def _lines(self, entry: Evidence, about: str, names: Mapping[str, str]) -> list[str]:
        added = "" if entry.at is None else show_date(entry.at.astimezone().date())
        who = " · ".join(part for part in (names.get(entry.unit, ""), entry.person, added) if part)
        if entry.is_file:
            own_name = shown_name(entry)
            name = "" if entry.title == own_name else f"{own_name} · "
            what = self.tr("File: {name}").format(name=f"{name}{show_size(entry.size)}")
        else:
            what = self.tr("Reference: {place}").format(place=entry.reference)
        other = self.tr("for marker {code}").format(code=entry.about)
        return [entry.title, what, who, *([other] if about and entry.about != about else [])]

    def show_at_most(self, lines: int) -> None:
        """Change how many lines the list shows at most."""
        if lines != self._most:
            self._most = lines
            self._fit()

    def _fit(self) -> None:
        """Make each entry as high as its lines, which the list itself does not break right."""
        line = self.fontMetrics().lineSpacing()
        self.setMinimumHeight(self._least * line)
        if self._most:
            self.setMaximumHeight(self._most * line)
        metrics, room = self.fontMetrics(), QRect(0, 0, self.viewport().width() - _BESIDE, 0)
        flags = Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextWordWrap
        for row in range(self.count()):
            item = self.item(row)
            height = metrics.boundingRect(room, int(flags), item.text()).height()
            item.setSizeHint(QSize(0, height + _AROUND))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Break the lines anew when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    @property
    def chosen(self) -> Evidence | None:
        """The entry under the cursor."""
        row = self.currentRow()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def _open(self, _: QListWidgetItem) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Del as the wish to remove the entry."""
        if event.key() == Qt.Key.Key_Delete and self.chosen is not None:
            self.removed.emit(self.chosen)
        else:
            super().keyPressEvent(event)
