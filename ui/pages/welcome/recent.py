"""The list of workspaces that were opened before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.plain_text import without_mnemonic
from ui.widgets.cards import line
from ui.widgets.labels import ElidedLabel


class RecentList(QWidget):
    """A row for each workspace, latest first; one that is gone is greyed and can be removed."""

    def __init__(
        self,
        open_path: Callable[[Path], object],
        forget: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._open = open_path
        self._forget = forget
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._buttons: dict[Path, QPushButton] = {}
        self._places: dict[Path, QWidget] = {}

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show these and nothing else."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = {}
        for number, path in enumerate(paths):
            if number:
                self._rows.addWidget(line())
            self._rows.addWidget(self._row(path))

    def _row(self, path: Path) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 3, 0, 3)
        layout.setSpacing(12)
        name = QPushButton(without_mnemonic(path.stem))
        name.setProperty("role", "link")
        name.setAccessibleName(self.tr("Open {name}").format(name=path.stem))
        name.setAccessibleDescription(str(path.parent))
        name.clicked.connect(lambda: self._open(path))
        remove = QPushButton("✕")
        remove.setProperty("role", "flat")
        remove.setToolTip(self.tr("Remove from this list; the file is not touched"))
        remove.setAccessibleName(self.tr("Remove {name} from the list").format(name=path.stem))
        remove.clicked.connect(lambda: self._forget(path))
        place = ElidedLabel("small")
        place.show_text(str(path.parent), str(path))
        layout.addWidget(name)
        layout.addWidget(place, 1)
        layout.addWidget(remove)
        self._buttons[path] = name
        self._places[path] = place
        return row

    def mark(self, found: Mapping[Path, bool]) -> None:
        """Grey the workspaces that are gone."""
        for path, button in self._buttons.items():
            if found.get(path, True):
                continue
            button.setEnabled(False)
            button.setText(self.tr("{name} – not found").format(name=without_mnemonic(path.stem)))
