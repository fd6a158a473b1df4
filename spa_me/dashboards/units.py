"""How a reporting unit is called where its figures show: those not settled always say so."""

from __future__ import annotations

from collections.abc import Iterable

from spa_me.dashboards.look import Look, escaped
from spa_me.domain.framework import ReportingUnit
from spa_me.reports import ReportBook
from spa_me.reports.standing import UnitStanding


def standing_of(book: ReportBook, unit: str) -> UnitStanding | None:
    """Return how a unit's figures for the markers stand; None where it is not asked for any."""
    return next((entry for entry in book.inclusion.units if entry.unit.code == unit), None)


def has_remarks(standings: Iterable[UnitStanding]) -> bool:
    """Return whether a chart needs room for a line below the name of any unit."""
    return any(entry.is_draft or entry.is_provisional for entry in standings)


def remark_lines(standing: UnitStanding | None, look: Look) -> list[str]:
    """Return the line below a unit's name in a chart that says what it is; none if settled."""
    if standing is not None and standing.is_draft:
        return [f"<i>{escaped(look.say('draft'))}</i>"]
    if standing is not None and standing.is_provisional:
        return [f"<i>{escaped(look.say('provisional'))}</i>"]
    return []


def with_remark(standing: UnitStanding | None, label: str, look: Look) -> str:
    """Return what is said of a unit's figure, with a remark where it is not settled."""
    if standing is not None and standing.is_draft:
        return look.say("{label}; draft, not sealed", label=label)
    if standing is not None and standing.is_provisional:
        return look.say("{label}; provisional, not accepted", label=label)
    return label


def unit_name(unit: ReportingUnit, standing: UnitStanding | None, look: Look) -> str:
    """Return a unit's name, with a remark where its figures are not settled."""
    if standing is not None and standing.is_draft:
        return look.say("{name} (draft)", name=str(unit.name))
    if standing is not None and standing.is_provisional:
        return look.say("{name} (provisional)", name=str(unit.name))
    return str(unit.name)
