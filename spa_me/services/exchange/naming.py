"""What the records of another office are called here, so that no two offices share an id."""

from __future__ import annotations

import uuid
from dataclasses import replace

from spa_me.domain.submission import SubmissionContent

_NAMESPACE = uuid.UUID("6c1f4c1e-5f0c-5d0e-9a55-2d1b6f6e7a10")


def named_here(home: str, unit: str, period: str, content: SubmissionContent) -> SubmissionContent:
    """Return what a unit reports with the ids that its records have in this workspace.

    An id holds within the unit and period that use it: whatever another office calls its records,
    and whichever package comes first, none takes the place of another. The office that keeps the
    workspace goes on with its own ids.
    """
    if unit == home:
        return content

    def here(identity: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{unit}\n{period}\n{identity}"))

    return replace(
        content,
        activities=tuple(replace(entry, id=here(entry.id)) for entry in content.activities),
        contributions=tuple(
            replace(
                entry, id=here(entry.id), activity=here(entry.activity) if entry.activity else ""
            )
            for entry in content.contributions
        ),
        evidence=tuple(replace(entry, id=here(entry.id)) for entry in content.evidence),
    )
