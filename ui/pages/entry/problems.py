"""The list of what is wrong, missing or unexplained: each entry leads to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from spa_me.domain.checks import Problem, ProblemKind
from ui.i18n import show_sentence
from ui.pages.entry.looks import Column
from ui.pages.entry.model import EntryModel
from ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list.

    Attributes:
        column: the cell within the question's row.
        is_missing: whether it is only that nothing was entered yet.
    """

    code: str
    column: Column
    text: str
    is_missing: bool = False


def entries_of(model: EntryModel, checked: Sequence[Entry], unsaved: str) -> list[Entry]:
    """Return what is wrong in a sheet, in the order of its rows; what is missing comes last.

    Args:
        model: the sheet, with the texts that could not be read.
        checked: what a check of the whole period found.
        unsaved: what to say of an answer that could not be written.
    """
    if model.sheet is None:
        return []
    order = {code: place for place, code in enumerate(model.sheet.rows)}
    unread = model.unread
    known = [
        entry
        for entry in checked
        if entry.code in order and not (entry.is_missing and entry.code in unread)
    ]
    found = [*_from_cells(model, unsaved), *known]
    found.sort(key=lambda entry: (entry.is_missing, order[entry.code]))
    return found


def _from_cells(model: EntryModel, unsaved: str) -> Iterator[Entry]:
    for code, content in model.unread.items():
        quoted = f"“{content.unread}”"
        text = content.why if quoted in content.why else f"{quoted}: {content.why}"
        yield Entry(code, Column.MINE, text)
    for code in model.unsaved:
        yield Entry(code, Column.MINE, unsaved)


def entries_of_check(problems: Sequence[Problem]) -> list[Entry]:
    """Return what a check of the whole period found as entries of the list."""
    return [
        Entry(
            problem.indicator,
            Column.NOTE if problem.field == "note" else Column.MINE,
            show_sentence(problem.what),
            problem.kind is ProblemKind.MISSING,
        )
        for problem in problems
    ]


class ProblemList(QWidget):
    """Shows entries; a click or Enter leads to the cell."""

    chosen = Signal(str, object)
    """Emitted with an indicator and a `Column`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._summary = label("", "heading")
        self._help = label("", "muted")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Problems"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._summary)
        layout.addWidget(self._help)
        layout.addWidget(self.list, 1)
        layout.addStretch()
        self.show_entries([])

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other entries."""
        if entries == self.entries and self._summary.text():
            return
        self.entries = entries
        wrong = sum(not entry.is_missing for entry in entries)
        missing = len(entries) - wrong
        self._summary.setText(_summary(self, wrong, missing))
        self._help.setText(self.tr("F8 goes to the next one.") if entries else "")
        self._help.setVisible(bool(entries))
        self.list.setVisible(bool(entries))
        row = self.list.currentRow()
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(f"{entry.code} · {entry.text}")
            item.setToolTip(entry.text)
            item.setSizeHint(QSize())
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(entries) - 1))

    def _choose(self, item: QListWidgetItem) -> None:
        entry = self.entries[self.list.row(item)]
        self.chosen.emit(entry.code, entry.column)

    def next_from(self, code: str | None, order: Sequence[str], *, back: bool) -> Entry | None:
        """Return the next entry after a question; from the last one, the first again.

        Args:
            code: the question of the cursor.
            order: all questions in the order of the sheet.
            back: whether to go upwards.
        """
        if not self.entries:
            return None
        current = self.list.currentRow()
        if 0 <= current < len(self.entries) and self.entries[current].code == code:
            place = (current + (-1 if back else 1)) % len(self.entries)
        else:
            place = self._nearest(code, order, back=back)
        self.list.setCurrentRow(place)
        return self.entries[place]

    def _nearest(self, code: str | None, order: Sequence[str], *, back: bool) -> int:
        here = order.index(code) if code in order else -1
        places = {entry.code: order.index(entry.code) for entry in self.entries}
        wrong = [n for n, entry in enumerate(self.entries) if not entry.is_missing]
        known = wrong or list(range(len(self.entries)))
        if back:
            before = [n for n in known if places[self.entries[n].code] < here]
            return before[-1] if before else known[-1]
        after = [n for n in known if places[self.entries[n].code] >= here]
        return after[0] if after else known[0]


def _summary(widget: QWidget, wrong: int, missing: int) -> str:
    if not wrong and not missing:
        return widget.tr("Everything is answered, and nothing looks wrong.")
    problems = widget.tr("1 problem") if wrong == 1 else widget.tr("{n} problems").format(n=wrong)
    return widget.tr("{problems}, {missing} without an answer").format(
        problems=problems if wrong else widget.tr("No problem"), missing=missing
    )
