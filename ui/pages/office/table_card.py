"""A card with a table and the buttons for what can be done with its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtWidgets import QPushButton, QWidget

from ui.models.rows import Column, RowsModel
from ui.widgets.cards import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.tables import DataTable

R = TypeVar("R")
_MOST_ROWS = 6


class TableCard(Card, Generic[R]):
    """Rows, and buttons for the one that is chosen or for the list as a whole."""

    def __init__(
        self,
        question: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], object],
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty card.

        Args:
            question: its title; a screen reader calls the table so, too.
            columns: of the table.
            key: what a row is known by.
            parent: Qt's owner.
        """
        super().__init__(question, parent=parent)
        self.model = RowsModel[R](columns, key=key, parent=self)
        self.table = DataTable(question)
        self.table.setModel(self.model)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.buttons = FlowLayout(spacing=8)
        self._needing: dict[QPushButton, Callable[[R], bool]] = {}
        self._may_change = False
        self._always: set[QPushButton] = set()
        self.body.addWidget(self.table)
        self.body.addLayout(self.buttons)
        self.table.selectionModel().currentRowChanged.connect(self._look)
        self.model.modelReset.connect(self._look)

    def add_button(
        self,
        text: str,
        run: Callable[[], object],
        *,
        fits: Callable[[R], bool] | None = None,
        is_reading: bool = False,
    ) -> QPushButton:
        """Add a button.

        Args:
            text: what it does.
            run: called when it is pressed.
            fits: whether it can be done with a row; None for what needs no row.
            is_reading: whether it changes nothing in the workspace.
        """
        made = QPushButton(text)
        made.clicked.connect(lambda: run())  # noqa: PLW0108 (without `checked`)
        self.buttons.addWidget(made)
        if fits is not None:
            self._needing[made] = fits
        if is_reading:
            self._always.add(made)
        self._look()
        return made

    def show_rows(self, rows: Sequence[R], *, may_change: bool) -> None:
        """Show other rows; the chosen one stays, else the first is chosen."""
        self._may_change = may_change
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        if rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        high = self.table.verticalHeader().defaultSectionSize() * min(_MOST_ROWS, len(rows))
        self.table.setFixedHeight(high + self.table.horizontalHeader().sizeHint().height() + 6)
        self._look()

    def offer_buttons(self, *, is_offered: bool) -> None:
        """Show the buttons, or leave them out where nobody of this office may ever press them."""
        for place in range(self.buttons.count()):
            item = self.buttons.itemAt(place)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.setVisible(is_offered)

    @property
    def row(self) -> R | None:
        """The chosen row."""
        return cast("R | None", self.table.current_row())

    def _look(self) -> None:
        row = self.row
        for place in range(self.buttons.count()):
            item = self.buttons.itemAt(place)
            button = None if item is None else item.widget()
            if not isinstance(button, QPushButton):
                continue
            fits = self._needing.get(button)
            may = self._may_change or button in self._always
            button.setEnabled(may and (fits is None or (row is not None and fits(row))))
