"""The files that arrived: where they are dropped, the list, what is in one, taking them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.framework import FrameworkDefinition
from spa_me.services.exchange.arrivals import Arrival
from ui.context import Context
from ui.models.rows import RowsModel
from ui.pages.inbox.columns import arrival_columns
from ui.pages.inbox.drop_area import DropArea
from ui.pages.inbox.list_and_preview import ListAndPreview
from ui.pages.inbox.preview_panel import PreviewPanel
from ui.pages.inbox.rows import Names, place_of, starts_anew, unconfirmed_key
from ui.pages.inbox.words import counted, needs_open_key
from ui.widgets.elided import ElidedLabel
from ui.widgets.tables import DataTable


class ArrivalsView(QWidget):
    """A list of files with what is in the chosen one; buttons ask for what a person decides.

    Attributes:
        is_read_only: whether nothing can be taken in here.
    """

    files_wanted = Signal()
    take_wanted = Signal(object)
    """Emitted with the arrivals that are to be taken in."""
    drop_wanted = Signal(object)
    """Emitted with the arrivals that are to be taken off the list."""
    confirm_wanted = Signal(object)
    """Emitted with the arrival whose signer's words are to be compared."""
    replace_wanted = Signal(object)
    """Emitted with the arrival of a list of keys that is to replace the one in use."""
    unlock_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = Names({}, {})
        self.is_read_only = False
        self.model = RowsModel[Arrival](
            arrival_columns(lambda: self._names), key=lambda row: row.path, parent=self
        )
        self.table = DataTable(self.tr("Files that arrived"))
        self.table.setModel(self.model)
        self.preview = PreviewPanel(context)
        self.split = ListAndPreview(self.table, self.preview)
        self.area = DropArea()
        self.answer = ElidedLabel(role="muted")
        self.take_all = self._button("", self._take_all)
        self.take_all.setProperty("role", "primary")
        self.take_selected = self._button(self.tr("Take in &selected"), self._take_selected)
        self.compare = self._button(self.tr("Compare &words…"), self._compare)
        self.replace = self._button(self.tr("Re&place the list of keys…"), self._replace)
        self.unlock = self._button(self.tr("&Unlock my key…"), self.unlock_wanted.emit)
        self.more = self._button(self.tr("Take in &more files…"), self.files_wanted.emit)
        self.remove = self._button(self.tr("&Remove from the list"), self._remove)
        self._stack = QStackedWidget()
        self._framework_of: Callable[[str], FrameworkDefinition | None] = lambda _: None
        self._build()
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.table.opened.connect(self.preview.read)
        self.area.files_wanted.connect(self.files_wanted)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.clicked.connect(lambda: run())  # noqa: PLW0108 (without `checked`)
        return made

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.answer, 1)
        for button in (
            self.unlock,
            self.compare,
            self.replace,
            self.remove,
            self.more,
            self.take_selected,
            self.take_all,
        ):
            buttons.addWidget(button)
        full = QWidget()
        # While no file is listed, this part does not ask for the height that it would take.
        full.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(buttons)
        column.addWidget(self.split, 1)
        self._stack.addWidget(self.area)
        self._stack.addWidget(full)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    @property
    def is_empty(self) -> bool:
        """Whether no file is listed."""
        return not self.model.given

    def know(self, names: Names, framework_of: Callable[[str], FrameworkDefinition | None]) -> None:
        """Take over the names of units and periods, and by which framework one is judged."""
        self._names, self._framework_of = names, framework_of
        self.model.refresh()
        self._show_current()

    def show_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        """Show files; the first one that is new is chosen, else the one before stays chosen."""
        known = {arrival.path for arrival in self.model.given}
        new = [arrival for arrival in arrivals if arrival.path not in known]
        self.model.show(arrivals)
        self._stack.setCurrentIndex(1 if arrivals else 0)
        self.split.share()
        if new:
            self.table.select(self.model.key_of(new[0]))
        if arrivals and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        good = sum(arrival.may_be_taken for arrival in arrivals)
        one, many = self.tr("1 file"), self.tr("{n} files")
        some = self.tr("{good} of {files} can be taken in.")
        self.answer.setText(self._none(arrivals))
        if good:
            files = counted(len(arrivals), one, many)
            self.answer.setText(some.format(files=files, good=good))
        one, many = self.tr("&Take it in"), self.tr("&Take in all {n}")
        self.take_all.setText(counted(good, one, many) if good else self.tr("&Take in"))
        self._show_current()

    def _none(self, arrivals: Sequence[Arrival]) -> str:
        if any(unconfirmed_key(arrival) is not None for arrival in arrivals):
            return self.tr("Compare the words of the new key by phone; then it can be taken in.")
        return self.tr("None can be taken in. Choose a row to see why, and what to do.")

    @property
    def current(self) -> Arrival | None:
        """The file whose content is shown."""
        return self.model.row(self.table.currentIndex())

    @property
    def selected(self) -> list[Arrival]:
        """The files that are selected."""
        return [self.model.rows[number] for number in self.table.selected_rows()]

    def _show_current(self) -> None:
        arrival = self.current
        period = "" if arrival is None else place_of(arrival)[1]
        definition = self._framework_of(period) if period else None
        self.preview.show_arrival(arrival, self._names, definition)
        self._offer()

    def _offer(self) -> None:
        good = [arrival for arrival in self.model.given if arrival.may_be_taken]
        chosen = self.selected
        taken = [arrival for arrival in chosen if arrival.may_be_taken]
        self.take_all.setEnabled(bool(good) and not self.is_read_only)
        self.take_selected.setEnabled(bool(taken) and not self.is_read_only)
        self.take_selected.setVisible(len(self.model.given) > 1)
        self.remove.setEnabled(bool(chosen))
        self.unlock.setVisible(any(needs_open_key(arrival) for arrival in self.model.given))
        current = self.current
        is_compared = current is not None and unconfirmed_key(current) is not None
        self.compare.setVisible(is_compared)
        # What comes next is the button that stands out.
        for button in (self.compare, self.take_all):
            is_next = (
                button is self.compare if is_compared and not good else button is self.take_all
            )
            button.setProperty("role", "primary" if is_next else "")
            button.style().unpolish(button)
            button.style().polish(button)
        self.replace.setVisible(current is not None and starts_anew(current))

    def _take_all(self) -> None:
        self.take_wanted.emit([arrival for arrival in self.model.given if arrival.may_be_taken])

    def _take_selected(self) -> None:
        self.take_wanted.emit([arrival for arrival in self.selected if arrival.may_be_taken])

    def _compare(self) -> None:
        self.confirm_wanted.emit(cast("Arrival", self.current))

    def _replace(self) -> None:
        self.replace_wanted.emit(cast("Arrival", self.current))

    def _remove(self) -> None:
        self.drop_wanted.emit(self.selected)
