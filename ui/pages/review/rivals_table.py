"""Rival revisions side by side: every field that is other in one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from spa_me.services.exchange.review_sheet import ReviewSheet
from spa_me.services.exchange.rivals import RivalField
from ui.models.rows import Column, RowsModel
from ui.pages.review.words import rival_texts, rival_title, tr
from ui.widgets.tables import DataTable

_ROWS = 9


class RivalsTable(DataTable):
    """A row for each field in which rival revisions differ, a column for each revision."""

    def __init__(self, sheet: ReviewSheet, parent: QWidget | None = None) -> None:
        super().__init__(tr("In what the revisions differ"), parent)
        title = partial(rival_title, sheet)
        columns = [Column[RivalField](tr("Field"), title, tooltip=title, width=230, least=120)]
        for place, rival in enumerate(sheet.rivals):
            text = _text_of(sheet, place)
            heading = tr("Revision {number} ({mark})")
            heading = heading.format(number=rival.number, mark=rival.digest[:6])
            columns.append(Column(heading, text, tooltip=text, grows=True, width=160, least=110))
        model = RowsModel[RivalField](columns, parent=self)
        model.show(sheet.disputed)
        self.setModel(model)
        rows = min(_ROWS, max(2, len(sheet.disputed)))
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + rows * self.verticalHeader().defaultSectionSize() + 6)


def _text_of(sheet: ReviewSheet, place: int) -> Callable[[RivalField], str]:
    return lambda field: rival_texts(sheet, field)[place]
