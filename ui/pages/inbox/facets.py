"""What stands in a package, as short tables: figures, records, effects, remarks, days, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.submission import (
    FrameworkContent,
    KeyStatus,
    ReviewContent,
    TrustEntry,
    TrustList,
)
from spa_me.packages.fingerprints import words_of
from spa_me.services.exchange.arrivals import Arrival
from spa_me.services.exchange.preview import CellChange, Preview
from spa_me.services.exchange.share_changes import ShareChange
from spa_me.services.framework_versions import change_sentences, effect_sentences
from ui.i18n import domain_text, longest_day, show_date, show_sentence, show_status
from ui.pages.inbox.rows import Names
from ui.pages.inbox.words import NOTHING, tr
from ui.values import show_record, show_share, show_value

Kind = Status | NoStatus | None
_FIGURE = 130
"""Pixels for a figure with its fraction, as `11 / 18 (61.1 %)`."""
_ASKED = 240
"""Pixels for the words of a question or marker, which are longer than what stands beside them."""


@dataclass(frozen=True)
class Part:
    """A column of a facet; texts are made when a row is seen, since there may be thousands.

    Attributes:
        kind: the status whose shape stands beside the text.
        width: in pixels at the least; 0 for the usual one.
        holds: gives the longest text that has to fit.
    """

    title: str
    text: Callable[[Any], str]
    kind: Callable[[Any], Kind] | None = None
    width: int = 0
    holds: Callable[[], str] | None = None


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
        found = _of_preview(arrival, arrival.preview, names, definition)
    elif isinstance(content, ReviewContent):
        found = iter([_remarks(content, definition)])
    elif isinstance(content, FrameworkContent):
        found = _of_framework(arrival, content, names)
    elif isinstance(content, TrustList):
        found = iter([_keys(content, names)])
    else:
        found = iter(())
    return tuple(facet for facet in found if facet.rows)


def _of_preview(
    arrival: Arrival, preview: Preview, names: Names, definition: FrameworkDefinition | None
) -> Iterator[Facet]:
    then = tr("After taking in") if arrival.counts else tr("If it counted")
    before = tr("Before") if preview.against == 0 else tr("Accepted")
    known = {} if definition is None else definition.indicator_by_code

    def value(cell: CellChange, *, is_new: bool) -> str:
        return show_value(cell.new if is_new else cell.old, known.get(cell.key.indicator))

    figures = (
        Part(tr("What is asked"), lambda cell: f"{cell.key.indicator} {cell.title}", width=_ASKED),
        Part(before, lambda cell: value(cell, is_new=False), width=_FIGURE),
        Part(tr("New"), lambda cell: value(cell, is_new=True), width=_FIGURE),
    )
    yield Facet(tr("Figures"), figures, preview.cells)
    statuses = (
        Part(tr("Progress marker"), lambda change: f"{change.marker} {change.title}", width=_ASKED),
        Part(tr("Now"), lambda change: _status(change.old), lambda change: change.old),
        Part(then, lambda change: _status(change.new), lambda change: change.new),
    )
    yield Facet(tr("Statuses"), statuses, preview.statuses)
    shares = (
        Part(tr("Government’s share"), lambda change: _whose(change, names)),
        Part(tr("Now"), lambda change: show_share(change.old), width=64),
        Part(then, lambda change: show_share(change.new)),
    )
    yield Facet(tr("Shares"), shares, preview.shares)
    records = (
        Part(tr("Record"), lambda change: change.subject),
        Part(before, lambda change: show_record(change.old) or NOTHING),
        Part(tr("New"), lambda change: show_record(change.new) or NOTHING),
    )
    yield Facet(tr("Records"), records, preview.records)


def _status(found: Kind) -> str:
    return NOTHING if found is None else show_status(found)


def _whose(change: ShareChange, names: Names) -> str:
    """Return whose share of which money it is, whose first: the rest may not fit the cell."""
    text = tr("{who}, {stage}")
    who = names.unit(change.unit) if change.unit else tr("All together")
    return text.format(who=who, stage=domain_text(change.stage))


def _remarks(content: ReviewContent, definition: FrameworkDefinition | None) -> Facet:
    known = {} if definition is None else definition.indicator_by_code

    def field(code: str) -> str:
        return f"{code} {known[code].title}" if code in known else code or tr("Submission")

    parts = (
        Part(tr("Field"), lambda remark: field(remark.indicator)),
        Part(tr("What is asked"), lambda remark: remark.text),
    )
    return Facet(tr("Remarks"), parts, content.decision.remarks)


def _of_framework(arrival: Arrival, content: FrameworkContent, names: Names) -> Iterator[Facet]:
    if arrival.version is not None:
        said = tuple(change_sentences(arrival.version))
        yield Facet(tr("What changes"), (Part(tr("In the framework"), show_sentence),), said)
        effects = tuple(effect_sentences(arrival.version))
        yield Facet(tr("Periods so far"), (Part(tr("Before, then after"), show_sentence),), effects)
    yield _days(content, names)
    yield _reopened(content, names)


def _reopened(content: FrameworkContent, names: Names) -> Facet:
    parts = (
        Part(tr("Reopened for"), lambda entry: names.unit(entry.unit)),
        Part(tr("Period"), lambda entry: names.period(entry.period)),
        Part(tr("Until"), lambda entry: show_date(entry.until), holds=longest_day),
        Part(tr("Why"), lambda entry: entry.reason),
    )
    return Facet(tr("Reopened"), parts, content.reopenings)


def _days(content: FrameworkContent, names: Names) -> Facet:
    def day(found: date | None) -> str:
        return NOTHING if found is None else show_date(found)

    parts = (
        Part(tr("Period"), lambda window: names.period(window.period)),
        Part(tr("Opens"), lambda window: day(window.opens_on), holds=longest_day),
        Part(tr("Due"), lambda window: day(window.due_on), holds=longest_day),
        Part(tr("Standing"), lambda window: tr("closed") if window.is_closed else tr("open")),
    )
    return Facet(tr("Reporting days"), parts, content.windows)


def _keys(content: TrustList, names: Names) -> Facet:
    """Return the keys of a list, first and marked those of which the list in use says otherwise."""
    titles = {
        KeyStatus.TRUSTED: tr("✔ trusted"),
        KeyStatus.RETIRED: tr("○ retired"),
        KeyStatus.REVOKED: tr("✕ revoked"),
    }

    def is_known(entry: TrustEntry) -> bool:
        return not names.keys or names.keys.get(entry.key.fingerprint) is entry.status

    def standing(entry: TrustEntry) -> str:
        title = titles[entry.status]
        if is_known(entry):
            return title
        is_new = entry.key.fingerprint not in names.keys
        text = tr("{standing}: new in this list") if is_new else tr("{standing}: by this list")
        return text.format(standing=title)

    parts = (
        Part(tr("Person"), lambda entry: entry.key.person),
        Part(tr("Office"), lambda entry: names.unit(entry.key.office)),
        Part(tr("Standing"), standing, width=190),
        Part(tr("Eight words"), lambda entry: " ".join(words_of(entry.key.fingerprint))),
    )
    return Facet(tr("Keys"), parts, tuple(sorted(content.entries, key=is_known)))
