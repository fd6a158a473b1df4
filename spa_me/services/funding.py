"""Work-plan activities, contributions, exchange rates and printed shares."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spa_me.domain.changes import ChangeSet
from spa_me.domain.cofunding import (
    Activity,
    Contribution,
    ExchangeRate,
    PrintedShare,
)
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import Finding, InputError, RefusedError, UserError
from spa_me.domain.framework import UnitKind
from spa_me.services.funding_checks import (
    activity_findings,
    contribution_findings,
    printed_share_findings,
    rate_findings,
)
from spa_me.services.requests import request_digest
from spa_me.services.saving import cleaned, drop, refuse, save
from spa_me.services.submissions.standing import refuse_locked, today_of
from spa_me.services.workspace import Workspace
from spa_me.storage import records
from spa_me.storage.writer import Writer

MoneyRow = Activity | Contribution
"""What is entered in rows."""


def _refuse_locked(
    dataset: Dataset,
    writer: Writer,
    *found: Activity | Contribution | PrintedShare | ExchangeRate | None,
) -> None:
    """Raise `RefusedError` if what a record belongs to, or belonged to, is locked."""
    places = [(record.unit, record.period) for record in found if record is not None]
    refuse_locked(dataset, places, today_of(writer.at))


def new_id() -> str:
    """Return an id for an activity or a contribution."""
    return str(uuid.uuid4())


def save_activity(workspace: Workspace, activity: Activity, *, key: str | None = None) -> ChangeSet:
    """Add an activity to a unit's work plan, or change the one with its id.

    Without an id it gets one.

    Raises:
        InputError: with everything that is wrong.
    """
    asked = cleaned(activity)

    def work(writer: Writer) -> None:
        wanted = asked if asked.id else replace(asked, id=new_id())
        write_activity(writer, workspace.dataset(), wanted)

    return workspace.change("save activity", work, key=key, request=request_digest(asked))


def write_activity(writer: Writer, dataset: Dataset, activity: Activity) -> Dataset:
    """Check and write an activity with its id inside a command; see `save_activity`.

    Returns:
        The content with the activity in it, for what is written after it.
    """
    wanted = cleaned(activity)
    _refuse_locked(dataset, writer, wanted, writer.find(records.ACTIVITY, {"id": wanted.id}))
    refuse("The activity", activity_findings(dataset, wanted))
    save(writer, records.ACTIVITY, wanted, "save activity")
    others = [other for other in dataset.activities if other.id != wanted.id]
    return replace(dataset, activities=[*others, wanted])


def remove_activity(workspace: Workspace, identity: str, *, key: str | None = None) -> ChangeSet:
    """Remove an activity that no contribution refers to.

    Raises:
        NotFoundError: if there is none with this id.
        RefusedError: while contributions refer to it; they are named.
    """

    def work(writer: Writer) -> None:
        drop_activity(writer, workspace.dataset(), identity)

    return workspace.change("remove activity", work, key=key, request=request_digest(identity))


def drop_activity(writer: Writer, dataset: Dataset, identity: str) -> None:
    """Remove an activity inside a command; see `remove_activity`."""
    _refuse_locked(dataset, writer, writer.find(records.ACTIVITY, {"id": identity}))
    used = [c for c in dataset.contributions if c.activity == identity]
    if used:
        sources = ", ".join(dict.fromkeys(c.source for c in used))
        raise RefusedError(
            f"{len(used)} contributions refer to the activity: {sources}."
            if len(used) > 1
            else f"A contribution refers to the activity: {sources}.",
            kept="Nothing was changed.",
            do="Remove them first, or tie them to another activity.",
        )
    missing = "There is no such activity."
    drop(writer, records.ACTIVITY, {"id": identity}, "remove activity", missing)


def save_contribution(
    workspace: Workspace, contribution: Contribution, *, key: str | None = None
) -> ChangeSet:
    """Record a contribution, or change the one with its id; without an id it gets one.

    Raises:
        InputError: with everything that is wrong.
    """
    asked = cleaned(contribution)

    def work(writer: Writer) -> None:
        wanted = asked if asked.id else replace(asked, id=new_id())
        write_contribution(writer, workspace.dataset(), wanted)

    return workspace.change("save contribution", work, key=key, request=request_digest(asked))


def write_contribution(writer: Writer, dataset: Dataset, contribution: Contribution) -> None:
    """Check and write a contribution with its id inside a command; see `save_contribution`."""
    wanted = cleaned(contribution)
    _refuse_locked(dataset, writer, wanted, writer.find(records.CONTRIBUTION, {"id": wanted.id}))
    refuse("The contribution", contribution_findings(dataset, wanted))
    save(writer, records.CONTRIBUTION, wanted, "save contribution")


def remove_contribution(
    workspace: Workspace, identity: str, *, key: str | None = None
) -> ChangeSet:
    """Remove a contribution; raises `NotFoundError` if there is none with this id."""

    def work(writer: Writer) -> None:
        drop_contribution(writer, workspace.dataset(), identity)

    return workspace.change("remove contribution", work, key=key, request=request_digest(identity))


def drop_contribution(writer: Writer, dataset: Dataset, identity: str) -> None:
    """Remove a contribution inside a command; see `remove_contribution`."""
    _refuse_locked(dataset, writer, writer.find(records.CONTRIBUTION, {"id": identity}))
    missing = "There is no such contribution."
    drop(writer, records.CONTRIBUTION, {"id": identity}, "remove contribution", missing)


@dataclass(frozen=True, slots=True)
class SavedRows:
    """What came of several records at once.

    Attributes:
        changes: what was recorded.
        wrong: for each record that was not taken, by its place, why.
    """

    changes: ChangeSet
    wrong: Mapping[int, Sequence[Finding]]


def change_rows(
    workspace: Workspace, pairs: Sequence[tuple[MoneyRow | None, MoneyRow | None]]
) -> SavedRows:
    """Change activities or contributions of several rows in one command.

    Args:
        workspace: an open one.
        pairs: for each row the record before and after, with its id; None where there is none.

    Returns:
        What was recorded; a row that a rule does not allow is left as it was and told.
    """
    wrong: dict[int, Sequence[Finding]] = {}

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        for place, (before, after) in enumerate(pairs):
            try:
                dataset = _change_row(writer, dataset, before, after)
            except InputError as error:
                wrong[place] = error.findings
            except UserError as error:
                wrong[place] = [Finding("", error.what, error.do)]

    return SavedRows(workspace.change("change rows", work), wrong)


def _change_row(
    writer: Writer, dataset: Dataset, before: MoneyRow | None, after: MoneyRow | None
) -> Dataset:
    """Write one row inside a command; return the content with it."""
    match before, after:
        case _, Activity():
            return write_activity(writer, dataset, after)
        case _, Contribution():
            write_contribution(writer, dataset, after)
            others = [other for other in dataset.contributions if other.id != after.id]
            return replace(dataset, contributions=[*others, after])
        case Activity(), None:
            drop_activity(writer, dataset, before.id)
            others = [other for other in dataset.activities if other.id != before.id]
            return replace(dataset, activities=others)
        case Contribution(), None:
            drop_contribution(writer, dataset, before.id)
            others = [other for other in dataset.contributions if other.id != before.id]
            return replace(dataset, contributions=others)
        case _:
            return dataset


def save_rate(workspace: Workspace, rate: ExchangeRate, *, key: str | None = None) -> ChangeSet:
    """Record an exchange rate of a unit and period; one of the same key is replaced.

    Raises:
        InputError: with everything that is wrong.
        RefusedError: if the submission that it belongs to is locked.
    """
    wanted = cleaned(replace(rate, entered_at=None))

    def work(writer: Writer) -> None:
        write_rate(writer, workspace.dataset(), wanted)

    return workspace.change("save exchange rate", work, key=key, request=request_digest(wanted))


def write_rate(writer: Writer, dataset: Dataset, rate: ExchangeRate) -> None:
    """Check and write an exchange rate inside a command; see `save_rate`."""
    refuse("The exchange rate", rate_findings(dataset, rate))
    _refuse_locked_rate(dataset, writer, rate)
    save(writer, records.RATE, replace(rate, entered_at=writer.at), "save exchange rate")


def _refuse_locked_rate(dataset: Dataset, writer: Writer, rate: ExchangeRate) -> None:
    """Raise `RefusedError` if the submission of a rate is locked.

    The regional secretariat's rates are what it reads the countries' money with, and no report of
    its own: a donor may ask for another currency long after the period is closed.
    """
    unit = dataset.framework_for(rate.period).unit_by_code.get(rate.unit)
    if unit is None or unit.kind is not UnitKind.REGION:
        _refuse_locked(dataset, writer, rate)


def remove_rate(workspace: Workspace, rate: ExchangeRate, *, key: str | None = None) -> ChangeSet:
    """Remove an exchange rate.

    Raises:
        NotFoundError: if it is not there.
        RefusedError: if the submission that it belongs to is locked.
    """

    def work(writer: Writer) -> None:
        drop_rate(writer, workspace.dataset(), rate)

    return workspace.change("remove exchange rate", work, key=key, request=request_digest(rate))


def drop_rate(writer: Writer, dataset: Dataset, rate: ExchangeRate) -> None:
    """Remove an exchange rate inside a command; see `remove_rate`."""
    _refuse_locked_rate(dataset, writer, rate)
    missing = f"There is no rate of {rate.base} in {rate.quote} dated {rate.date}."
    drop(writer, records.RATE, records.RATE.key_of(rate), "remove exchange rate", missing)


def save_printed_share(
    workspace: Workspace, share: PrintedShare, *, key: str | None = None
) -> ChangeSet:
    """Record a share as a report printed it, to be compared with the true one.

    Raises:
        InputError: with everything that is wrong.
    """
    wanted = cleaned(share)

    def work(writer: Writer) -> None:
        write_printed_share(writer, workspace.dataset(), wanted)

    return workspace.change("save printed share", work, key=key, request=request_digest(wanted))


def write_printed_share(writer: Writer, dataset: Dataset, share: PrintedShare) -> None:
    """Check and write a printed share inside a command; see `save_printed_share`."""
    _refuse_locked(dataset, writer, share)
    refuse("The printed share", printed_share_findings(dataset, share))
    save(writer, records.PRINTED_SHARE, share, "save printed share")


def remove_printed_share(
    workspace: Workspace, share: PrintedShare, *, key: str | None = None
) -> ChangeSet:
    """Remove a printed share; raises `NotFoundError` if it is not there."""
    wanted = records.PRINTED_SHARE.key_of(share)

    def work(writer: Writer) -> None:
        drop_printed_share(writer, workspace.dataset(), wanted)

    return workspace.change("remove printed share", work, key=key, request=request_digest(wanted))


def drop_printed_share(writer: Writer, dataset: Dataset, key: dict[str, object]) -> None:
    """Remove the printed share with a key inside a command; see `remove_printed_share`."""
    _refuse_locked(dataset, writer, writer.find(records.PRINTED_SHARE, key))
    missing = "No printed share of {source} is recorded for {unit} in {period}."
    drop(writer, records.PRINTED_SHARE, key, "remove printed share", missing.format_map(key))
