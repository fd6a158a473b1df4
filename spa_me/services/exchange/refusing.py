"""What is checked of a package beside its form: does it fit what this workspace knows?"""

from __future__ import annotations

from collections.abc import Iterable

from spa_me.domain.checks import check_value
from spa_me.domain.dataset import Dataset
from spa_me.domain.errors import NotFoundError, Severity
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.progress import Progress, silent, stepping
from spa_me.domain.submission import SubmissionContent, SubmissionState
from spa_me.packages.failures import PackageRefusedError, Refusal
from spa_me.packages.manifest import Manifest
from spa_me.packages.opening import OpenedPackage
from spa_me.services.content_checks import asked_about, record_problems, records_in
from spa_me.services.exchange.naming import named_here
from spa_me.services.submissions.standing import changed_here
from spa_me.services.workspace import Workspace

_MOST = 5
"""So many problems are named; a file with more of them is not mended by a longer list."""


def content_problems(
    dataset: Dataset, opened: OpenedPackage, progress: Progress = silent
) -> list[str]:
    """Return why a submission does not fit this workspace; nothing if it does."""
    manifest, content = opened.manifest, opened.content
    if not isinstance(content, SubmissionContent):
        return []
    if manifest.sender != manifest.unit:
        sender, unit = (dataset.unit_name(code) for code in (manifest.sender, manifest.unit))
        return [f"{sender} may not report for {unit}."]
    try:
        definition = dataset.framework_for(manifest.period)
    except NotFoundError as error:
        return [str(error)]
    if manifest.unit not in definition.unit_by_code:
        return [f"{definition.title} has no reporting unit “{manifest.unit}”."]
    other = _other_framework(definition, manifest)
    if other:
        return [other]
    strange = borrowed(dataset, manifest.unit, manifest.period, content)
    asked = asked_about(dataset, manifest.unit, manifest.period)
    if definition.digest not in opened.problems:
        opened.problems[definition.digest] = _value_problems(definition, content, progress)
    found = [
        *opened.problems[definition.digest],
        *(f"{p.what}." for p in record_problems(definition, records_in(content), asked)),
        *strange,
    ]
    return [*found[:_MOST], f"… and {len(found) - _MOST} more."] if len(found) > _MOST else found


def refuse_over_draft(workspace: Workspace, unit: str, period: str) -> None:
    """Refuse what another computer of this office sealed, where a draft here would be lost.

    A returned revision is none as long as nothing of it was changed here.
    """
    dataset = workspace.dataset()
    has_content = any((key.unit, key.period) == (unit, period) for key, _ in dataset.values.items())
    state = dataset.submissions.submission(unit, period, has_content=has_content).state
    if unit != dataset.info.home_unit or state in _SETTLED:
        return
    if state is SubmissionState.RETURNED and not changed_here(workspace, unit, period):
        return
    raise PackageRefusedError(
        Refusal.CONTENT,
        "Another computer of this office sealed it, and there is a draft here that it would "
        "replace.",
        do="Go on where it was sealed, or save the draft as an Excel form first.",
    )


_SETTLED = {SubmissionState.NOT_STARTED, SubmissionState.SUBMITTED, SubmissionState.ACCEPTED}


def _other_framework(definition: FrameworkDefinition, manifest: Manifest) -> str:
    asked = manifest.framework
    if asked is None or asked.digest == definition.digest:
        return ""
    return (
        f"It was made by {asked.code} {asked.version}, and this period is judged by "
        f"{definition.code} {definition.version}. Send the office the framework that is in force, "
        "and ask it to report again."
    )


def _value_problems(
    definition: FrameworkDefinition, content: SubmissionContent, progress: Progress
) -> list[str]:
    return [
        f"{key.indicator}: {finding}."
        for key, value in stepping(content.values, progress)
        for finding in check_value(definition, key, value)
        if finding.severity is not Severity.WARNING
    ]


def borrowed(dataset: Dataset, unit: str, period: str, content: SubmissionContent) -> list[str]:
    """Return records whose ids belong to another unit or period, which they would overwrite.

    Only those of this office itself can, sealed on another of its computers.
    """
    place = (unit, period)
    content = named_here(dataset.info.home_unit, unit, period, content)
    submissions = dataset.submissions
    taken = {
        record.id
        for records in (dataset.activities, dataset.contributions, submissions.evidence)
        for record in records
        if (record.unit, record.period) != place
    }
    ids: Iterable[str] = (
        record.id
        for records in (content.activities, content.contributions, content.evidence)
        for record in records
    )
    return [
        f"The record {name} belongs to another unit or period." for name in ids if name in taken
    ]
