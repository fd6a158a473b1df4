"""What stands in a package, as short tables: figures, records, effects, remarks, days, keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

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
from spa_me.services.exchange.preview import Preview
from ui.i18n import show_date, show_percent, show_status
from ui.pages.inbox.rows import Names
from ui.pages.inbox.words import NOTHING, tr
from ui.values import show_value

Kind = Status | NoStatus | None


@dataclass(frozen=True)
class Line:
    """A row of a facet.

    Attributes:
        cells: its texts, from left to right.
        kinds: the status shape beside each of them; None for none.
    """

    cells: tuple[str, ...]
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True)
class Facet:
    """One table about a package.

    Attributes:
        titles: of its columns; the first one takes what room is left.
    """

    name: str
    titles: tuple[str, ...]
    lines: tuple[Line, ...]


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
        lines = tuple(
            Line((r.indicator or tr("Submission"), r.text)) for r in content.decision.remarks
        )
        found = iter([Facet(tr("Remarks"), (tr("Field"), tr("What is asked")), lines)])
    elif isinstance(content, FrameworkContent):
        found = iter([_days(content, names)])
    elif isinstance(content, TrustList):
        found = iter([_keys(content, names)])
    else:
        found = iter(())
    return tuple(facet for facet in found if facet.lines)


def _of_preview(
    preview: Preview, names: Names, definition: FrameworkDefinition | None
) -> Iterator[Facet]:
    before = tr("Before") if preview.against == 0 else tr("Accepted")
    known = {} if definition is None else definition.indicator_by_code
    yield Facet(
        tr("Figures"),
        (tr("What is asked"), before, tr("New")),
        tuple(
            Line(
                (
                    f"{cell.key.indicator} {cell.title}",
                    show_value(cell.old, known.get(cell.key.indicator)),
                    show_value(cell.new, known.get(cell.key.indicator)),
                )
            )
            for cell in preview.cells
        ),
    )
    effects = [
        Line(
            (f"{change.marker} {change.title}", _status(change.old), _status(change.new)),
            (None, change.old, change.new),
        )
        for change in preview.statuses
    ]
    share = tr("Government’s share of the money, {unit}")
    effects.extend(
        Line((share.format(unit=names.unit(s.unit)), _share(s.old), _share(s.new)))
        for s in preview.shares
    )
    titles = (tr("Progress marker, share"), tr("Now"), tr("After taking in"))
    yield Facet(tr("Statuses and shares"), titles, tuple(effects))
    yield Facet(
        tr("Records"),
        (tr("Record"), before, tr("New")),
        tuple(Line((r.subject, r.old or NOTHING, r.new or NOTHING)) for r in preview.records),
    )


def _status(kind: Kind) -> str:
    return NOTHING if kind is None else show_status(kind)


def _share(share: Fraction | None) -> str:
    return NOTHING if share is None else show_percent(share)


def _days(content: FrameworkContent, names: Names) -> Facet:
    lines = tuple(
        Line(
            (
                names.period(window.period),
                NOTHING if window.opens_on is None else show_date(window.opens_on),
                NOTHING if window.due_on is None else show_date(window.due_on),
                tr("closed") if window.is_closed else tr("open"),
            )
        )
        for window in content.windows
    )
    return Facet(
        tr("Reporting days"), (tr("Period"), tr("Opens"), tr("Due"), tr("Standing")), lines
    )


def _keys(content: TrustList, names: Names) -> Facet:
    titles = {
        KeyStatus.TRUSTED: tr("✔ trusted"),
        KeyStatus.RETIRED: tr("○ retired"),
        KeyStatus.REVOKED: tr("✕ revoked"),
    }
    lines = tuple(
        Line(
            (
                entry.key.person,
                names.unit(entry.key.office),
                titles[entry.status],
                " ".join(words_of(entry.key.fingerprint)),
            )
        )
        for entry in content.entries
    )
    return Facet(tr("Keys"), (tr("Person"), tr("Office"), tr("Standing"), tr("Eight words")), lines)
