"""Editors that open in a cell: a percentage with its parts, a level, a note."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.checks import MAX_TEXT
from spa_me.domain.framework import Indicator
from spa_me.domain.reading.errors import UnreadError
from spa_me.domain.reading.numbers import read_number, read_percentage
from spa_me.domain.reading.signs import Signs
from ui.i18n import domain_text, show_number
from ui.pages.entry.cell_editor import CellEditor, Move
from ui.pages.entry.looks import in_words
from ui.plain_text import as_tooltip
from ui.widgets.labels import label


class PercentEditor(CellEditor):
    """A percentage as its two parts, or as it is: 9 / 20, or 45%."""

    def __init__(self, indicator: Indicator, signs: Signs, parent: QWidget) -> None:
        super().__init__(parent)
        self._signs = signs
        self.top, self.bottom = QLineEdit(), QLineEdit()
        self.share = label("", "small", wraps=False)
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight)
        names = (
            (self.top, in_words(indicator.numerator) or self.tr("numerator")),
            (self.bottom, in_words(indicator.denominator) or self.tr("denominator")),
        )
        for field, name in names:
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setProperty("role", "boxed")
            field.setAccessibleName(name)
            field.setToolTip(as_tooltip(name))
            field.textEdited.connect(self._edited)
        fields = QHBoxLayout()
        fields.setSpacing(3)
        fields.addWidget(self.top, 1)
        fields.addWidget(label("/", wraps=False))
        fields.addWidget(self.bottom, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 2)
        layout.setSpacing(1)
        layout.addLayout(fields)
        layout.addWidget(self.share)
        layout.addStretch()
        self._watch(self.top, self.bottom)

    def wanted_size(self, cell: QSize) -> QSize:
        """Return room for two fields."""
        room = self.fontMetrics().horizontalAdvance("0") * 24
        return QSize(max(cell.width(), room), max(cell.height(), self.sizeHint().height()))

    def fill(self, text: str) -> None:
        """Begin with the parts, the first one marked."""
        self._split(text)
        self.top.selectAll()
        self._show_share()

    def seed(self, text: str) -> None:
        """Begin with the first key."""
        self.is_seeded = True
        self._split(text)
        self._edited()

    def _split(self, text: str) -> None:
        top, slash, bottom = text.partition("/")
        # A word like n/a is no ratio.
        is_ratio = bool(slash) and any(sign.isdigit() for sign in text)
        self.top.setText(top.strip() if is_ratio else text)
        self.bottom.setText(bottom.strip() if is_ratio else "")

    def _edited(self) -> None:
        if "/" in self.top.text() and any(sign.isdigit() for sign in self.top.text()):
            top, _, rest = self.top.text().partition("/")
            self.top.setText(top.strip())
            if rest.strip():
                self.bottom.setText(rest.strip())
            self.bottom.setFocus()
            self.bottom.end(False)
        self._show_share()
        self.typed.emit(self.answer())

    def _show_share(self) -> None:
        self.share.setText(self._share())

    def _share(self) -> str:
        try:
            top = read_percentage(self.top.text(), self._signs).number
        except UnreadError:
            return ""
        if not self.bottom.text().strip():
            return self.tr("{number} %, no denominator").format(number=show_number(top))
        try:
            bottom = read_number(self.bottom.text(), self._signs).number
        except UnreadError:
            return ""
        return f"= {show_number(top * 100 / bottom, 1)} %" if bottom > 0 else ""

    def answer(self) -> str:
        """Return `9/20`, or what stands in the first field alone."""
        top, bottom = self.top.text().strip(), self.bottom.text().strip()
        return f"{top}/{bottom}" if bottom else top

    def take_key(self, field: QObject, event: QKeyEvent) -> bool:
        """Take Tab from one field to the other, before it leaves the cell."""
        if event.key() == Qt.Key.Key_Tab and field is self.top and self._wants_bottom():
            self.bottom.setFocus()
            self.bottom.selectAll()
            return True
        if event.key() == Qt.Key.Key_Backtab and field is self.bottom:
            self.top.setFocus()
            self.top.selectAll()
            return True
        return super().take_key(field, event)

    def _wants_bottom(self) -> bool:
        return bool(self.top.text().strip()) and not self.top.text().strip().endswith("%")

    def leaves_with(self, move: Move) -> bool:
        """Return that only up and down leave; left and right go through the parts."""
        return move in {Move.UP, Move.DOWN}


class LevelEditor(CellEditor):
    """One of an indicator's levels, from a list."""

    def __init__(self, indicator: Indicator, icons: dict[str, QIcon], parent: QWidget) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        for level in indicator.scale:
            title = domain_text(in_words(level.title))
            self.box.addItem(icons.get(level.code, QIcon()), title, level.code)
        self.box.activated.connect(self._chosen)
        self._titles = {level.code: str(level.title) for level in indicator.scale}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        self._watch(self.box)

    def wanted_size(self, cell: QSize) -> QSize:
        """Return room for the longest level."""
        return QSize(max(cell.width(), self.box.sizeHint().width()), cell.height())

    def fill(self, text: str) -> None:
        """Begin with the level of the cell and open the list."""
        codes = [code for code, title in self._titles.items() if title == text]
        self.box.setCurrentIndex(self.box.findData(codes[0]) if codes else -1)
        QTimer.singleShot(0, self.box, self.box.showPopup)

    def seed(self, text: str) -> None:
        """Begin with the first level that begins with the key."""
        flags = Qt.MatchFlag.MatchStartsWith
        self.box.setCurrentIndex(self.box.findText(text, flags))

    def _chosen(self, _place: int) -> None:
        self.finish(Move.DOWN)

    def answer(self) -> str:
        """Return the code of the chosen level; empty without one."""
        return self.box.currentData() or ""


class NoteEditor(CellEditor):
    """A remark of several lines; Alt+Enter makes a new one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(self.tr("Note"))
        self.field.textChanged.connect(self._limit)
        self.hint = label(_note_hint(self), "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(3)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.hint)
        self._watch(self.field)

    def wanted_size(self, cell: QSize) -> QSize:
        """Return room for some lines."""
        metrics = self.fontMetrics()
        wide, high = metrics.horizontalAdvance("0") * 44, metrics.height() * 9
        return QSize(max(cell.width(), wide), max(cell.height(), high))

    def fill(self, text: str) -> None:
        """Begin with the note, the cursor at its end."""
        self.field.setPlainText(text)
        self.field.moveCursor(QTextCursor.MoveOperation.End)

    def seed(self, text: str) -> None:
        """Begin with the first key."""
        self.fill(text)

    def answer(self) -> str:
        """Return the text."""
        return self.field.toPlainText()

    def _limit(self) -> None:
        text = self.field.toPlainText()
        if len(text) <= MAX_TEXT:
            return
        self.field.setPlainText(text[:MAX_TEXT])
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        limit = self.tr("A note holds {count} characters; the rest was left out.")
        self.hint.setText(limit.format(count=show_number(Decimal(MAX_TEXT))))

    def take_key(self, field: QObject, event: QKeyEvent) -> bool:
        """Take Enter as the end, and Alt+Enter or Shift+Enter as a new line."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        breaks = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if is_enter and event.modifiers() & breaks:
            self.field.insertPlainText("\n")
            return True
        return super().take_key(field, event)


def _note_hint(widget: QWidget) -> str:
    return widget.tr(
        "No names, case numbers or stories of people. Enter saves, Alt+Enter begins a new line."
    )
