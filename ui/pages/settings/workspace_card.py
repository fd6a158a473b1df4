"""The cards about the open workspace and its backups."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from ui.evidence import show_size
from ui.i18n import show_moment
from ui.widgets.cards import Card
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.services.backups import Backup

_SHOWN = 5


class FactGrid(QWidget):
    """Names and texts in two columns; the texts can be marked and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these and nothing else."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, text) in enumerate(facts):
            self._grid.addWidget(label(name, "muted", wraps=False), row, 0)
            shown = _path_field(name, text) if Path(text).is_absolute() else None
            self._grid.addWidget(shown or label(text, selectable=True), row, 1)


def _path_field(name: str, path: str) -> QLineEdit:
    """Return a field to read and copy a path, which has no place for a line to break."""
    made = QLineEdit(path)
    made.setReadOnly(True)
    made.setProperty("role", "plain")
    made.setAccessibleName(name)
    made.setCursorPosition(0)
    return made


class WorkspaceCard(Card):
    """What the open workspace is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.ask(self.tr("What is open?"))
        self._facts = FactGrid()
        self.body.addWidget(self._facts)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show facts as name and text."""
        self._facts.show_facts(facts)


class BackupsCard(Card):
    """The latest backups, and a button that makes one."""

    wanted = Signal()
    """Emitted when a backup is to be made now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.ask(self.tr("Is there a backup?"))
        self._facts = FactGrid()
        button = QPushButton(self.tr("Back up now"))
        button.clicked.connect(self.wanted)
        self.head.addWidget(button)
        self.body.addWidget(self._facts)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show the latest of some backups, and where they are."""
        facts = [
            (show_moment(backup.at), f"{backup.path.name} ({show_size(backup.size)})")
            for backup in backups[:_SHOWN]
        ]
        if backups:
            self.answer(
                self.tr("%n backup(s) in {folder}; the latest:", "", len(backups)).format(
                    folder=backups[0].path.parent
                )
            )
        else:
            self.answer(
                self.tr(
                    "Not yet. One is made in a folder beside the workspace when it is opened with "
                    "changes, and once an hour while you work."
                )
            )
        self._facts.show_facts(facts)
