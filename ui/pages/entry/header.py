"""The head of the page: whose sheet it is, for which period, how far it is, and what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from ui.widgets.labels import label
from ui.widgets.page_bar import BarTitle, PageBar

Choice = tuple[str, str]
"""A code and the name that is shown for it."""

ALL, MISSING, PROBLEMS, RETURNED = "all", "missing", "problems", "returned"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which questions are shown.

    Attributes:
        kind: all, those without an answer, with problems, or about which the region asks.
        section: the code of the only result that is shown; empty for all.
        text: what has to stand in the question; empty for anything.
    """

    kind: str = ALL
    section: str = ""
    text: str = ""


class TitleBar(PageBar):
    """The title with the pickers of period and unit, and the buttons for checking and why."""

    chosen = Signal(str, str)
    """Emitted with the unit and the period that were picked."""
    check_wanted = Signal()
    """Emitted when the sheet is to be checked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = BarTitle()
        self._shown = ("", "")
        self.period, self.unit = QComboBox(), QComboBox()
        self.period.setAccessibleName(self.tr("Reporting period"))
        self.unit.setAccessibleName(self.tr("Reporting unit"))
        for box in (self.period, self.unit):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self._choose)
        self.form = QPushButton(self.tr("Excel form…"))
        self.form.setToolTip(
            self.tr("Save this sheet as a form for Excel, or take a filled-in form back")
        )
        self.check = QPushButton()
        self.check.clicked.connect(self.check_wanted)
        self.why = QPushButton(self.tr("Why?"))
        self.why.setToolTip(self.tr("Show beside the sheet why a row stands as it does (F9)"))
        self.fill(self._title, (self.period, self.unit, self.form, self.check, self.why))
        self.count_problems(0)

    @property
    def title(self) -> str:
        """The title as it is shown."""
        return self._title.text()

    def show_sheet(
        self, units: Sequence[Choice], unit: str, periods: Sequence[Choice], period: str
    ) -> None:
        """Show whose sheet it is, and what else can be picked."""
        self._shown = (unit, period)
        name = dict(units).get(unit, unit)
        title = self.tr("Enter data · {unit}").format(unit=name) if name else self.tr("Enter data")
        self._title.setText(title)
        _fill(self.unit, units, unit)
        _fill(self.period, periods, period)
        # With one unit there is nothing to pick, and the title names it.
        self.unit.setVisible(len(units) > 1)

    def count_problems(self, count: int) -> None:
        """Show how many problems a check finds."""
        one, many = self.tr("Check (1 problem)"), self.tr("Check ({n} problems)")
        self.check.setText(one if count == 1 else many.format(n=count))
        self.check.setToolTip(self.tr("List what is wrong or missing; F8 goes to the next one"))

    def pick_back(self) -> None:
        """Show in the pickers again whose sheet it is, after another one was refused."""
        for box, code in ((self.unit, self._shown[0]), (self.period, self._shown[1])):
            box.setCurrentIndex(box.findData(code))

    def _choose(self) -> None:
        self.chosen.emit(str(self.unit.currentData()), str(self.period.currentData()))


def _fill(box: QComboBox, choices: Sequence[Choice], current: str) -> None:
    box.blockSignals(True)
    box.clear()
    for code, name in choices:
        box.addItem(name, code)
    box.setCurrentIndex(box.findData(current))
    box.blockSignals(False)


class FilterBar(PageBar):
    """How far the sheet is answered, and which of its questions are shown."""

    changed = Signal()
    """Emitted when other questions are to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Answered"))
        self.progress.setMinimumWidth(60)
        self.progress.setMaximumWidth(200)
        self.progress.setFixedHeight(9)
        self.answered = label("", "muted", wraps=False)
        self._counts = (-1, -1, -1)
        self._chips = QButtonGroup(self)
        self.chips: dict[str, QPushButton] = {}
        self.section = QComboBox()
        self.section.setAccessibleName(self.tr("Result"))
        self.section.setMinimumContentsLength(12)
        self.section.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.section.activated.connect(self._tell)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the questions"))
        self.search.setToolTip(self.tr("Search the questions (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(90)
        self.search.setMaximumWidth(240)
        self.search.textChanged.connect(self._tell)
        self._build()

    def _build(self) -> None:
        done = QWidget()
        layout = QHBoxLayout(done)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.progress, 1)
        layout.addWidget(self.answered)
        layout.addStretch()
        for kind in (ALL, MISSING, PROBLEMS, RETURNED):
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            self._chips.addButton(chip)
            self.chips[kind] = chip
        self.chips[PROBLEMS].setToolTip(
            self.tr("Questions with at least one problem; one question may have several")
        )
        self.chips[ALL].setChecked(True)
        self._chips.buttonClicked.connect(self._tell)
        self.fill(done, (*self.chips.values(), self.section, self.search))
        self.show_counts(0, 0, 0)
        self.show_returned(None)

    def show_sections(self, sections: Sequence[Choice]) -> None:
        """Show which results can be picked; the one that was picked stays."""
        current = self.section.currentData() or ""
        _fill(self.section, [("", self.tr("All results")), *sections], current)
        if self.section.currentIndex() < 0:
            self.section.setCurrentIndex(0)

    def show_counts(self, answered: int, asked: int, problems: int) -> None:
        """Show how many questions are answered and how many have problems."""
        if (answered, asked, problems) == self._counts:
            return
        self._counts = (answered, asked, problems)
        self.progress.setMaximum(max(1, asked))
        self.progress.setValue(answered)
        text = self.tr("{answered} of {asked} answered")
        self.answered.setText(text.format(answered=answered, asked=asked))
        self.chips[ALL].setText(self.tr("All"))
        self.chips[MISSING].setText(self.tr("Missing {n}").format(n=asked - answered))
        self.chips[PROBLEMS].setText(self.tr("With problems {n}").format(n=problems))

    def show_returned(self, waiting: int | None) -> None:
        """Show how many returned answers wait; None where nothing was returned."""
        chip = self.chips[RETURNED]
        chip.setVisible(waiting is not None)
        if waiting is not None:
            chip.setText(self.tr("↩ Returned {n}").format(n=waiting))
        elif chip.isChecked():
            self.chips[ALL].click()

    @property
    def filter(self) -> Filter:
        """Which questions are to be shown."""
        kind = next(kind for kind, chip in self.chips.items() if chip.isChecked())
        return Filter(kind, self.section.currentData() or "", self.search.text().strip())

    def clear(self) -> None:
        """Show all questions again."""
        for box in (self.section, self.search):
            box.blockSignals(True)
        self.chips[ALL].setChecked(True)
        self.section.setCurrentIndex(0)
        self.search.clear()
        for box in (self.section, self.search):
            box.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
