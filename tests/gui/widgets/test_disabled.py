"""What cannot be changed looks so, and still shows what it says."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from spa_me.dashboards.theme import contrast
from ui.context import Context

READABLE = 3.0
"""The contrast that WCAG 2 wants of what tells a state."""


def shown(widget: QWidget, part: QRect, ground: str) -> Counter[str]:
    """Return the colours that a part of a widget shows on a card, with how many pixels."""
    picture = QPixmap(widget.size())
    picture.fill(QColor(ground))
    painter = QPainter(picture)
    widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    painter.end()
    image = picture.toImage()
    return Counter(
        image.pixelColor(x, y).name()
        for x in range(part.left(), part.right() + 1)
        for y in range(part.top(), part.bottom() + 1)
    )


def make(context: Context, qtbot: QtBot, kind: type[QWidget], theme: str) -> tuple[QWidget, str]:
    context.settings.theme = theme
    context.theme.apply()
    widget = kind()
    qtbot.addWidget(widget)
    widget.show()
    widget.setEnabled(False)
    return widget, context.theme.palette.surface


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_tick_that_cannot_be_changed_is_seen(context: Context, qtbot: QtBot, theme: str) -> None:
    box, card = make(context, qtbot, QCheckBox, theme)
    assert isinstance(box, QCheckBox)
    box.setChecked(True)
    colours = shown(box, indicator(box, QStyle.SubElement.SE_CheckBoxIndicator), card)

    fill = colours.most_common(1)[0][0]
    assert contrast(fill, card) >= READABLE, "the box stands out from the card"
    strokes = sum(n for colour, n in colours.items() if contrast(colour, fill) >= READABLE)
    assert strokes >= 10, "the tick stands out from its box"
    box.setChecked(False)
    empty = shown(box, indicator(box, QStyle.SubElement.SE_CheckBoxIndicator), card)
    assert contrast(empty.most_common(1)[0][0], fill) >= READABLE, "an empty one differs"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_choice_that_cannot_be_changed_is_seen(
    context: Context, qtbot: QtBot, theme: str
) -> None:
    choice, card = make(context, qtbot, QRadioButton, theme)
    assert isinstance(choice, QRadioButton)
    choice.setChecked(True)
    part = indicator(choice, QStyle.SubElement.SE_RadioButtonIndicator)
    colours = shown(choice, part, card)

    assert contrast(colours.most_common(1)[0][0], card) >= READABLE


def indicator(button: QAbstractButton, part: QStyle.SubElement) -> QRect:
    option = QStyleOptionButton()
    option.initFrom(button)
    return button.style().subElementRect(part, option, button).adjusted(2, 2, -2, -2)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", [QPushButton, QLineEdit])
def test_what_cannot_be_used_looks_so(
    context: Context, qtbot: QtBot, kind: type[QWidget], theme: str
) -> None:
    widget, card = make(context, qtbot, kind, theme)
    assert isinstance(widget, (QPushButton, QLineEdit))
    widget.setText("HHHHHH")
    widget.resize(120, 34)
    middle = widget.rect().adjusted(8, 8, -8, -8)
    disabled = shown(widget, middle, card)
    widget.setEnabled(True)
    enabled = shown(widget, middle, card)

    def clearest(colours: Counter[str]) -> float:
        ground = colours.most_common(1)[0][0]
        return max(contrast(colour, ground) for colour in colours)

    assert disabled.most_common(1)[0][0] != enabled.most_common(1)[0][0]
    assert READABLE <= clearest(disabled) < clearest(enabled) / 2
