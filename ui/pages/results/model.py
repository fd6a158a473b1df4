"""The tree's model: what each column says of a result and of a marker."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QApplication

from spa_me.domain.assessment import Card, CardColour, NotComputable, ResultAssessment
from spa_me.domain.assessment.results import StatusCounts
from spa_me.domain.derivation.figures import no_light
from spa_me.domain.status import NoStatus, Status
from spa_me.reports.lines import MarkerLine
from ui.i18n import domain_text, show_number, show_percent, show_sentence, show_status
from ui.pages.results.nodes import Node
from ui.plain_text import as_tooltip

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate

NODE_ROLE = Qt.ItemDataRole.UserRole
"""The row's `Node`."""
Shape = Status | NoStatus | CardColour
"""What stands before a text: the shape of a status, or the square of a card's colour."""


class Column(IntEnum):
    """The columns from left to right."""

    TITLE = 0
    TARGET = 1
    ACTUAL = 2
    ACHIEVEMENT = 3
    STATUS = 4
    REMARK = 5
    UNITS = 6


_NUMBERS = {Column.TARGET, Column.ACTUAL}


def heading(column: Column, *, is_capped: bool) -> str:
    """Return a column's heading; that of achievement says how the card is counted."""
    capped = translate("ResultTree", "Achievement, capped")
    uncapped = translate("ResultTree", "Achievement, uncapped")
    titles = {
        Column.TITLE: translate("ResultTree", "Result or marker"),
        Column.TARGET: translate("ResultTree", "Target"),
        Column.ACTUAL: translate("ResultTree", "Actual"),
        Column.ACHIEVEMENT: capped if is_capped else uncapped,
        Column.STATUS: translate("ResultTree", "Status"),
        Column.REMARK: translate("ResultTree", "Remark"),
        Column.UNITS: translate("ResultTree", "Units"),
    }
    return titles[column]


def colour_word(colour: CardColour) -> str:
    """Return a card's colour in words."""
    words = {
        CardColour.GREEN: translate("ResultTree", "green"),
        CardColour.AMBER: translate("ResultTree", "amber"),
        CardColour.RED: translate("ResultTree", "red"),
        CardColour.GREY: translate("ResultTree", "no light"),
    }
    return words[colour]


def counts_text(counts: StatusCounts) -> str:
    """Return counts in words: `1 fully met, 2 not met`."""
    found = [(kind, counts.of(kind)) for kind in (*Status, *NoStatus)]
    return ", ".join(f"{count} {show_status(kind).lower()}" for kind, count in found if count)


