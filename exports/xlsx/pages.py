"""How a sheet is printed: A4 across, on pages that each can be read by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break

from exports.xlsx.stream import LETTERS
from exports.xlsx.styles import FONT
from exports.xlsx.text import clean
from spa_me.dashboards.theme import LIGHT
from spa_me.reports import ReportBook

_A4 = 9
_MAX_HEADER = 70
_ROOM = 143
"""How wide A4 across is at full size, in digits of the default font; Excel has 152."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A table that is printed on two pages beside each other, since on one it could not be read.

    Attributes:
        keep: how many columns stand on both pages: what the row speaks of.
        first: the last column of the first page, counted from 1.
    """

    keep: int
    first: int

    def blocks(self, columns: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the first and last column of what stands on one page only, for each page."""
        return (self.keep + 1, self.first), (self.first + 1, columns)

    def scale(self, widths: Sequence[float]) -> int:
        """Return the per cent of full size at which both pages fit."""
        titles = sum(widths[: self.keep])
        blocks = (sum(widths[a - 1 : b]) for a, b in self.blocks(len(widths)))
        return min(100, int(100 * _ROOM / (titles + max(blocks))))


def set_up_page(raw: Any, title: str, book: ReportBook) -> None:
    """Let a sheet fit the width of A4 across, with what it is in its header and footer."""
    raw.sheet_view.showGridLines = False
    raw.sheet_properties.pageSetUpPr.fitToPage = True
    raw.page_setup.paperSize = _A4
    raw.page_setup.orientation = "landscape"
    raw.page_setup.fitToWidth = 1
    raw.page_setup.fitToHeight = 0
    raw.print_options.horizontalCentered = True
    raw.HeaderFooter.scaleWithDoc = False
    raw.page_margins = PageMargins(0.3, 0.3, 0.55, 0.5, 0.25, 0.25)
    definition = book.definition
    version = f"{definition.title}, version {definition.version} ({definition.digest[:8]})"
    _head(raw.oddHeader.left, f"{definition.plan.title}")
    _head(raw.oddHeader.right, f"{book.period.title} · {title}")
    if book.is_illustrative:
        _head(raw.oddHeader.center, "Illustrative data")
    _head(raw.oddFooter.left, version)
    _head(raw.oddFooter.right, "")
    raw.oddFooter.right.text = "Page &P of &N"


def spread_over_two(raw: Any, spread: Spread, widths: Sequence[float]) -> None:
    """Print a sheet on two pages across, those of the same rows after each other."""
    # Excel takes no notice of breaks where it is told to fit the page, hence a scale.
    raw.sheet_properties.pageSetUpPr.fitToPage = False
    raw.page_setup.fitToWidth = raw.page_setup.fitToHeight = None
    raw.page_setup.scale = spread.scale(widths)
    raw.page_setup.pageOrder = "overThenDown"
    raw.col_breaks.append(Break(id=spread.first))
    raw.print_title_cols = f"A:{LETTERS[spread.keep - 1]}"


def _head(part: Any, text: str) -> None:
    """Put plain text into a part of a header or footer, where `&` begins a command."""
    shown = clean(text)
    kept = shown if len(shown) <= _MAX_HEADER else shown[: _MAX_HEADER - 1] + "…"
    # A digit would be taken as part of the letter size before it.
    part.text = kept.replace("&", "&&")
    part.font = f"{FONT},Regular"
    part.size = 9
    part.color = LIGHT.muted.removeprefix("#")
