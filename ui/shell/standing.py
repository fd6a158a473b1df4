"""How the open workspace stands, for side bar, banner and footer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from spa_me.domain.progress import Progress
from ui.context import Context
from ui.shell.footer import Standing
from ui.widgets.banner import Caution

if TYPE_CHECKING:
    from spa_me.reports import ReportBook
    from spa_me.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Facts:
    """What the frame of the window says about a workspace.

    Attributes:
        title: the workspace's own title.
        place: the reporting unit that keeps it, and what kind of data it holds.
        cautions: what has to be known before a figure is read.
    """

    title: str
    place: str
    standing: Standing
    cautions: tuple[Caution, ...]


class StandingKeeper(QObject):
    """Looks up, beside the window, how the workspace stands, again after every change."""

    reopen_wanted = Signal()
    """Emitted when the open workspace is to be opened anew, for writing."""
    region_example_wanted = Signal()
    """Emitted when it is to be said where the offices of the illustrative region are."""
    known = Signal(object)
    """Emitted with `Facts`, or with None while no workspace is open."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._included = self._not_included = ""
        self._facts: Facts | None = None
        context.hub.changed.connect(self.look)
        context.view.changed.connect(self.look)

    def look(self) -> None:
        """Look again."""
        workspace = self._context.workspace
        if workspace is None:
            self._included, self._not_included, self._facts = "", "", None
            self.known.emit(None)
            return
        question = self._context.view.question
        period = question.period
        self._context.books.request(question, self._take, owner=self)

        def work(_: Progress) -> Facts:
            return self._look_up(workspace, period)

        def done(facts: Facts) -> None:
            if workspace is self._context.workspace:
                self._facts = facts
                self._tell()

        self._context.runner.read(work, done, owner=self)

    def _take(self, book: ReportBook) -> None:
        from ui.i18n import show_sentence

        inclusion = book.inclusion
        self._included = show_sentence(inclusion.brief)
        self._not_included = show_sentence(inclusion.sentence)
        self._tell()

    def _tell(self) -> None:
        if self._facts is not None:
            standing = replace(
                self._facts.standing, included=self._included, not_included=self._not_included
            )
            self.known.emit(replace(self._facts, standing=standing))

    def _look_up(self, workspace: Workspace, period: str) -> Facts:
        from spa_me.domain.framework.languages import in_language
        from ui.i18n import framework_language

        data = workspace.dataset()
        language = framework_language()
        info, definition = data.info, in_language(data.framework_for(period), language)
        unit = in_language(data.latest_framework, language).unit_by_code.get(info.home_unit)
        kept_by = info.home_unit if unit is None else str(unit.name)
        place = " · ".join(part for part in (kept_by, self._kind(workspace)) if part)
        framework = self.tr("{title}, version {version}").format(
            title=definition.title, version=definition.version
        )
        standing = Standing(
            not workspace.access.is_read_only,
            framework,
            "",
            "",
            workspace.saved_at,
            workspace.last_backup,
        )
        return Facts(info.title, place, standing, tuple(self._cautions(workspace)))

    def _kind(self, workspace: Workspace) -> str:
        from spa_me.domain.dataset import DataKind

        info = workspace.info
        if info.kind is DataKind.ILLUSTRATIVE:
            return self.tr("illustrative data")
        return self.tr("example") if info.source else ""

    def _cautions(self, workspace: Workspace) -> list[Caution]:
        from spa_me.domain.dataset import DataKind
        from ui.i18n import show_sentence

        access = workspace.access
        cautions: list[Caution] = []
        if access.is_read_only:
            why = "" if access.why is None else _ended(show_sentence(access.why))
            text = self.tr("Open for reading only: nothing can be changed here.")
            cautions.append(
                Caution(f"{text} {why}".strip(), self.tr("Try again"), self.reopen_wanted.emit)
            )
        if access.advice is not None:
            cautions.append(Caution(_ended(show_sentence(access.advice)), can_hide=True))
        if workspace.backup_problem is not None:
            cautions.append(Caution(_ended(show_sentence(workspace.backup_problem))))
        if workspace.info.kind is DataKind.ILLUSTRATIVE:
            text = self.tr(
                "Illustrative data: these figures are invented and show no real country."
            )
            cautions.append(self._about_example(text, workspace.path))
        return cautions

    def _about_example(self, text: str, path: Path) -> Caution:
        from spa_me.services.region_example import places_of

        if places_of(path) is None:
            return Caution(text)
        how = self.tr("How to try everything")
        return Caution(text, how, self.region_example_wanted.emit)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
