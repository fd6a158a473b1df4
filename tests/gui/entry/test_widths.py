"""The sheet fits beside the panel at every text size, and what has no column stands elsewhere."""

import pytest

from tests.gui.entry.hand import Hand
from ui.pages.entry.looks import Column
from ui.pages.entry.widths import fitted


@pytest.mark.parametrize("has_previous", [True, False])
@pytest.mark.parametrize(("room", "scale"), [(1176, 1.0), (854, 1.0), (1092, 1.42), (775, 1.42)])
def test_the_columns_take_the_whole_width_and_no_more(
    room: int, scale: float, has_previous: bool
) -> None:
    found = fitted(room, scale, round(95 * scale), has_previous=has_previous)

    assert sum(found.values()) == room
    assert {Column.CODE, Column.ASKED, Column.TARGET, Column.MINE, Column.STATUS} <= found.keys()
    assert found[Column.MINE] >= 92 * scale


def test_where_there_is_room_every_column_has_its_own() -> None:
    assert fitted(1176, 1.0, 60, has_previous=True).keys() == set(Column)


def test_the_period_before_stands_under_the_question_where_it_has_no_column(hand: Hand) -> None:
    code = next(
        line
        for line in hand.model.lines
        if isinstance(line, str) and hand.model.row(line).previous.is_reported
    )
    last = hand.model.look(code, Column.LAST).main
    hand.page.resize(840, 700)
    hand.qtbot.waitUntil(lambda: hand.view.isColumnHidden(Column.LAST))

    assert f"2015: {last}" in hand.model.look(code, Column.ASKED).text
    assert hand.view.horizontalScrollBar().maximum() == 0
    hand.page.resize(1366, 700)
    hand.qtbot.waitUntil(lambda: not hand.view.isColumnHidden(Column.LAST))
    assert f"2015: {last}" not in hand.model.look(code, Column.ASKED).text
