"""The co-funding page as the window shows it, for the tests that work with it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from spa_me.domain.cofunding import Activity, Contribution, SourceType
from spa_me.services import funding
from ui.context import Context
from ui.pages.cofunding import CofundingPage
from ui.pages.cofunding.desks import Desk
from ui.pages.cofunding.rows import UnitRow


class Shown:
    """A page in front of a workspace, and ways to look at it and to wait for it."""

    def __init__(self, context: Context, bot: QtBot) -> None:
        self.context, self.bot = context, bot
        self.page = CofundingPage(context)
        self.page.resize(1178, 708)
        bot.addWidget(self.page)
        context.hub.changed.connect(self.page.workspace_changed)
        self.page.show_workspace()
        with bot.waitSignal(self.page.presenter.answered):
            self.page.show()
            self.page.enter({})

    @property
    def contributions(self) -> Desk:
        """The list of contributions and its form."""
        return self.page.editor.desks[0]

    @property
    def plan(self) -> Desk:
        """The work plan and its form."""
        return self.page.editor.desks[1]

    @property
    def printed(self) -> Desk:
        """The printed shares and their form."""
        return self.page.editor.desks[2]

    @property
    def rates(self) -> Desk:
        """The exchange rates and their form."""
        return self.page.editor.desks[3]

    def unit(self) -> UnitRow:
        """Return the row of the country that is chosen."""
        row = self.page.units.current_row()
        assert isinstance(row, UnitRow)
        return row

    def texts(self, table: QTableView, column: int) -> list[str]:
        """Return what a column shows, from the top."""
        model = table.model()
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def headings(self, table: QTableView) -> list[str]:
        """Return the headings of a table."""
        model = table.model()
        return [
            model.headerData(column, Qt.Orientation.Horizontal)
            for column in range(model.columnCount())
        ]

    def under(self, table: QTableView, heading: str) -> list[str]:
        """Return what stands under a heading, from the top, without cells that are empty."""
        return [text for text in self.texts(table, self.headings(table).index(heading)) if text]

    def change(self, do: Callable[[], object]) -> None:
        """Do something and wait until the page shows what came of it."""
        self.activate()
        with self.bot.waitSignal(self.page.presenter.answered):
            do()

    def activate(self) -> None:
        """Make the window active again after a list was closed, as a window manager does."""
        if not self.page.isActiveWindow():
            self.page.activateWindow()
            self.bot.waitUntil(self.page.isActiveWindow)

    def refine(self, **changes: Any) -> None:
        """Look at something else."""
        self.context.view.refine(**changes)

    def choose(self, unit: str) -> None:
        """Go to a country."""
        assert self.page.units.select(unit)

    def add_activity(self, unit: str, code: str) -> None:
        """Record an activity beside the page, as another page would."""
        activity = Activity(f"id-{code}", unit, "2014", code, "Meeting")
        changes = funding.save_activity(self.context.open_workspace, activity)
        self.change(lambda: self.context.hub.tell(changes))

    def add_contribution(self, unit: str, activity: str) -> None:
        """Record a contribution of the government beside the page."""
        contribution = Contribution(
            "", unit, "2014", "Ministry", SourceType.GOVERNMENT, activity=f"id-{activity}"
        )
        changes = funding.save_contribution(self.context.open_workspace, contribution)
        self.change(lambda: self.context.hub.tell(changes))
