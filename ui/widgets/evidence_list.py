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
_ENTRY = Qt.ItemDataRole.UserRole


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
        self,
        entries: Sequence[Evidence],
        about: str = "",
        names: Mapping[str, str] | None = None,
        groups: Mapping[str, str] | None = None,
    ) -> None:
        """Show evidence.

        Args:
            entries: in the order in which they are to stand.
            about: what supports something else says what; empty where nothing has to.
            names: of the reporting units, where it has to be said whose each is.
            groups: what stands above the entries about each code; none where nothing has to.
        """
        if tuple(entries) == self.entries:
            return
        chosen = self.chosen
        self.entries = tuple(entries)
        self.clear()
        at = ""
        for entry in self.entries:
            if groups is not None and entry.about != at:
                at = entry.about
                self._add_heading(groups.get(at, at))
            item = QListWidgetItem("\n".join(self._lines(entry, about, names or {})))
            item.setToolTip(as_tooltip(item.text()))
            item.setData(_ENTRY, entry)
            self.addItem(item)
        self._fit()
        self._choose(chosen)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)
        self._colour(item)

    def _colour(self, heading: QListWidgetItem) -> None:
        """Let a heading, which cannot be chosen, look no fainter than what can."""
        heading.setForeground(self.palette().text())

    def _choose(self, wanted: Evidence | None) -> None:
        """Go to a piece that was chosen before, or to the first one."""
        rows = {entry.id: row for row, entry in enumerate(self._by_row) if entry is not None}
        first = next(iter(rows.values()), -1)
        self.setCurrentRow(first if wanted is None else rows.get(wanted.id, first))

    @property
    def _by_row(self) -> list[Evidence | None]:
        return [self.item(row).data(_ENTRY) for row in range(self.count())]

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
        """Break the lines anew when the text size changes; follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            items = (self.item(row) for row in range(self.count()))
            for item in (item for item in items if item.data(_ENTRY) is None):
                self._colour(item)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    @property
    def chosen(self) -> Evidence | None:
        """The entry under the cursor."""
        row = self.currentRow()
        return None if row < 0 else self.item(row).data(_ENTRY)

    def _open(self, _: QListWidgetItem) -> None:
        if self.chosen is not None:
            self.opened.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Del as the wish to remove the entry."""
        if event.key() == Qt.Key.Key_Delete and self.chosen is not None:
            self.removed.emit(self.chosen)
        else:
            super().keyPressEvent(event)
