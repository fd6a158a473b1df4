"""The columns of the activity log."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from spa_me.domain.dataset import AuditEntry
from ui.i18n import longest_moment, show_moment
from ui.models.rows import Column
from ui.pages.activity.naming import Naming
from ui.values import show_record

translate = QCoreApplication.translate


def columns(naming: Callable[[], Naming] = Naming) -> list[Column[AuditEntry]]:
    """Return the columns from left to right; the latest change has the highest number.

    Args:
        naming: gives what the codes of units and questions stand for.
    """
    return [
        Column(
            translate("ActivityPage", "No."),
            lambda entry: str(entry.number),
            sort=lambda entry: entry.number,
            is_number=True,
            width=52,
        ),
        Column(
            translate("ActivityPage", "When"),
            lambda entry: show_moment(entry.at),
            sort=lambda entry: entry.at,
            width=124,
            holds=longest_moment,
        ),
        Column(translate("ActivityPage", "Who"), person_of, tooltip=person_of, width=158),
        Column(translate("ActivityPage", "What"), lambda entry: entry.action, width=150),
        Column(
            translate("ActivityPage", "Of what"),
            lambda entry: entry.subject,
            tooltip=lambda entry: naming().told(entry.subject),
            width=196,
        ),
        Column(
            translate("ActivityPage", "Before"),
            lambda entry: one_line(show_record(entry.old)),
            copy=lambda entry: entry.old,
            tooltip=lambda entry: show_record(entry.old),
        ),
        Column(
            translate("ActivityPage", "After"),
            lambda entry: one_line(show_record(entry.new)),
            copy=lambda entry: entry.new,
            tooltip=lambda entry: show_record(entry.new),
        ),
    ]


def person_of(entry: AuditEntry) -> str:
    """Return who made a change, with their office."""
    return ", ".join(part for part in (entry.person, entry.role, entry.office) if part)


def one_line(text: str) -> str:
    """Return text as it fits into a row."""
    return " ".join(text.split())
