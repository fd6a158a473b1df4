"""The main window: side bar, pages, banner, progress and footer around one open workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ui.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent

    from ui.context import Context
    from ui.errors import ErrorDesk
    from ui.shell.actions import Actions, Commands
    from ui.shell.file_commands import FileCommands
    from ui.shell.footer import Footer
    from ui.shell.help_commands import HelpCommands
    from ui.shell.navigation import PageStack
    from ui.shell.person_gate import PersonGate
    from ui.shell.progress_strip import ProgressStrip
    from ui.shell.session import Session
    from ui.shell.sidebar import SideBar
    from ui.shell.standing import Facts, StandingKeeper
    from ui.widgets.banner import Banner

_SMALLEST = (960, 600)
_FIRST = (1280, 740)
_LATEST_FILL = 400
"""When the window is filled although it was never painted, as when it starts minimised, in ms."""


class MainWindow(QMainWindow):
    """One window with at most one workspace.

    It is shown empty and filled after its first paint, since what fills it takes longer to import
    than a window to show. Until `fill` it has none of these attributes:

    Attributes:
        settings: what is remembered between sessions; there from the start.
        context: the services that every page is given.
        session: opens and closes workspaces.
        pages: the stack of pages.
    """

    painted = Signal()
    """Emitted once, after the first paint or soon after it was shown."""

    context: Context
    errors: ErrorDesk
    session: Session
    gate: PersonGate
    files: FileCommands
    help: HelpCommands
    standing: StandingKeeper
    sidebar: SideBar
    banner: Banner
    footer: Footer
    pages: PageStack
    strip: ProgressStrip
    actions_: Actions

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self._is_painted = False
        self._is_filled = False
        # On a screen that is shown at twice its size there is less room than a window usually has.
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(QSize(*_SMALLEST).boundedTo(room))
        self.setWindowTitle("SPA-ME")
        if not self.restoreGeometry(self.settings.geometry):
            self.resize(QSize(*_FIRST).boundedTo(room))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint."""
        super().paintEvent(event)
        if not self._is_painted:
            QTimer.singleShot(0, self._tell_painted)

    def show_empty(self) -> None:
        """Show the window before it is filled."""
        self.show()
        QTimer.singleShot(_LATEST_FILL, self._tell_painted)

    def _tell_painted(self) -> None:
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def fill(self) -> None:
        """Make everything that is in the window."""
        self._make_services()
        self._make_parts()
        self._build()
        self._connect()
        self._show_looks()
        self._is_filled = True

    def _make_services(self) -> None:
        from ui.context import make_context
        from ui.errors import ErrorDesk
        from ui.i18n import use_framework_language
        from ui.shell.file_commands import FileCommands
        from ui.shell.help_commands import HelpCommands
        from ui.shell.person_gate import PersonGate
        from ui.shell.session import Session
        from ui.shell.standing import StandingKeeper

        self.context = make_context(self.settings, self)
        use_framework_language(self.settings.framework_language)
        self.context.theme.apply()
        self.errors = ErrorDesk(self.context.settings, self)
        self.session = Session(self.context, self)
        self.gate = PersonGate(self.context, self)
        self.files = FileCommands(self.context, self.session, self)
        self.help = HelpCommands(self.context, lambda: self.pages.name, self)
        self.standing = StandingKeeper(self.context, self)

    def _make_parts(self) -> None:
        from ui.shell.actions import Actions
        from ui.shell.footer import Footer
        from ui.shell.navigation import PageStack
        from ui.shell.progress_strip import ProgressStrip
        from ui.shell.sidebar import SideBar
        from ui.widgets.banner import Banner

        self.sidebar, self.banner, self.footer = SideBar(), Banner(), Footer()
        self.pages = PageStack(self.context)
        self.strip = ProgressStrip(self.context.runner)
        self.actions_ = Actions(self.menuBar(), self._commands(), self.context.settings)

    def _build(self) -> None:
        from ui.shell.dialogs_in_front import DialogsInFront

        self.setAcceptDrops(True)
        DialogsInFront(self)
        column = QVBoxLayout()
        column.setSpacing(0)
        for part in (self.banner, self.pages, self.strip):
            column.addWidget(part, 1 if part is self.pages else 0)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(column, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(self.footer)

    def _commands(self) -> Commands:
        from ui.shell.actions import Commands

        files, helps = self.files, self.help
        return Commands(
            new=files.new,
            open=files.choose,
            open_recent=lambda name: files.open(Path(name)),
            open_example=files.open_example,
            open_region_example=files.open_region_example,
            open_practice=files.open_practice,
            start_example_afresh=files.start_example_afresh,
            add_version=files.add_version,
            export=files.export,
            form=files.form,
            choose_csv=files.choose_csv,
            take_packages=files.take_packages,
            back_up=files.back_up,
            dump=files.dump,
            load=files.load,
            close=files.close,
            quit=self.close,
            go_to=self.pages_go_to,
            refresh=files.read_again,
            theme=lambda theme: self.context.theme.choose(theme=theme),
            text_size=lambda size: self.context.theme.choose(text_size=size),
            guide=helps.guide,
            keys=helps.keys,
            report=helps.report,
            about=helps.about,
        )

    def _connect(self) -> None:
        context = self.context
        context.files = self.files
        self.files.may_leave = self.pages.leave
        self.files.packages_chosen.connect(self._take_packages)
        self.files.backed_up.connect(self.standing.look)
        self.session.opened.connect(self._opened)
        self.session.closed.connect(self._closed)
        self.session.refused.connect(self._refused)
        self.sidebar.wanted.connect(self.pages_go_to)
        self.sidebar.help_wanted.connect(self.help.guide)
        self.pages.shown.connect(self._page_shown)
        self.standing.known.connect(self._show_facts)
        self.standing.reopen_wanted.connect(self.files.reopen)
        self.standing.region_example_wanted.connect(self.files.about_region_example)
        self.footer.undo_wanted.connect(_call)
        context.notices.said.connect(self.footer.say)
        context.notices.undoable.connect(self.footer.offer_undo)
        context.notices.went_wrong.connect(self.errors.show)
        context.runner.failed.connect(self.errors.show)
        context.runner.saved_anyhow.connect(self.files.read_again)
        context.hub.changed.connect(self.pages.workspace_changed)
        context.theme.changed.connect(self._show_looks)

    def start(self, path: Path | None = None, *, example: bool = False) -> None:
        """Show the first page: a workspace, the example, or the start page."""
        if example:
            self.session.open_example()
        elif path is not None:
            self.session.open(path)
        else:
            self.pages_go_to("welcome")

    def pages_go_to(self, name: str) -> None:
        """Bring a page to the front; where the one in front has to stay, show that it does."""
        if not self.pages.go_to(name):
            self.sidebar.mark(self.pages.name)

    def _page_shown(self, name: str) -> None:
        from ui.shell.navigation import BY_NAME

        self.sidebar.mark(BY_NAME[name].under or name)

    def _opened(self) -> None:
        self.gate.use_person()
        self.actions_.show_workspace(is_open=True)
        self.pages.show_workspace()
        self.pages.go_to("overview")
        self.standing.look()

    def _closed(self) -> None:
        self.actions_.show_workspace(is_open=False)
        self.pages.show_workspace()
        self.pages.go_to("welcome")
        self.standing.look()

    def _refused(self) -> None:
        if self.context.workspace is None and not self.pages.name:
            self.pages.go_to("welcome")

    def _show_facts(self, facts: Facts | None) -> None:
        self.sidebar.show_workspace(facts.title if facts else "", facts.place if facts else "")
        self.banner.show_cautions(facts.cautions if facts else ())
        self.footer.show_standing(facts.standing if facts else None)
        self.setWindowTitle(f"{facts.title} – SPA-ME" if facts else "SPA-ME")

    def _show_looks(self) -> None:
        self.sidebar.set_scale(self.context.theme.scale)
        self.actions_.show_looks()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take every file: of one that nothing can be done with, the drop says so."""
        from ui.dragging import take_as_copy
        from ui.shell.dropping import has_files

        if has_files(event):
            take_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the workspace file that was dropped, or look at what is to be taken in."""
        from ui.dragging import take_as_copy
        from ui.shell.dropping import dropped, tell_left

        take_as_copy(event)
        is_open = self.context.workspace is not None
        found = dropped(event, is_open=is_open)
        if found.alone is not None:
            self.files.take(found.alone)
        if found.packages:
            self._take_packages(found.packages)
        if found.left:
            tell_left(found, self, is_open=is_open)

    def _take_packages(self, paths: Sequence[Path]) -> None:
        if self.context.workspace is not None:
            self.pages.go_to("inbox", {"files": [str(path) for path in paths]})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the focused button, such as a page in the side bar."""
        from ui.widgets.enter_key import presses_focused

        if not presses_focused(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once the page has finished what was typed and all of it is written."""
        if not self._is_filled:
            event.accept()
            return
        if not self.pages.leave() or self.context.runner.has_held:
            event.ignore()
            return
        self.context.settings.geometry = self.saveGeometry()
        self.hide()
        self.session.close()
        self.context.runner.close()
        event.accept()


def _call(run: Callable[[], object]) -> None:
    run()
