"""The decisions as dialogs: accept, return with remarks, choose between rivals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.checks import MAX_TEXT
from spa_me.domain.submission import FieldRemark
from spa_me.services.exchange.review_sheet import ReviewSheet
from ui.dialogs.base import Dialog
from ui.pages.review.rivals_table import RivalsTable
from ui.pages.review.words import open_warnings, revision_title, sealed_with_doubt
from ui.plain_text import without_mnemonic
from ui.revisions import signature_words
from ui.widgets.day_field import DayField
from ui.widgets.forms import FieldRow, Form
from ui.widgets.labels import label

_WIDTH, _WIDE, _LINES = 560, 860, 4
_TWO_WEEKS = 14


@dataclass(frozen=True, slots=True)
class Words:
    """What was written for a decision that is not sealed yet.

    Attributes:
        by_when: the day by which an answer is asked for; None for no day.
    """

    text: str
    by_when: date | None = None


class DecisionDialog(Dialog):
    """A question, what follows from it, a text, and the button that seals the decision."""

    left = Signal(object)
    """Emitted with the `Words` in it when it closes, whichever way."""

    def __init__(
        self,
        title: str,
        paragraphs: Sequence[str],
        action: str,
        parent: QWidget | None,
        *,
        width: int = _WIDTH,
    ) -> None:
        super().__init__(title.rstrip("?"), width, parent)
        self.setAccessibleName(title)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_LINES * self.text.fontMetrics().lineSpacing() + 18)
        self.form = Form()
        self.column.addWidget(label(title, "heading"))
        for said in filter(None, paragraphs):
            self.column.addWidget(label(said))
        self._buttons = QDialogButtonBox()
        self.go = self._buttons.addButton(action, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setProperty("role", "primary")
        self._buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.decide)
        self._buttons.rejected.connect(self.reject)

    def _finish(self, *parts: QWidget) -> None:
        for part in (self.form, *parts):
            self.column.addWidget(part)
        never = self.tr(
            "What is sealed cannot be undone. You can take a further decision; both stay on record."
        )
        self.column.addWidget(label(never, "muted"))
        self.column.addWidget(self._buttons)
        self.text.setFocus()

    def done(self, result: int) -> None:
        """Close it, and tell what was written."""
        self.left.emit(self.words)
        super().done(result)

    @property
    def words(self) -> Words:
        """What was written so far."""
        return Words(self.text.toPlainText())

    def go_on_from(self, words: Words) -> None:
        """Show what was written before the decision could be sealed."""
        self.text.setPlainText(words.text)

    def _said(self) -> str:
        return self.text.toPlainText().strip()[:MAX_TEXT]

    def _has_reason(self, row: FieldRow) -> bool:
        if not self._said():
            row.show_error(self.tr("A reason is needed; it goes to the country."))
        return bool(self._said())

    def decide(self) -> None:
        """Check what was entered, and tell it."""
        raise NotImplementedError


class AcceptDialog(DecisionDialog):
    """Asks whether a revision is to be accepted."""

    decided = Signal(str)
    """Emitted with a remark to the country, which may be empty."""

    def __init__(
        self, sheet: ReviewSheet, unit: str, remarks: int, parent: QWidget | None = None
    ) -> None:
        period = sheet.definition.period_by_code[sheet.revision.period].title
        said = [
            self.tr(
                "The figures for {period} then count as accepted, and never change. A correction "
                "is a further revision; a figure that it changes shows as restated."
            ).format(period=period)
        ]
        said.extend(sealed_with_doubt(sheet))
        if warnings := open_warnings(sheet):
            said.append("\n".join([self.tr("Still open in this revision:"), *warnings]))
        if remarks:
            text = self.tr("Your {n} remarks are dropped: only a return carries them.")
            one = self.tr("Your remark is dropped: only a return carries it.")
            said.append(one if remarks == 1 else text.format(n=remarks))
        title = self.tr("Accept revision {number} of {unit}?")
        title = title.format(number=sheet.revision.number, unit=unit)
        super().__init__(title, said, self.tr("&Accept and seal"), parent)
        self.form.add(self.tr("&Words to the country"), self.text, self.tr("May stay empty."))
        self._finish()

    def decide(self) -> None:
        """Tell that it is accepted."""
        self.accept()
        self.decided.emit(self._said())


class ReturnDialog(DecisionDialog):
    """Asks why a revision is returned, and by when it is expected again."""

    decided = Signal(str, object)
    """Emitted with the reason and the day by which it is expected again; None for no day."""

    def __init__(
        self,
        sheet: ReviewSheet,
        unit: str,
        remarks: Sequence[FieldRemark],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        said = [
            self.tr(
                "The office can change its figures again and answers with a further revision. "
                "Until then this one stays in the figures, marked as provisional."
            )
        ]
        if sheet.is_closed:
            said.append(
                self.tr(
                    "The period is closed. It is reopened for {unit} until the day below, that day "
                    "included, and for nobody else."
                ).format(unit=unit)
            )
        title = self.tr("Return revision {number} to {unit}?")
        title = title.format(number=sheet.revision.number, unit=unit)
        super().__init__(title, said, self.tr("&Return and seal"), parent)
        self.column.addWidget(label(self._remarks_text(remarks), "muted"))
        self._row = self.form.add(
            self.tr("Rea&son"), self.text, self.tr("It stands above the country’s sheet.")
        )
        self.text.textChanged.connect(self._row.clear_error)
        self._today, self._is_closed = today, sheet.is_closed
        self.has_day = QCheckBox(self.tr("Ask for an answer by a certain &day"))
        self.has_day.setChecked(True)
        self.day = DayField(today + timedelta(days=_TWO_WEEKS))
        self.day.setMinimumDate(QDate(today.year, today.month, today.day))
        self.has_day.toggled.connect(self.day.setEnabled)
        self.has_day.setVisible(not sheet.is_closed)
        day = Form()
        day.add(self.tr("&By"), self.day)
        self._finish(self.has_day, day)

    def _remarks_text(self, remarks: Sequence[FieldRemark]) -> str:
        if not remarks:
            return self.tr(
                "No field has a remark. Remarks on fields show the country where to look."
            )
        lines = [f"{r.indicator or self.tr('The whole')}: {r.text}" for r in remarks]
        return "\n".join([self.tr("With these remarks:"), *lines])

    def decide(self) -> None:
        """Tell the reason and the day."""
        if not self._has_reason(self._row):
            return
        self.accept()
        self.decided.emit(self._said(), self._by_when())

    def _by_when(self) -> date | None:
        has_day = self._is_closed or self.has_day.isChecked()
        return self.day.day if has_day else None

    @property
    def words(self) -> Words:
        """What was written so far, and the day."""
        return Words(self.text.toPlainText(), self._by_when())

    def go_on_from(self, words: Words) -> None:
        """Show what was written before, and the day that was chosen."""
        super().go_on_from(words)
        self.has_day.setChecked(words.by_when is not None)
        if words.by_when is not None and words.by_when >= self._today:
            self.day.show_day(words.by_when)


class ChooseDialog(DecisionDialog):
    """Asks which of several rival revisions goes on, and why."""

    decided = Signal(str, str)
    """Emitted with the digest of the chosen revision and the reason."""

    def __init__(self, sheet: ReviewSheet, unit: str, parent: QWidget | None = None) -> None:
        said = [
            self.tr(
                "Each of them follows the same revision of {unit}. Ask the office which one it "
                "means. The chosen one goes on; the others are kept, and shown as not chosen."
            ).format(unit=unit)
        ]
        title = self.tr("Two versions arrived: choose one")
        if len(sheet.rivals) > 2:
            title = self.tr("{n} versions arrived: choose one").format(n=len(sheet.rivals))
        super().__init__(title, said, self.tr("&Choose and seal"), parent, width=_WIDE)
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        self.choices: dict[str, QRadioButton] = {}
        for revision in sheet.rivals:
            signed = signature_words(sheet.signatures[revision.digest])
            text = f"{revision_title(sheet, revision)} · {revision.approved_by} · {signed}"
            button = QRadioButton(without_mnemonic(text))
            button.setChecked(revision.digest == sheet.revision.digest)
            column.addWidget(button)
            self.choices[revision.digest] = button
        self.column.addWidget(choices)
        self.difference = RivalsTable(sheet)
        said = self.tr("In these fields they differ:") if sheet.disputed else ""
        self.column.addWidget(label(said or self.tr("They say the same in every field.")))
        self.difference.setVisible(bool(sheet.disputed))
        self.column.addWidget(self.difference)
        self._row = self.form.add(
            self.tr("Rea&son"), self.text, self.tr("It stays on record, and is sent to the office.")
        )
        self.text.textChanged.connect(self._row.clear_error)
        self._finish()

    def decide(self) -> None:
        """Tell which one was chosen, and why."""
        chosen = next((d for d, button in self.choices.items() if button.isChecked()), "")
        if chosen and self._has_reason(self._row):
            self.accept()
            self.decided.emit(chosen, self._said())
