"""What the region looks at before it decides: a revision beside the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from spa_me.domain.checks import Problem, check_unit
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError
from spa_me.domain.framework import FrameworkDefinition, Period
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status
from spa_me.domain.submission import (
    Answer,
    Evidence,
    Lock,
    PackageRecord,
    ReportingWindow,
    Revision,
    RevisionChain,
    RevisionSignature,
    Submission,
    SubmissionContent,
    Verdict,
)
from spa_me.domain.values import BLANK, Value, differ
from spa_me.packages.manifest import Manifest
from spa_me.reports.entry import EntrySheet, make_sheet
from spa_me.reports.entry_rows import NO_TARGET, RowTarget
from spa_me.services.exchange.approval import approval_remarks
from spa_me.services.exchange.closing import closed_to
from spa_me.services.exchange.preview import Preview, preview_of, with_content
from spa_me.services.exchange.records import kept_content, kept_package, submission_in
from spa_me.services.exchange.rivals import RivalField, rival_fields
from spa_me.services.submissions.remarks import Remark, what_was_done
from spa_me.services.submissions.standing import standing
from spa_me.services.workspace import Workspace


@dataclass(frozen=True)
class ReviewRow:
    """One question with its answer in the revision and in the one before.

    Attributes:
        code: of the indicator.
        sign: `%` for percentages.
        target: what the unit's answer is held against.
        last: its answer for the period before; blank where there is none.
        was, stands: how the answer stands by itself for this unit, before and now.
        problems: what is missing, doubtful or wrong about it.
        evidence: the pieces that support it.
        answer: what the country says to a remark on it; empty where it says nothing.
        is_disputed: whether rivals of the revision answer it differently.
    """

    code: str
    title: str
    sign: str
    target: RowTarget
    last: Value
    old: Value
    new: Value
    was: Status | NoStatus
    stands: Status | NoStatus
    problems: tuple[Problem, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    answer: str = ""
    is_disputed: bool = False

    @property
    def is_news(self) -> bool:
        """Whether there is something to look at: a change, an answer, or what rivals dispute."""
        return self.is_changed or bool(self.answer) or self.is_disputed

    def status_words(self, kind: Status | NoStatus) -> Sentence:
        """Return how the answer stands in words; a part of a common target is judged here."""
        if kind is NoStatus.NO_TARGET and self.target.shared is not None:
            return say("Judged by the region")
        return say(STATUS_TITLES[kind])

    @property
    def is_changed(self) -> bool:
        """Whether the revision says something else than the one before."""
        return differ(self.new, self.old)


@dataclass(frozen=True, slots=True)
class RevisionWords:
    """What a revision says beside its figures.

    Attributes:
        reason: why its office corrects an earlier one, or took one back; empty for neither.
        answers: to the remarks of the return before it.
    """

    reason: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class ReviewSheet:
    """A revision as the region reviews it.

    Attributes:
        revision: what is shown.
        choices: every revision that may be shown, the latest first.
        against: number of the revision that it is compared with: the one accepted last, or where
            none was, the one that it follows; 0 for a first one.
        preview: what it changes in records, statuses and shares against that one.
        manifest: who entered, approved and sealed it.
        package: when it was taken in, and whether it was signed.
        closed: that its period is closed to its office, while something can be decided.
        remarks: what has to be known of who approved it.
        signatures: what the signature of each revision is worth today, by its digest.
        words: what each revision says beside its figures, by its digest.
        disputed: where it is one of rivals, every field that is other in one of them.
        last_period: the plan's period before; None for the first one.
    """

    submission: Submission
    definition: FrameworkDefinition
    revision: Revision
    choices: tuple[Revision, ...]
    against: int
    rows: tuple[ReviewRow, ...]
    preview: Preview
    manifest: Manifest
    content: SubmissionContent
    answers: tuple[Remark, ...]
    package: PackageRecord | None
    window: ReportingWindow | None
    closed: Lock | None = None
    remarks: tuple[Sentence, ...] = ()
    signatures: Mapping[str, RevisionSignature] = field(
        default_factory=dict[str, RevisionSignature]
    )
    words: Mapping[str, RevisionWords] = field(default_factory=dict[str, RevisionWords])
    disputed: tuple[RivalField, ...] = ()
    last_period: Period | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The files and references that came with it, in the order of the framework."""
        order = {code: place for place, code in enumerate(self.titles)}
        last = len(order)
        return tuple(
            sorted(self.content.evidence, key=lambda e: (order.get(e.about, last), e.about))
        )

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What evidence may be about, by its code: each question, then its markers."""
        known = {**self.definition.marker_by_code, **self.definition.indicator_by_code}
        codes = (code for row in self.rows for code in (row.code, *(e.about for e in row.evidence)))
        return {code: f"{code} {known[code].title}" for code in codes if code in known}

    @property
    def reason(self) -> str:
        """Why its office made it: why it corrects an earlier one, or took one back."""
        return self.words[self.revision.digest].reason

    def is_correction(self, revision: Revision) -> bool:
        """Return whether a revision corrects one that nobody had returned."""
        return self.submission.chain.is_correction(revision)

    @property
    def is_closed(self) -> bool:
        """Whether its period is closed, so that a return reopens it for this unit."""
        return self.window is not None and self.window.is_closed

    @property
    def verdict(self) -> Verdict | None:
        """Whether the shown revision was accepted or returned; None while it is open."""
        return self.submission.chain.verdict(self.revision.digest)

    @property
    def may_decide(self) -> bool:
        """Whether the shown revision can be accepted or returned."""
        head = self.submission.head
        is_head = head is not None and head.digest == self.revision.digest
        return is_head and self.verdict is not Verdict.ACCEPTED

    @property
    def may_return(self) -> bool:
        """Whether the shown revision can be returned: it can be decided, and was not yet."""
        return self.may_decide and self.verdict is not Verdict.RETURNED

    @property
    def rivals(self) -> tuple[Revision, ...]:
        """The revisions between which a person has to choose; none where there is no fork."""
        chain = self.submission.chain
        return chain.rivals if chain.is_forked else ()


def review_sheet(workspace: Workspace, unit: str, period: str, digest: str = "") -> ReviewSheet:
    """Return a revision as it is to be reviewed.

    Args:
        workspace: the region's.
        unit: code of the reporting unit.
        period: code of the period.
        digest: of the revision; by default the one that counts, or the first of rivals.

    Raises:
        NotFoundError: if nothing was taken in, or the revision is not kept here.
    """
    dataset = workspace.dataset()
    submission = standing(dataset, unit, period)
    choices = _choices(submission.chain)
    revision = _shown(dataset, submission, choices, digest)
    opened = kept_package(workspace, revision.digest)
    content = submission_in(opened)
    chain, definition = submission.chain, dataset.framework_for(period)
    before = _before(chain, revision)
    said = None if before is None else kept_content(workspace, before.digest)
    old = with_content(dataset, unit, period, said)
    new = with_content(dataset, unit, period, content)
    number = 0 if before is None else before.number
    answers = tuple(_answers(workspace, submission, revision, content))
    claims = [kept_content(workspace, r.digest) for r in chain.rivals if chain.is_forked]
    disputes = tuple(rival_fields(claims, definition)) if claims else ()
    package = dataset.submissions.package(revision.digest)
    signed_with = "" if package is None else package.signed_with
    asked = make_sheet(new, unit, period)
    return ReviewSheet(
        submission=submission,
        definition=definition,
        revision=revision,
        choices=choices,
        against=number,
        rows=tuple(_with_words(_rows(old, new, asked, content.evidence), answers, disputes)),
        preview=preview_of(old, old, new, (unit, period), number),
        manifest=opened.manifest,
        content=content,
        answers=answers,
        package=package,
        window=dataset.submissions.window(period),
        closed=_closed(dataset, submission, revision),
        remarks=tuple(approval_remarks(dataset, opened.manifest, signed_with)),
        signatures={r.digest: dataset.submissions.signature(r) for r in choices},
        words={choice.digest: _words(workspace, choice) for choice in choices},
        disputed=disputes,
        last_period=asked.previous,
    )


def _closed(dataset: Dataset, submission: Submission, revision: Revision) -> Lock | None:
    """Return that its period is closed to its office, as long as something can be decided."""
    is_settled = submission.chain.verdict(revision.digest) is Verdict.ACCEPTED
    return None if is_settled else closed_to(dataset, submission.unit, submission.period)


def _choices(chain: RevisionChain) -> tuple[Revision, ...]:
    known = [*chain.line, *chain.rivals, *chain.held, *chain.withdrawn]
    return tuple(sorted(known, key=lambda r: (-r.number, r.digest)))


def _words(workspace: Workspace, revision: Revision) -> RevisionWords:
    try:
        opened = kept_package(workspace, revision.digest)
    except NotFoundError:  # a workspace that was brought back from before it
        return RevisionWords()
    said = opened.content
    answers = said.answers if isinstance(said, SubmissionContent) else ()
    return RevisionWords(opened.manifest.reason, answers)


def _shown(
    dataset: Dataset, submission: Submission, choices: Sequence[Revision], digest: str
) -> Revision:
    wanted = digest
    if not wanted:
        first = next(iter(submission.chain.rivals), None) if submission.chain.is_forked else None
        shown = first or submission.head
        wanted = "" if shown is None else shown.digest
    found = next((revision for revision in choices if revision.digest == wanted), None)
    if found is None:
        place = f"{dataset.unit_name(submission.unit)} for {submission.period}"
        raise NotFoundError(f"No submission of {place} was taken in.", do="Wait for its file.")
    return found


def _before(chain: RevisionChain, revision: Revision) -> Revision | None:
    """Return the last revision accepted before; where none was, the one that was returned."""
    earlier = [r for r in chain.line if r.digest != revision.digest and r.number < revision.number]
    accepted = (r for r in reversed(earlier) if chain.verdict(r.digest) is Verdict.ACCEPTED)
    return next(accepted, earlier[-1] if earlier else None)


def _rows(
    before: Dataset, after: Dataset, new: EntrySheet, evidence: Sequence[Evidence]
) -> Iterator[ReviewRow]:
    unit, period = new.unit.code, new.period.code
    old = make_sheet(before, unit, period)
    problems = check_unit(after, unit, period)
    for code, row in new.rows.items():
        was = old.rows[code]
        yield ReviewRow(
            code=code,
            title=str(row.indicator.title),
            sign=row.sign,
            target=row.target,
            last=row.previous,
            old=was.value,
            new=row.value,
            was=was.standing.kind,
            stands=row.standing.kind,
            problems=tuple(problem for problem in problems if problem.indicator == code),
            evidence=tuple(entry for entry in evidence if entry.about in _about(code, new)),
        )
    yield from _not_asked(before, after, new)


def _with_words(
    rows: Iterable[ReviewRow],
    answers: Iterable[Remark],
    disputes: Iterable[RivalField],
) -> Iterator[ReviewRow]:
    said = {answered.remark.indicator: answered.answer for answered in answers}
    other = {dispute.indicator for dispute in disputes}
    for row in rows:
        yield replace(row, answer=said.get(row.code, ""), is_disputed=row.code in other)


def _about(code: str, sheet: EntrySheet) -> set[str]:
    """Return what evidence for a question may name: its indicator or a marker that it serves."""
    return {code, *(line.assessment.marker.code for line in sheet.rows[code].lines)}


def _not_asked(before: Dataset, after: Dataset, sheet: EntrySheet) -> Iterator[ReviewRow]:
    """Yield what a unit reports beyond what it is asked, so that no figure goes in unseen."""
    unit, period, asked = sheet.unit.code, sheet.period.code, sheet.rows
    definition = after.framework_for(period)
    last = "" if sheet.previous is None else sheet.previous.code
    for code, indicator in definition.indicator_by_code.items():
        old, new = (data.values.get(code, unit, period) for data in (before, after))
        if code not in asked and (old is not BLANK or new is not BLANK):
            none = NoStatus.NO_TARGET
            earlier = after.values.get(code, unit, last)
            title = str(indicator.title)
            yield ReviewRow(code, title, "", NO_TARGET, earlier, old, new, none, none)


def _answers(
    workspace: Workspace, submission: Submission, revision: Revision, content: SubmissionContent
) -> Iterator[Remark]:
    decision = submission.chain.decision(revision.supersedes)
    if decision is None or decision.verdict is not Verdict.RETURNED:
        return
    before, now = kept_content(workspace, decision.revision), content.value_by_indicator
    yield from what_was_done(
        decision, content.answers, before.value_by_indicator, lambda code: now.get(code, BLANK)
    )
