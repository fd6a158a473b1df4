"""How the cells of the form look: the workbook's own looks, and cells to fill in."""

from __future__ import annotations

from exports.xlsx.styles import DATE, LOOKS, Look
from spa_me.dashboards.theme import LIGHT

TEXT_INPUT = "@"
"""Text that stays text: a code like 1.10 does not become 1.1."""

FORM_LOOKS: dict[str, Look] = {
    **{name: LOOKS[name] for name in ("big", "lead", "section", "banner", "header", "fact",
                                      "fact value", "fact time")},
    "asked": Look(fill=LIGHT.background),
    "asked bold": Look(fill=LIGHT.background, is_bold=True),
    "asked centre": Look(fill=LIGHT.background, horizontal="center"),
    "check": Look(fill=LIGHT.background, is_bold=True, text=LIGHT.error),
    "closed": Look(fill=LIGHT.border),
    "key": Look(text=LIGHT.muted, wraps=False),
    "input": Look(is_locked=False),
    "input code": Look(TEXT_INPUT, is_locked=False),
    "input choice": Look(is_locked=False),
    # No format of its own: 45% typed here stays visible as per cent to whoever reads the file.
    "input number": Look(horizontal="right", wraps=False, is_locked=False),
    "input date": Look(DATE, horizontal="center", wraps=False, is_locked=False),
    "line": Look(size=10, line="", vertical="center"),
}  # fmt: skip
