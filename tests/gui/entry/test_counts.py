"""What is wrong is counted once: the button, the tab and the list say the same number."""

from spa_me.domain.submission import FieldRemark
from tests.gui.entry.hand import Hand
from tests.gui.entry.region import Region
from ui.pages.entry.side import PROBLEMS


def test_a_remark_on_the_whole_counts_as_a_problem_and_as_no_question(
    hand: Hand, region: Region
) -> None:
    region.seal()
    region.receive()
    # 1.3 looks doubtful already, so that one question has two problems.
    region.send_back([FieldRemark("1.3", "Is it right?"), FieldRemark("", "Attach the minutes.")])
    page, side = hand.page, hand.table.side
    hand.qtbot.waitUntil(lambda: page.title_bar.check.text() == "Check (5 problems)")
    page.title_bar.check.click()

    listed = [entry for entry in side.problems.entries if not entry.is_missing]
    assert len(listed) == 5
    assert side._tabs.button(PROBLEMS).text() == "Problems 5"
    with_problems = {entry.code for entry in listed if entry.code}
    assert page.filter_bar.chips["problems"].text() == f"With problems {len(with_problems)}"
    page.filter_bar.chips["problems"].click()
    assert set(hand.view.questions()) == with_problems
