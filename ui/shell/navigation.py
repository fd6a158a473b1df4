"""Which pages there are, and the stack that makes each one when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet
    from ui.page import Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page, known without importing it.

    Attributes:
        name: as in `Page.go_to`.
        module, class_name: where its class is found once it is shown.
        needs_workspace: whether it can be shown only while a workspace is open.
        under: the page that leads to it; empty where the side bar does.
    """

    name: str
    module: str
    class_name: str
    needs_workspace: bool = True
    under: str = ""


WELCOME, SETTINGS = "welcome", "settings"
PAGES = (
    PageEntry("overview", "ui.pages.overview", "OverviewPage"),
    PageEntry("results", "ui.pages.results", "ResultsPage"),
    PageEntry("entry", "ui.pages.entry", "EntryPage"),
    PageEntry("cofunding", "ui.pages.cofunding", "CofundingPage"),
    PageEntry("inbox", "ui.pages.inbox", "InboxPage"),
    PageEntry("review", "ui.pages.review", "ReviewPage", under="inbox"),
    PageEntry("activity", "ui.pages.activity", "ActivityPage"),
    PageEntry("office", "ui.pages.office", "OfficePage"),
    PageEntry(WELCOME, "ui.pages.welcome", "WelcomePage", needs_workspace=False),
    PageEntry(SETTINGS, "ui.pages.settings", "SettingsPage", needs_workspace=False),
)
BY_NAME = {entry.name: entry for entry in PAGES}
WORKSPACE_PAGES = tuple(entry.name for entry in PAGES if entry.needs_workspace and not entry.under)


def page_title(name: str) -> str:
    """Return a page's title in the app's language."""
    translate = QCoreApplication.translate
    titles = {
        "overview": translate("Navigation", "Overview"),
        "results": translate("Navigation", "Results"),
        "entry": translate("Navigation", "Enter data"),
        "cofunding": translate("Navigation", "Co-funding"),
        "inbox": translate("Navigation", "Inbox"),
        "activity": translate("Navigation", "Activity log"),
        "office": translate("Navigation", "Office"),
        WELCOME: translate("Navigation", "Start"),
        SETTINGS: translate("Navigation", "Settings"),
    }
    return titles[name]


class PageStack(QStackedWidget):
    """Shows one page at a time; a page's module is imported when it is first shown."""

    shown = Signal(str)
    """Emitted with the name of the page that came to the front."""
    created = Signal(object)
    """Emitted with a page that was just made, before it is shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: dict[str, Page] = {}
        self._name = ""
        self.addWidget(QWidget())  # in front until a page is: the first one would show by itself

    @property
    def name(self) -> str:
        """The name of the page in front; empty while there is none."""
        return self._name

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self._name)

    def made(self, name: str) -> Page | None:
        """Return a page if it was shown before."""
        return self._pages.get(name)

    def prepare(self, name: str) -> None:
        """Make a page before it is wanted, without showing it."""
        if name not in self._pages:
            self._make(BY_NAME[name])

    def go_to(self, name: str, arguments: dict[str, object] | None = None) -> bool:
        """Bring a page to the front; return False where the page in front has to stay."""
        entry = BY_NAME[name]
        if entry.needs_workspace and self._context.workspace is None:
            return False
        if name != self._name and not self.leave():
            return False
        before, page = self.page, self._pages.get(name) or self._make(entry)
        if before is not None and before is not page:
            before.step_back()
        self._name = name
        self.setCurrentWidget(page)
        page.enter(dict(arguments or {}))
        focused = cast("QWidget | None", self.window().focusWidget())
        if focused is None or not page.isAncestorOf(focused):
            page.setFocus()  # Tab then goes to its first control
        self.shown.emit(name)
        return True

    def leave(self) -> bool:
        """Let the page in front finish what is being typed; False where it has to stay."""
        page = self.page
        return page is None or page.leave()

    def _make(self, entry: PageEntry) -> Page:
        made: Page = getattr(import_module(entry.module), entry.class_name)(self._context)
        made.go_to.connect(self.go_to)
        self._pages[entry.name] = made
        self.addWidget(made)
        self.created.emit(made)
        made.show_workspace()
        return made

    def show_workspace(self) -> None:
        """Tell every page that another workspace is open, or none."""
        for page in self._pages.values():
            page.show_workspace()

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Tell every page what changed."""
        for page in self._pages.values():
            page.workspace_changed(changes)
