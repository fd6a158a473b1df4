"""The dialogs in which people declare, explain and rate."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from spa_me.dashboards.theme import Palette
from spa_me.domain.assessment import ResultAssessment
from spa_me.domain.errors import UserError
from spa_me.domain.judgements import Declaration, Explanation, ResultRating
from spa_me.domain.status import Status
from spa_me.reports.lines import MarkerLine
from ui.i18n import show_sentence, show_status
from ui.widgets.forms import FieldRow, Form
from ui.widgets.labels import label
from ui.widgets.status_icon import status_icon


class JudgeDialog(QDialog):
    """A form with its buttons; it stays open until what was entered is taken.

    Attributes:
        form: takes the fields.
    """

    saved = Signal()
    """Emitted when the person wants to save; who made the dialog calls `accept` or `refuse`."""
    removed = Signal()
    """Emitted when the person wants to take back what is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self._heading, self._introduction = label("", "heading"), label("", "muted")
        self.form = Form()
        self._error = label("", "wrong")
        self._error.hide()
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.save_button = self.buttons.addButton(self.tr("Save"), role.AcceptRole)
        self.save_button.setProperty("role", "primary")
        self.buttons.addButton(self.tr("Cancel"), role.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._heading)
        layout.addWidget(self._introduction)
        layout.addWidget(self.form)
        layout.addWidget(self._error)
        layout.addStretch(1)
        layout.addWidget(self.buttons)

    @property
    def error(self) -> str:
        """Why what was entered was not taken; empty if nothing was refused."""
        return self._error.text()

    def introduce(self, title: str, introduction: str) -> None:
        """Say what the dialog is for."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self._introduction.setText(introduction)

    def offer_removal(self, text: str) -> QPushButton:
        """Offer to take back what is there."""
        made = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.DestructiveRole)
        made.clicked.connect(self.removed)
        return made

    def save(self) -> None:
        """Ask for what was entered to be saved, if nothing is amiss."""
        self.form.clear_errors()
        self._error.hide()
        if self.is_complete():
            self.save_button.setEnabled(False)
            self.saved.emit()

    def is_complete(self) -> bool:
        """Return whether everything is there; say at the field what is not."""
        return True

    def refuse(self, error: UserError) -> None:
        """Say why it was not taken, and stay open."""
        self.save_button.setEnabled(True)
        self._error.setText(str(error))
        self._error.show()

    def text_field(
        self, text: str, name: str, help_text: str = ""
    ) -> tuple[QPlainTextEdit, FieldRow]:
        """Add a field for several lines of text."""
        field = QPlainTextEdit(text)
        field.setTabChangesFocus(True)
        field.setFixedHeight(self.fontMetrics().height() * 5)
        return field, self.form.add(name, field, help_text)

    def needs(self, field: QPlainTextEdit, row: FieldRow, what: str) -> bool:
        """Return whether a field is filled; say at it what is needed."""
        if field.toPlainText().strip():
            return True
        row.show_error(what)
        return False


class StatusBox(QComboBox):
    """Fully, partly or not met, each with its shape."""

    def __init__(self, chosen: Status | None, palette: Palette) -> None:
        super().__init__()
        for status in Status:
            self.addItem(status_icon(status, palette), show_status(status), status)
        self.setCurrentIndex(self.findData(chosen) if chosen is not None else -1)
        self.setPlaceholderText(self.tr("Choose a status"))

    @property
    def status(self) -> Status | None:
        """What is chosen."""
        found = self.currentData()
        return None if found is None else Status(found)


class DeclareDialog(JudgeDialog):
    """Declares the reported status of a marker, with the reason for it."""

    def __init__(self, line: MarkerLine, palette: Palette, parent: QWidget | None = None) -> None:
        self._line = line
        before = line.assessment.declaration
        super().__init__(parent)
        self._introduce(line)
        self.status = StatusBox(None if before is None else before.status, palette)
        self.status_row = self.form.add(self.tr("&Reported status"), self.status)
        self.reason, self.reason_row = self.text_field(
            "" if before is None else before.reason,
            self.tr("R&eason"),
            self.tr("It stands beside the status wherever that shows, also in the workbook."),
        )
        self.precondition, self.precondition_row = self.text_field(
            "" if before is None else before.precondition,
            self.tr("&Precondition that was unmet"),
            self.tr("Only if one explains why it is not met: it does not change the status."),
        )
        self.status.currentIndexChanged.connect(self._show_precondition)
        self._show_precondition()
        if before is not None:
            self.offer_removal(self.tr("Withdraw"))

    def _introduce(self, line: MarkerLine) -> None:
        title = self.tr("Declare the status of {code}").format(code=line.code)
        computed = line.assessment.computed
        text = self.tr("The rule gives no status.")
        if computed is not None:
            text = self.tr("The rule gives: {status}. Both are kept and exported.").format(
                status=show_status(computed).lower()
            )
        self.introduce(title, f"{line.code} {line.title}\n{text}")

    def _show_precondition(self) -> None:
        is_not = self.status.status is Status.NOT
        self.precondition_row.setVisible(is_not)

    def is_complete(self) -> bool:
        """Ask for a status and a reason."""
        if self.status.status is None:
            self.status_row.show_error(self.tr("Choose a status."))
            return False
        what = self.tr("A reason is needed: it stands beside the status.")
        return self.needs(self.reason, self.reason_row, what)

    @property
    def declaration(self) -> Declaration:
        """What was entered; only where it is complete."""
        status = self.status.status or Status.NOT
        unmet = self.precondition.toPlainText() if status is Status.NOT else ""
        marker = self._line.assessment
        reason = self.reason.toPlainText()
        return Declaration(marker.marker.code, marker.period, status, reason, unmet)


class ExplainDialog(JudgeDialog):
    """Explains why a marker's actual deviates from its target."""

    def __init__(self, line: MarkerLine, parent: QWidget | None = None) -> None:
        self._line = line
        super().__init__(parent)
        title = self.tr("Explain the deviation of {code}").format(code=line.code)
        figures = self.tr("Target {target}, actual {actual}").format(
            target=show_sentence(line.target_text), actual=show_sentence(line.actual_text)
        )
        self.introduce(title, f"{line.code} {line.title}\n{figures}")
        self.text, _ = self.text_field(
            line.explanation,
            self.tr("&Explanation"),
            self.tr(
                "Why it came out so. No person’s name and no single case. An empty text takes the "
                "explanation back."
            ),
        )

    @property
    def explanation(self) -> Explanation:
        """What was entered."""
        marker = self._line.assessment
        return Explanation(marker.marker.code, marker.period, self.text.toPlainText())


