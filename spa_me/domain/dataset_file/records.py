"""From the entries of a file to the records of the domain."""

from __future__ import annotations

from datetime import date

from spa_me.domain.assessment import Judgements
from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.dataset import DataNote
from spa_me.domain.dataset_file.entries import (
    ActivityEntry,
    ContributionEntry,
    FileEntries,
    ProRataEntry,
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
    declarations = tuple(
        Declaration(
            e.marker, e.period, e.status, e.reason, e.precondition, e.person or entries.person
        )
        for e in entries.declarations
    )
    ratings = tuple(
        ResultRating(e.result, e.period, e.status, e.reason, e.person or entries.person)
        for e in entries.ratings
    )
    pro_ratas = tuple(pro_rata_of(e, e.person or entries.person) for e in entries.pro_rata)
    return Judgements(declarations, pro_ratas, ratings)


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
    return tuple(
        Explanation(e.marker, e.period, e.text, e.person or entries.person)
        for e in entries.explanations
    )


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
    return Activity(
        identities.of("activity", entry.unit, entry.period, entry.code),
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
    content = (
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
    return Contribution(identities.of("contribution", *content), *content)


def rates_of(entries: FileEntries, definition: FrameworkDefinition) -> tuple[ExchangeRate, ...]:
    """Return the exchange rates, each with the unit and the period that it belongs to."""
    regions = (unit.code for unit in definition.units if unit.kind is UnitKind.REGION)
    common = next(regions, entries.home_unit)
    return tuple(
        ExchangeRate(
            e.unit or common,
            e.period or _period_at(definition, e.date),
            e.base,
            e.quote,
            e.rate,
            e.date,
            e.document,
        )
        for e in entries.rates
    )


def _period_at(definition: FrameworkDefinition, day: date) -> str:
    """Return the latest period that had begun on a day; the first for a day before all."""
    periods = definition.period_by_code.values()
    begun = [period.code for period in periods if period.start <= day]
    return begun[-1] if begun else next(iter(definition.period_by_code))


def printed_shares_of(entries: FileEntries) -> tuple[PrintedShare, ...]:
    """Return the shares that a report printed."""
    return tuple(
        PrintedShare(e.unit, e.period, e.source, e.share, e.document, e.source_type)
        for e in entries.printed_shares
    )


def notes_of(entries: FileEntries) -> tuple[DataNote, ...]:
    """Return the notes that go with the data."""
    return tuple(DataNote(e.about, e.text, e.source, e.period or "") for e in entries.notes)
