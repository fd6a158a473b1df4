"""What taking in a submission would change: cell by cell, and in statuses and shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spa_me.domain.assessment import MarkerAssessment, PeriodAssessment, assess
from spa_me.domain.cofunding import ExchangeRate, PrintedShare
from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.progress import Progress, silent, split, stepping
from spa_me.domain.status import NoStatus, Status
from spa_me.domain.submission import Confirmation, SubmissionContent
from spa_me.domain.values import BLANK, Value, ValueBook, ValueKey, differ
from spa_me.services import wording
from spa_me.services.exchange.naming import named_here
from spa_me.services.exchange.record_titles import Record, RecordTitles, name_of
from spa_me.services.exchange.share_changes import ShareChange, share_changes
from spa_me.storage.value_book import Changes, StoredBook

Place = tuple[str, str]
"""A reporting unit and a period."""
Kind = Status | NoStatus | None
Titles = tuple[RecordTitles, RecordTitles]
"""What the codes of records mean before and after."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A value that would be another one."""

    key: ValueKey
    title: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record, such as an activity, a rate or a piece of evidence, that would be another.

    Attributes:
        subject: what it is called, such as `activity KH 2014 1.1`.
        old, new: as readable text; empty where there is none.
    """

    subject: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A marker that would stand otherwise, over all units."""

    marker: str
    title: str
    old: Kind
    new: Kind


@dataclass(frozen=True)
class Preview:
    """What would change.

    Attributes:
        against: number of the accepted revision that it is compared with; 0 where none was, and
            it is compared with what is recorded.
        problems: what keeps it from being taken in, such as an id that another unit uses.
    """

    against: int
    cells: tuple[CellChange, ...] = ()
    records: tuple[RecordChange, ...] = ()
    statuses: tuple[StatusChange, ...] = ()
    shares: tuple[ShareChange, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.cells or self.records)


def with_content(
    dataset: Dataset, unit: str, period: str, content: SubmissionContent | None
) -> Dataset:
    """Return a dataset in which a unit reports exactly this for a period; None for nothing.

    Records of other offices have the ids that hold in this workspace.
    """
    said = named_here(dataset.info.home_unit, unit, period, content or SubmissionContent())
    place = (unit, period)
    records = dataset.submissions
    return replace(
        dataset,
        values=_book_with(dataset.values, unit, period, said.values),
        activities=[*_others(dataset.activities, place), *said.activities],
        contributions=[*_others(dataset.contributions, place), *said.contributions],
        printed_shares=[*_others(dataset.printed_shares, place), *said.printed_shares],
        rates=[*_others(dataset.rates, place), *said.rates],
        submissions=replace(
            records,
            evidence=(*_others(records.evidence, place), *said.evidence),
            confirmations=(*_others(records.confirmations, place), *said.confirmations),
        ),
    )


def _others(records: Iterable[Record], place: Place) -> list[Record]:
    return [record for record in records if (record.unit, record.period) != place]


def _book_with(
    values: ValueBook, unit: str, period: str, wanted: Iterable[tuple[ValueKey, Value]]
) -> ValueBook:
    book = values if isinstance(values, StoredBook) else StoredBook(values.items())
    changes: Changes = dict.fromkeys(key for key, _ in book.part(unit, period))
    changes.update(wanted)
    return book.changed(changes)


def preview_of(
    dataset: Dataset,
    before: Dataset,
    after: Dataset,
    place: tuple[str, str],
    against: int,
    progress: Progress = silent,
) -> Preview:
    """Return what is different between two datasets in what one unit reports for a period.

    Args:
        dataset: the content as it is, whose statuses and shares would change.
        before: what the cells are compared with: with the last accepted revision, if there is one.
        after: the content as it would be.
        place: the codes of the reporting unit and the period.
        against: number of the accepted revision.
        progress: told every few thousand values, and before statuses are computed.

    Raises:
        Cancelled: when the work is to stop.
    """
    figures, statuses = split(progress, "compare the figures", "compare the statuses")
    unit, period = place
    definition = dataset.framework_for(period)
    return Preview(
        against=against,
        cells=tuple(_cells(definition, before.values, after.values, place, figures)),
        records=tuple(_records(definition, before, after, place)),
        statuses=tuple(_statuses(dataset, after, period, statuses)),
        shares=tuple(share_changes(definition, dataset, after, unit, period)),
    )


