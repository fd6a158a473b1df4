"""What the settings page tells about the open workspace, looked up beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from spa_me.services.backups import Backup, list_backups
from spa_me.services.workspace import Workspace
from ui.evidence import show_size
from ui.i18n import show_date, show_moment, show_sentence

translate = QCoreApplication.translate
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WorkspaceFacts:
    """Facts as name and text, and the backups, the latest first."""

    facts: tuple[Fact, ...]
    folder: Path
    backups: Sequence[Backup]


def facts_of(workspace: Workspace, checked_at: datetime | None) -> WorkspaceFacts:
    """Return what is known about an open workspace.

    Args:
        workspace: the open one.
        checked_at: when it was checked on opening.
    """
    info = workspace.info
    unit = workspace.dataset().latest_framework.unit_by_code.get(info.home_unit)
    kept_by = info.home_unit if unit is None else f"{unit.name} ({unit.code})"
    backups = list_backups(workspace.path)
    facts = [
        (translate("SettingsPage", "File"), str(workspace.path)),
        (translate("SettingsPage", "Size"), _size(workspace.path)),
        (translate("SettingsPage", "Kept by"), kept_by),
        (translate("SettingsPage", "Made"), show_moment(info.created_at)),
        (translate("SettingsPage", "Last change"), show_moment(workspace.saved_at)),
        (translate("SettingsPage", "Access"), _access(workspace)),
        (translate("SettingsPage", "Integrity"), _integrity(checked_at)),
        *(_framework(number, workspace) for number in range(len(workspace.frameworks))),
    ]
    if info.source:
        facts.append((translate("SettingsPage", "Source"), info.source))
    return WorkspaceFacts(tuple(facts), workspace.path.parent, backups)


def _size(path: Path) -> str:
    try:
        return show_size(path.stat().st_size)
    except OSError:
        return "–"


def _access(workspace: Workspace) -> str:
    access = workspace.access
    if not access.is_read_only:
        return translate("SettingsPage", "Open for reading and writing")
    why = "" if access.why is None else show_sentence(access.why)
    return translate("SettingsPage", "For reading only. {why}").format(why=why).strip()


def _integrity(checked_at: datetime | None) -> str:
    if checked_at is None:
        return "–"
    text = translate("SettingsPage", "Every value checked on opening, {moment}: nothing damaged")
    return text.format(moment=show_moment(checked_at))


def _framework(number: int, workspace: Workspace) -> Fact:
    definition = workspace.frameworks[number]
    text = translate("SettingsPage", "{title} ({code}, version {version}), in force from {day}")
    name = translate("SettingsPage", "Framework") if number == 0 else ""
    return name, text.format(
        title=definition.title,
        code=definition.code,
        version=definition.version,
        day=show_date(definition.in_force_from),
    )


def languages_in(workspace: Workspace) -> tuple[str, ...]:
    """Return the languages of the texts of a workspace's framework."""
    from spa_me.domain.framework.languages import languages_of

    return languages_of(workspace.dataset().latest_framework)
