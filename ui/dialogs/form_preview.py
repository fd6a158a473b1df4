"""What a filled-in form would change: every cell, what was found, and what is offered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QHBoxLayout, QLineEdit, QWidget

from spa_me.domain.errors import Finding, Severity
from ui.dialogs.base import Dialog
from ui.i18n import show_date
from ui.models.rows import Column, RowsModel
from ui.widgets.banner import Banner, Caution
from ui.widgets.labels import label
from ui.widgets.tables import DataTable

if TYPE_CHECKING:
    from spa_me.services.forms import CellChange, FormPreview

_WIDTH = 1120
_TABLE_HEIGHT = 360
_MARKS = {Severity.CRITICAL: "■", Severity.ERROR: "✕", Severity.WARNING: "△"}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A cell that changes, with what was found about it, or a finding by itself."""

    where: str
    change: CellChange | None
    findings: tuple[Finding, ...]

    @property
    def weight(self) -> int:
        """By which rows are sorted: critical first, then errors, warnings, and bare changes."""
        order = list(Severity)
        return min((order.index(f.severity) for f in self.findings), default=len(order))


def preview_rows(preview: FormPreview) -> list[PreviewRow]:
    """Return the rows of the table, the gravest first."""
    by_place: dict[str, list[Finding]] = {}
    for finding in preview.findings:
        by_place.setdefault(finding.where, []).append(finding)
    rows = [
        PreviewRow(change.where, change, tuple(by_place.pop(change.where, ())))
        for change in preview.changes
    ]
    rows.extend(PreviewRow(where, None, tuple(found)) for where, found in by_place.items())
    return sorted(rows, key=lambda row: row.weight)


class FormPreviewDialog(Dialog):
    """Shows a form before anything of it is recorded, and asks whether it is to be taken in."""

    wanted = Signal(bool, str)
    """Emitted when it is to be taken in: whether suggestions are accepted, and their reason."""

    def __init__(self, preview: FormPreview, parent: QWidget | None = None) -> None:
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Take a filled form in"))
        self._preview = preview
        self.model = RowsModel(_columns())
        self.table = DataTable(self.tr("Changed cells and what was found"))
        self.accept_suggestions = QCheckBox()
        self.reason = QLineEdit()
        self.counts = label(self._counts(), "strong")
        self._build()
        self.model.show(preview_rows(preview))

    def _build(self) -> None:
        about = self._preview.about
        heading = self.tr("{unit}, {period}").format(
            unit=about.unit_name, period=about.period_title
        )
        text = self.tr("{name} · form of {framework}, version {version}, made on {date}")
        said = text.format(
            name=self._preview.name,
            framework=about.framework_title,
            version=about.version,
            date=show_date(about.made_at.astimezone().date()),
        )
        layout = self.column
        layout.addWidget(label(heading, "heading"))
        layout.addWidget(label(said, "muted"))
        layout.addWidget(self.counts)
        if self._preview.is_refused:
            banner = Banner()
            banner.show_cautions([Caution(self._why_refused())])
            layout.addWidget(banner)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        layout.addWidget(self.table, 1)
        if self._preview.suggestions:
            layout.addLayout(self._offer())
        layout.addWidget(self._buttons())

    def _offer(self) -> QHBoxLayout:
        words = list(dict.fromkeys(s.written for s in self._preview.suggestions))
        count = len(self._preview.suggestions)
        one = self.tr("&Record 1 answer such as “{word}” as not applicable, because")
        many = self.tr("&Record {n} answers such as “{word}” as not applicable, because")
        text = (one if count == 1 else many).format(n=count, word=words[0])
        self.accept_suggestions.setText(text)
        self.accept_suggestions.toggled.connect(self._show_state)
        self.reason.setPlaceholderText(self.tr("the reason, where a row gives none"))
        self.reason.setAccessibleName(self.tr("Reason why they are not applicable"))
        self.reason.setEnabled(False)
        self.reason.textChanged.connect(self._show_state)
        line = QHBoxLayout()
        line.addWidget(self.accept_suggestions)
        line.addWidget(self.reason, 1)
        return line

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.take = buttons.addButton(self.tr("&Take in"), role.AcceptRole)
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        self.cancel = buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self._show_state()
        return buttons

    def showEvent(self, event: QShowEvent) -> None:
        """Go to the table, which is what there is to read."""
        super().showEvent(event)
        self.table.setFocus()

    def _show_state(self) -> None:
        """Let it be taken in once there is something to take and every reason is given."""
        accepts = self.accept_suggestions.isChecked()
        self.reason.setEnabled(accepts)
        bare = any(not suggestion.reason for suggestion in self._preview.suggestions)
        has_reason = not bare or bool(self.reason.text().strip())
        has_content = bool(self._preview.records) or accepts
        may = has_content and not self._preview.is_refused and (has_reason or not accepts)
        self.take.setEnabled(may)
        tip = self.tr("Write the reason first.") if accepts and not has_reason else ""
        self.take.setToolTip(tip)

    def _accept(self) -> None:
        self.accept()
        self.wanted.emit(self.accept_suggestions.isChecked(), self.reason.text().strip())

    def _why_refused(self) -> str:
        first = self._preview.findings[0]
        return self.tr("This form cannot be taken in: {what}. Expected: {expected}.").format(
            what=first.what, expected=first.expected
        )

    def _counts(self) -> str:
        preview = self._preview
        errors = preview.count(Severity.ERROR) + preview.count(Severity.CRITICAL)
        parts = (
            (len(preview.changes), self.tr("1 cell changes"), self.tr("{n} cells change")),
            (errors, self.tr("1 error: its row is left out"),
             self.tr("{n} errors: their rows are left out")),
            (preview.count(Severity.WARNING), self.tr("1 warning"), self.tr("{n} warnings")),
            (preview.unchanged, self.tr("1 row unchanged"), self.tr("{n} rows unchanged")),
        )  # fmt: skip
        said = [(one if n == 1 else many).format(n=n) for n, one, many in parts if n]
        return " · ".join(said) or self.tr("Nothing was filled in.")


