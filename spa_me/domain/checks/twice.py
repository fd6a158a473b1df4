"""Money that may be counted twice, in whatever guise it was recorded.

One finding names all amounts that may be the same, never each pair of them: equal instalments of a
year are one question, and are asked about again only when one of them changes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction

from spa_me.domain.checks.doubts import Doubt, FindingKind, digest_of
from spa_me.domain.cofunding import NO_CURRENCY, Activity, Contribution, Stage
from spa_me.domain.sentences import Amount, Sentence, say

_ALIKE, _SHORT = 0.9, 6
"""How alike two names are that may be one misspelled, and from how many letters on."""


@dataclass(frozen=True, slots=True)
class Twice:
    """Contributions that may be the same money.

    Attributes:
        what: the question, in a sentence.
    """

    doubt: Doubt
    contributions: tuple[Contribution, ...]
    what: Sentence


@dataclass(frozen=True, slots=True)
class _Given:
    """An amount, with what tells it from others.

    Attributes:
        name: of its source, without what people write differently.
        activity: the code of its activity; empty for the plan as a whole.
        is_shared: whether several countries report that activity.
    """

    contribution: Contribution
    amount: Decimal
    name: str
    activity: str
    is_shared: bool

    @property
    def content(self) -> tuple[str, ...]:
        """Everything that it says, without its id."""
        said = self.contribution
        day = "" if said.date is None else said.date.isoformat()
        firm = (said.source_type, said.stage, said.form, self.activity)
        return (said.unit, said.source, *firm, _text(self.amount), said.currency, day, said.note)


def name_key(source: str) -> str:
    """Return a source's name without case, spaces, accents and signs."""
    text = unicodedata.normalize("NFKD", source).casefold()
    return "".join(sign for sign in text if sign.isalnum() or _is_part_of_letter(sign))


def _is_part_of_letter(sign: str) -> bool:
    # Vowels of Khmer, Lao, Thai and Burmese are marks, and tell words apart; accents do not.
    return unicodedata.category(sign) in {"Mn", "Mc"} and ord(sign) >= 0x0E00


def twice_in(contributions: Iterable[Contribution], activities: Iterable[Activity]) -> list[Twice]:
    """Return what may be counted twice in what one unit reports for a period."""
    given = _given(contributions, activities)
    found = [*_equal(given), *_totals(given)]
    return list({(each.doubt.finding, each.doubt.about): each for each in found}.values())


def twice_among(
    contributions: Iterable[Contribution], activities: Iterable[Activity]
) -> Iterator[Twice]:
    """Yield money for shared activities that several units report as theirs."""
    by_activity: dict[str, list[_Given]] = {}
    for entry in _given(contributions, activities):
        if entry.is_shared:
            by_activity.setdefault(entry.activity, []).append(entry)
    for code, given in by_activity.items():
        for group in _groups(given, lambda one, other: one.activity == other.activity):
            if len({entry.contribution.unit for entry in group}) > 1:
                yield _shared(code, group)


def _given(contributions: Iterable[Contribution], activities: Iterable[Activity]) -> list[_Given]:
    known = {activity.id: activity for activity in activities}
    found: list[_Given] = []
    for entry in contributions:
        if entry.amount:
            activity = known.get(entry.activity)
            code = "" if activity is None else activity.code
            is_shared = activity is not None and activity.is_shared
            name = name_key(entry.source)
            found.append(_Given(entry, entry.amount, name, code, is_shared))
    return found


def _equal(given: Sequence[_Given]) -> Iterator[Twice]:
    def may_be_one(one: _Given, other: _Given) -> bool:
        # The same amount for each of several activities is what a work plan looks like.
        return one.activity == other.activity or not (one.activity and other.activity)

    for group in _groups(given, may_be_one):
        names = list(dict.fromkeys(entry.contribution.source for entry in group))
        money, count = _money(group), len(group)
        what = (
            say("{source}: {money} stands {count} times. Is it counted twice?",
                source=names[0], money=money, count=count)
            if len(names) == 1
            else say("“{source}” and “{other}”: {money} each. Is it counted twice?",
                     source=names[0], other=names[1], money=money)
        )  # fmt: skip
        yield _found(FindingKind.MONEY_TWICE, group, _about(group), what)


