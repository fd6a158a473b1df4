"""Taking in values from a CSV file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from spa_me.domain.changes import ChangeSet
from spa_me.domain.errors import Finding
from spa_me.domain.progress import Progress, silent, split
from spa_me.domain.submission import Right, refuse_without
from spa_me.domain.values import Value, ValueKey
from spa_me.services.csv_preview import preview_csv, read_values, take_csv
from spa_me.services.entry import changed_values
from spa_me.services.submissions.standing import today_of
from spa_me.services.suggestions import Acceptance, Suggestion, accepted_changes
from spa_me.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ValueComparison:
    """A value as it is recorded and as a file has it."""

    key: ValueKey
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class EntryOutcome:
    """What came of a file.

    Attributes:
        written: how many values were recorded; 0 on a dry run.
        unchanged: how many are recorded so already.
        changes: the values that were, or on a dry run would be, changed.
        findings: everything that is wrong or doubtful, with its row and column.
        change_set: what the command changed; None if nothing was written.
        suggestions: words in place of a figure, offered as what they say.
        is_kept_back: whether nothing is recorded because of rows with errors.
    """

    written: int
    unchanged: int
    changes: tuple[ValueComparison, ...]
    findings: tuple[Finding, ...]
    change_set: ChangeSet | None = None
    suggestions: tuple[Suggestion, ...] = ()
    is_kept_back: bool = False


def enter_values(
    workspace: Workspace,
    path: Path,
    *,
    dry_run: bool = False,
    all_or_nothing: bool = False,
    accept: Acceptance | None = None,
    progress: Progress = silent,
) -> EntryOutcome:
    """Record the values of a CSV file in one command; rows with errors are left out.

    So are rows of a period that is closed, or of a unit that another office reports for. A dry run
    does all of it but the last step, and finds the same.

    Args:
        workspace: an open one.
        path: the file.
        dry_run: only say what would change.
        all_or_nothing: record nothing if any row has an error.
        accept: what the person says of words in place of a figure; None leaves their rows out.
        progress: told what is being done.

    Raises:
        InputError: if the file as a whole cannot be read, or a suggestion has no reason.
        RefusedError: if the person at work may not enter figures.
        Cancelled: when the work is to stop; nothing is recorded then.
    """
    reading, recording = split(progress, "read the file", "")
    reading.step(0, 1, "")
    dataset, file = workspace.dataset(), read_values(path)
    preview = preview_csv(dataset, file, path.name, today_of(workspace.now()))
    wanted = [*preview.values, *accepted_changes(preview.suggestions, accept, path.name)]
    compared = changed_values(dataset, wanted)
    outcome = EntryOutcome(
        written=0,
        unchanged=preview.unchanged + len(wanted) - len(compared),
        changes=tuple(ValueComparison(key, old, new) for key, new, old in compared),
        findings=preview.findings,
        suggestions=preview.suggestions,
        is_kept_back=all_or_nothing and bool(preview.errors_left(accept)),
    )
    refuse_without(Right.ENTER, workspace.actor.name, dataset.submissions.members)
    if dry_run or outcome.is_kept_back or not compared:
        return outcome
    done = take_csv(workspace, file, preview, accept=accept, progress=recording)
    return replace(outcome, written=len(done.audit), change_set=done)
