"""The days of a period: from when and until when it is reported on, and for whom longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QWidget,
)

from spa_me.domain.submission import ReportingWindow
from ui.dialogs.base import Dialog
from ui.widgets.day_field import DayField
from ui.widgets.forms import Form
from ui.widgets.labels import label

_WIDTH, _WEEKS = 460, 2


class _Days(Dialog):
    """A dialog with one button to save and one to leave."""

    def _add_buttons(self, action: str) -> None:
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(action, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("role", "primary")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)

    def _accept(self) -> None:
        raise NotImplementedError


class ReportingDaysDialog(_Days):
    """Asks for the first day and the day by which submissions are expected."""

    given = Signal(object, object)
    """Emitted with the first day and the due day; None for no such day."""

    def __init__(
        self, period: str, window: ReportingWindow | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Reporting days"))
        heading = self.tr("When is {period} reported on?").format(period=period)
        self.column.addWidget(label(heading, "heading"))
        said = self.tr("Late submissions are taken, and show that they are late.")
        self.column.addWidget(label(said, "muted"))
        form = Form()
        opens = None if window is None else window.opens_on
        due = None if window is None else window.due_on
        self.has_opening = QCheckBox(self.tr("It &opens on a day"))
        self.has_due = QCheckBox(self.tr("It is &due on a day"))
        self.opens = _day_field(self.has_opening, opens)
        self.due = _day_field(self.has_due, due)
        for box, field in ((self.has_opening, self.opens), (self.has_due, self.due)):
            self.column.addWidget(box)
            row = form if field is self.opens else Form()
            self._row = row.add(
                self.tr("First day") if field is self.opens else self.tr("Due day"), field
            )
            self.column.addWidget(row)
        self._add_buttons(self.tr("Save"))

    def _accept(self) -> None:
        opens = self.opens.day if self.has_opening.isChecked() else None
        due = self.due.day if self.has_due.isChecked() else None
        if opens is not None and due is not None and due < opens:
            self._row.show_error(self.tr("It cannot be due before it opens."))
            return
        self.accept()
        self.given.emit(opens, due)


class ReopeningDialog(_Days):
    """Asks for whom a closed period is opened again, until when, and why."""

    given = Signal(str, object, str)
    """Emitted with the code of the unit, the last day and the reason."""

    def __init__(
        self,
        period: str,
        units: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        sends: bool = True,
    ) -> None:
        """Make the dialog; `open` shows it.

        Args:
            period: its title.
            units: codes and names of those for whom it may be opened.
            parent: the window it belongs to.
            sends: whether this office sends its days to others, from its Inbox.
        """
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Open again for one country"))
        heading = self.tr("Who may still report on {period}?").format(period=period)
        self.column.addWidget(label(heading, "heading"))
        self.unit, self.reason = QComboBox(), QLineEdit()
        self.until = DayField(_today() + timedelta(weeks=_WEEKS))
        for code, name in units:
            self.unit.addItem(name, code)
        form = Form()
        form.add(self.tr("Reporting &unit"), self.unit)
        form.add(self.tr("&Last day"), self.until, self.tr("That day is included."))
        self._row = form.add(self.tr("&Reason"), self.reason, self.tr("It stands beside the lock."))
        self.reason.textEdited.connect(self._row.clear_error)
        self.column.addWidget(form)
        then = self.tr(
            "Then send the framework from the Inbox: the country can report once it has the file."
        )
        if sends:
            self.column.addWidget(label(then, "muted"))
        self._add_buttons(self.tr("Open it"))

    def _accept(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self._row.show_error(self.tr("A reason is needed."))
            return
        self.accept()
        self.given.emit(str(self.unit.currentData()), self.until.day, reason)


def _day_field(box: QCheckBox, day: date | None) -> DayField:
    field = DayField(day or _today())
    box.setChecked(day is not None)
    field.setEnabled(day is not None)
    box.toggled.connect(field.setEnabled)
    return field


def _today() -> date:
    return datetime.now().astimezone().date()
