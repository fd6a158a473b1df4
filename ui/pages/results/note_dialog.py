"""The dialog in which a data note is written: what a reader of the figures has to know."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from spa_me.domain.dataset import DataNote
from spa_me.reports import ReportBook
from ui.pages.results.dialogs import JudgeDialog
from ui.pages.results.nodes import Node

_LONGEST = 70


def shortened(text: str) -> str:
    """Return the beginning of a text on one line, for a list to choose from."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def notes_on(node: Node, book: ReportBook) -> list[DataNote]:
    """Return the recorded notes on a row, then those on the units and on the whole plan."""
    found: dict[str, list[DataNote]] = {code: [] for code in _subjects(node, book)}
    for line in book.notes:
        if line.note is not None and line.about in found:
            found[line.about].append(line.note)
    return [note for notes in found.values() for note in notes]


def _subjects(node: Node, book: ReportBook) -> dict[str, str]:
    """Return what a note may be about: codes with their texts, the row itself first."""
    found: dict[str, str] = {}
    if node.marker is not None:
        found[node.marker.code] = f"{node.marker.code} {node.marker.title}"
        for leg in node.marker.assessment.legs:
            code = leg.indicator.code
            found.setdefault(code, f"{code} {leg.indicator.title}")
    elif node.result is not None:
        code = node.result.result.code
        found[code] = f"{code} {node.result.result.title}"
    found["framework"] = str(book.definition.title)
    found.update((unit.code, str(unit.name)) for unit in book.definition.units)
    return found


class NoteDialog(JudgeDialog):
    """Writes a note, or changes or removes the one that is there."""

    def __init__(
        self,
        node: Node,
        book: ReportBook,
        before: DataNote | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.before = before
        self._introduce()
        subjects = _subjects(node, book)
        chosen = next(iter(subjects)) if before is None else before.about
        self.about = _box(subjects, chosen)
        self.form.add(self.tr("&About"), self.about)
        period = book.period
        self.period = _box(
            {period.code: str(period.title), "": self.tr("All periods")},
            period.code if before is None else before.period,
        )
        self.form.add(self.tr("&Period"), self.period)
        self.text, self.text_row = self.text_field(
            "" if before is None else before.text,
            self.tr("&Note"),
            self.tr("No person’s name and no single case."),
        )
        self.source = QLineEdit("" if before is None else before.source)
        self.form.add(self.tr("S&ource"), self.source, self.tr("Where it is said; may stay empty."))
        if before is not None:
            self.offer_removal(self.tr("Remove"))

    def _introduce(self) -> None:
        title = self.tr("New data note") if self.before is None else self.tr("Data note")
        self.introduce(
            title,
            self.tr(
                "What a reader of the figures has to know. It stands beside them in “Why?” and in "
                "the data notes of the donor workbook."
            ),
        )

    def is_complete(self) -> bool:
        """Ask for a text."""
        return self.needs(self.text, self.text_row, self.tr("Write what there is to know."))

    @property
    def note(self) -> DataNote:
        """What was entered."""
        return DataNote(
            self.about.currentData(),
            self.text.toPlainText(),
            self.source.text(),
            self.period.currentData(),
        )


def _box(entries: Mapping[str, str], chosen: str) -> QComboBox:
    """Return a box of codes with their texts."""
    box = QComboBox()
    for code, text in entries.items():
        box.addItem(shortened(text), code)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
