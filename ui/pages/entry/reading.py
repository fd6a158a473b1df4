"""What a person typed or pasted into an answer, read as a value; and values as text to edit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from spa_me.domain.checks import check_value
from spa_me.domain.errors import Severity
from spa_me.domain.framework import FrameworkDefinition, Indicator, Measure, clean_text
from spa_me.domain.numbers import NotANumberError, exact_text, parse_decimal, plain
from spa_me.domain.values import BLANK, STATE_TITLES, Value, ValueKey, ValueState
from ui.i18n import domain_text


@dataclass(frozen=True, slots=True)
class Signs:
    """How a locale writes numbers."""

    point: str = "."
    group: str = ","
    zero: str = "0"


@dataclass(frozen=True, slots=True)
class Content:
    """What an answer's cell holds.

    Attributes:
        value: the answer as it is kept.
        unread: a text that could not be taken as an answer; it is shown and not kept.
        why: what is wrong with that text, in a sentence.
        state: the state that the text seems to mean and that needs a reason.
    """

    value: Value
    unread: str = ""
    why: str = ""
    state: ValueState | None = None


_STATE_WORDS = {
    "n/a": ValueState.NOT_APPLICABLE,
    "n.a.": ValueState.NOT_APPLICABLE,
    "na": ValueState.NOT_APPLICABLE,
    "n a": ValueState.NOT_APPLICABLE,
    "-": ValueState.NOT_AVAILABLE,
    "–": ValueState.NOT_AVAILABLE,
    "—": ValueState.NOT_AVAILABLE,
    "no data": ValueState.NOT_AVAILABLE,
    "nd": ValueState.NOT_AVAILABLE,
    "tbc": ValueState.NOT_AVAILABLE,
    "not due": ValueState.NOT_YET_DUE,
}
_RATIO = re.compile(r"(?P<top>[^/]+?)\s*(?:/|\bof\b)\s*(?P<bottom>[^/]*)\Z", re.IGNORECASE)
_SPACED = re.compile(r"[+-]?\d{1,3}( \d{3})+([.,]\d+)?\Z", re.ASCII)
_COMMA_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?\Z", re.ASCII)
_COMMA_PLAIN = re.compile(r"[+-]?\d*,\d+\Z", re.ASCII)


def read_answer(
    definition: FrameworkDefinition, key: ValueKey, old: Value, text: str, signs: Signs
) -> Content:
    """Return what a text means as the answer to an indicator; the note of `old` stays.

    A text that is no answer is not lost: it comes back as `unread`, beside the old value.
    """
    indicator = definition.indicator_by_code[key.indicator]
    typed = clean_text(text)
    if not typed:
        return Content(replace(BLANK, note=old.note))
    stated = _state(typed, old)
    if stated is not None:
        return stated
    try:
        value = _value(indicator, typed, signs)
    except NotANumberError as error:
        return Content(old, typed, str(error))
    value = replace(value, note=old.note, parts=old.parts if old.is_reported else {})
    return checked(definition, key, old, typed, value)


def checked(
    definition: FrameworkDefinition, key: ValueKey, old: Value, typed: str, value: Value
) -> Content:
    """Return a value as content, or the typed text where the value could not be kept."""
    for finding in check_value(definition, key, value):
        if finding.severity is not Severity.WARNING:
            wanted = QCoreApplication.translate("Reading", "{problem}; expected {expected}")
            both = wanted.format(problem=finding.what, expected=finding.expected)
            return Content(old, typed, both if finding.expected else finding.what)
    return Content(value)


def _state(typed: str, old: Value) -> Content | None:
    """Return what a word such as `n/a` or `not applicable: reason` means; None for other texts."""
    words, _, reason = typed.partition(":")
    word = " ".join(words.casefold().split())
    names = {
        name.casefold(): state
        for state in ValueState
        if state.needs_reason
        for name in (STATE_TITLES[state], domain_text(STATE_TITLES[state]))
    }
    state = names.get(word) or _STATE_WORDS.get(word)
    if state is None:
        return None
    if reason.strip():
        return Content(Value(state, reason=reason.strip(), note=old.note))
    why = QCoreApplication.translate("Reading", "Say why there is no figure")
    return Content(old, typed, why, state)


def _value(indicator: Indicator, typed: str, signs: Signs) -> Value:
    if indicator.measure.is_graded:
        return Value(ValueState.REPORTED, level=_level(indicator, typed))
    if indicator.measure is Measure.PERCENTAGE:
        return _percentage(typed, signs)
    return Value(ValueState.REPORTED, number=read_number(typed, signs))


def _level(indicator: Indicator, typed: str) -> str:
    wanted = typed.casefold()
    for level in indicator.scale:
        names = {level.code, *level.title.root.values(), domain_text(str(level.title))}
        if wanted in {name.casefold() for name in names}:
            return level.code
    titles = ", ".join(str(level.title) for level in indicator.scale)
    message = QCoreApplication.translate("Reading", "“{text}” is no level; choose one of {levels}")
    raise NotANumberError(message.format(text=typed[:40], levels=titles))


def _percentage(typed: str, signs: Signs) -> Value:
    parts = _RATIO.match(typed)
    if parts is None:
        return Value(ValueState.REPORTED, number=read_number(typed.removesuffix("%"), signs))
    if not parts["bottom"].strip():
        message = QCoreApplication.translate("Reading", "“{text}” has no denominator, as in 9/20")
        raise NotANumberError(message.format(text=typed[:40]))
    return Value(
        ValueState.REPORTED,
        numerator=read_number(parts["top"], signs),
        denominator=read_number(parts["bottom"], signs),
    )


def read_number(typed: str, signs: Signs) -> Decimal:
    """Return the number that a text writes in the locale, or else in English.

    Raises:
        NotANumberError: with a sentence that can be shown.
    """
    text = typed.strip()
    if signs.zero != "0":
        digits = {ord(signs.zero) + digit: str(digit) for digit in range(10)}
        text = text.translate(digits)
    if _SPACED.match(text):
        text = text.replace(" ", "")
    if signs.point == ",":
        if _COMMA_GROUPED.match(text):
            text = text.replace(".", "").replace(",", ".")
        elif _COMMA_PLAIN.match(text):
            text = text.replace(",", ".")
    return parse_decimal(text)


def edit_text(indicator: Indicator, value: Value, signs: Signs) -> str:
    """Return a value as it is edited, and as `read_answer` reads it again: `9/20`, `45%`."""
    if value.state is ValueState.BLANK:
        return ""
    if not value.is_reported:
        return f"{domain_text(STATE_TITLES[value.state]).lower()}: {value.reason}"
    if value.level is not None:
        level = indicator.level(value.level)
        return value.level if level is None else str(level.title)
    if value.numerator is not None and value.denominator is not None:
        return f"{_written(value.numerator, signs)}/{_written(value.denominator, signs)}"
    if value.number is None:
        return ""
    sign = "%" if indicator.measure is Measure.PERCENTAGE else ""
    return f"{_written(value.number, signs)}{sign}"


def spreadsheet_text(indicator: Indicator, value: Value, signs: Signs) -> str:
    """Return a value as a spreadsheet takes it: a ratio in per cent, as `9/20` is a date there."""
    if value.is_ratio and value.amount is not None:
        return f"{exact_text(value.amount, 9).replace('.', signs.point)}%"
    return edit_text(indicator, value, signs)


def _written(number: Decimal, signs: Signs) -> str:
    return plain(number).replace(".", signs.point)


def same_answer(one: Value, other: Value) -> bool:
    """Return whether two values say the same, whoever entered them."""
    unstamped = replace(one, entered_by=other.entered_by, entered_at=other.entered_at)
    return unstamped == other
