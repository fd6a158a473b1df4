"""A doubtful answer or contribution is in the list of problems, and confirmed from there."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from spa_me.domain.cofunding import Contribution, SourceType
from spa_me.services.funding import save_contribution
from tests.countries import countries_definition
from tests.gui.entry.conftest import MakeFile
from tests.gui.entry.hand import Hand
from ui.dialogs.reason import ReasonDialog
from ui.pages.entry.problems import Entry

OpenPage = Callable[..., Hand]


def doubted(hand: Hand) -> list[Entry]:
    return [entry for entry in hand.table.side.problems.entries if entry.doubt is not None]


def choose(hand: Hand, entry: Entry) -> None:
    problems = hand.table.side.problems
    problems.list.setCurrentRow(problems.entries.index(entry))


def give_reason(hand: Hand, reason: str) -> None:
    hand.qtbot.waitUntil(lambda: bool(hand.page.findChildren(ReasonDialog)))
    asked = hand.page.findChildren(ReasonDialog)[-1]
    asked.field.setPlainText(reason)
    asked.go.click()


@pytest.fixture
def hand(make_file: MakeFile, open_page: OpenPage) -> Hand:
    return open_page(make_file(countries_definition()), period="2016")


def test_a_share_over_100_per_cent_is_asked_about_and_confirmed(hand: Hand) -> None:
    code = next(
        i.code for i in hand.sheet.definition.indicators
        if i.measure.value == "percentage" and i.code in hand.sheet.rows
    )  # fmt: skip
    hand.answer(code, "9/7")
    hand.table.check()
    hand.qtbot.waitUntil(lambda: len(doubted(hand)) == 1)
    (entry,) = doubted(hand)
    assert (entry.code, entry.blocks) == (code, False)

    choose(hand, entry)
    assert not hand.table.side.problems.is_right.isHidden()
    hand.table.side.problems.is_right.click()
    give_reason(hand, "Cases of the year before were closed, too")
    hand.qtbot.waitUntil(lambda: doubted(hand) == [])
    (kept,) = hand.page.context.open_workspace.dataset().submissions.confirmations
    assert (kept.about, kept.reason) == (code, "Cases of the year before were closed, too")

    hand.answer(code, "10/7")
    hand.qtbot.waitUntil(lambda: len(doubted(hand)) == 1)


def test_money_that_stands_twice_leads_to_the_co_funding_page(
    make_file: MakeFile, open_page: OpenPage
) -> None:
    hand = open_page(make_file(countries_definition()), period="2016")
    money = Contribution(
        "", "A", "2016", "Ministry", SourceType.GOVERNMENT, amount=Decimal(5), currency="USD"
    )
    workspace = hand.page.context.open_workspace
    for _ in range(2):
        hand.page.context.hub.tell(save_contribution(workspace, money))
    hand.wait()
    hand.table.check()
    hand.qtbot.waitUntil(lambda: len(doubted(hand)) == 1)
    (entry,) = doubted(hand)
    assert entry.is_money

    choose(hand, entry)
    problems = hand.table.side.problems
    with hand.qtbot.waitSignal(hand.page.go_to) as gone:
        problems.list.itemActivated.emit(problems.list.currentItem())
    assert gone.args == ["cofunding", {"unit": "A", "tab": "problems"}]
