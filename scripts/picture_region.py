"""Pictures of how the region reviews: the illustrative region with files that have just come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from picture_reporting import ReportingScenes
from PySide6.QtWidgets import QDialog

from spa_me.domain.dataset import Actor
from spa_me.domain.values import Value, ValueKey, ValueState, reported
from spa_me.services.entry import ValueChange, record_values
from spa_me.services.exchange.keyring import KeyRing
from spa_me.services.exchange.sealing import package_name, save_package, seal_submission
from spa_me.services.region_example import PASSPHRASE, create_region_example, units_folder
from spa_me.services.submissions import begin_correction, mark_ready
from spa_me.services.workspace import Workspace
from ui.dialogs.send_packages import SendPackagesDialog
from ui.pages.inbox import InboxPage
from ui.pages.review import ReviewPage
from ui.pages.review.decisions import ReturnDialog

_PERIOD, _AT = "2025", datetime(2026, 4, 20, 9, tzinfo=UTC)
_SECRETARIAT = "Illustrative regional secretariat"
_HEAD = Actor(f"Head of {_SECRETARIAT}", _SECRETARIAT, "Head of the task force")


class RegionScenes(ReportingScenes):
    """The scenes before, and after them those of a region that takes in and reviews."""

    def play(self) -> Iterator[None]:
        """Play all scenes; after each the window is as it was before."""
        yield from super().play()
        yield from self.play_region()

    def play_region(self) -> Iterator[None]:
        """Play the scenes of a region that takes in and reviews."""
        path = self.folder / "Illustrative region.spame"
        create_region_example(path, _HEAD, clock=_now).close()
        files = self._arrive(units_folder(path))
        self._work_as_head(path)
        self._inbox(files)
        yield
        self._review()
        yield

    def _arrive(self, folder: Path) -> list[Path]:
        """Let a correction, an unsigned submission and a damaged file come."""
        ring = KeyRing(folder / "keys")
        key = ring.unlock(ring.keys("A")[0], PASSPHRASE)
        changes = {
            "1.1": reported(140, "With the course of December."),
            "2.3": Value(ValueState.NOT_AVAILABLE, reason="The registry was closed for repair."),
        }
        with Workspace.open(folder / "A.spame", _person("Officer", "A"), clock=_now) as a:
            begin_correction(a, "A", _PERIOD, "The figures of December came late.")
            keyed = [(ValueKey("A", _PERIOD, code), value) for code, value in changes.items()]
            record_values(a, [ValueChange(*pair) for pair in keyed])
            mark_ready(a, "A", _PERIOD)
            a.actor = _person("Head", "A")
            sealed = seal_submission(a, "A", _PERIOD, key, message="A correction of two figures.")
            first = _saved(a, sealed.package.digest, self.folder)
        with Workspace.open(folder / "F.spame", _person("Officer", "F"), clock=_now) as f:
            mark_ready(f, "F", _PERIOD)
            f.actor = _person("Head", "F")
            second = _saved(f, seal_submission(f, "F", _PERIOD, None).package.digest, self.folder)
        damaged = self.folder / "ILLUSTRATIVE C 2025.spapkg"
        damaged.write_bytes(first.read_bytes()[:900])
        return [first, second, damaged]

    def _work_as_head(self, path: Path) -> None:
        window = self._window
        window.context.settings.actor = _HEAD
        ring = KeyRing(units_folder(path) / "keys")
        window.context.keys.folder = ring.folder

        def make(_: object) -> Workspace:
            return Workspace.open(path, _HEAD, clock=_now)

        window.session.close()
        window.session.run("", path, make)
        self._camera.wait(lambda: window.context.workspace is not None, path.name)
        self._rest()
        # A key is locked again with its workspace, so it is opened when this one is there.
        window.context.keys.add(ring.unlock(ring.keys("RS")[0], PASSPHRASE))
        window.context.opened_at = _AT

    def _inbox(self, files: list[Path]) -> None:
        page = self._show(InboxPage)
        self._rest()
        self._take("inbox")
        page.presenter.look(files)
        self._rest()
        self._take("inbox-files")
        page.arrivals.take_all.click()
        self._rest()
        receipts = self._dialog(SendPackagesDialog)
        self._take("inbox-receipts", receipts)
        self._close(receipts)
        page.presenter.drop(page.presenter.arrivals)

    def _review(self) -> None:
        page = self._show(ReviewPage, unit="A", period=_PERIOD)
        self._rest()
        page.table.select("2.3")
        page.side.remark.setPlainText("Can the count of the courts be used instead?")
        self._take("review")
        page.give_back.click()
        dialog: QDialog = self._dialog(ReturnDialog)
        self._take("review-return", dialog)
        self._close(dialog)
        page.side.remark.setPlainText("")


def _now() -> datetime:
    return _AT


def _person(role: str, code: str) -> Actor:
    titles = {"Officer": "Officer", "Head": "Head of the task force"}
    return Actor(f"{role} of Country {code}", f"Country {code}", titles[role])


def _saved(workspace: Workspace, digest: str, folder: Path) -> Path:
    return save_package(workspace, digest, folder / package_name(workspace, digest))
