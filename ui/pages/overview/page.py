"""The overview page: the answer first, then what it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from spa_me.dashboards.figure import FigureSpec
from spa_me.dashboards.headline import headline
from spa_me.dashboards.overview import overview
from spa_me.reports import ReportBook
from ui.book_page import BookPage
from ui.context import Context
from ui.pages.overview.copying import CardCopier
from ui.pages.overview.tables_view import TablesView
from ui.web.chart_view import ChartView
from ui.web.looks import figure_look, page_look
from ui.web.payload import PageCard
from ui.widgets.cards import EmptyState
from ui.widgets.page_bar import BarTitle, PageBar

_SPANS = {"results": 7, "cofunding": 5, "attention": 7, "sources": 5}
_ATTENTION_ROWS = 8


class OverviewPage(BookPage):
    """Charts or their tables, the headline first, and the panel that answers "why?"."""

    name = "overview"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.figures: tuple[FigureSpec, ...] = ()
        self._sources_of: str | None = None
        self._has_failed = False
        self._wants_charts = True
        self.charts = ChartView(self.tr("Charts"))
        self.tables = TablesView(context)
        self.copier = CardCopier(context, self.charts, self)
        self._empty, self._narrow = self._no_markers(), self._nothing_in_view()
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Overview")

    # --- Making ----------------------------------------------------------------------------------

    def _no_markers(self) -> EmptyState:
        return EmptyState(
            self.tr("No progress markers yet"),
            self.tr(
                "This page will show how many progress markers are fully, partly and not met, "
                "result by result and unit by unit, and who pays. Markers come with the framework: "
                "a structure that is to be filled in is a definition file, and a new workspace is "
                "then started with that file (File, New workspace). Reported values do the rest."
            ),
        )

    def _nothing_in_view(self) -> EmptyState:
        made = EmptyState(
            self.tr("No marker in this view"),
            self.tr("The chosen unit is not asked for any marker of the chosen result."),
        )
        made.add_action(self.tr("Show all results and units"), self._show_all, primary=True)
        return made

    def _show_all(self) -> None:
        self.context.view.refine(result=None, unit=None)

    def _bar(self) -> PageBar:
        self.as_charts = self._mode(self.tr("Charts"))
        self.as_tables = self._mode(self.tr("Tables"))
        self._modes = QButtonGroup(self)
        for mode in (self.as_charts, self.as_tables):
            self._modes.addButton(mode)
        self.as_charts.setChecked(True)
        controls = (*self.filters.boxes, self.as_charts, self.as_tables)
        return PageBar.of(BarTitle(self.title()), controls)

    def _mode(self, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setCheckable(True)
        made.setProperty("role", "chip")
        return made

    def _build(self) -> None:
        self._bodies = QStackedWidget()
        for body in (self.charts, self.tables):
            self._bodies.addWidget(body)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._bodies)
        self._split.addWidget(self.why)
        self._split.setStretchFactor(0, 1)
        self._content = QStackedWidget()
        self._content.addWidget(self._split)
        self._content.addWidget(self._empty)
        self._content.addWidget(self._narrow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar())
        layout.addWidget(self._content, 1)

    def _connect(self) -> None:
        self.as_charts.clicked.connect(self.show_charts)
        self.as_tables.clicked.connect(self._choose_tables)
        self.charts.activated.connect(self.follow)
        self.charts.menu_wanted.connect(self._open_menu)
        self.charts.failed.connect(self._charts_failed)
        self.charts.drawn.connect(self._charts_drawn)
        self.tables.activated.connect(self.follow)
        self.context.theme.changed.connect(self._make_figures)

    # --- What the window calls -------------------------------------------------------------------

    def show_workspace(self) -> None:
        """Show another workspace from the start."""
        self._sources_of = None
        super().show_workspace()

    def enter(self, arguments: dict[str, object]) -> None:
        """Come to the front; `{"marker": "1.3"}` opens its explanation."""
        super().enter(arguments)
        marker = arguments.get("marker")
        if isinstance(marker, str) and self.book is not None:
            self.guide.explain(self.book, marker)

    # --- The book --------------------------------------------------------------------------------

    def show_book(self, book: ReportBook) -> None:
        """Show the figures of a book."""
        is_narrowed = book.question.unit is not None or book.question.result is not None
        without = self._narrow if is_narrowed else self._empty
        self._content.setCurrentWidget(self._split if book.markers else without)
        for mode in (self.as_charts, self.as_tables):
            mode.setVisible(bool(book.markers))
        subject = self.guide.subject
        if subject is not None:
            self.guide.explain(book, *subject)
        self._make_figures()

    def _make_figures(self) -> None:
        book = self.book
        if book is None:
            return
        look = figure_look(self.context.theme.palette)
        unit = self._sources_of
        self.context.runner.read(
            lambda _progress: (headline(book, look), *overview(book, look, unit)),
            lambda figures: self._show(book, figures),
            owner=self,
        )

    def _show(self, book: ReportBook, figures: tuple[FigureSpec, ...]) -> None:
        if book is not self.book:
            return
        self.figures = figures
        # The charts first: they are drawn in another process while the tables are filled.
        self.charts.show_cards(self._cards(figures), page_look(self.context.theme.palette))
        self.tables.show_figures(figures)

    def _cards(self, figures: Sequence[FigureSpec]) -> list[PageCard]:
        more = self.tr("All {count} in Results"), {"page": "results", "kind": "attention"}
        is_empty = self.book is not None and not self.book.counts.with_status
        enter = (self.tr("Enter data"), {"page": "entry"}) if is_empty else None
        return [
            PageCard(
                figure,
                _SPANS.get(figure.name, 12),
                asks=figure.name == "attention",
                row_limit=_ATTENTION_ROWS if figure.name == "attention" else None,
                more=more,
                counts=figure.name == "headline",
                action=enter if figure.name == "headline" else None,
            )
            for figure in figures
        ]

    # --- What the person does --------------------------------------------------------------------

    def follow(self, target: dict[str, str]) -> None:
        """Go where a figure leads: to an explanation here, or to another page."""
        if "sources" in target:
            self._sources_of = target["sources"]
            self._make_figures()
        elif "marker" in target and self.book is not None:
            self.guide.explain(self.book, target["marker"], target.get("unit"))
        else:
            arguments = {key: value for key, value in target.items() if key != "page"}
            self.go_to.emit(target["page"], arguments)

    def show_charts(self) -> None:
        """Show the figures as charts; where they could not be drawn before, try again."""
        self._wants_charts = True
        if self._has_failed:
            self._has_failed = False
            self.charts.restart()
        self._bodies.setCurrentWidget(self.charts)

    def _choose_tables(self) -> None:
        self._wants_charts = False
        self.show_tables()

    def show_tables(self) -> None:
        """Show the figures as tables."""
        self.as_tables.setChecked(True)
        self._bodies.setCurrentWidget(self.tables)

    def _open_menu(self, name: str, place: QPoint) -> None:
        figure = next((found for found in self.figures if found.name == name), None)
        if figure is not None and self.book is not None:
            self.copier.open_menu(figure, self.book, place)

    def _charts_failed(self, reason: str) -> None:
        """Where charts cannot be drawn the same figures stand as tables."""
        self._has_failed = True
        self.show_tables()
        self.context.notices.say(f"{reason} {self.tr('The figures are shown as tables.')}")

    def _charts_drawn(self) -> None:
        # A load that was cut off can be told after the next one has begun: the charts stand then.
        if self._has_failed and self._wants_charts:
            self._has_failed = False
            self.as_charts.setChecked(True)
            self._bodies.setCurrentWidget(self.charts)
