"""The panel in which a question's evidence stands: added, opened, saved, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.submission import MOST_BYTES_TOGETHER, MOST_FILES, room_of
from ui.context import Context
from ui.dialogs.evidence_entry import EvidenceEntryDialog
from ui.dragging import take_as_copy
from ui.evidence import EvidenceFiles, show_size
from ui.files import start_folder
from ui.pages.entry.evidence_work import EvidenceWork, Outcome
from ui.pages.entry.looks import in_words
from ui.pages.entry.model import EntryModel
from ui.widgets.evidence_list import EvidenceList
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.domain.submission import Evidence


class EvidencePanel(QWidget):
    """The evidence of the question under the cursor and of the markers that rest on it.

    Attributes:
        work: what changes the evidence.
        files: what opens and saves it.
    """

    wants = Signal(str)
    """Emitted with `undo` or `redo`, as by the sheet."""
    counted = Signal(int)
    """Emitted with how much evidence the question has."""

    def __init__(
        self, context: Context, work: EvidenceWork, model: EntryModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.work, self._model = work, model
        self.files = EvidenceFiles(context, self)
        self._code: str | None = None
        self._heading = label("", "heading")
        self.about = QComboBox()
        self.about.setAccessibleName(self.tr("What new evidence supports"))
        self.list = EvidenceList(least=8)
        self._empty = label("", "muted")
        self._room = label("", "small")
        self.add = QPushButton(self.tr("&Add files…"))
        self.refer = QPushButton(self.tr("Add a &reference…"))
        self.open = QPushButton(self.tr("&Open…"))
        self.save = QPushButton(self.tr("&Save a copy…"))
        self.change = QPushButton(self.tr("&Change…"))
        self.remove = QPushButton(self.tr("Re&move"))
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        warning = self.tr("No names, case numbers or stories of victims.")
        inside, scroll, whole = QWidget(), QScrollArea(), QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 8, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        layout.addLayout(_side_by_side(self.open, self.save, self.change, self.remove))
        layout.addWidget(self.about)
        layout.addLayout(_side_by_side(self.add, self.refer))
        layout.addWidget(label(warning, "warning"))
        layout.addWidget(self._room)
        layout.addStretch()

    def _connect(self) -> None:
        self.add.clicked.connect(self._choose_files)
        self.refer.clicked.connect(self._ask_reference)
        self.open.clicked.connect(lambda: self._with_chosen(self._open))
        self.save.clicked.connect(lambda: self._with_chosen(self.files.save))
        self.change.clicked.connect(lambda: self._with_chosen(self._ask_change))
        self.remove.clicked.connect(lambda: self._with_chosen(self._remove))
        self.list.opened.connect(self._open)
        self.list.removed.connect(self._remove)
        self.list.currentRowChanged.connect(self._show_buttons)
        self.work.changed.connect(self._show)
        self.work.refused.connect(self._tell_refused)
        for keys, command in (("Ctrl+Z", "undo"), ("Ctrl+Y", "redo")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.wants.emit, command))

    # --- Showing --------------------------------------------------------------------------------

    def show_question(self, code: str | None) -> None:
        """Show the evidence of another question."""
        sheet = self._model.sheet
        self._code = code if sheet is not None and code in sheet.rows else None
        self._show()

    def _show(self) -> None:
        sheet, code = self._model.sheet, self._code
        if sheet is None or code is None or code not in sheet.rows:
            self.setEnabled(False)
            self.list.show_evidence(())
            self.counted.emit(0)
            return
        self.setEnabled(True)
        row = sheet.rows[code]
        self._heading.setText(f"{code} · {in_words(row.indicator.title)}")
        markers = [line.code for line in row.lines if line.code != code]
        self._show_choices(code, markers)
        mine = [entry for entry in self.work.entries if entry.about in {code, *markers}]
        self.list.show_evidence(mine, code)
        self.list.setVisible(bool(mine))
        self._empty.setVisible(not mine)
        self._empty.setText(self._empty_text())
        room = room_of(self.work.entries)
        self._room.setText(
            self.tr("Used by this submission: {size} of {most}, {n} of {files} files").format(
                size=show_size(room.bytes),
                most=show_size(MOST_BYTES_TOGETHER).replace(".0", ""),
                n=room.files,
                files=MOST_FILES,
            )
        )
        self._show_buttons()
        self.counted.emit(len(mine))

    def _empty_text(self) -> str:
        if self._model.is_locked:
            return self.tr("No evidence was added for this question.")
        return self.tr(
            "No evidence yet. Add files or drop them here: a report, minutes, a scan. A copy of "
            "each, up to 10 MB, is kept in the workspace and goes out with the submission. "
            "Programs are not taken."
        )

    def _show_choices(self, code: str, markers: Sequence[str]) -> None:
        choices = [(self.tr("New evidence is for the answer"), code)]
        text = self.tr("New evidence is for marker {code}")
        choices.extend((text.format(code=marker), marker) for marker in markers)
        if [self.about.itemData(n) for n in range(self.about.count())] != [c for _, c in choices]:
            self.about.clear()
            for shown, data in choices:
                self.about.addItem(shown, data)
        self.about.setVisible(bool(markers))

    def _show_buttons(self) -> None:
        entry, may = self.list.chosen, not self._model.is_locked
        for button in (self.add, self.refer, self.about):
            button.setEnabled(may)
        for button in (self.open, self.save, self.change, self.remove):
            button.setVisible(entry is not None)
        for button in (self.open, self.save):
            button.setEnabled(entry is not None and entry.is_file)
        for button in (self.change, self.remove):
            button.setEnabled(may)

    def focus_first(self) -> None:
        """Go to the list, or to the button that adds files."""
        reason = Qt.FocusReason.ShortcutFocusReason
        (self.list if self.list.entries else self.add).setFocus(reason)

    # --- Doing ----------------------------------------------------------------------------------

    def _with_chosen(self, run: Callable[[Evidence], None]) -> None:
        if self.list.chosen is not None:
            run(self.list.chosen)

    def _open(self, entry: Evidence) -> None:
        if entry.is_file:
            self.files.open(entry)

    def _remove(self, entry: Evidence) -> None:
        if not self._model.is_locked:
            self.work.remove(entry)

    @property
    def _about(self) -> str:
        return str(self.about.currentData() or self._code or "")

    def _choose_files(self) -> None:
        title = self.tr("Add evidence for {code}").format(code=self._about)
        chosen, _ = QFileDialog.getOpenFileNames(self, title, str(start_folder()))
        self.add_files([Path(path) for path in chosen])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add files as evidence for what is chosen."""
        if paths and self._code is not None and not self._model.is_locked:
            self.work.add_files(self._about, paths)

    def _tell_refused(self, outcome: Outcome) -> None:
        """Say once which files were not added and why, and how many were."""
        from ui.dialogs.message import MessageDialog

        refused, count = outcome.refused, len(outcome.refused) + len(outcome.added)
        one = self.tr("1 of {all} files was not added")
        many = self.tr("{n} of {all} files were not added")
        heading = self.tr("The file was not added") if count == 1 else one
        heading = (many if len(refused) > 1 else heading).format(n=len(refused), all=count)
        added = self.tr("{n} were added as evidence for {code}.")
        kept = added.format(n=len(outcome.added), code=outcome.about) if outcome.added else ""
        why = [f"{name}: {error.what} {error.do}" for name, error in refused]
        dialog = MessageDialog(heading, [kept], details=why, parent=self.window())
        dialog.add_button(self.tr("Close"), is_primary=True)
        dialog.open()

    def _ask_reference(self) -> None:
        heading = self.tr("A reference for {code}").format(code=self._about)
        dialog = EvidenceEntryDialog(heading, parent=self.window())
        dialog.given.connect(partial(self.work.add_reference, self._about))
        dialog.open()

    def _ask_change(self, entry: Evidence) -> None:
        heading = self.tr("Change the evidence for {code}").format(code=entry.about)
        reference = None if entry.is_file else entry.reference
        dialog = EvidenceEntryDialog(heading, entry.title, reference, self.window())
        dialog.given.connect(partial(self.work.change, entry))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files where evidence may be added."""
        if _files_in(event.mimeData()) and self._code is not None and not self._model.is_locked:
            take_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped."""
        take_as_copy(event)
        self.add_files(_files_in(event.mimeData()))


def _files_in(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _side_by_side(*buttons: QPushButton) -> FlowLayout:
    row = FlowLayout(spacing=6)
    for button in buttons:
        row.addWidget(button)
    return row
