"""Adding, changing and removing the evidence of the sheet that is shown; each can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.errors import UserError
from spa_me.domain.progress import Progress
from ui.context import Context
from ui.pages.entry.desk import Desk
from ui.pages.entry.model import EntryModel

if TYPE_CHECKING:
    from spa_me.domain.submission import Evidence
    from spa_me.services.workspace import Workspace

Place = tuple[str, str]
"""A reporting unit and a period."""
_CONCERNS = {Topic.SUBMISSIONS, Topic.WORKSPACE}


class _Kept:
    """Evidence that can be taken away and put back with its content."""

    def __init__(self, evidence: Evidence, content: bytes = b"") -> None:
        self.evidence, self.content = evidence, content

    def take_away(self, workspace: Workspace) -> ChangeSet:
        """Remove it from the workspace and hold its content."""
        from spa_me.services.evidence import content_of, remove

        if self.evidence.is_file:
            self.content = content_of(workspace, self.evidence)
        return remove(workspace, self.evidence.id)

    def put_back(self, workspace: Workspace) -> ChangeSet:
        """Add it again."""
        from spa_me.services.evidence import restore

        return restore(workspace, self.evidence, self.content)


Act = Callable[["Workspace"], ChangeSet]


class _Done(QUndoCommand):
    """A change of evidence that is in the workspace already when it comes on the stack."""

    def __init__(self, text: str, run: Callable[[Act], None], redo: Act, undo: Act) -> None:
        super().__init__(text)
        self._run, self._redo, self._undo = run, redo, undo
        self._is_first = True

    def redo(self) -> None:
        """Make the change again."""
        if not self._is_first:
            self._run(self._redo)
        self._is_first = False

    def undo(self) -> None:
        """Take the change back; that is a change like any other."""
        self._run(self._undo)


Added = tuple[ChangeSet, "Evidence"]
"""What was changed, and the evidence that is new."""


@dataclass
class Outcome:
    """What came of files that were to be added.

    Attributes:
        about: the code of what they support.
        refused: the name of each file that was not added, and why.
    """

    about: str
    added: list[Added] = field(default_factory=list["Added"])
    refused: list[tuple[str, UserError]] = field(default_factory=list[tuple[str, UserError]])

    def add(self, workspace: Workspace, place: Place, path: Path) -> None:
        """Add one more file, or note why it cannot be."""
        from spa_me.services.evidence import add_file

        try:
            new = _adding(workspace, place, lambda: add_file(workspace, *place, self.about, path))
        except UserError as error:
            self.refused.append((path.name, error))
        else:
            self.added.append(new)


def _adding(workspace: Workspace, place: Place, act: Callable[[], ChangeSet]) -> Added:
    before = {entry.id for entry in workspace.dataset().submissions.evidence}
    changes = act()
    found = workspace.dataset().submissions.evidence_of(*place)
    return changes, next(entry for entry in found if entry.id not in before)


class EvidenceWork(QObject):
    """Knows the evidence of the sheet and changes it.

    Attributes:
        entries: the evidence of the sheet's unit and period, in the order in which it was added.
    """

    changed = Signal()
    """Emitted when the evidence of the sheet was read again."""
    refused = Signal(object)
    """Emitted with an `Outcome` if files were not added."""

    def __init__(self, context: Context, desk: Desk, model: EntryModel) -> None:
        super().__init__(desk)
        self._context, self._desk, self._model = context, desk, model
        self.entries: tuple[Evidence, ...] = ()
        self._request = 0
        model.modelReset.connect(self.read)
        context.hub.changed.connect(self._told)

    @property
    def place(self) -> Place | None:
        """The unit and the period of the sheet."""
        sheet = self._model.sheet
        return None if sheet is None else (sheet.unit.code, sheet.period.code)

    def _told(self, changes: ChangeSet) -> None:
        if changes.topics & _CONCERNS:
            self.read()

    def read(self) -> None:
        """Read the evidence of the sheet."""
        workspace, place = self._context.workspace, self.place
        self._request += 1
        request = self._request

        def done(found: tuple[Evidence, ...]) -> None:
            if request == self._request:
                self.entries = found
                counts: dict[str, int] = {}
                for entry in found:
                    counts[entry.about] = counts.get(entry.about, 0) + 1
                self._model.show_evidence(counts)
                self.changed.emit()

        if workspace is None or place is None:
            done(())
            return
        self._context.runner.read(
            lambda _: workspace.dataset().submissions.evidence_of(*place), done, owner=self
        )

    # --- Changing -------------------------------------------------------------------------------

    def add_files(self, about: str, paths: Sequence[Path]) -> None:
        """Take copies of files into the workspace; one that is refused holds up no other."""
        workspace, place = self._context.open_workspace, self.place
        if place is None:
            return

        def work(progress: Progress) -> Outcome:
            outcome = Outcome(about)
            for number, path in enumerate(paths):
                progress.step(number, len(paths), path.name)
                outcome.add(workspace, place, path)
            return outcome

        def done(outcome: Outcome) -> None:
            for changes, entry in outcome.added:
                self._added(changes, entry)
            if outcome.refused:
                self.refused.emit(outcome)

        title = self.tr("Adding files")
        self._context.runner.write(work, done, owner=self, title=title)

    def add_reference(self, about: str, title: str, reference: str) -> None:
        """Record where a document can be found."""
        from spa_me.services.evidence import add_reference

        workspace, place = self._context.open_workspace, self.place
        if place is None:
            return

        def work() -> Added:
            return _adding(
                workspace, place, lambda: add_reference(workspace, *place, about, title, reference)
            )

        self._context.runner.write(lambda _: work(), lambda new: self._added(*new), owner=self)

    def _added(self, changes: ChangeSet, entry: Evidence) -> None:
        kept = _Kept(entry)
        self._push(self.tr("the evidence “{title}”"), kept, kept.put_back, kept.take_away)
        self._tell(changes)
        said = self.tr("Added as evidence for {code}: {title}")
        self._context.notices.say(said.format(code=entry.about, title=entry.title))

    def change(self, entry: Evidence, title: str, reference: str) -> None:
        """Change what evidence is called and where it is found."""
        from spa_me.services.evidence import change

        old = (entry.id, entry.title, entry.reference)
        new = (entry.id, title, reference)
        workspace = self._context.open_workspace

        def done(changes: ChangeSet) -> None:
            if changes.audit:
                text = self.tr("the change of the evidence “{title}”")
                self._push(text, _Kept(entry), lambda w: change(w, *new), lambda w: change(w, *old))
                self._tell(changes)

        self._context.runner.write(lambda _: change(workspace, *new), done, owner=self)

    def remove(self, entry: Evidence) -> None:
        """Remove evidence; Ctrl+Z adds it again."""
        workspace, kept = self._context.open_workspace, _Kept(entry)

        def done(changes: ChangeSet) -> None:
            text = self.tr("the removal of the evidence “{title}”")
            self._push(text, kept, kept.take_away, kept.put_back)
            self._tell(changes)
            said = self.tr("Removed: {title}. Ctrl+Z adds it again.")
            self._context.notices.say(said.format(title=entry.title))

        self._context.runner.write(lambda _: kept.take_away(workspace), done, owner=self)

    def _push(self, text: str, kept: _Kept, redo: Act, undo: Act) -> None:
        entry = kept.evidence
        if (entry.unit, entry.period) == self.place:
            titled = text.format(title=entry.title)
            self._desk.undo_stack.push(_Done(titled, self._run(entry.about), redo, undo))

    def _run(self, about: str) -> Callable[[Act], None]:
        def run(act: Act) -> None:
            workspace = self._context.open_workspace
            self._desk.touch([about])
            self._context.runner.write(
                lambda _: act(workspace), self._tell, owner=self, failed=self._not_repeated
            )

        return run

    def _not_repeated(self, error: Exception) -> None:
        """Forget what could be taken back: the stack went on, and what is recorded did not."""
        self._desk.undo_stack.clear()
        self._context.notices.complain(error)

    def _tell(self, changes: ChangeSet) -> None:
        self._context.hub.tell(changes)
