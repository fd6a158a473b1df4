"""The side panel in which one record is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.errors import Finding, InputError, UserError
from ui.pages.cofunding.choices import Choices
from ui.pages.cofunding.fields import DayField, WrongInputError
from ui.widgets.forms import FieldRow
from ui.widgets.labels import label

T = TypeVar("T")


class RecordForm(QFrame):
    """A form with its own buttons; Ctrl+Enter saves and Escape gives up.

    A form says what was typed; whether it may be so is decided by the service, whose refusal is
    shown above the fields.
    """

    submitted = Signal(object)
    """Emitted with the record as it was typed."""
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._title = label("", "heading")
        self._refusal = label("", "wrong")
        self._refusal.hide()
        self._rows: dict[str, FieldRow] = {}
        self._readers: dict[str, Callable[[], object]] = {}
        self._shown: object = None
        self._fields = QVBoxLayout()
        self._fields.setContentsMargins(0, 0, 8, 0)
        self._fields.setSpacing(10)
        self._area = QScrollArea()
        self.save = QPushButton(self.tr("&Save"))
        self.save.setProperty("role", "primary")
        self.save.setToolTip(self.tr("Save (Ctrl+Enter)"))
        self.save.clicked.connect(self.submit)
        self.give_up = QPushButton(self.tr("Cancel"))
        self.give_up.setToolTip(self.tr("Close without saving (Esc)"))
        self.give_up.clicked.connect(self.cancelled)
        self._build()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(QKeySequence(keys), self.submit)
        self._shortcut(QKeySequence(Qt.Key.Key_Escape), self.cancelled.emit)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.hide()

    def _shortcut(self, keys: QKeySequence, run: Callable[[], object]) -> None:
        made = QShortcut(keys, self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(run)

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._fields)
        column.addStretch()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.give_up)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 8, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._refusal)
        layout.addWidget(self._area, 1)
        layout.addLayout(buttons)

    def add(self, *fields: tuple[str, str, QWidget, str]) -> None:
        """Add a line of fields: the record's name for each, its label, the control, its help."""
        line = QHBoxLayout()
        line.setSpacing(10)
        for name, text, field, help_text in fields:
            row = FieldRow(text, field, help_text)
            line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
            self._rows[name] = row
            for signal in _changes(field):
                signal.connect(partial(self._look_again, name))
        self._fields.addLayout(line)

    def begin(self, title: str) -> None:
        """Show the form afresh, with the focus in its first field."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._clear_errors()
        self._area.verticalScrollBar().setValue(0)
        self._shown = self._content()
        self.show()
        fields = [row.field for row in self._rows.values()]
        # Here, since being put into the window shuffles the order of the form's own children.
        for before, after in pairwise([*fields, self.save, self.give_up]):
            QWidget.setTabOrder(before, after)
        fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_on(self, name: str) -> None:
        """Put the focus into a field, if the form has it."""
        if name in self._rows:
            self._rows[name].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, record: Any, choices: Choices, unit: str) -> None:
        """Show a record to change, or an empty form for a new one of `unit`."""
        raise NotImplementedError

    def read(self) -> object:
        """Return the record as it is typed.

        Raises:
            WrongInputError: after the wrong field has shown why.
        """
        raise NotImplementedError

    @property
    def is_touched(self) -> bool:
        """Whether something was typed since the form was shown."""
        return self.isVisible() and self._content() != self._shown

    def keep(self) -> None:
        """Take what the fields hold now for what was shown first."""
        self._shown = self._content()

    def _content(self) -> object:
        """Return what the fields hold, to see whether it changed."""
        raise NotImplementedError

    def submit(self) -> None:
        """Hand over the record, unless a field cannot be taken."""
        self._clear_errors()
        try:
            record = self.read()
        except WrongInputError:
            return
        self.submitted.emit(record)

    def refuse(self, error: UserError) -> None:
        """Show why the record was not taken, at its fields where it says; what was typed stays."""
        findings = error.findings if isinstance(error, InputError) else ()
        for finding in reversed(findings):
            if finding.where in self._rows:
                self._rows[finding.where].show_error(_sentence(finding))
        if not findings or any(finding.where not in self._rows for finding in findings):
            self._refusal.setText(str(error))
            self._refusal.show()
            self._area.verticalScrollBar().setValue(0)

    @property
    def refusal(self) -> str:
        """What is said above the fields; empty if nothing is."""
        return "" if self._refusal.isHidden() else self._refusal.text()

    def error_of(self, name: str) -> str:
        """Return what is said to be wrong at a field."""
        return self._rows[name].error

    def take(self, name: str, read: Callable[[], T]) -> T:
        """Return what a field holds; a wrong one says so at its row."""
        self._readers[name] = read
        try:
            return read()
        except WrongInputError as error:
            self._rows[name].show_error(str(error))
            raise

    def _look_again(self, name: str, *_: object) -> None:
        """Take an error back once its field holds what can be taken."""
        row = self._rows[name]
        if not row.error:
            return
        with suppress(WrongInputError):
            self._readers.get(name, lambda: None)()
            row.clear_error()

    def help(self, name: str, text: str) -> None:
        """Show another help text at a field."""
        self._rows[name].set_help(text)

    def help_of(self, name: str) -> str:
        """Return the help text at a field."""
        return self._rows[name].help

    def _clear_errors(self) -> None:
        self._refusal.hide()
        for row in self._rows.values():
            row.clear_error()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring the field that gets the focus into view."""
        if now is not None and any(row.field is now for row in self._rows.values()):
            self._area.ensureWidgetVisible(now, 0, 40)

    def has_focus(self) -> bool:
        """Return whether the person is in this form."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)


def _changes(field: QWidget) -> Iterator[SignalInstance]:
    """Yield the signals that a field emits when a person changes it."""
    match field:
        case QLineEdit():
            yield field.textEdited
        case QComboBox():
            yield field.currentTextChanged
        case QCheckBox():
            yield field.toggled
        case DayField():
            yield field.known.toggled
            yield field.day.dateChanged
        case _:
            return


def _sentence(finding: Finding) -> str:
    text = f"{finding.what[:1].upper()}{finding.what[1:]}"
    return f"{text}; expected: {finding.expected}." if finding.expected else f"{text}."
