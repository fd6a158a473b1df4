"""The list of a drop-down opens tall enough for its entries, and scrolls where there are many."""

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ui.context import Context


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_every_entry_is_in_sight(
    context: Context, qtbot: QtBot, count: int, text_size: int
) -> None:
    context.settings.text_size = text_size
    context.theme.apply()
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems([f"New evidence is for marker 1.{number}" for number in range(count)])
    box.show()
    box.showPopup()
    view = box.view()
    last = view.visualRect(view.model().index(count - 1, 0))
    assert last.bottom() < view.viewport().height()
    assert view.isVisible()
    box.hidePopup()