def _cells(
    definition: FrameworkDefinition,
    old: ValueBook,
    new: ValueBook,
    place: tuple[str, str],
    progress: Progress,
) -> Iterator[CellChange]:
    was, now = values_in(old, place), values_in(new, place)
    known, codes = definition.indicator_by_code, was.keys() | now.keys()
    ordered = [*filter(codes.__contains__, known), *sorted(codes - known.keys())]
    for code in stepping(ordered, progress):
        before, after = was.get(code, BLANK), now.get(code, BLANK)
        if differ(after, before):
            title = str(known[code].title) if code in known else code
            yield CellChange(ValueKey(*place, code), title, before, after)


def values_in(book: ValueBook, place: Place) -> dict[str, Value]:
    """Return what a unit reports for a period, by indicator."""
    return {code: values[place] for code, values in book.by_indicator.items() if place in values}


def _records(
    definition: FrameworkDefinition, before: Dataset, after: Dataset, place: Place
) -> Iterator[RecordChange]:
    titles = RecordTitles(definition, before.activities), RecordTitles(definition, after.activities)
    yield from record_changes(before, after, place, titles)
    was, now = before.submissions, after.submissions
    yield from _changed(was.evidence, now.evidence, place, titles)
    yield from _changed(was.confirmations, now.confirmations, place, titles)


def record_changes(
    before: Dataset, after: Dataset, place: Place, titles: Titles | None = None
) -> Iterator[RecordChange]:
    """Yield what is different in the work plan and the money that a unit reports for a period.

    With titles they are said as a reader finds them, and ordered by codes, sources and days.
    """
    for old, new in (
        (before.activities, after.activities),
        (before.contributions, after.contributions),
        (before.printed_shares, after.printed_shares),
        (before.rates, after.rates),
    ):
        yield from _changed(old, new, place, titles)


def _changed(
    old: Iterable[Record], new: Iterable[Record], place: Place, titles: Titles | None
) -> Iterator[RecordChange]:
    was, now = _by_id(old, place), _by_id(new, place)
    names = list(dict.fromkeys([*was, *now]))
    say_old, say_new = _said, _said
    if titles is not None:
        say_old, say_new = (known.said for known in titles)
        places = {
            **{name: titles[0].place(record) for name, record in was.items()},
            **{name: titles[1].place(record) for name, record in now.items()},
        }
        names.sort(key=places.__getitem__)
    for name in names:
        said = say_old(was.get(name)), say_new(now.get(name))
        if said[0] == said[1]:
            continue
        (before, old_text), (after, new_text) = said
        if before and after and before != after:  # called otherwise, as with another source
            yield RecordChange(before, old_text, "")
            yield RecordChange(after, "", new_text)
        else:
            yield RecordChange(after or before, old_text, new_text)


def _by_id(records: Iterable[Record], place: Place) -> dict[object, Record]:
    here = (record for record in records if (record.unit, record.period) == place)
    return {record_id(record): record for record in here}


def record_id(record: Record) -> object:
    """Return by what a record is known as the same one in two revisions of an office."""
    match record:
        case PrintedShare():
            return record.source, record.source_type
        case Confirmation():
            return record.finding, record.about
        case ExchangeRate():
            return record.base, record.quote, record.date, record.document
        case _:
            return record.id


def _said(record: Record | None) -> tuple[str, str]:
    """Return what a record is called and what it says; both empty without one."""
    return ("", "") if record is None else (name_of(record), wording.text(record))


def _statuses(
    before: Dataset, after: Dataset, period: str, progress: Progress
) -> Iterator[StatusChange]:
    progress.step(0, 2, "")
    old = _assessed(before, period)
    progress.step(1, 2, "")
    new = _assessed(after, period)
    known = {marker.marker.code: _kind(marker) for marker in old.markers}
    for marker in new.markers:
        code, kind = marker.marker.code, _kind(marker)
        if known.get(code) != kind:
            yield StatusChange(code, str(marker.marker.title), known.get(code), kind)


def _assessed(dataset: Dataset, period: str) -> PeriodAssessment:
    definition = dataset.framework_for(period)
    return assess(definition, period, dataset.values_for(period), dataset.judgements)


def _kind(marker: MarkerAssessment) -> Kind:
    return marker.status if marker.status is not None else marker.no_status
