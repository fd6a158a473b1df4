"""Beside the list: what a package is, whether it is good, and all that it would change."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from spa_me.domain.framework import FrameworkDefinition
from spa_me.services.exchange.arrivals import Arrival
from ui.context import Context
from ui.models.rows import Column, RowsModel
from ui.pages.inbox.about import about_lines
from ui.pages.inbox.columns import title_of
from ui.pages.inbox.facets import Facet, Part, facets_of
from ui.pages.inbox.rows import Names, unconfirmed_key
from ui.pages.inbox.words import arrival_title, standing_sentence
from ui.widgets.labels import label
from ui.widgets.status_icon import status_icon
from ui.widgets.tables import DataTable

_FIRST, _CELL, _LEAST = 130, 92, 74
_LINES = 7
"""So many lines high are the tables at the least: their tabs, headings and two rows."""


class PreviewPanel(QFrame):
    """Shows one package that arrived before anything of it is taken in."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("What stands in the file"))
        self._context = context
        self.heading = label(role="heading", selectable=True)
        self.sentence = label(role="strong", selectable=True)
        self.about = label(selectable=True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("What stands in the file"))
        self.tabs.tabBar().setDrawBase(False)
        inside = QWidget()
        self._texts = QVBoxLayout()
        self._texts.setSpacing(5)
        for part in (self.heading, self.sentence, self.about):
            part.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._texts.addWidget(part)
        self._texts.addStretch()
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._parts.setContentsMargins(14, 10, 12, 8)
        self._parts.addLayout(self._texts)
        self._parts.addWidget(self.tabs)
        self.lay_out(is_wide=False)
        # At large text there is less room than the texts and two rows need.
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.show_arrival(None, Names({}, {}), None)

    def lay_out(self, *, is_wide: bool) -> None:
        """Put the tables beside the texts, where the panel is wide and low; else below them."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(across if is_wide else down)
        self._parts.setSpacing(16 if is_wide else 5)
        self._parts.setStretchFactor(self._texts, 2 if is_wide else 0)
        self._parts.setStretchFactor(self.tabs, 3 if is_wide else 1)

    def show_arrival(
        self, arrival: Arrival | None, names: Names, definition: FrameworkDefinition | None
    ) -> None:
        """Show a package; None for a hint.

        Args:
            arrival: the package.
            names: of units and periods.
            definition: by which its figures are judged.
        """
        self._clear()
        self.tabs.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        if arrival is None:
            self.heading.setText(self.tr("Choose a file"))
            self.sentence.setText("")
            self.about.setText(
                self.tr("Choose a row to see what stands in the file and what it would change.")
            )
            return
        self.heading.setText(title_of(arrival, names))
        # That a key is new is what the sentence says.
        is_new = unconfirmed_key(arrival) is not None
        state = "?" if is_new else f"{arrival_title(arrival)}."
        self.sentence.setText(f"{state} {standing_sentence(arrival)}")
        self.about.setText("\n".join(about_lines(arrival, names)))
        self.about.setVisible(bool(self.about.text()))
        for facet in facets_of(arrival, names, definition):
            title = f"{facet.name} ({len(facet.rows)})"
            self.tabs.addTab(self._table(facet), title)
        self.tabs.setVisible(self.tabs.count() > 0)

    def _clear(self) -> None:
        while self.tabs.count():
            page = self.tabs.widget(0)
            self.tabs.removeTab(0)
            if page is not None:
                page.deleteLater()
        self.tabs.hide()

    def _table(self, facet: Facet) -> DataTable:
        table = DataTable(facet.name)
        columns: list[Column[object]] = [
            Column(
                part.title,
                part.text,
                icon=partial(self._icon, part),
                tooltip=part.text,
                width=part.width or (_CELL if place else _FIRST),
                least=_LEAST,
                holds=part.holds,
                grows=place in {0, len(facet.parts) - 1},
            )
            for place, part in enumerate(facet.parts)
        ]
        model = RowsModel[object](columns, key=id, parent=table)
        model.show(facet.rows)
        table.setModel(model)
        return table

    def _icon(self, part: Part, row: object) -> QIcon | None:
        kind = None if part.kind is None else part.kind(row)
        return None if kind is None else status_icon(kind, self._context.theme.palette)

    def read(self) -> None:
        """Go to the table in front, to read it with the keys."""
        if self.tabs.count():
            self.tabs.currentWidget().setFocus()
