"""What can be told about a workspace file when something is wrong with it; nothing is written."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spa_me
from spa_me.domain.errors import Finding, NotFoundError, Severity, UserError
from spa_me.storage.backup import Backup, backups_of, is_known_good
from spa_me.storage.engine import SQLITE_VERSION
from spa_me.storage.format import FORMAT
from spa_me.storage.identify import format_of
from spa_me.storage.location import advice_on, why_not_writable
from spa_me.storage.locking import WorkspaceLock
from spa_me.storage.survey import Survey, survey

_LITTLE_SPACE = 5
"""Free space below this many times the size of the workspace is worth a warning."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known about a file, as a name and its value in words."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class CheckedBackup:
    """A backup, and whether it is good."""

    backup: Backup
    is_good: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What was found out about a workspace file.

    Attributes:
        findings: what is wrong; critical where content is damaged, else warnings.
        facts: versions, sizes, place; in the order in which they are read.
        backups: the latest first.
    """

    path: Path
    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...]
    backups: tuple[CheckedBackup, ...]

    @property
    def is_sound(self) -> bool:
        """Whether the content is what was saved."""
        return not any(finding.severity is not Severity.WARNING for finding in self.findings)


def examine(path: Path) -> Report:
    """Return everything that can be told about a workspace file.

    Raises:
        NotFoundError: if there is no such file.
    """
    path = path.absolute()
    facts = [*_about_the_app(), *_about_the_place(path)]
    try:
        version = format_of(path)
    except NotFoundError:
        raise
    except UserError as error:
        return Report(path, (_critical("file", str(error)),), tuple(facts), ())
    found = survey(path)
    backups = tuple(
        CheckedBackup(backup, is_known_good(backup.path)) for backup in backups_of(path)
    )
    facts = [*facts, Fact("Format", f"{version} of {FORMAT}"), *_about_the_content(found)]
    findings = [
        *(_critical(finding.where, finding.what) for finding in found.findings),
        *_doubts(path, found, backups),
    ]
    return Report(path, tuple(findings), tuple(facts), backups)


def _critical(where: str, what: str) -> Finding:
    return Finding(where, what, severity=Severity.CRITICAL)


def _doubt(where: str, what: str, expected: str = "") -> Finding:
    return Finding(where, what, expected, Severity.WARNING)


def _about_the_app() -> Iterator[Fact]:
    yield Fact("SPA-ME", spa_me.__version__)
    yield Fact("Python", platform.python_version())
    yield Fact("SQLite", SQLITE_VERSION)
    yield Fact("System", platform.platform())


def _about_the_place(path: Path) -> Iterator[Fact]:
    yield Fact("File", str(path))
    if path.is_file():
        yield Fact("Size", f"{path.stat().st_size:,} bytes")
    if path.parent.is_dir():
        yield Fact("Free space", f"{shutil.disk_usage(path.parent).free:,} bytes")
    advice = advice_on(path)
    place = f"{advice.location} ({advice.service})" if advice.service else str(advice.location)
    yield Fact("Place", place)
    holder = WorkspaceLock(path).holder()
    if holder is not None:
        yield Fact("Last opened for writing", f"{holder.person}, {holder.host}, {holder.since}")


def _about_the_content(found: Survey) -> Iterator[Fact]:
    yield Fact("Digests", "damaged" if found.findings else "all as saved")
    yield Fact("Title", found.title)
    yield Fact("Kept by", found.home_unit)
    yield Fact("Data", found.kind)
    yield Fact("Frameworks", ", ".join(found.frameworks))
    yield Fact("Values", f"{found.values:,}")
    yield Fact("Audit entries", f"{found.audit_entries:,} in {found.commands:,} commands")
    saved = "" if found.saved_at is None else f"{found.saved_at:%Y-%m-%d %H:%M:%S} UTC"
    yield Fact("Last saved", f"{saved} by SPA-ME {found.saved_by_version}")


def _doubts(path: Path, found: Survey, backups: tuple[CheckedBackup, ...]) -> Iterator[Finding]:
    if found.was_interrupted:
        problem = "a change was cut off; it is undone when the workspace is next opened"
        yield _doubt("file", problem, "to be closed before the computer is switched off")
    why = why_not_writable(path, try_folder=False)
    if why is not None:
        yield _doubt("file", str(why), "a folder of your own, to write in it")
    advice = advice_on(path).sentence
    if advice is not None:
        yield _doubt("place", str(advice))
    if path.parent.is_dir():
        free = shutil.disk_usage(path.parent).free
        if free < _LITTLE_SPACE * path.stat().st_size:
            problem = f"only {free:,} bytes are free"
            yield _doubt("disk", problem, "room for the workspace and its backups")
    for checked in backups:
        if not checked.is_good:
            yield _doubt(f"backup {checked.backup.path.name}", "it is damaged", "a good backup")
    if not any(checked.is_good for checked in backups):
        yield _doubt("backups", "there is no good backup beside it", "at least one")