class ResultTreeModel(QAbstractItemModel):
    """Results and markers as a tree that is read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = self._before = Node()
        self._is_capped = True

    def show(self, root: Node, *, is_capped: bool) -> None:
        """Replace all rows."""
        self.beginResetModel()
        # Indexes point to nodes: one that a view still holds must not point to freed memory.
        self._before, self._root, self._is_capped = self._root, root, is_capped
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    @property
    def is_capped(self) -> bool:
        """Whether the card caps achievement at 100 %."""
        return self._is_capped

    @property
    def root(self) -> Node:
        """The top of the tree; it is not a row itself."""
        return self._root

    def node(self, index: Index) -> Node | None:
        """Return the row of an index; None for one that is not valid."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else None

    def index_of(self, key: tuple[str, str]) -> QModelIndex:
        """Return where a row stands; invalid if it is not shown."""
        for node in self._root.walk():
            if node.key == key:
                return self.place_of(node)
        return QModelIndex()

    def place_of(self, node: Node) -> QModelIndex:
        """Return where a row of this tree stands."""
        return self.createIndex(node.row, 0, node)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 (Qt's own signature)
        """Return the index of a cell."""
        above = self.node(parent) or self._root
        if not 0 <= row < len(above.children) or not 0 <= column < len(Column):
            return QModelIndex()
        return self.createIndex(row, column, above.children[row])

    def parent(self, index: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride] (QObject.parent has the same name)
        """Return the index of the row above."""
        node = self.node(index)
        above = None if node is None else node.parent
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows under one."""
        if parent.column() > 0:
            return 0
        return len((self.node(parent) or self._root).children)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        del parent
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(Column(section), is_capped=self._is_capped)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows in a role."""
        node = self.node(index)
        if node is None:
            return None
        column = Column(index.column())
        if role == NODE_ROLE:
            return node
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if node.marker is not None:
            return self._of_marker(node.marker, column, role)
        return None if node.result is None else self._of_result(node, node.result, column, role)

    def shapes(self, index: Index) -> list[tuple[Shape, str]]:
        """Return what is drawn in a cell: shapes, each before its text; empty for plain text.

        Not through a role, since Qt makes plain texts of what is kept in one.
        """
        node, column = self.node(index), Column(index.column())
        if node is None:
            return []
        if node.marker is not None:
            status = marker_text(node.marker, Column.STATUS)
            return [(node.marker.kind, status)] if column is Column.STATUS else []
        if node.result is None:
            return []
        if column is Column.ACHIEVEMENT:
            card = self._card(node.result)
            return [(card.colour, card_text(card))]
        if column is Column.STATUS:
            counts = node.result.counts
            kinds = [kind for kind in (*Status, *NoStatus) if counts.of(kind)]
            return [(kind, show_number(Decimal(counts.of(kind)))) for kind in kinds]
        return []

    # --- Markers ---------------------------------------------------------------------------------

    def _of_marker(self, line: MarkerLine, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            if column is Column.ACHIEVEMENT:
                return achievement_text(line, is_capped=self._is_capped)
            return marker_text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip(marker_text(line, column))
        return None

    # --- Results ---------------------------------------------------------------------------------

    def _of_result(self, node: Node, result: ResultAssessment, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._result_text(node, result, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip(self._result_text(node, result, column))
        if role == Qt.ItemDataRole.FontRole and column is Column.TITLE:
            font = QApplication.font()
            font.setBold(True)
            return font
        return None

    def _card(self, result: ResultAssessment) -> Card:
        return result.capped if self._is_capped else result.uncapped

    def _result_text(self, node: Node, result: ResultAssessment, column: Column) -> str:
        match column:
            case Column.TITLE:
                return f"{node.level} {result.result.code}  {result.result.title}"
            case Column.ACHIEVEMENT:
                return card_text(self._card(result))
            case Column.STATUS:
                return counts_text(result.counts)
            case Column.REMARK if result.rating is not None:
                rated = translate("ResultTree", "Rated {status}")
                return rated.format(status=show_status(result.rating.status).lower())
            case _:
                return ""


def card_text(card: Card) -> str:
    """Return a card's mean and its colour: `53.3 % amber`; where it has none, why."""
    why = no_light(card)
    if why is not None or card.achievement is None:
        return show_sentence(why or "")
    return f"{show_percent(card.achievement)} {colour_word(card.colour)}"


def marker_text(line: MarkerLine, column: Column) -> str:
    """Return what a column says of a marker."""
    return _MARKER_TEXTS[column](line)


def achievement_text(line: MarkerLine, *, is_capped: bool = False) -> str:
    """Return a marker's achievement, at most 100 % where it counts so in the means above it."""
    achieved = line.achieved(is_capped=is_capped)
    if achieved is not None:
        return show_sentence(achieved)
    if isinstance(line.assessment.achievement, NotComputable):
        return translate("ResultTree", "not computable")
    return "–"


_SHORT = {Status.FULLY: "fully", Status.PARTLY: "partly", Status.NOT: "not"}


def _status(line: MarkerLine) -> str:
    status, computed = show_sentence(line.status_words), line.assessment.computed
    if not line.assessment.differs or computed is None:
        return status
    beside = translate("ResultTree", "{status} (computed: {computed})")
    return beside.format(status=status, computed=domain_text(_SHORT[computed]))


def _remarks(line: MarkerLine) -> list[str]:
    marker = line.assessment
    found: list[str] = []
    if marker.is_declared_only:
        found.append(translate("ResultTree", "declared without a value"))
    elif marker.declaration is not None:
        found.append(translate("ResultTree", "declared"))
    if any(leg.pro_rata is not None for leg in marker.legs):
        found.append(translate("ResultTree", "target prorated"))
    if line.explanation:
        found.append(translate("ResultTree", "explained"))
    if line.is_restated:
        found.append(translate("ResultTree", "restated"))
    return found


_MARKER_TEXTS: dict[Column, Callable[[MarkerLine], str]] = {
    Column.TITLE: lambda line: f"{line.code}  {line.title}",
    Column.TARGET: lambda line: show_sentence(line.target_text),
    Column.ACTUAL: lambda line: show_sentence(line.actual_text),
    Column.ACHIEVEMENT: achievement_text,
    Column.STATUS: _status,
    Column.REMARK: lambda line: ", ".join(_remarks(line)),
    Column.UNITS: lambda line: show_sentence(line.included),
}


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
