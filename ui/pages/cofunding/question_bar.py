"""The bar that says what money is looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from spa_me.domain.cofunding import Stage
from spa_me.reports import ReportBook
from ui.pages.cofunding.choices import currencies_of
from ui.pages.cofunding.words import stage_title
from ui.widgets.labels import label


class QuestionBar(QWidget):
    """Period, stage and currency, and whether the programme's own money is left out."""

    refined = Signal(dict)
    """Emitted with the fields of the view's question that the person changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.period, self.stage, self.currency = QComboBox(), QComboBox(), QComboBox()
        self.without = QCheckBox(self.tr("&Without programme money"))
        self.without.setToolTip(
            self.tr("Leave the programme’s own money out of the base of all shares")
        )
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._add(self.tr("&Period"), self.period)
        self._add(self.tr("&Money"), self.stage)
        self._add(self.tr("&Currency"), self.currency)
        self._layout.addSpacing(6)
        self._layout.addWidget(self.without)
        self._layout.addStretch()
        for stage in Stage:
            self.stage.addItem(stage_title(stage), stage)
        self.period.activated.connect(self._refine)
        self.stage.activated.connect(self._refine)
        self.currency.activated.connect(self._refine)
        self.without.clicked.connect(self._refine)

    def _add(self, text: str, field: QComboBox) -> None:
        name: QLabel = label(text, "muted", wraps=False)
        name.setBuddy(field)
        field.setAccessibleName(text.replace("&", ""))
        self._layout.addWidget(name)
        self._layout.addWidget(field)
        self._layout.addSpacing(6)

    def show_book(self, book: ReportBook) -> None:
        """Show the question of a book, and what else could be asked."""
        question = book.question
        periods = [(period.code, str(period.title)) for period in book.definition.periods]
        _fill(self.period, [(title, code) for code, title in periods], question.period)
        self.stage.setCurrentIndex(self.stage.findData(question.stage))
        known = [(currency, currency) for currency in currencies_of(book)]
        as_it_is: list[tuple[str, str | None]] = [(self.tr("As recorded"), None)]
        _fill(self.currency, [*as_it_is, *known], question.currency)
        self.without.setChecked(question.without_programme)

    def _refine(self) -> None:
        self.refined.emit(
            {
                "period": self.period.currentData(),
                "stage": self.stage.currentData(),
                "currency": self.currency.currentData(),
                "without_programme": self.without.isChecked(),
            }
        )


def _fill(box: QComboBox, items: list[tuple[str, str | None]], chosen: str | None) -> None:
    if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] != items:
        box.clear()
        for text, data in items:
            box.addItem(text, data)
    box.setCurrentIndex(next((n for n, (_, data) in enumerate(items) if data == chosen), 0))
