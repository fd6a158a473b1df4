"""What is still to do before a submission can be sealed: problems, and remarks of the region."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spa_me.domain.checks import Problem, ProblemKind, check_unit
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Severity
from spa_me.domain.sentences import say
from spa_me.domain.submission import (
    Answer,
    Decision,
    FieldRemark,
    Submission,
    SubmissionState,
    Verdict,
)
from spa_me.domain.values import BLANK, Value, differ
from spa_me.services.content_checks import asked_about, record_problems, reported_records
from spa_me.services.submissions.standing import standing
from spa_me.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of the region on a field, with what the country did about it.

    Attributes:
        decision: the return that it belongs to.
        answer: what the country says; empty where it says nothing.
        is_changed: whether the field's value is another than the one that was returned.
    """

    decision: Decision
    remark: FieldRemark
    answer: str
    is_changed: bool

    @property
    def is_open(self) -> bool:
        """Whether nothing was done about it yet."""
        return not self.answer and not self.is_changed


@dataclass(frozen=True, slots=True)
class Check:
    """What stands between a draft and its sealing.

    Attributes:
        problems: everything missing, doubtful or wrong in the figures.
        open_remarks: remarks of the region that were not answered.
    """

    submission: Submission
    problems: tuple[Problem, ...]
    open_remarks: tuple[Remark, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems with which a submission cannot be sealed."""
        return tuple(p for p in self.problems if p.severity is not Severity.WARNING)

    @property
    def may_be_sealed(self) -> bool:
        """Whether nothing stands in the way; warnings do not."""
        return not self.errors and not self.open_remarks


def check_submission(workspace: Workspace, unit: str, period: str) -> Check:
    """Return what is still to do before the submission of a unit for a period can be sealed.

    What it passes can be sealed, and what is sealed is taken in: all three ask the same rules.
    """
    dataset = workspace.dataset()
    submission = standing(dataset, unit, period)
    figures = check_unit(dataset, unit, period)
    problems = (*_not_begun(submission), *figures, *record_problems_of(dataset, unit, period))
    found = remarks_of(workspace, unit, period)
    open_remarks = tuple(remark for remark in found if remark.is_open)
    check = Check(submission, problems, open_remarks)
    return check if check.errors else _tried(workspace, check)


def _not_begun(submission: Submission) -> Iterator[Problem]:
    if submission.state is SubmissionState.NOT_STARTED:
        what = say("Nothing is entered yet: no figure, no activity, no contribution, no evidence")
        yield Problem(ProblemKind.MISSING, Severity.ERROR, "", "", what)


def _tried(workspace: Workspace, check: Check) -> Check:
    """Return a check of what is right record by record, after a trial of sealing it."""
    from spa_me.services.exchange.sealing import refusal_of  # loads the cryptography

    refusal = refusal_of(workspace.dataset(), check.submission)
    if not refusal:
        return check
    what = say("It does not fit into a file that can be sent: {problem}", problem=refusal)
    whole = Problem(ProblemKind.INVALID, Severity.ERROR, "", "", what)
    return replace(check, problems=(*check.problems, whole))


def record_problems_of(dataset: Dataset, unit: str, period: str) -> tuple[Problem, ...]:
    """Return what is wrong with what a unit reports for a period beside its values."""
    definition = dataset.framework_for(period)
    records = reported_records(dataset, unit, period)
    return tuple(record_problems(definition, records, asked_about(dataset, unit, period)))


def remarks_of(workspace: Workspace, unit: str, period: str) -> tuple[Remark, ...]:
    """Return the remarks of the return that a unit has to answer, with what it did about each.

    A field is changed when it says something else than the returned revision, whatever any clock
    says and however often the same was entered again.
    """
    dataset = workspace.dataset()
    returned = standing(dataset, unit, period).return_
    if returned is None or not returned.remarks:
        return ()
    answers = dataset.submissions.answers_of(unit, period)
    said = _said(workspace, returned.revision)

    def now(indicator: str) -> Value:
        return dataset.values.get(indicator, unit, period)

    return tuple(what_was_done(returned, answers, said, now))


def answered_remarks_of(workspace: Workspace, unit: str, period: str) -> tuple[Remark, ...]:
    """Return the remarks that the sealed revision answers, with what it says to each.

    None once the region has decided about it, or where it answers no return.
    """
    submission = standing(workspace.dataset(), unit, period)
    head, chain = submission.head, submission.chain
    if head is None or chain.is_forked or submission.state is not SubmissionState.SUBMITTED:
        return ()
    returned = chain.decision(head.supersedes)
    if returned is None or returned.verdict is not Verdict.RETURNED or not returned.remarks:
        return ()
    from spa_me.services.exchange.records import kept_content  # loads the cryptography

    content = kept_content(workspace, head.digest)
    values = content.value_by_indicator
    said = _said(workspace, returned.revision)
    found = what_was_done(returned, content.answers, said, lambda code: values.get(code, BLANK))
    return tuple(remark for remark in found if not remark.is_open)


def what_was_done(
    returned: Decision,
    answers: Iterable[Answer],
    said: Mapping[str, Value],
    now: Callable[[str], Value],
) -> Iterator[Remark]:
    """Yield the remarks of a return, each with the country's words and whether the value changed.

    Args:
        returned: the return.
        answers: of the submission, to whichever return.
        said: the values of the returned revision by indicator.
        now: gives the value of an indicator as it is now.
    """
    texts = {a.indicator: a.text for a in answers if a.revision == returned.revision}
    for remark in returned.remarks:
        code = remark.indicator
        is_changed = differ(now(code), said.get(code, BLANK))
        yield Remark(returned, remark, texts.get(code, ""), is_changed)


def _said(workspace: Workspace, revision: str) -> Mapping[str, Value]:
    """Return the values of a returned revision by indicator."""
    from spa_me.services.exchange.records import kept_content  # loads the cryptography

    return kept_content(workspace, revision).value_by_indicator
