"""How settled what a unit has in the figures is: one wording wherever figures stand together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spa_me.domain.framework import ReportingUnit
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class UnitStanding(ABC):
    """How what a unit has in the figures of a period stands.

    Attributes:
        submission: how its submission for the period stands.
    """

    unit: ReportingUnit
    submission: Submission

    @property
    @abstractmethod
    def is_included(self) -> bool:
        """Whether anything that it reported for the period is in the figures."""

    @property
    def earlier(self) -> tuple[Submission, ...]:
        """Its submissions of earlier periods from which figures are carried forward."""
        return ()

    @property
    def is_provisional(self) -> bool:
        """Whether its figures come from a submission that was not accepted."""
        return self.is_included and self.submission.is_provisional

    @property
    def is_unsigned(self) -> bool:
        """Whether its figures come from a submission that nobody signed."""
        return self.is_included and self.submission.is_unsigned

    @property
    def is_undecided(self) -> bool:
        """Whether two of its revisions wait for a person's choice."""
        return self.submission.chain.is_forked


def names_of(units: Iterable[UnitStanding]) -> str:
    """Return the names of units, for a sentence about them."""
    return ", ".join(str(entry.unit.name) for entry in units)


def about_some(*sentences: Sentence) -> tuple[Sentence, ...]:
    """Return those of the sentences about `{names}` that name any unit."""
    return tuple(sentence for sentence in sentences if sentence.values["names"])


def not_settled(units: Sequence[UnitStanding]) -> tuple[Sentence, ...]:
    """Return whose figures are not settled: provisional, not signed, waiting for a choice."""
    return about_some(
        say(
            "provisional, submitted and not accepted: {names}",
            names=names_of(unit for unit in units if unit.is_provisional),
        ),
        say("not signed: {names}", names=names_of(unit for unit in units if unit.is_unsigned)),
        say(
            "two revisions wait for a choice: {names}",
            names=names_of(unit for unit in units if unit.is_undecided),
        ),
        say(
            "carried forward from a submission that is not accepted: {names}",
            names=_carried(units, lambda submission: submission.is_provisional),
        ),
        say(
            "carried forward from a submission that is not signed: {names}",
            names=_carried(units, lambda submission: submission.is_unsigned),
        ),
    )


def joined(sentence: Sentence, remarks: Iterable[Sentence]) -> Sentence:
    """Return a sentence with remarks after it."""
    for remark in remarks:
        sentence = say("{sentence}; {remark}", sentence=sentence, remark=remark)
    return sentence


def _carried(units: Iterable[UnitStanding], test: Callable[[Submission], bool]) -> str:
    return ", ".join(
        f"{entry.unit.name} ({submission.period})"
        for entry in units
        for submission in entry.earlier
        if test(submission)
    )
