"""What every page is given: the services of the window, without the window itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ui.books import BookKeeper
from ui.hub import ChangeHub
from ui.notices import Notices
from ui.open_keys import OpenKeys
from ui.settings import Settings
from ui.tasks.runner import Runner
from ui.theme import Theme
from ui.view import ViewState

if TYPE_CHECKING:
    # Storage takes longer to import than the window to show; who opens a workspace imports it.
    from spa_me.services.workspace import Workspace


class Files(Protocol):
    """Commands on files that pages offer as buttons; the window carries them out."""

    def new(self) -> None:
        """Ask what a new workspace is to be, and make it."""
        ...

    def choose(self) -> None:
        """Ask for a workspace file and open it."""
        ...

    def open(self, path: Path) -> None:
        """Open a workspace file."""
        ...

    def open_example(self) -> None:
        """Open the example."""
        ...

    def open_region_example(self) -> None:
        """Open the illustrative region, built where there is none yet."""
        ...

    def open_practice(self) -> None:
        """Open the country to practise a report with, built where there is none yet."""
        ...

    def start_example_afresh(self) -> None:
        """Say what becomes of the example that is there, and make it anew."""
        ...

    def export(self) -> None:
        """Ask for a donor and write its workbook."""
        ...

    def form(self, unit: str = "", period: str = "") -> None:
        """Ask which Excel form is to be saved, or which is to be taken in."""
        ...

    def take_packages(self) -> None:
        """Ask for packages that other offices sent; the inbox looks at them."""
        ...

    def back_up(self) -> None:
        """Make a backup of the open workspace now."""
        ...


@dataclass(eq=False)
class Context:
    """The window's services, one object of each for the life of the window.

    Attributes:
        files: commands on files; the window sets it before it shows any page.
        workspace: the open workspace; None on the welcome page.
        opened_at: when it was opened, and so checked; None while there is none.
    """

    settings: Settings
    runner: Runner
    hub: ChangeHub
    books: BookKeeper
    view: ViewState
    theme: Theme
    notices: Notices
    keys: OpenKeys
    files: Files | None = None
    workspace: Workspace | None = None
    opened_at: datetime | None = None

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
    keys = OpenKeys(parent)
    # Who sits down next reads and signs nothing with what the one before has opened.
    settings.person_changed = keys.lock_all
    return Context(
        settings=settings,
        runner=runner,
        hub=hub,
        books=BookKeeper(runner, hub, parent),
        view=ViewState(parent),
        theme=Theme(settings, parent),
        notices=Notices(parent),
        keys=keys,
    )
