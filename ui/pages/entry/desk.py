"""Answering: every change goes through here, can be undone, and is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from spa_me.domain.changes import ChangeSet
from spa_me.domain.checks import MAX_TEXT
from spa_me.domain.framework import clean_text
from spa_me.domain.numbers import exact_sum
from spa_me.domain.reading.signs import Signs
from spa_me.domain.values import BLANK, Value, ValueKey, ValueState
from spa_me.reports.entry import EntrySheet
from ui.clipboard import Block
from ui.context import Context
from ui.pages.entry.looks import EDITABLE, Column
from ui.pages.entry.model import EntryModel
from ui.pages.entry.reading import (
    Content,
    block_signs,
    checked,
    edit_text,
    read_answer,
    same_answer,
)
from ui.pages.entry.saving import Saver, stamped, together

_TELL_AFTER = 400
"""How long after the last saved answer the other pages are told, in milliseconds."""
_Contents = Mapping[str, Content]


class _Change(QUndoCommand):
    """Other contents in some cells; undoing it is a recorded change like any other."""

    def __init__(
        self, text: str, before: _Contents, after: _Contents, apply: Callable[[_Contents], None]
    ) -> None:
        super().__init__(text)
        self._before, self._after, self._apply = before, after, apply

    def redo(self) -> None:
        """Put the new contents in."""
        self._apply(self._after)

    def undo(self) -> None:
        """Put the old contents back."""
        self._apply(self._before)


class _Done(_Change):
    """Other contents that are recorded and shown already, as those of a file that was taken in."""

    _is_new = True

    def redo(self) -> None:
        """Put the new contents in, but for the first time, when they are there."""
        if not self._is_new:
            super().redo()
        self._is_new = False


class Desk(QObject):
    """Takes answers for the sheet of a model: reads, applies, saves and undoes them."""

    noticed = Signal(str)
    """Emitted with a sentence about what was done, where it cannot be seen at a glance."""
    wants_reason = Signal(str)
    """Emitted with an indicator for which a word was typed that needs a reason."""
    went_to = Signal(list)
    """Emitted with the indicators that an undone or redone change touched."""

    def __init__(self, context: Context, model: EntryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self.undo_stack = QUndoStack(self)
        self.saver = Saver(context, self)
        self.saver.saved.connect(self._saved)
        self.saver.changed.connect(self._show_unsaved)
        self.is_telling = False
        self._untold: list[ChangeSet] = []
        self._tell_soon = QTimer(self, singleShot=True, interval=_TELL_AFTER)
        self._tell_soon.timeout.connect(self.tell)
        self._touched: list[str] = []
        model.answered.connect(self.answer)
        model.noted.connect(self.note)

    # --- One cell -------------------------------------------------------------------------------

    def answer(self, code: str, given: object) -> None:
        """Take a typed text or a value as the answer to a question."""
        content = self.read(code, given)
        self._push(self.tr("the answer to {code}").format(code=code), {code: content})
        if content.word is not None:
            self.wants_reason.emit(code)

    def read(self, code: str, given: object, signs: Signs | None = None) -> Content:
        """Return what would be in a cell after a typed text or a value, without changing it."""
        sheet, old = self._sheet, self._model.content(code).value
        if isinstance(given, Value):
            value = replace(given, note=old.note)
            return checked(sheet.definition, sheet.key(code), old, given.reason, value)
        signs = signs or self._model.signs
        return read_answer(sheet.definition, sheet.key(code), old, str(given), signs)

    def note(self, code: str, text: str) -> None:
        """Take a note."""
        self._push(
            self.tr("the note on {code}").format(code=code), {code: self._with_note(code, text)}
        )

    def _with_note(self, code: str, text: str) -> Content:
        content = self._model.content(code)
        return replace(content, value=replace(content.value, note=clean_text(text)[:MAX_TEXT]))

    def give_part(
        self,
        code: str,
        place: tuple[str, str],
        number: Decimal | None,
        *,
        total_follows: bool = False,
    ) -> None:
        """Take one part of a breakdown.

        Args:
            code: the question.
            place: the codes of the dimension and the category.
            number: the part; None takes it away.
            total_follows: whether the sum of the parts becomes the answer, as where there is none.
        """
        dimension, category = place
        old = self._model.content(code).value
        parts = {name: dict(entries) for name, entries in old.parts.items()}
        entries = parts.setdefault(dimension, {})
        if number is None:
            entries.pop(category, None)
        else:
            entries[category] = number
        value = replace(old, parts={name: entries for name, entries in parts.items() if entries})
        if total_follows and entries:
            total = exact_sum(entries.values())
            value = replace(value, state=ValueState.REPORTED, number=total)
        self._push(
            self.tr("the breakdown of {code}").format(code=code),
            {code: checked(self._sheet.definition, self._sheet.key(code), old, "", value)},
        )

    def follow_parts(self, code: str, dimension: str) -> None:
        """Make the sum of a breakdown's parts the answer."""
        old = self._model.content(code).value
        total = exact_sum(old.parts.get(dimension, {}).values())
        value = replace(old, number=total) if old.numerator is None else old
        if old.numerator is not None:
            value = replace(old, numerator=total)
        content = checked(self._sheet.definition, self._sheet.key(code), old, str(total), value)
        self._push(self.tr("the total of {code}").format(code=code), {code: content})

    # --- Many cells -----------------------------------------------------------------------------

    def clear(self, cells: Iterable[tuple[str, Column]]) -> None:
        """Blank answers and notes; cells of other columns stay."""
        after: dict[str, Content] = {}
        for code, column in cells:
            content = after.get(code) or self._model.content(code)
            if column is Column.MINE:
                after[code] = Content(replace(BLANK, note=content.value.note))
            elif column is Column.NOTE:
                after[code] = replace(content, value=replace(content.value, note=""))
        self._push(_counted(len(after), self.tr("deleting 1"), self.tr("deleting {n}")), after)

    def paste(self, block: Block, codes: Sequence[str], column: Column) -> None:
        """Put a block into the rows of some questions, from a column to the right.

        Args:
            block: the cells of the clipboard.
            codes: the questions from the cursor to the end of what is shown.
            column: the column of the cursor.
        """
        after: dict[str, Content] = {}
        left_out = 0
        place = Column.MINE - column
        answers = [cells[place] for cells in block if 0 <= place < len(cells)]
        signs = block_signs(answers, self._model.signs)
        for code, cells in zip(codes, block, strict=False):
            for offset, text in enumerate(cells):
                place = column + offset
                if place in EDITABLE:
                    after[code] = self._pasted(after.get(code), code, Column(place), text, signs)
                elif text.strip():
                    left_out += 1
        beyond = max(0, len(block) - len(codes))
        self._push(_counted(len(after), self.tr("pasting 1"), self.tr("pasting {n}")), after)
        self._tell_pasted(after, left_out, beyond)

    def _pasted(
        self, content: Content | None, code: str, column: Column, text: str, signs: Signs
    ) -> Content:
        known = content or self._model.content(code)
        if column is Column.NOTE:
            return replace(known, value=replace(known.value, note=clean_text(text)[:MAX_TEXT]))
        read = self.read(code, text, signs)
        return replace(read, value=replace(read.value, note=known.value.note))

    def _tell_pasted(self, after: _Contents, left_out: int, beyond: int) -> None:
        unread = sum(bool(content.unread) for content in after.values())
        counts = (
            (len(after), self.tr("1 row pasted."), self.tr("{n} rows pasted.")),
            (
                unread,
                self.tr("1 could not be read: it is marked, and not saved until corrected."),
                self.tr("{n} could not be read: they are marked, and not saved until corrected."),
            ),
            (
                left_out,
                self.tr("1 cell fell on a column that cannot be edited and was left out."),
                self.tr("{n} cells fell on columns that cannot be edited and were left out."),
            ),
            (
                beyond,
                self.tr("The last row of the block did not fit and was left out."),
                self.tr("The last {n} rows of the block did not fit and were left out."),
            ),
        )
        self.noticed.emit(" ".join(_counted(*count) for count in counts if count[0]))

    def fill_down(self, source: str, codes: Iterable[str], column: Column) -> None:
        """Put what one cell holds into the same column of other rows."""
        value = self._model.content(source).value
        after: dict[str, Content] = {}
        for code in codes:
            if column is Column.NOTE:
                after[code] = self._with_note(code, value.note)
            elif column is Column.MINE:
                indicator, signs = self._model.row(source).indicator, self._model.signs
                after[code] = self.read(code, edit_text(indicator, value, signs))
        self._push(_counted(len(after), self.tr("filling 1"), self.tr("filling {n}")), after)

    # --- Undoing --------------------------------------------------------------------------------

    def touch(self, codes: Iterable[str]) -> None:
        """Say which questions a change touches that is undone or done again."""
        self._touched = list(codes)

    def took_file(self, before: Mapping[str, Value]) -> None:
        """Let what a file changed in the sheet, which shows it already, be undone in one step.

        Args:
            before: the answers that stood there, by their questions.
        """
        old = {code: Content(value) for code, value in before.items()}
        new = {code: Content(self._model.row(code).value) for code in before}
        self.undo_stack.push(_Done(self.tr("taking in a file"), old, new, self._apply))

    def undo(self) -> None:
        """Take the last change back; that is recorded, too."""
        if self.undo_stack.canUndo():
            said = self.tr("Undone: {what}").format(what=self.undo_stack.undoText())
            self.undo_stack.undo()
            self._tell_undone(said)
        else:
            text = self.tr(
                "There is nothing to undo. Older figures stand on the page Activity log."
            )
            self.noticed.emit(text)

    def redo(self) -> None:
        """Make the change again that was undone last."""
        if self.undo_stack.canRedo():
            said = self.tr("Done again: {what}").format(what=self.undo_stack.redoText())
            self.undo_stack.redo()
            self._tell_undone(said)

    def _tell_undone(self, said: str) -> None:
        self.went_to.emit(self._touched)
        self.noticed.emit(said)

    # --- Applying and saving --------------------------------------------------------------------

    @property
    def _sheet(self) -> EntrySheet:
        sheet = self._model.sheet
        assert sheet is not None  # noqa: S101 (only a sheet that is shown can be answered)
        return sheet

    def _push(self, text: str, after: _Contents) -> None:
        before = {code: self._model.content(code) for code in after}
        changed = [code for code in after if not _same(before[code], after[code])]
        if changed:
            old = {code: before[code] for code in changed}
            new = {code: after[code] for code in changed}
            self.undo_stack.push(_Change(text, old, new, self._apply))
        for code in after:
            self._model.preview(code, None)

    def _apply(self, contents: _Contents) -> None:
        sheet = self._sheet
        answers = {
            sheet.key(code): content.value
            for code, content in contents.items()
            if not same_answer(content.value, self._model.row(code).value)
        }
        self._model.put(contents)
        self._touched = list(contents)
        if answers:
            self.saver.save(answers)

    def _saved(self, changes: ChangeSet, answers: Mapping[ValueKey, Value]) -> None:
        sheet = self._model.sheet
        if sheet is not None and changes.audit:
            self._model.stamp(stamped(sheet, changes, answers))
        self._untold.append(changes)
        self._tell_soon.start()

    def tell(self) -> None:
        """Tell the other pages what was saved; not after each cell, since they do much with it."""
        self._tell_soon.stop()
        told, self._untold = self._untold, []
        if told:
            self.is_telling = True
            self._context.hub.tell(together(told))
            self.is_telling = False

    def _show_unsaved(self) -> None:
        sheet = self._model.sheet
        if sheet is not None:
            here = (sheet.unit.code, sheet.period.code)
            unsaved = {key.indicator for key in self.saver.unsaved if key[:2] == here}
            self._model.show_unsaved(unsaved)


def _counted(number: int, one: str, several: str) -> str:
    return one if number == 1 else several.format(n=number)


def _same(one: Content, other: Content) -> bool:
    return one.unread == other.unread and same_answer(one.value, other.value)
