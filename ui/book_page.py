"""A page that shows the report book of the shared view, and asks for it only while in front."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from spa_me.domain.changes import ChangeSet
from spa_me.domain.framework.languages import in_language
from spa_me.reports import ReportBook
from ui.context import Context
from ui.page import Page
from ui.widgets.view_filters import ViewFilters
from ui.widgets.why_guide import WhyGuide
from ui.widgets.why_panel import WhyPanel


class BookPage(Page):
    """Filters, a book and the panel that answers "why?"; subclasses show the book.

    Attributes:
        book: what is shown; None until the first one was made.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.book: ReportBook | None = None
        self._is_stale = True
        self.filters = ViewFilters(context, self)
        self.why = WhyPanel(context)
        self.guide = WhyGuide(context, self.why)
        self.why.go_to.connect(self.go_to)
        context.view.changed.connect(self.ask)

    def show_book(self, book: ReportBook) -> None:
        """Show a book that has just been made."""
        raise NotImplementedError

    def show_workspace(self) -> None:
        """Show another workspace from the start."""
        self.book = None
        self.guide.clear()
        self._refresh()

    def enter(self, arguments: dict[str, object]) -> None:
        """Come to the front and ask for what has changed since."""
        super().enter(arguments)
        if self._is_stale:
            self.ask()

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Every kind of change shows in a book."""
        del changes
        self._refresh()

    def _refresh(self) -> None:
        self._is_stale = True
        if self.is_in_front:
            self.ask()

    def ask(self) -> None:
        """Ask for the book of the current view, or put it off until the page is in front."""
        workspace, question = self.context.workspace, self.context.view.question
        if workspace is None or not question.period:
            return
        self._is_stale = not self.is_in_front
        if self.is_in_front:
            known = workspace.frameworks
            self.filters.show_frameworks([in_language(d, question.language) for d in known])
            self.context.books.request(question, self._take, owner=self)

    def _take(self, book: ReportBook) -> None:
        if book.question != self.context.view.question:
            return  # the person has asked for something else in the meantime
        self.book = book
        self.show_book(book)
