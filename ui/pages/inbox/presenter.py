"""What the inbox asks of the services: look at files, take them in, say how submissions stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.progress import Progress
from spa_me.services.exchange.arrivals import Arrival, look
from spa_me.services.exchange.letters import reminder_text
from spa_me.services.exchange.published import list_standing
from spa_me.services.exchange.taking import TakenIn, take_in
from spa_me.services.submissions import today_of
from spa_me.services.workspace import Workspace
from ui.context import Context
from ui.pages.inbox.rows import Board, make_board

if TYPE_CHECKING:
    from spa_me.domain.submission import PublicKey
    from spa_me.packages.keys import OfficeKey


class InboxPresenter(QObject):
    """Holds the files that arrived; nothing of them is written before they are taken in.

    Attributes:
        arrivals: the files that were looked at and are not taken in, in their order.
        confirmed: what the person made sure of by phone in this session: fingerprints of region
            keys whose words they compared, digests of lists that may replace the one in use.
    """

    looked = Signal()
    """Emitted when the list of arrivals is another one."""
    looking_stopped = Signal(int, int)
    """Emitted with how many files were looked at, of how many, when the person stopped it."""
    taken = Signal(object, int)
    """Emitted with a tuple of `TakenIn`, and with how many files the person stopped it before."""
    trusted = Signal(object)
    """Emitted with the `PublicKey` that was taken into the list of trusted keys."""
    answered = Signal(object)
    """Emitted with the `Board` as it is now."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.arrivals: list[Arrival] = []
        self.confirmed: frozenset[str] = frozenset()
        self._request = 0

    def forget(self) -> None:
        """Let go of all files, as for another workspace; they stay where they are."""
        self.arrivals, self.confirmed = [], frozenset()
        self._request += 1
        self.looked.emit()

    # --- Looking ---------------------------------------------------------------------------------

    def look(self, paths: Iterable[Path]) -> None:
        """Look at files, each by itself; those that are listed already are looked at again."""
        wanted = list(dict.fromkeys(path.absolute() for path in paths))
        workspace = self._context.workspace
        if workspace is None or not wanted:
            return
        keys, confirmed = self._context.keys.of(workspace.info.home_unit), self.confirmed

        def work(progress: Progress) -> tuple[Arrival, ...]:
            return look(workspace, wanted, keys, confirmed=confirmed, progress=progress)

        title = self.tr("Looking at files")
        done = partial(self._keep, workspace, wanted, self._context.keys.turn)
        self._context.runner.read(work, done, owner=self, title=title)

    def _keep(
        self, workspace: Workspace, wanted: Sequence[Path], turn: int, found: Sequence[Arrival]
    ) -> None:
        if workspace is not self._context.workspace:
            return
        if turn != self._context.keys.turn:  # read with keys that are locked by now
            self.look(wanted)
            return
        by_path = {arrival.path: arrival for arrival in found}
        listed = [by_path.pop(known.path, known) for known in self.arrivals]
        self.arrivals = [*listed, *by_path.values()]
        self.looked.emit()
        if len(found) < len(wanted):
            self.looking_stopped.emit(len(found), len(wanted))

    def look_again(self) -> None:
        """Look at the listed files again, as after a key was opened or a list of keys taken in."""
        self.look(arrival.path for arrival in self.arrivals)

    def confirm(self, what: str) -> None:
        """Take the words of a region's key as compared, or a new beginning as said; look again."""
        self.confirmed |= {what}
        self.look_again()

    def trust(self, key: PublicKey) -> None:
        """Take a key whose words were compared into the list of trusted keys; look again."""
        workspace = self._context.open_workspace

        def work(_: Progress) -> ChangeSet:
            from spa_me.services.exchange.trust import trust_key

            return trust_key(workspace, key)

        def done(changes: ChangeSet) -> None:
            self._context.hub.tell(changes)
            self.look_again()
            self.trusted.emit(key)

        self._context.runner.write(work, done, owner=self)

    def drop(self, arrivals: Iterable[Arrival]) -> None:
        """Take files off the list; the files themselves are not touched."""
        gone = {arrival.path for arrival in arrivals}
        self.arrivals = [arrival for arrival in self.arrivals if arrival.path not in gone]
        self.looked.emit()

    # --- Taking in -------------------------------------------------------------------------------

    def take(self, arrivals: Sequence[Arrival], signer: OfficeKey | None) -> None:
        """Take in what the person decided to; each by itself, so that none holds up another."""
        workspace, confirmed = self._context.open_workspace, self.confirmed
        wanted = tuple(arrivals)

        def work(progress: Progress) -> tuple[TakenIn, ...]:
            return take_in(workspace, wanted, signer, confirmed=confirmed, progress=progress)

        title = self.tr("Taking in")
        done = partial(self._took, len(wanted))
        self._context.runner.write(work, done, owner=self, title=title)

    def _took(self, wanted: int, done: tuple[TakenIn, ...]) -> None:
        self.drop(entry.arrival for entry in done if entry.is_done)
        if any(entry.is_done for entry in done):
            self._context.hub.tell(ChangeSet(frozenset(Topic)))
        self.taken.emit(done, wanted - len(done))
        if done:
            self.look_again()  # a list of keys or a framework may have made others good

    # --- The board -------------------------------------------------------------------------------

    def read_board(self) -> None:
        """Ask how the submissions stand."""
        workspace = self._context.workspace
        if workspace is None:
            return
        self._request += 1
        request = self._request

        def work(_: Progress) -> Board:
            data = workspace.dataset()
            listed = list_standing(workspace, data)
            board = make_board(data, today_of(workspace.now()))
            return replace(board, has_unsent_keys=listed is not None and not listed.is_signed)

        def done(board: Board) -> None:
            if request == self._request:  # the workspace has changed again otherwise
                self.answered.emit(board)

        self._context.runner.read(work, done, owner=self)

    def remind(self, places: Sequence[tuple[str, str]], done: Callable[[str], None]) -> None:
        """Ask for the text of reminders to offices, one after the other."""
        workspace = self._context.open_workspace

        def work(_: Progress) -> str:
            today = today_of(workspace.now())
            texts = (reminder_text(workspace, *place, today) for place in places)
            return "\n\n―――\n\n".join(texts)

        self._context.runner.read(work, done, owner=self)
