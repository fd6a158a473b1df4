"""The bar that says what money is looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from spa_me.domain.cofunding import Stage
from spa_me.reports import ReportBook
from ui.context import Context
from ui.pages.cofunding.choices import currencies_of
from ui.pages.cofunding.words import stage_title
from ui.plain_text import as_tooltip
from ui.widgets.page_bar import BarTitle, PageBar
from ui.widgets.view_filters import ViewFilters


class QuestionBar(PageBar):
    """Period, stage and currency, and whether the programme's own money is left out.

    They are bound to the view that all pages share.
    """

    def __init__(self, title: str, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.filters = ViewFilters(context, self)
        self.stage, self.currency = QComboBox(), QComboBox()
        self.without = QCheckBox(self.tr("&Without programme money"))
        controls = (*self.filters.boxes, self.stage, self.currency, self.without)
        self.fill(BarTitle(title), controls)
        # This page always shows every country, and money belongs to no result.
        self.filters.result.hide()
        self.filters.unit.hide()
        self.without.setToolTip(
            self.tr("Leave the programme’s own money out of the base of all shares")
        )
        self._name()
        for stage in Stage:
            words = self.tr("{stage} money").format(stage=stage_title(stage))
            self.stage.addItem(words, stage)
        self.stage.activated.connect(lambda: context.view.refine(stage=self.stage.currentData()))
        self.currency.activated.connect(
            lambda: context.view.refine(currency=self.currency.currentData())
        )
        self.without.clicked.connect(
            lambda: context.view.refine(without_programme=self.without.isChecked())
        )

    def _name(self) -> None:
        names = {self.stage: self.tr("Stage of the money"), self.currency: self.tr("Currency")}
        for box, name in names.items():
            box.setAccessibleName(name)
            box.setToolTip(as_tooltip(name))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def show_book(self, book: ReportBook) -> None:
        """Show the question of a book, and what else could be asked."""
        question = book.question
        self.filters.show_frameworks(self._context.open_workspace.frameworks)
        self.stage.setCurrentIndex(self.stage.findData(question.stage))
        known = [(self.tr("in {code}").format(code=c), c) for c in currencies_of(book)]
        items: list[tuple[str, str | None]] = [(self.tr("as recorded"), None), *known]
        box = self.currency
        shown = [(box.itemText(place), box.itemData(place)) for place in range(box.count())]
        if shown != items:
            self.currency.clear()
            for text, data in items:
                self.currency.addItem(text, data)
        codes = [code for _, code in items]
        chosen = question.currency if question.currency in codes else None
        self.currency.setCurrentIndex(codes.index(chosen))
        self.without.setChecked(question.without_programme)
