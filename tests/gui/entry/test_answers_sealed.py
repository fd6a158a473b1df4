"""What was answered to the region stays readable in the sheet after it was sealed."""

from PySide6.QtCore import Qt

from spa_me.domain.submission import FieldRemark, SubmissionState
from spa_me.services.submissions import answer, check_submission, standing
from tests.gui.entry.hand import Hand
from tests.gui.entry.region import Region
from ui.pages.entry.looks import Column
from ui.pages.entry.side import RETURNED


def test_the_answer_is_shown_and_cannot_be_changed(hand: Hand, region: Region) -> None:
    region.seal()
    region.receive()
    region.send_back([FieldRemark("1.3", "Is it right?"), FieldRemark("2.1", "None at all?")])
    region.at_country(lambda: answer(region.country, "A", "2016", "1.3", "136 is <right>"))
    region.at_country(lambda: answer(region.country, "A", "2016", "2.1", "None"))
    region.seal()

    workspace = hand.page.context.open_workspace
    assert standing(workspace.dataset(), "A", "2016").state is SubmissionState.SUBMITTED
    assert not check_submission(workspace, "A", "2016").open_remarks
    panel = hand.table.side.returned
    hand.table.open_panel(RETURNED)
    panel.show_question("1.3")
    assert panel.field.toPlainText() == "136 is <right>"
    assert not panel.field.isEnabled()
    assert not panel.save.isEnabled()
    index = hand.model.place("1.3", Column.MINE)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "Is it right?" in tip
    assert "136 is &lt;right&gt;" in tip
    stands = hand.page.submission.stands
    assert stands is not None
    assert stands.returned is None
    assert not list(hand.page.submission.cautions())

    region.receive()
    region.accept()
    assert not hand.model.remarks, "it is settled"
