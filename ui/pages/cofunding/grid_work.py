"""What is typed in a grid of records becomes records: line by line, or a whole block at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from spa_me.domain.errors import Finding, UserError
from spa_me.services.cells import BrokenCellError
from spa_me.services.funding import MoneyRow
from spa_me.services.money_rows import COLUMN_OF
from ui.models.grid import GridLine, GridModel, wrong_in
from ui.pages.cofunding.choices import Choices
from ui.pages.cofunding.grids import GridKind, Place
from ui.pages.cofunding.presenter import CofundingPresenter, RowsChange
from ui.pages.cofunding.words import tr


class GridWork(QObject):
    """Reads the lines in which something was typed, and has those recorded that can be."""

    told = Signal(str)
    """Emitted with what is not recorded yet and why; empty when all is."""

    def __init__(
        self, kind: GridKind, presenter: CofundingPresenter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._kind, self._presenter = kind, presenter
        self._model: GridModel[Any] | None = None
        self._choices: Choices | None = None
        self._unit = ""

    def use(self, model: GridModel[Any], choices: Choices, unit: str) -> None:
        """Work for a grid.

        Args:
            model: of the grid.
            choices: what is known in the view.
            unit: whose records new lines become; empty where all units are in view.
        """
        if model is not self._model:
            model.entered.connect(self._entered)
            self._model = model
        self._choices, self._unit = choices, unit

        def beginning() -> Mapping[str, str]:
            codes = (line.typed.get("code", "") for line in model.pending)
            return self._kind.beginning(choices, unit, filter(None, codes))

        model.beginning = beginning
        self._tell()

    @property
    def is_pending(self) -> bool:
        """Whether something that was typed is not recorded."""
        return self._model is not None and bool(self._model.pending)

    def _entered(self, lines: Sequence[GridLine[Any]]) -> None:
        """Read lines; record those that can be, in one command."""
        read: list[tuple[GridLine[Any], MoneyRow]] = []
        for line in lines:
            line.wrong = {}
            if not line.is_pending:
                continue
            try:
                read.append((line, self._read(line)))
            except BrokenCellError as error:
                what = f"{error.what}; expected {error.expected}" if error.expected else error.what
                line.wrong[error.column] = what
        if read:
            self._record(read)
        self._show(lines)

    def _read(self, line: GridLine[Any]) -> MoneyRow:
        assert self._choices is not None  # noqa: S101 (`use` came before)
        before = _record_of(line)
        unit = self._unit if before is None else before.unit
        place = Place(unit, self._choices.period)
        return self._kind.made(line, place, self._choices)

    def _record(self, read: Sequence[tuple[GridLine[Any], MoneyRow]]) -> None:
        pairs = [(_record_of(line), record) for line, record in read]
        change = RowsChange(_words(pairs), pairs)
        sent = [dict(line.typed) for line, _ in read]

        def done() -> None:
            for place, (line, _) in enumerate(read):
                if line.typed != sent[place]:
                    continue  # typed in again since: that is read by itself
                line.wrong = _wrong(change.wrong.get(place, ()))
                line.is_going = not line.wrong
            self._show([line for line, _ in read])

        def refused(error: UserError) -> None:
            for line, _ in read:
                line.wrong = {"": str(error)}
            self._show([line for line, _ in read])

        self._presenter.make(change, done, refused)

    def _show(self, lines: Sequence[GridLine[Any]]) -> None:
        if self._model is not None:
            self._model.show_again(lines)
        self._tell()

    def _tell(self) -> None:
        pending = [] if self._model is None else self._model.pending
        first = next(wrong_in(pending), None)
        if self._model is None or first is None:
            self.told.emit("")
            return
        line, name, why = first
        heading = self._model.heading_of(name)
        said = tr("Not recorded yet: {count}. Row {row}, {field}: {why}")
        if not heading:
            said = tr("Not recorded yet: {count}. Row {row}: {why}")
        place = self._model.find(line.key) + 1
        self.told.emit(said.format(count=len(pending), row=place, field=heading, why=why))


def _record_of(line: GridLine[Any]) -> MoneyRow | None:
    if line.row is None:
        return None
    return getattr(line.row, "contribution", None) or line.row.activity


def _words(pairs: Sequence[tuple[MoneyRow | None, MoneyRow]]) -> str:
    if len(pairs) > 1:
        return tr("Change {count} rows").format(count=len(pairs))
    return tr("Change a row") if pairs[0][0] is not None else tr("Add a row")


def _wrong(findings: Sequence[Finding]) -> dict[str, str]:
    found: dict[str, str] = {}
    for finding in findings:
        said = f"{finding.what}; expected {finding.expected}" if finding.expected else finding.what
        found.setdefault(COLUMN_OF.get(finding.where, finding.where), said)
    return found
