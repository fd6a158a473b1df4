"""What is doubtful in the money is listed, confirmed with a reason, and asked about again."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spa_me.domain.cofunding import Contribution, SourceType
from spa_me.services import funding
from tests.gui.cofunding_page import Shown
from ui.context import Context
from ui.dialogs.reason import ReasonDialog
from ui.pages.cofunding.contribution_form import ContributionForm
from ui.pages.cofunding.doubts_view import DoubtsView
from ui.pages.cofunding.rows import ContributionRow


@pytest.fixture
def shown(example_context: Context, qtbot: QtBot) -> Shown:
    """Return the page at Thailand, whose government's money stands twice."""
    money = Contribution(
        "", "TH", "2014", "Ministry", SourceType.GOVERNMENT, amount=Decimal(10), currency="THB"
    )
    for _ in range(2):
        funding.save_contribution(example_context.open_workspace, money)
    made = Shown(example_context, qtbot)
    made.choose("TH")
    made.context.hub.changed.connect(made.page.workspace_changed)
    return made


def doubts(shown: Shown) -> DoubtsView:
    view = shown.page.doubts
    shown.page.tabs.setCurrentWidget(view)
    return view


def test_money_that_stands_twice_is_listed_and_leads_to_its_record(shown: Shown) -> None:
    view = doubts(shown)
    assert view.count == 1
    assert "stands 2 times" in shown.texts(view.table, 1)[0]
    assert "stands 2 times" in shown.page.shares.remarks.text()

    view.go.click()
    assert shown.page.tabs.currentWidget() is shown.contributions.view
    row = shown.contributions.view.table.current_row()
    assert isinstance(row, ContributionRow)
    assert row.contribution.source == "Ministry"


def test_it_is_confirmed_with_a_reason_and_can_be_asked_again(shown: Shown) -> None:
    view = doubts(shown)
    view.is_right.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReasonDialog)
    dialog.field.setPlainText("Two halves")
    shown.change(dialog.go.click)

    assert view.count == 0
    assert "Two halves" in shown.texts(view.table, 3)[0]
    assert not view.is_right.isEnabled()
    shown.change(view.again.click)
    assert view.count == 1
    assert shown.context.open_workspace.dataset().submissions.confirmations == ()


def test_the_form_offers_the_common_year_for_one_of_the_buddhist_calendar(shown: Shown) -> None:
    shown.page.tabs.setCurrentWidget(shown.contributions.view)
    shown.contributions.view.add.click()
    form = shown.contributions.form
    assert isinstance(form, ContributionForm)
    form.day.show_day(date(2557, 5, 1), date(2014, 12, 31))

    assert "outside the period" in form.help_of("date")
    form.day.meant.click()
    assert form.day.value() == date(2014, 5, 1)
    assert form.help_of("date") == ""
    assert form.day.meant.isHidden()
