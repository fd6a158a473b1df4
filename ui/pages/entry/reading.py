"""What a person typed or pasted into an answer, read as a value; and values as text to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from spa_me.domain.checks import check_value
from spa_me.domain.errors import Severity
from spa_me.domain.framework import FrameworkDefinition, Indicator, Measure, clean_text
from spa_me.domain.numbers import rounded
from spa_me.domain.reading.cells import number_in, signs_shown
from spa_me.domain.reading.errors import UnreadError
from spa_me.domain.reading.numbers import read_fraction, written
from spa_me.domain.reading.signs import ANY, Signs
from spa_me.domain.reading.words import NoFigure, no_figure
from spa_me.domain.sentences import say
from spa_me.domain.values import BLANK, STATE_TITLES, Value, ValueKey, ValueState
from ui.i18n import domain_text, show_sentence


@dataclass(frozen=True, slots=True)
class Content:
    """What an answer's cell holds.

    Attributes:
        value: the answer as it is kept.
        unread: a text that could not be taken as an answer; it is shown and not kept.
        why: what is wrong with that text, in a sentence.
        word: the states without a figure that the text can mean, of which a person has to choose
            one and say why.
    """

    value: Value
    unread: str = ""
    why: str = ""
    word: NoFigure | None = None


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
    level = _level(indicator, typed)
    word = None if level is not None else no_figure(typed, _state_names())
    if word is not None:
        return _without_figure(typed, word, old)
    try:
        value = _value(indicator, typed, level, signs)
    except UnreadError as error:
        return Content(old, typed, show_sentence(error.sentence))
    value = replace(value, note=old.note, parts=old.parts if old.is_reported else {})
    return checked(definition, key, old, typed, value)


def block_signs(texts: Iterable[str], signs: Signs) -> Signs:
    """Return the signs of a pasted block: those of the locale, unless it shows others.

    What it holds is then read where it has one meaning, and asked where it has two.
    """
    return signs if signs_shown(texts, signs).point == signs.point else ANY


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


def _state_names() -> Iterator[tuple[str, ValueState]]:
    """Yield what the states are called in the app's language."""
    return ((domain_text(title), state) for state, title in STATE_TITLES.items())


def _without_figure(typed: str, word: NoFigure, old: Value) -> Content:
    """Return what a word such as `tbc` or `not applicable: reason` means."""
    if not word.states:
        why = QCoreApplication.translate(
            "Reading",
            "“{word}” can be 0 and can be no figure. Type 0, or choose a state (Alt+Down)",
        )
        return Content(old, typed, why.format(word=typed[:40]))
    if word.reason and len(word.states) == 1:
        return Content(Value(word.states[0], reason=word.reason, note=old.note))
    if len(word.states) == 1:
        why = QCoreApplication.translate("Reading", "Say why there is no figure")
    else:
        why = QCoreApplication.translate("Reading", "Say which it is, and why there is no figure")
    return Content(old, typed, why, word)


def _value(indicator: Indicator, typed: str, level: str | None, signs: Signs) -> Value:
    if indicator.measure.is_graded:
        if level is None:
            raise _no_level(indicator, typed)
        return Value(ValueState.REPORTED, level=level)
    is_percentage = indicator.measure is Measure.PERCENTAGE
    parts = read_fraction(typed, signs) if is_percentage else None
    if parts is not None:
        top, bottom = parts
        return Value(ValueState.REPORTED, numerator=top.number, denominator=bottom.number)
    read = number_in(typed, signs, is_percentage=is_percentage)
    return Value(ValueState.REPORTED, number=read.number)


def _level(indicator: Indicator, typed: str) -> str | None:
    wanted = typed.casefold()
    for level in indicator.scale:
        names = {level.code, *level.title.root.values(), domain_text(str(level.title))}
        if wanted in {name.casefold() for name in names}:
            return level.code
    return None


def _no_level(indicator: Indicator, typed: str) -> UnreadError:
    titles = ", ".join(str(level.title) for level in indicator.scale)
    what = say("“{text}” is no level; choose one of {levels}", text=typed[:40], levels=titles)
    return UnreadError(what)


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
        return f"{written(value.numerator, signs)}/{written(value.denominator, signs)}"
    if value.number is None:
        return ""
    sign = "%" if indicator.measure is Measure.PERCENTAGE else ""
    return f"{written(value.number, signs)}{sign}"


def spreadsheet_text(indicator: Indicator, value: Value, signs: Signs) -> str:
    """Return a value as a spreadsheet takes it: a ratio in per cent, as `9/20` is a date there."""
    if value.is_ratio and value.amount is not None:
        return f"{written(rounded(value.amount, 9), signs)}%"
    return edit_text(indicator, value, signs)


def same_answer(one: Value, other: Value) -> bool:
    """Return whether two values say the same, whoever entered them."""
    unstamped = replace(one, entered_by=other.entered_by, entered_at=other.entered_at)
    return unstamped == other
