"""Sentences as data: a template and its values, put into a language where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from spa_me.domain.numbers import grouped

PER_CENT, POINTS, UNITS = "%", "points", "units"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its sign, as a sentence shows it: `37 %`, `40 points`, `2 units`.

    Attributes:
        sign: a sign that stands after the number; points and units are written out.
    """

    number: Decimal | Fraction
    sign: str = ""

    @property
    def words(self) -> Sentence:
        """The amount as a sentence, whose words can be translated."""
        is_one = self.number == 1
        if self.sign == POINTS:
            return say("1 point" if is_one else "{number} points", number=self.number)
        if self.sign == UNITS:
            return say("1 unit" if is_one else "{number} units", number=self.number)
        if self.sign:
            return say("{number} {sign}", number=self.number, sign=self.sign)
        return say("{number}", number=self.number)

    def __str__(self) -> str:
        return str(self.words)


def english(value: object) -> str:
    """Return one value of a sentence as English text."""
    if isinstance(value, Decimal | Fraction):
        return grouped(value)
    if isinstance(value, datetime):
        return f"{value:%d %B %Y, %H:%M %Z}".rstrip()
    return str(value)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that can be translated: `str()` gives it in English.

    `template` uses `{name}` fields; `values` gives them. Values stay numbers until they are shown,
    so that every locale writes them in its own way. A value may be a sentence itself.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])

    def render(
        self,
        translate: Callable[[str], str] = str,
        show: Callable[[object], str] = english,
    ) -> str:
        """Return the sentence, its template through `translate` and its values through `show`."""
        shown = {name: _rendered(value, translate, show) for name, value in self.values.items()}
        return translate(self.template).format_map(shown)

    def __str__(self) -> str:
        return self.render()


def _rendered(value: object, translate: Callable[[str], str], show: Callable[[object], str]) -> str:
    if isinstance(value, Amount):
        value = value.words
    return value.render(translate, show) if isinstance(value, Sentence) else show(value)


def say(template: str, **values: object) -> Sentence:
    """Return a sentence; the short form in which rules write their explanations."""
    return Sentence(template, values)
