"""From the entries of a file to the records of the domain."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from spa_me.domain.assessment import Judgements
from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.dataset import DataNote
from spa_me.domain.dataset_file.entries import (
    ActivityEntry,
    ContributionEntry,
    DeclarationEntry,
    ExplanationEntry,
    FileEntries,
    NoteEntry,
    PrintedShareEntry,
    ProRataEntry,
    RateEntry,
    RatingEntry,
    ValueEntry,
)
from spa_me.domain.dataset_file.identity import Identities
from spa_me.domain.framework import FrameworkDefinition, UnitKind
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.domain.values import Value, ValueKey


def values_of(entries: FileEntries) -> tuple[tuple[ValueKey, Value], ...]:
    """Return the values with their keys."""
    return tuple(
        (key_of(entry), value_of(entry, entry.person or entries.person)) for entry in entries.values
    )


def key_of(entry: ValueEntry) -> ValueKey:
    """Return where a value belongs."""
    return ValueKey(entry.unit, entry.period, entry.indicator)


def value_of(entry: ValueEntry, person: str) -> Value:
    """Return one value, entered by `person`."""
    return Value(
        entry.state,
        entry.value,
        entry.numerator,
        entry.denominator,
        entry.level,
        entry.reason,
        entry.note,
        entry.parts,
        person,
    )


def judgements_of(entries: FileEntries) -> Judgements:
    """Return declared statuses, pro rata and ratings."""
    who = entries.person
    return Judgements(
        tuple(declaration_of(e, e.person or who) for e in entries.declarations),
        tuple(pro_rata_of(e, e.person or who) for e in entries.pro_rata),
        tuple(rating_of(e, e.person or who) for e in entries.ratings),
    )


def declaration_of(entry: DeclarationEntry, person: str) -> Declaration:
    """Return one reported status, declared by `person`."""
    return Declaration(
        entry.marker, entry.period, entry.status, entry.reason, entry.precondition, person
    )


def rating_of(entry: RatingEntry, person: str) -> ResultRating:
    """Return one rating of a result, declared by `person`."""
    return ResultRating(entry.result, entry.period, entry.status, entry.reason, person)


def pro_rata_of(entry: ProRataEntry, person: str) -> ProRata:
    """Return one shortening of a target, decided by `person`."""
    return ProRata(
        entry.marker,
        entry.period,
        entry.tracked_from,
        entry.tracked_to,
        entry.reason,
        entry.indicator or "",
        person,
    )


def explanations_of(entries: FileEntries) -> tuple[Explanation, ...]:
    """Return the explanations of deviations."""
    return tuple(explanation_of(e, e.person or entries.person) for e in entries.explanations)


def explanation_of(entry: ExplanationEntry, person: str) -> Explanation:
    """Return one explanation, given by `person`."""
    return Explanation(entry.marker, entry.period, entry.text, person)


def money_of(entries: FileEntries) -> tuple[tuple[Activity, ...], tuple[Contribution, ...]]:
    """Return activities and contributions, with ids that are made from their content."""
    identities = Identities()
    activities = tuple(_activity(entry, identities) for entry in entries.activities)
    ids = {(a.unit, a.period, a.code): a.id for a in activities}
    contributions = tuple(
        _contribution(
            entry, ids.get((entry.unit, entry.period, entry.activity or ""), ""), identities
        )
        for entry in entries.contributions
    )
    return activities, contributions


def _activity(entry: ActivityEntry, identities: Identities) -> Activity:
    return activity_of(entry, identities.of("activity", entry.unit, entry.period, entry.code))


def activity_of(entry: ActivityEntry, identity: str) -> Activity:
    """Return one activity with its id."""
    return Activity(
        identity,
        entry.unit,
        entry.period,
        entry.code,
        entry.title,
        entry.result or "",
        entry.budget,
        entry.currency,
        entry.is_shared,
        entry.note,
    )


def _contribution(entry: ContributionEntry, activity: str, identities: Identities) -> Contribution:
    made = contribution_of(entry, activity, "")
    content = [getattr(made, field.name) for field in fields(made) if field.name != "id"]
    return replace(made, id=identities.of("contribution", *content))


def contribution_of(entry: ContributionEntry, activity: str, identity: str) -> Contribution:
    """Return one contribution with its id, tied to the activity with the id `activity`."""
    return Contribution(
        identity,
        entry.unit,
        entry.period,
        entry.source,
        entry.source_type,
        entry.stage,
        entry.form,
        activity,
        entry.amount,
        entry.currency,
        entry.date,
        entry.note,
    )


def rates_of(entries: FileEntries, definition: FrameworkDefinition) -> tuple[ExchangeRate, ...]:
    """Return the exchange rates, each with the unit and the period that it belongs to."""
    return tuple(rate_of(entry, definition, entries.home_unit) for entry in entries.rates)


def rate_of(entry: RateEntry, definition: FrameworkDefinition, home_unit: str) -> ExchangeRate:
    """Return one exchange rate.

    Without a unit it is the regional secretariat's, or `home_unit`'s in a plan that has none;
    without a period it belongs to the one that its day is in.
    """
    regions = (unit.code for unit in definition.units if unit.kind is UnitKind.REGION)
    return ExchangeRate(
        entry.unit or next(regions, home_unit),
        entry.period or _period_at(definition, entry.date),
        entry.base,
        entry.quote,
        entry.rate,
        entry.date,
        entry.document,
    )


def _period_at(definition: FrameworkDefinition, day: date) -> str:
    """Return the latest period that had begun on a day; the first for a day before all."""
    periods = definition.period_by_code.values()
    begun = [period.code for period in periods if period.start <= day]
    return begun[-1] if begun else next(iter(definition.period_by_code))


def printed_shares_of(entries: FileEntries) -> tuple[PrintedShare, ...]:
    """Return the shares that a report printed."""
    return tuple(printed_share_of(entry) for entry in entries.printed_shares)


def printed_share_of(entry: PrintedShareEntry) -> PrintedShare:
    """Return one share as a report printed it."""
    return PrintedShare(
        entry.unit, entry.period, entry.source, entry.share, entry.document, entry.source_type
    )


def notes_of(entries: FileEntries) -> tuple[DataNote, ...]:
    """Return the notes that go with the data."""
    return tuple(note_of(entry) for entry in entries.notes)


def note_of(entry: NoteEntry) -> DataNote:
    """Return one note."""
    return DataNote(entry.about, entry.text, entry.source, entry.period or "")
