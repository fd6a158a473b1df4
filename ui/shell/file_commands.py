"""Commands on files: open, make, back up, export; and what to say when a file is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from spa_me.domain.progress import Progress
from spa_me.paths import SUFFIX
from ui.context import Context
from ui.files import show_in_folder, start_folder, unused
from ui.shell.form_commands import FormCommands
from ui.shell.session import NewWorkspace, Session, example_path

if TYPE_CHECKING:
    from spa_me.services.workspace import Workspace
    from ui.dialogs.export import WantedWorkbook


class FileCommands(QObject):
    """What the file menu and the start page do."""

    backed_up = Signal()
    """Emitted when a backup was made."""
    packages_chosen = Signal(object)
    """Emitted with the paths of packages that are to be looked at."""

    def __init__(self, context: Context, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._session = session
        self._window = window
        self.may_leave: Callable[[], bool] = lambda: True
        """Asked before another workspace takes the place of the open one."""
        self._forms = FormCommands(context, self, window)
        session.refused.connect(self._refused)
        session.region_built.connect(self.about_region_example)

    def new(self) -> None:
        """Ask what a new workspace is to be, and make it."""
        from ui.dialogs.new_workspace import NewWorkspaceDialog

        dialog = NewWorkspaceDialog(self._context, self._window)
        dialog.wanted.connect(self._create)
        dialog.open()

    def _create(self, wanted: NewWorkspace) -> None:
        if self.may_leave():
            self._session.create(wanted)

    def choose(self) -> None:
        """Ask for a workspace file and open it."""
        dialog = QFileDialog(self._window, self.tr("Open a workspace"), str(start_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Workspaces (*{suffix})").format(suffix=SUFFIX)])
        self._ask(dialog, lambda name: self.open(Path(name)))

    def open(self, path: Path) -> None:
        """Open a workspace file."""
        if self.may_leave():
            self._session.open(path)

    def open_example(self) -> None:
        """Open the example."""
        if self.may_leave():
            self._session.open_example()

    def open_region_example(self) -> None:
        """Open the illustrative region, built where there is none yet."""
        if self.may_leave():
            self._session.open_region_example()

    def open_practice(self) -> None:
        """Open the country to practise a report with, built where there is none yet."""
        if self.may_leave():
            self._session.open_practice()

    def about_region_example(self) -> None:
        """Say where the offices of the illustrative region are that is open, and their keys."""
        from spa_me.services.region_example import places_of
        from ui.dialogs.region_example import region_example_message

        current = self._context.open_workspace.path
        places = places_of(current)
        if places is not None:
            region_example_message(places, current, self.open, self._window).open()

    def start_example_afresh(self) -> None:
        """Say what becomes of the example that is there, and make it anew."""
        from ui.dialogs.message import MessageDialog

        path = example_path()
        if not path.exists():
            self.open_example()
            return
        dialog = MessageDialog(
            self.tr("Start the example afresh?"),
            [
                self.tr(
                    "The example is made anew, with the published figures of 2014. What you "
                    "changed in it is not in the new one."
                ),
                self.tr(
                    "The changed example is kept: its file is renamed to “{name} kept” with "
                    "the date and time, in the same folder."
                ).format(name=path.stem),
                str(path.parent),
            ],
            parent=self._window,
        )
        dialog.add_button(self.tr("Start afresh"), self._start_afresh, is_primary=True)
        dialog.add_button(self.tr("Cancel"))
        dialog.open()

    def _start_afresh(self) -> None:
        if self.may_leave():
            self._session.start_example_afresh()

    def add_version(self) -> None:
        """Ask for a file with a further version of the framework, and show what it changes."""
        from ui.shell.version_commands import ask_for_version

        if self._context.workspace is not None:
            ask_for_version(self._context, self._window)

    def close(self) -> None:
        """Close the open workspace and go back to the start page."""
        if self.may_leave():
            self._session.close()

    def read_again(self) -> None:
        """Let every page look at the workspace again, as after a change by somebody else."""
        from spa_me.domain.changes import ChangeSet, Topic

        workspace = self._context.workspace
        if workspace is not None:
            workspace.look_again()
            self._context.hub.tell(ChangeSet(frozenset(Topic)))

    def reopen(self) -> None:
        """Open the open workspace anew, for writing if nobody holds it any more."""
        if self.may_leave():
            self._session.reopen()

    def export(self) -> None:
        """Ask for a donor and write its workbook."""
        from ui.dialogs.export import ExportDialog

        if self._context.workspace is None:
            return
        dialog = ExportDialog(self._context, self._window)
        dialog.wanted.connect(self._export)
        dialog.open()

    def _export(self, wanted: WantedWorkbook) -> None:
        workspace = self._context.open_workspace
        title = self.tr("Writing {name}").format(name=wanted.path.name)

        def work(progress: Progress) -> Path:
            from spa_me.bootstrap import write_workbook

            question = wanted.question
            return write_workbook(workspace, wanted.donor, question, wanted.path, progress=progress)

        def done(path: Path) -> None:
            self.written(self.tr("The workbook was written."), path)

        self._context.runner.read(work, done, owner=self, title=title)

    def form(self, unit: str = "", period: str = "") -> None:
        """Ask which Excel form is to be saved, or which is to be taken in."""
        if self._context.workspace is not None and self.may_leave():
            self._forms.ask(unit, period)

    def take(self, path: Path) -> None:
        """Open a workspace, or show what a form or a CSV file would change in the open one."""
        if path.suffix.lower() == SUFFIX:
            self.open(path)
        elif self._context.workspace is not None and self.may_leave():
            self._forms.take_file(path)

    def choose_csv(self) -> None:
        """Ask for a CSV file of values and show what it would change."""
        if self._context.workspace is not None and self.may_leave():
            self._forms.choose_csv()

    def take_packages(self) -> None:
        """Ask for packages that other offices sent, any number; the inbox looks at them."""
        if self._context.workspace is None:
            return
        title = self.tr("Take in files that other offices sent")
        dialog = QFileDialog(self._window, title, str(start_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Packages (*.spapkg)"), self.tr("All files (*)")])
        dialog.filesSelected.connect(self._chosen_packages)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen_packages(self, names: list[str]) -> None:
        if names:
            self.packages_chosen.emit([Path(name) for name in names])

    def back_up(self) -> None:
        """Make a backup of the open workspace now."""
        workspace = self._context.workspace
        if workspace is None:
            return

        def work(_: Progress) -> Path:
            from spa_me.services import backups

            return backups.backup_now(workspace)

        def done(path: Path) -> None:
            self._context.notices.say(self.tr("Backup made: {name}").format(name=path.name))
            self.backed_up.emit()

        self._context.runner.read(work, done, owner=self, title=self.tr("Backing up"))

    def dump(self) -> None:
        """Ask for a place and write the open workspace there as a folder of open files."""
        if self._context.workspace is None:
            return
        title = self.tr("Where should the folder of open files be?")
        dialog = QFileDialog(self._window, title, str(start_folder()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog, lambda name: self._dump(Path(name)))

    def _dump(self, place: Path) -> None:
        workspace = self._context.open_workspace
        name = self.tr("{workspace} open files").format(workspace=workspace.path.stem)
        folder = unused(place, name)

        def work(progress: Progress) -> Path:
            from spa_me.services import dumping

            return dumping.dump(workspace, folder, progress=progress)

        self._context.runner.read(
            work, self._dumped, owner=self, title=self.tr("Writing open files")
        )

    def _dumped(self, folder: Path) -> None:
        self.written(self.tr("Everything was written as open files."), folder)

    def load(self) -> None:
        """Ask for a folder of open files and make a workspace from it."""
        dialog = QFileDialog(
            self._window, self.tr("Choose the folder of open files"), str(start_folder())
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog, lambda name: self._ask_where_to_load(Path(name)))

    def _ask_where_to_load(self, folder: Path) -> None:
        dialog = QFileDialog(self._window, self.tr("Save the workspace as"), str(start_folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(f"{folder.name}{SUFFIX}")
        self._ask(dialog, lambda name: self._load(folder, Path(name)))

    def _load(self, folder: Path, path: Path) -> None:
        actor = self._session.actor()

        def make(progress: Progress) -> Workspace:
            from spa_me.services import dumping

            return dumping.load(folder, path, actor, progress=progress)

        if self.may_leave():
            self._session.run(self.tr("Reading open files"), path, make)

    def _ask(self, dialog: QFileDialog, chosen: Callable[[str], object]) -> None:
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def written(self, text: str, path: Path) -> None:
        """Say that a file or folder was written, and offer to show where it is."""
        from ui.dialogs.message import MessageDialog

        dialog = MessageDialog(text, [str(path)], parent=self._window)
        dialog.add_button(self.tr("Show in folder"), lambda: show_in_folder(path))
        dialog.add_button(self.tr("Close"), is_primary=True)
        dialog.open()

    def _refused(self, path: Path, error: Exception) -> None:
        from spa_me.services.errors import DamagedWorkspaceError, OtherWorkspaceError
        from ui.dialogs.damaged import damaged_message, other_workspace_message

        if isinstance(error, DamagedWorkspaceError):
            damaged_message(error, lambda backup: self._restore(path, backup), self._window).open()
        elif isinstance(error, OtherWorkspaceError):
            source, title = error.source, error.title
            other_workspace_message(
                error, lambda: self._restore(path, source, title), self._window
            ).open()
        else:
            self._context.notices.complain(error)

    def _restore(self, path: Path, backup: Path, confirmed: str = "") -> None:
        actor = self._session.actor()

        def make(_: Progress) -> Workspace:
            from spa_me.services import backups
            from spa_me.services.workspace import Workspace

            backups.restore(backup, path, confirmed=confirmed)
            return Workspace.open(path, actor)

        self._session.run(self.tr("Restoring {name}").format(name=path.name), path, make)
