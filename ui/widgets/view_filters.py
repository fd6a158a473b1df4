"""Period, result and reporting unit: what overview and results are narrowed to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox

from spa_me.domain.framework import FrameworkDefinition
from spa_me.domain.series import plan_periods
from spa_me.domain.versions import version_in_force
from ui.context import Context
from ui.plain_text import as_tooltip

_LONGEST = 70


class ViewFilters(QObject):
    """Three boxes that are bound to the view all pages share; the page's bar holds them."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.period, self.result, self.unit = QComboBox(), QComboBox(), QComboBox()
        self.boxes = (self.period, self.result, self.unit)
        names = (self.tr("Period"), self.tr("Result"), self.tr("Reporting unit"))
        for box, name in zip(self.boxes, names, strict=True):
            box.setAccessibleName(name)
            box.setToolTip(as_tooltip(name))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # Titles of results are long: the box stays short, its list is as wide as they are.
        self.result.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.result.setMinimumContentsLength(16)
        self.period.activated.connect(self._choose_period)
        self.result.activated.connect(
            lambda: context.view.refine(result=self.result.currentData() or None)
        )
        self.unit.activated.connect(
            lambda: context.view.refine(unit=self.unit.currentData() or None)
        )

    def show_frameworks(self, frameworks: Sequence[FrameworkDefinition]) -> None:
        """Offer what a workspace's framework versions hold, and show what is looked at now."""
        question = self._context.view.question
        definition = version_in_force(frameworks, question.period)
        periods = plan_periods(frameworks).values()
        _fill(self.period, [(str(p.title), p.code) for p in periods], question.period)
        results = [(_result_text(definition, r.code), r.code) for r in definition.results]
        _fill(self.result, [(self.tr("All results"), ""), *results], question.result or "")
        units = [(str(unit.name), unit.code) for unit in definition.units]
        _fill(self.unit, [(self.tr("All units"), ""), *units], question.unit or "")

    def _choose_period(self) -> None:
        """Change the period, and let go of what its framework version does not have."""
        period = str(self.period.currentData())
        view, workspace = self._context.view, self._context.open_workspace
        definition = version_in_force(workspace.frameworks, period)
        question = view.question
        view.refine(
            period=period,
            result=question.result if question.result in definition.result_by_code else None,
            unit=question.unit if question.unit in definition.unit_by_code else None,
        )


def _result_text(definition: FrameworkDefinition, code: str) -> str:
    result = definition.result_by_code[code]
    depth, parent = 0, result.parent
    while parent is not None:
        depth, parent = depth + 1, definition.result_by_code[parent].parent
    text = f"{'    ' * depth}{code}  {result.title}"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _fill(box: QComboBox, items: Sequence[tuple[str, str]], chosen: str) -> None:
    known = [(box.itemText(place), box.itemData(place)) for place in range(box.count())]
    if known != list(items):
        box.clear()
        for text, data in items:
            box.addItem(text, data)
        box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 24)
    box.setCurrentIndex(max(0, box.findData(chosen)))
