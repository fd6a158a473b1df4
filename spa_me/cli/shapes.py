"""JSON of what only the command line tells; decimals are strings, so that no digit is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from exports.json_shapes import value_shape
from spa_me.domain.errors import Finding
from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.successors import Origin
from spa_me.domain.version_changes import TargetChange
from spa_me.domain.versions import MarkerMatch
from spa_me.reports.version_effects import VersionEffect
from spa_me.services.backups import Backup
from spa_me.services.doctor import Report
from spa_me.services.framework_versions import VersionPreview
from spa_me.services.importing import EntryOutcome, ValueComparison
from spa_me.services.suggestions import Acceptance, Suggestion, findings_left


def framework_json(definition: FrameworkDefinition) -> dict[str, Any]:
    """Return what a framework version is, without its content."""
    return {
        "code": definition.code,
        "version": definition.version,
        "title": str(definition.title),
        "units": list(definition.unit_by_code),
        "periods": list(definition.period_by_code),
        "indicators": len(definition.indicators),
        "markers": len(definition.markers),
        "digest": definition.digest,
    }


def version_preview_json(found: VersionPreview, *, is_added: bool) -> dict[str, Any]:
    """Return what a framework version changes, and whether it was added."""
    changes = found.changes
    kinds = {
        "results": changes.results,
        "indicators": changes.indicators,
        "markers": changes.markers,
    }
    return {
        "framework": framework_json(found.definition),
        "in_force_from": found.definition.in_force_from.isoformat(),
        "before": changes.old.version,
        "added": is_added,
        "known": found.is_known,
        "periods": [
            {"period": p.code, "before": p.before or None, "has_values": p.has_values}
            for p in found.periods
        ],
        **{
            kind: {"new": list(c.new), "gone": list(c.gone), "reworded": list(c.reworded)}
            for kind, c in kinds.items()
        },
        "targets": [_target_json(change) for change in changes.targets],
        "renamed": {kind: dict(c.renamed) for kind, c in kinds.items() if kind != "results"},
        "changes": [_match_json(match) for match in changes.matches],
        "series": [_series_json(code, origin) for code, origin in changes.series.items()],
        "differences": [asdict(difference) for difference in changes.differences],
        "effects": [_effect_json(effect) for effect in found.effects],
    }


def _target_json(change: TargetChange) -> dict[str, Any]:
    return {
        "marker": change.marker,
        "indicator": change.indicator,
        "period": change.period,
        "unit": change.unit or None,
        "old": None if change.old is None else str(change.old),
        "new": None if change.new is None else str(change.new),
    }


def _match_json(match: MarkerMatch) -> dict[str, Any]:
    return {
        "kind": match.kind,
        "old": [marker.code for marker in match.old],
        "new": [marker.code for marker in match.new],
        "reason": match.reason,
    }


def _series_json(code: str, origin: Origin) -> dict[str, Any]:
    return {
        "indicator": code,
        "from": [source._asdict() for source in origin.sources if not origin.why],
        "begins_anew": origin.why or None,
    }


def _effect_json(effect: VersionEffect) -> dict[str, Any]:
    return {**asdict(effect), "before": effect.before or None, "after": effect.after or None}


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return one thing found wrong."""
    return {
        "severity": finding.severity.value,
        "where": finding.where,
        "what": finding.what,
        "expected": finding.expected,
    }


def backup_json(backup: Backup) -> dict[str, Any]:
    """Return a backup; `at` is in UTC, `label` empty for a rolling one."""
    return {
        "path": str(backup.path),
        "at": backup.at.isoformat(),
        "bytes": backup.size,
        "label": backup.label,
    }


def doctor_json(report: Report) -> dict[str, Any]:
    """Return what was found out about a workspace file."""
    return {
        "path": str(report.path),
        "sound": report.is_sound,
        "findings": [finding_json(finding) for finding in report.findings],
        "facts": {fact.name: fact.value for fact in report.facts},
        "backups": [
            {**backup_json(checked.backup), "good": checked.is_good} for checked in report.backups
        ],
    }


def entry_json(
    outcome: EntryOutcome, *, is_dry_run: bool, accept: Acceptance | None = None
) -> dict[str, Any]:
    """Return what came of a file of values; `accept` as in `suggestion_shapes`."""
    accepted = () if accept is None else outcome.suggestions
    return {
        "dry_run": is_dry_run,
        "written": outcome.written,
        "unchanged": outcome.unchanged,
        "changes": [_comparison_json(change) for change in outcome.changes],
        **suggestion_shapes(outcome.suggestions, accept),
        "findings": [
            finding_json(finding) for finding in findings_left(outcome.findings, accepted)
        ],
    }


def suggestion_shapes(offers: Sequence[Suggestion], accept: Acceptance | None) -> dict[str, Any]:
    """Return words in place of a figure: those that were accepted, and those that were not.

    Args:
        offers: all of them.
        accept: what the person says of them; None where they are only offered.
    """
    said = accept or Acceptance()
    found = [
        {
            "cell": offer.where,
            "indicator": offer.key.indicator,
            "written": offer.written,
            "state": offer.state(said).value,
            "can_mean": [state.value for state in offer.states],
            "reason": offer.reason or said.reason,
        }
        for offer in offers
    ]
    is_accepted = accept is not None
    return {"accepted": found if is_accepted else [], "suggestions": [] if is_accepted else found}


def _comparison_json(change: ValueComparison) -> dict[str, Any]:
    return {
        "unit": change.key.unit,
        "indicator": change.key.indicator,
        "period": change.key.period,
        "old": {"state": change.old.state, **value_shape(change.old)},
        "new": {"state": change.new.state, **value_shape(change.new)},
    }
