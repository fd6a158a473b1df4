"""What an accepted revision says otherwise than the accepted one before it, in sentences."""

from __future__ import annotations

from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import Restatement


def is_figure(definition: FrameworkDefinition, entry: Restatement) -> bool:
    """Return whether a figure was restated, and not a record of money or of the work plan."""
    return entry.indicator in definition.indicator_by_code


def restated(definition: FrameworkDefinition, entry: Restatement) -> Sentence:
    """Return what became what, when, and with which revision; of a record also which one it is."""
    unit = definition.unit_by_code.get(entry.unit)
    name = entry.unit if unit is None else str(unit.name)
    old, new = _changed(entry.old, entry.new)
    day = "–" if entry.at is None else entry.at.date()
    if is_figure(definition, entry):
        return say(
            "Restated by {name}: {old} became {new} with revision {number} of its submission, "
            "accepted on {day}.",
            name=name,
            old=old or "blank",
            new=new or "blank",
            number=entry.number,
            day=day,
        )
    return say(
        "Restated by {name}: {what}: “{old}” became “{new}” with revision {number} of its "
        "submission, accepted on {day}.",
        name=name,
        what=entry.indicator,
        old=old or "nothing",
        new=new or "nothing",
        number=entry.number,
        day=day,
    )


def _changed(old: str, new: str) -> tuple[str, str]:
    """Return two texts of a value without the parts that both have, where each has others."""
    was, now = old.split("; "), new.split("; ")
    gone = "; ".join(part for part in was if part not in now)
    come = "; ".join(part for part in now if part not in was)
    return (gone, come) if gone and come else (old, new)
