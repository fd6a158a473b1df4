"""What every page is given: the services of the window, without the window itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.books import BookKeeper
from ui.hub import ChangeHub
from ui.notices import Notices
from ui.settings import Settings
from ui.tasks.runner import Runner
from ui.theme import Theme
from ui.view import ViewState

if TYPE_CHECKING:
    # Storage takes longer to import than the window to show; who opens a workspace imports it.
    from spa_me.services.workspace import Workspace


@dataclass(eq=False)
class Context:
    """The window's services, one object of each for the life of the window.

    Attributes:
        workspace: the open workspace; None on the welcome page.
    """

    settings: Settings
    runner: Runner
    hub: ChangeHub
    books: BookKeeper
    view: ViewState
    theme: Theme
    notices: Notices
    workspace: Workspace | None = None

    @property
    def open_workspace(self) -> Workspace:
        """The workspace of a page that is only shown while one is open."""
        if self.workspace is None:
            message = "No workspace is open"
            raise RuntimeError(message)
        return self.workspace


def make_context(settings: Settings, parent: QObject) -> Context:
    """Return a window's services; `parent` owns those that are Qt objects."""
    runner, hub = Runner(parent), ChangeHub(parent)
    return Context(
        settings=settings,
        runner=runner,
        hub=hub,
        books=BookKeeper(runner, hub, parent),
        view=ViewState(parent),
        theme=Theme(settings, parent),
        notices=Notices(parent),
    )
