"""Why a marker has its status: the rule, the inputs, what is missing, what would change it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from spa_me.domain.aggregation import InputKind, UnitInput
from spa_me.domain.assessment import MarkerAssessment
from spa_me.domain.derivation.changes import what_would_change
from spa_me.domain.derivation.facts import Facts, facts_of
from spa_me.domain.derivation.figures import of_values
from spa_me.domain.derivation.words import (
    COMPARATOR_WORDS,
    about_leg,
    about_partly,
    answer_of,
    comparison,
    is_of_one_unit,
    leg_remarks,
    rule_of,
    series_remarks,
    status_words,
)
from spa_me.domain.framework import FrameworkDefinition, MarkerRule
from spa_me.domain.sentences import Amount, Sentence, say
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.domain.values import STATE_TITLES, SeriesBreak, Value


@dataclass(frozen=True, slots=True)
class DerivationInput:
    """One figure that went in, or did not: a row of the table.

    Attributes:
        indicator, unit: codes; `indicator_title` and `unit_name` are their texts.
        amount: the figure in the indicator's unit; None where there is none.
        stands: what the value is in words: `Reported`, `Carried forward from 2013`, `Not reported`.
        target: what this figure is held against by itself; None where only the total is.
        entered_by, entered_at: who typed it, and when.
    """

    indicator: str
    indicator_title: str
    unit: str
    unit_name: str
    amount: Amount | None
    value: Value
    stands: Sentence
    target: Amount | None
    entered_by: str
    entered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Derivation:
    """The full answer to "why?" for a marker; what the panel, the export and the CLI show.

    Attributes:
        title: the question; `answer`: the status and its reason in one sentence.
        rule: how the status follows in general; `steps`: how each leg stands.
        inputs: every figure that was asked for.
        missing: what is not there, named; `cases`: the worst and best it can become.
        changes: what it would take to change the status.
        remarks: pro rata, declarations, preconditions, and anything else a reader must know.
        facts: the bare data from which the computed status can be recomputed.
    """

    title: Sentence
    answer: Sentence
    status: Status | None
    no_status: NoStatus | None
    rule: Sentence
    steps: tuple[Sentence, ...]
    inputs: tuple[DerivationInput, ...]
    missing: tuple[Sentence, ...]
    cases: tuple[Sentence, ...]
    changes: tuple[Sentence, ...]
    remarks: tuple[Sentence, ...]
    facts: Facts


def derive(
    definition: FrameworkDefinition,
    marker: MarkerAssessment,
    provisional: Collection[tuple[str, str]] = (),
    drafts: Collection[tuple[str, str]] = (),
    breaks: Mapping[str, SeriesBreak] | None = None,
) -> Derivation:
    """Return why a marker stands as it does.

    Args:
        definition: the framework version that judges the period.
        marker: as it was assessed.
        provisional: units and periods whose figures were submitted and not accepted.
        drafts: units and periods whose figures are a draft, whatever was submitted before.
        breaks: by indicator, where its figures do not go on from those of earlier periods.
    """
    status = status_words(definition, marker)
    return Derivation(
        title=say("Why is {code} “{status}”?", code=marker.marker.code, status=status),
        answer=answer_of(definition, marker),
        status=marker.status,
        no_status=marker.no_status,
        rule=rule_of(marker),
        steps=tuple(_steps(definition, marker)),
        inputs=tuple(_inputs(definition, marker, provisional, drafts)),
        missing=tuple(_missing(definition, marker)),
        cases=tuple(_cases(marker)),
        changes=tuple(what_would_change(definition, marker)),
        remarks=(*_remarks(marker), *series_remarks(marker, breaks or {})),
        facts=facts_of(marker),
    )


def _steps(definition: FrameworkDefinition, marker: MarkerAssessment) -> Iterator[Sentence]:
    if marker.marker.rule is MarkerRule.ALL_OF:
        for leg in marker.legs:
            yield comparison(leg)
            yield from about_leg(leg)
        yield from about_partly(marker)
    elif marker.marker.rule is MarkerRule.K_OF_N:
        yield from _by_unit(definition, marker)


def _by_unit(definition: FrameworkDefinition, marker: MarkerAssessment) -> Iterator[Sentence]:
    (leg,) = marker.legs
    words = COMPARATOR_WORDS[leg.comparator]
    if marker.common_target is not None and not is_of_one_unit(marker):
        target = of_values(marker.common_target, leg.indicator)
        yield say(
            "{code}: the target is {words} {target}.",
            code=leg.indicator.code,
            words=words,
            target=target,
        )
    yield from about_leg(leg)
    for unit in marker.units:
        amount = unit.entry.value.amount
        if unit.reached is None or unit.target is None or amount is None:
            continue
        yield say(
            "{unit} reaches its target of {words} {target} with {amount}."
            if unit.reached
            else "{unit} does not reach its target of {words} {target} with {amount}.",
            unit=str(definition.unit_by_code[unit.unit].name),
            words=words,
            target=of_values(unit.target, leg.indicator),
            amount=of_values(amount, leg.indicator),
        )


def _inputs(
    definition: FrameworkDefinition,
    marker: MarkerAssessment,
    provisional: Collection[tuple[str, str]],
    drafts: Collection[tuple[str, str]],
) -> Iterator[DerivationInput]:
    targets = {unit.unit: unit.target for unit in marker.units}
    for leg in marker.legs:
        for entry in leg.aggregate.inputs:
            amount = entry.value.amount if entry.has_figure else None
            target = targets.get(entry.unit)
            yield DerivationInput(
                indicator=leg.indicator.code,
                indicator_title=str(leg.indicator.title),
                unit=entry.unit,
                unit_name=str(definition.unit_by_code[entry.unit].name),
                amount=None if amount is None else of_values(amount, leg.indicator),
                value=entry.value,
                stands=_settled(entry, provisional, drafts),
                target=None if target is None else of_values(target, leg.indicator),
                entered_by=entry.value.entered_by,
                entered_at=entry.value.entered_at,
            )


def _settled(
    entry: UnitInput,
    provisional: Collection[tuple[str, str]],
    drafts: Collection[tuple[str, str]],
) -> Sentence:
    stands = _stands(entry.kind, entry.period, entry.value)
    if entry.has_figure and (entry.unit, entry.period) in drafts:
        return say("{stands}; draft, not sealed", stands=stands)
    if entry.has_figure and (entry.unit, entry.period) in provisional:
        return say("{stands}; provisional, not accepted", stands=stands)
    return stands


def _stands(kind: InputKind, period: str, value: Value) -> Sentence:
    if kind is InputKind.CARRIED:
        return say("Carried forward from {period}", period=period)
    if kind is InputKind.REPORTED:
        return say("Reported")
    if kind is InputKind.NO_PARTS:
        return say("Reported without parts, and so not in the figure")
    state = "Not reported" if not value.reason else STATE_TITLES[value.state]
    return say(f"{state}: {{reason}}", reason=value.reason) if value.reason else say(state)


def _missing(definition: FrameworkDefinition, marker: MarkerAssessment) -> Iterator[Sentence]:
    for leg in marker.legs:
        units = marker.missing_in(leg)
        if units:
            yield say(
                "{count} not reported for {indicator}: {units}",
                count=len(units),
                indicator=leg.indicator.code,
                units=definition.unit_names(units),
            )
        bare = leg.aggregate.without_parts
        if bare:
            expected, outside = leg.aggregate.expected, leg.aggregate.not_included
            yield say(
                "{included} of {expected} in the figure for {indicator}; {units} gave no parts",
                included=len(expected) - len(outside),
                expected=len(expected),
                indicator=leg.indicator.code,
                units=definition.unit_names(bare),
            )


def _cases(marker: MarkerAssessment) -> Iterator[Sentence]:
    if not marker.units_not_included or marker.worst is None or marker.best is None:
        return
    yield say(
        "If all that is missing comes in at nothing: {status}.",
        status=STATUS_TITLES[marker.worst].lower(),
    )
    yield say(
        "If all that is missing comes in at target: {status}.",
        status=STATUS_TITLES[marker.best].lower(),
    )


def _remarks(marker: MarkerAssessment) -> Iterator[Sentence]:
    declaration = marker.declaration
    if declaration is not None:
        yield say(
            "Declared {status} ({person}): {reason}",
            status=STATUS_TITLES[declaration.status].lower(),
            person=declaration.person or "the reporting unit",
            reason=declaration.reason,
        )
        if declaration.precondition:
            yield say("A precondition was unmet: {text}", text=declaration.precondition)
    if marker.differs and marker.computed is not None:
        yield say(
            "The rule gives {computed}; the reported status stands and is counted.",
            computed=STATUS_TITLES[marker.computed].lower(),
        )
    if marker.is_declared_only:
        yield say("The status is declared without a value; it rests on its evidence alone.")
    for leg in marker.legs:
        yield from leg_remarks(leg)
