"""JSON of what came of an Excel form."""

from __future__ import annotations

from typing import Any

from spa_me.cli.shapes import finding_json, suggestion_shapes
from spa_me.services.forms import FormOutcome
from spa_me.services.suggestions import Acceptance


def form_json(
    outcome: FormOutcome, *, is_dry_run: bool, accept: Acceptance | None = None
) -> dict[str, Any]:
    """Return what came of a form.

    Args:
        outcome: of taking it, or of looking at it.
        is_dry_run: whether nothing was to be recorded.
        accept: what the person says of words in place of a figure; None where they are left out.
    """
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
            for change in preview.changes_when(accept)
        ],
        **suggestion_shapes(preview.suggestions, accept),
        "findings": [finding_json(finding) for finding in preview.findings_when(accept)],
    }
