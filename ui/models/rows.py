"""A table of frozen rows: what each column shows, how it sorts, and what is copied from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cmp_to_key
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QIcon

from ui.plain_text import as_tooltip

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

SORT_ROLE = Qt.ItemDataRole.UserRole
"""The typed value a cell sorts by."""
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row's own object."""
COPY_ROLE = Qt.ItemDataRole.UserRole + 2
"""The text that is copied."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of a table.

    Attributes:
        title: the heading, translated.
        text: what a row shows.
        sort: the value a row sorts by, all of one type; None sorts last. Without it the text.
        copy: what is copied; without it the text.
        icon: a picture beside the text.
        tooltip: more about the cell; empty for none. By default the text, where it may be cut off.
        is_number: whether it stands on the right.
        width: its width at 100 % text size in pixels; 0 takes its share of what is left.
        grows: whether `width` is the least, and it takes its share of what is left beyond.
        least: its width where all columns together have too little room; 0 for `width`.
        holds: gives the longest text that has to fit, such as a day in the words of the system.
        goes: where there is not even room for all the least widths, the column with the highest
            number is left out first; 0 for one that always stays.
    """

    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any] | None = None
    copy: Callable[[R], str] | None = None
    icon: Callable[[R], QIcon | None] | None = None
    tooltip: Callable[[R], str] | None = None
    is_number: bool = False
    width: int = 0
    grows: bool = False
    least: int = 0
    holds: Callable[[], str] | None = None
    goes: int = 0

    def told(self, row: R) -> str:
        """Return what the tooltip of a cell says; empty for none."""
        if self.tooltip is not None:
            return self.tooltip(row)
        return self.text(row) if self.least else ""


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows that are shown and not edited; sorted in place, in their own order at first."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        key: Callable[[R], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            columns: from left to right.
            key: what a row is known by when rows are replaced; without it the row itself.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key: Callable[[R], object] = key or _itself
        self._given: list[R] = []
        self._rows: list[R] = []
        self._sorted_by: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def rows(self) -> Sequence[R]:
        """The rows as they are sorted now."""
        return self._rows

    @property
    def given(self) -> Sequence[R]:
        """The rows in their own order."""
        return self._given

    def show(self, rows: Iterable[R]) -> None:
        """Replace all rows; the sorting stays."""
        given = list(rows)
        arranged = self._arranged(given)
        same = [self._key(row) for row in arranged] == [self._key(row) for row in self._rows]
        if same and self._rows:
            self._given, self._rows = given, arranged
            self.refresh()
            return
        self.beginResetModel()
        self._given, self._rows = given, arranged
        self.endResetModel()

    def append(self, rows: Iterable[R]) -> None:
        """Add rows at the end, such as the next page of a long list; they are not sorted in."""
        added = list(rows)
        if not added:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
        self._given += added
        self._rows = [*self._rows, *added]
        self.endInsertRows()

    def refresh(self) -> None:
        """Show every cell again, as after a change of theme or language."""
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, index: Index) -> R | None:
        """Return the row of an index; None for one that is not valid."""
        return self._rows[index.row()] if index.isValid() else None

    def key_of(self, row: R) -> object:
        """Return what a row is known by."""
        return self._key(row)

    def find(self, key: object) -> int:
        """Return the number of the row with a key; -1 if there is none."""
        return next((n for n, row in enumerate(self._rows) if self._key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows in a role."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip(column.told(row))
            case Qt.ItemDataRole.DecorationRole:
                return column.icon(row) if column.icon else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.is_number else _LEFT
            case _:
                return self._own_roles(column, row, role)

    @staticmethod
    def _own_roles(column: Column[R], row: R, role: int) -> Any:
        if role == SORT_ROLE:
            return (column.sort or column.text)(row)
        if role == ROW_ROLE:
            return row
        if role == COPY_ROLE:
            return (column.copy or column.text)(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading; rows have none."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.ToolTipRole and self.columns[section].least:
            return as_tooltip(self.columns[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].is_number else _LEFT
        return None

    def rename(self, section: int, title: str) -> None:
        """Give a column another heading, as where it is about another office."""
        self.columns = tuple(
            replace(column, title=title) if number == section else column
            for number, column in enumerate(self.columns)
        )
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, section, section)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 brings the rows back into their own order."""
        self._sorted_by = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(index, self._rows[index.row()], index.column()) for index in before]
        self._rows = self._arranged(self._given)
        place = {id(row): number for number, row in enumerate(self._rows)}
        for index, row, section in held:
            self.changePersistentIndex(index, self.index(place[id(row)], section))
        self.layoutChanged.emit()

    def _arranged(self, rows: list[R]) -> list[R]:
        column, order = self._sorted_by
        if not 0 <= column < len(self.columns):
            return list(rows)
        value = self.columns[column].sort or self.columns[column].text
        keyed = [(value(row), row) for row in rows]
        known = [pair for pair in keyed if pair[0] is not None]
        unknown = [row for found, row in keyed if found is None]
        texts = all(isinstance(found, str) for found, _ in known)
        by: Callable[[Any], Any] = _collation_key() if texts else _itself
        known.sort(key=lambda pair: by(pair[0]), reverse=order is Qt.SortOrder.DescendingOrder)
        return [*(row for _, row in known), *unknown]


def _itself(value: Any) -> Any:
    return value


def _collation_key() -> Callable[[Any], Any]:
    """Return a key that sorts as people of the locale do, and `1.9` before `1.10`."""
    locale = QLocale()
    # The C locale compares bytes, and would put `1.10` before `1.9` and `Z` before `a`.
    is_bare = locale.language() == QLocale.Language.C
    collator = QCollator(QLocale(QLocale.Language.English) if is_bare else locale)
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return cmp_to_key(collator.compare)
