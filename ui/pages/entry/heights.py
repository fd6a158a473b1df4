"""How high the rows of the sheet are: measured at once where they are seen, the rest in idle time.

To lay out all texts of a large sheet takes longer than a key may wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTableView

_SLICE = 0.008
"""How long rows are measured at a time, in seconds."""
_TRIES = 4


class RowHeights(QObject):
    """Gives the rows of a table the height that their texts need."""

    def __init__(self, view: QTableView, height_of: Callable[[int], int]) -> None:
        """Measure rows of `view`; `height_of` returns the height of one in pixels."""
        super().__init__(view)
        self._view = view
        self._height_of = height_of
        self._due: dict[int, None] = {}
        self._later = QTimer(self, interval=0)
        self._later.timeout.connect(self._measure_some)
        self._is_measuring = False
        view.verticalScrollBar().valueChanged.connect(self._measure_seen)
        view.installEventFilter(self)

    def renew(self, rows: Iterable[int] | None = None) -> None:
        """Measure rows anew; all of them, or some."""
        if rows is None:
            rows, self._due = range(self._view.model().rowCount()), {}
        self._due.update(dict.fromkeys(rows))
        if self._view.isVisible():
            self._measure_seen()
            self._later.start()

    def scroll_to_current(self) -> None:
        """Bring the cursor's cell into sight, with all that is then seen measured."""
        for _ in range(_TRIES):
            # The scroll bars learn of new heights later, and until then scrolling stops too early.
            self._view.updateGeometries()
            due = len(self._due)
            self._view.scrollTo(self._view.currentIndex())
            self._measure_seen()
            if len(self._due) == due:
                break

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure what became due while the sheet was not to be seen."""
        if event.type() is QEvent.Type.Show and self._due:
            self._later.start()
        return super().eventFilter(watched, event)

    def _measure_seen(self) -> None:
        """Measure the rows that are in sight."""
        view = self._view
        if self._is_measuring or not self._due or not view.isVisible():
            return
        self._is_measuring = True
        row, bottom = max(0, view.rowAt(0)), view.viewport().height()
        top = view.rowViewportPosition(row)
        while row < view.model().rowCount() and top <= bottom:
            self._measure(row)
            top += view.rowHeight(row)
            row += 1
        self._is_measuring = False

    def _measure(self, row: int) -> None:
        if row in self._due:
            del self._due[row]
            self._view.verticalHeader().resizeSection(row, self._height_of(row))

    def _measure_some(self) -> None:
        """Measure for a moment; what is in sight stays where it is."""
        if not self._due or not self._view.isVisible():
            self._later.stop()
            return
        view, until = self._view, monotonic() + _SLICE
        anchor = max(0, view.rowAt(0))
        before = view.rowViewportPosition(anchor)
        self._measure_seen()
        while self._due and monotonic() < until:
            self._measure(next(iter(self._due)))
        moved = view.rowViewportPosition(anchor) - before
        if moved:
            view.updateGeometries()
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + moved)
