"""What editors in a cell have in common, and the plainest of them: one number."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QWidget


class Move(Enum):
    """Where the cursor goes when an editor is left."""

    STAY = auto()
    DOWN = auto()
    UP = auto()
    LEFT = auto()
    RIGHT = auto()
    NEXT = auto()
    BACK = auto()


_ARROWS = {
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
}
_HANDLED = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, *_ARROWS}
_KEEPS_EDITING = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}


class CellEditor(QFrame):
    """What all editors share: the keys that leave them, as in a spreadsheet."""

    done = Signal(object)
    """Emitted with a `Move` when the answer is to be taken."""
    cancelled = Signal()
    """Emitted when the old answer is to come back."""
    typed = Signal(str)
    """Emitted with the text after each key."""

    stands_beside = False
    """Whether it opens under its cell, which stays in view, and not over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "editor")
        self.setAutoFillBackground(True)
        self.is_filled = False
        self.is_seeded = False
        self._is_over = False

    def fill(self, text: str) -> None:
        """Begin with what the cell holds."""
        raise NotImplementedError

    def seed(self, text: str) -> None:
        """Begin with what was typed on the cell, in the place of what it holds."""
        raise NotImplementedError

    def answer(self) -> object:
        """Return what was entered: a text or a `Value`."""
        raise NotImplementedError

    def wanted_size(self, cell: QSize) -> QSize:
        """Return the size it takes over a cell."""
        return cell

    def finish(self, move: Move) -> None:
        """Have the answer taken, once."""
        if not self._is_over:
            self._is_over = True
            self.done.emit(move)

    def cancel(self) -> None:
        """Have the old answer back."""
        if not self._is_over:
            self._is_over = True
            self.cancelled.emit()

    def _watch(self, *fields: QWidget) -> None:
        for field in fields:
            field.installEventFilter(self)
        self.setFocusProxy(fields[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that leave the editor; end it when the focus goes elsewhere."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.key() in _HANDLED:
                event.accept()  # else Escape would close the panel beside the sheet instead
                return True
            if event.type() is QEvent.Type.KeyPress:
                return self.take_key(watched, event)
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            self._focus_left(event.reason())
        return super().eventFilter(watched, event)

    def _focus_left(self, reason: Qt.FocusReason) -> None:
        # Looking a figure up in another window does not end the editing: typing goes on after it.
        if reason in _KEEPS_EDITING:
            return
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            widget = widget.parentWidget()  # over windows, too: an open list is one of its own
        if widget is None:
            self.finish(Move.STAY)

    def take_key(self, field: QObject, event: QKeyEvent) -> bool:
        """Return whether a key was taken in a field of the editor."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.finish(Move.UP if shift else Move.DOWN)
        elif key == Qt.Key.Key_Tab:
            self.finish(Move.NEXT)
        elif key == Qt.Key.Key_Backtab:
            self.finish(Move.BACK)
        elif key in _ARROWS and self.is_seeded and self.leaves_with(_ARROWS[key]):
            self.finish(_ARROWS[key])
        else:
            return False
        return True

    def leaves_with(self, move: Move) -> bool:
        """Return whether an arrow leaves an editor that was opened by typing."""
        return move in _ARROWS.values()


class NumberEditor(CellEditor):
    """One number, or a word such as n/a."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.textEdited.connect(self.typed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        self._watch(self.field)

    def fill(self, text: str) -> None:
        """Begin with the number, all of it marked."""
        self.field.setText(text)
        self.field.selectAll()

    def seed(self, text: str) -> None:
        """Begin with the first key."""
        self.is_seeded = True
        self.field.setText(text)
        self.typed.emit(text)

    def answer(self) -> str:
        """Return the text."""
        return self.field.text()
