"""The co-funding page on the real example: shares, why, and what it looks at."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from spa_me.domain.cofunding import Stage
from spa_me.domain.dataset import Actor
from spa_me.reports import BookQuestion
from spa_me.services import reporting
from spa_me.services.workspace import Workspace
from tests.gui.cofunding_page import Shown
from ui.context import Context


@pytest.fixture
def shown(example_context: Context, qtbot: QtBot) -> Shown:
    """Return the page in front of the example."""
    return Shown(example_context, qtbot)


@pytest.fixture
def read_only(example_path: Path) -> Iterator[Workspace]:
    """Return the example, open for reading only."""
    with Workspace.open(example_path, Actor("Reader"), read_only=True) as opened:
        yield opened


def test_it_begins_with_the_country_that_has_money(shown: Shown) -> None:
    row = shown.unit()

    assert (row.name, shown.texts(shown.page.shares.money, 0)) == (
        "China",
        [
            "Chinese Government",
            "INGOs (World Vision, Save the Children)",
            "UN-ACT",
            "UN agencies",
        ],
    )
    assert shown.texts(shown.page.shares.money, 3) == ["40.1 %", "21.2 %", "20.2 %", "18.4 %"]
    assert shown.texts(shown.page.shares.money, 4) == ["40 %", "21 %", "20 %", "19 %"]


def test_every_country_stands_on_both_bases_against_the_target(shown: Shown) -> None:
    names, money, activities = (shown.texts(shown.page.units, column) for column in (0, 2, 3))

    assert dict(zip(names, zip(money, activities, strict=True), strict=True)) == {
        "Cambodia": ("–", "–"),
        "China": ("40.1 %", "37.0 %"),
        "Lao PDR": ("–", "–"),
        "Myanmar": ("–", "–"),
        "Thailand": ("–", "33.0 %"),
        "Viet Nam": ("–", "45.0 %"),
        "All (1 of 6 with money)": ("40.1 %", "–"),
    }
    assert shown.page.answer.text().startswith("3 of 6 countries reach the target of 20 %")
    assert "3 gave no share" in shown.page.answer.text()


def test_under_the_question_stands_who_has_money(shown: Shown) -> None:
    assert shown.page.included.text() == (
        "1 of 6 countries have actual money recorded; none recorded: Cambodia, Lao PDR, Myanmar, "
        "Thailand, Viet Nam"
    )


def test_printed_shares_that_do_not_agree_are_told(shown: Shown) -> None:
    told = shown.page.shares.remarks.text()

    assert "UN-ACT is printed as 21 % but is 20.24 %: off by 0.76 points" in told
    assert "UN agencies is printed as 19 % but is 18.41 %: off by 0.59 points" in told
    assert "add up to 101 %" in told
    assert "paid 40.1 % of the money and supported 37 % of the activities" in told


def test_without_the_programmes_money_the_governments_share_is_larger(shown: Shown) -> None:
    shown.change(shown.page.bar.without.click)

    assert shown.texts(shown.page.shares.money, 3)[0] == "50.3 %"
    assert "UN-ACT" not in shown.texts(shown.page.shares.money, 0)


def test_planned_money_never_mixes_with_actual_money(shown: Shown) -> None:
    shown.change(lambda: shown.refine(stage=Stage.COMMITTED))

    assert shown.page.shares.money.isHidden()
    assert shown.unit().money is None
    counted = shown.under(shown.contributions.view.table, "In the share of money")
    assert "it is at another stage than the shares" in counted


def test_a_currency_without_a_rate_is_said_and_not_guessed(shown: Shown) -> None:
    shown.change(lambda: shown.refine(currency="SEK"))

    # Only an amount can lack a rate; what has none says nothing.
    assert set(shown.under(shown.contributions.view.table, "In SEK")) == {"no rate", "–"}
    assert "cannot be converted to SEK" in shown.page.shares.money_empty.text()
    assert shown.headings(shown.page.units)[4:6] == ["In SEK", "As recorded"]
    assert shown.texts(shown.page.units, 5)[1] == "166,780"


def test_why_names_numerator_denominator_and_records(shown: Shown) -> None:
    shown.page.units.opened.emit(shown.unit())
    said = shown.page.side.why.plain_text()

    assert "66,930 of 166,780 came from the government: 40.1 %" in said
    assert "China reported 37.0 % of activities in indicator 1.3" in said
    assert "reaches the target of 20 %" in said
    assert "INGOs (World Vision, Save the Children)" in said


def test_why_of_a_source_lists_its_contributions(shown: Shown) -> None:
    table = shown.page.shares.money
    table.setFocus()
    table.selectRow(2)
    shown.bot.keyClick(table, Qt.Key.Key_Return)
    said = shown.page.side.why.plain_text()

    assert "33,750 of 166,780: 20.2 % of the actual money" in said
    assert "A report prints 21 %: 0.76 points away." in said
    assert "the programme's own money" in said.lower()


def test_the_explanation_follows_what_is_looked_at(shown: Shown) -> None:
    shown.page.units.opened.emit(shown.unit())
    shown.change(shown.page.bar.without.click)

    assert "66,930 of 133,030" in shown.page.side.why.plain_text()


def test_escape_closes_the_explanation(shown: Shown) -> None:
    shown.page.units.opened.emit(shown.unit())
    assert shown.page.side.isVisible()
    shown.bot.keyClick(shown.page.side.why, Qt.Key.Key_Escape)

    assert not shown.page.side.isVisible()


def test_another_page_can_ask_for_a_country(shown: Shown) -> None:
    shown.page.enter({"unit": "TH"})

    assert shown.unit().name == "Thailand"
    assert len(shown.under(shown.contributions.view.table, "Source")) == 3


def test_all_together_lists_every_record(shown: Shown) -> None:
    shown.choose("")

    assert len(shown.under(shown.contributions.view.table, "Source")) == 16
    assert shown.page.tabs.tabText(1) == "Contributions (16)"


def test_shares_of_activities_follow_from_the_work_plan(shown: Shown) -> None:
    for code in ("A1", "A2", "A3", "A4"):
        shown.add_activity("LA", code)
    shown.add_contribution("LA", activity="A1")
    shown.choose("LA")

    assert shown.unit().activities == Decimal("0.25")
    assert shown.texts(shown.page.shares.activities, 3) == ["25.0 %"]
    shown.page.units.opened.emit(shown.unit())
    said = shown.page.side.why.plain_text()
    assert "1 of 4 activities of the work plan have a contribution from the government" in said
    assert "A3 Meeting" in said


def test_nothing_can_be_changed_in_a_read_only_workspace(
    context: Context, qtbot: QtBot, read_only: Workspace
) -> None:
    context.workspace = read_only
    context.books.serve(lambda question: reporting.book(read_only, question))
    context.view.ask(BookQuestion("2014"))
    shown = Shown(context, qtbot)

    for desk in shown.page.editor.desks:
        desk.view.table.selectRow(0)
        assert not desk.view.add.isEnabled()
        assert not desk.view.edit.isEnabled()
        assert not desk.view.remove.isEnabled()
    shown.page.editor.write(shown.contributions, None)
    assert not shown.contributions.form.isVisible()
    context.books.serve(None)
