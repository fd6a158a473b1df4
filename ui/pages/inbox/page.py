"""The page of the inbox."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from spa_me.domain.changes import ChangeSet
from spa_me.domain.framework import FrameworkDefinition
from spa_me.services.exchange.arrivals import Arrival
from spa_me.services.exchange.receipts import gets_receipt
from ui.context import Context
from ui.page import Page
from ui.pages.inbox.arrivals_view import ArrivalsView
from ui.pages.inbox.board_view import BoardView
from ui.pages.inbox.presenter import InboxPresenter
from ui.pages.inbox.rows import Board, BoardRow, Names, unconfirmed_key
from ui.pages.inbox.words import about_keys, counted
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.domain.submission import PublicKey
    from spa_me.packages.keys import OfficeKey
    from spa_me.services.exchange.taking import TakenIn

_AT_MOST = 0.44
"""The share of the height that the table of submissions takes at the most beside listed files."""
_LINES = 22
"""So many lines high is the place for listed files at the least: else the table is folded."""


class InboxPage(Page):
    """Takes in what other offices sent, and shows how every submission stands."""

    name = "inbox"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.presenter = InboxPresenter(context, self)
        self.arrivals = ArrivalsView(context)
        self.board = BoardView(context)
        self.about = label(role="muted")
        self.send_framework = QPushButton(self.tr("Send the frame&work…"))
        self.send_keys = QPushButton(self.tr("Trusted &keys…"))
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._names = Names({}, {})
        self._known: Board | None = None
        self._is_stale = True
        self._folds: bool | None = None  # what the person chose for the table of submissions
        self._build()
        self._connect()

    def title(self) -> str:
        """Return the page's title."""
        return self.tr("Inbox")

    def _build(self) -> None:
        bar = QFrame()
        bar.setProperty("role", "bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(16, 8, 16, 8)
        head.addWidget(label(self.title(), "title", wraps=False))
        head.addSpacing(12)
        head.addWidget(self.about, 1)
        sending = QWidget()
        buttons = FlowLayout(sending)
        buttons.addWidget(self.send_framework)
        buttons.addWidget(self.send_keys)
        head.addWidget(sending)
        self._split.addWidget(self.arrivals)
        self._split.addWidget(self.board)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.addWidget(self._split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        presenter, arrivals, board = self.presenter, self.arrivals, self.board
        presenter.looked.connect(self._show_arrivals)
        presenter.looking_stopped.connect(self._tell_stopped)
        presenter.taken.connect(self._taken)
        presenter.trusted.connect(self._tell_trusted)
        presenter.answered.connect(self._show_board)
        arrivals.files_wanted.connect(self._choose_files)
        arrivals.take_wanted.connect(self._take)
        arrivals.drop_wanted.connect(presenter.drop)
        arrivals.confirm_wanted.connect(self._confirm)
        arrivals.replace_wanted.connect(self._replace)
        arrivals.unlock_wanted.connect(self._unlock)
        board.opened.connect(self._open)
        board.folded.connect(self._fold)
        board.files_wanted.connect(self._send_about)
        board.remind_wanted.connect(self._remind)
        self.send_framework.clicked.connect(self._send_framework)
        self.send_keys.clicked.connect(self._show_keys)
        self.context.theme.changed.connect(self._restyle)
        self.context.keys.changed.connect(self._keys_changed)
        self._turn = self.context.keys.turn

    # --- What the window calls -------------------------------------------------------------------

    def show_workspace(self) -> None:
        """Show the workspace that is open now from the start."""
        self._known, self._is_stale = None, True
        self.board.forget()
        self.presenter.forget()
        if self.is_in_front:
            self._read()

    def enter(self, arguments: dict[str, object]) -> None:
        """Come to the front; `{"files": [paths]}` are looked at."""
        super().enter(arguments)
        if self.arrivals.is_empty:
            self.arrivals.area.choose.setFocus()
        if self._is_stale:
            self._read()
        self._show_about()  # another person may be at work since then, with another key
        files = cast("Sequence[str]", arguments.get("files", ()))
        self.presenter.look(Path(name) for name in files)

    def workspace_changed(self, changes: ChangeSet) -> None:
        """Every kind of change shows in the state of a submission."""
        del changes
        self._is_stale = True
        if self.is_in_front:
            self._read()

    def _read(self) -> None:
        self._is_stale = False
        self.presenter.read_board()

    # --- Showing ---------------------------------------------------------------------------------

    def _show_board(self, board: Board) -> None:
        is_first = self._known is None
        self._known, self._names = board, board.names
        is_read_only = self.context.open_workspace.access.is_read_only
        self.arrivals.is_read_only = is_read_only
        for button in (self.send_framework, self.send_keys):
            button.setEnabled(not is_read_only)
        self.arrivals.know(board.names, self._framework_of)
        self.board.show_board(board)
        self.send_framework.setVisible(board.is_region)
        self.send_keys.setVisible(board.is_region)
        self._show_about()
        if is_first:
            self._share_height()

    def _framework_of(self, period: str) -> FrameworkDefinition | None:
        workspace = self.context.workspace
        frameworks = () if workspace is None else workspace.frameworks
        found = [d for d in frameworks if period in d.period_by_code]
        return found[-1] if found else None

    def _show_about(self) -> None:
        if self._known is None or self.context.workspace is None:
            self.about.setText("")
            return
        data, person = self.context.workspace.dataset(), self.context.settings.person[0]
        keys = self.context.keys
        known = self._known
        said = about_keys(
            keys, data, person, is_region=known.is_region, has_unsent=known.has_unsent_keys
        )
        self.about.setText(said)

    def _keys_changed(self) -> None:
        """Say so, and look again at what is encrypted.

        A key that was opened may read it; once all are locked, it is not to be read any more.
        """
        self._show_about()
        was_locked, self._turn = self._turn != self.context.keys.turn, self.context.keys.turn
        if was_locked or self.arrivals.unlock.isVisible():
            self.presenter.look_again()

    def _show_arrivals(self) -> None:
        was_empty, before = self.arrivals.is_empty, len(self.arrivals.model.given)
        self.arrivals.show_arrivals(self.presenter.arrivals)
        has_more = len(self.arrivals.model.given) > before
        if has_more or was_empty is not self.arrivals.is_empty:
            self._fold(None)
        if has_more and was_empty:
            self.arrivals.table.setFocus()

    def _fold(self, wanted: bool | None) -> None:
        """Fold the table of submissions or show it; None for as the height allows it."""
        self._folds = wanted
        self._share_height()

    def _share_height(self) -> None:
        """Give the place for files what it needs; once some are listed, the board what it needs.

        Where both have too little room, what the files would change is what has to be looked at.
        """
        whole = self._split.height() - self._split.handleWidth()
        is_empty = self.arrivals.is_empty
        lower = min(self.board.wanted_height(), round(_AT_MOST * whole))
        is_low = whole - lower < _LINES * self.fontMetrics().lineSpacing()
        folds = not is_empty and (is_low if self._folds is None else self._folds)
        self.board.show_folded(is_folded=folds, may_fold=not is_empty)
        if is_empty:
            upper = self.arrivals.area.sizeHint().height()
        else:
            upper = whole - (self.board.maximumHeight() if folds else lower)
        self._split.setSizes([upper, whole - upper])

    def _restyle(self) -> None:
        for table in (self.arrivals.table, self.board.table):
            table.viewport().update()
        self.arrivals.split.share()
        self._share_height()

    # --- Files -----------------------------------------------------------------------------------

    def _choose_files(self) -> None:
        if self.context.files is not None:
            self.context.files.take_packages()

    def _confirm(self, arrival: Arrival) -> None:
        from ui.dialogs.compare_words import CompareWordsDialog

        key = unconfirmed_key(arrival)
        if key is None:
            return
        office, new = self._names.unit(key.office), arrival.new_key
        trusted = () if new is None else new.trusted
        dialog = CompareWordsDialog(key, office, self.window(), trusted=trusted)
        dialog.differed.connect(partial(self._tell_differed, office))
        if new is None:
            dialog.confirmed.connect(lambda: self.presenter.confirm(key.fingerprint))
        else:
            dialog.confirmed.connect(self.presenter.trust)
        dialog.open()

    def _tell_differed(self, office: str) -> None:
        text = self.tr(
            "Nothing was taken in, and the key counts for nothing. Tell {office}: somebody else "
            "may have made the file."
        )
        self.context.notices.say(text.format(office=office))

    def _tell_trusted(self, key: PublicKey) -> None:
        text = self.tr("The key of {person} is trusted now. Its file can be taken in.")
        self.context.notices.say(text.format(person=key.person))

    def _replace(self, arrival: Arrival) -> None:
        from ui.dialogs.message import MessageDialog

        opened, refusal = arrival.opened, arrival.refusal
        if opened is None or refusal is None:
            return
        heading = self.tr("Does the regional secretariat start anew?")
        after = self.tr("After that only what is signed by the keys of the new list counts.")
        said = [refusal.what, refusal.do, after]
        dialog = MessageDialog(heading, said, parent=self.window())
        dialog.add_button(self.tr("Cancel"), is_primary=True)
        confirm = partial(self.presenter.confirm, opened.digest)
        dialog.add_button(self.tr("They said so: &replace the list in use"), confirm)
        dialog.open()

    def _unlock(self) -> None:
        from ui.dialogs.unlock_key import with_reader

        why = self.tr(
            "A file is encrypted. If it is for your office, the key of your office opens it."
        )
        with_reader(self.context, self.window(), why, self.presenter.look_again)

    def _take(self, arrivals: Sequence[Arrival]) -> None:
        from ui.dialogs.signing import with_signer

        def go(signer: OfficeKey | None) -> None:
            self.presenter.take(arrivals, signer)

        home = self.context.open_workspace.info.home_unit
        if not any(gets_receipt(arrival, home) for arrival in arrivals):
            go(None)
            return
        why = self.tr(
            "The receipts that go back are signed with it, so that each office knows that they "
            "come from you."
        )
        with_signer(self.context, self.window(), why, go)

    def _tell_stopped(self, seen: int, wanted: int) -> None:
        text = self.tr("Stopped after {n} of {all} files; nothing was taken in.")
        self.context.notices.say(text.format(n=seen, all=wanted))

    def _taken(self, done: Sequence[TakenIn], left: int) -> None:
        good = [entry for entry in done if entry.is_done]
        one, many = self.tr("1 file was taken in"), self.tr("{n} files were taken in")
        said = counted(len(good), one, many)
        if left:
            one = self.tr("1 stays in the list, and nothing of it was recorded")
            many = self.tr("{n} stay in the list, and nothing of them was recorded")
            stopped = self.tr("Stopped: {said}; {rest}")
            said = stopped.format(said=said, rest=counted(left, one, many))
        self.context.notices.say(f"{said}.")
        self._tell_refused([entry for entry in done if not entry.is_done])
        for error in (entry.error for entry in good if entry.error is not None):
            self.context.notices.complain(error)
        for entry in good:
            if entry.arrival.revision is not None:
                self.board.choose(entry.arrival.revision.unit, entry.arrival.revision.period)
        if any(entry.arrival.revision is not None for entry in good):
            self._fold(False)  # what is to be done next stands in the table
        receipts = [entry.receipt for entry in good if entry.receipt]
        if receipts:
            one, many = self.tr("1 receipt to send back"), self.tr("{n} receipts to send back")
            text = self.tr(
                "With the receipt each office knows that its figures arrived. “Files for this "
                "office…” on the Inbox saves it again."
            )
            self._send(receipts, counted(len(receipts), one, many), text)

    def _tell_refused(self, refused: Sequence[TakenIn]) -> None:
        from ui.dialogs.message import MessageDialog

        if not refused:
            return
        one, many = self.tr("1 file was not taken in"), self.tr("{n} files were not taken in")
        kept = self.tr("They stay in the list, and nothing of them was recorded.")
        why = [f"{entry.arrival.path.name}: {entry.error}" for entry in refused]
        heading = counted(len(refused), one, many)
        dialog = MessageDialog(heading, [kept], details=why, parent=self.window())
        dialog.add_button(self.tr("Close"), is_primary=True)
        dialog.open()

    def _send(self, digests: Sequence[str], heading: str, said: str) -> None:
        from ui.dialogs.send_packages import SendPackagesDialog

        SendPackagesDialog(self.context, digests, heading, said, self.window()).open()

    # --- Submissions -----------------------------------------------------------------------------

    def _open(self, row: BoardRow) -> None:
        place: dict[str, object] = {"unit": row.unit, "period": row.period}
        if self._known is None or not self._known.is_region:
            self.go_to.emit("entry", place)
        elif row.shown is not None:
            self.go_to.emit("review", place)

    def _send_about(self, row: BoardRow) -> None:
        """Send what the region sealed about a submission, or a country's receipt for a decision."""
        from ui.pages.inbox.sending import give_receipt, send_again

        (give_receipt if row.is_own else send_again)(self.context, self.window(), row)

    def _remind(self, rows: Sequence[BoardRow]) -> None:
        from ui.dialogs.message import MessageDialog

        one, many = self.tr("Reminder to {unit}"), self.tr("{n} reminders")
        heading = counted(len(rows), one.format(unit=rows[0].unit_name), many)

        def show(text: str) -> None:
            said = self.tr("Paste the text into an e-mail; change it there as you wish.")
            dialog = MessageDialog(heading, [said], details=text.splitlines(), parent=self.window())
            copy = self.tr("Copy the text")
            dialog.add_button(copy, lambda: self._copy(text), is_primary=True)
            dialog.add_button(self.tr("Close"))
            dialog.open()

        self.presenter.remind([(row.unit, row.period) for row in rows], show)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.context.notices.say(self.tr("The text is on the clipboard: paste it into an e-mail."))

    # --- To all offices --------------------------------------------------------------------------

    def _send_framework(self) -> None:
        from ui.pages.inbox.sending import send_framework

        if self._known is not None:
            send_framework(self.context, self.window(), self._known.framework)

    def _show_keys(self) -> None:
        from ui.dialogs.trusted_keys import TrustedKeysDialog

        TrustedKeysDialog(self.context, self.window()).open()
