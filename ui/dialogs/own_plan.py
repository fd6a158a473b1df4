"""What to do with a plan that does not come with the app: it becomes a file first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.context import Context
from ui.dialogs.structure_copy import ask_where_to_copy
from ui.files import start_folder
from ui.plain_text import as_tooltip, without_mnemonic
from ui.widgets.cards import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.domain.framework import FrameworkDefinition


class OwnPlan(QWidget):
    """Says how a plan gets into a file, and offers the structures that are filled in.

    Attributes:
        buttons: one for each structure.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.buttons: list[QPushButton] = []
        self._card = Card(self.tr("How does my plan get into SPA-ME?"))
        for text in (
            self.tr(
                "SPA-ME reads a plan from a text file that says its results, indicators, targets "
                "and years. Did somebody send you that file? Press “From a file…” above."
            ),
            self.tr(
                "Else save one of these to fill in. Whoever is at ease with such files writes the "
                "adopted plan into it, once, with a text editor; the user guide says how (Your own "
                "framework). Then come back here and choose it with “From a file…”."
            ),
        ):
            self._card.body.addWidget(label(text))
        self._row = QWidget()
        FlowLayout(self._row)
        self._card.body.addWidget(self._row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)

    def offer(self, structures: Sequence[FrameworkDefinition]) -> None:
        """Offer a copy of each structure."""
        layout = self._row.layout()
        for definition in structures:
            text = self.tr("Save to fill in: {plan}…")
            button = QPushButton(text.format(plan=without_mnemonic(str(definition.plan.code))))
            button.setToolTip(as_tooltip(str(definition.title)))
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._copy, definition))
            self.buttons.append(button)
            if layout is not None:
                layout.addWidget(button)

    def _copy(self, definition: FrameworkDefinition) -> None:
        ask_where_to_copy(self._context, definition, start_folder(), self.window())
