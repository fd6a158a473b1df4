"""The four kinds of records: how each is listed, called, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from spa_me.dashboards.theme import Palette
from spa_me.reports import ReportBook
from spa_me.reports.funding import UnitFunding
from ui.models.grid import GridModel
from ui.models.rows import Column, RowsModel
from ui.pages.cofunding.choices import Choices
from ui.pages.cofunding.contribution_form import ActivityForm, ContributionForm
from ui.pages.cofunding.forms import RecordForm
from ui.pages.cofunding.grids import ACTIVITIES, CONTRIBUTIONS, GridKind
from ui.pages.cofunding.presenter import Record, key_of
from ui.pages.cofunding.rate_form import PrintedShareForm, RateForm
from ui.pages.cofunding.record_columns import (
    activity_columns,
    contribution_columns,
    printed_columns,
    rate_columns,
)
from ui.pages.cofunding.records_view import RecordsView
from ui.pages.cofunding.rows import activity_rows, contribution_rows, printed_rows, rate_rows
from ui.pages.cofunding.words import tr
from ui.widgets.grid import GridTable
from ui.widgets.tables import DataTable


@dataclass(eq=False)
class Desk:
    """One kind of record: its list, its form, and how they go together.

    Attributes:
        title: of the tab.
        make_form: makes the form in a widget.
        columns, rows: what the list shows in the view of a book.
        record_of: the record of a row.
        name_of: what a record is called in sentences.
        grid: how rows are typed in place; None where only the form writes them.
        model: the rows that are shown; made anew for another currency.
    """

    title: str
    view: RecordsView
    make_form: Callable[[QWidget], RecordForm]
    columns: Callable[[ReportBook], list[Column[Any]]]
    rows: Callable[[ReportBook, Sequence[UnitFunding]], Iterable[Any]]
    record_of: Callable[[Any], Record]
    name_of: Callable[[Any], str]
    grid: GridKind | None = None
    model: RowsModel[Any] | None = None
    currency: str | None = None
    choices: Choices | None = None

    @cached_property
    def form(self) -> RecordForm:
        """The form; made when a record is written for the first time."""
        return self.make_form(self.view)  # until it is put beside the page

    def show(
        self,
        book: ReportBook,
        funding: Sequence[UnitFunding],
        choices: Choices,
        palette: Callable[[], Palette],
        *,
        is_read_only: bool,
    ) -> None:
        """List the records of some units."""
        self.choices = choices
        if self.model is None or self.currency != book.question.currency:
            self.currency = book.question.currency
            self.model = self._make_model(book, palette)
        rows = self.rows(book, funding)
        if self.lines is not None:
            can_add = len(funding) == 1  # else nobody knows whose a new line would be
            self.lines.show_records(rows, can_edit=not is_read_only, can_add=can_add)
        else:
            self.model.show(rows)
        self.view.show_rows(self.model, is_read_only=is_read_only)

    @property
    def lines(self) -> GridModel[Any] | None:
        """The model of a grid; None where rows are not typed in place."""
        return cast("GridModel[Any]", self.model) if self.grid is not None else None

    def _make_model(self, book: ReportBook, palette: Callable[[], Palette]) -> RowsModel[Any]:
        if self.grid is None:
            return RowsModel(self.columns(book), key=self._key, parent=self.view)
        parts = self.grid.parts(book, self._choices_now)
        return GridModel(parts, self._key, palette, parent=self.view)

    def _choices_now(self) -> Choices:
        assert self.choices is not None  # noqa: S101 (set before anything is shown)
        return self.choices

    @property
    def count(self) -> int:
        """How many records are listed."""
        if self.lines is not None:
            return sum(line.row is not None for line in self.lines.rows)
        return 0 if self.model is None else len(self.model.rows)

    def _key(self, row: Any) -> object:
        return key_of(self.record_of(row))


def all_desks() -> tuple[Desk, ...]:
    """Return the desks in the order of their tabs."""
    return _contributions(), _activities(), _printed_shares(), _rates()


def _contributions() -> Desk:
    empty = (
        tr("No contributions yet"),
        tr("Money and kind toward the plan stand here: who gives it, how firm it is, and how much "
           "it is. Add the first one."),
    )  # fmt: skip
    return Desk(
        tr("Contributions"),
        RecordsView(GridTable(tr("Contributions")), tr("Add contribution…"), empty),
        ContributionForm,
        contribution_columns,
        contribution_rows,
        lambda row: row.contribution,
        lambda record: tr("contribution of {source}").format(source=record.source),
        CONTRIBUTIONS,
    )


def _activities() -> Desk:
    empty = (
        tr("No work plan yet"),
        tr("The activities of the annual work plan stand here with their budgets, and the share of "
           "activities is computed from them. Add the first one."),
    )  # fmt: skip
    return Desk(
        tr("Work plan"),
        RecordsView(GridTable(tr("Activities of the work plan")), tr("Add activity…"), empty),
        ActivityForm,
        lambda _: activity_columns(),
        lambda _, funding: activity_rows(funding),
        lambda row: row.activity,
        lambda record: tr("activity {code}").format(code=record.code),
        ACTIVITIES,
    )


def _printed_shares() -> Desk:
    empty = (
        tr("No printed shares"),
        tr("Enter the shares that a published report prints. The app says where they do not agree "
           "with the amounts, or do not add up to 100."),
    )  # fmt: skip
    return Desk(
        tr("Printed shares"),
        RecordsView(DataTable(tr("Printed shares")), tr("Add printed share…"), empty),
        PrintedShareForm,
        lambda _: printed_columns(),
        printed_rows,
        lambda row: row.printed,
        lambda record: tr("printed share of {source}").format(source=record.source),
    )


def _rates() -> Desk:
    empty = (
        tr("No exchange rates yet"),
        tr("Money stays in its own currency. To show it in another one, add a rate with its date "
           "and where it was taken from."),
    )  # fmt: skip
    return Desk(
        tr("Exchange rates"),
        RecordsView(DataTable(tr("Exchange rates")), tr("Add exchange rate…"), empty),
        RateForm,
        lambda _: rate_columns(),
        rate_rows,
        lambda row: row.rate,
        lambda record: tr("rate of {base} in {quote}").format(base=record.base, quote=record.quote),
    )
