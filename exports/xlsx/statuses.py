"""Status words and their colours: the word is always there, the colour only helps the eye."""

from __future__ import annotations

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


def colour_statuses(sheet: Any, cells: str) -> None:
    """Give status words in a range of cells their colours; kinds without status are hatched."""
    first = cells.partition(":")[0]
    for kind in KINDS:
        _when(sheet, cells, f'{first}="{STATUS_TITLES[kind]}"', _style(kind))


def colour_words(sheet: Any, cells: str, good: str, bad: str) -> None:
    """Give two words in a range of cells the colours of met and not met."""
    first = cells.partition(":")[0]
    _when(sheet, cells, f'{first}="{good}"', _style(Status.FULLY))
    _when(sheet, cells, f'{first}="{bad}"', _style(Status.NOT))


def _style(kind: Status | NoStatus) -> DifferentialStyle:
    font = Font(bold=True, color=colour(LIGHT.text_on(kind)))
    if isinstance(kind, Status):
        # In conditional formats the colour of a solid fill is its background.
        ground = colour(LIGHT.fill(kind))
        return DifferentialStyle(font=font, fill=PatternFill("solid", bgColor=ground))
    hatched = PatternFill(
        "lightUp", fgColor=colour(LIGHT.hatch), bgColor=colour(LIGHT.hatch_ground)
    )
    return DifferentialStyle(font=font, fill=hatched)


def _when(sheet: Any, cells: str, formula: str, style: DifferentialStyle) -> None:
    rule = Rule(type="expression", dxf=style, formula=[formula], stopIfTrue=True)
    sheet.conditional_formatting.add(cells, rule)
