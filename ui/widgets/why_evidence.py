"""The evidence behind a status, below its explanation: to look at, not to change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from spa_me.domain.changes import ChangeSet, Topic
from ui.context import Context
from ui.i18n import framework_language
from ui.widgets.evidence_box import EvidenceBox
from ui.widgets.labels import label

if TYPE_CHECKING:
    from spa_me.domain.dataset import Dataset
    from spa_me.domain.submission import Evidence

_LEAST, _MOST = 3, 9
"""Lines of the list."""
_SHARE = 5


@dataclass(frozen=True, slots=True)
class _Asked:
    codes: frozenset[str]
    period: str
    units: frozenset[str]


class WhyEvidence(QWidget):
    """Files and references of the units behind a marker; hidden where there are none."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked: _Asked | None = None
        self.box = EvidenceBox(context, _LEAST, _MOST)
        self.list = self.box.list
        self._heading = label("", "strong")
        self._build()
        context.hub.changed.connect(self._told)
        self.hide()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 8, 4)
        layout.setSpacing(6)
        layout.addWidget(self._heading)
        layout.addWidget(self.box)

    def show_about(self, codes: Collection[str], period: str, units: Collection[str]) -> None:
        """Show the evidence for markers and indicators.

        Args:
            codes: of the markers and indicators.
            period: code of the period.
            units: whose; none for everybody's.
        """
        asked = _Asked(frozenset(codes), period, frozenset(units))
        if asked != self._asked:
            self._show((), {})
        self._asked = asked
        self._read()

    def fit(self, room: int) -> None:
        """Take at most a part of the height that there is, and leave the rest to the text."""
        lines = room // (_SHARE * self.list.fontMetrics().lineSpacing())
        self.list.show_at_most(max(_LEAST, min(_MOST, lines)))

    def clear(self) -> None:
        """Show nothing."""
        self._asked = None
        self._show((), {})

    def _told(self, changes: ChangeSet) -> None:
        if self._asked is not None and Topic.SUBMISSIONS in changes.topics:
            self._read()

    def _read(self) -> None:
        workspace, asked = self._context.workspace, self._asked
        if workspace is None or asked is None:
            return

        def done(found: tuple[tuple[Evidence, ...], dict[str, str]]) -> None:
            if asked == self._asked:
                self._show(*found)

        self._context.runner.read(lambda _: _found(workspace.dataset(), asked), done, owner=self)

    def _show(self, entries: tuple[Evidence, ...], names: dict[str, str]) -> None:
        self.list.show_evidence(entries, names=names)
        self._heading.setText(self.tr("Evidence {n}").format(n=len(entries)))
        self.setVisible(bool(entries))
        self.box.show_buttons()


def _found(data: Dataset, asked: _Asked) -> tuple[tuple[Evidence, ...], dict[str, str]]:
    """Return the evidence, and the names of the units where there are several."""
    found = tuple(
        entry
        for entry in data.submissions.evidence
        if entry.about in asked.codes
        and entry.period == asked.period
        and (not asked.units or entry.unit in asked.units)
    )
    if not found or len(asked.units) == 1:
        return found, {}
    units = data.framework_for(asked.period).unit_by_code
    language = framework_language()
    return found, {code: unit.name.in_language(language) for code, unit in units.items()}
