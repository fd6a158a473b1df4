"""The region's list of trusted keys: added after a call, retired, revoked, signed and sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import UserError
from spa_me.domain.progress import Progress
from spa_me.domain.submission import KeyStatus, PackageRecord, PublicKey, TrustEntry
from spa_me.packages.fingerprints import words_of
from spa_me.services.exchange.region import keeper_of_list, trust_in_use
from ui.context import Context
from ui.dialogs.base import Dialog
from ui.files import start_folder
from ui.models.rows import Column, RowsModel
from ui.trusted_list import list_sentence
from ui.widgets.labels import label
from ui.widgets.tables import DataTable

if TYPE_CHECKING:
    from spa_me.packages.keys import OfficeKey
    from spa_me.services.exchange.published import ListStanding
    from spa_me.services.workspace import Workspace

_WIDTH = 960


class TrustedKeysDialog(Dialog):
    """Lists the keys that this office trusts, and lets it change and publish the list."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__("", _WIDTH, parent)
        self.setWindowTitle(self.tr("Trusted keys"))
        self._context, self._parent = context, parent
        self._names: dict[str, str] = {}
        self._standing: ListStanding | None = None
        self.model = RowsModel[TrustEntry](
            self._columns(), key=lambda row: row.key.fingerprint, parent=self
        )
        self.table = DataTable(self.tr("Trusted keys"))
        self.table.setModel(self.model)
        self.state = label(role="strong")
        self._build()
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        context.hub.changed.connect(self._read)
        self._read()

    # --- Making ----------------------------------------------------------------------------------

    def _columns(self) -> list[Column[TrustEntry]]:
        titles = {
            KeyStatus.TRUSTED: self.tr("✔ trusted"),
            KeyStatus.RETIRED: self.tr("○ retired"),
            KeyStatus.REVOKED: self.tr("✕ revoked"),
        }
        return [
            Column(self.tr("Person"), lambda row: row.key.person, width=136),
            Column(self.tr("Office"), self._office, width=112),
            Column(
                self.tr("Standing"),
                lambda row: titles[row.status],
                tooltip=lambda row: row.reason,
                width=90,
            ),
            Column(self.tr("Eight words"), _words, tooltip=_words, width=300, grows=True),
        ]

    def _office(self, row: TrustEntry) -> str:
        return self._names.get(row.key.office, row.key.office)

    def _build(self) -> None:
        said = self.tr(
            "What comes from an office counts as signed only by a key in this list. Add a key "
            "after its eight words were compared by phone. Then sign the list and send it: the "
            "countries know of a change once they have taken it in."
        )
        self.add = self._button(self.tr("&Add a card from a file…"), self._choose_card)
        self.add_copied = self._button(self.tr("Add a &copied card"), self._add_copied)
        self.add_own = self._button(self.tr("Add my &own key"), self._add_own)
        self.retire = self._button(self.tr("&Retire…"), partial(self._ask_reason, is_lost=False))
        self.revoke = self._button(self.tr("Re&voke…"), partial(self._ask_reason, is_lost=True))
        self.publish = self._button(self.tr("&Sign and send…"), self._publish)
        self.publish.setProperty("role", "primary")
        close = self._button(self.tr("Close"), self.accept)
        row = QHBoxLayout()
        for button in (self.add, self.add_copied, self.add_own, self.retire, self.revoke):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.publish)
        row.addWidget(close)
        self.column.addWidget(label(self.tr("Whose signature counts?"), "heading"))
        self.about = label(said, "muted")
        self.column.addWidget(self.about)
        self.column.addWidget(self.state)
        body = QVBoxLayout()
        self.table.setMinimumHeight(220)
        body.addWidget(self.table)
        self.column.addLayout(body, 1)
        self.column.addLayout(row)

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: run())  # noqa: PLW0108 (without `checked`)
        return made

    # --- Showing ---------------------------------------------------------------------------------

    def _read(self) -> None:
        workspace = self._context.workspace
        if workspace is None:
            return

        def work(_: Progress) -> tuple[Dataset, ListStanding | None]:
            from spa_me.services.exchange.published import list_standing

            data = workspace.dataset()
            return data, list_standing(workspace, data)

        self._context.runner.read(work, lambda found: self._show(*found), owner=self)

    def _show(self, data: Dataset, standing: ListStanding | None) -> None:
        self._names = {u.code: str(u.name) for d in data.frameworks for u in d.units}
        trust = trust_in_use(data)
        self._show_keeper(data)
        self.model.show(() if trust is None else trust.entries)
        self._standing = standing
        none = self.tr("The list is empty: add the key of this office first.")
        self.state.setText(none if standing is None else list_sentence(standing))
        self._offer()

    def _show_keeper(self, data: Dataset) -> None:
        """In a country only confirm keys of the region, which keeps the list."""
        keeper = keeper_of_list(data)
        is_ours = keeper == data.info.home_unit
        self.add_own.setVisible(is_ours)
        self.publish.setVisible(is_ours)
        if not is_ours:
            text = self.tr(
                "The list is kept by {region}, which says whose signature counts. Add the card of "
                "its key after the eight words were compared by phone: then its list can be taken "
                "in."
            )
            self.about.setText(text.format(region=self._names.get(keeper, keeper)))
            self.state.hide()

    def _offer(self) -> None:
        row = self.table.current_row()
        is_trusted = isinstance(row, TrustEntry) and row.status is KeyStatus.TRUSTED
        self.retire.setEnabled(is_trusted)
        self.revoke.setEnabled(isinstance(row, TrustEntry) and row.status is not KeyStatus.REVOKED)
        self.publish.setEnabled(bool(self.model.given))
        is_signed = self._standing is not None and self._standing.is_signed
        self.publish.setText(
            self.tr("&Send it again…") if is_signed else self.tr("&Sign and send…")
        )
        self.add_own.setEnabled(self._own() is not None)

    def _own(self) -> PublicKey | None:
        context = self._context
        office = context.open_workspace.info.home_unit
        listed = {entry.key.fingerprint for entry in self.model.given}
        stored = context.keys.stored(office, context.settings.person[0])
        return next((k.public for k in stored if k.public.fingerprint not in listed), None)

    # --- Changing --------------------------------------------------------------------------------

    def _choose_card(self) -> None:
        title = self.tr("Choose the card that the office sent")
        dialog = QFileDialog(self, title, str(start_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.add_card)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_card(self, name: str) -> None:
        """Show the words of the key in a card, and add it once they were compared."""
        self._look_at_card(Path(name))

    def _add_copied(self) -> None:
        self._look_at_card(QGuiApplication.clipboard().text())

    def _look_at_card(self, card: Path | str) -> None:
        from spa_me.services.exchange.keyring import card_in
        from ui.dialogs.compare_words import CompareWordsDialog
        from ui.dialogs.message import message_for

        try:
            public = card_in(card)
        except UserError as error:
            message_for(error, self).open()
            return
        office = self._names.get(public.office, public.office)
        known = [entry.key for entry in self.model.given if entry.status is KeyStatus.TRUSTED]
        trusted = [key for key in known if key.office == public.office and key != public]
        dialog = CompareWordsDialog(public, office, self, trusted=trusted)
        dialog.confirmed.connect(self._add)
        dialog.open()

    def _add_own(self) -> None:
        own = self._own()
        if own is not None:
            self._add(own)

    def _add(self, public: PublicKey) -> None:
        from spa_me.services.exchange.trust import trust_key

        self._change(lambda workspace: trust_key(workspace, public))

    def _ask_reason(self, *, is_lost: bool) -> None:
        from ui.dialogs.reason import ReasonDialog

        row = self.table.current_row()
        if not isinstance(row, TrustEntry):
            return
        if is_lost:
            title, action = self.tr("Revoke the key of {person}?"), self.tr("Revoke")
            said = self.tr(
                "For a key that was lost or stolen. Nothing that it signed is taken in any more, "
                "whenever it was signed. This cannot be undone."
            )
        else:
            title, action = self.tr("Retire the key of {person}?"), self.tr("Retire")
            said = self.tr(
                "For a key that was replaced. What it signed and was taken in stays valid; what "
                "is new has to be signed by another key. This cannot be undone."
            )
        dialog = ReasonDialog(title.format(person=row.key.person), [said], action, self)
        dialog.given.connect(partial(self._end, row.key.fingerprint, is_lost))
        dialog.open()

    def _end(self, fingerprint: str, is_lost: bool, reason: str) -> None:
        from spa_me.services.exchange.trust import retire_key, revoke_key

        service = revoke_key if is_lost else retire_key
        self._change(lambda workspace: service(workspace, fingerprint, reason))

    def _change(self, change: Callable[[Workspace], ChangeSet]) -> None:
        workspace = self._context.open_workspace
        tell = self._context.hub.tell
        self._context.runner.write(lambda _: change(workspace), tell, owner=self)

    def _publish(self) -> None:
        from spa_me.services.exchange.trust import list_digest
        from ui.dialogs.signing import with_signer

        if self._standing is not None and self._standing.is_signed:
            self._send(list_digest(self._context.open_workspace.dataset()))
            return
        why = self.tr("The list is signed with it; without that no country takes it over.")
        with_signer(self._context, self, why, self._seal, must_sign=True, signs_list=True)

    def _seal(self, signer: OfficeKey | None) -> None:
        if signer is None:
            return
        workspace, key = self._context.open_workspace, str(uuid.uuid4())

        def work(_: Progress) -> PackageRecord:
            from spa_me.services.exchange.trust import publish_trust

            return publish_trust(workspace, signer, key=key)

        self._context.runner.write(work, self._published, owner=self)

    def _published(self, package: PackageRecord) -> None:
        self._context.hub.tell(ChangeSet(frozenset({Topic.OFFICE, Topic.SUBMISSIONS})))
        self._send(package.digest)

    def _send(self, digest: str) -> None:
        from ui.dialogs.send_packages import SendPackagesDialog

        heading = self.tr("The list of trusted keys is signed")
        said = self.tr(
            "Send the same file to every office. Who takes it in for the first time compares the "
            "words of your key by phone."
        )
        context, parent = self._context, self._parent
        self.accept()
        SendPackagesDialog(context, [digest], heading, said, parent).open()


def _words(row: TrustEntry) -> str:
    return " ".join(words_of(row.key.fingerprint))
