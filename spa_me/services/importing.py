"""Taking in values from a CSV file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding
from spa_me.domain.progress import Progress, silent, split
from spa_me.domain.values import Value, ValueKey
from spa_me.services.csv_codes import with_codes
from spa_me.services.csv_file import read_csv
from spa_me.services.csv_versions import VERSION, in_force
from spa_me.services.entry import changed_values, record_values
from spa_me.services.suggestions import Acceptance, Suggestion, accepted_changes
from spa_me.services.value_rows import COLUMNS, NEEDED, ValueRows, values_in
from spa_me.services.workspace import Workspace

__all__ = ["COLUMNS", "EntryOutcome", "ValueComparison", "ValueRows", "enter_values",
           "read_value_rows"]  # fmt: skip


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
    """

    written: int
    unchanged: int
    changes: tuple[ValueComparison, ...]
    findings: tuple[Finding, ...]
    change_set: ChangeSet | None = None
    suggestions: tuple[Suggestion, ...] = ()


def read_value_rows(path: Path, dataset: Dataset) -> ValueRows:
    """Return what a CSV file says, held against a workspace's framework and values.

    The header is `unit,indicator,period,state,value,numerator,denominator,reason,note`, and
    optionally `dimension,category` and `framework_version`. Without a state a row with a figure is
    reported, and a row without one says nothing; only the state `blank` removes a value.

    Raises:
        InputError: if the file as a whole cannot be read.
    """
    file = read_csv(path, (*COLUMNS, VERSION), NEEDED)
    return values_in(in_force(with_codes(file, dataset), dataset), dataset)


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

    Args:
        workspace: an open one.
        path: the file.
        dry_run: only say what would change.
        all_or_nothing: record nothing if any row has an error.
        accept: what the person says of words in place of a figure; None leaves their rows out.
        progress: told what is being done.

    Raises:
        InputError: if the file as a whole cannot be read, or a suggestion has no reason.
        Cancelled: when the work is to stop; nothing is recorded then.
    """
    reading, recording = split(progress, "read the file", "")
    reading.step(0, 1, "")
    dataset = workspace.dataset()
    rows = read_value_rows(path, dataset)
    wanted = [*rows.changes, *accepted_changes(rows.suggestions, accept, path.name)]
    compared = changed_values(dataset, wanted)
    changes = tuple(ValueComparison(key, old, new) for key, new, old in compared)
    unchanged = len(wanted) - len(changes)
    errors = rows.errors_left(accepted=accept is not None)
    done = None
    if not dry_run and not (all_or_nothing and errors) and changes:
        done = record_values(workspace, wanted, progress=recording)
    written = 0 if done is None else len(done.audit)
    return EntryOutcome(written, unchanged, changes, rows.findings, done, rows.suggestions)
