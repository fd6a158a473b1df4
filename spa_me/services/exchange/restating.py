"""What an accepted revision says otherwise than the accepted one before it is recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from spa_me.domain.dataset import Dataset
from spa_me.domain.submission import Restatement, Revision
from spa_me.domain.values import differ
from spa_me.services import wording
from spa_me.services.exchange.preview import record_changes, with_content
from spa_me.services.exchange.records import kept_content
from spa_me.services.saving import save
from spa_me.services.submissions.standing import standing
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.writer import Writer


class _Change(NamedTuple):
    """What is another one now.

    Attributes:
        what: the code of an indicator, or what a record is called.
        old, new: as readable text; empty where there is none.
    """

    what: str
    old: str
    new: str


def restate(workspace: Workspace, writer: Writer, dataset: Dataset, revision: Revision) -> None:
    """Record each figure and record of the accepted revision before that is another one now."""
    unit, period = revision.unit, revision.period
    before = standing(dataset, unit, period).chain.accepted
    if before is None:
        return
    old, new = (
        with_content(dataset, unit, period, kept_content(workspace, digest))
        for digest in (before.digest, revision.digest)
    )
    place = (unit, period)
    for change in (*_figures(old, new, place), *_records(old, new, place)):
        entry = Restatement(*place, change.what, revision.number, change.old, change.new,
                            revision.digest, writer.at)  # fmt: skip
        save(writer, stored.RESTATEMENT, entry, "restate")


def _figures(old: Dataset, new: Dataset, place: tuple[str, str]) -> Iterator[_Change]:
    codes = {key.indicator for data in (old, new) for key, _ in data.values.items()}
    for code in sorted(codes):
        was, now = old.values.get(code, *place), new.values.get(code, *place)
        if differ(now, was):
            yield _Change(code, wording.value_text(was), wording.value_text(now))


def _records(old: Dataset, new: Dataset, place: tuple[str, str]) -> Iterator[_Change]:
    """Yield the changed records of money and of the work plan, each under a name of its own."""
    seen: Counter[str] = Counter()
    for change in record_changes(old, new, place):
        what = change.subject
        seen[what] += 1
        name = what if seen[what] == 1 else f"{what} ({seen[what]})"
        yield _Change(name, change.old, change.new)
