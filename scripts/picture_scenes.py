"""What the pictures of the README and the guide show: the window, brought to each state."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from picture_files import fill_in
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QScrollArea, QWidget

from spa_me.bootstrap import write_excel_form
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import UserError
from spa_me.services.backups import backup_now
from spa_me.services.errors import DamagedWorkspaceError
from spa_me.services.example import create_example
from spa_me.services.workspace import Workspace
from spa_me.storage.locking import Holder, WorkspaceLock
from ui.dialogs.damaged import damaged_message
from ui.dialogs.export import ExportDialog
from ui.dialogs.file_preview import FilePreviewDialog
from ui.dialogs.keys import KeysDialog
from ui.dialogs.message import MessageDialog, message_for
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.person import PersonDialog
from ui.page import Page
from ui.pages.cofunding import CofundingPage
from ui.pages.entry import EntryPage
from ui.pages.entry.side import WHY
from ui.pages.overview import OverviewPage
from ui.pages.settings import SettingsPage
from ui.pictures import Photographer
from ui.settings import Settings

OFFICER = Actor("Example Officer", "Regional secretariat, Bangkok", "M&E officer")
RECORDED, OPENED = datetime(2015, 1, 30, 9, tzinfo=UTC), datetime(2015, 2, 2, 10, tzinfo=UTC)
_ANY = TypeVar("_ANY", bound=QWidget)
_PAGE = TypeVar("_PAGE", bound=Page)

Take = Callable[[str, QWidget | None], None]
"""Takes a picture under a name, of the window or of a dialog."""


class Scenes:
    """Plays one scene after the other on the example.

    Attributes:
        folder: a person's folder of documents.
    """

    def __init__(self, camera: Photographer, home: Path, take: Take) -> None:
        self.folder = home / "Documents"
        self.folder.mkdir()
        self._camera, self._home = camera, home
        self._window = camera.window
        self._take_picture = take
        self.example = self.folder / "UN-ACT 2014.spame"
        create_example(self.example, OFFICER, clock=lambda: RECORDED).close()

    def play(self) -> Iterator[None]:
        """Play all scenes; after each the window is as it was before."""
        for scene in (self._start, self._new_workspace, self._person, self._troubles):
            scene()
            yield
        self._open(self.example)
        pages = (self._overview, self._results, self._entry, self._cofunding, self._other_pages)
        for scene in (*pages, self._evidence, self._excel_form, self._dialogs, self._read_only):
            scene()
            yield

    # --- What the scenes share -------------------------------------------------------------------

    def _take(self, name: str, part: QWidget | None = None) -> None:
        """Take a picture in which no folder of this computer can be read."""
        for field in (part or self._window).findChildren(QWidget):
            if isinstance(field, QLabel | QLineEdit) and str(self._home) in field.text():
                field.setText(field.text().replace(str(self._home), "~"))
        self._take_picture(name, part)

    def _open(self, path: Path) -> None:
        """Open a workspace at a set time, as the window does at the time that it is."""

        def make(_: object) -> Workspace:
            return Workspace.open(path, OFFICER, clock=lambda: OPENED)

        window = self._window
        window.session.close()
        window.session.run("", path, make)
        self._camera.wait(lambda: window.context.workspace is not None, path.name)
        self._camera.wait(lambda: not window.context.runner.is_busy, path.name)
        window.context.opened_at = OPENED

    def _show(self, kind: type[_PAGE], **arguments: object) -> _PAGE:
        self._camera.show(kind.name, arguments)
        page = self._window.pages.page
        assert isinstance(page, kind)  # noqa: S101 (it was just brought to the front)
        return page

    def _dialog(self, kind: type[_ANY]) -> _ANY:
        """Return a dialog once it is open and nothing more is being looked up for it."""
        self._camera.wait(lambda: self._window.findChild(kind) is not None, kind.__name__)
        self._camera.wait(lambda: not self._window.context.runner.is_busy, kind.__name__)
        found = self._window.findChild(kind)
        assert found is not None  # noqa: S101 (waited for above)
        return found

    def _close(self, dialog: QDialog) -> None:
        dialog.reject()
        self._camera.wait(lambda: self._window.findChild(type(dialog)) is None, "closing")

    # --- Scenes ----------------------------------------------------------------------------------

    def _excel_form(self) -> None:
        """Look at a form in which a remark was written, and words in place of a figure."""
        path = self.folder / "UN-ACT 2014 form RS 2014.xlsx"
        write_excel_form(self._window.context.open_workspace, "RS", "2014", path)
        fill_in(path, {"2.1": {"note": "Checked against the minutes of the meeting"},
                       "O-1": {"state": "", "value": "see description", "reason": ""}})  # fmt: skip
        self._window.files.take(path)
        dialog = self._dialog(FilePreviewDialog)
        self._take("form-preview", dialog)
        self._close(dialog)

    def _start(self) -> None:
        self._camera.show("welcome")
        self._take("welcome")

    def _new_workspace(self) -> None:
        self._window.files.new()
        dialog = self._dialog(NewWorkspaceDialog)
        dialog.unit.setCurrentIndex(dialog.unit.findText("Thailand"))
        self._take("new-workspace", dialog)
        self._close(dialog)

    def _person(self) -> None:
        file = str(self._home / "nobody.ini")
        dialog = PersonDialog(Settings(QSettings(file, QSettings.Format.IniFormat)), self._window)
        dialog.open()
        self._take("person", dialog)
        self._close(dialog)

    def _troubles(self) -> None:
        """Open what is no workspace, and one whose values were changed behind its back."""
        other = self.folder / "Minutes of the meeting.spame"
        other.write_text("Minutes", encoding="utf-8")
        damaged = self.folder / "Damaged.spame"
        with create_example(damaged, OFFICER, clock=lambda: RECORDED) as workspace:
            backup_now(workspace)
        with closing(sqlite3.connect(damaged)) as connection, connection:
            connection.execute("UPDATE reported_value SET number = '99' WHERE indicator = '2.1'")
        for name, path in (("refused", other), ("damaged", damaged)):
            dialog = self._refusal(path)
            dialog.open()
            self._take(name, dialog)
            self._close(dialog)

    def _refusal(self, path: Path) -> MessageDialog:
        """Return the dialog that the window shows when it cannot open a file."""
        try:
            Workspace.open(path, OFFICER).close()
        except DamagedWorkspaceError as error:
            return damaged_message(error, str, self._window)
        except UserError as error:
            return message_for(error, self._window)
        message = f"{path} was opened"
        raise AssertionError(message)

    def _overview(self) -> None:
        page = self._show(OverviewPage)
        self._take("overview-light")
        self._camera.dress("dark")
        self._show(OverviewPage)
        self._take("overview-dark")
        self._camera.dress("light")
        self._show(OverviewPage)
        page.show_tables()
        page.tables.choose("attention")
        self._take("tables")
        page.as_charts.click()
        self._show(OverviewPage, marker="1.3")
        self._take("why")
        page.why.close_panel()

    def _results(self) -> None:
        self._camera.show("results", {"marker": "3.1a"})
        self._take("results")

    def _entry(self) -> None:
        page = self._show(EntryPage, unit="RS", period="2014", indicator="2.2")
        self._loaded(page)
        self._take("entry")
        page.table.view.begin(asks_state=True)
        self._take("entry-no-figure")
        _drop(page)
        self._show(EntryPage, unit="TH", period="2014", indicator="1.3")
        self._loaded(page)
        page.table.view.begin()
        self._take("entry-percentage")
        _drop(page)
        page.table.view.begin("about a third")
        page.table.view.finish_editing()
        page.title_bar.check.click()
        self._take("entry-problem")
        page.table.desk.undo_stack.undo()

    def _evidence(self) -> None:
        """Show a question with a file and a reference; they are taken away again."""
        page = self._show(EntryPage, unit="RS", period="2014", indicator="2.2")
        self._loaded(page)
        file = self.folder / "Annual report 2014.pdf"
        file.write_bytes(b"%PDF-1.7\n" + bytes(2_400_000))
        panel = page.table.side.evidence
        page.table.commands.evidence_wanted.emit()
        panel.add_files([file])
        panel.work.add_reference("2.2", "Minutes of the meeting", "Registry, folder 14/2014")
        self._camera.wait(lambda: len(panel.list.entries) == 2, "the evidence")
        self._take("entry-evidence")
        for left in (1, 0):
            page.table.desk.undo()
            self._camera.wait(lambda left=left: len(panel.list.entries) == left, "undoing")
        page.table.open_panel(WHY)

    def _loaded(self, page: EntryPage) -> None:
        self._camera.wait(lambda: not page.is_loading, "the sheet")

    def _cofunding(self) -> None:
        page = self._show(CofundingPage, unit="CN")
        self._take("cofunding")
        page.tabs.setCurrentIndex(1)
        page.editor.desks[0].view.add.click()
        self._take("cofunding-form")
        page.editor.close_form()
        page.tabs.setCurrentIndex(0)

    def _other_pages(self) -> None:
        self._camera.show("activity")
        self._take("activity")
        page = self._show(SettingsPage)
        for area in page.findChildren(QScrollArea):  # down to the backups
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        self._take("settings")

    def _dialogs(self) -> None:
        self._show(OverviewPage)
        self._window.files.export()
        export = self._dialog(ExportDialog)
        self._take("export", export)
        self._close(export)
        self._window.help.keys()
        keys = self._dialog(KeysDialog)
        self._take("keys", keys)
        self._close(keys)

    def _read_only(self) -> None:
        """Open the workspace as a second window does, while the first one has it."""
        self._window.session.close()
        self._camera.wait(lambda: not self._window.context.runner.is_busy, "closing")
        lock = WorkspaceLock(self.example)
        lock.acquire(Holder(str(OFFICER), "another computer", 1, f"{OPENED:%Y-%m-%dT%H:%M%z}"))
        self._open(self.example)
        self._loaded(self._show(EntryPage, unit="RS", period="2014"))
        self._take("read-only")
        lock.release()


def _drop(page: EntryPage) -> None:
    """Close the editor and keep what the cell held."""
    editor = page.table.view.delegate.editor
    assert editor is not None  # noqa: S101 (opened just before)
    editor.cancel()
