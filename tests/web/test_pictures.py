"""Pictures without a window."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spa_me.dashboards.framing import framed
from spa_me.dashboards.look import Look
from spa_me.dashboards.theme import LIGHT
from tests.unit.dashboards.pictures import figure, un_act_book
from ui.web.pictures import PictureError, PictureMaker, PictureOrder

pytestmark = pytest.mark.web


@pytest.fixture
def maker(qapp: QApplication) -> Iterator[PictureMaker]:
    del qapp
    made = PictureMaker()
    yield made
    shiboken6.delete(made)


def _order(name: str, scale: float = 1) -> PictureOrder:
    picture = framed(figure(un_act_book(), name), Look(), 760)
    return PictureOrder(picture.chart, picture.width, picture.height, scale)


def test_pictures_come_in_the_order_in_which_they_were_ordered(
    maker: PictureMaker, qtbot: QtBot
) -> None:
    found: list[bytes] = []
    orders = [_order("results"), _order("cofunding", 2), _order("matrix")]
    maker.draw(orders, found.extend, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)

    images = [QImage.fromData(png) for png in found]
    assert [image.width() for image in images] == [760, 1520, 760]
    assert [image.height() for image in images] == [
        orders[0].height,
        orders[1].height * 2,
        orders[2].height,
    ]
    first = images[0]
    colours = {first.pixelColor(x, y).name() for x in range(0, 760, 5) for y in range(0, 300, 5)}
    assert {LIGHT.fully.lower(), LIGHT.partly.lower(), LIGHT.unmet.lower()} <= colours


def test_what_cannot_be_drawn_is_said(maker: PictureMaker, qtbot: QtBot) -> None:
    errors: list[PictureError] = []
    broken = PictureOrder({"data": [], "layout": {}, "config": {}}, -5, -5)
    maker.draw([broken], lambda _: pytest.fail("it was drawn"), errors.append)

    qtbot.waitUntil(lambda: bool(errors), timeout=20_000)


def test_no_order_is_done_at_once(maker: PictureMaker) -> None:
    done: list[list[bytes]] = []
    maker.draw([], done.append, lambda error: pytest.fail(str(error)))

    assert done == [[]]
