"""What an accepted revision says otherwise than the accepted one before it, in sentences."""

from __future__ import annotations

from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import Restatement


def is_figure(definition: FrameworkDefinition, entry: Restatement) -> bool:
    """Return whether a figure was restated, and not a record of money or of the work plan."""
    return entry.indicator in definition.indicator_by_code


def restated(definition: FrameworkDefinition, entry: Restatement) -> Sentence:
    """Return what became what, and with which revision; of a record also which one it is."""
    unit = definition.unit_by_code.get(entry.unit)
    name = entry.unit if unit is None else str(unit.name)
    if is_figure(definition, entry):
        old, new = entry.old or "blank", entry.new or "blank"
        return say(
            "Restated by {name}: {old} became {new} with revision {number} of its submission.",
            name=name,
            old=old,
            new=new,
            number=entry.number,
        )
    return say(
        "Restated by {name}: {what}: “{old}” became “{new}” with revision {number} of its "
        "submission.",
        name=name,
        what=entry.indicator,
        old=entry.old or "nothing",
        new=entry.new or "nothing",
        number=entry.number,
    )
