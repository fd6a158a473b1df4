"""Records that people enter one by one: what each kind is called, and how it is kept.

Values have ways of their own (`entry`, `importing`). The fields of every other kind are those of a
data file (`domain/dataset_file/entries`), so that a command, a CSV file and a data file name them
alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.dataset import DataNote, Dataset
from spa_me.domain.dataset_file import entries, records
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.services import funding, judging, notes
from spa_me.services.saving import cleaned
from spa_me.storage.records import PRINTED_SHARE
from spa_me.storage.writer import Writer


@dataclass(frozen=True)
class RecordKind:
    """One kind of record.

    Attributes:
        name: on the command line and in JSON, such as `printed-share`.
        title: what one is called in a sentence, such as `printed share`.
        entry: its fields, as a data file writes them.
        found: returns those that are recorded.
        made: returns the record of an entry, among what is recorded.
        put: writes a record inside a command; it replaces the one of the same key. Returns the
            content with it, for what is written after it.
        drop: takes a record back inside a command.
    """

    name: str
    title: str
    entry: type[BaseModel]
    found: Callable[[Dataset], Sequence[Any]]
    made: Callable[[Any, Dataset], Any]
    put: Callable[[Writer, Dataset, Any], Dataset]
    drop: Callable[[Writer, Dataset, Any], None]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its fields; who said it is always the person at work."""
        return tuple(name for name in self.entry.model_fields if name != "person")

    def shown(self, record: Any, dataset: Dataset) -> Mapping[str, Any]:
        """Return a record by its fields; an activity that it refers to, by its code."""
        shown = {name: getattr(record, name) for name in self.fields}
        if isinstance(record, Contribution):
            codes = {activity.id: activity.code for activity in dataset.activities}
            shown["activity"] = codes.get(record.activity, "")
        return shown


def _same(put: Callable[[Writer, Dataset, Any], None]) -> Callable[[Writer, Dataset, Any], Dataset]:
    """Return a `put` of records that no other one refers to: the content may stay as it was."""

    def run(writer: Writer, dataset: Dataset, record: Any) -> Dataset:
        put(writer, dataset, cleaned(record))
        return dataset

    return run


def _activity(entry: entries.ActivityEntry, dataset: Dataset) -> Activity:
    place = (entry.unit, entry.period, entry.code)
    known = {(a.unit, a.period, a.code): a.id for a in dataset.activities}
    return records.activity_of(entry, known.get(place) or funding.new_id())


def _contribution(entry: entries.ContributionEntry, dataset: Dataset) -> Contribution:
    place = (entry.unit, entry.period, entry.activity or "")
    known = {(a.unit, a.period, a.code): a.id for a in dataset.activities}
    # A code that no activity has stays, so that it is found wrong and not lost.
    activity = known.get(place, entry.activity or "")
    return records.contribution_of(entry, activity, funding.new_id())


def _rate(entry: entries.RateEntry, dataset: Dataset) -> ExchangeRate:
    return records.rate_of(entry, dataset.latest_framework, dataset.info.home_unit)


def _put_contribution(writer: Writer, dataset: Dataset, record: Contribution) -> Dataset:
    funding.write_contribution(writer, dataset, record)
    return replace(dataset, contributions=[*dataset.contributions, record])


def _drop_declaration(writer: Writer, dataset: Dataset, record: Declaration) -> None:
    judging.drop_declaration(writer, dataset, record.marker, record.period)


def _drop_pro_rata(writer: Writer, dataset: Dataset, record: ProRata) -> None:
    judging.drop_pro_rata(writer, dataset, record.marker, record.period, record.indicator)


def _drop_explanation(writer: Writer, dataset: Dataset, record: Explanation) -> None:
    judging.drop_explanation(writer, dataset, record.marker, record.period)


def _drop_rating(writer: Writer, dataset: Dataset, record: ResultRating) -> None:
    judging.drop_rating(writer, dataset, record.result, record.period)


def _drop_note(writer: Writer, dataset: Dataset, record: DataNote) -> None:
    del dataset
    notes.drop_note(writer, record)


def _drop_printed_share(writer: Writer, dataset: Dataset, record: PrintedShare) -> None:
    funding.drop_printed_share(writer, dataset, PRINTED_SHARE.key_of(record))


def _drop_activity(writer: Writer, dataset: Dataset, record: Activity) -> None:
    funding.drop_activity(writer, dataset, record.id)


def _drop_contribution(writer: Writer, dataset: Dataset, record: Contribution) -> None:
    funding.drop_contribution(writer, dataset, record.id)


RECORD_KINDS: Mapping[str, RecordKind] = {
    kind.name: kind
    for kind in (
        RecordKind(
            "note",
            "data note",
            entries.NoteEntry,
            lambda dataset: dataset.notes,
            lambda entry, _: records.note_of(entry),
            _same(notes.write_note),
            _drop_note,
        ),
        RecordKind(
            "declaration",
            "declared status",
            entries.DeclarationEntry,
            lambda dataset: dataset.judgements.declarations,
            lambda entry, _: records.declaration_of(entry, ""),
            _same(judging.write_declaration),
            _drop_declaration,
        ),
        RecordKind(
            "pro-rata",
            "shortened target",
            entries.ProRataEntry,
            lambda dataset: dataset.judgements.pro_ratas,
            lambda entry, _: records.pro_rata_of(entry, ""),
            _same(judging.write_pro_rata),
            _drop_pro_rata,
        ),
        RecordKind(
            "explanation",
            "explanation",
            entries.ExplanationEntry,
            lambda dataset: dataset.explanations,
            lambda entry, _: records.explanation_of(entry, ""),
            _same(judging.write_explanation),
            _drop_explanation,
        ),
        RecordKind(
            "rating",
            "rating",
            entries.RatingEntry,
            lambda dataset: dataset.judgements.ratings,
            lambda entry, _: records.rating_of(entry, ""),
            _same(judging.write_rating),
            _drop_rating,
        ),
        RecordKind(
            "activity",
            "activity",
            entries.ActivityEntry,
            lambda dataset: dataset.activities,
            _activity,
            funding.write_activity,
            _drop_activity,
        ),
        RecordKind(
            "contribution",
            "contribution",
            entries.ContributionEntry,
            lambda dataset: dataset.contributions,
            _contribution,
            _put_contribution,
            _drop_contribution,
        ),
        RecordKind(
            "rate",
            "exchange rate",
            entries.RateEntry,
            lambda dataset: dataset.rates,
            _rate,
            _same(funding.write_rate),
            funding.drop_rate,
        ),
        RecordKind(
            "printed-share",
            "printed share",
            entries.PrintedShareEntry,
            lambda dataset: dataset.printed_shares,
            lambda entry, _: records.printed_share_of(entry),
            _same(funding.write_printed_share),
            _drop_printed_share,
        ),
    )
}
"""Every kind by its name."""