def _columns() -> list[Column[PreviewRow]]:
    translate = QCoreApplication.translate
    return [
        Column(translate("FormPreview", "Cell"), lambda row: row.where, width=130),
        Column(translate("FormPreview", "Question"), _question, tooltip=_question),
        Column(translate("FormPreview", "Column"), _column_title, width=96),
        Column(translate("FormPreview", "Recorded"), _old, tooltip=_old, width=110),
        Column(translate("FormPreview", "In the form"), _new, tooltip=_new, width=110, grows=True),
        Column(
            translate("FormPreview", "What was found"), _found, sort=lambda row: row.weight,
            tooltip=_found_in_full, width=340, grows=True,
        ),
    ]  # fmt: skip


def _question(row: PreviewRow) -> str:
    return "" if row.change is None else f"{row.change.code} · {row.change.title}"


def _column_title(row: PreviewRow) -> str:
    if row.change is None:
        return ""
    translate = QCoreApplication.translate
    titles = {
        "state": translate("FormPreview", "State"),
        "value": translate("FormPreview", "Value"),
        "numerator": translate("FormPreview", "Numerator"),
        "denominator": translate("FormPreview", "Denominator"),
        "reason": translate("FormPreview", "Reason"),
        "note": translate("FormPreview", "Note"),
        "code": translate("FormPreview", "Code"),
        "title": translate("FormPreview", "Activity"),
        "result": translate("FormPreview", "Result"),
        "budget": translate("FormPreview", "Budget"),
        "currency": translate("FormPreview", "Currency"),
        "shared": translate("FormPreview", "Shared"),
        "source": translate("FormPreview", "Source"),
        "source_type": translate("FormPreview", "Kind of source"),
        "stage": translate("FormPreview", "How firm"),
        "form": translate("FormPreview", "In what form"),
        "activity": translate("FormPreview", "Activity"),
        "amount": translate("FormPreview", "Amount"),
        "date": translate("FormPreview", "Date"),
    }
    return titles[row.change.column]


def _old(row: PreviewRow) -> str:
    return "" if row.change is None else row.change.old or "–"


def _new(row: PreviewRow) -> str:
    return "" if row.change is None else row.change.new or "–"


def _found(row: PreviewRow) -> str:
    return "; ".join(f"{_severity(f)}: {f.what}" for f in row.findings)


def _found_in_full(row: PreviewRow) -> str:
    return "\n".join(_in_full(row.findings))


def _in_full(findings: Iterable[Finding]) -> Iterable[str]:
    expected = QCoreApplication.translate("FormPreview", "Expected: {expected}")
    for finding in findings:
        yield f"{_severity(finding)}: {finding.what}"
        if finding.expected:
            yield expected.format(expected=finding.expected)


def _severity(finding: Finding) -> str:
    translate = QCoreApplication.translate
    words = {
        Severity.CRITICAL: translate("FormPreview", "Critical"),
        Severity.ERROR: translate("FormPreview", "Error"),
        Severity.WARNING: translate("FormPreview", "Warning"),
    }
    return f"{_MARKS[finding.severity]} {words[finding.severity]}"
