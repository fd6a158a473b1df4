"""The workspace that the window has open: opening, making and closing it beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from spa_me.atomic import make_folder
from spa_me.domain.progress import Progress
from spa_me.paths import SUFFIX, data_folder
from ui.context import Context
from ui.i18n import framework_language

if TYPE_CHECKING:
    from spa_me.domain.dataset import Actor, Dataset
    from spa_me.domain.framework import FrameworkDefinition
    from spa_me.services.workspace import Workspace

Person = tuple[str, str, str]
"""As in `Settings.person`."""
_MAKER = ("SPA-ME", "example")
EXAMPLE_NAME = f"UN-ACT 2014 example{SUFFIX}"
REGION_NAME = f"Illustrative region{SUFFIX}"
PRACTICE_NAME = f"Practise a report (illustrative){SUFFIX}"


@dataclass(frozen=True)
class NewWorkspace:
    """What a new workspace is to be.

    Attributes:
        unit: the code of the reporting unit whose office keeps it.
    """

    path: Path
    definition: FrameworkDefinition
    unit: str
    title: str = ""


@dataclass(frozen=True)
class _Opening:
    workspace: Workspace
    period: str
    at: datetime
    is_built: bool = False


class Session(QObject):
    """Opens one workspace at a time; a new one is open before the old one is let go of."""

    opened = Signal()
    """Emitted when `context.workspace` is another open workspace."""
    closed = Signal()
    """Emitted when `context.workspace` became None."""
    region_built = Signal()
    """Emitted after `opened` when the illustrative region was just built, or a practice with it."""
    refused = Signal(object, object)
    """Emitted with a path and the exception that kept it from being opened."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._running = False

    @property
    def is_opening(self) -> bool:
        """Whether a workspace is just being opened or made."""
        return self._running

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a workspace file; opening the one that is open already does nothing."""
        path = path.absolute()
        current = self._context.workspace
        if current is not None and current.path == path.resolve():
            return
        person = self._context.settings.person
        title = self.tr("Opening {name}").format(name=path.name)
        self._start(
            title, path, lambda progress: _open(path, person, progress, read_only=read_only)
        )

    def open_example(self) -> None:
        """Open the example, made anew where there is none yet."""
        path = example_path()
        current = self._context.workspace
        if current is not None and current.path == path.resolve():
            return
        person = self._context.settings.person
        self._start(
            self.tr("Opening the example"), path, lambda progress: _example(path, person, progress)
        )

    def open_region_example(self) -> None:
        """Open the illustrative region, built where there is none yet."""
        self._open_built(REGION_NAME, self.tr("Building the illustrative region"), _region)

    def open_practice(self) -> None:
        """Open the country to practise a report with, built with its region where there is none."""
        self._open_built(PRACTICE_NAME, self.tr("Building a country to practise with"), _practice)

    def _open_built(
        self, name: str, title: str, build: Callable[[Path, Person, Progress], _Opening]
    ) -> None:
        path = example_path().with_name(name)
        current = self._context.workspace
        if current is not None and current.path == path.resolve():
            return
        person = self._context.settings.person
        self._start(title, path, lambda progress: build(path, person, progress))

    def start_example_afresh(self) -> None:
        """Make the example anew and open it; the one that is there is kept beside it."""
        if self._running:
            return
        path, actor = example_path(), self.actor()
        released = Event()
        current = self._context.workspace
        if current is not None and current.path == path.resolve():
            self.close()
        self._context.runner.after_writing(released.set)

        def work(_: Progress) -> _Opening:
            from spa_me.domain.dataset import Actor
            from spa_me.services.example import start_afresh

            released.wait()  # what was typed last is written, and the file let go of
            return _begin(start_afresh(path, actor, Actor(*_MAKER)))

        self._start(self.tr("Making the example afresh"), path, work)

    def reopen(self) -> None:
        """Open the open workspace anew, such as for writing once nobody else holds it."""
        workspace = self._context.workspace
        if workspace is not None and not self._running:
            path, person = workspace.path, self._context.settings.person
            title = self.tr("Opening {name}").format(name=path.name)
            self._start(
                title, path, lambda progress: _open(path, person, progress, read_only=False)
            )

    def create(self, wanted: NewWorkspace) -> None:
        """Make a new workspace and open it; the person at work has to be known."""
        actor = self.actor()
        title = self.tr("Making {name}").format(name=wanted.path.name)
        self._start(title, wanted.path, lambda _: _create(wanted, actor))

    def run(self, title: str, path: Path, make: Callable[[Progress], Workspace]) -> None:
        """Open what `make` returns, such as a restored or a loaded workspace."""
        self._start(title, path, lambda progress: _begin(make(progress)))

    def close(self) -> None:
        """Let go of the workspace, after all that was being written to it."""
        workspace = self._let_go()
        if workspace is not None:
            self._context.keys.lock_all()
            self.closed.emit()

    def actor(self) -> Actor:
        """Return the person at work; without a name while nobody was asked for it."""
        from spa_me.domain.dataset import Actor

        # Looking does not need a name; the first change does, and asks for it.
        return self._context.settings.actor or Actor("")

    def _start(self, title: str, path: Path, work: Callable[[Progress], _Opening]) -> None:
        if self._running:
            return
        self._running = True

        def failed(error: Exception) -> None:
            self._running = False
            self.refused.emit(path, error)

        job = self._context.runner.read(work, self._adopt, owner=self, failed=failed, title=title)

        def ended(other: object) -> None:
            if other is job:
                self._running = False
                self._context.runner.ended.disconnect(ended)

        self._context.runner.ended.connect(ended)

    def _adopt(self, opening: _Opening) -> None:
        from spa_me.reports import BookQuestion
        from spa_me.services import reporting

        self._running = False
        context, workspace = self._context, opening.workspace
        before = self._let_go()
        if before is None or before.path != workspace.path:  # else it is only read anew
            context.keys.lock_all()
        context.workspace = workspace
        context.opened_at = opening.at
        context.books.serve(lambda question: reporting.book(workspace, question))
        unit, language = reporting.own_country(workspace), framework_language()
        context.view.ask(BookQuestion(opening.period, unit=unit, language=language))
        context.settings.remember(workspace.path)
        self.opened.emit()
        if opening.is_built:
            self.region_built.emit()

    def _let_go(self) -> Workspace | None:
        workspace, self._context.workspace = self._context.workspace, None
        if workspace is not None:
            self._context.books.serve(None)
            # Through the writer lane, so that it is closed after what was typed last is saved.
            self._context.runner.after_writing(workspace.close)
        return workspace


def example_path() -> Path:
    """Return where the example is kept: in the app's own folder, never among a person's files."""
    return data_folder() / EXAMPLE_NAME


def _open(path: Path, person: Person, progress: Progress, *, read_only: bool) -> _Opening:
    # Imported here, beside the window, and not where it is asked: it takes half a second.
    from spa_me.domain.dataset import Actor
    from spa_me.services.workspace import Workspace

    actor = Actor(*person)
    return _begin(Workspace.open(path, actor, read_only=read_only, progress=progress))


def _create(wanted: NewWorkspace, actor: Actor) -> _Opening:
    from spa_me.services.workspace import Workspace

    make_folder(wanted.path.parent)
    made = Workspace.create(wanted.path, wanted.definition, wanted.unit, actor, title=wanted.title)
    return _begin(made)


def _example(path: Path, person: Person, progress: Progress) -> _Opening:
    from spa_me.domain.dataset import Actor
    from spa_me.services.example import create_example

    if path.exists():
        return _open(path, person, progress, read_only=False)
    make_folder(path.parent)
    workspace = create_example(path, Actor(*_MAKER))
    workspace.actor = Actor(*person)
    return _begin(workspace)


def _region(path: Path, person: Person, progress: Progress) -> _Opening:
    from spa_me.domain.dataset import Actor
    from spa_me.services.region_example import create_region_example

    if path.exists():
        return _open(path, person, progress, read_only=False)
    made = _begin(create_region_example(path, Actor(*person), progress=progress))
    return replace(made, is_built=True)


def _practice(path: Path, person: Person, progress: Progress) -> _Opening:
    from spa_me.domain.dataset import Actor
    from spa_me.services.region_example import create_practice

    if path.exists():
        return _open(path, person, progress, read_only=False)
    made = _begin(create_practice(path, Actor(*person), progress=progress))
    to_report = list(made.workspace.dataset().periods)[-1]
    return replace(made, period=to_report, is_built=True)


def _begin(workspace: Workspace) -> _Opening:
    try:
        period = starting_period(workspace.dataset(), date.today())  # noqa: DTZ011 (the person's)
        return _Opening(workspace, period, datetime.now(UTC))
    except BaseException:
        workspace.close()
        raise


def starting_period(data: Dataset, today: date) -> str:
    """Return the code of the period to look at first.

    The latest one with figures or money; in an empty workspace that of today, else the last one
    that has begun, else the first.
    """
    periods = data.periods
    used = {key.period for key, _ in data.values.items()}
    used.update(activity.period for activity in data.activities)
    with_data = [code for code in periods if code in used]
    if with_data:
        return with_data[-1]
    begun = [code for code, period in periods.items() if period.start <= today]
    return begun[-1] if begun else next(iter(periods))