class RateDialog(JudgeDialog):
    """Rates a result apart from its markers."""

    def __init__(
        self,
        result: ResultAssessment,
        period: str,
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        self._result, self._period = result, period
        before = result.rating
        super().__init__(parent)
        code = result.result.code
        title = self.tr("Rate result {code}").format(code=code)
        meaning = self.tr(
            "A result’s own rating stands beside its markers and changes none of their counts."
        )
        self.introduce(title, f"{code} {result.result.title}\n{meaning}")
        self.status = StatusBox(None if before is None else before.status, palette)
        self.status_row = self.form.add(self.tr("&Rating"), self.status)
        self.reason, self.reason_row = self.text_field(
            "" if before is None else before.reason, self.tr("R&eason")
        )
        if before is not None:
            self.offer_removal(self.tr("Withdraw"))

    def is_complete(self) -> bool:
        """Ask for a rating and a reason."""
        if self.status.status is None:
            self.status_row.show_error(self.tr("Choose a rating."))
            return False
        what = self.tr("A reason is needed: it stands beside the rating.")
        return self.needs(self.reason, self.reason_row, what)

    @property
    def rating(self) -> ResultRating:
        """What was entered; only where it is complete."""
        status = self.status.status or Status.NOT
        return ResultRating(
            self._result.result.code, self._period, status, self.reason.toPlainText()
        )
