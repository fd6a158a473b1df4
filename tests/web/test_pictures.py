"""Pictures without a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from spa_me.dashboards.framing import Picture, framed
from spa_me.dashboards.look import Look
from spa_me.dashboards.theme import LIGHT
from tests.unit.dashboards.pictures import countries_book, figure, un_act_book
from ui.web.pictures import PictureError, PictureMaker, footing_of, save_overview

pytestmark = pytest.mark.web


@pytest.fixture
def maker(qapp: QApplication) -> Iterator[PictureMaker]:
    del qapp
    made = PictureMaker()
    yield made
    shiboken6.delete(made)


def _picture(name: str) -> Picture:
    return framed(figure(un_act_book(), name), Look(), 760)


def test_pictures_come_in_the_order_in_which_they_were_ordered(
    maker: PictureMaker, qtbot: QtBot
) -> None:
    found: list[bytes] = []
    wanted = [_picture("results"), _picture("cofunding"), _picture("matrix")]
    maker.draw(wanted, found.extend, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)

    images = [QImage.fromData(png) for png in found]
    assert [image.width() for image in images] == [1520] * 3
    assert [image.height() for image in images] == [2 * picture.height for picture in wanted]
    first = images[0]
    colours = {first.pixelColor(x, y).name() for x in range(0, 1520, 9) for y in range(0, 600, 9)}
    assert {LIGHT.fully.lower(), LIGHT.partly.lower(), LIGHT.unmet.lower()} <= colours


def test_what_cannot_be_drawn_is_said(maker: PictureMaker, qtbot: QtBot) -> None:
    errors: list[PictureError] = []
    broken = Picture({"data": [], "layout": {}, "config": {}}, -5, -5)
    maker.draw([broken], lambda _: pytest.fail("it was drawn"), errors.append)

    qtbot.waitUntil(lambda: bool(errors), timeout=20_000)


def test_no_picture_is_done_at_once(maker: PictureMaker) -> None:
    done: list[list[bytes]] = []
    maker.draw([], done.append, lambda error: pytest.fail(str(error)))

    assert done == [[]]


def test_the_overview_is_saved_whole(qapp: QApplication, tmp_path: Path) -> None:
    del qapp
    paths = save_overview(un_act_book(), tmp_path)

    assert [path.name for path in paths] == [
        "figure-results.png",
        "figure-cofunding.png",
        "figure-sources.png",
        "figure-matrix.png",
    ]
    assert all(QImage(str(path)).width() > 1500 for path in paths)


def test_the_footing_says_who_and_labels_what_is_invented(qapp: QApplication) -> None:
    del qapp
    real, invented = footing_of(un_act_book()), footing_of(countries_book())

    assert real[0] == "4 of 7 reporting units included; not reported: Cambodia, Lao PDR, Myanmar"
    assert real[1].startswith(
        "UN-ACT results framework 2014, version 2014 · 1 April to 31 December 2014"
    )
    assert invented[-1] == "Illustrative data: these figures are invented."
    assert len(real) == 2
