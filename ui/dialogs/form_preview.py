"""What a filled-in form would change: every cell, what was found, and what is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.errors import Finding, Severity
from ui.dialogs.base import Dialog
from ui.i18n import show_date
from ui.models.rows import Column, Index, RowsModel
from ui.widgets.banner import Banner, Caution
from ui.widgets.labels import label
from ui.widgets.tables import DataTable

if TYPE_CHECKING:
    from spa_me.services.forms import CellChange, FormPreview

_WIDTH = 1120
_FRAME = 64
"""Room on the screen for the dialog's title bar and the task bar."""
_MARKS = {Severity.CRITICAL: "■", Severity.ERROR: "✕", Severity.WARNING: "△"}
_PADDING = 18
_AHEAD, _MOST_ROWS = 4, 60
_FINDINGS_PART, _CHANGES_PART = 0.16, 0.22


class _Roomy(QStyledItemDelegate):
    """Measures texts as narrow as they are drawn: inside the padding of the style sheet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that a cell needs at its column's width."""
        narrow = QStyleOptionViewItem(option)
        shown: Any = narrow
        shown.rect = shown.rect.adjusted(0, 0, -_PADDING, 0)
        return super().sizeHint(narrow, index)


class _WrappedTable(DataTable):
    """A table whose texts break into lines, so that a sentence can be read to its end."""

    def __init__(self, name: str, part: float, parent: QWidget | None = None) -> None:
        """Make an empty table.

        Args:
            name: what it lists.
            part: of the screen's height that it asks for at most.
            parent: Qt's owner.
        """
        super().__init__(name, parent)
        self._part = part
        self.setItemDelegate(_Roomy(self))
        self.verticalScrollBar().valueChanged.connect(self._fit_rows_in_sight)
        self.setWordWrap(True)
        self.setSizeAdjustPolicy(DataTable.SizeAdjustPolicy.AdjustIgnored)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let each row be as high as its texts at the columns' new widths."""
        super().resizeEvent(event)
        self._fit_rows_in_sight()

    def _fit_rows_in_sight(self) -> None:
        """Measure the rows that can be seen; a thousand others would hold the window."""
        model = self.rows
        if model is None:
            return
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        beyond = model.rowCount() if last < 0 else min(model.rowCount(), last + _AHEAD)
        for row in range(max(0, first), min(beyond, max(0, first) + _MOST_ROWS)):
            self.resizeRowToContents(row)

    @property
    def content_height(self) -> int:
        """The height at which every row shows."""
        model = self.rows
        rows = 0 if model is None else model.rowCount()
        high = sum(self.rowHeight(row) for row in range(min(rows, _MOST_ROWS)))
        return self.horizontalHeader().height() + high + 2 * self.frameWidth()

    def sizeHint(self) -> QSize:
        """Return room for as many rows as fit a small screen beside everything else."""
        room = round(self.screen().availableGeometry().height() * self._part)
        return QSize(600, min(room, self.content_height))

    def minimumSizeHint(self) -> QSize:
        """Return room for two rows."""
        return QSize(300, min(self.sizeHint().height(), 110))


