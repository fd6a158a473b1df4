"""JSON of what came of an Excel form."""

from __future__ import annotations

from typing import Any

from spa_me.cli.shapes import finding_json, suggestion_json
from spa_me.services.forms import FormOutcome


def form_json(outcome: FormOutcome, *, is_dry_run: bool) -> dict[str, Any]:
    """Return what came of a form."""
    preview, about = outcome.preview, outcome.preview.about
    return {
        "dry_run": is_dry_run,
        "form": {
            "format": about.format,
            "instance": about.instance,
            "workspace": about.workspace,
            "data_kind": about.kind.value,
            "unit": about.unit,
            "period": about.period,
            "framework": about.framework,
            "framework_version": about.version,
            "framework_digest": about.digest,
            "made_at": about.made_at.isoformat(),
        },
        "refused": preview.is_refused,
        "written": outcome.written,
        "unchanged": preview.unchanged,
        "changes": [
            {
                "cell": change.where,
                "sheet": change.table.value,
                "code": change.code,
                "title": change.title,
                "column": change.column,
                "old": change.old,
                "new": change.new,
            }
            for change in preview.changes
        ],
        "suggestions": [suggestion_json(offer) for offer in preview.suggestions],
        "findings": [finding_json(finding) for finding in preview.findings],
    }