def _totals(given: Sequence[_Given]) -> Iterator[Twice]:
    """Yield amounts that are the sum of others of the same source."""
    by_source: dict[tuple[str, str, Stage], list[_Given]] = {}
    for entry in given:
        said = entry.contribution
        by_source.setdefault((entry.name, said.currency, said.stage), []).append(entry)
    for entries in by_source.values():
        for whole in entries:
            rest = [entry for entry in entries if entry is not whole]
            for_activities = [entry for entry in rest if entry.activity]
            for parts in (rest, [] if whole.activity else for_activities):
                if len(parts) > 1 and _sum(parts) == whole.amount:
                    group = [whole, *parts]
                    what = say(
                        "{source}: {money} is also the sum of {count} other amounts. Is it counted "
                        "twice?",
                        source=whole.contribution.source,
                        money=_money([whole]),
                        count=len(parts),
                    )
                    yield _found(FindingKind.MONEY_AND_PARTS, group, _about([whole]), what)
                    break


def _sum(parts: Iterable[_Given]) -> Fraction:
    return sum((Fraction(part.amount) for part in parts), Fraction(0))


def _text(amount: Decimal) -> str:
    """Return an amount as one text, however many zeros it was written with."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _shared(code: str, group: Sequence[_Given]) -> Twice:
    units = sorted({entry.contribution.unit for entry in group})
    what = say(
        "{source}: {money} for the shared activity {code} stands in {units}. Is it counted twice?",
        source=group[0].contribution.source,
        money=_money(group),
        code=code,
        units=", ".join(units),
    )
    return _found(FindingKind.MONEY_SHARED, group, f"{code} {_about(group)}", what)


def _found(finding: FindingKind, group: Sequence[_Given], about: str, what: Sentence) -> Twice:
    digest = digest_of(sorted(entry.content for entry in group))
    contributions = tuple(entry.contribution for entry in group)
    return Twice(Doubt(finding, about, digest), contributions, what)


def _currency_of(group: Sequence[_Given]) -> str:
    known = {entry.contribution.currency for entry in group} - {NO_CURRENCY}
    return min(known, default=NO_CURRENCY)


def _money(group: Sequence[_Given]) -> Amount:
    currency = _currency_of(group)
    return Amount(group[0].amount, "" if currency == NO_CURRENCY else currency)


def _about(group: Sequence[_Given]) -> str:
    name = min(entry.name for entry in group)
    stage = group[0].contribution.stage
    return f"{name} {_text(group[0].amount)} {_currency_of(group)} {stage}"


def _groups(
    given: Iterable[_Given], may_be_one: Callable[[_Given, _Given], bool]
) -> Iterator[list[_Given]]:
    """Yield the amounts that may be one and the same, two or more together."""
    by_amount: dict[tuple[Stage, Decimal], list[_Given]] = {}
    for entry in given:
        by_amount.setdefault((entry.contribution.stage, entry.amount), []).append(entry)
    for entries in by_amount.values():
        if len(entries) > 1:
            for group in _by_currency(_by_name(entries)):
                found = [e for e in group if any(may_be_one(e, o) for o in group if o is not e)]
                if found:
                    yield found


def _by_name(entries: Sequence[_Given]) -> Iterator[list[_Given]]:
    groups: list[tuple[str, list[_Given]]] = []
    for entry in entries:
        for name, group in groups:
            if _are_alike(name, entry.name):
                group.append(entry)
                break
        else:
            groups.append((entry.name, [entry]))
    return (group for _, group in groups)


def _are_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORT or _digits(one) != _digits(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _digits(name: str) -> str:
    return "".join(sign for sign in name if sign.isdecimal())


def _by_currency(groups: Iterable[list[_Given]]) -> Iterator[list[_Given]]:
    """Yield groups by currency; money whose currency is not printed may be of any."""
    for group in groups:
        currencies = {entry.contribution.currency for entry in group} - {NO_CURRENCY}
        for currency in sorted(currencies) or [NO_CURRENCY]:
            yield [e for e in group if e.contribution.currency in {currency, NO_CURRENCY}]
