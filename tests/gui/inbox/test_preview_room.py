"""What a file would change has room: below the list, and beside it only where both are whole."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from tests.gui.inbox.hand import InboxHand
from tests.integration.exchange.offices import Office
from ui.widgets.tables import DataTable


def put_in(inbox: InboxHand, country: Office) -> DataTable:
    country.enter()
    inbox.look([country.file_of(country.submit().package.digest)])
    table = inbox.page.arrivals.preview.tabs.widget(0)
    assert isinstance(table, DataTable)
    return table


@pytest.mark.parametrize(("width", "text_size"), [(1178, 100), (1108, 150), (836, 100)])
def test_no_figure_and_no_file_is_cut(
    inbox: InboxHand, country: Office, width: int, text_size: int
) -> None:
    inbox.page.resize(width, 708)
    inbox.context.theme.choose(text_size=text_size)
    preview = put_in(inbox, country)
    split, files = inbox.page.arrivals.split, inbox.page.arrivals.table
    inbox.bot.waitUntil(lambda: split.orientation() is Qt.Orientation.Vertical)
    inbox.bot.waitUntil(lambda: preview.width() > split.width() // 2)

    for table in (preview, files):
        headings: QHeaderView = table.horizontalHeader()
        inbox.bot.waitUntil(lambda t=table: not t.horizontalScrollBar().isVisible())
        for column in range(headings.count()):
            assert table.sizeHintForColumn(column) <= headings.sectionSize(column), column
    assert not files.verticalScrollBar().isVisible()


def test_on_a_wide_screen_it_stands_beside_the_list(inbox: InboxHand, country: Office) -> None:
    inbox.page.resize(1732, 900)
    put_in(inbox, country)
    split, preview = inbox.page.arrivals.split, inbox.page.arrivals.preview
    inbox.bot.waitUntil(lambda: split.orientation() is Qt.Orientation.Horizontal)
    assert preview.width() > 0.4 * split.width()

    split.moveSplitter(600, 1)
    inbox.page.resize(1700, 900)
    inbox.bot.waitUntil(lambda: split.width() < 1690)
    assert abs(split.sizes()[0] - 600) < 40, "what a person set stays"
