"""How the cells of the form look: the workbook's own looks, and cells to fill in."""

from __future__ import annotations

from typing import Any

from exports.xlsx.styles import DATE, LOOKS, Look
from spa_me.dashboards.theme import LIGHT

TEXT_INPUT = "@"
"""Text that stays text: a code like 1.10 does not become 1.1."""

_KEPT = ("big", "lead", "section", "banner", "header", "fact", "fact value", "fact time")


def _cell(number_format: str = "General", **look: Any) -> Look:
    """Return the look of a cell of a table; text in the middle stays clear of the lines."""
    return Look(number_format, vertical="center", **look)


FORM_LOOKS: dict[str, Look] = {
    **{name: LOOKS[name] for name in _KEPT},
    "asked": _cell(fill=LIGHT.background),
    "asked code": _cell(TEXT_INPUT, fill=LIGHT.background, is_bold=True),
    "asked centre": _cell(fill=LIGHT.background, horizontal="center"),
    "check": _cell(fill=LIGHT.background, is_bold=True, text=LIGHT.error),
    "closed": _cell(fill=LIGHT.border),
    "key": _cell(text=LIGHT.muted, wraps=False),
    "input": _cell(is_locked=False),
    "input code": _cell(TEXT_INPUT, is_locked=False),
    "input choice": _cell(is_locked=False),
    # No format of its own: 45% typed here stays visible as per cent to whoever reads the file.
    "input number": _cell(horizontal="right", wraps=False, is_locked=False),
    "input date": _cell(DATE, horizontal="center", wraps=False, is_locked=False),
    "line": Look(size=10, line="", vertical="center"),
}
