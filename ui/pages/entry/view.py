"""The sheet's keys: typing, editing and commands as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from ui.pages.entry.cell_editor import Move
from ui.pages.entry.cursor_view import CursorView
from ui.pages.entry.looks import EDITABLE, Column
from ui.pages.entry.model import EntryModel
from ui.pages.entry.moving import KEYS
from ui.theme import Theme


class SheetView(CursorView):
    """A sheet that is worked in with the keyboard, with one editor open at a time."""

    refused = Signal()
    """Emitted when a person wanted to change a sheet that is locked."""
    wants = Signal(str)
    """Emitted with a command: copy, cut, paste, clear, all, fill, undo, redo, breakdown, menu,
    why."""

    def __init__(self, model: EntryModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, theme, parent)
        self._then: Move = Move.STAY
        self._asking: str | None = None
        self.delegate.left.connect(self._editor_left)
        self.delegate.dropped.connect(self._editor_dropped)

    # --- Editing --------------------------------------------------------------------------------

    def begin(self, seed: str | None = None, *, asks_state: bool = False) -> bool:
        """Open the editor on the cursor's cell, or on the answer of its row.

        Args:
            seed: what was typed, which takes the place of the content; None edits the content.
            asks_state: whether to ask for the kind of answer without a figure.
        """
        current = self.current()
        if current is None or self.delegate.editor is not None:
            return False
        code, column = current
        if self._model.is_locked:
            self.refused.emit()
            return False
        if column not in EDITABLE or asks_state:
            self.go(code, Column.MINE)
        self.delegate.asks_state = asks_state
        self.edit(self.currentIndex())
        self.delegate.asks_state = False
        editor = self.delegate.editor
        if editor is not None and seed is not None:
            editor.seed(seed)
        return editor is not None

    def finish_editing(self) -> None:
        """Take what is being typed."""
        if self.delegate.editor is not None:
            self.delegate.editor.finish(Move.STAY)

    def ask_reason(self, code: str) -> None:
        """Ask for the reason of a state once the editor that named it is closed."""
        self._asking = code

    def _editor_left(self, move: Move) -> None:
        if self._asking is not None:
            code, self._asking = self._asking, None
            if move is not Move.STAY:  # the focus went elsewhere: the cell is marked instead
                self._then = move
                self.go(code)
                self.begin(asks_state=True)
                return
        then, self._then = self._then, Move.STAY
        # The reason was asked for on the way: go on where the first editor was left to.
        self.travel(then if then is not Move.STAY and move is Move.DOWN else move)

    def _editor_dropped(self) -> None:
        self._then = Move.STAY
        current = self.current()
        if current is not None:
            self._model.preview(current[0], None)

    # --- Keys and mouse -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the sheet's keys from being taken as shortcuts, and Tab as a way out of it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            is_own = _own_command(event) is not None or Qt.Key(event.key()) in KEYS
            event.setAccepted(is_own)
            return is_own
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and not control:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key does in a spreadsheet."""
        command = _own_command(event)
        if command is not None:
            self.wants.emit(command)
        elif not self._move_key(event) and not self._edit_key(event):
            event.ignore()

    def _move_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.travel(Move.UP if shift else Move.DOWN)
        elif key in KEYS and not (control and key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}):
            is_arrow = key not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            self.travel(KEYS[key], extend=shift and is_arrow, jumps=control)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._to_edge(is_end=key == Qt.Key.Key_End, whole=control, extend=shift)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._page(-1 if key == Qt.Key.Key_PageUp else 1, extend=shift)
        else:
            return False
        return True

    def _to_edge(self, *, is_end: bool, whole: bool, extend: bool) -> None:
        current, questions = self.current(), self.questions()
        if current is None or not questions:
            return
        code, column = current
        if whole:
            code = questions[-1 if is_end else 0]
        else:
            column = self._columns()[-1 if is_end else 0]
        self.go(code, column, extend=extend)

    def _page(self, direction: int, *, extend: bool) -> None:
        current, questions = self.current(), self.questions()
        if current is None or current[0] not in questions:
            return
        goal = self.visualRect(self.currentIndex()).top() + direction * self.viewport().height()
        ahead = questions[questions.index(current[0]) :: direction]
        code = ahead[-1]
        for candidate in ahead[1:]:
            top = self.visualRect(self._model.place(candidate, current[1])).top()
            if (top - goal) * direction >= 0:
                code = candidate
                break
        self.go(code, current[1], extend=extend)

    def _edit_key(self, event: QKeyEvent) -> bool:
        key, text = Qt.Key(event.key()), event.text()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_F2:
            self.begin()
        elif key == Qt.Key.Key_Down and alt:
            self.begin(asks_state=True)
        elif key == Qt.Key.Key_Backspace:
            self.begin("")
        elif text.strip() and text.isprintable() and _is_typing(event):
            self.begin(text)
        else:
            return False
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open the editor for what an input method composes, and hand it on."""
        field = QApplication.focusWidget()
        if self.delegate.editor is None and self.begin(""):
            field = QApplication.focusWidget()
        if field is not None and field is not self:
            QApplication.sendEvent(field, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the editor."""
        if self._model.code(self.indexAt(event.position().toPoint())) is not None:
            self.begin()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Explain a status that is clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.column() == Column.STATUS and self._model.code(index) is not None:
            self.wants.emit("why")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell, also from the keyboard's menu key."""
        del event
        self.wants.emit("menu")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor; begin on the first question if it is nowhere yet."""
        super().focusInEvent(event)
        questions = self.questions()
        if self.current() is None and questions:
            self.go(questions[0])
        self.update(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the cursor rests."""
        super().focusOutEvent(event)
        self.update(self.currentIndex())


_COMMANDS: tuple[tuple[str, QKeySequence | QKeySequence.StandardKey], ...] = (
    ("copy", QKeySequence.StandardKey.Copy),
    ("cut", QKeySequence.StandardKey.Cut),
    ("paste", QKeySequence.StandardKey.Paste),
    ("clear", QKeySequence.StandardKey.Delete),
    ("all", QKeySequence.StandardKey.SelectAll),
    ("undo", QKeySequence.StandardKey.Undo),
    ("redo", QKeySequence.StandardKey.Redo),
    ("redo", QKeySequence("Ctrl+Y")),
    ("fill", QKeySequence("Ctrl+D")),
    ("breakdown", QKeySequence("F4")),
)


def _own_command(event: QKeyEvent) -> str | None:
    pressed = QKeySequence(event.keyCombination())
    for name, keys in _COMMANDS:
        known = (
            QKeySequence.keyBindings(keys) if isinstance(keys, QKeySequence.StandardKey) else [keys]
        )
        if pressed in known:
            return name
    return None


def _is_typing(event: QKeyEvent) -> bool:
    """Return whether a key writes a character; AltGr, which writes, comes as Ctrl with Alt."""
    modifiers = event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    return control == alt
