"""A further version of the framework of a workspace: what it would change, and adding it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spa_me.domain.errors import NotFoundError
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.version_changes import (
    CodeChanges,
    TargetChange,
    VersionChanges,
    compare_versions,
)
from spa_me.domain.versions import version_in_force
from spa_me.services.frameworks import check_can_install
from spa_me.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class JudgedPeriod:
    """A period that another version would judge.

    Attributes:
        before: the version that judges it now; empty for a period that no version knows yet.
        has_values: whether figures are recorded for it.
    """

    code: str
    before: str
    has_values: bool


@dataclass(frozen=True, slots=True)
class VersionPreview:
    """What adding a version to a workspace would change.

    Attributes:
        is_known: whether the same version is installed already; adding it changes nothing.
        changes: beside the version that comes into force before it.
        periods: that it would judge from now on, in time order.
    """

    definition: FrameworkDefinition
    is_known: bool
    changes: VersionChanges
    periods: tuple[JudgedPeriod, ...]


def preview(workspace: Workspace, definition: FrameworkDefinition) -> VersionPreview:
    """Return what adding a version would change, and change nothing.

    Raises:
        RefusedError: if it cannot be added; see `frameworks.install`.
    """
    is_known = check_can_install(workspace, definition)
    known = workspace.frameworks
    others = [other for other in known if other.digest != definition.digest]
    earlier = [other for other in others if other.in_force_from <= definition.in_force_from]
    before = (earlier or others or [definition])[-1]
    return VersionPreview(
        definition,
        is_known,
        compare_versions(before, definition),
        () if is_known else tuple(_periods(workspace, definition)),
    )


def _periods(workspace: Workspace, definition: FrameworkDefinition) -> Iterator[JudgedPeriod]:
    data = workspace.dataset()
    used = {key.period for key, _ in data.values.items()}
    known = workspace.frameworks
    # In the order in which the workspace will hold them: it decides between equal days.
    both = sorted([*known, definition], key=lambda other: (other.code, other.version))
    for code in definition.period_by_code:
        if version_in_force(both, code) is not definition:
            continue
        try:
            before = version_in_force(known, code).version
        except NotFoundError:
            before = ""
        yield JudgedPeriod(code, before, code in used)


def sentences(found: VersionPreview) -> list[Sentence]:
    """Return a preview in sentences, the most important first."""
    return [*main_sentences(found), *change_sentences(found)]


def main_sentences(found: VersionPreview) -> list[Sentence]:
    """Return from when a version is in force and which periods it judges."""
    new = found.definition
    if found.is_known:
        return [
            say(
                "{title}, version {version}, is in this workspace already.",
                title=str(new.title),
                version=new.version,
            )
        ]
    return [
        say(
            "{title}, version {version}, is in force from {day}.",
            title=str(new.title),
            version=new.version,
            day=new.in_force_from,
        ),
        *_about_periods(found),
    ]


def change_sentences(found: VersionPreview) -> list[Sentence]:
    """Return what a version changes beside the one before it: codes, titles, targets."""
    if found.is_known:
        return []
    old = found.changes.old
    return [
        *_about_codes("result", old.version, found.changes.results),
        *_about_codes("progress marker", old.version, found.changes.markers),
        *_about_codes("indicator", old.version, found.changes.indicators),
        *(_about_target(change) for change in found.changes.targets),
    ]


def _about_periods(found: VersionPreview) -> Iterator[Sentence]:
    if not found.periods:
        yield say("It judges no period, since a later version is in force for each of its own.")
    for period in found.periods:
        if not period.before:
            yield say("New period {period}.", period=period.code)
        elif period.has_values:
            yield say(
                "Period {period}, which has figures, is then judged by it and no longer by "
                "version {version}.",
                period=period.code,
                version=period.before,
            )
        else:
            yield say(
                "Period {period} is then judged by it and no longer by version {version}.",
                period=period.code,
                version=period.before,
            )


def _about_codes(kind: str, version: str, changes: CodeChanges) -> Iterator[Sentence]:
    for template, titles in (
        ("New {kind} {code}: {title}", changes.new),
        ("Gone since version {version}: {kind} {code}, {title}", changes.gone),
        ("Worded anew: {kind} {code}: {title}", changes.reworded),
    ):
        for code, title in titles.items():
            yield say(template, kind=kind, code=code, title=title, version=version)


def _about_target(change: TargetChange) -> Sentence:
    place = f"{change.period}, {change.unit}" if change.unit else change.period
    return say(
        "Target of marker {marker} ({indicator}) for {place}: {old}, then {new}",
        marker=change.marker,
        indicator=change.indicator,
        place=place,
        old="none" if change.old is None else change.old,
        new="none" if change.new is None else change.new,
    )
