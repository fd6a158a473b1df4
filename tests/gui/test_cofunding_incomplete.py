"""No share is shown while money is not counted, and the missing rate is one click away."""

from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from spa_me.domain.cofunding import Contribution, SourceType
from spa_me.services import funding
from tests.gui.cofunding_page import Shown
from ui.context import Context
from ui.pages.cofunding.rate_form import RateForm
from ui.pages.cofunding.share_columns import UNIT_MONEY


@pytest.fixture
def shown(example_context: Context, qtbot: QtBot) -> Shown:
    """Return the page at Thailand, whose government gave euros for which there is no rate."""
    given = (
        ("Fund", SourceType.INGO, 60, "USD"),
        ("Agency", SourceType.UN_AGENCY, 20, "USD"),
        ("Ministry", SourceType.GOVERNMENT, 10, "EUR"),
    )
    for source, kind, amount, currency in given:
        money = Contribution(
            "", "TH", "2014", source, kind, amount=Decimal(amount), currency=currency,
            date=date(2014, 5, 2),
        )  # fmt: skip
        funding.save_contribution(example_context.open_workspace, money)
    made = Shown(example_context, qtbot)
    made.choose("TH")
    return made


def test_there_is_no_share_and_the_reason_stands_in_its_place(shown: Shown) -> None:
    row = shown.texts(shown.page.units, 0).index("Thailand")

    assert "10 EUR has no rate" in shown.texts(shown.page.units, UNIT_MONEY)[row]
    assert set(shown.texts(shown.page.shares.money, 3)) == {"–"}
    assert "10 EUR has no rate" in shown.page.shares.incomplete.why.text()
    shown.page.units.opened.emit(shown.unit())
    assert "10 EUR has no rate" in shown.page.side.why.plain_text()


def test_the_rate_that_is_missing_is_added_from_there(shown: Shown) -> None:
    (button,) = shown.page.shares.incomplete.buttons
    shown.activate()
    button.click()
    form = shown.rates.form
    assert isinstance(form, RateForm)
    assert form.isVisible()
    assert (form.base.currentText(), form.quote.currentText()) == ("EUR", "USD")
    assert form.day.date().toPython() == date(2014, 5, 2)
    assert not form.is_touched

    form.rate.setText("2")
    form.document.setText("A bank")
    shown.change(form.submit)

    assert not shown.page.shares.incomplete.isVisible()
    assert shown.texts(shown.page.shares.money, 3) == ["60.0 %", "20.0 %", "20.0 %"]
