"""What stands in a package, as short tables: figures, records, effects, remarks, days, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.submission import (
    FrameworkContent,
    KeyStatus,
    ReviewContent,
    TrustList,
)
from spa_me.packages.fingerprints import words_of
from spa_me.services.exchange.arrivals import Arrival
from spa_me.services.exchange.preview import CellChange, Preview, ShareChange, StatusChange
from ui.i18n import show_date, show_percent, show_status
from ui.pages.inbox.rows import Names
from ui.pages.inbox.words import NOTHING, tr
from ui.values import show_value

Kind = Status | NoStatus | None


@dataclass(frozen=True)
class Part:
    """A column of a facet; texts are made when a row is seen, since there may be thousands.

    Attributes:
        kind: the status whose shape stands beside the text.
    """

    title: str
    text: Callable[[Any], str]
    kind: Callable[[Any], Kind] | None = None


@dataclass(frozen=True)
class Facet:
    """One table about a package: its columns, and its rows as the package has them."""

    name: str
    parts: tuple[Part, ...]
    rows: tuple[object, ...]


def facets_of(
    arrival: Arrival, names: Names, definition: FrameworkDefinition | None
) -> tuple[Facet, ...]:
    """Return the tables that show what stands in a package; those without a row are left out.

    Args:
        arrival: the package.
        names: of units and periods.
        definition: by which a submission is judged, for the words of levels.
    """
    content = None if arrival.opened is None else arrival.opened.content
    if arrival.preview is not None:
        found = _of_preview(arrival.preview, names, definition)
    elif isinstance(content, ReviewContent):
        found = iter([_remarks(content)])
    elif isinstance(content, FrameworkContent):
        found = iter([_days(content, names)])
    elif isinstance(content, TrustList):
        found = iter([_keys(content, names)])
    else:
        found = iter(())
    return tuple(facet for facet in found if facet.rows)


def _of_preview(
    preview: Preview, names: Names, definition: FrameworkDefinition | None
) -> Iterator[Facet]:
    before = tr("Before") if preview.against == 0 else tr("Accepted")
    known = {} if definition is None else definition.indicator_by_code

    def value(cell: CellChange, *, is_new: bool) -> str:
        return show_value(cell.new if is_new else cell.old, known.get(cell.key.indicator))

    figures = (
        Part(tr("What is asked"), lambda cell: f"{cell.key.indicator} {cell.title}"),
        Part(before, lambda cell: value(cell, is_new=False)),
        Part(tr("New"), lambda cell: value(cell, is_new=True)),
    )
    yield Facet(tr("Figures"), figures, preview.cells)
    effects = (
        Part(tr("Progress marker, share"), lambda change: _effect(change, names)),
        Part(tr("Now"), lambda change: _standing(change.old), lambda change: _kind(change.old)),
        Part(
            tr("After taking in"),
            lambda change: _standing(change.new),
            lambda change: _kind(change.new),
        ),
    )
    yield Facet(tr("Statuses and shares"), effects, (*preview.statuses, *preview.shares))
    records = (
        Part(tr("Record"), lambda change: change.subject),
        Part(before, lambda change: change.old or NOTHING),
        Part(tr("New"), lambda change: change.new or NOTHING),
    )
    yield Facet(tr("Records"), records, preview.records)


def _effect(change: StatusChange | ShareChange, names: Names) -> str:
    if isinstance(change, StatusChange):
        return f"{change.marker} {change.title}"
    text = tr("Government’s share of the money, {unit}")
    return text.format(unit=names.unit(change.unit))


def _standing(found: Kind | Fraction) -> str:
    if found is None:
        return NOTHING
    return show_percent(found) if isinstance(found, Fraction) else show_status(found)


def _kind(found: Kind | Fraction) -> Kind:
    return None if isinstance(found, Fraction) else found


def _remarks(content: ReviewContent) -> Facet:
    parts = (
        Part(tr("Field"), lambda remark: remark.indicator or tr("Submission")),
        Part(tr("What is asked"), lambda remark: remark.text),
    )
    return Facet(tr("Remarks"), parts, content.decision.remarks)


def _days(content: FrameworkContent, names: Names) -> Facet:
    def day(found: date | None) -> str:
        return NOTHING if found is None else show_date(found)

    parts = (
        Part(tr("Period"), lambda window: names.period(window.period)),
        Part(tr("Opens"), lambda window: day(window.opens_on)),
        Part(tr("Due"), lambda window: day(window.due_on)),
        Part(tr("Standing"), lambda window: tr("closed") if window.is_closed else tr("open")),
    )
    return Facet(tr("Reporting days"), parts, content.windows)


def _keys(content: TrustList, names: Names) -> Facet:
    titles = {
        KeyStatus.TRUSTED: tr("✔ trusted"),
        KeyStatus.RETIRED: tr("○ retired"),
        KeyStatus.REVOKED: tr("✕ revoked"),
    }
    parts = (
        Part(tr("Person"), lambda entry: entry.key.person),
        Part(tr("Office"), lambda entry: names.unit(entry.key.office)),
        Part(tr("Standing"), lambda entry: titles[entry.status]),
        Part(tr("Eight words"), lambda entry: " ".join(words_of(entry.key.fingerprint))),
    )
    return Facet(tr("Keys"), parts, content.entries)
