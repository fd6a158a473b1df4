"""What the window expects of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet


class Page(QWidget):
    """A page of the main window.

    The window calls `show_workspace` when a workspace was opened or closed, `enter` each time the
    page comes to the front, `step_back` once another one has, and `workspace_changed` after every
    change. A page that is not in front may put off its work until `enter`. `leave` is asked before
    another page comes, and also before a command that leaves the page where it is.

    Attributes:
        is_in_front: whether it is the page that is shown.
    """

    go_to = Signal(str, dict)
    """Ask the window for another page: its name and what it should show, such as
    `("entry", {"unit": "KH", "period": "2014", "indicator": "1.3"})`,
    `("results", {"marker": "1.3"})`, `("cofunding", {"unit": "CN"})`."""

    name = ""
    """The page's name in `go_to`, in settings and for tests."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.is_in_front = False
        self.setObjectName(self.name)

    def title(self) -> str:
        """Return the page's title, translated, as the side bar shows it."""
        raise NotImplementedError

    def show_workspace(self) -> None:
        """Show `context.workspace`, or become empty where it is None."""

    def enter(self, arguments: dict[str, object]) -> None:
        """Come to the front and show what `arguments` name."""
        del arguments
        self.is_in_front = True

    def leave(self) -> bool:
        """Finish what is being typed; return False where that has to be dealt with first."""
        return True

    def step_back(self) -> None:
        """Give the front to another page."""
        self.is_in_front = False

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Show what changed, if it concerns this page."""
