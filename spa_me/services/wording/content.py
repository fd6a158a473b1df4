"""Values, funding, judgements, notes and frameworks in words."""

from __future__ import annotations

from spa_me.domain.cofunding import (
    NO_CURRENCY,
    SOURCE_TYPE_TITLES,
    Activity,
    Contribution,
    ExchangeRate,
    PrintedShare,
)
from spa_me.domain.dataset import DataNote, WorkspaceInfo
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.judgements import Declaration, Explanation, ProRata, ResultRating
from spa_me.domain.numbers import plain
from spa_me.domain.status import STATUS_TITLES
from spa_me.domain.values import BLANK, STATE_TITLES, Value, ValueKey, ValueState
from spa_me.services.wording.dispatch import joined, named, subject, text


def value_subject(key: ValueKey) -> str:
    """Return how a value is called: `value KH 2014 1.3`."""
    unit, period, indicator = key
    return f"value {unit} {period} {indicator}"


def value_text(value: Value) -> str:
    """Return a value as text: `37 of 100; note: …`; empty for a blank one."""
    if value is BLANK:  # as before most values of a large import
        return ""
    if value.state is ValueState.BLANK:
        return named("note", value.note)
    figure = _figure(value) if value.is_reported else STATE_TITLES[value.state]
    if not (value.reason or value.note or value.parts):
        return figure
    parts = [
        f"{dimension}: " + ", ".join(f"{code} {plain(n)}" for code, n in entries.items())
        for dimension, entries in value.parts.items()
    ]
    return joined([figure, *parts, named("reason", value.reason), named("note", value.note)])


def _figure(value: Value) -> str:
    if value.numerator is not None and value.denominator is not None:
        return f"{plain(value.numerator)} of {plain(value.denominator)}"
    if value.number is not None:
        return plain(value.number)
    return value.level or ""


@subject.register
def _(record: Declaration) -> str:
    return f"declaration {record.period} {record.marker}"


@text.register
def _(record: Declaration) -> str:
    unmet = named("precondition unmet", record.precondition)
    return joined([STATUS_TITLES[record.status], named("reason", record.reason), unmet])


@subject.register
def _(record: ProRata) -> str:
    return f"pro rata {record.period} {record.marker} {record.indicator}".rstrip()


@text.register
def _(record: ProRata) -> str:
    tracked = f"tracked {record.tracked_from} to {record.tracked_to}"
    return joined([tracked, named("reason", record.reason)])


@subject.register
def _(record: Explanation) -> str:
    return f"explanation {record.period} {record.marker}"


@text.register
def _(record: Explanation) -> str:
    return record.text


@subject.register
def _(record: ResultRating) -> str:
    return f"rating {record.period} {record.result}"


@text.register
def _(record: ResultRating) -> str:
    return joined([STATUS_TITLES[record.status], named("reason", record.reason)])


@subject.register
def _(record: Activity) -> str:
    return f"activity {record.unit} {record.period} {record.code}"


@text.register
def _(record: Activity) -> str:
    budget = "" if record.budget is None else f"budget {plain(record.budget)} {record.currency}"
    return joined(
        [
            record.title,
            named("result", record.result),
            budget,
            "shared with other countries" if record.is_shared else "",
            named("note", record.note),
        ]
    )


@subject.register
def _(record: Contribution) -> str:
    return f"contribution {record.unit} {record.period} {record.source}"


@text.register
def _(record: Contribution) -> str:
    amount = "no amount" if record.amount is None else _money(record)
    firm = f"{record.stage}, {record.form.replace('_', ' ')}"
    dated = "" if record.date is None else f"dated {record.date}"
    kind = SOURCE_TYPE_TITLES[record.source_type]
    return joined([amount, firm, kind, dated, named("note", record.note)])


def _money(record: Contribution) -> str:
    amount = plain(record.amount) if record.amount is not None else ""
    return amount if record.currency == NO_CURRENCY else f"{amount} {record.currency}"


@subject.register
def _(record: ExchangeRate) -> str:
    place = f"{record.unit} {record.period}"
    return f"exchange rate {place} {record.base} {record.quote} {record.date}"


@text.register
def _(record: ExchangeRate) -> str:
    return f"1 {record.base} = {plain(record.rate)} {record.quote}; source: {record.document}"


@subject.register
def _(record: PrintedShare) -> str:
    kind = "" if record.source_type is None else SOURCE_TYPE_TITLES[record.source_type]
    return joined([f"printed share {record.unit} {record.period} {record.source}", kind])


@text.register
def _(record: PrintedShare) -> str:
    return joined([f"{plain(record.share)} %", named("document", record.document)])


@subject.register
def _(record: DataNote) -> str:
    return f"data note {record.about} {record.period}".rstrip()


@text.register
def _(record: DataNote) -> str:
    return joined([record.text, named("source", record.source)])


@subject.register
def _(record: FrameworkDefinition) -> str:
    return f"framework {record.code} {record.version}"


@text.register
def _(record: FrameworkDefinition) -> str:
    return f"{record.title}; in force from {record.in_force_from}; digest {record.digest}"


@subject.register
def _(record: WorkspaceInfo) -> str:
    return f"workspace {record.title}"


@text.register
def _(record: WorkspaceInfo) -> str:
    source = named("source", record.source)
    return joined([f"kept by {record.home_unit}", f"{record.kind} data", source])
