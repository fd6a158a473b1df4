"""How a reporting unit is called where its figures show: provisional ones always say so."""

from __future__ import annotations

from spa_me.dashboards.look import Look, escaped
from spa_me.domain.framework import ReportingUnit
from spa_me.reports import ReportBook


def is_provisional(book: ReportBook, unit: str) -> bool:
    """Return whether a unit's figures come from a submission that was not accepted."""
    return any(entry.unit.code == unit for entry in book.inclusion.provisional)


def provisional_lines(book: ReportBook, unit: str, look: Look) -> list[str]:
    """Return the line below a unit's name in a chart that says so; none where it is not."""
    return [f"<i>{escaped(look.say('provisional'))}</i>"] if is_provisional(book, unit) else []


def with_remark(book: ReportBook, unit: str, label: str, look: Look) -> str:
    """Return what is said of a unit's figure, with a remark where it is provisional."""
    if is_provisional(book, unit):
        return look.say("{label}; provisional, not accepted", label=label)
    return label


def unit_name(book: ReportBook, unit: ReportingUnit, look: Look) -> str:
    """Return a unit's name, with a remark where its figures are provisional."""
    if is_provisional(book, unit.code):
        return look.say("{name} (provisional)", name=str(unit.name))
    return str(unit.name)
