"""What an office settles once: when periods are reported on, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from spa_me.domain.changes import ChangeSet
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError, RefusedError
from spa_me.domain.framework import ReportingUnit, UnitKind, clean_name, clean_text
from spa_me.domain.submission import (
    Member,
    Policy,
    Reopening,
    ReportingWindow,
    Right,
    same_name,
)
from spa_me.services.requests import request_digest
from spa_me.services.saving import drop, needed, refuse, save
from spa_me.services.workspace import Workspace
from spa_me.storage import submissions as stored
from spa_me.storage.writer import Writer

_KEPT = "Nothing was changed."


def region_that_sets_days(dataset: Dataset) -> ReportingUnit | None:
    """Return the regional secretariat that sets the reporting days of this office.

    Its days come with the framework that it sends. None where this office sets them itself: it is
    the secretariat, or its framework names none, as that of a national plan.
    """
    definition = dataset.latest_framework
    home = definition.unit_by_code.get(dataset.info.home_unit)
    if home is None or home.kind is UnitKind.REGION:
        return None
    return next((unit for unit in definition.units if unit.kind is UnitKind.REGION), None)


def _refuse_days_of_region(dataset: Dataset) -> None:
    region = region_that_sets_days(dataset)
    if region is not None:
        raise RefusedError(
            f"{region.name} sets the reporting days; they come with the framework that it sends.",
            kept=_KEPT,
            do="Ask it to send the framework with other days.",
        )


def set_window(
    workspace: Workspace,
    period: str,
    opens_on: date | None,
    due_on: date | None,
    *,
    key: str | None = None,
) -> ChangeSet:
    """Set from when a period is reported on and by when it is due; None for no such day."""

    def change(window: ReportingWindow) -> ReportingWindow:
        if opens_on is not None and due_on is not None and due_on < opens_on:
            raise RefusedError(
                "Reporting cannot be due before it opens.", kept=_KEPT, do="Correct a day."
            )
        return replace(window, opens_on=opens_on, due_on=due_on)

    return _save_window(workspace, period, change, "set reporting days", (opens_on, due_on), key)


def close_period(
    workspace: Workspace, period: str, reason: str, *, key: str | None = None
) -> ChangeSet:
    """Close a period: no figure of it is entered any more, save by a unit it is reopened for."""
    why = clean_text(reason)

    def change(window: ReportingWindow) -> ReportingWindow:
        refuse("The closing", needed("reason", why, "it stands wherever the lock shows"))
        return replace(window, is_closed=True, reason=why)

    return _save_window(workspace, period, change, "close period", why, key)


def open_period(
    workspace: Workspace, period: str, reason: str, *, key: str | None = None
) -> ChangeSet:
    """Open a closed period again, for everybody."""
    why = clean_text(reason)

    def change(window: ReportingWindow) -> ReportingWindow:
        refuse("The opening", needed("reason", why, "why it is opened again"))
        return replace(window, is_closed=False, reason=why)

    return _save_window(workspace, period, change, "open period", why, key)


def _save_window(
    workspace: Workspace,
    period: str,
    change: Callable[[ReportingWindow], ReportingWindow],
    action: str,
    asked: object,
    key: str | None,
) -> ChangeSet:
    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        _refuse_days_of_region(dataset)
        dataset.framework_for(period)
        window = dataset.submissions.window(period) or ReportingWindow(period)
        wanted = change(window)
        save(writer, stored.WINDOW, replace(wanted, person=writer.actor.name, at=writer.at), action)

    request = request_digest((period, asked))
    return workspace.change(action, work, key=key, request=request, needs=Right.ADMINISTER)


def reopen_for(
    workspace: Workspace,
    unit: str,
    period: str,
    until: date,
    reason: str,
    *,
    key: str | None = None,
) -> ChangeSet:
    """Let one reporting unit report on a closed period until a day, that day included."""
    why = clean_text(reason)

    def work(writer: Writer) -> None:
        dataset = workspace.dataset()
        _refuse_days_of_region(dataset)
        definition = dataset.framework_for(period)
        if unit not in definition.unit_by_code:
            known = ", ".join(definition.unit_by_code)
            message = f"{definition.title} has no reporting unit “{unit}”."
            raise NotFoundError(message, do=f"Known units: {known}.")
        refuse("The reopening", needed("reason", why, "it stands beside the lock"))
        record = Reopening(unit, period, until, why, writer.actor.name, writer.at)
        save(writer, stored.REOPENING, record, "reopen period")

    request = request_digest((unit, period, until, why))
    return workspace.change("reopen period", work, key=key, request=request, needs=Right.ADMINISTER)


def set_member(
    workspace: Workspace, name: str, rights: frozenset[Right], *, key: str | None = None
) -> ChangeSet:
    """Say what a person of the office may do; the first one listed ends that everybody may.

    Raises:
        RefusedError: if nobody could administer the workspace any more.
    """
    wanted = clean_name(name)

    def work(writer: Writer) -> None:
        refuse("The person", needed("name", wanted, "as it stands in the settings of that person"))
        members = workspace.dataset().submissions.members
        same = [m for m in members if same_name(m.name) == same_name(wanted)]
        record = Member(wanted, rights, writer.actor.name, writer.at)
        _refuse_nobody([*(m for m in members if m not in same), record])
        for other in same:
            if other.name != wanted:  # written otherwise before
                drop(writer, stored.MEMBER, {"name": other.name}, "remove rights", "")
        save(writer, stored.MEMBER, record, "set rights")

    request = request_digest((wanted, sorted(rights)))
    return workspace.change("set rights", work, key=key, request=request, needs=Right.ADMINISTER)


def remove_member(workspace: Workspace, name: str, *, key: str | None = None) -> ChangeSet:
    """Take a person from the list; without anybody on it, everybody may everything again."""
    wanted = clean_name(name)

    def work(writer: Writer) -> None:
        left = [m for m in workspace.dataset().submissions.members if m.name != wanted]
        if left:
            _refuse_nobody(left)
        drop(writer, stored.MEMBER, {"name": wanted}, "remove rights", f"{wanted} is not listed.")

    return workspace.change(
        "remove rights", work, key=key, request=request_digest(wanted), needs=Right.ADMINISTER
    )


def _refuse_nobody(members: list[Member]) -> None:
    if not any(Right.ADMINISTER in member.rights for member in members):
        raise RefusedError(
            "Nobody could administer the workspace any more.",
            kept=_KEPT,
            do="Give the right to administer to somebody first.",
        )


def set_policy(workspace: Workspace, name: str, value: str, *, key: str | None = None) -> ChangeSet:
    """Choose a rule of the workspace, such as to take in unsigned packages."""

    def work(writer: Writer) -> None:
        record = Policy(name, value, writer.actor.name, writer.at)
        save(writer, stored.POLICY, record, "choose rule")

    request = request_digest((name, value))
    return workspace.change("choose rule", work, key=key, request=request, needs=Right.ADMINISTER)
