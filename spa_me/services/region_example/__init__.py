"""An illustrative region: six countries that do not exist, three years, built as offices build it.

Every office has its own workspace and key; what one office knows of another came in a sealed file.
All of it is labelled as illustrative, so that no real government is shown with invented results.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import frameworks as shipped
from spa_me import paths
from spa_me.domain.dataset import Actor
from spa_me.domain.errors import RefusedError
from spa_me.domain.framework import UnitKind, read_framework
from spa_me.domain.progress import Progress, silent
from spa_me.services.clock import Clock, utc_now
from spa_me.services.exchange.keyring import KeyRing
from spa_me.services.region_example.offices import PASSPHRASE, ExampleOffice, StoryClock
from spa_me.services.region_example.story import Story
from spa_me.services.workspace import Workspace
from spa_me.storage.backup import backup_folder

__all__ = [
    "PASSPHRASE",
    "ExamplePlaces",
    "create_practice",
    "create_region_example",
    "places_of",
    "practice_region",
    "units_folder",
]

_FIRST = datetime(2023, 1, 9, 9, tzinfo=UTC)
_UNITS, _KEYS = " units", "keys"


@dataclass(frozen=True)
class ExamplePlaces:
    """Where an illustrative region is.

    Attributes:
        region: its secretariat’s workspace.
        practice: the workspace of a country that practises with it; None where there is none.
        folder: the countries' workspaces and files, and the folder `keys`.
    """

    region: Path
    folder: Path
    practice: Path | None = None


def units_folder(path: Path) -> Path:
    """Return the folder beside the example that holds the countries' workspaces, keys and files."""
    return path.with_name(f"{path.stem}{_UNITS}")


def places_of(path: Path) -> ExamplePlaces | None:
    """Return where the example is that a workspace belongs to, the region's own or a country's.

    None for any other workspace, and where its folder is not beside it any more.
    """
    region = practice_region(path) if practice_region(path).is_file() else path
    folder = units_folder(region)
    if path.parent.name.endswith(_UNITS):
        folder = path.parent
        region = folder.with_name(f"{folder.name.removesuffix(_UNITS)}{paths.SUFFIX}")
    if not (region.is_file() and (folder / _KEYS).is_dir()):
        return None
    practice = region.with_name(f"{region.stem.removesuffix(' region')}{paths.SUFFIX}")
    has_practice = practice != region and practice.is_file()
    return ExamplePlaces(region, folder, practice if has_practice else None)


def create_practice(
    path: Path, actor: Actor, *, clock: Clock = utc_now, progress: Progress = silent
) -> Workspace:
    """Make a country to practise a whole report with, beside its region, and open it.

    It is the illustrative region's Country F: the years before are reported and accepted, the last
    one is to be reported, with figures, a work plan and money. Its region takes in what it seals.

    Args:
        path: of the country's workspace; the region's goes beside it.
        actor: the person at work, who opens it afterwards.
        clock: what time it is when it is opened.
        progress: told before each step.

    Raises:
        RefusedError: if there is a file or folder of these names.
    """
    _refuse_existing(path)
    create_region_example(
        practice_region(path), actor, clock=clock, progress=progress, practice=path
    ).close()
    return Workspace.open(path, actor, clock=clock)


def practice_region(path: Path) -> Path:
    """Return where the region is that takes in what is practised with a workspace."""
    return path.with_name(f"{path.stem} region{paths.SUFFIX}")


def _refuse_existing(*files: Path) -> None:
    for there in files:
        if there.exists():
            raise RefusedError(
                f"There is a file or folder {there.name} already.",
                kept="It was left alone.",
                do="Choose another name.",
            )


def create_region_example(
    path: Path,
    actor: Actor,
    *,
    clock: Clock = utc_now,
    progress: Progress = silent,
    practice: Path | None = None,
) -> Workspace:
    """Make the illustrative region and open its workspace.

    Beside it a folder holds the workspace of each country, the keys of all, and every package that
    was sent. If it fails or is cancelled, nothing of it is left.

    Args:
        path: of the region's workspace.
        actor: the person at work, who opens it afterwards.
        clock: what time it is when it is opened.
        progress: told before each step.
        practice: where the workspace goes of the country that has not reported the last year yet.

    Raises:
        RefusedError: if there is a file or folder of these names.
    """
    folder = units_folder(path)
    _refuse_existing(path, folder)
    folder.mkdir(parents=True)
    opened: list[ExampleOffice] = []
    try:
        _tell(replace(_story(path, folder, opened), practice=practice), progress)
    except BaseException:
        _close(opened)
        with suppress(OSError):
            path.unlink(missing_ok=True)
            if practice is not None:
                practice.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        _drop_backups(path, folder)
        raise
    _close(opened)
    _drop_backups(path, folder)
    return Workspace.open(path, actor, clock=clock)


def _story(path: Path, folder: Path, opened: list[ExampleOffice]) -> Story:
    definition = read_framework(shipped.region_framework_text(), "region/framework.toml")
    clock = StoryClock(_FIRST)
    for unit in definition.units:
        is_region = unit.kind is UnitKind.REGION
        at = path if is_region else folder / f"{unit.code}{paths.SUFFIX}"
        opened.append(ExampleOffice(at, definition, unit.code, clock))
        if is_region:
            opened[-1].sent = folder / "region sent"
    (region,) = (office for office in opened if office.path == path)
    countries = {office.code: office for office in opened if office is not region}
    return Story(region, countries, KeyRing(folder / _KEYS))


def _tell(story: Story, progress: Progress) -> None:
    steps = list(story.steps())
    for done, (what, step) in enumerate(steps):
        progress.step(done, len(steps), what)
        step()


def _close(opened: list[ExampleOffice]) -> None:
    for office in opened:
        office.close()


def _drop_backups(path: Path, folder: Path) -> None:
    """Remove the backups that the years of the story made in a few seconds."""
    for workspace in (path, *folder.glob(f"*{paths.SUFFIX}")):
        shutil.rmtree(backup_folder(workspace), ignore_errors=True)
    for left in folder.glob("* backups"):
        shutil.rmtree(left, ignore_errors=True)
