"""How settled what a unit has in the figures is: one wording wherever figures stand together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spa_me.domain.dataset import Dataset
from spa_me.domain.framework import ReportingUnit
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import Submission, SubmissionState


@dataclass(frozen=True, slots=True)
class UnitStanding(ABC):
    """How what a unit has in the figures of a period stands.

    Attributes:
        submission: how its submission for the period stands.
        drafts: the periods in which its figures are a draft, as `Dataset.drafts` says.
    """

    unit: ReportingUnit
    submission: Submission
    drafts: frozenset[str]

    @property
    @abstractmethod
    def is_included(self) -> bool:
        """Whether anything that it reported for the period is in the figures."""

    @property
    def earlier(self) -> tuple[Submission, ...]:
        """Its submissions of earlier periods from which figures are carried forward."""
        return ()

    @property
    def is_draft(self) -> bool:
        """Whether its figures are a draft of the office that keeps the workspace."""
        return self.is_included and self._is_draft(self.submission)

    @property
    def is_provisional(self) -> bool:
        """Whether its figures come from a submission that was not accepted."""
        return self.is_included and self._is_provisional(self.submission)

    @property
    def is_unsigned(self) -> bool:
        """Whether its figures come from a submission that nobody signed."""
        return self.is_included and self._is_unsigned(self.submission)

    @property
    def has_submitted(self) -> bool:
        """Whether a submission of it for the period has come, whatever is in it."""
        return has_come(self.submission)

    @property
    def is_undecided(self) -> bool:
        """Whether two of its revisions wait for a person's choice."""
        return self.submission.chain.is_forked

    @property
    def carried_drafts(self) -> tuple[Submission, ...]:
        """Its submissions of earlier periods whose figures, carried forward, are a draft."""
        return tuple(filter(self._is_draft, self.earlier))

    @property
    def carried_provisional(self) -> tuple[Submission, ...]:
        """Its submissions of earlier periods whose figures, carried forward, were not accepted."""
        return tuple(filter(self._is_provisional, self.earlier))

    @property
    def carried_unsigned(self) -> tuple[Submission, ...]:
        """Its submissions of earlier periods whose figures, carried forward, nobody signed."""
        return tuple(filter(self._is_unsigned, self.earlier))

    # What a draft says was neither sent nor signed, whatever became of the revision before it.

    def _is_draft(self, submission: Submission) -> bool:
        return submission.period in self.drafts

    def _is_provisional(self, submission: Submission) -> bool:
        return submission.is_provisional and not self._is_draft(submission)

    def _is_unsigned(self, submission: Submission) -> bool:
        return submission.is_unsigned and not self._is_draft(submission)


def has_come(submission: Submission) -> bool:
    """Return whether a revision of a submission is here: the one that counts, or rivals of it.

    The Inbox and the figures ask this alike, so that they name the same units as not reported.
    """
    return submission.head is not None or submission.chain.is_forked


def drafts_of(data: Dataset, unit: str) -> frozenset[str]:
    """Return the periods in which the figures of a unit are a draft."""
    return frozenset(period for code, period in data.drafts if code == unit)


def names_of(units: Iterable[UnitStanding]) -> str:
    """Return the names of units, for a sentence about them."""
    return ", ".join(str(entry.unit.name) for entry in units)


def about_some(*sentences: Sentence) -> tuple[Sentence, ...]:
    """Return those of the sentences about `{names}` that name any unit."""
    return tuple(sentence for sentence in sentences if sentence.values["names"])


def not_settled(units: Sequence[UnitStanding]) -> tuple[Sentence, ...]:
    """Return whose figures are not settled: a draft, provisional, not signed, to be chosen."""
    return about_some(
        *_drafts([unit for unit in units if unit.is_draft]),
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
            "carried forward from a draft that is not sealed: {names}",
            names=_carried(units, lambda unit: unit.carried_drafts),
        ),
        say(
            "carried forward from a submission that is not accepted: {names}",
            names=_carried(units, lambda unit: unit.carried_provisional),
        ),
        say(
            "carried forward from a submission that is not signed: {names}",
            names=_carried(units, lambda unit: unit.carried_unsigned),
        ),
    )


def _drafts(units: Sequence[UnitStanding]) -> Iterator[Sentence]:
    """Yield whose figures are a draft: of a first revision, of what was returned, of a further."""
    first = [unit for unit in units if unit.submission.head is None]
    returned = [unit for unit in units if unit.submission.state is SubmissionState.RETURNED]
    further = [unit for unit in units if unit not in first and unit not in returned]
    yield say("draft, not sealed: {names}", names=names_of(first))
    yield say("returned, not sealed again: {names}", names=names_of(returned))
    yield say("draft of a further revision, not sealed: {names}", names=names_of(further))


def counted(units: Sequence[UnitStanding]) -> tuple[Sentence, ...]:
    """Return how many units are not settled, and which one has a draft, where names have no room.

    Only the unit whose office keeps the workspace has drafts in it, hence its name.
    """
    provisional = sum(unit.is_provisional for unit in units)
    unsigned = sum(unit.is_unsigned for unit in units)
    drafts = about_some(
        say("draft: {names}", names=names_of(unit for unit in units if unit.is_draft))
    )
    return (
        *drafts,
        *([say("{count} provisional", count=provisional)] if provisional else []),
        *([say("{count} not signed", count=unsigned)] if unsigned else []),
    )


def joined(sentence: Sentence, remarks: Iterable[Sentence]) -> Sentence:
    """Return a sentence with remarks after it."""
    for remark in remarks:
        sentence = say("{sentence}; {remark}", sentence=sentence, remark=remark)
    return sentence


def _carried(
    units: Iterable[UnitStanding], which: Callable[[UnitStanding], Iterable[Submission]]
) -> str:
    return ", ".join(
        f"{entry.unit.name} ({submission.period})" for entry in units for submission in which(entry)
    )
