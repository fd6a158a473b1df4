"""Named styles: every cell of the workbook has one, and every one names its font."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils.indexed_list import IndexedList

from exports.xlsx.measure import TABLE_SIZE
from spa_me.dashboards.theme import LIGHT

FONT = "Arial"
"""Excel and LibreOffice have it or its metric twin on every system."""

MAX_INDENT = 3
PERCENT = "0.0 %"
DATE = "yyyy-mm-dd"
TIME = "yyyy-mm-dd hh:mm"


def colour(palette_colour: str) -> str:
    """Return a palette colour as openpyxl wants it: opaque, without `#`."""
    return f"FF{palette_colour.removeprefix('#')}"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; turned into a named style of the workbook."""

    number_format: str = "General"
    horizontal: str = "left"
    vertical: str = "top"
    size: float = TABLE_SIZE
    is_bold: bool = False
    is_italic: bool = False
    text: str = LIGHT.text
    fill: str = ""
    line: str = "all"
    wraps: bool = True
    indent: int = 0
    is_locked: bool = True


def _number(number_format: str) -> Look:
    return Look(number_format, horizontal="right", wraps=False)


LOOKS: dict[str, Look] = {
    "text": Look(),
    **{f"indent {depth}": Look(indent=depth) for depth in range(1, MAX_INDENT + 1)},
    "muted": Look(text=LIGHT.muted),
    "centre": Look(horizontal="center"),
    "status": Look(horizontal="center"),
    "code": Look(),
    "count": Look("0", horizontal="center", text=LIGHT.muted),
    "whole": _number("#,##0"),
    "decimal 1": _number("#,##0.0"),
    "decimal 2": _number("#,##0.00"),
    "decimal 9": _number("#,##0.0########"),
    "percent": _number(PERCENT),
    "percent 4": _number("0.0000 %"),
    "percent 0": _number("0 %"),
    "change whole": _number("+#,##0;-#,##0;0"),
    "change decimal": _number("+#,##0.00;-#,##0.00;0.00"),
    "change percent": _number("+0.0 %;-0.0 %;0.0 %"),
    "difference": _number("+#,##0.0########;-#,##0.0########;0"),
    "factor": _number("# ??/??"),
    "rate": _number("#,##0.0000##"),
    "year": _number("0"),
    "date": Look(DATE, horizontal="center", wraps=False),
    "time": Look(TIME, horizontal="center", wraps=False),
    "total": Look("#,##0", horizontal="right", vertical="center", is_bold=True, fill=LIGHT.raised),
    "total text": Look(vertical="center", is_bold=True, fill=LIGHT.raised),
    "total percent": Look(
        PERCENT, horizontal="right", vertical="center", is_bold=True, fill=LIGHT.raised
    ),
    "header": Look(
        is_bold=True, fill=LIGHT.accent_soft, vertical="center", horizontal="center", line="header"
    ),
    "title": Look(size=16, is_bold=True, line="", wraps=False, vertical="center"),
    "big": Look(size=20, is_bold=True, line="", vertical="center"),
    "answer": Look(size=13, is_bold=True, text=LIGHT.accent, line="", vertical="center"),
    "lead": Look(size=10, text=LIGHT.muted, line="", vertical="center"),
    "section": Look(
        size=12, is_bold=True, text=LIGHT.accent, line="", wraps=False, vertical="bottom"
    ),
    "banner": Look(
        size=11, is_bold=True, text=LIGHT.warning, fill=LIGHT.warning_soft, vertical="center"
    ),
    "fact": Look(size=10, text=LIGHT.muted, line="below", vertical="center"),
    "fact value": Look(size=10, line="below", vertical="center"),
    "fact time": Look(TIME, size=10, line="below", vertical="center"),
    "blank line": Look(size=10, text=LIGHT.muted, is_italic=True, line="write", vertical="center"),
    "tile": Look(size=18, is_bold=True, horizontal="center", vertical="center"),
    "tile word": Look(size=9, is_bold=True, horizontal="center", vertical="center"),
    "tile share": Look(PERCENT, horizontal="center", text=LIGHT.muted),
}


class Styles:
    """The styles of one workbook, by name, as the numbers that cells carry.

    Attributes:
        looks: what each of them looks like.
    """

    def __init__(self, workbook: Workbook, looks: Mapping[str, Look] = LOOKS) -> None:
        _set_default_font(workbook)
        sheet = StyleProbe(workbook)
        self.looks = looks
        self.plain: dict[str, int] = {}
        self.quoted: dict[str, int] = {}
        for name, look in looks.items():
            workbook.add_named_style(named_style(name, look))
            self.plain[name] = sheet.number_of(name, is_quoted=False)
            self.quoted[name] = sheet.number_of(name, is_quoted=True)


class StyleProbe:
    """Finds the number under which a workbook keeps a style."""

    def __init__(self, workbook: Workbook) -> None:
        class _Parent:
            parent = workbook

        self._parent = cast("Any", _Parent())

    def number_of(self, name: str, *, is_quoted: bool) -> int:
        """Return a style's number; quoted text stays text when somebody edits the cell."""
        cell = cast("Any", WriteOnlyCell(self._parent, None))
        cell.style = f"SPA {name}"
        cell.quotePrefix = is_quoted
        return cell.style_id


def _set_default_font(workbook: Workbook) -> None:
    """Make our font that of cells without a style, on which column widths are based, too."""
    font = Font(name=FONT, size=10)
    inner = cast("Any", workbook)
    inner._fonts = IndexedList([font])  # noqa: SLF001 (openpyxl has no public way)
    inner._named_styles["Normal"].font = font  # noqa: SLF001


def named_style(name: str, look: Look) -> NamedStyle:
    """Return a look as a style that stands in the workbook's list."""
    return NamedStyle(
        name=f"SPA {name}",
        font=Font(
            name=FONT,
            size=look.size,
            bold=look.is_bold,
            italic=look.is_italic,
            color=colour(look.text),
        ),
        fill=PatternFill("solid", fgColor=colour(look.fill)) if look.fill else PatternFill(),
        border=_border(look.line),
        alignment=Alignment(
            horizontal=cast("Any", look.horizontal),
            vertical=cast("Any", look.vertical),
            wrap_text=look.wraps,
            indent=look.indent,
        ),
        number_format=look.number_format,
        protection=Protection(locked=look.is_locked),
    )


def _border(line: str) -> Border:
    thin = Side(style="thin", color=colour(LIGHT.border))
    if line == "all":
        return Border(left=thin, right=thin, top=thin, bottom=thin)
    if line == "header":
        # A thicker line would lie over the letters of the first row, which has no room above them.
        accent = Side(style="thin", color=colour(LIGHT.accent))
        return Border(left=thin, right=thin, top=thin, bottom=accent)
    if line == "below":
        return Border(bottom=thin)
    if line == "write":
        return Border(bottom=Side(style="thin", color=colour(LIGHT.text)))
    return Border()
