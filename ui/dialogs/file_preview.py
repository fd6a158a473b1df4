"""What a filled-in file would change: every cell, what was found, and what is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QWidget,
)

from spa_me.domain.errors import Finding, Severity
from ui.dialogs.base import Dialog
from ui.dialogs.offer import Offer
from ui.dialogs.preview_tables import WrappedTable, change_columns, finding_columns
from ui.models.rows import Column, RowsModel
from ui.plain_text import as_tooltip
from ui.widgets.banner import Banner, Caution
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.services.file_preview import FilePreview

_WIDTH = 1120
_FRAME = 64
"""Room on the screen for the dialog's title bar and the task bar."""
_FINDINGS_PART, _CHANGES_PART = 0.2, 0.22


@dataclass(frozen=True, slots=True)
class PreviewTexts:
    """What the dialog says of a kind of file.

    Attributes:
        title: of the dialog.
        heading: what the file is about.
        about: its name, and what it is.
        new_column: the title of the column with what the file says.
        refused: with `{what}`, why nothing of it can be taken in.
    """

    title: str
    heading: str
    about: str
    new_column: str
    refused: str


class FilePreviewDialog(Dialog):
    """Shows a file before anything of it is recorded, and asks whether it is to be taken in."""

    wanted = Signal(object)
    """Emitted when it is to be taken in, with the `Acceptance` of words in place of a figure."""

    def __init__(
        self, preview: FilePreview, texts: PreviewTexts, parent: QWidget | None = None
    ) -> None:
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(texts.title)
        self._preview, self._texts = preview, texts
        self.changes = WrappedTable(self.tr("Changed cells"), _CHANGES_PART)
        self.findings = WrappedTable(self.tr("What was found"), _FINDINGS_PART)
        self.offer = Offer(preview.suggestions)
        self.counts = label("", "strong")
        self._titles: dict[WrappedTable, QLabel] = {}
        self._build()
        self._show_content()

    def _build(self) -> None:
        layout = self.column
        layout.addWidget(label(self._texts.heading, "heading"))
        layout.addWidget(label(self._texts.about, "muted"))
        layout.addWidget(self.counts)
        if self._preview.is_refused:
            banner = Banner()
            banner.show_cautions([Caution(self._why_refused())])
            layout.addWidget(banner)
        for table, columns, room in (
            (self.findings, self._finding_columns(), 2),
            (self.changes, change_columns(self._texts.new_column), 3),
        ):
            model: RowsModel[Any] = RowsModel(columns, parent=table)
            table.setModel(model)
            self._titles[table] = label(table.accessibleName(), "strong")
            layout.addWidget(self._titles[table])
            layout.addWidget(table, room)
        self.offer.changed.connect(self._show_content)
        layout.addWidget(self.offer)
        self.offer.setVisible(bool(self._preview.suggestions))
        layout.addWidget(self._buttons())

    def _finding_columns(self) -> list[Column[Finding]]:
        """Return the columns of what was found; with the question where a row of it is known."""
        preview = self._preview
        return finding_columns(preview.asked_at if preview.asked else None)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.take = buttons.addButton(self.tr("&Take in"), role.AcceptRole)
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        self.cancel = buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def showEvent(self, event: QShowEvent) -> None:
        """Go to the first table, which is what there is to read."""
        super().showEvent(event)
        if not event.spontaneous():
            self.column.activate()  # gives the tables their widths, on which their rows depend
            shown = [table for table in (self.findings, self.changes) if table.isVisible()]
            for table in shown:  # the room goes where the rows are
                self.column.setStretchFactor(table, table.content_height)
            more = sum(table.content_height - table.height() for table in shown)
            room = self.screen().availableGeometry()
            height = min(self.height() + max(0, more), room.height() - _FRAME)
            self.setGeometry(self.x(), min(self.y(), room.bottom() - height), self.width(), height)
        (self.findings if self._preview.findings else self.changes).setFocus()

    def _show_content(self) -> None:
        """Show exactly what taking it in would do, with the suggestions that are accepted."""
        accept = self.offer.acceptance
        for table, rows in (
            (self.findings, self._preview.findings_when(accept)),
            (self.changes, self._preview.changes_when(accept)),
        ):
            if table.rows is not None:
                table.rows.show(rows)
            table.fit_rows()
            for part in (self._titles[table], table):
                part.setVisible(bool(rows))
        self.counts.setText(self._counts())
        self._show_state()

    def _show_state(self) -> None:
        """Let it be taken in once there is something to take and every reason is given."""
        has_content = bool(self._preview.records) or self.offer.acceptance is not None
        may = has_content and not self._preview.is_refused and not self.offer.lacks_reason
        self.take.setEnabled(may)
        tip = self.tr("Write the reason first.") if self.offer.lacks_reason else ""
        self.take.setToolTip(as_tooltip(tip))

    def _accept(self) -> None:
        self.accept()
        self.wanted.emit(self.offer.acceptance)

    def _why_refused(self) -> str:
        first = self._preview.findings[0]
        # A finding may end with a sentence of its own, as the reason of a lock does.
        said = self._texts.refused.format(what=first.what.rstrip("."))
        if first.expected:
            expected = first.expected.rstrip(".")
            said = self.tr("{refused} Expected: {what}.").format(refused=said, what=expected)
        return said

    def _counts(self) -> str:
        preview = self._preview
        if preview.is_refused:
            return self.tr("Nothing of it can be taken in.")
        accept = self.offer.acceptance
        found = [finding.severity for finding in preview.findings_when(accept)]
        changes = len(preview.changes_when(accept))
        parts = (
            (changes, self.tr("1 cell changes"), self.tr("{n} cells change")),
            (found.count(Severity.ERROR), self.tr("1 error: its row is left out"),
             self.tr("{n} errors: their rows are left out")),
            (found.count(Severity.WARNING), self.tr("1 warning"), self.tr("{n} warnings")),
            (preview.unchanged, self.tr("1 row unchanged"), self.tr("{n} rows unchanged")),
        )  # fmt: skip
        said = [(one if n == 1 else many).format(n=n) for n, one, many in parts if n]
        return " · ".join(said) or self.tr("Nothing was filled in.")
