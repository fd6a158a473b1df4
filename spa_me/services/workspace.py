"""An open workspace: what the window and the command line hold in their hands."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import Actor, AuditEntry, DataKind, Dataset, WorkspaceInfo
from spa_me.domain.errors import (
    NotFoundError,
    OutcomeUnknownError,
    ReadOnlyError,
    RefusedError,
    SavedButError,
    UserError,
    after_saving,
)
from spa_me.domain.framework import FrameworkDefinition, ReportingUnit, clean_name, clean_text
from spa_me.domain.progress import Progress, silent
from spa_me.domain.sentences import Sentence
from spa_me.domain.submission import Right, refuse_without
from spa_me.services import wording
from spa_me.services.clock import Clock, utc_now
from spa_me.services.opening import Access, Opened, open_file
from spa_me.services.rolling import RollingBackups
from spa_me.storage import records
from spa_me.storage.audit import people_who_changed, read_entries, read_head
from spa_me.storage.content import Content
from spa_me.storage.creation import create_file
from spa_me.storage.failures import NOT_SAVED, ChangedElsewhereError, StorageError
from spa_me.storage.frameworks import add_framework
from spa_me.storage.writer import Command, Writer, change_set, run_command


class Workspace:
    """One workspace file that is open, for reading and, unless it says otherwise, for writing.

    Any thread may use it; changes are made one after the other.

    Attributes:
        path: the file.
        actor: the person at work, who stands in the audit of the next changes.
        access: whether it can be written and, if not, why.
        store: the file itself; for the services only.
    """

    def __init__(self, opened: Opened, actor: Actor, clock: Clock = utc_now) -> None:
        self.path = opened.path
        self.access: Access = opened.access
        self.actor = actor
        self.store = opened.store
        self._opened = opened
        self._clock = clock
        self._content = Content(opened.store)
        self._backups = RollingBackups(opened.store, clock())
        self._writing = RLock()
        self._has_saved = False
        with opened.store.reading() as connection:
            self._seal = read_head(connection).seal

    @classmethod
    def create(  # noqa: PLR0913 (what a workspace is made of)
        cls,
        path: Path,
        definition: FrameworkDefinition,
        home_unit: str,
        actor: Actor,
        *,
        title: str = "",
        kind: DataKind = DataKind.REAL,
        source: str = "",
        clock: Clock = utc_now,
    ) -> Workspace:
        """Make a new workspace and open it.

        Args:
            path: where; an existing file is never overwritten.
            definition: the first framework version.
            home_unit: the code of the reporting unit whose office keeps the workspace.
            actor: the person at work.
            title: by default that of the framework and the unit.
            kind: whether the figures are real.
            source: for an example, where its data comes from.
            clock: gives the time.

        Raises:
            NotFoundError: if the framework has no such unit.
            RefusedError: if there is a file of that name.
        """
        actor, at = _named(actor), clock()
        title = clean_text(title) or f"{definition.title}, {_unit(definition, home_unit).name}"
        identity = str(uuid.uuid4())
        info = WorkspaceInfo(identity, title, home_unit, kind, at, clean_text(source))

        def fill(writer: Writer) -> None:
            writer.put(records.WORKSPACE, info, None)
            writer.note("create workspace", wording.subject(info), "", wording.text(info))
            add_framework(writer, definition)
            subject, text = wording.subject(definition), wording.text(definition)
            writer.note("install framework", subject, "", text)

        create_file(path, Command("create workspace", actor, at), fill)
        with after_saving(f"The workspace {path.name} was made", do="Open it."):
            opened = open_file(path, actor, at)
            with _let_go_of(opened):
                return cls(opened, actor, clock)

    @classmethod
    def open(
        cls,
        path: Path,
        actor: Actor,
        *,
        read_only: bool = False,
        clock: Clock = utc_now,
        progress: Progress = silent,
    ) -> Workspace:
        """Open a workspace: identify, lock, check and, where it is older, bring it up to date.

        Raises:
            NotFoundError: if there is no such file.
            NotAWorkspaceError, NewerFormatError: if it is not for this app; it is left untouched.
            DamagedWorkspaceError: if its content is not what was saved.
        """
        at = clock()
        opened = open_file(path, actor, at, read_only=read_only, progress=progress)
        with _let_go_of(opened):
            workspace = cls(opened, actor, clock)
        if not workspace.access.is_read_only:
            workspace._backups.on_opening(at)
        return workspace

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        with self._writing:
            self._opened.close()
            self._content.forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if error is not None and self._has_saved:
            with after_saving(f"What was done in {self.path.name} was recorded"):
                raise error

    @property
    def info(self) -> WorkspaceInfo:
        """What the workspace is."""
        return self.dataset().info

    @property
    def frameworks(self) -> tuple[FrameworkDefinition, ...]:
        """The framework versions, in the order in which they come into force."""
        return self.dataset().frameworks

    @property
    def saved_at(self) -> datetime:
        """When the last change was saved."""
        with self.store.reading() as connection:
            at = read_head(connection).at
        return at or self.info.created_at

    @property
    def last_backup(self) -> datetime | None:
        """When the latest backup beside the workspace was made; None if there is none."""
        return self._backups.last_at

    @property
    def backup_problem(self) -> Sentence | None:
        """Why the last backup could not be made; None if it could."""
        return self._backups.problem

    def note_backup(self) -> None:
        """Look again which backup is the latest; for the services only."""
        self._backups.look()

    def dataset(self, periods: Iterable[str] | None = None) -> Dataset:
        """Return the content, read once and kept until a change.

        Args:
            periods: the codes of the periods whose values are wanted; None for all. An indicator
                that carries values forward needs the earlier periods, too.
        """
        return self._content.dataset(periods)

    def audit(
        self,
        limit: int = 200,
        before: int | None = None,
        text: str = "",
        kinds: Sequence[str] = (),
    ) -> tuple[AuditEntry, ...]:
        """Return audit entries, the latest first.

        Args:
            limit: at most this many.
            before: only those with a smaller number, to page back.
            text: only those that contain all of its words.
            kinds: only those whose subject begins with one of these words: `value`, `declaration`.
        """
        with self.store.reading() as connection:
            return read_entries(connection, limit, before, text, kinds)

    def people_who_changed(self, subjects: Sequence[str], since: str) -> frozenset[str]:
        """Return who changed something here after another thing; see the audit's function."""
        with self.store.reading() as connection:
            return people_who_changed(connection, subjects, since)

    @contextmanager
    def unchanging(self) -> Generator[None]:
        """Let other threads wait with their changes, so that several reads fit together."""
        with self._writing:
            yield

    def look_again(self) -> None:
        """Take up what another window changed when the content is next asked for."""
        self._content.changed()

    def now(self) -> datetime:
        """Return the time that a change made now is stamped with."""
        return self._clock()

    def change(
        self,
        service: str,
        work: Callable[[Writer], None],
        *,
        key: str | None = None,
        request: str = "",
        needs: Right = Right.ENTER,
        progress: Progress = silent,
    ) -> ChangeSet:
        """Do some work in one transaction; for the services only.

        Args:
            service: its name in words, which stands in the audit.
            work: does the checks and the changes.
            key: makes it idempotent.
            request: a digest of what is asked, compared when the key comes again.
            needs: the right that the person at work has to have.
            progress: told while what was done is sealed; the work itself tells of its own steps.

        Raises:
            ReadOnlyError: if the workspace is open for reading only.
            RefusedError: if the person at work may not do this.
            SavedButError, OutcomeUnknownError: if the disk fails in the midst of the commit.
            Cancelled: when the work is to stop; the workspace is then as it was.
        """
        with self._writing:
            self._refuse_read_only()
            actor = _named(self.actor)
            refuse_without(needs, actor.name, self.dataset().submissions.members)
            command = Command(service, actor, self.now(), key or "", request if key else "")
            try:
                done = run_command(self.store, command, work, self._seal, progress)
            except (ChangedElsewhereError, SavedButError):
                self._read_anew()
                raise
            except (StorageError, ReadOnlyError) as error:
                error.kept = NOT_SAVED
                raise
            except OutcomeUnknownError:
                # The seal stays: if it was saved, the next change asks to look at it first.
                self._content.changed()
                raise
            self._seal = done.seal or self._seal
            self._has_saved = True
            self._content.changed()
            self._backups.after_change(command.at)
        return change_set(done)

    def _read_anew(self) -> None:
        self._content.forget()
        # Else the seal stays as it is, and the next change asks to look at the figures first.
        with suppress(UserError), self.store.reading() as connection:
            self._seal = read_head(connection).seal

    def _refuse_read_only(self) -> None:
        if self.access.is_read_only:
            raise ReadOnlyError(
                f"{self.path.name} is open for reading only. {self.access.why or ''}".strip(),
                kept="Nothing was changed.",
                do="Close it where it is open for writing, or save a copy in another folder.",
            )


@contextmanager
def _let_go_of(opened: Opened) -> Generator[None]:
    """Let go of a file if what stands here fails."""
    try:
        yield
    except BaseException:
        opened.close()
        raise


def _unit(definition: FrameworkDefinition, code: str) -> ReportingUnit:
    unit = definition.unit_by_code.get(code)
    if unit is None:
        known = ", ".join(definition.unit_by_code) or "none; choose a country first"
        message = f"{definition.title} has no reporting unit “{code}”."
        raise NotFoundError(message, do=f"Known units: {known}.")
    return unit


def _named(actor: Actor) -> Actor:
    """Return a person as they stand in the audit, with composed names."""
    person = Actor(clean_name(actor.name), clean_text(actor.office), clean_text(actor.role))
    if not person.name:
        raise RefusedError(
            "The audit needs the name of the person at work.", do="Enter your name in the settings."
        )
    return person
