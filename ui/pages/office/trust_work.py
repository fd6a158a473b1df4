"""What is done with the list of trusted keys: trust, retire, revoke, publish."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from spa_me.domain.errors import UserError
from spa_me.paths import documents_folder
from ui.context import Context
from ui.dialogs.message import MessageDialog, message_for
from ui.dialogs.reason import ReasonDialog

if TYPE_CHECKING:
    from spa_me.domain.changes import ChangeSet
    from spa_me.domain.submission import PackageRecord, PublicKey, TrustEntry
    from spa_me.packages.keys import OfficeKey
    from ui.pages.office.facts import OfficeFacts


class TrustWork(QObject):
    """Carries out what the card of trusted keys asks for."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    @property
    def _window(self) -> QWidget:
        return self._page.window()

    def ask_for_card(self, facts: OfficeFacts) -> None:
        """Ask for the public card of a key: on the clipboard, or in a file."""
        dialog = MessageDialog(
            self.tr("Whose key is to be trusted?"),
            [
                self.tr(
                    "The office sends its public card: as a file, or as a text in an e-mail, from "
                    "the first brace to the last."
                ),
                self.tr("Next you compare its eight words by phone."),
            ],
            parent=self._window,
        )
        dialog.add_button(
            self.tr("From a file…"), partial(self._choose_file, facts), is_primary=True
        )
        dialog.add_button(self.tr("From the clipboard"), partial(self._paste, facts))
        dialog.add_button(self.tr("Cancel"))
        dialog.open()

    def _choose_file(self, facts: OfficeFacts) -> None:
        dialog = QFileDialog(self._window, self.tr("Open a public card"), str(documents_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)

        def chosen(path: str) -> None:
            self.read_card(Path(path), facts)

        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _paste(self, facts: OfficeFacts) -> None:
        self.read_card(QGuiApplication.clipboard().text(), facts)

    def read_card(self, card: Path | str, facts: OfficeFacts) -> None:
        """Read a public card and let its words be compared."""
        from spa_me.services.exchange.keyring import card_in
        from ui.dialogs.compare_words import CompareWordsDialog

        def show(public: PublicKey) -> None:
            office = facts.names.get(public.office, public.office)
            dialog = CompareWordsDialog(public, office, self._window)
            dialog.confirmed.connect(self._trust)
            dialog.open()

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                message_for(error, self._window).open()
            else:
                self._context.notices.complain(error)

        self._context.runner.read(lambda _: card_in(card), show, owner=self, failed=failed)

    def _trust(self, public: PublicKey) -> None:
        from spa_me.services.exchange.trust import trust_key

        workspace = self._context.open_workspace
        self._context.runner.write(
            lambda _: trust_key(workspace, public), self._context.hub.tell, owner=self
        )

    def retire(self, entry: TrustEntry) -> None:
        """Retire a key that was replaced."""
        from spa_me.services.exchange.trust import retire_key

        self._ask_reason(
            self.tr("Retire the key of {person}?").format(person=entry.key.person),
            [
                self.tr("For a key that was replaced by a new one."),
                self.tr("What it signed stays valid; nothing new that it signs is taken in."),
            ],
            self.tr("Retire"),
            lambda reason: retire_key(self._context.open_workspace, entry.key.fingerprint, reason),
        )

    def revoke(self, entry: TrustEntry) -> None:
        """Revoke a key that was lost or stolen."""
        from spa_me.services.exchange.trust import revoke_key

        self._ask_reason(
            self.tr("Revoke the key of {person}?").format(person=entry.key.person),
            [
                self.tr("For a key that was lost or stolen, or whose passphrase somebody knows."),
                self.tr(
                    "Nothing that it signed is taken in any more. It cannot be trusted again: the "
                    "person makes a new key."
                ),
            ],
            self.tr("Revoke"),
            lambda reason: revoke_key(self._context.open_workspace, entry.key.fingerprint, reason),
        )

    def _ask_reason(self, title: str, said: list[str], action: str, run: _Run) -> None:
        dialog = ReasonDialog(title, said, action, self._window)

        def given(reason: str) -> None:
            self._context.runner.write(lambda _: run(reason), self._context.hub.tell, owner=self)

        dialog.given.connect(given)
        dialog.open()

    def publish(self) -> None:
        """Sign the list as its next version, to be sent to all offices."""
        from ui.dialogs.unlock_key import with_signer

        why = self.tr("The list of trusted keys is signed, so that every office can check it.")
        with_signer(self._context, self._window, why, self._publish, must_sign=True)

    def _publish(self, signer: OfficeKey | None) -> None:
        from spa_me.domain.changes import ChangeSet, Topic
        from spa_me.services.exchange.trust import publish_trust
        from ui.dialogs.send_packages import SendPackagesDialog

        if signer is None:
            return
        workspace = self._context.open_workspace

        def done(record: PackageRecord) -> None:
            self._context.hub.tell(ChangeSet(frozenset({Topic.SUBMISSIONS, Topic.OFFICE})))
            heading = self.tr("The list of trusted keys is signed")
            said = self.tr("Send it to every office; they drop it on their Inbox.")
            SendPackagesDialog(self._context, [record.digest], heading, said, self._window).open()

        self._context.runner.write(lambda _: publish_trust(workspace, signer), done, owner=self)


if TYPE_CHECKING:
    from collections.abc import Callable

    _Run = Callable[[str], ChangeSet]
