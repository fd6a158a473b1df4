"""What the sheets of one workbook share while they are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from openpyxl import Workbook

from exports.donors import Donor
from exports.xlsx.cells import Cells
from exports.xlsx.measure import lines_in
from exports.xlsx.stream import Cell
from exports.xlsx.text import SHORTENED, shortened
from spa_me.domain.dataset import Actor
from spa_me.domain.progress import Progress
from spa_me.reports import ReportBook

_LINES_THAT_FIT = 28
"""A row cannot be taller than 409 points, which is some 34 lines of our size."""

ELSEWHERE = " … [whole text in the data notes]"


@dataclass(frozen=True, slots=True)
class LongText:
    """A text that no row can show in full and that the data notes therefore print in parts."""

    about: str
    title: str
    text: str


@dataclass
class Job:
    """One workbook in the making.

    Attributes:
        made_at: when, in UTC; the only thing in the file that does not come from the book.
        maker: who makes it; None where that is not known.
        sheets: how many sheets there will be; `done` of them are made.
        long_texts: what had to be shortened, for the data notes.
    """

    book: ReportBook
    donor: Donor
    workbook: Workbook
    cells: Cells
    made_at: datetime
    maker: Actor | None
    progress: Progress
    sheets: int = 0
    done: int = -1
    current: str = ""
    long_texts: list[LongText] = field(default_factory=list[LongText])

    def begin(self, sheet: str) -> None:
        """Tell that the next sheet is begun; may raise `Cancelled`."""
        self.done += 1
        self.current = sheet
        self.breathe()

    def breathe(self) -> None:
        """Give a person the chance to stop in the middle of a sheet; may raise `Cancelled`."""
        self.progress.step(self.done, self.sheets, self.current)

    def fitted(self, text: str, width: float, about: tuple[str, str], style: str = "text") -> Cell:
        """Return text that a row can show in a column `width` digits wide.

        Args:
            text: the whole text.
            width: of the column.
            about: code and title of what it speaks of, for the data notes.
            style: of the cell.
        """
        if len(text) < width or lines_in(text, width) <= _LINES_THAT_FIT:
            return self.cells.text(text, style)
        self.long_texts.append(LongText(*about, text))
        beginning = text
        while lines_in(beginning, width) > _LINES_THAT_FIT - 2:
            fewer = shortened(beginning, len(beginning) * 4 // 5).removesuffix(SHORTENED)
            beginning = fewer.rpartition("\n")[0] or fewer
        return self.cells.text(beginning + ELSEWHERE, style)
