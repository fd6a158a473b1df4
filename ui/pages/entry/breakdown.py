"""The panel in which a figure is broken down: by sex, by age, always with what is not known."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.framework import UNKNOWN, Dimension, Measure
from spa_me.domain.numbers import exact_sum
from spa_me.domain.reading.errors import UnreadError
from spa_me.domain.reading.numbers import read_number
from spa_me.domain.sentences import say
from spa_me.domain.values import Value, ValueKey, ValueState
from spa_me.reports.entry_rows import EntryRow
from ui.i18n import show_sentence
from ui.pages.entry.desk import Desk
from ui.pages.entry.looks import exact_number, in_words
from ui.pages.entry.model import EntryModel
from ui.widgets.labels import label

Place = tuple[str, str]
"""A dimension and a category."""


class BreakdownPanel(QScrollArea):
    """Fields for the parts of one answer; each is saved when it is left.

    Attributes:
        fields: the fields by dimension and category.
    """

    left = Signal()
    """Emitted when the person wants to go back to the sheet."""

    def __init__(self, desk: Desk, model: EntryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = model
        self._code: str | None = None
        self._total_follows = False
        self._unread: dict[tuple[ValueKey, Place], str] = {}
        self.fields: dict[Place, QLineEdit] = {}
        self._sums: dict[str, QLabel] = {}
        self._takers: dict[str, QPushButton] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Breakdown"))
        self._build(None)
        model.sheet_changed.connect(self._refresh)

    @property
    def texts(self) -> list[str]:
        """What it says about sums and mistakes."""
        said = [text.text() for text in self._sums.values()]
        return [*said, self._wrong.text()] if self._wrong.text() else said

    def show_question(self, code: str | None) -> None:
        """Show the fields of a question; nothing for one that is not broken down."""
        if code == self._code:
            return
        self.finish_editing()
        self._code = code
        row = self._row()
        self._total_follows = row is not None and not row.is_answered
        self._build(row)
        self._refresh()

    def finish_editing(self) -> None:
        """Take what is being typed."""
        for place in list(self.fields):
            self._take(place)

    @property
    def unread(self) -> int:
        """How many fields hold a text that is no number, on any sheet."""
        return len(self._unread)

    def focus_first(self) -> None:
        """Go to the first field."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()
            first.selectAll()

    def _row(self) -> EntryRow | None:
        sheet = self._model.sheet
        return None if sheet is None or self._code is None else sheet.rows.get(self._code)

    def _key(self, code: str) -> ValueKey:
        sheet = self._model.sheet
        assert sheet is not None  # noqa: S101 (there are no questions without a sheet)
        return sheet.key(code)

    # --- Building -------------------------------------------------------------------------------

    def _build(self, row: EntryRow | None) -> None:
        self.fields, self._sums, self._takers = {}, {}, {}
        body = QWidget()
        self._hint, self._wrong = label("", "muted", parent=body), label("", "wrong", parent=body)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.setSpacing(8)
        sheet = self._model.sheet
        dimensions = () if row is None else row.indicator.dimensions
        if row is None or sheet is None or not dimensions:
            layout.addWidget(label(self.tr("This question is not broken down."), "muted"))
        else:
            layout.addWidget(label(f"{row.code} · {in_words(row.indicator.title)}", "strong"))
            layout.addWidget(self._hint)
            for code in dimensions:
                layout.addLayout(self._dimension(sheet.definition.dimension_by_code[code]))
            layout.addWidget(self._wrong)
        layout.addStretch()
        self.setWidget(body)

    def _dimension(self, dimension: Dimension) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(4)
        grid.addWidget(label(in_words(dimension.title), "heading"), 0, 0, 1, 2)
        categories = {c.code: in_words(c.title) for c in dimension.categories}
        categories.setdefault(UNKNOWN, self.tr("Unknown"))
        for row, (code, title) in enumerate(categories.items(), 1):
            place = (dimension.code, code)
            field = self._field(place, f"{in_words(dimension.title)}: {title}")
            grid.addWidget(label(title), row, 0)
            grid.addWidget(field, row, 1)
        last = grid.rowCount()
        self._sums[dimension.code] = label("", "muted")
        grid.addWidget(self._sums[dimension.code], last, 0, 1, 2)
        taker = QPushButton()
        taker.setProperty("role", "link")
        taker.clicked.connect(lambda: self._follow(dimension.code))
        self._takers[dimension.code] = taker
        grid.addWidget(taker, last + 1, 0, 1, 2)
        return grid

    def _field(self, place: Place, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 14)
        field.setAccessibleName(name)
        field.editingFinished.connect(lambda: self._take(place))
        field.installEventFilter(self)
        self.fields[place] = field
        return field

    # --- Showing --------------------------------------------------------------------------------

    def _refresh(self) -> None:
        row = self._row()
        if row is None or not self.fields:
            return
        why_not = self._why_not(row)
        self._hint.setText(why_not or self._help(row))
        for place, field in self.fields.items():
            field.setEnabled(not why_not)
            if not field.isModified():
                number = row.value.parts.get(place[0], {}).get(place[1])
                known = "" if number is None else exact_number(number)
                field.setText(self._unread.get((self._key(row.code), place), known))
        for dimension, text in self._sums.items():
            self._show_sum(dimension, text, row.value)

    def _help(self, row: EntryRow) -> str:
        if row.is_answered:
            return self.tr("Each part is saved when you leave its field. Enter goes to the next.")
        return self.tr("There is no total yet: the sum of the parts becomes the answer.")

    def _why_not(self, row: EntryRow) -> str:
        value = row.value
        if self._model.is_locked:
            return self.tr("It can be read and not changed.")
        if value.state is ValueState.BLANK:
            is_percentage = row.indicator.measure is Measure.PERCENTAGE
            text = self.tr("Enter the percentage with its two parts first.")
            return text if is_percentage else ""
        return "" if value.is_reported else self.tr("There is no figure that has parts.")

    def _show_sum(self, dimension: str, text: QLabel, value: Value) -> None:
        parts = value.parts.get(dimension, {})
        total = value.number if value.numerator is None else value.numerator
        added = exact_sum(parts.values())
        differs = bool(parts) and total is not None and total != added
        said = self.tr("Sum {sum}").format(sum=exact_number(added)) if parts else ""
        if differs and total is not None:
            text_of = self.tr("Sum {sum}, the total says {total}: it does not add up ({number})")
            said = text_of.format(
                sum=exact_number(added),
                total=exact_number(total),
                number=exact_number(abs(total - added)),
            )
        text.setText(said)
        text.setProperty("role", "wrong" if differs else "muted")
        text.style().unpolish(text)
        text.style().polish(text)
        taker = self._takers[dimension]
        taker.setText(self.tr("Make {sum} the total").format(sum=exact_number(added)))
        taker.setVisible(differs and not self._model.is_locked)

    # --- Taking ---------------------------------------------------------------------------------

    def _take(self, place: Place) -> None:
        field, row = self.fields.get(place), self._row()
        if field is None or row is None or not field.isModified():
            return
        text = field.text().strip()
        try:
            number = _part(text, self._model) if text else None
        except UnreadError as error:
            self._unread[self._key(row.code), place] = text
            self._say_wrong(field, show_sentence(error.sentence))
            return
        self._unread.pop((self._key(row.code), place), None)
        field.setModified(False)
        self._say_wrong(field, "")
        follows = self._total_follows and _is_sum(row.value, place[0])
        self._desk.give_part(row.code, place, number, total_follows=follows)

    def _say_wrong(self, field: QLineEdit, text: str) -> None:
        self._wrong.setText(text)
        field.setProperty("state", "wrong" if text else "")
        field.style().unpolish(field)
        field.style().polish(field)

    def _follow(self, dimension: str) -> None:
        if self._code is not None:
            self._desk.follow_parts(self._code, dimension)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through the fields with Enter and the arrows, and back to the sheet with Escape."""
        fields = list(self.fields.values())
        if isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit) and watched in fields:
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                return self._take_key(event, fields.index(watched), fields)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent, place: int, fields: list[QLineEdit]) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            fields[place].setModified(False)
            self._refresh()
            self.left.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            if place + 1 < len(fields):
                _go(fields[place + 1])
            else:
                self.left.emit()
        elif key == Qt.Key.Key_Up:
            _go(fields[max(0, place - 1)])
        else:
            return False
        return True


def _go(field: QLineEdit) -> None:
    field.setFocus()
    field.selectAll()


def _part(text: str, model: EntryModel) -> Decimal:
    number = read_number(text, model.signs).number
    if number < 0:
        raise UnreadError(say("{text} is below zero; a part is a number from 0", text=text))
    return number


def _is_sum(value: Value, dimension: str) -> bool:
    """Return whether an answer says no more than the sum of its parts so far."""
    if value.state is ValueState.BLANK:
        return True
    return value.number == exact_sum(value.parts.get(dimension, {}).values())
