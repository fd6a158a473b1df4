"""Which tasks a child can do; a name that does not stand here cannot be asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from spa_me.limited.framing import Message

Task = Callable[[Message], Message]

TASKS: dict[str, str] = {
    "probe": "spa_me.limited.probe:probe",
    "read package": "spa_me.packages.child_task:read_in_task",
    "workbook": "spa_me.services.workbooks.task:read_workbook",
}
"""Name -> module and function. Named as text: this room does not know the rooms above it."""


def load_task(name: str) -> Task:
    """Import and return a task; raises `KeyError` for a name that is not registered."""
    module, function = TASKS[name].split(":")
    return getattr(importlib.import_module(module), function)
