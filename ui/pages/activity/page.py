"""The page of the activity log."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import AuditEntry
from spa_me.domain.progress import Progress
from ui.context import Context
from ui.models.rows import RowsModel
from ui.page import Page
from ui.pages.activity.columns import columns
from ui.pages.activity.detail import EntryDetail
from ui.pages.activity.naming import Naming
from ui.widgets.labels import label
from ui.widgets.tables import DataTable

PAGE = 200
"""How many entries are read at a time."""

_PAUSE = 250
"""How long typing has to pause before the log is searched, in milliseconds."""


class ActivityPage(Page):
    """Lists every change with its words; searched in any script, read in pages."""

    name = "activity"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.search, self.kind = QLineEdit(), QComboBox()
        self._naming = Naming()
        self.model = RowsModel[AuditEntry](
            columns(lambda: self._naming), key=lambda entry: entry.number, parent=self
        )
        self.table = DataTable(self.tr("Changes"))
        self.table.setModel(self.model)
        self.more = QPushButton(self.tr("Show earlier changes"))
        self.detail = EntryDetail()
        self._count = label("", "muted", wraps=False)
        self._request = 0
        self._is_stale = True
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Activity log")

    def _build(self) -> None:
        self.search.setPlaceholderText(self.tr("Search: name, code, country, figure…"))
        self.search.setAccessibleName(self.tr("Search the activity log"))
        self.search.setClearButtonEnabled(True)
        self.kind.setAccessibleName(self.tr("Kind of change"))
        for text, kinds in self._kinds():
            self.kind.addItem(text, kinds)
        bar = QFrame()
        bar.setProperty("role", "bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(16, 8, 16, 8)
        head.addWidget(label(self.tr("Activity log"), "title", wraps=False))
        head.addWidget(self._count, 1)
        head.addWidget(self.search, 2)
        head.addWidget(self.kind)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.setSizes([3, 1])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.addWidget(split, 1)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(body, 1)

    def _kinds(self) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (self.tr("All changes"), ()),
            (self.tr("Values"), ("value",)),
            (
                self.tr("Statuses and explanations"),
                ("declaration", "pro rata", "explanation", "rating"),
            ),
            (
                self.tr("Co-funding"),
                ("activity", "contribution", "exchange rate", "printed share"),
            ),
            (self.tr("Framework, notes, workspace"), ("framework", "data note", "workspace")),
        ]

    def _connect(self) -> None:
        self._timer.timeout.connect(self._read)
        self.search.textChanged.connect(self._wait)
        self.kind.currentIndexChanged.connect(self._read)
        self.more.clicked.connect(self._read_earlier)
        self.table.selectionModel().currentRowChanged.connect(self._show_detail)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    def show_workspace(self) -> None:
        """Empty the list; it is read when the page comes to the front."""
        self._is_stale = True
        self.model.show([])
        self.detail.show_entry(None)

    def enter(self, arguments: dict[str, object]) -> None:
        """Read the log, if it is not the one that is shown."""
        super().enter(arguments)
        if self._is_stale:
            self._read()
        self.table.setFocus()

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Read the log again, now or when the page comes to the front."""
        if self.is_in_front:
            self._read()
        else:
            self._is_stale = True

    def _wait(self, _typed: str) -> None:
        self._timer.start()

    def _read(self) -> None:
        self._timer.stop()
        self._ask(None)

    def _read_earlier(self) -> None:
        rows = self.model.given
        if rows:
            self._ask(rows[-1].number)

    def _ask(self, before: int | None) -> None:
        workspace = self.context.workspace
        if workspace is None:
            return
        self._is_stale = False
        self._request += 1
        request = self._request
        text = unicodedata.normalize("NFC", self.search.text())
        kinds: tuple[str, ...] = tuple(self.kind.currentData() or ())

        def done(entries: tuple[AuditEntry, ...]) -> None:
            if request == self._request:  # what was typed meanwhile asks for something else
                self._show(entries, is_more=before is not None)

        def work(_: Progress) -> tuple[AuditEntry, ...]:
            return workspace.audit(PAGE, before, text, kinds)

        self.context.runner.read(work, done, owner=self)

    def _name(self) -> None:
        """Take over what codes stand for; a framework may have come since."""
        workspace = self.context.workspace
        self._naming = Naming() if workspace is None else Naming(workspace.frameworks)

    def _show(self, entries: tuple[AuditEntry, ...], *, is_more: bool) -> None:
        self._name()
        if is_more:
            self.model.append(entries)
        else:
            self.model.show(entries)
            if entries and not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.model.index(0, 0))
        self.more.setVisible(len(entries) == PAGE)
        count = len(self.model.rows)
        shown = self.tr("%n change(s) shown", "", count)
        self._count.setText(shown if count else self.tr("No change fits what you search for"))
        self._show_detail()

    def _show_detail(self) -> None:
        row = self.model.row(self.table.currentIndex())
        self.detail.show_entry(row, "" if row is None else self._naming.names(row.subject))
