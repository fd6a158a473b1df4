"""The list of what is wrong, missing or unexplained: each entry leads to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.checks import Doubt, Problem, ProblemKind
from spa_me.domain.cofunding import Contribution, ExchangeRate
from spa_me.domain.errors import Severity
from spa_me.domain.values import Value
from ui.i18n import show_number, show_sentence
from ui.pages.entry.looks import Column
from ui.pages.entry.model import EntryModel
from ui.pages.entry.remarks import asked_text
from ui.plain_text import as_tooltip
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

BLOCKS = "✕"
"""The shape before an entry with which a submission cannot be approved."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list.

    Attributes:
        column: the cell within the question's row.
        is_missing: whether it is only that nothing was entered yet.
        blocks: whether the submission cannot be approved before it is mended.
        doubt: what a person may confirm as right; None where it has to be mended.
        offer: the value that would mend it.
        is_money: whether it lies in what the co-funding page shows.
    """

    code: str
    column: Column
    text: str
    is_missing: bool = False
    blocks: bool = False
    doubt: Doubt | None = None
    offer: Value | None = None
    is_money: bool = False


def entries_of(model: EntryModel, checked: Sequence[Entry], unsaved: str) -> list[Entry]:
    """Return what is wrong in a sheet, in the order of its rows.

    What keeps it from being approved comes first, and what is only missing last.

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
        if (entry.code in order or entry.is_money)
        and not (entry.is_missing and entry.code in unread)
    ]
    found = [*_from_cells(model, unsaved), *_from_remarks(model), *known]
    found.sort(key=lambda e: (not e.blocks, e.is_missing, order.get(e.code, -1)))
    return found


def _from_remarks(model: EntryModel) -> Iterator[Entry]:
    for code, remark in model.remarks.items():
        if remark.is_open:
            yield Entry(code, Column.MINE, asked_text(remark), blocks=True)


def _from_cells(model: EntryModel, unsaved: str) -> Iterator[Entry]:
    for code, content in model.unread.items():
        quoted = f"“{content.unread}”"
        text = content.why if quoted in content.why else f"{quoted}: {content.why}"
        yield Entry(code, Column.MINE, text, blocks=True)
    for code in model.unsaved:
        yield Entry(code, Column.MINE, unsaved, blocks=True)


def entries_of_check(problems: Sequence[Problem]) -> list[Entry]:
    """Return what a check of the whole period found as entries of the list."""
    return [
        Entry(
            problem.indicator,
            Column.NOTE if problem.field == "note" else Column.MINE,
            show_sentence(problem.what),
            problem.kind is ProblemKind.MISSING,
            problem.severity is not Severity.WARNING,
            problem.doubt,
            problem.offer,
            isinstance(problem.record, Contribution | ExchangeRate),
        )
        for problem in problems
    ]


class ProblemList(QWidget):
    """Shows entries; a click or Enter leads to the cell."""

    chosen = Signal(str, object)
    """Emitted with an indicator and a `Column`."""
    money_chosen = Signal()
    """Emitted when what the co-funding page shows is to be seen."""
    right_asked = Signal(object)
    """Emitted with an `Entry` that is to be confirmed as right."""
    offer_taken = Signal(str, object)
    """Emitted with an indicator and the `Value` that is to be its answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._is_locked = False
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
        self.list.currentRowChanged.connect(self._offer)
        self.is_right = QPushButton(self.tr("It is right…"))
        self.is_right.clicked.connect(lambda: self.right_asked.emit(self.current))
        self.take = QPushButton()
        self.take.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._summary)
        layout.addWidget(self._help)
        layout.addWidget(self.list, 1)
        buttons = FlowLayout(spacing=6)
        buttons.addWidget(self.is_right)
        buttons.addWidget(self.take)
        layout.addLayout(buttons)
        layout.addStretch()
        self.show_entries([])

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other entries."""
        if entries == self.entries and self._summary.text():
            return
        self.entries = entries
        wrong = len([entry for entry in entries if not entry.is_missing])
        missing = len(entries) - wrong
        self._summary.setText(_summary(self, wrong, missing))
        self._help.setText(_help(self, entries))
        self._help.setVisible(bool(entries))
        self.list.setVisible(bool(entries))
        row = self.list.currentRow()
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(_line(self, entry))
            item.setToolTip(as_tooltip(entry.text))
            item.setSizeHint(QSize())
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, len(entries) - 1))
        self._offer()

    @property
    def current(self) -> Entry | None:
        """The entry that is chosen."""
        row = self.list.currentRow()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def show_locked(self, *, is_locked: bool) -> None:
        """Offer nothing while nothing can be changed."""
        self._is_locked = is_locked
        self._offer()

    def _offer(self) -> None:
        """Show the buttons of what can be done about the chosen entry."""
        entry = None if self._is_locked else self.current
        self.is_right.setVisible(entry is not None and entry.doubt is not None)
        offer = None if entry is None else entry.offer
        self.take.setVisible(offer is not None)
        if offer is not None:
            text = self.tr("Take {part} of {whole}")
            parts = (offer.numerator or Decimal(0), offer.denominator or Decimal(0))
            part, whole = map(show_number, parts)
            self.take.setText(text.format(part=part, whole=whole))

    def _take(self) -> None:
        entry = self.current
        if entry is not None and entry.offer is not None:
            self.offer_taken.emit(entry.code, entry.offer)

    def show_first(self) -> None:
        """Let the first entry be seen and chosen: what has to be done before all others."""
        self.list.setCurrentRow(0)
        self.list.scrollToTop()

    def _choose(self, item: QListWidgetItem) -> None:
        entry = self.entries[self.list.row(item)]
        if entry.is_money:
            self.money_chosen.emit()
        else:
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
        places = {e.code: order.index(e.code) if e.code in order else -1 for e in self.entries}
        wrong = [n for n, entry in enumerate(self.entries) if not entry.is_missing]
        known = wrong or list(range(len(self.entries)))
        if back:
            before = [n for n in known if places[self.entries[n].code] < here]
            return before[-1] if before else known[-1]
        after = [n for n in known if places[self.entries[n].code] >= here]
        return after[0] if after else known[0]


def _line(widget: QWidget, entry: Entry) -> str:
    about = entry.code or widget.tr("The whole submission")
    about = widget.tr("Co-funding") if entry.is_money else about
    mark = f"{BLOCKS} " if entry.blocks else ""
    return f"{mark}{about} · {entry.text}"


def _help(widget: QWidget, entries: Sequence[Entry]) -> str:
    if not entries:
        return ""
    keys = widget.tr("F8 goes to the next one.")
    if not any(entry.blocks for entry in entries):
        return keys
    needed = widget.tr("{mark} has to be done before the submission can be approved.")
    return f"{needed.format(mark=BLOCKS)} {keys}"


def _summary(widget: QWidget, wrong: int, missing: int) -> str:
    if not wrong and not missing:
        return widget.tr("Everything is answered, and nothing looks wrong.")
    problems = widget.tr("1 problem") if wrong == 1 else widget.tr("{n} problems").format(n=wrong)
    return widget.tr("{problems}, {missing} without an answer").format(
        problems=problems if wrong else widget.tr("No problem"), missing=missing
    )
