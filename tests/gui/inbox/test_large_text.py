"""At large text in a small window nothing above the tables of the Inbox is cut off."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from tests.gui.inbox.hand import InboxHand


def is_whole(part: QWidget, page: QWidget) -> bool:
    """Return whether a widget has the size that it asks for, and lies in all that it is in."""
    hint, inside = part.sizeHint(), part.parentWidget()
    if part.width() < hint.width() or part.height() < hint.height():
        return False
    while inside is not None:
        place = QRect(part.mapTo(inside, QPoint()), part.size())
        if not inside.rect().contains(place):
            return False
        inside = None if inside is page else inside.parentWidget()
    return True


@pytest.mark.parametrize("size", [(702, 500), (1022, 640)])
def test_buttons_and_the_line_about_the_key_are_whole(
    inbox: InboxHand, size: tuple[int, int]
) -> None:
    page, board = inbox.page, inbox.page.board
    page.resize(*size)  # what the smallest window, and a small one, leave beside the side bar
    inbox.context.theme.choose(text_size=150)
    buttons = (page.send_framework, page.send_keys, board.period, board.review, board.files)
    for button in (*buttons, board.remind, board.remind_all):
        inbox.bot.waitUntil(lambda part=button: is_whole(part, page))

    about = page.about
    assert "what you send would not be signed" in about.text()
    inbox.bot.waitUntil(lambda: about.height() >= about.heightForWidth(about.width()))