class FormPreviewDialog(Dialog):
    """Shows a form before anything of it is recorded, and asks whether it is to be taken in."""

    wanted = Signal(bool, str)
    """Emitted when it is to be taken in: whether suggestions are accepted, and their reason."""

    def __init__(self, preview: FormPreview, parent: QWidget | None = None) -> None:
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Take a filled form in"))
        self._preview = preview
        self.changes = _WrappedTable(self.tr("Changed cells"), _CHANGES_PART)
        self.findings = _WrappedTable(self.tr("What was found"), _FINDINGS_PART)
        self.accept_suggestions = QCheckBox()
        self.reason = QLineEdit()
        self.counts = label(self._counts(), "strong")
        self._build()

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
        if about.kind == "illustrative":
            said = f"{said} · {self.tr('illustrative data')}"
        layout = self.column
        layout.addWidget(label(heading, "heading"))
        layout.addWidget(label(said, "muted"))
        layout.addWidget(self.counts)
        if self._preview.is_refused:
            banner = Banner()
            banner.show_cautions([Caution(self._why_refused())])
            layout.addWidget(banner)
        for table, columns, rows, room in (
            (self.findings, _finding_columns(), self._preview.findings, 2),
            (self.changes, _change_columns(), self._preview.changes, 3),
        ):
            model: RowsModel[Any] = RowsModel(columns, parent=table)
            model.show(rows)
            table.setModel(model)
            if rows:
                layout.addWidget(label(table.accessibleName(), "strong"))
                layout.addWidget(table, room)
        if self._preview.suggestions:
            layout.addLayout(self._offer())
        layout.addWidget(self._buttons())

    def _offer(self) -> QVBoxLayout:
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
        lines = QVBoxLayout()
        lines.setSpacing(6)
        lines.addWidget(self.accept_suggestions)
        lines.addWidget(self.reason)
        return lines

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
        """Go to the first table, which is what there is to read."""
        super().showEvent(event)
        if not event.spontaneous():
            self.column.activate()  # gives the tables their widths, on which their rows depend
            shown = [table for table in (self.findings, self.changes) if table.isVisible()]
            more = sum(table.content_height - table.height() for table in shown)
            room = self.screen().availableGeometry()
            height = min(self.height() + max(0, more), room.height() - _FRAME)
            self.setGeometry(self.x(), min(self.y(), room.bottom() - height), self.width(), height)
        (self.findings if self._preview.findings else self.changes).setFocus()

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
        if preview.is_refused:
            return self.tr("Nothing of it can be taken in.")
        errors = preview.count(Severity.ERROR)
        parts = (
            (len(preview.changes), self.tr("1 cell changes"), self.tr("{n} cells change")),
            (errors, self.tr("1 error: its row is left out"),
             self.tr("{n} errors: their rows are left out")),
            (preview.count(Severity.WARNING), self.tr("1 warning"), self.tr("{n} warnings")),
            (preview.unchanged, self.tr("1 row unchanged"), self.tr("{n} rows unchanged")),
        )  # fmt: skip
        said = [(one if n == 1 else many).format(n=n) for n, one, many in parts if n]
        return " · ".join(said) or self.tr("Nothing was filled in.")


def _finding_columns() -> list[Column[Finding]]:
    translate = QCoreApplication.translate
    weights = list(Severity)
    return [
        Column(
            translate("FormPreview", "Found"),
            _severity,
            sort=lambda finding: weights.index(finding.severity),
            width=92,
        ),
        Column(translate("FormPreview", "Cell"), lambda finding: finding.where, width=138),
        Column(translate("FormPreview", "What it is"), lambda finding: finding.what, grows=True),
        Column(translate("FormPreview", "Expected"), lambda finding: finding.expected, grows=True),
    ]


def _change_columns() -> list[Column[CellChange]]:
    translate = QCoreApplication.translate
    return [
        Column(translate("FormPreview", "Cell"), lambda change: change.where, width=138),
        Column(
            translate("FormPreview", "Question or record"),
            lambda change: change.code
            if change.code == change.title
            else f"{change.code} · {change.title}",
            grows=True,
        ),
        Column(translate("FormPreview", "Column"), _column_title, width=98),
        Column(translate("FormPreview", "Recorded"), lambda change: change.old or "–", width=130),
        Column(translate("FormPreview", "In the form"), lambda change: change.new or "–", width=160,
               grows=True),
    ]  # fmt: skip


def _column_title(change: CellChange) -> str:
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
    return titles[change.column]


def _severity(finding: Finding) -> str:
    translate = QCoreApplication.translate
    words = {
        Severity.CRITICAL: translate("FormPreview", "Critical"),
        Severity.ERROR: translate("FormPreview", "Error"),
        Severity.WARNING: translate("FormPreview", "Warning"),
    }
    return f"{_MARKS[finding.severity]} {words[finding.severity]}"
