"""All that a check finds in what a unit reports for a period: figures and money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spa_me.domain.checks.money import money_problems
from spa_me.domain.checks.period import Problem, check_period
from spa_me.domain.dataset import Dataset
from spa_me.domain.submission.confirmations import Confirmation
from spa_me.domain.values import ValueBook


def check_unit(
    data: Dataset, unit: str, period: str, values: ValueBook | None = None
) -> list[Problem]:
    """Return what is wrong, missing, doubtful or unexplained, but for what was confirmed.

    Args:
        data: everything.
        unit: the code of the reporting unit.
        period: the code of the reporting period.
        values: in the place of those of `data`, such as a sheet that is not saved yet.

    Raises:
        NotFoundError: if the framework has no such period or unit.
    """
    return list(_open(data, unit, period, _found(data, unit, period, values)))


def confirmed_of(data: Dataset, unit: str, period: str) -> list[Problem]:
    """Return what a check would find and a person confirmed."""
    everything = list(_found(data, unit, period, None))
    still = list(_open(data, unit, period, everything))
    return [problem for problem in everything if problem not in still]


@dataclass(frozen=True, slots=True)
class MoneyCheck:
    """What is doubtful in the money of a unit.

    Attributes:
        problems: what nobody has confirmed.
        confirmed: what was confirmed, each with its reason.
    """

    problems: tuple[Problem, ...]
    confirmed: tuple[tuple[Problem, Confirmation], ...]


def check_money(data: Dataset, unit: str, period: str) -> MoneyCheck:
    """Return what is doubtful in what a unit reports about money, and what was confirmed of it."""
    known = data.submissions.confirmations
    problems: list[Problem] = []
    confirmed: list[tuple[Problem, Confirmation]] = []
    for problem in money_problems(data, data.values_for(period), unit, period):
        said = None if problem.doubt is None else problem.doubt.find(known, unit, period)
        if said is None:
            problems.append(problem)
        else:
            confirmed.append((problem, said))
    return MoneyCheck(tuple(problems), tuple(confirmed))


def _found(data: Dataset, unit: str, period: str, values: ValueBook | None) -> Iterator[Problem]:
    known = data.values_for(period) if values is None else values
    yield from check_period(
        data.framework_for(period),
        known,
        unit,
        period,
        judgements=data.judgements,
        explanations=data.explanations,
    )
    yield from money_problems(data, known, unit, period)


def _open(data: Dataset, unit: str, period: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    known = data.submissions.confirmations
    for problem in problems:
        if problem.doubt is None or problem.doubt.find(known, unit, period) is None:
            yield problem
