"""Status words and their colours: the word is always there, the colour only helps the eye."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from exports.xlsx.styles import colour
from spa_me.dashboards.theme import LIGHT
from spa_me.domain.status import STATUS_TITLES, NoStatus, Status

KINDS: tuple[Status | NoStatus, ...] = (*Status, *NoStatus)
"""Every kind, in the order in which tables and charts show them."""

AGREES, DIFFERS = "agrees", "differs"


def colour_statuses(sheet: Any, cells: str, *, softly: bool = False) -> None:
    """Give status words in a range of cells their colours; kinds without status are hatched.

    Args:
        sheet: of the cells.
        cells: such as `R5:S20`.
        softly: as a tint, for columns that only lead to the status that counts.
    """
    words = {STATUS_TITLES[kind]: kind for kind in KINDS}
    colour_words(sheet, cells, words, softly=softly)


def colour_words(
    sheet: Any, cells: str, words: Mapping[str, Status | NoStatus], *, softly: bool = False
) -> None:
    """Give other words in a range of cells the colours of statuses."""
    first = cells.partition(":")[0]
    for word, kind in words.items():
        _when(sheet, cells, f'{first}="{word}"', _style(kind, softly=softly))


def _style(kind: Status | NoStatus, *, softly: bool) -> DifferentialStyle:
    font = Font(bold=True, color=colour(LIGHT.text_on(kind)))
    if isinstance(kind, Status):
        # In conditional formats the colour of a solid fill is its background.
        if softly:
            tint = PatternFill("solid", bgColor=colour(_tint(LIGHT.fill(kind))))
            return DifferentialStyle(font=Font(color=colour(LIGHT.text)), fill=tint)
        ground = colour(LIGHT.fill(kind))
        return DifferentialStyle(font=font, fill=PatternFill("solid", bgColor=ground))
    hatched = PatternFill(
        "lightUp", fgColor=colour(LIGHT.hatch), bgColor=colour(LIGHT.hatch_ground)
    )
    return DifferentialStyle(font=font, fill=hatched)


def _tint(full: str) -> str:
    """Return a colour mixed with three parts of white."""
    parts = (int(full[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{(part + 3 * 255) // 4:02X}" for part in parts)


def _when(sheet: Any, cells: str, formula: str, style: DifferentialStyle) -> None:
    rule = Rule(type="expression", dxf=style, formula=[formula], stopIfTrue=True)
    sheet.conditional_formatting.add(cells, rule)
