"""Shapes of statuses: different without colour, sharp at every ratio."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from spa_me.dashboards.theme import DARK, LIGHT, Palette
from spa_me.domain.status import NoStatus, Status
from ui.widgets.status_icon import status_icon, status_pixmap

SHAPES = [Status.FULLY, Status.PARTLY, Status.NOT, NoStatus.NOT_REPORTED]


def drawn(kind: Status | NoStatus, palette: Palette, size: int = 14) -> QImage:
    """Return where anything is drawn, on the ground of a table, as black and white."""
    image = status_pixmap(kind, palette, size).toImage()
    ground = QColor(palette.surface).lightness()
    shape = QImage(size, size, QImage.Format.Format_Grayscale8)
    for x in range(size):
        for y in range(size):
            colour = image.pixelColor(x, y)
            is_drawn = colour.alpha() > 127 and abs(colour.lightness() - ground) > 30
            shape.setPixelColor(x, y, QColor("black" if is_drawn else "white"))
    return shape


def ink(image: QImage) -> set[tuple[int, int]]:
    size = image.width()
    return {
        (x, y) for x in range(size) for y in range(size) if image.pixelColor(x, y).lightness() < 99
    }


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("size", [12, 14, 21])
def test_shapes_differ_without_their_colours(palette: Palette, size: int) -> None:
    shapes = {kind: ink(drawn(kind, palette, size)) for kind in SHAPES}

    assert all(shapes.values())
    for one, other in combinations(SHAPES, 2):
        differing = shapes[one] ^ shapes[other]
        assert len(differing) > size * size * 0.08, (one, other)


@pytest.mark.usefixtures("qapp")
def test_all_kinds_without_status_look_alike() -> None:
    images = [status_pixmap(kind, LIGHT).toImage() for kind in NoStatus]

    assert all(image == images[0] for image in images)


@pytest.mark.usefixtures("qapp")
def test_a_shape_is_drawn_with_the_pixels_of_its_screen() -> None:
    pixmap = status_pixmap(Status.PARTLY, LIGHT, 14, 2.0)

    assert pixmap.width() == 28
    assert pixmap.deviceIndependentSize().width() == 14


@pytest.mark.usefixtures("qapp")
def test_a_theme_has_its_own_shapes(qtbot: QtBot) -> None:
    assert status_pixmap(Status.NOT, LIGHT).toImage() != status_pixmap(Status.NOT, DARK).toImage()
    assert not status_icon(Status.NOT, DARK).isNull()
