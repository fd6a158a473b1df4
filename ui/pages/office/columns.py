"""The columns of the office page's tables: reporting days, keys, trusted keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from spa_me.domain.submission import KeyStatus, TrustEntry
from spa_me.packages.fingerprints import words_of
from ui.i18n import longest_day, show_date
from ui.models.rows import Column
from ui.pages.office.facts import KeyFacts, PeriodFacts

_MARKS = {KeyStatus.TRUSTED: "✓", KeyStatus.RETIRED: "○", KeyStatus.REVOKED: "✕"}
Names = Callable[[], Mapping[str, str]]
"""Gives the names of offices by their codes."""


def status_text(status: KeyStatus | None) -> str:
    """Return how far a key is trusted, as a shape and a word."""
    if status is None:
        return f"– {_tr('not in the list yet')}"
    words = {
        KeyStatus.TRUSTED: _tr("trusted"),
        KeyStatus.RETIRED: _tr("retired"),
        KeyStatus.REVOKED: _tr("revoked"),
    }
    return f"{_MARKS[status]} {words[status]}"


def period_columns(names: Names) -> list[Column[PeriodFacts]]:
    """Return the columns of the reporting days."""
    return [
        Column(_tr("Period"), lambda row: row.title, width=130, grows=True),
        Column(_tr("Opens"), lambda row: _day(row, "opens_on"), width=100, holds=longest_day),
        Column(_tr("Due"), lambda row: _day(row, "due_on"), width=100, holds=longest_day),
        Column(
            _tr("State"),
            lambda row: state_text(row, names()),
            tooltip=_reason,
            width=300,
            grows=True,
        ),
    ]


def _day(row: PeriodFacts, name: str) -> str:
    day = None if row.window is None else getattr(row.window, name)
    return "–" if day is None else show_date(day)


def state_text(row: PeriodFacts, names: Mapping[str, str]) -> str:
    """Return whether a period is open or closed, and for whom it was opened again."""
    if not row.is_closed:
        return f"✓ {_tr('open')}"
    text = f"✕ {_tr('closed')}"
    for entry in row.reopenings:
        said = _tr("open for {unit} until {day}")
        unit = names.get(entry.unit, entry.unit)
        text = f"{text}; {said.format(unit=unit, day=show_date(entry.until))}"
    return text


def _reason(row: PeriodFacts) -> str:
    return "" if row.window is None else row.window.reason


def key_columns() -> list[Column[KeyFacts]]:
    """Return the columns of the keys on this computer."""
    return [
        Column(_tr("Person"), lambda row: row.stored.public.person, width=118, grows=True),
        Column(_tr("Role"), lambda row: row.stored.public.role, width=118, grows=True),
        Column(_tr("Made"), _made, width=92, holds=longest_day),
        Column(_tr("First words"), lambda row: " ".join(row.stored.words[:3]) + " …", width=150),
        Column(_tr("In the list of keys"), lambda row: status_text(row.status), width=130),
    ]


def _made(row: KeyFacts) -> str:
    day = row.stored.public.made_on
    return "–" if day is None else show_date(day)


def trust_columns(names: Names) -> list[Column[TrustEntry]]:
    """Return the columns of the list of trusted keys."""
    return [
        Column(
            _tr("Office"),
            lambda row: names().get(row.key.office, row.key.office),
            width=118,
            grows=True,
        ),
        Column(_tr("Person"), lambda row: row.key.person, width=118, grows=True),
        Column(
            _tr("First words"),
            lambda row: " ".join(_words(row)[:3]) + " …",
            tooltip=_all,
            width=150,
        ),
        Column(
            _tr("Trust"),
            _trust,
            tooltip=lambda row: row.reason,
            width=220,
            grows=True,
        ),
    ]


def _words(row: TrustEntry) -> tuple[str, ...]:
    return words_of(row.key.fingerprint)


def _all(row: TrustEntry) -> str:
    return " ".join(_words(row))


def _trust(row: TrustEntry) -> str:
    text = status_text(row.status)
    return f"{text}: {row.reason}" if row.reason else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("OfficePage", text)
