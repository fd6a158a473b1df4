"""The figures of a submission become those of the workspace: those of the revision that counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from spa_me.domain.cofunding import Activity, Contribution, ExchangeRate, PrintedShare
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import RefusedError
from spa_me.domain.progress import Progress, silent, split, stepping
from spa_me.domain.submission import (
    Answer,
    Confirmation,
    Evidence,
    Submission,
    SubmissionContent,
    Verdict,
)
from spa_me.domain.values import BLANK, Value, ValueKey, differ
from spa_me.services import wording
from spa_me.services.exchange.preview import values_in, with_content
from spa_me.services.exchange.records import kept_content, kept_evidence
from spa_me.services.exchange.refusing import borrowed
from spa_me.services.saving import save
from spa_me.services.workspace import Workspace
from spa_me.storage import records, submissions
from spa_me.storage.files import drop_unused_file, has_file, put_file
from spa_me.storage.records import Kind
from spa_me.storage.writer import Writer

R = TypeVar("R", Activity, Contribution, PrintedShare, ExchangeRate, Evidence, Answer, Confirmation)


def apply_head(  # noqa: PLR0913 (what is applied, and who is told of it)
    workspace: Workspace,
    writer: Writer,
    dataset: Dataset,
    unit: str,
    period: str,
    content: Mapping[str, SubmissionContent] | None = None,
    *,
    progress: Progress = silent,
) -> Dataset:
    """Make the figures of a unit and period those of the revision that counts.

    While no revision counts, as in an open fork without a common one, they are left blank if they
    came from a submission, and as they are if they were entered here.

    Args:
        workspace: whose packages hold the revisions.
        writer: of the command.
        dataset: the content, with the revision or decision that may change which one counts.
        unit: code of the reporting unit.
        period: code of the period.
        content: of revisions that are not kept yet, by digest.
        progress: told every few thousand values; may raise `Cancelled`.

    Returns:
        The dataset as it is afterwards.

    Raises:
        RefusedError: if a record of the revision has the id of one that another unit or period has
            got since the revision arrived.
    """
    submission = dataset.submissions.submission(unit, period, has_content=True)
    head = submission.head
    if head is None and not submission.chain.is_forked:
        return dataset
    known = dict(content or {})
    said = None
    if head is not None:
        said = known.get(head.digest) or kept_content(workspace, head.digest)
        known[head.digest] = said
        _refuse_borrowed(dataset, unit, period, said)
    after = with_content(dataset, unit, period, said)
    place = (unit, period)
    _write_figures(writer, dataset, after, place, progress)
    _replace_evidence(workspace, writer, dataset, after, place, head.digest if head else "")
    confirmed = dataset.submissions.confirmations, after.submissions.confirmations
    _replace(writer, submissions.CONFIRMATION, *confirmed, place)
    answers = _answers(workspace, submission, known)
    _replace(writer, submissions.ANSWER, dataset.submissions.answers, answers, place)
    return after


def _write_figures(
    writer: Writer, before: Dataset, after: Dataset, place: tuple[str, str], progress: Progress
) -> None:
    _write_values(writer, before, after, place, progress)
    _write_money(writer, before, after, place)


def _write_money(writer: Writer, before: Dataset, after: Dataset, place: tuple[str, str]) -> None:
    _replace(writer, records.RATE, before.rates, after.rates, place)
    # What refers to another goes first when it is removed, and last when it is added.
    _replace(writer, records.PRINTED_SHARE, before.printed_shares, after.printed_shares, place)
    _remove(writer, records.CONTRIBUTION, before.contributions, after.contributions, place)
    _replace(writer, records.ACTIVITY, before.activities, after.activities, place)
    _replace(writer, records.CONTRIBUTION, before.contributions, after.contributions, place)


def _answers(
    workspace: Workspace, submission: Submission, known: Mapping[str, SubmissionContent]
) -> list[Answer]:
    """Return what the revisions that count answer to returns, in whatever order they came."""
    chain = submission.chain
    decisions = (decision for made in chain.decisions.values() for decision in made)
    if all(decision.verdict is not Verdict.RETURNED for decision in decisions):
        return []
    said = (known.get(r.digest) or kept_content(workspace, r.digest) for r in chain.line)
    return [entry for content in said for entry in content.answers]


def _refuse_borrowed(dataset: Dataset, unit: str, period: str, said: SubmissionContent) -> None:
    found = borrowed(dataset, unit, period, said)
    if found:
        raise RefusedError(
            f"The revision that would count cannot be taken over. {found[0]}",
            kept="Nothing was changed.",
            do=f"Ask {dataset.unit_name(unit)} to seal it again, with an activity or contribution "
            "of its own.",
        )


def _write_values(
    writer: Writer, before: Dataset, after: Dataset, place: tuple[str, str], progress: Progress
) -> None:
    comparing, writing = split(progress, "", "")
    was, now = values_in(before.values, place), values_in(after.values, place)
    changed: list[tuple[ValueKey, Value, Value]] = []
    for code in stepping(sorted(was.keys() | now.keys()), comparing):
        old, new = was.get(code, BLANK), now.get(code, BLANK)
        if differ(new, old) or (new.entered_by, new.entered_at) != (old.entered_by, old.entered_at):
            changed.append((ValueKey(*place, code), old, new))
    wanted = ((key, new) for key, _, new in changed)
    writer.write_values(wanted, as_stamped=True, progress=writing)
    writer.note_all(
        (
            "take in value",
            wording.value_subject(key),
            wording.value_text(old),
            wording.value_text(new),
        )
        for key, old, new in changed
    )


def _of(found: Iterable[R], place: tuple[str, str], kind: Kind[R]) -> dict[tuple[object, ...], R]:
    return {
        tuple(kind.key_of(record).values()): record
        for record in found
        if (record.unit, record.period) == place
    }


def _remove(
    writer: Writer, kind: Kind[R], old: Iterable[R], new: Iterable[R], place: tuple[str, str]
) -> None:
    was, now = _of(old, place, kind), _of(new, place, kind)
    for key in was.keys() - now.keys():
        if writer.find(kind, kind.key_of(was[key])) is not None:
            writer.remove(kind, was[key])
            writer.note("take in", wording.subject(was[key]), wording.text(was[key]), "")


def _replace(
    writer: Writer, kind: Kind[R], old: Iterable[R], new: Iterable[R], place: tuple[str, str]
) -> None:
    _remove(writer, kind, old, new, place)
    for record in _of(new, place, kind).values():
        save(writer, kind, record, "take in", as_stamped=True)


def _replace_evidence(
    workspace: Workspace,
    writer: Writer,
    before: Dataset,
    after: Dataset,
    place: tuple[str, str],
    head: str,
) -> None:
    """Replace evidence with that of the head; files go with it, and come from its package."""
    was, now = before.submissions.evidence_of(*place), after.submissions.evidence_of(*place)
    missing = {e.file for e in now if e.is_file and not has_file(writer.connection, e.file)}
    if missing:
        files = kept_evidence(workspace, head)
        for name in sorted(missing & files.keys()):
            put_file(writer, files[name])
    _replace(writer, submissions.EVIDENCE, was, now, place)
    for name in sorted({e.file for e in was if e.is_file} - {e.file for e in now}):
        drop_unused_file(writer, name)
