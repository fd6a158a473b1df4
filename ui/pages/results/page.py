"""The results page: the framework's tree, the answer to "why?", and what people decide."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from spa_me.reports import ReportBook
from ui.book_page import BookPage
from ui.context import Context
from ui.i18n import show_sentence
from ui.pages.results.action_bar import ActionBar
from ui.pages.results.actions import Action, Actions
from ui.pages.results.allowed import allowed
from ui.pages.results.explaining import explain_result
from ui.pages.results.filter_bar import FilterBar
from ui.pages.results.nodes import Narrowing, Node, counts, make_tree, narrowing_of
from ui.pages.results.note_dialog import notes_on, shortened
from ui.pages.results.tree import ResultTree
from ui.widgets.cards import EmptyState
from ui.widgets.labels import label
from ui.widgets.page_bar import BarTitle, PageBar


class ResultsPage(BookPage):
    """Results with their markers; the chosen row is explained beside it."""

    name = "results"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted: tuple[str, str] | None = None
        self.narrowing = FilterBar(self)
        self.tree = ResultTree(lambda: context.theme.palette)
        self.bar = ActionBar()
        self.actions_ = Actions(context, self)
        self.nothing = label(self.tr("No marker fits. Choose All or clear the search."), "muted")
        self._empty = EmptyState(
            self.tr("No results yet"),
            self.tr(
                "The framework’s results and progress markers will stand here as a tree, each with "
                "its target, its actual and its status. They come with the framework; the values "
                "are entered on the data page."
            ),
        )
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Results")

    # --- Making ----------------------------------------------------------------------------------

    def _head(self) -> PageBar:
        return PageBar.of(BarTitle(self.title()), self.filters.boxes)

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 10, 16, 8)
        inner.setSpacing(8)
        for part in (self.narrowing, self.nothing):
            inner.addWidget(part)
        inner.addWidget(self.tree, 1)
        column.addLayout(inner, 1)
        column.addWidget(self.bar)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.why)
        split.setStretchFactor(0, 1)
        self._split = split
        self._content = QStackedWidget()
        self._content.addWidget(split)
        self._content.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addWidget(self._content, 1)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        self.narrowing.changed.connect(self._show_tree)
        self.narrowing.capped.connect(self._cap)
        self.tree.chosen.connect(self._choose)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.bar.declare.connect(lambda: self._act(self.actions_.declare))
        self.bar.pro_rata.connect(lambda: self._act(self.actions_.pro_rata))
        self.bar.explain.connect(lambda: self._act(self.actions_.explain))
        self.bar.rate.connect(lambda: self._act(self.actions_.rate))
        self.bar.note.connect(lambda: self._act(self._note))
        self.bar.enter_data.connect(self._enter_data)
        self.context.theme.changed.connect(self._dress)

    # --- What the window calls -------------------------------------------------------------------

    def show_workspace(self) -> None:
        """Show another workspace from the start."""
        self._wanted = None
        super().show_workspace()

    def enter(self, arguments: dict[str, object]) -> None:
        """Come to the front.

        `{"marker": "1.3"}` or `{"result": "3"}` goes to that row; `{"kind": "partly"}` narrows to
        markers of that status.
        """
        for what in ("marker", "result"):
            code = arguments.get(what)
            if isinstance(code, str):
                self._wanted = (what, code)
        kind = arguments.get("kind")
        if isinstance(kind, str):
            self.narrowing.choose(narrowing_of(kind))
        elif self._wanted is not None:
            self.narrowing.choose(Narrowing.ALL)
        was_stale = self._is_stale
        super().enter(arguments)
        if not was_stale:  # else the row is gone to once its book is there
            self._go_to_wanted()

    # --- The book --------------------------------------------------------------------------------

    def show_book(self, book: ReportBook) -> None:
        """Show the tree of a book."""
        self._content.setCurrentWidget(self._split if book.results else self._empty)
        self.narrowing.included.setText(self._included(book))
        self.narrowing.show_counts(counts(book), is_capped=book.is_capped)
        self._show_tree()
        self._go_to_wanted()

    def _included(self, book: ReportBook) -> str:
        """Return who is in the figures; in a country's workspace also why others are not."""
        from spa_me.services.reporting import own_country

        said, workspace = show_sentence(book.inclusion.sentence), self.context.workspace
        own = None if workspace is None else own_country(workspace)
        if own is None or book.question.unit == own:
            return said
        name = str(book.definition.unit_by_code[own].name)
        text = self.tr(
            "Other units report to the region, so their figures are not in this workspace. What "
            "{unit} has reached shows with the reporting unit {unit}."
        )
        return f"{said}. {text.format(unit=name)}"

    def _show_tree(self) -> None:
        if self.book is None:
            return
        root = make_tree(self.book, self.narrowing.which, self.narrowing.words)
        self.tree.show_tree(root, is_capped=self.book.is_capped)
        self.nothing.setVisible(not root.children)

    def _go_to_wanted(self) -> None:
        if self._wanted is not None and self.book is not None:
            self.tree.go_to(self._wanted)
            self.tree.setFocus()
            self._wanted = None

    def _dress(self) -> None:
        self.tree.fit_columns()
        self.tree.viewport().update()

    # --- What the person does --------------------------------------------------------------------

    def _choose(self, node: Node | None) -> None:
        self._explain(node)
        workspace = self.context.workspace
        if workspace is not None:
            has_marker = node is not None and node.marker is not None
            self.bar.show_allowed(allowed(self.book, workspace.access, node), has_marker=has_marker)

    def _explain(self, node: Node | None) -> None:
        if node is None or self.book is None:
            self.guide.clear()
        elif node.marker is not None:
            self.guide.explain(self.book, node.marker.code)
        elif node.result is not None:
            self.guide.clear()
            name = f"{node.level} {node.result.result.code}"
            explain_result(self.why, node.result, name, is_capped=self.book.is_capped)

    def _cap(self, is_capped: bool) -> None:
        self.context.view.refine(capped=is_capped)

    def _act(self, run: Action) -> None:
        node = self.tree.current_node()
        if node is not None and self.book is not None:
            run(node, self.book)

    def _note(self, node: Node, book: ReportBook) -> None:
        """Write a data note; where there are some already, let one of them be chosen."""
        found = notes_on(node, book)
        if not found:
            self.actions_.note(node, book)
            return
        entries = [
            (shortened(note.text), lambda n=note: self.actions_.note(node, book, n))
            for note in found
        ]
        new = (self.tr("New data note…"), lambda: self.actions_.note(node, book))
        self.bar.offer(self.bar.note_button, [new, *entries])

    def _enter_data(self) -> None:
        node = self.tree.current_node()
        if node is None or node.marker is None or self.book is None:
            return
        line = node.marker
        waiting = line.assessment.units_not_included or line.assessment.expected_units
        indicator = line.assessment.legs[0].indicator.code
        arguments = {"period": self.book.period.code, "indicator": indicator}
        if waiting:
            arguments["unit"] = waiting[0]
        self.go_to.emit("entry", arguments)

    def _open_menu(self, place: QPoint) -> None:
        self.bar.open_menu(self.tree.viewport().mapToGlobal(place), self.tree.copy_rows)
