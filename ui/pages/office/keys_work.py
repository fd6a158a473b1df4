"""What can be done with the keys of this office that lie on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.context import Context
from ui.files import show_in_folder, start_folder
from ui.pages.office.facts import KeyFacts
from ui.pages.office.table_card import TableCard

if TYPE_CHECKING:
    from spa_me.services.exchange.keyring import StoredKey


class KeysWork(QObject):
    """Makes keys, shows their words and files, and brings a copy back."""

    def __init__(self, context: Context, card: TableCard[KeyFacts], page: QWidget) -> None:
        super().__init__(page)
        self._context, self._card, self._page = context, card, page
        card.add_button(self.tr("New key…"), self._new, is_reading=True)
        for text, run in (
            (self.tr("Words and public card…"), self._show_words),
            (self.tr("Another passphrase…"), self._ask_passphrase),
            (self.tr("Show the key file"), self._show_file),
        ):
            card.add_button(text, run, fits=lambda _: True, is_reading=True)
        card.add_button(self.tr("Bring back a copy…"), self._choose_copy, is_reading=True)

    @property
    def _window(self) -> QWidget:
        return self._page.window()

    @property
    def _office(self) -> str:
        return self._context.open_workspace.info.home_unit

    def _new(self) -> None:
        from ui.dialogs.office_key import NewKeyDialog

        dialog = NewKeyDialog(self._context, self._office, self._window)
        dialog.made.connect(self._made)
        dialog.open()

    def _made(self, key: StoredKey, passphrase: str) -> None:
        del passphrase
        from ui.dialogs.key_words import KeyWordsDialog

        KeyWordsDialog(self._context, key.public, is_new=True, parent=self._window).open()

    def _show_words(self) -> None:
        from ui.dialogs.key_words import KeyWordsDialog

        row = self._card.row
        if row is not None:
            KeyWordsDialog(self._context, row.stored.public, parent=self._window).open()

    def _ask_passphrase(self) -> None:
        from ui.dialogs.office_key import ChangePassphraseDialog

        row = self._card.row
        if row is not None:
            ChangePassphraseDialog(self._context, row.stored, self._window).open()

    def _show_file(self) -> None:
        row = self._card.row
        if row is not None:
            show_in_folder(row.stored.path)

    def _choose_copy(self) -> None:
        title = self.tr("Choose the copy of a key file")
        dialog = QFileDialog(self._window, title, str(start_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Keys (*.spakey)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.bring_back)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def bring_back(self, name: str) -> None:
        """Keep a copy of a key file, by its path, among the keys of this computer."""
        ring, path, office = self._context.keys.ring, Path(name), self._office
        self._context.runner.read(
            lambda _: ring.bring_back(path, office), self._brought_back, owner=self
        )

    def _brought_back(self, key: StoredKey) -> None:
        self._context.keys.changed.emit()
        said = self.tr("The key of {person} is here again, locked by the passphrase of the copy.")
        self._context.notices.say(said.format(person=key.public.person))
