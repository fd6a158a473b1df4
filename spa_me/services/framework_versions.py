"""A further version of the framework of a workspace: what it would change, and adding it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from spa_me.domain.errors import NotFoundError
from spa_me.domain.framework import ChangeKind, FrameworkDefinition
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.successors import Origin
from spa_me.domain.version_changes import (
    CodeChanges,
    Difference,
    TargetChange,
    VersionChanges,
    compare_versions,
)
from spa_me.domain.versions import MarkerMatch, version_in_force
from spa_me.reports.version_effects import VersionEffect, version_effects
from spa_me.services.frameworks import check_can_install
from spa_me.services.workspace import Workspace

ALL_TOGETHER = "all together"


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
        effects: every marker that would stand otherwise in the periods so far.
    """

    definition: FrameworkDefinition
    is_known: bool
    changes: VersionChanges
    periods: tuple[JudgedPeriod, ...]
    effects: tuple[VersionEffect, ...]


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
        () if is_known else tuple(version_effects(workspace.dataset(), definition)),
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
    return [*main_sentences(found), *change_sentences(found), *effect_sentences(found)]


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
    """Return everything that a version says otherwise than the one before it."""
    if found.is_known:
        return []
    changes = found.changes
    old = changes.old
    told = {m.code for match in changes.matches for m in (*match.old, *match.new)}
    return [
        *(_about_match(match) for match in changes.matches),
        *(_about_unknown(code, found) for code in changes.unknown),
        *_about_codes("result", old.version, changes.results, set()),
        *_about_codes("progress marker", old.version, changes.markers, told),
        *_about_codes("indicator", old.version, changes.indicators, set()),
        *_about_series(changes.series),
        *(_about_target(change) for change in changes.targets),
        *(_about_difference(difference, old.version) for difference in changes.differences),
    ]


def effect_sentences(found: VersionPreview) -> list[Sentence]:
    """Return what would stand otherwise in the periods so far."""
    units = found.definition.unit_by_code
    return [
        say(
            "{period}, {unit}, {part} {code}: {before}, then {after}",
            period=effect.period,
            unit=str(units[effect.unit].name) if effect.unit in units else ALL_TOGETHER,
            part=effect.part,
            code=effect.code,
            before=effect.before or "not judged",
            after=effect.after or "not judged",
        )
        for effect in found.effects
    ]


def _about_match(match: MarkerMatch) -> Sentence:
    old = ", ".join(marker.code for marker in match.old)
    new = ", ".join(marker.code for marker in match.new)
    title = "; ".join(str(marker.title) for marker in match.new or match.old)
    said = say(_MATCHES[match.kind], old=old, new=new, title=title)
    return say("{said} ({reason})", said=said, reason=match.reason) if match.reason else said


_MATCHES = {
    ChangeKind.KEPT: "Progress marker {old} kept as {new}: {title}",
    ChangeKind.REWORDED: "Progress marker {old} reworded to {new}: {title}",
    ChangeKind.SPLIT: "Progress marker {old} split into {new}: {title}",
    ChangeKind.MERGED: "Progress markers {old} merged into {new}: {title}",
    ChangeKind.RETIRED: "Progress marker {old} retired: {title}",
    ChangeKind.ADDED: "Progress marker {new} added: {title}",
}


def _about_unknown(code: str, found: VersionPreview) -> Sentence:
    return say(
        "Version {new} says what became of progress marker {code}, which is not in version {old}",
        new=found.definition.version,
        code=code,
        old=found.changes.old.version,
    )


def _about_series(series: Mapping[str, Origin]) -> Iterator[Sentence]:
    for code, origin in series.items():
        if origin.why:
            yield say("Figures of indicator {code} begin anew: {why}", code=code, why=origin.why)
            continue
        sources = ", ".join(
            f"{source.indicator} ({source.dimension}: {source.category})"
            if source.category
            else source.indicator
            for source in origin.sources
        )
        yield say("Figures of indicator {code} go on from {sources}", code=code, sources=sources)


_PARTS = {
    "framework": "Framework",
    "plan": "Plan",
    "rules": "Rules",
    "levels": "Level",
    "units": "Reporting unit",
    "periods": "Period",
    "dimensions": "Breakdown",
    "results": "Result",
    "indicators": "Indicator",
    "markers": "Progress marker",
}


def _about_difference(difference: Difference, version: str) -> Sentence:
    part, code = _PARTS[difference.part], difference.code
    if not difference.field:
        kind = part.lower()
        if difference.old and difference.part == "periods":
            template = "Period {code} is not in it, and stays judged by version {version}"
        elif difference.old:
            template = "Gone since version {version}: {kind} {code}, {title}"
        else:
            template = "New {kind} {code}: {title}"
        title = difference.old or difference.new
        return say(template, kind=kind, code=code, title=title, version=version)
    return say(
        "{part}, {field}: {old}, then {new}",
        part=f"{part} {code}".rstrip(),
        field=", ".join(key.replace("_", " ") for key in difference.field),
        old=difference.old or "none",
        new=difference.new or "none",
    )


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


def _about_codes(
    kind: str, version: str, changes: CodeChanges, told: Collection[str]
) -> Iterator[Sentence]:
    for old, new in changes.renamed.items():
        if old not in told:
            yield say("The {kind} {old} became {new}", kind=kind, old=old, new=new)
    for template, titles in (
        ("New {kind} {code}: {title}", changes.new),
        ("Gone since version {version}: {kind} {code}, {title}", changes.gone),
        ("Worded anew: {kind} {code}: {title}", changes.reworded),
    ):
        for code, title in titles.items():
            if code in told:
                continue
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
