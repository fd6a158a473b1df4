"""One value held against its indicator: used wherever a value comes in, by hand or from a file.

A finding's `where` is the name of the field: `unit`, `period`, `indicator`, `state`, `value`,
`numerator`, `denominator`, `reason`, `note` or `parts[dimension]`. The caller puts the place before
it, such as a row of a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from spa_me.domain.checks.doubts import FindingKind
from spa_me.domain.errors import Finding, Severity
from spa_me.domain.fields import kinds
from spa_me.domain.framework import FrameworkDefinition, Indicator, Measure
from spa_me.domain.numbers import NotANumberError, checked_decimal, plain, rounded
from spa_me.domain.values import STATE_TITLES, Value, ValueKey, ValueState, parts_mismatches

MAX_TEXT = kinds.TEXT_LENGTH
"""The most characters of a reason or a note."""

OVER_100 = FindingKind.OVER_100


def check_value(definition: FrameworkDefinition, key: ValueKey, value: Value) -> list[Finding]:
    """Return everything that is wrong or doubtful about a value.

    An error keeps the value out; a warning goes with it.
    """
    return [] if _is_plain_count(definition, key, value) else every_finding(definition, key, value)


def every_finding(definition: FrameworkDefinition, key: ValueKey, value: Value) -> list[Finding]:
    """Return what `check_value` returns, without its short way."""
    findings = list(_key(definition, key))
    indicator = definition.indicator_by_code.get(key.indicator)
    findings.extend(_texts(value))
    unusable = list(_unusable(value))
    findings.extend(unusable)
    if indicator is not None and not unusable:
        findings.extend(_content(definition, indicator, value))
    return findings


_WHOLE = Decimal(1)
_COMMON = Decimal(10) ** 15


def _is_plain_count(definition: FrameworkDefinition, key: ValueKey, value: Value) -> bool:
    """Return whether a value is a whole count and nothing else.

    Most values of a large import are, and nothing is wrong with them; this saves a third of its
    time.
    """
    number = value.number
    if number is None or value.state is not ValueState.REPORTED:
        return False
    if value.parts or value.reason or value.note or value.level is not None:
        return False
    if value.numerator is not None or value.denominator is not None:
        return False
    indicator = definition.indicator_by_code.get(key.indicator)
    return (
        indicator is not None
        and indicator.measure is Measure.COUNT
        and key.unit in definition.reporters[key.indicator]
        and key.period in definition.period_by_code
        and number.same_quantum(_WHOLE)
        and 0 <= number < _COMMON
    )


def _key(definition: FrameworkDefinition, key: ValueKey) -> Iterator[Finding]:
    known = (
        ("unit", key.unit, definition.unit_by_code),
        ("period", key.period, definition.period_by_code),
        ("indicator", key.indicator, definition.indicator_by_code),
    )
    for field, code, codes in known:
        if code not in codes:
            yield Finding(field, f"there is no {_NAMES[field]} “{code}”", _one_of(codes))
    asked = definition.reporters.get(key.indicator)
    if asked is not None and key.unit in definition.unit_by_code and key.unit not in asked:
        problem = f"“{key.unit}” is not asked for {key.indicator}"
        yield Finding("unit", problem, _one_of(asked))


_NAMES = {"unit": "reporting unit", "period": "reporting period", "indicator": "indicator"}


def _one_of(codes: Iterable[str]) -> str:
    listed = list(codes)
    more = ", …" if len(listed) > 12 else ""
    return f"one of {', '.join(listed[:12])}{more}" if listed else ""


def _texts(value: Value) -> Iterator[Finding]:
    for field, text in (("reason", value.reason), ("note", value.note)):
        if len(text) > MAX_TEXT:
            problem = f"it has {len(text):,} characters"
            yield Finding(field, problem, f"at most {MAX_TEXT:,} characters")
    if value.state.needs_reason and not value.reason.strip():
        problem = f"“{STATE_TITLES[value.state]}” needs a reason"
        yield Finding("reason", problem, "why there is no figure")


def _unusable(value: Value) -> Iterator[Finding]:
    """Yield numbers that cannot be kept exactly, before anything is computed with them."""
    numbers = [
        ("value", value.number),
        ("numerator", value.numerator),
        ("denominator", value.denominator),
    ]
    for dimension, parts in value.parts.items():
        numbers.extend((f"parts[{dimension}]", part) for part in parts.values())
    for field, number in numbers:
        if number is not None:
            try:
                checked_decimal(number)
            except NotANumberError as error:
                yield Finding(field, str(error), "a number like 20 or 12.5")


def _content(
    definition: FrameworkDefinition, indicator: Indicator, value: Value
) -> Iterator[Finding]:
    if not value.is_reported:
        if _has_figure(value):
            problem = f"there is a figure although the value is “{STATE_TITLES[value.state]}”"
            expected = "no figure, or the state reported"
            yield Finding("state", problem, expected)
        return
    if indicator.measure.is_graded:
        yield from _graded(indicator, value)
    elif value.level is not None:
        yield Finding("value", f"{indicator.code} takes numbers, not levels", "a number")
    elif indicator.measure is Measure.PERCENTAGE:
        yield from _percentage(value)
    else:
        yield from _number(indicator, value)
    yield from _breakdown(definition, indicator, value)


def _has_figure(value: Value) -> bool:
    figures = (value.number, value.numerator, value.denominator, value.level)
    return any(figure is not None for figure in figures) or any(value.parts.values())


def _graded(indicator: Indicator, value: Value) -> Iterator[Finding]:
    levels = _one_of(level.code for level in indicator.scale)
    if value.level is None:
        yield Finding("value", f"{indicator.code} takes a level and none is given", levels)
    elif indicator.level(value.level) is None:
        yield Finding("value", f"there is no level “{value.level}”", levels)
    if any(part is not None for part in (value.number, value.numerator, value.denominator)):
        yield Finding("value", f"{indicator.code} takes levels, not numbers", levels)


def _number(indicator: Indicator, value: Value) -> Iterator[Finding]:
    for field, part in (("numerator", value.numerator), ("denominator", value.denominator)):
        if part is not None:
            yield Finding(field, f"{indicator.code} is not a percentage", "one number as the value")
    number = value.number
    if number is None:
        yield _missing_figure()
    elif indicator.measure is Measure.COUNT:
        if number < 0:
            yield Finding("value", f"{plain(number)} is below zero", "a count from 0")
        elif number != number.to_integral_value():
            yield _doubt("value", f"{plain(number)} is not a whole number", "a count")


def _missing_figure() -> Finding:
    expected = "a number (0 is one), or the state Not available with a reason"
    return Finding("value", "the value is reported without a figure", expected)


def _percentage(value: Value) -> Iterator[Finding]:
    numerator, denominator = value.numerator, value.denominator
    if numerator is None and denominator is None:
        yield from _bare_percentage(value.number)
        return
    if numerator is None or denominator is None:
        present, absent = ("numerator", "denominator")[:: 1 if denominator is None else -1]
        yield Finding(absent, f"there is a {present} without a {absent}", "both or neither")
        return
    if denominator <= 0:
        problem = f"the denominator is {plain(denominator)}"
        yield Finding("denominator", problem, "a number above 0")
        return
    if numerator < 0:
        yield Finding("numerator", f"{plain(numerator)} is below zero", "a number from 0")
    elif numerator > denominator:
        problem = f"{plain(numerator)} of {plain(denominator)} is more than 100 %"
        yield _doubt("numerator", problem, "a part of the denominator", OVER_100)
    if value.number is not None:
        yield from _beside_its_parts(value.number, numerator, denominator)


def _bare_percentage(number: Decimal | None) -> Iterator[Finding]:
    if number is None:
        yield _missing_figure()
        return
    if number < 0:
        yield Finding("value", f"{plain(number)} % is below zero", "a percentage from 0")
    elif number > 100:
        problem = f"{plain(number)} % is more than 100 %"
        yield _doubt("value", problem, "a percentage up to 100", OVER_100)
    problem = "no denominator: it can be neither added to other percentages nor checked"
    yield _doubt("denominator", problem, "the numerator and denominator behind the percentage")


def _beside_its_parts(
    number: Decimal, numerator: Decimal, denominator: Decimal
) -> Iterator[Finding]:
    """Yield an error unless a percentage that is given twice says the same, as far as written."""
    decimals = max(0, -int(number.as_tuple().exponent))
    share = rounded(Fraction(numerator) * 100 / Fraction(denominator), decimals)
    if share != number:
        problem = (
            f"{plain(number)} % does not agree with {plain(numerator)} of {plain(denominator)}, "
            f"which is {plain(share)} %"
        )
        yield Finding("value", problem, "the parts alone")


def _breakdown(
    definition: FrameworkDefinition, indicator: Indicator, value: Value
) -> Iterator[Finding]:
    for code, parts in value.parts.items():
        place = f"parts[{code}]"
        dimension = definition.dimension_by_code.get(code)
        if dimension is None or code not in indicator.dimensions:
            problem = f"{indicator.code} is not broken down by “{code}”"
            yield Finding(place, problem, _one_of(indicator.dimensions) or "no breakdown")
            continue
        for category, part in parts.items():
            if category not in dimension.category_codes:
                problem = f"there is no category “{category}”"
                yield Finding(place, problem, _one_of(dimension.category_codes))
            if part < 0:
                problem = f"{category}: {plain(part)} is below zero"
                yield Finding(place, problem, "a number from 0")
    for mismatch in parts_mismatches(value):
        known = definition.dimension_by_code.get(mismatch.dimension)
        problem = (
            f"{mismatch.dimension if known is None else known.title}: the parts add up to "
            f"{plain(mismatch.parts)} and the total is {plain(mismatch.total)}"
        )
        yield _doubt(f"parts[{mismatch.dimension}]", problem, "parts that add up to the total")


def _doubt(where: str, what: str, expected: str, doubt: str = "") -> Finding:
    return Finding(where, what, expected, Severity.WARNING, doubt)
